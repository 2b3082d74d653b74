"""One point of the agenda, judged as it stands today: strictly, beside all papers of its dossier. Runs in a worker."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms import agenda, readiness
from forms.advies import Advies
from forms.advies_choices import AID, INDIVIDUAL
from forms.advies_facts import report_under
from forms.base import Unanswered
from forms.client import Paper
from forms.dossier import Dossier, Kept
from forms.findings import Finding
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.identity import Mask, mask_of
from forms.nesting import flatten
from forms.rulebook import Circumstances
from generator import catalog, validation
from generator.errors import FormFault
from generator.flows.dossier import KeptPaper, known
from generator.flows.make import House
from generator.model import Answers, Session, blocks

_UNUSABLE = "de gegevens van het advies zijn beschadigd, of van een versie die niet meer gelezen kan worden"


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding on one of the papers of a point."""

    paper: str
    """The title of that paper."""
    finding: Finding


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found of one point; plain values that cross a process border. A name stands in ``mask`` only."""

    heading: agenda.Heading
    subject: str
    aard: str
    aard_label: str
    beslissing: str
    beslissing_label: str
    oordeel: str
    about: str
    """Age and kind of household."""
    applied: str
    """ISO date of the application."""
    report: int | None
    """Which of the papers is the sociaal verslag under the advice."""
    plan: int | None
    attachments: int
    """How many attachments the advice names."""
    remarks: tuple[Remark, ...]
    missing: tuple[str, ...]
    late: str
    mask: Mask

    @property
    def blocked(self) -> str:
        """Why the point cannot go to the board; empty when it can."""
        wrong = [one.finding for one in self.remarks if blocks((one.finding,))]
        codes = ", ".join(dict.fromkeys(finding.code for finding in wrong))
        return f"een fout houdt dit punt tegen ({codes})" if wrong else ""


@dataclass(frozen=True, slots=True)
class _Case:
    """A dossier as it stands: what was kept of each paper, and the forms that could be made of it."""

    papers: Sequence[KeptPaper]
    made: Mapping[int, Kept[Paper]]
    dossier: Dossier

    def place(self, wanted: Kept[Any] | None) -> int | None:
        """Which of the papers a form was made of."""
        return next((place for place, kept in self.made.items() if kept is wanted), None)

    @property
    def mask(self) -> Mask:
        """What identifies the people of the dossier."""
        found = [(kept, self.papers[place].answers) for place, kept in self.made.items()]
        return mask_of((type(kept.form), flatten(answers)) for kept, answers in found if answers is not None)


def examine(advice: int, papers: Sequence[KeptPaper], session: Session, house: House) -> Examined:
    """Judge an advice, one of the papers of a dossier, and the papers that go with it.

    Raises FormFault ``ZITTING-ADVIES`` when the kept answers of one of them cannot be used.
    """
    made = {place: kept for place, paper in enumerate(papers) if (kept := _made(paper)) is not None}
    own = made.get(advice)
    if own is None or not isinstance(own.form, Advies):
        raise FormFault("ZITTING-ADVIES", _UNUSABLE)
    in_order = tuple(sorted(made.values(), key=lambda kept: kept.day))
    try:
        return _examined(own.form, advice, _Case(papers, made, Dossier("", in_order)), session, house)
    except Unanswered:
        raise FormFault("ZITTING-ADVIES", _UNUSABLE) from None


def _made(paper: KeptPaper) -> Kept[Paper] | None:
    found = known("", (paper,)).papers
    return found[0] if found else None


def _examined(form: Advies, advice: int, case: _Case, session: Session, house: House) -> Examined:
    around = Circumstances(house.today, house.norms, house.fictional_allowed, case.dossier, at_meeting=True)
    report = report_under(form, case.dossier) if form.aard in AID else None
    plan = case.dossier.in_force(Hulpverleningsplan, session.day) if form.aard in INDIVIDUAL else None
    used = [place for place in (advice, case.place(report), case.place(plan)) if place is not None]
    mask = case.mask
    return Examined(
        heading=agenda.heading_of(form),
        subject=mask.over(form.onderwerp),
        aard=form.aard.value,
        aard_label=form.aard.label,
        beslissing=form.beslissing.value,
        beslissing_label=form.beslissing.label,
        oordeel=form.advies.label,
        about=agenda.described(form, session.day),
        applied=form.datum_aanvraag.isoformat(),
        report=case.place(report),
        plan=case.place(plan),
        attachments=readiness.attachments_named(form),
        remarks=tuple(remark for place in used for remark in _remarks(case.papers[place], around)),
        missing=tuple(readiness.missing(form, report, plan, house.norms)),
        late=readiness.late(form, house.norms),
        mask=mask,
    )


def _remarks(paper: KeptPaper, around: Circumstances) -> Iterator[Remark]:
    """Judge a kept paper again. Raises Unanswered when its answers can no longer be read."""
    answers = paper.answers or {}
    try:
        read = Answers("json", paper.form, str(answers.get("schema_versie", "")), flatten(answers))
        taken = catalog.recognised(read)
    except (FormFault, ValueError):
        raise Unanswered(paper.form) from None
    verdict = validation.judge(taken.kind.model, taken.kind.rules, taken.answers.values, around)
    yield from (Remark(taken.kind.title, finding) for finding in verdict.findings)
