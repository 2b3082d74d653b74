"""What an item still lacks on the day of its session, beyond the rules of its papers (domain.md §1, §6, §11).

Nothing here blocks: it is told on the control sheet, so that somebody can still act.
"""

from collections.abc import Iterator

from forms.advies import Advies
from forms.advies_choices import AID, Aard, Beslissing
from forms.advies_facts import decides_for_client
from forms.base import Unanswered
from forms.deadlines import Clocks
from forms.dossier import Kept
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.norms import Norms
from forms.sociaal_verslag import SociaalVerslag
from forms.verslag_choices import Gewenst

_WITH_PLAN = frozenset({Aard.TWE, Aard.ARTIKEL_60, Aard.KENNISNAME_GPMI, Aard.SANCTIE})
"""Items about a path to work: nobody can judge them without the plan."""
_LATER = frozenset({Beslissing.HERZIEN, Beslissing.SCHORSEN})
"""Decisions on a leefloon that runs: by then there is a plan, within three months of the grant [S11]."""


def missing(
    form: Advies, report: Kept[SociaalVerslag] | None, plan: Kept[Hulpverleningsplan] | None, norms: Norms
) -> Iterator[str]:
    """Name the papers and steps that are not there, in Dutch, each a part of a sentence."""
    if form.aard in AID:
        if report is None:
            yield "geen sociaal verslag"
        else:
            yield from _visit(form, report.form, norms)
            yield from _hearing(form, report.form)
    if plan is None and _needs_plan(form):
        yield "geen hulpverleningsplan"


def _visit(form: Advies, report: SociaalVerslag, norms: Norms) -> Iterator[str]:
    """A home visit at most a year before the session, or the reason why not [S1]."""
    try:
        visit = report.huisbezoek
    except Unanswered:
        visit = None
    if visit is not None and visit.reden_geen:
        return
    if visit is None or visit.datum is None:
        yield "geen huisbezoek"
    elif Clocks(norms).home_visit(visit.datum) < form.zitting_datum:
        yield f"geen huisbezoek in de {norms.number('huisbezoek_maanden', visit.datum)} maanden vóór de zitting"


def _hearing(form: Advies, report: SociaalVerslag) -> Iterator[str]:
    """The right to be heard is offered in writing before the decision, and who asks is heard [S34]."""
    try:
        offered = report.hoorrecht
        if offered.meegedeeld_op > form.zitting_datum:
            yield "hoorrecht niet meegedeeld vóór de zitting"
        asked = offered.gewenst is Gewenst.JA
        held = form.hoorrecht_uitgeoefend is not None and form.hoorrecht_uitgeoefend.ja
        planned = offered.datum is not None and offered.datum <= form.zitting_datum
    except Unanswered:
        yield "hoorrecht niet meegedeeld"
        return
    if asked and not held and not planned:
        yield "de cliënt vroeg om gehoord te worden en er is geen gehoor genoteerd"


def _needs_plan(form: Advies) -> bool:
    running = form.aard is Aard.MAATSCHAPPELIJKE_INTEGRATIE and form.beslissing in _LATER
    conditions = any(condition.in_gpmi for condition in form.voorwaarden)
    named = any(
        paper.doc.strip().casefold() == Hulpverleningsplan.TITLE.casefold() for paper in form.bijlagen
    )
    return form.aard in _WITH_PLAN or running or conditions or named


def attachments_named(form: Advies) -> int:
    """How many attachments the advice names, beside the papers of the house."""
    house = {paper.TITLE.casefold() for paper in (SociaalVerslag, Hulpverleningsplan, Advies)}
    return sum(paper.doc.strip().casefold() not in house for paper in form.bijlagen)


def late(form: Advies, norms: Norms) -> str:
    """Tell when the decision should have been there, where the session comes after that day [S31][S32][S33]."""
    if not decides_for_client(form) or form.aard is Aard.BEKRACHTIGING:
        return ""
    last = Clocks(norms).decision(form.datum_aanvraag)
    if form.zitting_datum <= last:
        return ""
    term = norms.number("beslissing_dagen", form.datum_aanvraag)
    return f"de beslissing moest er uiterlijk op {last:%d/%m/%Y} zijn, {term} dagen na de aanvraag"
