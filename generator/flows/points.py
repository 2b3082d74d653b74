"""The points of a session, looked up and judged: what would go to the board, in order, and what would not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from forms import agenda
from forms.advies import Advies
from forms.findings import Severity
from generator import catalog, publish
from generator.dutch import counted, short_date
from generator.errors import DossierError, FormFault, UsageFault
from generator.flows.agenda import Tabled, find, numbered, others_of
from generator.flows.attachments import ATTACHMENT, TITLE
from generator.flows.dossier import kept_papers, place_of, publications
from generator.flows.examining import Examined, examine
from generator.flows.make import House
from generator.flows.members import EDITED, Draft, draft
from generator.flows.papers import damaged_words
from generator.model import AgendaPoint, Session
from generator.wiring import Hands
from generator.workers import Task


class Steps(Protocol):
    """Who is told how far the work is."""

    def expect(self, more: int) -> None:
        """So many steps more are to be done."""

    def done(self) -> None:
        """One step is done."""


_LOST = "het document van dit papier is weg uit de outbox; maak het opnieuw"
_FAILED = "het nakijken is mislukt door een fout in het programma; meld dit aan de beheerder"
_AT_THE_END = (99, 0)


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a session with all that was found of it."""

    tabled: Tabled
    place: str
    """The publication of the advice, relative to the workspace."""
    folders: tuple[tuple[Path, publish.Manifest], ...] = ()
    """All publications of its dossier, oldest first."""
    number: str = ""
    found: Examined | None = None
    drafts: tuple[Draft, ...] = ()
    reason: str = ""
    """Why it is left out, in Dutch; empty for a point that goes to the board."""
    notes: tuple[str, ...] = ()
    """What the control sheet tells besides the findings."""
    asides: tuple[str, ...] = ()
    """What it tells where nobody has to act."""

    @property
    def dossier(self) -> str:
        """Its file number."""
        return self.tabled.dossier

    @property
    def subject(self) -> str:
        """Its subject, without a name."""
        return self.found.subject if self.found else ""

    @property
    def remarkable(self) -> bool:
        """Whether somebody must look before the session."""
        found = self.found
        if found is None or self.notes or found.missing or found.late:
            return True
        heavy = any(remark.finding.severity is not Severity.INFO for remark in found.remarks)
        return heavy or any(paper.edited for paper in self.drafts)

    @property
    def point(self) -> AgendaPoint:
        """As other flows know it."""
        aard, decision = (self.found.aard, self.found.beslissing) if self.found else ("", "")
        return AgendaPoint(self.number, self.dossier, self.subject, aard, decision, self.place)

    def without(self, reason: str) -> "Item":
        """Leave the point out, unless it is out already."""
        return self if self.reason else replace(self, reason=reason)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A session before anything is made."""

    session: Session
    items: tuple[Item, ...]
    numbers: Mapping[str, str]
    before: publish.SessionManifest | None
    """What stands of this session already."""
    remarks: tuple[str, ...] = field(default=())
    """What the control sheet tells of the whole."""

    @property
    def included(self) -> tuple[Item, ...]:
        """The points that go to the board."""
        return tuple(item for item in self.items if not item.reason)


def prepare(hands: Hands, session: Session, house: House, steps: Steps) -> Prepared:
    """Look up and judge the points of a session; makes nothing.

    Raises UsageFault ``ZITTING-LEEG`` when there is no advice for it, OperatorFault when the outbox cannot be read.
    """
    workspace = hands.workspace
    found = find(workspace, session)
    if not found.tabled:
        raise UsageFault(
            "ZITTING-LEEG",
            f"Voor deze zitting ({session.organ}, {short_date(session.day)}) staat er geen advies in de outbox. Kijk de datum en "
            "het orgaan na.",
        )
    steps.expect(len(found.tabled))
    before = publish.read_session(publish.session_folder(workspace.outbox, session))
    judged = list(_judged(hands, found.tabled, session, house, steps))
    given = before.numbers if before else {}
    in_order = sorted(judged, key=lambda item: (*_rank(item, session), item.dossier, item.subject))
    numbers = numbered([item.tabled.key for item in in_order], given, others_of(workspace, session), session)
    items = [replace(item, number=numbers[item.tabled.key]) for item in in_order]
    items.sort(key=lambda item: (*_rank(item, session), item.number))
    return Prepared(session, tuple(_attached(items)), numbers, before, tuple(_told(found.unreadable)))


def _told(unreadable: int) -> Iterator[str]:
    if unreadable:
        yield f"{damaged_words(unreadable)} Er kan een advies bij zijn: kijk dit na."


def _rank(item: Item, session: Session) -> tuple[int, int]:
    return agenda.rank(item.found.heading, session.organ) if item.found else _AT_THE_END


def _judged(
    hands: Hands, tabled: Sequence[Tabled], session: Session, house: House, steps: Steps
) -> Iterator[Item]:
    """Let the workers judge each point beside the papers of its dossier."""
    items: dict[str, Item] = {}
    limit = hands.settings.workers.time_limit
    frozen = publish.bundled(hands.workspace.outbox)

    def tasks() -> Iterator[Task[Examined]]:
        for advice in tabled:
            folders = tuple(publications(hands.workspace, advice.dossier))
            items[advice.key] = Item(advice, place_of(hands.workspace, advice.folder), folders)
            papers = kept_papers(hands.workspace, folders, frozen)
            own = list(papers).index(advice.folder)
            yield Task(advice.key, examine, (own, tuple(papers.values()), session, house), limit)

    for key, found in hands.workers.run(tasks()):
        if isinstance(found, Examined):
            yield _with_papers(replace(items[key], found=found, reason=found.blocked), found)
        elif isinstance(found, FormFault):
            yield replace(items[key], reason=found.message)
        elif isinstance(found, DossierError):
            raise found
        else:
            yield replace(items[key], reason=_FAILED)
        steps.done()


def _with_papers(item: Item, found: Examined) -> Item:
    """Add the papers of the house that go with a point: the advice, the report under it, the plan."""
    papers = [each for each in item.folders if each[1].form in catalog.FORMS]
    chosen = [(item.tabled.folder, item.tabled.manifest)]
    chosen += [papers[place] for place in (found.report, found.plan) if place is not None]
    drafts = [draft(folder, manifest, _title(manifest)) for folder, manifest in chosen]
    if None in drafts:
        item = item.without(_LOST)
    there = tuple(one for one in drafts if one is not None)
    return replace(item, drafts=there, notes=tuple(note for one in there for note in _notes(one)))


def _title(manifest: publish.Manifest) -> str:
    day = short_date(date.fromisoformat(manifest.day))
    return manifest.title if manifest.form == Advies.ID else f"{manifest.title} van {day}"


def _notes(paper: Draft) -> Iterator[str]:
    if paper.edited:
        yield f"{paper.title}: {EDITED}; de bundel bevat de gewijzigde versie"
    if paper.unsound:
        yield f"{paper.title}: de bewaarde gegevens (gegevens.json) zijn {EDITED}"


def _attached(items: Sequence[Item]) -> Iterator[Item]:
    """Add the attachments: each once, to the first point of its dossier that it can be about.

    An attachment that came before the application belongs to an earlier matter: members get no more than is needed to
    decide [S25].
    """
    taken: set[Path] = set()
    for item in items:
        if item.found is None or item.reason:
            yield item
            continue
        fitting = [
            (folder, manifest)
            for folder, manifest in item.folders
            if manifest.form == ATTACHMENT and manifest.day >= item.found.applied
        ]
        here = [each for each in fitting if each[0] not in taken]
        taken.update(folder for folder, _ in here)
        yield _with_attachments(item, item.found, here, len(fitting))


def _with_attachments(
    item: Item, found: Examined, here: Sequence[tuple[Path, publish.Manifest]], fitting: int
) -> Item:
    notes: list[str] = []
    drafts: list[Draft] = []
    for number, (folder, manifest) in enumerate(here, start=1):
        name = found.mask.over(manifest.title.removeprefix(TITLE).strip())
        one = draft(folder, manifest, f"{TITLE} {number}: {name}" if name else f"{TITLE} {number}")
        if one is None:
            notes.append(f"{TITLE} {number} is weg uit de outbox")
        else:
            drafts.append(one)
            notes.extend(_notes(one))
    if found.attachments > fitting:
        named = counted(found.attachments, "bijlage", "bijlagen")
        notes.append(f"het advies noemt {named}, in het dossier: {fitting}")
    return replace(item, drafts=(*item.drafts, *drafts), notes=(*item.notes, *notes))
