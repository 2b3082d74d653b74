"""Rules of the Advies on its grounds: law, facts, reasons, the sociaal verslag (domain.md §6)."""

import re
from collections.abc import Mapping

from forms import legal_library
from forms.advies import Advies
from forms.advies_blocks import JuridischeGrond
from forms.advies_choices import AID, WILLINGNESS, Oordeel
from forms.base import Unanswered
from forms.deadlines import add_months
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
_FACTS, _MOST_FACTS, _ARGUMENT = 60, 3000, 150

rules = RuleBook()


@rules.rule(
    "ADV-LIJST",
    FOUT,
    "juridisch_kader",
    "Noteer minstens één juridische grond, bijvoorbeeld: wet van 26/05/2002, art. 3 en 14.",
    source="Motivering in rechte, wet 29/07/1991 [S82]",
)
def some_legal_ground(form: Advies, _around: Circumstances) -> bool:
    """A decision is motivated in law."""
    return not form.juridisch_kader


@rules.each(
    "juridisch_kader",
    "ADV-04",
    WAARSCHUWING,
    "verwijzing",
    "Deze verwijzing staat niet in de bibliotheek. Kijk de naam na en schrijf ze zoals daar, bijvoorbeeld: wet van "
    "26/05/2002, of laat de bibliotheek aanvullen.",
    source="Bibliotheek forms/juridisch_kader.toml [S70]",
)
def ground_in_library(ground: JuridischeGrond, _form: Advies, _around: Circumstances) -> bool:
    """Laws come from a library that somebody keeps."""
    return legal_library.find(ground.verwijzing) is None


@rules.each(
    "juridisch_kader",
    "ADV-04",
    WAARSCHUWING,
    "verwijzing",
    "Deze wet geldt niet op de dag van de zitting ({session:%d/%m/%Y}). Verwijs naar de wet die nu geldt, bijvoorbeeld: "
    "Decreet Lokaal Bestuur.",
    source="Bibliotheek forms/juridisch_kader.toml [S70]",
)
def ground_in_force(
    ground: JuridischeGrond, form: Advies, _around: Circumstances
) -> bool | Mapping[str, object]:
    """A law that ended is no ground."""
    law = legal_library.find(ground.verwijzing)
    ended = law is not None and not law.holds_on(form.zitting_datum)
    return {"session": form.zitting_datum} if ended else False


@rules.rule(
    "ADV-LENGTE",
    FOUT,
    "feiten",
    "Beschrijf de feiten in 60 tot 3000 tekens, bijvoorbeeld: de cliënt verloor op 1 maart het werk, vroeg op 2 maart "
    "leefloon aan en woont alleen.",
    source="domain.md §6 [S70]",
)
def facts_described(form: Advies, _around: Circumstances) -> bool:
    """Enough to decide on, short enough to read."""
    return not _FACTS <= len(form.feiten.strip()) <= _MOST_FACTS


def _argued(form: Advies) -> bool:
    return len(form.motivering.tekst.strip()) >= _ARGUMENT


@rules.rule(
    "ADV-LENGTE",
    FOUT,
    "motivering.tekst",
    "Motiveer in minstens 150 tekens: wat volgt uit de feiten en uit de wet? Bijvoorbeeld: er is geen inkomen en geen "
    "ander recht, de cliënt zoekt werk, dus is aan de voorwaarden van art. 3 voldaan.",
    source="Uitdrukkelijke motivering, wet 29/07/1991 [S82]",
)
def argument_long_enough(form: Advies, _around: Circumstances) -> bool:
    """Reasons take some words; an unfavourable advice has a rule of its own."""
    return form.advies is not Oordeel.ONGUNSTIG and not _argued(form)


@rules.rule(
    "ADV-07",
    FOUT,
    "motivering.tekst",
    "Een ongunstig advies vraagt een volledige motivering van minstens 150 tekens. Schrijf aan welke voorwaarde niet "
    "voldaan is en waaruit dat blijkt, bijvoorbeeld: de middelen liggen hoger dan het barema, zie bijlage 2.",
    source="Uitdrukkelijke motivering, wet 29/07/1991 [S82]",
)
def refusal_argued(form: Advies, _around: Circumstances) -> bool:
    """Nobody is advised against without reasons."""
    return form.advies is Oordeel.ONGUNSTIG and not _argued(form)


