"""The closed lists of the Screening activering (domain.md §3)."""

from forms.choices import Choice


class Soort(Choice):
    """Kind of screening."""

    EERSTE = "eerste"
    HERSCREENING = "herscreening"
    ACTUALISATIE = "actualisatie"


class Statuut(Choice):
    """Status of income."""

    LEEFLOON = "leefloon"
    EQUIVALENT = "equivalent_leefloon"
    GEEN = "geen"
    WERKLOOSHEID = "werkloosheidsuitkering"
    ZIEKTE = "ziekte_invaliditeit", "Ziekte of invaliditeit"
    IVT_IT = "ivt_it", "IVT/IT"
    ANDERE = "andere"


class VdabInschrijving(Choice):
    """Registered with VDAB or not."""

    JA = "ja"
    NEEN = "neen"
    VRIJGESTELD = "vrijgesteld"


class Vrijstelling(Choice):
    """Why registration with VDAB is not asked."""

    GEZONDHEID = "gezondheid"
    BILLIJKHEID = "billijkheid"
    STUDENT = "student"


class Ernst(Choice):
    """How heavy a barrier weighs."""

    LAAG = "laag"
    MIDDEN = "midden"
    HOOG = "hoog"


class RedenGeenActivering(Choice):
    """Reason for which activation is not asked."""

    GEEN = "geen"
    GEZONDHEID = "gezondheid"
    BILLIJKHEID = "billijkheid"


class Alfabetisering(Choice):
    """Literacy in the Latin script."""

    JA = "ja"
    ANDERSALFABEET = "andersalfabeet"
    ANALFABEET = "analfabeet"


class Aanbieder(Choice):
    """Who teaches Dutch."""

    CVO = "CVO", "CVO"
    CBE = "CBE", "CBE"
    UTC = "universitair_talencentrum"
    VDAB = "VDAB", "VDAB"
    SYNTRA = "Syntra", "Syntra"
    ANDERE = "andere"


class Inburgering(Choice):
    """Civic integration."""

    VERPLICHT = "verplicht"
    RECHTHEBBEND = "rechthebbend"
    NVT = "nvt", "Niet van toepassing"
    ATTEST = "attest_behaald"


class Diploma(Choice):
    """Highest diploma."""

    GEEN = "geen"
    LAGER = "lager", "Lager onderwijs"
    LAGER_SECUNDAIR = "lager_secundair"
    BSO = "hoger_secundair_bso", "Hoger secundair BSO"
    TSO = "hoger_secundair_tso", "Hoger secundair TSO"
    KSO = "hoger_secundair_kso", "Hoger secundair KSO"
    ASO = "hoger_secundair_aso", "Hoger secundair ASO"
    BACHELOR = "bachelor"
    MASTER = "master"
    ONBEKEND = "onbekend"


class Erkenning(Choice):
    """Recognition of a foreign diploma (NARIC)."""

    NVT = "nvt", "Niet van toepassing"
    ERKEND = "erkend"
    AANGEVRAAGD = "aangevraagd"
    NIET_ERKEND = "niet_erkend"


class Competentie(Choice):
    """The eight generic competences [A]."""

    STIPTHEID = "stiptheid"
    SAMENWERKEN = "samenwerken"
    ZELFSTANDIGHEID = "zelfstandigheid"
    DOORZETTING = "doorzetting"
    INSTRUCTIES = "instructies_volgen"
    ZORGVULDIGHEID = "zorgvuldigheid"
    STRESSBESTENDIGHEID = "stressbestendigheid"
    LEERBEREIDHEID = "leerbereidheid"


class Score(Choice):
    """Score of a competence."""

    S1 = "1", "1"
    S2 = "2", "2"
    S3 = "3", "3"
    S4 = "4", "4"


class Motivatiescore(Choice):
    """Score of the motivation."""

    M1 = "1", "1"
    M2 = "2", "2"
    M3 = "3", "3"
    M4 = "4", "4"
    M5 = "5", "5"


class Leerpotentieel(Choice):
    """Potential to learn, in rising order."""

    ONVOLDOENDE = "onvoldoende"
    VOLDOENDE = "voldoende"
    GOED = "goed"


class Beperking(Choice):
    """Where the screening for a limitation stands."""

    NEEN = "neen"
    VERMOEDEN = "vermoeden"
    IN_ONDERZOEK = "in_onderzoek"
    VASTGESTELD = "vastgesteld"


class IcfAdvies(Choice):
    """Who gave an ICF advice or established a limitation."""

    VDAB = "VDAB", "VDAB"
    OCMW = "OCMW_gecertificeerd", "OCMW (gecertificeerd)"
    GTB = "GTB", "GTB"
    CAD = "CAD_De_Werklijn", "CAD De Werklijn"


class Rijbewijs(Choice):
    """Driving licence [A]."""

    GEEN = "geen"
    VOORLOPIG = "voorlopig"
    B = "B", "B"
    ANDER = "ander", "Andere categorie"


class Vervoer(Choice):
    """Means of transport [A]."""

    AUTO = "auto"
    FIETS = "fiets"
    OPENBAAR_VERVOER = "openbaar_vervoer"
    GEEN = "geen"


class Kinderopvang(Choice):
    """Childcare [A]."""

    NVT = "nvt", "Niet van toepassing"
    GEREGELD = "geregeld"
    TE_REGELEN = "te_regelen"


class Vaardigheid(Choice):
    """Digital skill [A], in rising order."""

    GEEN = "geen"
    BASIS = "basis"
    ZELFSTANDIG = "zelfstandig"


class Haalbaar(Choice):
    """Whether regular work is feasible (phases 3, 4 and 6 [Z]; 24 months [S36])."""

    NU = "nu", "Nu"
    NA_AANLEREN = "na_aanleren", "Na aanleren van vaardigheden of attitudes"
    NIET_NU = "niet_nu", "Niet nu"
