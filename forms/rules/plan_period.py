"""Rules of the Hulpverleningsplan on its period, who takes part, and the evaluations (domain.md §5)."""

from collections.abc import Mapping, Sequence

from forms import plan_facts as facts
from forms.deadlines import add_months
from forms.findings import Severity
from forms.hulpverleningsplan import Evaluatie, GpmiEvaluatie, Hulpverleningsplan
from forms.rulebook import Circumstances, RuleBook

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

rules = RuleBook()


@rules.rule(
    "HVP-01",
    FOUT,
    "tot",
    "Het einde van het plan ligt op of vóór het begin. Kijk beide datums na, bijvoorbeeld van 01/04/2026 tot 31/03/2027.",
    source="domain.md §5 [A]",
)
def ends_after_start(form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """A plan has some length."""
    return form.tot <= form.van


@rules.rule(
    "HVP-01",
    FOUT,
    "evaluaties",
    "Het plan loopt langer dan {months} maanden. Plan een evaluatie uiterlijk op {latest:%d/%m/%Y}, of kort de looptijd in.",
    source="Norm plan_maanden [A]",
)
def long_plan_is_evaluated(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """Who plans for more than a year looks back within it."""
    start, end = facts.period(form)
    months = around.norms.number("plan_maanden", start)
    latest = add_months(start, months)
    looked_at = any(start <= each.datum_gepland <= latest for each in form.evaluaties)
    return {"months": months, "latest": latest} if end > latest and not looked_at else False


@rules.rule(
    "HVP-02",
    WAARSCHUWING,
    "sociaal_verslag_datum",
    "Het plan is ouder dan het sociaal verslag waarnaar het verwijst. Kijk na of het vertrekpunt nog klopt, en maak zo "
    "nodig een nieuwe versie van het plan.",
    source="domain.md §5 [A]",
)
def made_after_report(form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """A plan starts from the diagnosis of its report."""
    return form.sociaal_verslag_datum is not None and form.datum_opmaak < form.sociaal_verslag_datum


@rules.rule(
    "HVP-LIJST",
    FOUT,
    "betrokkenen",
    "Noteer minstens één betrokkene met naam en rol, bijvoorbeeld: Sofie Maes, maatschappelijk werker.",
    source="Betrokkenen van het plan [Z]",
)
def somebody_takes_part(form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """A plan is made together."""
    return not form.betrokkenen


@rules.rule(
    "HVP-LIJST",
    FOUT,
    "domeinen",
    "Vink minstens één levensdomein aan, bijvoorbeeld: Werk en activering.",
    source="domain.md §5 [A]",
)
def some_domain_chosen(form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """A plan is about something."""
    return not form.domeinen


def _shortage(
    form: Hulpverleningsplan, held: Sequence[Evaluatie | GpmiEvaluatie], around: Circumstances
) -> bool | Mapping[str, object]:
    counted = facts.evaluations(form, held, around.norms)
    return False if counted.enough else {"needed": counted.needed, "in_person": counted.needed_in_person}


_MORE = (
    "Plan binnen de looptijd minstens {needed} evaluatie(s), waarvan minstens {in_person} persoonlijk. Bijvoorbeeld om de "
    "vier maanden een gesprek op kantoor."
)
_THREE_A_YEAR = "Minstens 3 evaluaties per jaar, waarvan 2 persoonlijk [S11]"


@rules.rule("HVP-11", FOUT, "evaluaties", _MORE, source=_THREE_A_YEAR)
def plan_evaluated_enough(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """Three a year, two of them in person, in proportion to the period."""
    return _shortage(form, form.evaluaties, around)


@rules.rule("HVP-11", FOUT, "gpmi.evaluaties", _MORE, source=_THREE_A_YEAR)
def gpmi_evaluated_enough(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """The same for a GPMI with evaluations of its own."""
    if form.gpmi is None or not form.gpmi.evaluaties:
        return False
    return _shortage(form, form.gpmi.evaluaties, around)


@rules.each(
    "evaluaties",
    "HVP-DATUM",
    WAARSCHUWING,
    "datum_gepland",
    "De evaluatie valt buiten de looptijd van het plan en telt dus niet mee. Kies een dag van {start:%d/%m/%Y} tot en met "
    "{end:%d/%m/%Y}.",
    source="domain.md §5 [A]",
)
def evaluated_in_period(
    held: Evaluatie, form: Hulpverleningsplan, _around: Circumstances
) -> bool | Mapping[str, object]:
    """An evaluation outside the period may be meant, and is said."""
    start, end = facts.period(form)
    return False if facts.in_period(form, held.datum_gepland) else {"start": start, "end": end}


_HELD_AHEAD = (
    "De evaluatie staat als uitgevoerd op een dag na de opmaak van het plan. Vul de dag van het gesprek in, bijvoorbeeld "
    "{made:%d/%m/%Y}, of laat dit leeg."
)


def _held_ahead(
    held: Evaluatie | GpmiEvaluatie, form: Hulpverleningsplan, _around: Circumstances
) -> bool | Mapping[str, object]:
    ahead = held.uitgevoerd_op is not None and held.uitgevoerd_op > form.datum_opmaak
    return {"made": form.datum_opmaak} if ahead else False


rules.each("evaluaties", "HVP-DATUM", FOUT, "uitgevoerd_op", _HELD_AHEAD, source="domain.md §5 [A]")(
    _held_ahead
)
rules.each("gpmi.evaluaties", "HVP-DATUM", FOUT, "uitgevoerd_op", _HELD_AHEAD, source="domain.md §5 [A]")(
    _held_ahead
)
