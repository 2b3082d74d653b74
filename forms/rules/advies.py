"""All rules of the Advies: ADV-01 to ADV-17 and the shared ones (domain.md §6)."""

from forms.rulebook import RuleBook
from forms.rules import (
    advies_agenda,
    advies_dossier,
    advies_effects,
    advies_grounds,
    advies_papers,
    advies_proposal,
    shared,
)

rules = RuleBook(
    shared.head,
    shared.client,
    advies_agenda.rules,
    advies_grounds.rules,
    advies_proposal.rules,
    advies_effects.rules,
    advies_papers.rules,
    advies_dossier.rules,
)
