"""Rules of the Screening activering on the start: kind of screening, readiness, reasons, agreements (domain.md §3)."""

from collections.abc import Mapping

from forms.deadlines import Clocks
from forms.domains import Fase
from forms.dossier import Kept
from forms.findings import Severity
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.rulebook import Circumstances, RuleBook
from forms.screening_activering import Afspraak, Drempel, ScreeningActivering
from forms.screening_choices import (
    Ernst,
    RedenGeenActivering,
    Soort,
    Statuut,
)

FOUT, WAARSCHUWING, INFO = Severity.FOUT, Severity.WAARSCHUWING, Severity.INFO
_LATE_PHASES = {Fase.ARBEIDSACTIVERING, Fase.ARBEIDSTOELEIDING, Fase.ARBEID}
_EXPLANATION = 20

rules = RuleBook()


@rules.rule(
    "SCR-01",
    FOUT,
    "vorige_screening_datum",
    "Bij een herscreening of actualisatie ligt de vorige screening vóór het gesprek. Vul de datum van de vorige "
    "screening in, bijvoorbeeld 15/09/2025.",
    source="domain.md §3 [A]",
)
def previous_before_interview(form: ScreeningActivering, _around: Circumstances) -> bool:
    """A later screening follows an earlier one."""
    if form.soort_screening is Soort.EERSTE or form.vorige_screening_datum is None:
        return False
    return form.vorige_screening_datum >= form.datum_gesprek


@rules.rule(
    "SCR-DATUM",
    FOUT,
    "datum_gesprek",
    "Het gesprek ligt na de datum van opmaak. Vul de dag van het gesprek in, bijvoorbeeld {made:%d/%m/%Y}.",
    source="domain.md §3 [A]",
)
def interview_before_paper(form: ScreeningActivering, _around: Circumstances) -> bool | Mapping[str, object]:
    """The paper is made after the interview."""
    return {"made": form.datum_opmaak} if form.datum_gesprek > form.datum_opmaak else False


@rules.rule(
    "SCR-02",
    FOUT,
    "drempels",
    "De cliënt is niet klaar voor een traject. Vul minstens één drempel in met ernst hoog en een toelichting, "
    "bijvoorbeeld: Huisvesting, hoog, verliest op 1 mei de woning.",
    source="Fase 1 [Z]",
)
def not_ready_has_barrier(form: ScreeningActivering, _around: Circumstances) -> bool:
    """Who is not ready has something heavy in the way."""
    return not form.klaar_voor_traject and all(barrier.ernst is not Ernst.HOOG for barrier in form.drempels)


@rules.each(
    "drempels",
    "SCR-02",
    FOUT,
    "toelichting",
    "Licht een drempel met ernst hoog toe in minstens 20 tekens, bijvoorbeeld: verliest op 1 mei de woning.",
    source="domain.md §3",
)
def heavy_barrier_explained(barrier: Drempel, _form: ScreeningActivering, _around: Circumstances) -> bool:
    """A heavy barrier is explained."""
    return barrier.ernst is Ernst.HOOG and 0 < len((barrier.toelichting or "").strip()) < _EXPLANATION


@rules.rule(
    "SCR-03",
    FOUT,
    "geen_activering",
    "Er is een gezondheids- of billijkheidsreden aanvaard. Vul de datum, het kenmerk van het attest of de beslissing "
    "en een motivering in, bijvoorbeeld: 12/02/2026, attest huisarts, zorgt alleen voor een zieke ouder.",
    source="[S19]",
)
def accepted_reason_proven(form: ScreeningActivering, _around: Circumstances) -> bool:
    """A reason not to activate is motivated and proven."""
    if form.reden_geen_activering is RedenGeenActivering.GEEN:
        return False
    reason = form.geen_activering
    return reason is None or not (reason.datum and reason.bewijsstuk and reason.motivering)


@rules.rule(
    "SCR-03",
    WAARSCHUWING,
    "fase",
    "Er is een gezondheids- of billijkheidsreden aanvaard, en toch staat de cliënt in fase 4, 5 of 6. Kijk na of dat "
    "klopt, en motiveer het ook in het sociaal verslag.",
    source="[S19]",
)
def accepted_reason_and_late_phase(form: ScreeningActivering, _around: Circumstances) -> bool:
    """An accepted reason and a phase near work seldom go together."""
    return form.reden_geen_activering is not RedenGeenActivering.GEEN and form.fase in _LATE_PHASES


@rules.rule(
    "SCR-13",
    INFO,
    "statuut",
    "Bij een werkloosheidsuitkering leidt VDAB het traject; het OCMW screent enkel de eigen steun.",
    source="domain.md §3 [A]",
)
def vdab_leads(form: ScreeningActivering, _around: Circumstances) -> bool:
    """Good to know who leads."""
    return form.statuut is Statuut.WERKLOOSHEID


def _has_contract(plan: Kept[Hulpverleningsplan]) -> bool:
    return plan.form.gpmi is not None and plan.form.gpmi.contractdatum is not None


@rules.rule(
    "SCR-14",
    WAARSCHUWING,
    "gpmi_datum",
    "De cliënt krijgt langer dan {months} maanden leefloon en er is geen datum van een GPMI bekend. Vul ze in, "
    "bijvoorbeeld 24/06/2026, of regel het GPMI.",
    source="GPMI binnen 3 maanden [S11]",
)
def gpmi_in_time(form: ScreeningActivering, around: Circumstances) -> bool | Mapping[str, object]:
    """The GPMI follows the grant within months; the plan of the dossier may tell its date."""
    if form.statuut is not Statuut.LEEFLOON or form.leefloon_sinds is None or form.gpmi_datum is not None:
        return False
    if around.dossier is not None and any(map(_has_contract, around.dossier.of(Hulpverleningsplan))):
        return False
    late = form.datum_opmaak > Clocks(around.norms).gpmi(form.leefloon_sinds)
    return {"months": around.norms.number("gpmi_maanden", form.leefloon_sinds)} if late else False


@rules.rule(
    "SCR-AFSPRAAK",
    FOUT,
    "afspraken",
    "Noteer minstens één afspraak: wat, wie en tegen wanneer. Bijvoorbeeld: cv nalezen, specialist, 15/04/2026.",
    source="domain.md §3 [A]",
)
def something_agreed(form: ScreeningActivering, _around: Circumstances) -> bool:
    """A screening ends with an agreement."""
    return not form.afspraken


@rules.each(
    "afspraken",
    "SCR-AFSPRAAK",
    FOUT,
    "tegen",
    "De afspraak moet tegen een dag op of na het gesprek, bijvoorbeeld {interview:%d/%m/%Y}.",
    source="domain.md §3 [A]",
)
def agreed_after_interview(
    agreed: Afspraak, form: ScreeningActivering, _around: Circumstances
) -> bool | Mapping[str, object]:
    """Nothing is agreed for the past."""
    return {"interview": form.datum_gesprek} if agreed.tegen < form.datum_gesprek else False
