"""Rules of the Hulpverleningsplan on goals and actions (domain.md §5)."""

from collections.abc import Mapping

from forms import plan_facts as facts
from forms.findings import Severity
from forms.hulpverleningsplan import Actie, Doel, Hulpverleningsplan
from forms.plan_choices import OCMW
from forms.rulebook import Circumstances, RuleBook

FOUT = Severity.FOUT
_RESULT = 15

rules = RuleBook()


@rules.rule(
    "HVP-LIJST",
    FOUT,
    "doelen",
    "Noteer minstens één doel met een meetbaar resultaat en een termijn, bijvoorbeeld: niveau 1.2 Nederlands behaald "
    "tegen 30/06/2026.",
    source="domain.md §5 [A]",
)
def some_goal(form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """No plan without a goal."""
    return not form.doelen


@rules.each(
    "doelen",
    "HVP-05",
    FOUT,
    "nr",
    "Bij dit doel hoort geen enkele actie. Voeg een actie toe met het nummer van dit doel, bijvoorbeeld: samen de "
    "inschrijving in orde brengen.",
    source="domain.md §5 [A]",
)
def goal_has_action(goal: Doel, form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """A goal for which nobody does anything is a wish."""
    return not facts.has_action(form, goal)


@rules.each(
    "doelen",
    "HVP-05",
    FOUT,
    "termijn",
    "De termijn van het doel valt buiten de looptijd van het plan. Kies een dag van {start:%d/%m/%Y} tot en met "
    "{end:%d/%m/%Y}.",
    source="domain.md §5 [A]",
)
def goal_within_period(
    goal: Doel, form: Hulpverleningsplan, _around: Circumstances
) -> bool | Mapping[str, object]:
    """A goal is reached within the plan."""
    start, end = facts.period(form)
    return False if facts.in_period(form, goal.termijn) else {"start": start, "end": end}


@rules.each(
    "doelen",
    "HVP-NUMMER",
    FOUT,
    "nr",
    "Twee doelen hebben hetzelfde nummer. Geef elk doel een eigen nummer: 1, 2, 3.",
    source="De acties verwijzen naar het nummer van een doel, domain.md §5",
)
def goal_number_unique(goal: Doel, form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """Actions refer to a goal by its number."""
    return sum(other.nr == goal.nr for other in form.doelen) > 1


@rules.each(
    "acties",
    "HVP-NUMMER",
    FOUT,
    "doel_nr",
    "Er is geen doel met dit nummer. Vul het nummer van een van de doelen in, bijvoorbeeld 1.",
    source="De acties verwijzen naar het nummer van een doel, domain.md §5",
)
def action_serves_goal(action: Actie, form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """Each action is for a goal that is there."""
    return all(goal.nr != action.doel_nr for goal in form.doelen)


@rules.each(
    "doelen",
    "HVP-LENGTE",
    FOUT,
    "meetbaar_resultaat",
    "Schrijf in minstens 15 tekens waaraan u ziet dat het doel bereikt is, bijvoorbeeld: drie afbetalingen zijn op tijd "
    "gebeurd.",
    source="SMART, domain.md §5 [A]",
)
def result_measurable(goal: Doel, _form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """A result that can be measured takes some words."""
    return len(goal.meetbaar_resultaat.strip()) < _RESULT


@rules.each(
    "acties",
    "HVP-DATUM",
    FOUT,
    "tegen",
    "De actie valt buiten de looptijd van het plan. Kies een dag van {start:%d/%m/%Y} tot en met {end:%d/%m/%Y}.",
    source="domain.md §5 [A]",
)
def action_within_period(
    action: Actie, form: Hulpverleningsplan, _around: Circumstances
) -> bool | Mapping[str, object]:
    """An action happens within the plan."""
    start, end = facts.period(form)
    return False if facts.in_period(form, action.tegen) else {"start": start, "end": end}


@rules.rule(
    "HVP-07",
    FOUT,
    "acties",
    "Geen enkele actie is voor het OCMW: de verbintenissen moeten in evenwicht zijn. Voeg minstens één actie toe van de "
    "maatschappelijk werker of de specialist, bijvoorbeeld: samen de inschrijving in orde brengen.",
    source="Evenwicht van de verbintenissen, KB 03/10/2016 [S10][S12]",
)
def ocmw_acts_too(form: Hulpverleningsplan, _around: Circumstances) -> bool:
    """The client is not the only one who does something."""
    return bool(form.acties) and all(action.door not in OCMW for action in form.acties)
