"""The last days of a whole dossier: what each paper sets going, and what a later one shows as done (domain.md §11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from forms import advies_facts, plan_facts, verslag_facts
from forms.advies import Advies
from forms.advies_choices import Aard, Beslissing
from forms.base import Unanswered
from forms.deadlines import Clocks, Deadline
from forms.dossier import Dossier, Kept, Ruling
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.norms import Norms
from forms.rulings import as_ruled, ruling_on
from forms.screening_activering import ScreeningActivering
from forms.sociaal_verslag import SociaalVerslag

_CLOSING = frozenset({Beslissing.WEIGEREN, Beslissing.STOPZETTEN})
_WITHOUT_DECISION = "Beroep als er geen beslissing komt"
_UNTRACED = frozenset({"Kennisgeving", "Beroep", _WITHOUT_DECISION})
"""No paper tells whether these happened; nor whether an instrument ended."""


class State(StrEnum):
    """How a term stands on a day."""

    DONE = "klaar"
    OPEN = "open"
    LATE = "te laat"
    PAST = "voorbij"
    """The day is past, and the papers cannot tell whether it happened."""


@dataclass(frozen=True, slots=True)
class Term:
    """A last day in a dossier."""

    key: str
    """Names the same term again when the dossier is looked at later, also after its day moved."""
    what: str
    day: date
    rule: str
    on: date | None = None
    """When it happened, or is planned."""
    traced: bool = True
    """The papers can tell whether it happened."""

    def state(self, today: date) -> State:
        """Tell how it stands."""
        if self.on is not None and self.on <= today:
            return State.DONE
        if not self.traced:
            return State.OPEN if today <= self.day else State.PAST
        return State.LATE if self.late(today) else State.OPEN

    def late(self, today: date) -> bool:
        """Tell whether it happened too late, will, or did not happen in time."""
        return self.traced and (self.on or today) > self.day


@dataclass(frozen=True, slots=True)
class _Advice:
    """An advice and what its session made of it."""

    day: date
    """Of the paper."""
    form: Advies
    """With the decision that was taken; where nothing tells of it, the one that was proposed counts."""
    ruling: Ruling | None

    @property
    def put_off(self) -> bool:
        """Tell whether nothing was decided on its session: the point was postponed or withdrawn."""
        return self.ruling is not None and self.ruling.beslissing is None

    @property
    def withheld(self) -> bool:
        """Tell whether a ruling says that its session granted nothing."""
        return self.ruling is not None and (self.put_off or self.form.beslissing in _CLOSING)

    @property
    def grants_leefloon(self) -> bool:
        """Tell whether leefloon is granted on its session."""
        grants = (self.form.aard, self.form.beslissing) == (
            Aard.MAATSCHAPPELIJKE_INTEGRATIE,
            Beslissing.TOEKENNEN,
        )
        return grants and not self.put_off


@dataclass(frozen=True, slots=True)
class _Latest:
    """The papers that count now: of each kind the latest, and the advice that answers the latest application."""

    screening: Kept[ScreeningActivering] | None
    report: Kept[SociaalVerslag] | None
    plan: Kept[Hulpverleningsplan] | None
    advice: _Advice | None


def terms(dossier: Dossier, norms: Norms, today: date) -> tuple[Term, ...]:
    """All last days of a dossier, earliest first; of one that was refused or ended only those of that decision.

    What cannot be read of an older paper sets nothing going.
    """
    latest = _Latest(
        dossier.latest(ScreeningActivering),
        dossier.latest(SociaalVerslag),
        dossier.latest(Hulpverleningsplan),
        _advice(dossier),
    )
    found = list(_each(_application(latest, norms)))
    if not is_closed(dossier, today):
        found += _each(_gpmi(dossier, latest, norms))
        found += _each(_plan(latest, norms))
        found += _each(_home_visit(dossier, norms))
        found += _each(_contact(latest))
    return tuple(sorted(found, key=lambda term: (term.day, term.what)))


def is_closed(dossier: Dossier, today: date) -> bool:
    """Tell whether aid was refused or ended on a session that is past, and nothing was made since."""
    advice = _advice(dossier)
    if advice is None or advice.put_off or advice.form.beslissing not in _CLOSING:
        return False
    if advice.form.zitting_datum > today:
        return False
    return all(paper.day <= advice.form.zitting_datum for paper in dossier.papers)


def _each(found: Iterator[Term]) -> list[Term]:
    try:
        return list(found)
    except Unanswered:
        return []


def _advice(dossier: Dossier) -> _Advice | None:
    """The latest advice that decides for the client, unless a newer report brought another application."""
    try:
        treated = [_treated(kept, dossier) for kept in dossier.of(Advies)]
        deciding = [advice for advice in treated if advies_facts.decides_for_client(advice.form)]
        report = dossier.latest(SociaalVerslag)
        if not deciding or report is None or report.day <= deciding[-1].day:
            return deciding[-1] if deciding else None
        return None if report.form.datum_aanvraag > deciding[-1].form.datum_aanvraag else deciding[-1]
    except Unanswered:
        return None


def _treated(kept: Kept[Advies], dossier: Dossier) -> _Advice:
    ruling = ruling_on(kept, dossier)
    return _Advice(kept.day, as_ruled(kept.form, ruling), ruling)


def _term(deadline: Deadline, key: str, on: date | None = None) -> Term:
    traced = deadline.what not in _UNTRACED
    return Term(key, deadline.what, deadline.day, deadline.rule, on, traced)


def _application(latest: _Latest, norms: Norms) -> Iterator[Term]:
    """Receipt, forwarding, decision, notification and appeal: of the report, and of the advice where it is there.

    An advice that was put off leaves them as they were before its session.
    """
    report, advice = latest.report, latest.advice
    found = {each.what: each for each in verslag_facts.deadlines(report.form, norms)} if report else {}
    if advice is not None and advice.put_off:
        found |= {each.what: each for each in verslag_facts.awaited(advice.form.datum_aanvraag, norms)}
    elif advice is not None:
        found.pop(_WITHOUT_DECISION, None)
        found |= {each.what: each for each in advies_facts.deadlines(advice.form, norms)}
    applied = report.form.datum_aanvraag if report else advice.form.datum_aanvraag if advice else None
    on = {
        "Ontvangstbewijs": report.form.ontvangstbewijs_datum if report else None,
        "Doorsturen naar het bevoegde OCMW": (
            report.form.doorsturing.datum if report and report.form.doorsturing else None
        ),
        "Beslissing": advice.form.zitting_datum if advice and not advice.put_off else None,
    }
    for what, deadline in found.items():
        if what not in {"GPMI", "Volgend huisbezoek"}:
            yield _term(deadline, f"{what} {applied}", on.get(what))


def _granted(latest: _Latest) -> date | None:
    """The day on which leefloon was granted: as the plan says, else the session of the advice on which it is granted.

    A plan that counts on a session is not believed where its ruling says otherwise.
    """
    advice = latest.advice
    session = advice.form.zitting_datum if advice else None
    said = latest.plan.form.toekenning_datum if latest.plan else None
    if said is not None and not (advice and advice.withheld and said == session):
        return said
    return session if advice and advice.grants_leefloon else None


def gpmi_date(dossier: Dossier) -> date | None:
    """The date of the GPMI, as the latest paper that knows it says."""
    found: date | None = None
    for kept in dossier.papers:
        if isinstance(kept.form, Hulpverleningsplan) and kept.form.gpmi is not None:
            found = kept.form.gpmi.contractdatum or found
        elif isinstance(kept.form, ScreeningActivering):
            found = kept.form.gpmi_datum or found
    return found


def _gpmi(dossier: Dossier, latest: _Latest, norms: Norms) -> Iterator[Term]:
    plan = latest.plan.form if latest.plan else None
    if plan is not None and (not plan.leefloon or (plan.gpmi is not None and not plan.gpmi.verplicht)):
        return
    granted = _granted(latest)
    if granted is None:
        if latest.report is not None and not (latest.advice and latest.advice.withheld):
            for each in verslag_facts.deadlines(latest.report.form, norms):
                if each.what == "GPMI":
                    yield _term(each, "GPMI", gpmi_date(dossier))
        return
    months = norms.number("gpmi_maanden", granted)
    yield Term(
        "GPMI", "GPMI", Clocks(norms).gpmi(granted), f"{months} maanden na de toekenning", gpmi_date(dossier)
    )


def _plan(latest: _Latest, norms: Norms) -> Iterator[Term]:
    """The evaluations of the plan or of its GPMI, the last day of its instrument, and the end of the plan."""
    if latest.plan is None:
        return
    form = latest.plan.form
    own = form.gpmi.evaluaties if form.gpmi is not None else ()
    year, in_person = (
        norms.number(name, form.van) for name in ("gpmi_evaluaties_per_jaar", "gpmi_evaluaties_persoonlijk")
    )
    rule = f"gepland; minstens {year} per jaar, waarvan {in_person} persoonlijk"
    of = "GPMI" if own else "plan"
    for number, held in enumerate(own or form.evaluaties, start=1):
        yield Term(
            f"Evaluatie {form.van} {number}",
            f"Evaluatie {number} van het {of}",
            held.datum_gepland,
            rule,
            held.uitgevoerd_op,
        )
    if (ends := plan_facts.end_of_instrument(form, norms)) is not None:
        yield Term(ends.what, ends.what, ends.day, ends.rule, traced=False)
    for each in plan_facts.deadlines(form, norms):
        if each.what == "Einde van het plan":
            yield _term(each, each.what)


def _home_visit(dossier: Dossier, norms: Norms) -> Iterator[Term]:
    visits = [
        report.form.huisbezoek.datum
        for report in dossier.of(SociaalVerslag)
        if report.form.huisbezoek is not None and report.form.huisbezoek.datum is not None
    ]
    if visits:
        last = max(visits)
        months = norms.number("huisbezoek_maanden", last)
        rule = f"{months} maanden na het vorige"
        yield Term("Huisbezoek", "Volgend huisbezoek", Clocks(norms).home_visit(last), rule)


def _contact(latest: _Latest) -> Iterator[Term]:
    if latest.screening is not None:
        day = latest.screening.form.volgend_contact
        yield Term("Contact", "Volgend contact", day, "afgesproken in de laatste screening")


def missing(dossier: Dossier) -> tuple[str, ...]:
    """What a dossier lacks, in words: a kind of paper, the home visit, the GPMI."""
    found = []
    for kind in (ScreeningActivering, SociaalVerslag, Hulpverleningsplan, Advies):
        if not dossier.of(kind):
            found.append(f"{kind.TITLE}: nog geen")
    try:
        report, plan = dossier.latest(SociaalVerslag), dossier.latest(Hulpverleningsplan)
        if report is not None and (report.form.huisbezoek is None or report.form.huisbezoek.datum is None):
            found.append("Huisbezoek: geen datum in het laatste sociaal verslag")
        needs = (
            plan is not None and plan.form.leefloon and (plan.form.gpmi is None or plan.form.gpmi.verplicht)
        )
        if needs and gpmi_date(dossier) is None:
            found.append("GPMI: nog geen contract")
    except Unanswered:
        pass
    return tuple(found)
