"""Rules of the Sociaal verslag on the leefloon: category, barema, age, willingness to work (domain.md §4)."""

from collections.abc import Mapping

from forms import verslag_facts
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.sociaal_verslag import SociaalVerslag
from forms.values import write_amount
from forms.verslag_choices import Categorie, Werkbereid

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

rules = RuleBook()


@rules.rule(
    "SV-15",
    FOUT,
    "leefloon.categorie",
    "Categorie 2 is voor wie alleen woont, en er is een gezinslid onder hetzelfde dak met een gemeenschappelijk "
    "huishouden. Kies categorie 1 of 3, of kijk het gezin na.",
    source="Samenwonen: één dak en één huishouden [S8]",
)
def alone_lives_alone(form: SociaalVerslag, _around: Circumstances) -> bool:
    """The facts decide, not the papers."""
    alone = verslag_facts.leefloon_of(form).categorie is Categorie.ALLEENSTAAND
    return alone and bool(verslag_facts.household(form))


@rules.rule(
    "SV-16",
    FOUT,
    "leefloon.samenwoning_motivering",
    "Motiveer categorie 1: het economisch voordeel én de gedeelde huishoudelijke taken. Bijvoorbeeld: ze delen de huur en "
    "de energie, koken en eten samen.",
    source="[S8]",
)
def cohabiting_motivated(form: SociaalVerslag, _around: Circumstances) -> bool:
    """Both an economic advantage and shared tasks must be shown."""
    part = verslag_facts.leefloon_of(form)
    return part.categorie is Categorie.SAMENWONEND and not part.samenwoning_motivering


@rules.rule(
    "SV-17",
    FOUT,
    "leefloon.categorie",
    "Categorie 3 vraagt minstens één ongehuwd minderjarig kind ten laste. Kies een andere categorie, of vul het kind in "
    "bij het gezin met 'ten laste: ja'.",
    source="[S74]",
)
def family_has_child(form: SociaalVerslag, around: Circumstances) -> bool:
    """A family burden is a child that is provided for."""
    if verslag_facts.leefloon_of(form).categorie is not Categorie.GEZINSLAST:
        return False
    day = verslag_facts.start_of_right(form)
    majority = around.norms.number("meerderjarig", day)
    return not any(verslag_facts.is_dependent_minor(member, day, majority) for member in form.gezin)


@rules.rule(
    "SV-18",
    FOUT,
    "leefloon.berekening.barema",
    "Dit is niet het barema van deze categorie bij het begin van het recht. Dat is {amount} euro per maand.",
    source="Barema's met periode: normen leefloon_categorie [S74]",
)
def barema_right(form: SociaalVerslag, around: Circumstances) -> bool | Mapping[str, object]:
    """A barema that is known is not another."""
    known = verslag_facts.known_barema(form, around.norms)
    if known is None or verslag_facts.leefloon_of(form).berekening.barema == known:
        return False
    return {"amount": write_amount(known)}


@rules.rule(
    "SV-18",
    FOUT,
    "leefloon.berekening.datum_barema",
    "Dit barema gaat pas in na het begin van het recht. Neem het barema dat gold op {start:%d/%m/%Y}.",
    source="[S8]",
)
def barema_in_force(form: SociaalVerslag, _around: Circumstances) -> bool | Mapping[str, object]:
    """The barema of the first day counts."""
    start = verslag_facts.start_of_right(form)
    return {"start": start} if verslag_facts.leefloon_of(form).berekening.datum_barema > start else False


@rules.rule(
    "SV-18",
    WAARSCHUWING,
    "leefloon.berekening.barema",
    "Het barema is niet nagekeken: dat op het begin van het recht is niet ingesteld. Vergelijk met de lijst van de POD MI, "
    "bijvoorbeeld de index op die dag.",
    source="Barema's met periode: normen leefloon_categorie [S74]",
)
def barema_known(form: SociaalVerslag, around: Circumstances) -> bool:
    """What the program does not know, a person looks up."""
    return verslag_facts.known_barema(form, around.norms) is None


@rules.rule(
    "SV-18",
    FOUT,
    "leefloon.berekening.resultaat",
    "Het leefloon is niet gelijk aan het barema min de meetelbare middelen. Laat dit veld leeg: het programma rekent het "
    "uit.",
    source="[S8]; domain.md §10 [A]",
)
def leefloon_adds_up(form: SociaalVerslag, _around: Circumstances) -> bool:
    """A computed answer is not typed otherwise."""
    typed = verslag_facts.leefloon_of(form).berekening.resultaat
    return typed is not None and typed != verslag_facts.leefloon_per_month(form)


@rules.rule(
    "SV-22",
    FOUT,
    "werkbereidheid.oordeel",
    "Voor leefloon is een oordeel over de werkbereidheid nodig. Kies er een, bijvoorbeeld: Werkbereid.",
    source="[S19]",
)
def willingness_judged(form: SociaalVerslag, _around: Circumstances) -> bool:
    """Willingness to work is a condition of the leefloon."""
    return verslag_facts.is_leefloon(form) and form.werkbereidheid.oordeel is None


@rules.rule(
    "SV-22",
    FOUT,
    "werkbereidheid.attest",
    "Een vrijstelling om gezondheidsredenen rust op een attest. Vul het kenmerk in, bijvoorbeeld: bijlage 5, attest van "
    "12/02/2026.",
    source="[S19]",
)
def health_exemption_proven(form: SociaalVerslag, _around: Circumstances) -> bool:
    """An exemption for health is proven."""
    judged = form.werkbereidheid
    return judged.oordeel is Werkbereid.VRIJGESTELD_GEZONDHEID and not judged.attest


@rules.rule(
    "SV-22",
    FOUT,
    "werkbereidheid.billijkheidsreden",
    "Schrijf de reden van billijkheid, bijvoorbeeld: zorgt alleen voor een kind zonder opvang, of volgt voltijds een "
    "opleiding.",
    source="[S19]",
)
def equity_exemption_explained(form: SociaalVerslag, _around: Circumstances) -> bool:
    """An exemption for equity names its reason."""
    judged = form.werkbereidheid
    return judged.oordeel is Werkbereid.VRIJGESTELD_BILLIJKHEID and not judged.billijkheidsreden


@rules.rule(
    "SV-23",
    FOUT,
    "leefloon.minderjarige",
    "De cliënt is op de dag van de aanvraag jonger dan {majority} jaar. Kies waarom leefloon toch kan: ontvoogd, kind ten "
    "laste of zwanger.",
    source="[S74b]",
)
def minor_treated_as_adult(form: SociaalVerslag, around: Circumstances) -> bool | Mapping[str, object]:
    """Leefloon is for adults and for those who are treated as such."""
    if not verslag_facts.is_leefloon(form) or verslag_facts.leefloon_of(form).minderjarige:
        return False
    applied = form.datum_aanvraag
    majority = around.norms.number("meerderjarig", applied)
    minor = verslag_facts.is_surely_minor(form.client.geboortedatum, applied, majority)
    return {"majority": majority} if minor else False
