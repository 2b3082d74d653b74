"""One dossier at a glance: its papers, phase, last days, what it lacks and what its papers say of each other."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from forms.base import Unanswered
from forms.domains import Fase
from forms.dossier import Dossier, Kept
from forms.findings import Finding, Severity
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.rulebook import Circumstances
from forms.screening_activering import ScreeningActivering
from forms.terms import Term, is_closed, missing, terms
from generator import catalog, publish, validation
from generator.errors import UsageFault
from generator.flows.attachments import ATTACHMENT
from generator.flows.dossier import KeptPaper, flat_answers, kept_papers, known, publications
from generator.flows.ruled import Ruled
from generator.model import Workspace
from generator.settings import Settings


@dataclass(frozen=True, slots=True)
class Published:
    """One publication of a dossier; ``latest`` of its kind."""

    form: str
    title: str
    day: str
    published_at: str
    folder: str
    """Relative to the workspace, with ``/``."""
    latest: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """The phase of the client, and the day and title of the paper that says so."""

    phase: Fase
    day: date
    title: str


@dataclass(frozen=True, slots=True)
class Overview:
    """All that there is to tell of a dossier."""

    number: str
    today: date
    papers: tuple[Published, ...]
    """What was made from a form, and the decisions of sessions."""
    attachments: tuple[Published, ...]
    phase: Phase | None
    closed: bool
    terms: tuple[Term, ...]
    missing: tuple[str, ...]
    findings: tuple[tuple[str, Finding], ...]
    """What the latest papers break today, judged as for a session: each with the title of its paper."""


def overview(workspace: Workspace, settings: Settings, number: str, today: date) -> Overview:
    """Look at one dossier. Raises UsageFault ``DOSSIER-ONBEKEND`` when it has nothing, OperatorFault for the outbox."""
    found = publications(workspace, number)
    if not found:
        raise UsageFault(
            "DOSSIER-ONBEKEND",
            "Van dit dossier staat er nog niets in de outbox. Kijk het dossiernummer na, bijvoorbeeld KB-2026-00042.",
        )
    kept = tuple(kept_papers(workspace, found, publish.bundled(workspace.outbox)).values())
    dossier = Ruled(workspace).with_rulings(known(number, kept), found)
    around = Circumstances(
        today, settings.norms, settings.validation.fictional, dossier=dossier, at_meeting=True
    )
    shown = [_published(workspace, folder, manifest) for folder, manifest in found]
    return Overview(
        number,
        today,
        _with_latest([each for each in shown if each.form != ATTACHMENT]),
        tuple(each for each in shown if each.form == ATTACHMENT),
        phase_of(dossier),
        is_closed(dossier, today),
        terms(dossier, settings.norms, today),
        missing(dossier),
        tuple(
            (kind.title, finding)
            for kind in catalog.FORMS.values()
            for finding in _broken(kind, kept, around)
        ),
    )


def phase_of(dossier: Dossier) -> Phase | None:
    """The phase that the latest screening says, else the latest plan."""
    for kind in (ScreeningActivering, Hulpverleningsplan):
        latest: Kept[ScreeningActivering | Hulpverleningsplan] | None = dossier.latest(kind)
        if latest is not None:
            with suppress(Unanswered):
                return Phase(latest.form.fase, latest.day, kind.TITLE)
    return None


def _published(workspace: Workspace, folder: Path, manifest: publish.Manifest) -> Published:
    where = folder.relative_to(workspace.root).as_posix()
    return Published(manifest.form, manifest.title, manifest.day, manifest.published_at, where, latest=False)


def _with_latest(papers: list[Published]) -> tuple[Published, ...]:
    last = {paper.form: place for place, paper in enumerate(papers)}
    return tuple(replace(paper, latest=last[paper.form] == place) for place, paper in enumerate(papers))


def _broken(
    kind: catalog.FormType, papers: Sequence[KeptPaper], around: Circumstances
) -> tuple[Finding, ...]:
    """Judge the latest paper of a kind again, beside all that came since."""
    latest = next((paper for paper in reversed(papers) if paper.form == kind.id), None)
    answers = flat_answers(latest) if latest is not None else None
    if answers is None:
        return ()
    found = validation.judge(kind.model, kind.rules, answers, around).findings
    return tuple(finding for finding in found if finding.severity is not Severity.INFO)
