"""Closed lists that more than one form uses: life domains, NT2 levels, instruments, who acts."""

from forms.choices import Choice


class Domein(Choice):
    """Life domains in which something may stand in the way ([A], after the leefgebieden of [S19b] and [S45])."""

    HUISVESTING = "huisvesting"
    FINANCIEN = "financien_schulden", "Financiën en schulden"
    LICHAMELIJKE_GEZONDHEID = "lichamelijke_gezondheid"
    PSYCHISCHE_GEZONDHEID = "psychische_gezondheid"
    VERSLAVING = "verslaving"
    GEZIN = "gezin_kinderopvang", "Gezin en kinderopvang"
    MANTELZORG = "mantelzorg"
    MOBILITEIT = "mobiliteit"
    JUSTITIE = "justitie"
    VERBLIJF = "verblijf"
    NETWERK = "netwerk"
    ADMINISTRATIE = "administratie_digitaal", "Administratie en digitaal"
    ANDERE = "andere"


class Plandomein(Choice):
    """The domains of a plan: those of the screening, with work and language."""

    HUISVESTING = "huisvesting"
    FINANCIEN = "financien_schulden", "Financiën en schulden"
    LICHAMELIJKE_GEZONDHEID = "lichamelijke_gezondheid"
    PSYCHISCHE_GEZONDHEID = "psychische_gezondheid"
    VERSLAVING = "verslaving"
    GEZIN = "gezin_kinderopvang", "Gezin en kinderopvang"
    MANTELZORG = "mantelzorg"
    MOBILITEIT = "mobiliteit"
    JUSTITIE = "justitie"
    VERBLIJF = "verblijf"
    NETWERK = "netwerk"
    ADMINISTRATIE = "administratie_digitaal", "Administratie en digitaal"
    ANDERE = "andere"
    WERK = "werk_activering", "Werk en activering"
    TAAL = "taal"


class Fase(Choice):
    """The six phases of the activation, in the words of the job description [Z]."""

    ZORG = "1", "1 Zorg en hulpverlening"
    TAAL = "2", "2 Taalactivering"
    SOCIAAL = "3", "3 Sociale activering"
    ARBEIDSACTIVERING = "4", "4 Arbeidsactivering"
    ARBEIDSTOELEIDING = "5", "5 Arbeidstoeleiding"
    ARBEID = "6", "6 Arbeid"


class Instrument(Choice):
    """What a client can be guided to, by phase ([Z]; AMA [S45])."""

    VRIJWILLIGERSWERK = "vrijwilligerswerk"
    AMA = "ama", "Arbeidsmatige activiteiten (AMA)"
    AANGEPASTE_TEWERKSTELLING = "aangepaste_tewerkstelling"
    OPLEIDING = "opleiding"
    TWE = "twe", "Tijdelijke werkervaring (TWE)"
    IBO = "ibo", "Individuele beroepsopleiding (IBO)"
    WIJKWERKEN = "wijkwerken", "Wijk-werken"
    ARTIKEL_60 = "artikel_60", "Artikel 60 §7"
    ZOEKTOCHT = "zoektocht_regulier", "Zoektocht naar regulier werk"


class Nt2(Choice):
    """Level of Dutch, in rising order (1.1 and 1.2 [Z][S49]; the other codes [K])."""

    GEEN = "geen"
    BEZIG_1_1 = "1.1_bezig", "1.1 (bezig)"
    N1_1 = "1.1", "1.1"
    N1_2 = "1.2", "1.2"
    N2_1 = "2.1", "2.1"
    N2_2 = "2.2", "2.2"
    N2_3 = "2.3", "2.3"
    N2_4 = "2.4", "2.4"
    N3 = "3", "3"
    N4 = "4", "4"


class Erk(Choice):
    """Level in the Common European Framework (ERK)."""

    A0 = "A0", "A0"
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"


class Status(Choice):
    """How far an agreement or an action is."""

    GEPLAND = "gepland"
    LOPEND = "lopend"
    KLAAR = "klaar"
    NIET_GELUKT = "niet_gelukt"


class Uitvoerder(Choice):
    """Who does something."""

    CLIENT = "client", "Cliënt"
    SPECIALIST = "specialist"
    MW = "mw", "Maatschappelijk werker"
    DERDE = "derde", "Een derde"


class Regime(Choice):
    """Most working time that is possible, in rising order."""

    GEEN = "geen"
    MINDER_DAN_HALFTIJDS = "minder_dan_halftijds"
    HALFTIJDS = "halftijds"
    MEER_DAN_HALFTIJDS = "meer_dan_halftijds"
    VOLTIJDS = "voltijds"


class Partner(Choice):
    """Organisations with which data may be shared once the client agrees [S44]."""

    VDAB = "VDAB", "VDAB"
    IGO = "IGO", "IGO"
    WERKGEVER = "werkgever"
    GTB = "GTB", "GTB"
    CVO_CBE = "CVO/CBE", "CVO of CBE"
    WIJKWERK = "wijkwerk_organisator", "Organisator wijk-werken"
