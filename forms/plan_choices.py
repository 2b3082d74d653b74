"""The closed lists of the Hulpverleningsplan (domain.md §5)."""

from forms.choices import Choice
from forms.domains import Fase, Uitvoerder


class Aanleiding(Choice):
    """Why this version of the plan was made."""

    NIEUW = "nieuw"
    BIJSTURING = "bijsturing"
    EINDEVALUATIE = "eindevaluatie"


class Rol(Choice):
    """What somebody is to the plan ([Z], completed [A])."""

    CLIENT = "client", "Cliënt"
    MAATSCHAPPELIJK_WERKER = "maatschappelijk_werker"
    SPECIALIST = "specialist", "Specialist tewerkstelling en activering"
    ARBEIDSTRAJECTBEGELEIDER = "arbeidstrajectbegeleider"
    VDAB = "vdab", "VDAB"
    IGO = "igo", "IGO"
    GTB = "gtb", "GTB"
    OPLEIDER = "opleider", "School of opleider"
    WERKGEVER = "werkgever", "Werkgever of organisatie"
    HULPVERLENER = "hulpverlener"
    NETWERK = "netwerk", "Familie of netwerk"
    ANDERE = "andere"


class Prioriteit(Choice):
    """How soon a goal comes."""

    HOOG = "hoog"
    MIDDEN = "midden"
    LAAG = "laag"


class Ondersteuning(Choice):
    """What the OCMW supports; the first four are the costs that a GPMI with training covers [S10]."""

    INSCHRIJVINGSGELD = "inschrijvingsgeld"
    VERZEKERING = "verzekering"
    WERKKLEDIJ = "werkkledij"
    VERPLAATSING = "verplaatsing"
    KINDEROPVANG = "kinderopvang"
    AANVULLENDE_STEUN = "aanvullende_steun"
    BEGELEIDING = "begeleiding"
    ANDERE = "andere"


class Betaler(Choice):
    """Who pays a cost."""

    OCMW = "ocmw", "Het OCMW"
    DERDE = "derde", "Een derde"


class Wijze(Choice):
    """How an evaluation is held."""

    PERSOONLIJK = "persoonlijk"
    TELEFONISCH = "telefonisch"
    DIGITAAL = "digitaal"


_UNTIL_2016 = "(gestopt op 31/10/2016)"
_COMMUNITY_SERVICE = "Gemeenschapsdienst (gestopt op 01/10/2018)"


class GpmiCode(Choice):
    """All codes that the GPMI had [S15]; which ones hold today is the norm ``gpmi_codes``."""

    GEEN_CONTRACT = "8", "8 Geen contract (gezondheid of billijkheid)"
    STUDENT = "9", "9 Student"
    STUDENT_INKOMEN = "10", "10 Student met inkomen"
    ALGEMEEN = "11", "11 Algemeen"
    VERLENGING = "17", "17 Verlenging"
    C1 = "1", f"1 {_UNTIL_2016}"
    C2 = "2", f"2 {_UNTIL_2016}"
    C3 = "3", f"3 {_UNTIL_2016}"
    C4 = "4", f"4 {_UNTIL_2016}"
    C5 = "5", f"5 {_UNTIL_2016}"
    C6 = "6", f"6 {_UNTIL_2016}"
    C7 = "7", f"7 {_UNTIL_2016}"
    C12 = "12", f"12 {_COMMUNITY_SERVICE}"
    C15 = "15", f"15 {_COMMUNITY_SERVICE}"
    C16 = "16", f"16 {_COMMUNITY_SERVICE}"


OCMW = frozenset({Uitvoerder.MW, Uitvoerder.SPECIALIST})
"""Who acts for the OCMW."""

TOWARDS_WORK = frozenset({Fase.SOCIAAL, Fase.ARBEIDSACTIVERING, Fase.ARBEIDSTOELEIDING, Fase.ARBEID})
"""Phases in which a plan has an activation part (domain.md §5)."""
