"""Rules of the Screening activering on the phase and what follows from it (domain.md §3)."""

from collections.abc import Mapping
from datetime import timedelta

from forms import screening_facts
from forms.domains import Fase, Instrument, Uitvoerder
from forms.findings import Severity
from forms.phases import needs_motivation
from forms.rulebook import Circumstances, RuleBook
from forms.screening_activering import ScreeningActivering

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
_MOTIVATION = 40
_TARGET_WORDS = "jobdoelwit"

rules = RuleBook()


@rules.rule(
    "SCR-15",
    FOUT,
    "jobdoelwit.omschrijving",
    "In fase 5 en 6 hoort een jobdoelwit. Vul het in, of maak een afspraak 'jobdoelwit bepalen' voor de specialist.",
    source="Fase 5 [Z]",
)
def job_target_from_phase_5(form: ScreeningActivering, _around: Circumstances) -> bool:
    """A target, or an agreement to find one."""
    if form.fase not in {Fase.ARBEIDSTOELEIDING, Fase.ARBEID} or form.jobdoelwit is not None:
        return False
    return not any(
        _TARGET_WORDS in agreed.wat.casefold() and agreed.wie is Uitvoerder.SPECIALIST
        for agreed in form.afspraken
    )


@rules.rule(
    "SCR-16",
    FOUT,
    "fase_afwijking_motivering",
    "Motiveer de gekozen fase in minstens 40 tekens: ze wijkt af van de berekende fase ({computed}), of de antwoorden "
    "laten de keuze open. Bijvoorbeeld: de cliënt start eerst met vrijwilligerswerk om opnieuw ritme te vinden.",
    source="Professioneel oordeel [A]",
)
def other_phase_motivated(form: ScreeningActivering, _around: Circumstances) -> bool | Mapping[str, object]:
    """The worker decides, and says why."""
    placed = screening_facts.placement(form)
    as_computed = form.fase is placed.phase and not needs_motivation(placed)
    enough = len((form.fase_afwijking_motivering or "").strip()) >= _MOTIVATION
    return False if as_computed or enough else {"computed": placed.phase.label}


@rules.rule(
    "SCR-16",
    FOUT,
    "fase_berekend",
    "De ingevulde berekende fase klopt niet met de antwoorden: het programma komt uit op {computed}. Laat dit veld leeg.",
    source="domain.md §7",
)
def computed_phase_right(form: ScreeningActivering, _around: Circumstances) -> bool | Mapping[str, object]:
    """A computed answer is not typed otherwise."""
    placed = screening_facts.placement(form)
    wrong = form.fase_berekend is not None and form.fase_berekend is not placed.phase
    return {"computed": placed.phase.label} if wrong else False


@rules.rule(
    "SCR-18",
    WAARSCHUWING,
    "volgend_contact",
    "Het volgend contact valt later dan het ritme van deze fase vraagt. Spreek af tegen uiterlijk {latest:%d/%m/%Y}.",
    source="Ritme per fase, functiekaart [Z]; domain.md §7.3",
)
def next_contact_in_time(form: ScreeningActivering, around: Circumstances) -> bool | Mapping[str, object]:
    """Each phase has its rhythm."""
    adapted = Instrument.AANGEPASTE_TEWERKSTELLING in form.instrumenten
    name = "aangepaste_tewerkstelling" if adapted else f"fase_{form.fase.value}"
    latest = form.datum_gesprek + timedelta(
        days=around.norms.number(f"contact_dagen_{name}", form.datum_gesprek)
    )
    return {"latest": latest} if form.volgend_contact > latest else False


@rules.rule(
    "SCR-19",
    WAARSCHUWING,
    "sierra_genoteerd_op",
    "In deze fase blijft de maatschappelijk werker op de hoogte via Sierra. Noteer het daar en vul de datum in, "
    "bijvoorbeeld {made:%d/%m/%Y}.",
    source="Functiekaart, fase 3 (aangepaste tewerkstelling) en 4 [Z]",
)
def noted_in_sierra(form: ScreeningActivering, _around: Circumstances) -> bool | Mapping[str, object]:
    """The job description asks for a note in two phases."""
    asked = form.fase is Fase.ARBEIDSACTIVERING or Instrument.AANGEPASTE_TEWERKSTELLING in form.instrumenten
    return {"made": form.datum_opmaak} if asked and form.sierra_genoteerd_op is None else False


@rules.rule(
    "SCR-DATUM",
    FOUT,
    "volgend_contact",
    "Het volgend contact ligt vóór het gesprek. Vul een latere dag in, bijvoorbeeld {interview:%d/%m/%Y}.",
    source="domain.md §3 [A]",
)
def next_contact_after_interview(
    form: ScreeningActivering, _around: Circumstances
) -> bool | Mapping[str, object]:
    """What comes next comes later."""
    return {"interview": form.datum_gesprek} if form.volgend_contact < form.datum_gesprek else False


@rules.rule(
    "SCR-DATUM",
    FOUT,
    "gpmi_datum",
    "De datum van het GPMI ligt na de datum van opmaak. Vul ze pas in als het GPMI getekend is, bijvoorbeeld "
    "{made:%d/%m/%Y}.",
    source="domain.md §3 [A]",
)
def gpmi_signed_before_paper(
    form: ScreeningActivering, _around: Circumstances
) -> bool | Mapping[str, object]:
    """A contract that is told of is signed."""
    late = form.gpmi_datum is not None and form.gpmi_datum > form.datum_opmaak
    return {"made": form.datum_opmaak} if late else False
