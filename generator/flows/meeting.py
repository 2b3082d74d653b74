"""The papers of a session of the board: looked up, judged, bound, and placed at a stroke.

    find the advices → judge each → number → bring the documents → bind → agenda, control sheet, overview → publish

A session that is final is never made again: what came later goes to a numbered supplement beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator import catalog, convert, locks, publish, workplace
from generator.errors import DossierError, OperatorFault, UsageFault
from generator.files import safe_name
from generator.flows.binding import Bundles, Copy, Kind, Ready, bound, brought
from generator.flows.decisions import MOST_POINTS, decision_list
from generator.flows.dossier import place_of
from generator.flows.house import house_of
from generator.flows.make import House
from generator.flows.points import Item, Prepared, Steps, prepare
from generator.flows.session_sheets import (
    AGENDA,
    CONTROL,
    Around,
    agenda_words,
    control_words,
    overview_file,
    sheet,
)
from generator.model import File, Session
from generator.versions import installed
from generator.wiring import Hands
from generator.workers import Failure, Task

_LATER_OUT = "zit al in de definitieve bundel; de nieuwe versie niet: "


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for beside the bundle itself."""

    anonymous: bool = False
    final: bool = False
    duplex: bool = False
    copies: tuple[str, ...] = ()
    """For whom there is a copy with a name in the watermark."""


@dataclass(frozen=True, slots=True)
class Held:
    """What became of a session."""

    session: Session
    items: tuple[Item, ...]
    """All points, in the order of the agenda."""
    folder: str = ""
    """Relative to the workspace; empty when nothing was placed."""
    documents: tuple[str, ...] = ()
    """What was made now, relative to the workspace."""
    final: bool = False
    supplement: int = 0
    """The number of the supplement that was made; 0 for none."""
    remarks: tuple[str, ...] = ()


def look(hands: Hands, session: Session, steps: Steps) -> Held:
    """Tell what would be in the bundle; makes nothing. Raises as ``hold`` does."""
    prepared = prepare(hands, session, house_of(hands), steps)
    before = prepared.before
    final = before is not None and before.final
    items = tuple(_since(hands, before, prepared.items)) if before and final else prepared.items
    _look_at_size(items)
    return Held(session, _told(prepared, items), final=final, remarks=prepared.remarks)


def hold(hands: Hands, session: Session, wanted: Wanted, steps: Steps) -> Held:
    """Make the papers of a session, or make them again; of a final one a supplement with what came later.

    Raises UsageFault ``ZITTING-LEEG``, ``ZITTING-GROOT`` or ``ZITTING-NAAM``; OperatorFault when the disk, the engine or another process
    is in the way: the outbox is then as it was.
    """
    names = _holders(wanted.copies)
    hands.workers.begin()
    house, workspace = house_of(hands), hands.workspace
    workplace.make_folders(workspace)
    with locks.preparing_sessions(workspace):
        publish.mend_sessions(workspace.outbox)
        prepared = prepare(hands, session, house, steps)
        before = prepared.before
        if before is None or not before.final:
            copies = _holders((*(before.copies if before else ()), *names))
            anonymous = wanted.anonymous or (before is not None and before.anonymous)
            return _made(hands, prepared, replace(wanted, copies=copies, anonymous=anonymous), house, steps)
        return _made(hands, prepared, replace(wanted, copies=names), house, steps)


def _holders(names: Sequence[str]) -> tuple[str, ...]:
    """Names of holders, each once. Raises UsageFault for a blank one."""
    plain = [" ".join(name.split()) for name in names]
    if not all(plain):
        raise UsageFault("ZITTING-NAAM", 'Geef na --for een naam, bijvoorbeeld: --for "An Verlinden".')
    return tuple({safe_name(name).casefold(): name for name in plain}.values())


