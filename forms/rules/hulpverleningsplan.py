"""All rules of the Hulpverleningsplan: HVP-01 to HVP-13 and the shared ones (domain.md §5)."""

from forms.rulebook import RuleBook
from forms.rules import (
    plan_consequences,
    plan_dossier,
    plan_goals,
    plan_gpmi,
    plan_period,
    plan_support,
    shared,
)

rules = RuleBook(
    shared.head,
    shared.client,
    plan_period.rules,
    plan_goals.rules,
    plan_support.rules,
    plan_gpmi.rules,
    plan_consequences.rules,
    plan_dossier.rules,
)
