"""The closed lists of the Advies (domain.md §6)."""

from forms.choices import Choice


class Orgaan(Choice):
    """Who decides [S23]."""

    BCSD = "BCSD", "Bijzonder comité voor de sociale dienst (BCSD)"
    VAST_BUREAU = "vast_bureau"
    RMW = "RMW", "Raad voor maatschappelijk welzijn (RMW)"
    VOORZITTER = "voorzitter_bcsd_dringend", "Voorzitter BCSD (dringende hulp)"
    ALGEMEEN_DIRECTEUR = "algemeen_directeur"


class Aard(Choice):
    """What the item is about [Z][S23]."""

    INDIVIDUELE_STEUN = "individuele_steun"
    MAATSCHAPPELIJKE_INTEGRATIE = "maatschappelijke_integratie"
    BEKRACHTIGING = "bekrachtiging_dringende_hulp"
    TERUGVORDERING = "terugvordering"
    SANCTIE = "sanctie"
    TWE = "twe_dossier", "TWE-dossier"
    ARTIKEL_60 = "artikel_60", "Artikel 60 §7"
    KENNISNAME_GPMI = "kennisname_gpmi", "Kennisname GPMI"
    BELEIDSADVIES = "beleidsadvies"
    GROEPSWERKING = "groepswerking"
    OVEREENKOMST = "overeenkomst"


class Oordeel(Choice):
    """What the service advises [Z]."""

    GUNSTIG = "gunstig"
    MET_VOORWAARDEN = "gunstig_met_voorwaarden"
    ONGUNSTIG = "ongunstig"
    ZONDER = "zonder_advies"


class Beslissing(Choice):
    """What the organ is asked to decide."""

    TOEKENNEN = "toekennen"
    WEIGEREN = "weigeren"
    HERZIEN = "herzien"
    STOPZETTEN = "stopzetten"
    SCHORSEN = "schorsen"
    TERUGVORDEREN = "terugvorderen"
    BEKRACHTIGEN = "bekrachtigen"
    KENNISNEMEN = "kennisnemen"
    ADVIES_VERLENEN = "advies_verlenen"


class Kennisgevingswijze(Choice):
    """How the decision is notified: registered or against receipt [S32][S33]."""

    AANGETEKEND = "aangetekend", "Aangetekende brief"
    ONTVANGSTBEWIJS = "tegen_ontvangstbewijs", "Overhandigd tegen ontvangstbewijs"


class Gevoelig(Choice):
    """What an attachment holds that a member may not need to see [S25]."""

    GEEN = "geen", "Niets gevoeligs"
    MEDISCH = "medisch", "Medische gegevens"
    DERDE = "gegevens_derde", "Gegevens van een derde"


INDIVIDUAL = frozenset(
    {
        Aard.INDIVIDUELE_STEUN,
        Aard.MAATSCHAPPELIJKE_INTEGRATIE,
        Aard.BEKRACHTIGING,
        Aard.TERUGVORDERING,
        Aard.SANCTIE,
        Aard.TWE,
        Aard.ARTIKEL_60,
        Aard.KENNISNAME_GPMI,
    }
)
"""Items about one client."""

AID = INDIVIDUAL - {Aard.KENNISNAME_GPMI}
"""Items that rest on a social investigation; to take note of a GPMI a mention is enough [S16]."""

WILLINGNESS = frozenset({Aard.MAATSCHAPPELIJKE_INTEGRATIE, Aard.SANCTIE})
"""Items in which willingness to work decides [S19]."""

WITHOUT_EFFECT = frozenset({Beslissing.KENNISNEMEN, Beslissing.ADVIES_VERLENEN})
"""Decisions that change nothing for a client, so that there is nothing to notify or to appeal."""

NEGATIVE = frozenset(
    {Beslissing.WEIGEREN, Beslissing.STOPZETTEN, Beslissing.SCHORSEN, Beslissing.TERUGVORDEREN}
)
"""Decisions against the client."""

STARTING = frozenset({Beslissing.TOEKENNEN, Beslissing.HERZIEN, Beslissing.STOPZETTEN, Beslissing.SCHORSEN})
"""Decisions that hold from a day on."""