def _since(hands: Hands, before: publish.SessionManifest, items: Sequence[Item]) -> Iterator[Item]:
    """What came after a session was made final: new points, and of the others the documents that changed."""
    seen = {(point.key, member.folder, member.source) for point in before.points for member in point.members}
    known = {point.key for point in before.points}
    for item in items:
        key = item.tabled.key
        fresh = tuple(
            one for one in item.drafts if (key, place_of(hands.workspace, one.folder), one.source) not in seen
        )
        if key not in known:
            yield item
        elif fresh:
            yield replace(item, drafts=fresh, reason=f"{_LATER_OUT}{item.reason}" if item.reason else "")


def _look_at_size(items: Sequence[Item]) -> None:
    """Raise UsageFault when there are more points than one decision list can hold."""
    if (count := sum(not item.reason for item in items)) > MOST_POINTS:
        raise UsageFault(
            "ZITTING-GROOT",
            f"Deze zitting heeft {count} punten, en op een besluitenlijst staan er hoogstens {MOST_POINTS}. Zet een deel van de "
            "adviezen op een andere zittingsdatum.",
        )


def _told(prepared: Prepared, judged: Sequence[Item]) -> tuple[Item, ...]:
    """All points as they are to be told: what stands in a final bundle is in it, whatever came to light since."""
    now = {item.tabled.key: item for item in judged}
    return tuple(now.get(item.tabled.key, replace(item, reason="")) for item in prepared.items)


def _made(hands: Hands, prepared: Prepared, wanted: Wanted, house: House, steps: Steps) -> Held:
    before, session = prepared.before, prepared.session
    part = before.supplements + 1 if before and before.final else 0
    items = tuple(_since(hands, before, prepared.items)) if before and part else prepared.items
    _look_at_size(items)
    ready = list(brought(hands, items, house, steps))
    bare = all(one.item.reason for one in ready)
    kind = Kind(session, part, part > 0 or (wanted.final and not bare), wanted.duplex)
    remarks = (*prepared.remarks, *_told_of(ready, wanted, bare=bare))
    folder = publish.session_folder(hands.workspace.outbox, session)
    held = Held(
        session,
        _told(prepared, [one.item for one in ready]),
        place_of(hands.workspace, folder),
        final=kind.final,
        remarks=remarks,
    )
    if part and bare:
        return held
    steps.expect(1)
    bundles = bound(hands, ready, kind, _copies(kind, wanted), house, steps)
    around = Around(kind, wanted.copies, remarks)
    files = [
        *bundles.files,
        *_sheets(hands, ready, bundles, around, house),
        overview_file(ready, bundles, around),
        *_decisions(ready, kind, house),
        *_folders(ready, kind, before),
    ]
    manifest = _manifest(hands, prepared, ready, kind, wanted, house)
    names = publish.place_session(manifest, files, folder, keep=part > 0)
    steps.done()
    made = tuple(f"{held.folder}/{names[file.name]}" for file in files if "/" not in file.name)
    return replace(held, documents=made, supplement=part)


def _decisions(ready: Sequence[Ready], kind: Kind, house: House) -> Iterator[File]:
    """The decision list, to be filled in after the session."""
    points = [one.item.point for one in ready if not one.item.reason]
    if points:
        made = decision_list(kind.session, points, house.organisation)
        yield replace(made, name=kind.named("besluitenlijst", ".docx"))


def _told_of(ready: Sequence[Ready], wanted: Wanted, *, bare: bool) -> Iterator[str]:
    """What must be known of the whole."""
    if bare and wanted.final:
        yield "De zitting is niet definitief gemaakt: er zit geen enkel punt in de bundel."
    if wanted.anonymous and any(draft.edited and draft.kept for one in ready for draft, _ in one.documents):
        yield "De bundel zonder namen volgt de formulieren: wat met de hand gewijzigd is, staat er niet in."


