"""Rules of the Screening activering on the instruments: what each asks before it can start (domain.md §3)."""

from collections.abc import Mapping

from forms.domains import Instrument, Partner, Regime
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.screening_activering import ScreeningActivering
from forms.screening_choices import (
    Competentie,
    Haalbaar,
    Leerpotentieel,
    Statuut,
    VdabInschrijving,
)

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
_LEEFLOON = {Statuut.LEEFLOON, Statuut.EQUIVALENT}

rules = RuleBook()


def _needs_registration(form: ScreeningActivering) -> bool:
    return bool({Instrument.TWE, Instrument.IBO} & set(form.instrumenten))


@rules.rule(
    "SCR-08",
    WAARSCHUWING,
    "vdab.ingeschreven",
    "De cliënt krijgt leefloon en is niet ingeschreven bij VDAB. Schrijf de cliënt in, of kies 'vrijgesteld' met de reden.",
    source="Inschrijvingsplicht [S50]",
)
def registered_with_vdab(form: ScreeningActivering, _around: Circumstances) -> bool:
    """Leefloon goes with registration, unless exempt."""
    missing = form.vdab.ingeschreven is VdabInschrijving.NEEN
    return form.statuut is Statuut.LEEFLOON and missing and not _needs_registration(form)


@rules.rule(
    "SCR-08",
    FOUT,
    "vdab.ingeschreven",
    "TWE en IBO vragen eerst een inschrijving bij VDAB. Schrijf de cliënt in en kies dan 'ja', of kies een ander instrument.",
    source="[S39][S48]",
)
def registered_before_twe_or_ibo(form: ScreeningActivering, _around: Circumstances) -> bool:
    """Registration comes before TWE and IBO."""
    return _needs_registration(form) and form.vdab.ingeschreven is not VdabInschrijving.JA


@rules.rule(
    "SCR-10",
    FOUT,
    "instrumenten",
    "AMA kan van {youngest} jaar tot de pensioenleeftijd en niet samen met dagondersteuning van het VAPH. Kies een ander "
    "instrument, bijvoorbeeld vrijwilligerswerk.",
    source="[S45]",
)
def ama_allowed(form: ScreeningActivering, around: Circumstances) -> bool | Mapping[str, object]:
    """AMA has an age and excludes day support."""
    if Instrument.AMA not in form.instrumenten:
        return False
    youngest = around.norms.number("ama_leeftijd_van", form.datum_opmaak)
    oldest = around.norms.number("pensioenleeftijd", form.datum_opmaak)
    age = form.client.geboortedatum.age_on(form.datum_opmaak)
    fits = age is None or youngest <= age < oldest
    return False if fits and not form.vaph_dagondersteuning else {"youngest": youngest}


@rules.rule(
    "SCR-17",
    FOUT,
    "instrumenten",
    "Niet elk gekozen instrument hoort bij fase {phase}. Kies uit: {allowed}.",
    source="Instrumenten per fase [Z]; AMA [S45]",
)
def instruments_fit_phase(form: ScreeningActivering, around: Circumstances) -> bool | Mapping[str, object]:
    """Each phase has its instruments; the list is a norm of the house."""
    allowed = around.norms.words(f"instrumenten_fase_{form.fase.value}", form.datum_opmaak)
    if all(chosen.value in allowed for chosen in form.instrumenten):
        return False
    labels = [instrument.label for instrument in Instrument if instrument.value in allowed]
    return {"phase": form.fase.label, "allowed": ", ".join(labels) or "geen enkel instrument"}


@rules.rule(
    "SCR-20",
    FOUT,
    "toestemming.partners",
    "Een aanmelding vraagt de toestemming van de cliënt voor de partner. Vink aan en laat tekenen voor: {partners}.",
    source="Toestemmingsformulier [S44]; partners per instrument: normen toestemming_… [A]",
)
def consent_before_referral(form: ScreeningActivering, around: Circumstances) -> bool | Mapping[str, object]:
    """No data goes to a partner without consent that names it; which partner of which instrument is a norm of the house."""
    given = set(form.toestemming.partners) if form.toestemming else set()
    missing = []
    for chosen in form.instrumenten:
        codes = around.norms.words(f"toestemming_{chosen.value}", form.datum_opmaak)
        wanted = {partner for partner in Partner if partner.value in codes}
        if wanted and not wanted & given:
            missing.append(" of ".join(sorted(partner.label for partner in wanted)))
    return {"partners": ", ".join(dict.fromkeys(missing))} if missing else False


@rules.rule(
    "SCR-20",
    FOUT,
    "toestemming.partners",
    "De toestemming noemt geen partner. Vink aan voor wie ze geldt, bijvoorbeeld VDAB.",
    source="Toestemmingsformulier [S44]",
)
def consent_names_somebody(form: ScreeningActivering, _around: Circumstances) -> bool:
    """A consent is given for somebody."""
    return form.toestemming is not None and not form.toestemming.partners


@rules.rule(
    "SCR-21",
    FOUT,
    "instrumenten",
    "TWE vraagt minstens halftijds kunnen werken, voldoende leerpotentieel, regulier werk haalbaar na aanleren, en "
    "leefloon of equivalent leefloon. Kies een ander instrument of kijk deze antwoorden na.",
    source="[S36][S37]",
)
def twe_conditions_met(form: ScreeningActivering, _around: Circumstances) -> bool:
    """TWE has hard conditions of entry."""
    return Instrument.TWE in form.instrumenten and not (
        form.max_regime.position >= Regime.HALFTIJDS.position
        and form.leerpotentieel.position >= Leerpotentieel.VOLDOENDE.position
        and form.regulier_haalbaar is Haalbaar.NA_AANLEREN
        and form.statuut in _LEEFLOON
    )


@rules.rule(
    "SCR-22",
    FOUT,
    "instrumenten",
    "Wijk-werken vraagt leefloon of een inschrijving bij VDAB, zelfstandig kunnen werken (zelfstandigheid minstens {least}) "
    "en een domicilie in Vlaanderen. Kies een ander instrument of kijk deze antwoorden na.",
    source="[S42]",
)
def neighbourhood_work_allowed(
    form: ScreeningActivering, around: Circumstances
) -> bool | Mapping[str, object]:
    """Wijk-werken has conditions of entry; Flanders is read from the postcode."""
    if Instrument.WIJKWERKEN not in form.instrumenten:
        return False
    registered = form.statuut in _LEEFLOON or form.vdab.ingeschreven is VdabInschrijving.JA
    least = around.norms.number("wijkwerken_zelfstandigheid", form.datum_opmaak)
    alone = [int(row.score) for row in form.competenties if row.competentie is Competentie.ZELFSTANDIGHEID]
    elsewhere = around.norms.words("postcodes_buiten_vlaanderen", form.datum_opmaak)
    flemish = not any(_within(form.client.domicilie.postcode, part) for part in elsewhere)
    fits = registered and flemish and all(score >= least for score in alone)
    return False if fits else {"least": least}


def _within(postcode: str, span: str) -> bool:
    """Tell whether a postcode lies in a span such as ``1000-1299``."""
    first, _, last = span.partition("-")
    return first <= postcode <= (last or first)
