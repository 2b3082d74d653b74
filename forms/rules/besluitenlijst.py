"""All rules of the decision list: BSL-01 to BSL-25 (domain.md §12)."""

from forms.rulebook import RuleBook
from forms.rules import besluit_advies, besluit_punten, besluit_zitting

rules = RuleBook(besluit_zitting.rules, besluit_punten.rules, besluit_advies.rules)
