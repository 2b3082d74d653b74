"""All rules of the Screening activering: SCR-01 to SCR-22 and the shared ones (domain.md §3)."""

from forms.rulebook import RuleBook
from forms.rules import (
    screening_instruments,
    screening_language,
    screening_phase,
    screening_start,
    screening_work,
    shared,
)

rules = RuleBook(
    shared.head,
    shared.client,
    screening_start.rules,
    screening_language.rules,
    screening_work.rules,
    screening_phase.rules,
    screening_instruments.rules,
)