@rules.rule(
    "ADV-05",
    FOUT,
    "motivering.nood",
    "Schrijf of er nood is en waaruit dat blijkt, bijvoorbeeld: er is geen inkomen sinds 1 maart.",
    source="Motivering: nood, omvang, rechten, werkbereidheid [S70]",
)
def need_answered(form: Advies, _around: Circumstances) -> bool:
    """Is there a need?"""
    return form.motivering.nood is None


@rules.rule(
    "ADV-05",
    FOUT,
    "motivering.omvang",
    "Schrijf hoe groot de nood is, bijvoorbeeld: de huur van 650 euro kan niet betaald worden.",
    source="Motivering: nood, omvang, rechten, werkbereidheid [S70]",
)
def extent_answered(form: Advies, _around: Circumstances) -> bool:
    """How large is it?"""
    return form.motivering.omvang is None


@rules.rule(
    "ADV-05",
    FOUT,
    "motivering.rechten",
    "Schrijf welke rechten er zijn of niet zijn en volgens welke wet, bijvoorbeeld: geen recht op "
    "werkloosheidsuitkering; aan art. 3 van de RMI-wet is voldaan.",
    source="Motivering: nood, omvang, rechten, werkbereidheid [S70]",
)
def rights_answered(form: Advies, _around: Circumstances) -> bool:
    """Which rights are there?"""
    return form.motivering.rechten is None


@rules.rule(
    "ADV-05",
    FOUT,
    "motivering.werkbereidheid",
    "Bij maatschappelijke integratie en bij een sanctie telt de werkbereidheid. Schrijf wat de cliënt doet om werk te "
    "vinden, of waarom dat niet kan, bijvoorbeeld: ingeschreven bij VDAB, twee sollicitaties per week.",
    source="Werkbereidheid [S19]; motivering [S70]",
)
def willingness_answered(form: Advies, _around: Circumstances) -> bool:
    """Is the client willing to work?"""
    return form.aard in WILLINGNESS and form.motivering.werkbereidheid is None


@rules.rule(
    "ADV-06",
    FOUT,
    "sociaal_verslag_ref",
    "Hulp aan een cliënt steunt op een sociaal verslag. Vul het kenmerk en de datum van het verslag in, bijvoorbeeld: "
    "KB-2026-00042/SV van 10/03/2026.",
    source="[S5]",
)
def aid_rests_on_report(form: Advies, _around: Circumstances) -> bool:
    """No aid without an investigation."""
    return form.aard in AID and form.sociaal_verslag_ref is None


@rules.rule(
    "ADV-06",
    WAARSCHUWING,
    "sociaal_verslag_ref.datum",
    "Het sociaal verslag is meer dan {months} maanden ouder dan het advies. Kijk na of er niets veranderd is, of maak een "
    "nieuw verslag.",
    source="Norm sociaal_verslag_maanden [A]",
)
def report_recent(form: Advies, around: Circumstances) -> bool | Mapping[str, object]:
    """An old report may no longer be true."""
    if form.sociaal_verslag_ref is None:
        raise Unanswered("sociaal_verslag_ref")
    months = around.norms.number("sociaal_verslag_maanden", form.datum_opmaak)
    old = add_months(form.sociaal_verslag_ref.datum, months) < form.datum_opmaak
    return {"months": months} if old else False


@rules.rule(
    "ADV-DATUM",
    FOUT,
    "sociaal_verslag_ref.datum",
    "Het sociaal verslag is van na het advies. Vul de datum van het verslag in, op of vóór {made:%d/%m/%Y}.",
    source="domain.md §6 [A]",
)
def report_before_advice(form: Advies, _around: Circumstances) -> bool | Mapping[str, object]:
    """The report comes first."""
    if form.sociaal_verslag_ref is None:
        raise Unanswered("sociaal_verslag_ref")
    return {"made": form.datum_opmaak} if form.sociaal_verslag_ref.datum > form.datum_opmaak else False


@rules.rule(
    "ADV-LENGTE",
    FOUT,
    "sociaal_verslag_ref.hash",
    "Een controlegetal telt 64 tekens: cijfers en de letters a tot f. Kopieer het uit het manifest van het verslag, of laat "
    "dit leeg.",
    source="sha256, FIPS 180-4",
)
def digest_has_shape(form: Advies, _around: Circumstances) -> bool:
    """A digest is copied, never typed."""
    if form.sociaal_verslag_ref is None or form.sociaal_verslag_ref.hash is None:
        return False
    return re.fullmatch(r"[0-9a-f]{64}", form.sociaal_verslag_ref.hash, re.IGNORECASE) is None
