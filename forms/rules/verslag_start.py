"""Rules of the Sociaal verslag on who may make it, the request, competence and the home visit (domain.md §4)."""

from collections.abc import Mapping

from forms import verslag_facts
from forms.client import Adrestype, Titel
from forms.deadlines import Clocks
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.sociaal_verslag import SociaalVerslag
from forms.verslag_blocks import VerblijfBuitenland
from forms.verslag_choices import Aard, Bevoegdheid, Rechtsgrond

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
_GROUNDS = {
    Aard.LEEFLOON: (Rechtsgrond.RMI_2002,),
    Aard.EQUIVALENT: (Rechtsgrond.OCMW_1976, Rechtsgrond.WET_1965),
    Aard.FINANCIELE_STEUN: (Rechtsgrond.OCMW_1976, Rechtsgrond.WET_1965),
}

rules = RuleBook()


@rules.rule(
    "SV-01",
    FOUT,
    "opsteller.titel",
    "Kies de titel van de opsteller: wie een sociaal onderzoek doet, is bijvoorbeeld maatschappelijk assistent.",
    source="RMI-wet art. 19 §1, KB 11/07/2002 art. 5 [S35]",
)
def author_has_title(form: SociaalVerslag, _around: Circumstances) -> bool:
    """The title decides who may investigate."""
    return form.opsteller.titel is None


@rules.rule(
    "SV-01",
    FOUT,
    "opsteller.titel",
    "Voor leefloon is de opsteller maatschappelijk assistent, sociaal verpleegkundige of gelijkgesteld. Laat een collega "
    "met die titel het verslag opmaken en tekenen.",
    source="RMI-wet art. 19 §1, KB 11/07/2002 art. 5 [S35]",
)
def title_allows_leefloon(form: SociaalVerslag, _around: Circumstances) -> bool:
    """Only holders of certain diplomas carry out the investigation."""
    return verslag_facts.is_leefloon(form) and form.opsteller.titel is Titel.ANDERE


@rules.rule(
    "SV-02",
    FOUT,
    "aanvraag.rechtsgrond",
    "De rechtsgrond past niet bij de aard van de aanvraag. Kies: {grounds}.",
    source="[S1]; wet van 1965 als de Staat terugbetaalt",
)
def ground_fits_kind(form: SociaalVerslag, _around: Circumstances) -> bool | Mapping[str, object]:
    """Leefloon rests on one law, other aid on another; kinds of which domain.md says nothing are left free."""
    allowed = _GROUNDS.get(form.aanvraag.aard, tuple(Rechtsgrond))
    if form.aanvraag.rechtsgrond in allowed:
        return False
    return {"grounds": " of ".join(ground.label for ground in allowed)}


@rules.rule(
    "SV-03",
    FOUT,
    "ontvangstbewijs_datum",
    "Het ontvangstbewijs wordt afgegeven op de dag van de aanvraag. Kijk beide datums na, bijvoorbeeld {day:%d/%m/%Y}.",
    source="[S6]",
)
def receipt_on_day_of_request(form: SociaalVerslag, around: Circumstances) -> bool | Mapping[str, object]:
    """The receipt starts the clock for the client too."""
    day = Clocks(around.norms).receipt(form.datum_aanvraag)
    return {"day": day} if form.ontvangstbewijs_datum != day else False


@rules.rule(
    "SV-04",
    FOUT,
    "doorsturing.reden",
    "Het OCMW is onbevoegd: schrijf waarom, bijvoorbeeld: de cliënt verblijft gewoonlijk in Leuven. Zonder reden is de "
    "doorsturing nietig.",
    source="[S7][S31]",
)
def forwarding_has_reason(form: SociaalVerslag, _around: Circumstances) -> bool:
    """A missing reason makes the forwarding void."""
    without = form.doorsturing is None or not form.doorsturing.reden
    return form.bevoegdheid is Bevoegdheid.ONBEVOEGD and without


