"""All rules of the Hulpverleningsplan: HVP-01 to HVP-13 and the shared ones (domain.md §5).

What HVP-02, HVP-03 and HVP-04 compare with other papers of the dossier is judged where those are at hand.
"""

from forms.rulebook import RuleBook
from forms.rules import plan_consequences, plan_goals, plan_gpmi, plan_period, plan_support, shared

rules = RuleBook(
    shared.head,
    shared.client,
    plan_period.rules,
    plan_goals.rules,
    plan_support.rules,
    plan_gpmi.rules,
    plan_consequences.rules,
)
