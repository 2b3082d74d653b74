"""Rules of the Sociaal verslag on the hearing and the conclusion (domain.md §4)."""

from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.sociaal_verslag import SociaalVerslag
from forms.verslag_choices import Gewenst, WijzeHoorrecht

FOUT = Severity.FOUT
_STATEMENT = 20

rules = RuleBook()


@rules.rule(
    "SV-19",
    FOUT,
    "hoorrecht.wijze",
    "Het hoorrecht wordt schriftelijk meegedeeld. Deel het mee per brief, per e-mail of op het ontvangstbewijs, en kies "
    "dat.",
    source="[S34]",
)
def hearing_offered_in_writing(form: SociaalVerslag, _around: Circumstances) -> bool:
    """Being told is not enough."""
    return form.hoorrecht.wijze is WijzeHoorrecht.MONDELING


def _asks_hearing(form: SociaalVerslag) -> bool:
    return form.hoorrecht.gewenst is Gewenst.JA


@rules.rule(
    "SV-20",
    FOUT,
    "hoorrecht.datum",
    "De cliënt wil gehoord worden: vul de datum in, bijvoorbeeld 24/03/2026. De cliënt mag zich laten bijstaan of "
    "vertegenwoordigen.",
    source="[S34]",
)
def hearing_has_date(form: SociaalVerslag, _around: Circumstances) -> bool:
    """Whoever wishes to be heard knows when."""
    return _asks_hearing(form) and form.hoorrecht.datum is None


@rules.rule(
    "SV-20",
    FOUT,
    "hoorrecht.plaats",
    "De cliënt wil gehoord worden: vul de plaats in, bijvoorbeeld: Welzijnshuis, zaal 1.",
    source="[S34]",
)
def hearing_has_place(form: SociaalVerslag, _around: Circumstances) -> bool:
    """Whoever wishes to be heard knows where."""
    return _asks_hearing(form) and not form.hoorrecht.plaats


@rules.rule(
    "SV-20",
    FOUT,
    "hoorrecht.uur",
    "De cliënt wil gehoord worden: vul het uur in, bijvoorbeeld 14.30 uur.",
    source="[S34]",
)
def hearing_has_hour(form: SociaalVerslag, _around: Circumstances) -> bool:
    """Whoever wishes to be heard knows at what time."""
    return _asks_hearing(form) and not form.hoorrecht.uur


@rules.rule(
    "SV-21",
    FOUT,
    "conclusie.nood",
    "Zeg in minstens 20 tekens of er een nood is en welke, bijvoorbeeld: er is een nood, want het gezin kan de huur niet "
    "meer betalen.",
    source="Bestaan van de behoeftigheid [S2]",
)
def need_named(form: SociaalVerslag, _around: Circumstances) -> bool:
    """The investigation ends in a diagnosis of the need."""
    return len(form.conclusie.nood.strip()) < _STATEMENT


@rules.rule(
    "SV-21",
    FOUT,
    "conclusie.omvang",
    "Zeg in minstens 20 tekens hoe groot de nood is, bijvoorbeeld: elke maand 250 euro tekort, tot de uitkering begint.",
    source="Omvang van de behoeftigheid [S2]",
)
def extent_named(form: SociaalVerslag, _around: Circumstances) -> bool:
    """And of how far it goes."""
    return len(form.conclusie.omvang.strip()) < _STATEMENT