@rules.rule(
    "SV-04",
    FOUT,
    "doorsturing.datum",
    "Het OCMW is onbevoegd: stuur de aanvraag door binnen {days} kalenderdagen en vul die dag in, hier uiterlijk "
    "{latest:%d/%m/%Y}.",
    source="[S31]",
)
def forwarded_in_time(form: SociaalVerslag, around: Circumstances) -> bool | Mapping[str, object]:
    """Forwarding has a short term."""
    if form.bevoegdheid is not Bevoegdheid.ONBEVOEGD:
        return False
    applied = form.datum_aanvraag
    latest = Clocks(around.norms).forwarding(applied)
    sent = form.doorsturing.datum if form.doorsturing else None
    if sent is not None and sent <= latest:
        return False
    return {"days": around.norms.number("doorsturen_dagen", applied), "latest": latest}


@rules.each(
    "buitenland",
    "SV-05",
    WAARSCHUWING,
    "gemeld_op",
    "Een verblijf in het buitenland van {days} dagen of meer wordt vooraf gemeld. Vul in wanneer het gemeld is, "
    "bijvoorbeeld 15/06/2026, of licht het toe in de analyse.",
    source="[S9]",
)
def stay_announced(
    stay: VerblijfBuitenland, _form: SociaalVerslag, around: Circumstances
) -> bool | Mapping[str, object]:
    """A stay of a week or longer is announced; both the first and the last day count."""
    limit = around.norms.number("buitenland_dagen", stay.van)
    if (stay.tot - stay.van).days + 1 < limit:
        return False
    return {"days": limit} if stay.gemeld_op is None or stay.gemeld_op > stay.van else False


def _home_visit_missing(form: SociaalVerslag, around: Circumstances) -> bool:
    visit = form.huisbezoek
    if visit is None:
        return True
    if visit.reden_geen:
        return False
    return visit.datum is None or Clocks(around.norms).home_visit(visit.datum) < form.datum_opmaak


_HOME_VISIT = (
    "Er was geen huisbezoek in de {months} maanden vóór de datum van opmaak. Vul de datum van een recent huisbezoek in, "
    "of schrijf in minstens 30 tekens waarom er geen was, bijvoorbeeld: de cliënt verblijft tot eind mei in het ziekenhuis."
)


@rules.rule("SV-14", FOUT, "huisbezoek.datum", _HOME_VISIT, source="KB 01/12/2013 [S1]")
def home_visit_for_leefloon(form: SociaalVerslag, around: Circumstances) -> bool | Mapping[str, object]:
    """A home visit at the start and once a year, or the reason why not."""
    if not verslag_facts.is_leefloon(form) or not _home_visit_missing(form, around):
        return False
    return {"months": around.norms.number("huisbezoek_maanden", form.datum_opmaak)}


@rules.rule("SV-14", WAARSCHUWING, "huisbezoek.datum", _HOME_VISIT, source="KB 01/12/2013 [S1]")
def home_visit_for_other_aid(form: SociaalVerslag, around: Circumstances) -> bool | Mapping[str, object]:
    """The same for other aid, where it weighs less."""
    if verslag_facts.is_leefloon(form) or not _home_visit_missing(form, around):
        return False
    return {"months": around.norms.number("huisbezoek_maanden", form.datum_opmaak)}


@rules.rule(
    "SV-24",
    WAARSCHUWING,
    "client.domicilie.postcode",
    "De domicilie ligt buiten de gemeente ({postcodes}) en het type adres is geen referentieadres. Kijk na of het OCMW "
    "bevoegd is.",
    source="Postcodes van de gemeente: norm postcodes_gemeente [K]",
)
def lives_in_municipality(form: SociaalVerslag, around: Circumstances) -> bool | Mapping[str, object]:
    """A domicile elsewhere is a reason to look at the competence."""
    own = around.norms.words("postcodes_gemeente", form.datum_opmaak)
    elsewhere = form.client.domicilie.postcode not in own
    reference = {Adrestype.REFERENTIEADRES_OCMW, Adrestype.REFERENTIEADRES_PERSOON}
    return {"postcodes": ", ".join(own)} if elsewhere and form.client.adrestype not in reference else False


@rules.rule(
    "SV-PREMIE",
    WAARSCHUWING,
    "installatiepremie_eerder.ja",
    "De installatiepremie wordt één keer gegeven, en de cliënt kreeg ze al. Kijk na of deze aanvraag kan.",
    source="[S7]",
)
def premium_given_once(form: SociaalVerslag, _around: Circumstances) -> bool:
    """The installation premium is given once."""
    return form.aanvraag.aard is Aard.INSTALLATIEPREMIE and form.installatiepremie_eerder.ja