def _copies(kind: Kind, wanted: Wanted) -> tuple[Copy, ...]:
    anonymous = (Copy(kind.named("bundel", ".pdf", "(anoniem)"), anonymous=True),) if wanted.anonymous else ()
    named = (Copy(kind.named("bundel", ".pdf", f"voor {name}"), holder=name) for name in wanted.copies)
    return (Copy(kind.named("bundel", ".pdf")), *anonymous, *named)


def _sheets(
    hands: Hands, ready: Sequence[Ready], bundles: Bundles, around: Around, house: House
) -> Iterator[File]:
    """The agenda in Word and PDF, and the control sheet. Raises what their making raises."""
    words: dict[str, dict[str, Any]] = {
        AGENDA: agenda_words(ready, around, house),
        CONTROL: control_words(ready, bundles, around, house),
    }
    limit = hands.settings.workers.time_limit + hands.settings.pdf.time_limit
    tasks = [Task(name, sheet, (name, context, house), limit) for name, context in words.items()]
    made: dict[str, tuple[bytes, bytes]] = {}
    for name, found in hands.workers.run(tasks):
        if isinstance(found, DossierError):
            raise found
        if isinstance(found, Failure):
            raise OperatorFault(
                found.code, "Het maken van de agenda of het controleblad is mislukt. Meld dit."
            )
        made[name] = found
    yield File(around.kind.named("agenda", ".docx"), made[AGENDA][0])
    yield File(around.kind.named("agenda", ".pdf"), made[AGENDA][1])
    yield File(around.kind.named("controleblad", ".pdf"), made[CONTROL][1])


def _folders(ready: Sequence[Ready], kind: Kind, before: publish.SessionManifest | None) -> Iterator[File]:
    """The documents of each point in a folder of its own: ``001 KB-2026-00042/1 Advies.pdf``."""
    known = {point.key for point in before.points} if before else set()
    for one in ready:
        again = kind.part and one.item.tabled.key in known
        number = one.item.number.rpartition("-")[2]
        name = f"{number} {one.item.dossier}" + (f" supplement {kind.part}" if again else "")
        for place, (draft, pdf) in enumerate(one.documents, start=1):
            title = safe_name(draft.heading.replace(":", "").replace("/", "-"))
            yield File(f"{safe_name(name)}/{place} {title}.pdf", pdf)


def _manifest(
    hands: Hands, prepared: Prepared, ready: Sequence[Ready], kind: Kind, wanted: Wanted, house: House
) -> publish.SessionManifest:
    before = prepared.before if kind.part else None
    session = prepared.session
    return publish.SessionManifest(
        organ=session.organ,
        day=session.day.isoformat(),
        final=kind.final,
        supplements=kind.part,
        numbers=dict(prepared.numbers),
        points=(
            *(before.points if before else ()),
            *(_point(hands, one, kind) for one in ready if not one.item.reason),
        ),
        left_out=tuple(
            publish.Absent(number=one.item.number, dossier=one.item.dossier, reason=one.item.reason)
            for one in ready
            if one.item.reason
        ),
        anonymous=wanted.anonymous or (before is not None and before.anonymous),
        duplex=wanted.duplex,
        copies=_holders((*(before.copies if before else ()), *wanted.copies)),
        versions={
            "dossier": installed("dossier"),
            "engine": convert.engine_version(house.pdf),
            "agenda": catalog.find_template(AGENDA, house.workspace).digest,
            "controleblad": catalog.find_template(CONTROL, house.workspace).digest,
        },
    )


def _point(hands: Hands, one: Ready, kind: Kind) -> publish.Point:
    point = one.item.point
    return publish.Point(
        key=one.item.tabled.key,
        number=point.number,
        dossier=point.dossier,
        subject=point.subject,
        aard=point.aard,
        beslissing=point.beslissing,
        folder=point.folder,
        part=kind.part,
        members=tuple(
            publish.Member(
                title=draft.title,
                folder=place_of(hands.workspace, draft.folder),
                source=draft.source,
                edited=draft.edited,
            )
            for draft, _ in one.documents
        ),
    )
