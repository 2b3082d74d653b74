"""Make papers again from their kept answers, with the templates of today; only what changed is made.

Unchanged is: the kept answers and the documents have the digests of the manifest, and everything else that decides
the documents (``make.inputs_of``) is as it was. Nothing is rendered to know that.

What stands in the final bundle of a session stays as the board had it (domain.md §1): it is only made again to bring back a
document that is gone, and then to the same one.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from forms.findings import Finding
from generator import catalog, publish
from generator.dutch import short_date
from generator.errors import DossierError, OperatorFault
from generator.flows import endings, papers
from generator.flows.again import Kept, make_again
from generator.flows.dossier import place_of
from generator.flows.house import house_of
from generator.flows.index import entry_of, settle
from generator.flows.make import Judged
from generator.flows.papers import Chosen, Found, Seen, Today, look
from generator.flows.recovering import recover
from generator.locks import beside_watching, remaking
from generator.model import Outcome, Paper, Result
from generator.wiring import Rooms
from generator.workers import Failure, Task

log = logging.getLogger(__name__)

_BATCH = 64
_LOOKERS = 4
"""Threads that read and digest: they wait for a disk or share."""
_EDITED = "met de hand bewerkt"
_FAILED = "Het opnieuw maken van dit papier is mislukt. Meld dit aan de beheerder."
_MISFIT = "de bewaarde antwoorden passen niet meer"
_NO_ANSWERS = "De gegevens.json van dit papier ontbreekt. Zet ze terug uit een reservekopie."
_LOST = (
    "Een document van dit papier ontbreekt. Het ligt vast in de bundel van een zitting, en opnieuw maken geeft nu een ander. Zet het "
    "terug uit een reservekopie."
)
_OTHER_ANSWERS = (
    "De gegevens.json van dit papier is met de hand gewijzigd; wat erin staat, is niet nagekeken. Zet een kopie in de "
    "map inbox om er een nieuw papier van te maken, en zet hier de oude terug uit een reservekopie."
)


@dataclass(frozen=True, slots=True)
class _Work:
    """What stays the same for all papers of one run."""

    rooms: Rooms
    today: Today
    dry: bool
    force: bool
    bundled: Mapping[str, publish.SessionManifest]
    """The papers that final bundles hold, by their places."""


def papers_of(rooms: Rooms, chosen: Chosen) -> list[Found]:
    """List the papers that are meant, once what a stop left is brought to its end; see ``papers.papers_of``."""
    recover(rooms)
    return papers.papers_of(rooms.workspace, chosen)


def regenerate(rooms: Rooms, found: Iterable[Found], *, dry: bool, force: bool) -> Iterator[Outcome]:
    """Make these papers again where they changed: one outcome for each, with its reason.

    ``dry`` only tells which would be made (``waiting``); ``force`` puts documents that were edited by hand away
    too. Raises OperatorFault when another regenerate is at work.
    """
    with (
        remaking(rooms.workspace),
        beside_watching(rooms.workspace),
        ThreadPoolExecutor(_LOOKERS) as lookers,
    ):
        settle(rooms)
        today, waiting = Today(house_of(rooms)), iter(found)
        while batch := list(islice(waiting, _BATCH)):
            work = _Work(rooms, today, dry, force, publish.bundled(rooms.workspace.outbox))
            yield from _handle(work, batch, list(lookers.map(look, batch)))


def _handle(work: _Work, batch: Sequence[Found], looks: Sequence[Seen | OperatorFault]) -> Iterator[Outcome]:
    """End what is unchanged or at fault; give the rest to the workers."""
    changed: dict[str, Seen] = {}
    for (folder, _), seen in zip(batch, looks, strict=True):
        if isinstance(seen, OperatorFault):
            yield _failed(work, folder, None, seen)
            continue
        try:
            ended = _ended_by_look(work, seen)
        except DossierError as fault:
            ended = _failed(work, folder, seen.manifest, fault)
        if ended:
            yield ended
        else:
            changed[folder.relative_to(work.rooms.workspace.outbox).as_posix()] = seen
    settings = work.rooms.settings
    limit = settings.workers.time_limit + settings.pdf.time_limit
    tasks = [
        Task(name, make_again, (_kept(work, seen), work.today.house), limit) for name, seen in changed.items()
    ]
    for name, end in work.rooms.workers.run(tasks):
        yield _ended(work, changed[name], end)


def _ended_by_look(work: _Work, seen: Seen) -> Outcome | None:
    if publish.ANSWERS in seen.state.missing:
        raise OperatorFault("GEGEVENS-BESCHADIGD", _NO_ANSWERS)
    if publish.ANSWERS in seen.state.changed:
        return _rejected(work, seen, endings.file_findings("GEGEVENS-GEWIJZIGD", _OTHER_ANSWERS))
    if _is_asked(work, seen) or not work.today.same_inputs(seen.manifest):
        session = _session_of(work, seen)
        return None if session is None or seen.lacking else _bound(work, seen, session)
    return _unchanged(work, seen)


def _session_of(work: _Work, seen: Seen) -> publish.SessionManifest | None:
    """The session whose final bundle holds a paper."""
    return work.bundled.get(place_of(work.rooms.workspace, seen.folder))


def _bound(work: _Work, seen: Seen, session: publish.SessionManifest) -> Outcome:
    reason = f"ligt vast in de bundel van de zitting van {short_date(date.fromisoformat(session.day))}"
    return _outcome(work, seen.folder, seen.manifest, Result.DUPLICATE, reason)


def _is_asked(work: _Work, seen: Seen) -> bool:
    """Tell whether a paper must be made whatever its recipe."""
    return seen.lacking or (seen.edited and work.force)


def _kept(work: _Work, seen: Seen) -> Kept:
    findings = tuple(remark.finding for remark in seen.manifest.findings)
    recipe = "" if _is_asked(work, seen) else seen.manifest.recipe
    return Kept(seen.folder / publish.ANSWERS, findings, recipe, work.dry)


def _ended(work: _Work, seen: Seen, end: Judged | Paper | DossierError | Failure) -> Outcome:
    folder, manifest = seen.folder, seen.manifest
    try:
        if isinstance(end, DossierError):
            raise end
        if isinstance(end, Failure):
            raise OperatorFault(end.code, _FAILED)
        if isinstance(end, Judged) and not end.recipe:
            return _rejected(work, seen, end.findings)
        if end.recipe != manifest.recipe and _session_of(work, seen) is not None:
            raise OperatorFault("PUBLICATIE-VAST", _LOST)
        if isinstance(end, Paper):
            return _placed(work, seen, end)
        if end.recipe != manifest.recipe or _is_asked(work, seen):
            return _outcome(work, folder, manifest, Result.WAITING, _reason(work, seen, end.recipe))
        if not work.dry:
            publish.confirm(folder, manifest, work.today.inputs(catalog.form_type(manifest.form)))
        return _unchanged(work, seen)
    except DossierError as fault:
        return _failed(work, folder, manifest, fault)


def _placed(work: _Work, seen: Seen, paper: Paper) -> Outcome:
    """Put the paper in its place, tell the ledger, and only then let the old folder go."""
    rooms, manifest = work.rooms, seen.manifest
    try:
        placed = publish.remake(seen.folder, manifest, paper, replace=work.force)
    except OperatorFault as fault:
        if fault.code != "PUBLICATIE-OPEN":
            raise
        return _outcome(work, seen.folder, manifest, Result.WAITING, fault.message)
    remade = publish.read_manifest(seen.folder)
    rooms.ledger.record(entry_of(rooms.workspace, seen.folder, remade))
    publish.let_go(rooms.workspace.outbox, manifest.job)
    log.info("opnieuw gemaakt job=%s form=%s", manifest.job, manifest.form)
    root = rooms.workspace.root
    documents = tuple(path.relative_to(root).as_posix() for path in placed.documents)
    made = _outcome(work, seen.folder, remade, Result.PUBLISHED, _reason(work, seen, paper.recipe))
    return replace(made, documents=documents, findings=paper.findings)


def _reason(work: _Work, seen: Seen, recipe: str) -> str:
    told = ["document ontbreekt"] if seen.lacking else []
    if recipe != seen.manifest.recipe:
        told.append(work.today.differences(seen.manifest))
    if seen.edited:
        told.append(f"{_EDITED}: {'bewaard in versies' if work.force else 'het nieuwe staat ernaast'}")
    return ", ".join(told)


def _unchanged(work: _Work, seen: Seen) -> Outcome:
    reason = f"ongewijzigd, {_EDITED}" if seen.edited else "ongewijzigd"
    return _outcome(work, seen.folder, seen.manifest, Result.DUPLICATE, reason)


def _rejected(work: _Work, seen: Seen, findings: tuple[Finding, ...]) -> Outcome:
    ended = _outcome(work, seen.folder, seen.manifest, Result.REJECTED, _MISFIT)
    return replace(ended, findings=findings)


def _failed(work: _Work, folder: Path, manifest: publish.Manifest | None, fault: DossierError) -> Outcome:
    log.error("%s job=%s", fault.code, manifest.job if manifest else "onbekend")
    ended = _outcome(work, folder, manifest, Result.FAILED, "niet gelukt")
    return replace(ended, findings=endings.file_findings(fault.code, fault.message))


def _outcome(
    work: _Work, folder: Path, manifest: publish.Manifest | None, result: Result, reason: str
) -> Outcome:
    where = folder.relative_to(work.rooms.workspace.root).as_posix()
    form = manifest.form if manifest else ""
    return Outcome(where, result, form, folder.parent.name, where, reason=reason)
