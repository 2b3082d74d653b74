"""All rules of the Sociaal verslag: SV-01 to SV-24 and the shared ones (domain.md §4)."""

from forms.rulebook import RuleBook
from forms.rules import (
    shared,
    verslag_closing,
    verslag_dates,
    verslag_dossier,
    verslag_leefloon,
    verslag_means,
    verslag_rights,
    verslag_start,
    verslag_texts,
)

rules = RuleBook(
    shared.head,
    shared.client,
    verslag_start.rules,
    verslag_rights.rules,
    verslag_means.rules,
    verslag_leefloon.rules,
    verslag_closing.rules,
    verslag_dates.rules,
    verslag_texts.rules,
    verslag_dossier.rules,
)
