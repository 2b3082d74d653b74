"""All rules of the Advies: ADV-01 to ADV-16 and the shared ones (domain.md §6).

Whether the sociaal verslag of ADV-06 is there, and whether the client asked in it to be heard (ADV-15), is judged
where the dossier is at hand.
"""

from forms.rulebook import RuleBook
from forms.rules import advies_agenda, advies_effects, advies_grounds, advies_papers, advies_proposal, shared

rules = RuleBook(
    shared.head,
    shared.client,
    advies_agenda.rules,
    advies_grounds.rules,
    advies_proposal.rules,
    advies_effects.rules,
    advies_papers.rules,
)
