"""The closed lists of the decision list (domain.md §12)."""

from forms.advies_choices import Beslissing
from forms.choices import Choice


class Uitkomst(Choice):
    """What became of a point of the agenda."""

    CONFORM = "conform"
    AFWIJKEND = "afwijkend"
    UITGESTELD = "uitgesteld"
    INGETROKKEN = "ingetrokken"


class Hoedanigheid(Choice):
    """As what somebody sits at a session; only members vote [S27]."""

    LID = "lid"
    ALGEMEEN_DIRECTEUR = "algemeen_directeur"
    HOOFD = "hoofd_sociale_dienst", "Hoofd sociale dienst"
    MEDEWERKER = "medewerker", "Medewerker, op vraag gehoord"


DECIDED = frozenset({Uitkomst.CONFORM, Uitkomst.AFWIJKEND})
"""Points on which something was decided."""

WITH_AMOUNT = frozenset({Beslissing.TOEKENNEN, Beslissing.HERZIEN, Beslissing.TERUGVORDEREN})
"""Decisions that come down to an amount."""
