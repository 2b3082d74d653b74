"""Rules of the decision list on the session: which, when, and who was there (domain.md §12)."""

from collections.abc import Mapping

from forms import besluitenlijst_facts as facts
from forms.besluitenlijst import Besluitenlijst
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
_NOT_OURS = "Dit vult het programma in, en hier ontbreekt het. Begin opnieuw met de besluitenlijst die bij de bundel van de zitting staat."

rules = RuleBook()


@rules.rule("BSL-01", FOUT, "orgaan", _NOT_OURS, source="De lijst komt uit dossier meeting [A]")
def organ_is_told(form: Besluitenlijst, _around: Circumstances) -> bool:
    """A decision has an organ."""
    return form.orgaan is None


@rules.rule("BSL-01", FOUT, "zitting_datum", _NOT_OURS, source="De lijst komt uit dossier meeting [A]")
def session_is_told(form: Besluitenlijst, _around: Circumstances) -> bool:
    """A decision has a day."""
    return form.zitting_datum is None


@rules.rule(
    "BSL-02",
    FOUT,
    "zitting_datum",
    "De zitting moet nog komen. Vul de besluitenlijst in na de zitting, dus ten vroegste op {day:%d/%m/%Y}.",
    source="Er is pas een besluit na de zitting [A]",
)
def session_is_over(form: Besluitenlijst, around: Circumstances) -> bool | Mapping[str, object]:
    """Nothing is decided before the session."""
    day = facts.session_day(form)
    return {"day": day} if day > around.today else False


@rules.rule(
    "BSL-03",
    FOUT,
    "aanwezigen",
    "Vul in welke leden aanwezig waren, elk op een rij. Zonder leden is er geen geldig besluit.",
    source="Aanwezigheid van de meerderheid [S21]",
)
def members_are_named(form: Besluitenlijst, around: Circumstances) -> bool:
    """An organ of several members decides with its members."""
    return facts.is_collegial(form, around.norms) and facts.voters(form) == 1


@rules.rule(
    "BSL-04",
    WAARSCHUWING,
    "leden_in_functie",
    "Er waren {present} leden aanwezig, met de voorzitter: geen meerderheid van het orgaan. Kijk na of de zitting geldig kon "
    "beslissen, bijvoorbeeld na een tweede oproeping.",
    source="Meerderheid van de zittende leden [S21]; tweede oproeping [K]",
)
def quorum_was_there(form: Besluitenlijst, around: Circumstances) -> bool | Mapping[str, object]:
    """More than half of the sitting members must be there."""
    if form.leden_in_functie is None or not facts.is_collegial(form, around.norms):
        return False
    present = facts.voters(form)
    return {"present": present} if present * 2 <= form.leden_in_functie else False


@rules.rule(
    "BSL-05",
    FOUT,
    "punten",
    "Er staat geen punt op de lijst. Begin opnieuw met de besluitenlijst die bij de bundel van de zitting staat.",
    source="De lijst komt uit dossier meeting [A]",
)
def some_point(form: Besluitenlijst, _around: Circumstances) -> bool:
    """A session treats something."""
    return not form.punten
