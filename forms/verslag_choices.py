"""The closed lists of the Sociaal verslag (domain.md §4, §8)."""

from forms.choices import Choice


class Aard(Choice):
    """What is asked for."""

    LEEFLOON = "leefloon"
    EQUIVALENT = "equivalent_leefloon"
    FINANCIELE_STEUN = "financiele_steun", "Financiële steun"
    MEDISCHE_KOSTEN = "medische_kosten"
    DRINGENDE_HULP = "dringende_hulp"
    BUDGETBEHEER = "budgetbeheer"
    INSTALLATIEPREMIE = "installatiepremie"
    REFERENTIEADRES = "referentieadres"
    ARTIKEL_60 = "artikel_60", "Artikel 60 §7"
    ANDERE = "andere"


class Rechtsgrond(Choice):
    """The law on which the aid rests [S1][S3]."""

    RMI_2002 = "rmi_wet_2002", "RMI-wet van 26/05/2002"
    OCMW_1976 = "ocmw_wet_1976", "OCMW-wet van 08/07/1976"
    WET_1965 = "wet_1965", "Wet van 02/04/1965 (terugbetaling door de Staat)"


class SoortAanvraag(Choice):
    """New or a revision: the investigation is also for revision, withdrawal and suspension (RMI-wet art. 19 [S35])."""

    NIEUW = "nieuw"
    HERZIENING = "herziening"
    VERLENGING = "verlenging"
    STOPZETTING = "stopzetting"
    SANCTIE = "sanctie"
    TERUGVORDERING = "terugvordering"


class Initiatief(Choice):
    """Who set the request going [S6]."""

    MONDELING = "op_aanvraag_mondeling", "Op aanvraag, mondeling"
    SCHRIFTELIJK = "op_aanvraag_schriftelijk", "Op aanvraag, schriftelijk"
    AMBTSHALVE = "ambtshalve"


class Bevoegdheid(Choice):
    """Whether this OCMW is the competent one [S31]."""

    BEVOEGD = "bevoegd"
    ONBEVOEGD = "onbevoegd_doorgestuurd", "Onbevoegd, doorgestuurd"


class Woontype(Choice):
    """Kind of dwelling [A]."""

    HUIS = "huis"
    APPARTEMENT = "appartement"
    STUDIO = "studio"
    KAMER = "kamer"
    WOONWAGEN = "woonwagen", "Woonwagen of caravan"
    OPVANG = "opvang", "Opvang of instelling"
    GEEN = "geen", "Geen woning"
    ANDERE = "andere"


class Woonstatuut(Choice):
    """On what title the client lives there [A]."""

    HUUR_PRIVAAT = "huur_privaat", "Huur, privaat"
    HUUR_SOCIAAL = "huur_sociaal", "Huur, sociaal"
    EIGENDOM = "eigendom"
    INWONEND = "inwonend"
    DAKLOOS = "dakloos"
    NOODWONING = "noodwoning"
    INSTELLING = "instelling"
    LOI = "LOI", "Lokaal opvanginitiatief (LOI)"


class Uitkering(Choice):
    """Rights that come before aid, which is residuary ([S1]; the list [A])."""

    WERKLOOSHEID = "werkloosheid"
    ZIEKTE = "ziekte_invaliditeit", "Ziekte of invaliditeit"
    IVT_IT = "ivt_it", "IVT/IT"
    PENSIOEN_IGO = "pensioen_igo", "Pensioen of IGO"
    GROEIPAKKET = "groeipakket"
    ONDERHOUDSGELD = "onderhoudsgeld"
    STUDIETOELAGE = "studietoelage"
    BUITENLAND = "buitenlandse_uitkering"
    SOCIALE_BESCHERMING = "vlaamse_sociale_bescherming"


class Rechtstatus(Choice):
    """How far the investigation of one right is."""

    ONTVANGT = "ontvangt"
    AANGEVRAAGD = "aangevraagd"
    GEWEIGERD = "geweigerd"
    GEEN_RECHT = "geen_recht"
    NIET_ONDERZOCHT = "niet_onderzocht"


class Onderhoudsrelatie(Choice):
    """Who may owe maintenance (RMI-wet art. 26 [S1]; the list [K])."""

    ECHTGENOOT = "echtgenoot"
    EX_PARTNER = "ex_partner", "Ex-echtgenoot of ex-partner"
    OUDER = "ouder"
    KIND = "kind"
    ADOPTANT = "adoptant"


class Draagkracht(Choice):
    """Whether somebody can bear maintenance [A]."""

    VOLDOENDE = "voldoende"
    ONVOLDOENDE = "onvoldoende"
    ONBEKEND = "onbekend"


class Stroom(Choice):
    """Streams of the Kruispuntbank that a worker consults (domain.md §8 [S52][S53]; the names [A])."""

    RIJKSREGISTER = "identificatie_rijksregister"
    GEZINSSAMENSTELLING = "gezinssamenstelling"
    ADRESHISTORIEK = "adreshistoriek"
    DMFA = "dmfa_tewerkstelling", "DmfA (tewerkstelling)"
    DIMONA = "dimona"
    INTERIM = "interim"
    ZELFSTANDIGE = "zelfstandige_rsvz", "Zelfstandige (RSVZ)"
    WERKLOOSHEID = "werkloosheid_rva", "Werkloosheid (RVA)"
    ZIEKTE = "ziekte_riziv", "Ziekte (RIZIV)"
    INVALIDITEIT = "invaliditeit"
    PENSIOEN = "pensioenkadaster"
    IVT_IT = "ivt_it_fod_sz", "IVT/IT (FOD Sociale Zekerheid)"
    GROEIPAKKET = "groeipakket"
    KADASTER = "kadaster_patdoc", "Kadaster (Patrimoniumdocumentatie)"
    BELASTINGEN = "aanslagbiljet_fod_fin", "Aanslagbiljet (FOD Financiën)"
    ENERGIE = "energie_sociaal_tarief", "Sociaal tarief energie"
    INBURGERING = "kbi_inburgering", "Kruispuntbank Inburgering"
    ANDER_OCMW = "esv_andere_ocmw", "Elektronisch sociaal verslag van een ander OCMW"
    VRIJSTELLING = "vrijstelling_nvt", "Vrijgesteld of niet van toepassing"


class Kszresultaat(Choice):
    """What a consultation gave: that nothing was found is evidence too; the raw answer stays with the source."""

    TREFFER = "treffer"
    GEEN_TREFFER = "geen_treffer"
    FOUT = "fout", "Fout (raadpleging mislukt)"


class Inkomstensoort(Choice):
    """Kind of income [A]."""

    LOON = "loon"
    ZELFSTANDIGE = "zelfstandige", "Zelfstandige activiteit"
    WERKLOOSHEID = "werkloosheid"
    ZIEKTE = "ziekte_invaliditeit", "Ziekte of invaliditeit"
    IVT_IT = "ivt_it", "IVT/IT"
    PENSIOEN = "pensioen"
    LEEFLOON = "leefloon", "Leefloon of equivalent"
    GROEIPAKKET = "groeipakket"
    ONDERHOUDSGELD = "onderhoudsgeld"
    STUDIETOELAGE = "studietoelage"
    HUURINKOMSTEN = "huurinkomsten"
    ANDERE = "andere"


class Vermogenssoort(Choice):
    """Means that are no income (KB 11/07/2002, chapter on means [K])."""

    GEEN = "geen", "Geen vermogen"
    ROEREND = "roerend", "Roerend vermogen"
    ONROEREND = "onroerend", "Onroerend vermogen"
    AFSTAND = "afstand_van_goederen"


class Uitgavenpost(Choice):
    """Heads of monthly spending ([S5b]; food and other [A])."""

    HUUR = "huur", "Huur of lening"
    ENERGIE = "energie"
    WATER = "water"
    TELECOM = "telecom"
    VERZEKERINGEN = "verzekeringen"
    MEDISCH = "medisch"
    SCHOOL = "school"
    VERVOER = "vervoer"
    ONDERHOUDSGELD = "onderhoudsgeld"
    AFBETALING = "afbetaling"
    VOEDING = "voeding", "Voeding en huishouden"
    ANDERE = "andere"


class Schuldstatus(Choice):
    """How a debt is being collected."""

    MINNELIJK = "minnelijk"
    DEURWAARDER = "deurwaarder"
    COLLECTIEF = "collectieve_schuldenregeling"


class Werkbereid(Choice):
    """Judgement on willingness to work [S19]."""

    WERKBEREID = "werkbereid"
    NIET_WERKBEREID = "niet_werkbereid"
    VRIJGESTELD_GEZONDHEID = "vrijgesteld_gezondheid", "Vrijgesteld om gezondheidsredenen"
    VRIJGESTELD_BILLIJKHEID = "vrijgesteld_billijkheid", "Vrijgesteld om redenen van billijkheid"


class Categorie(Choice):
    """Category of the leefloon [S8]."""

    SAMENWONEND = "1", "1 Samenwonend"
    ALLEENSTAAND = "2", "2 Alleenstaand"
    GEZINSLAST = "3", "3 Gezinslast"


class Minderjarige(Choice):
    """Why somebody below 18 is treated as an adult [S74b]."""

    ONTVOOGD = "ontvoogd"
    KIND_TEN_LASTE = "kind_ten_laste"
    ZWANGER = "zwanger"


class WijzeHoorrecht(Choice):
    """How the right to be heard was made known; only in writing counts [S34]."""

    BRIEF = "brief"
    ONTVANGSTBEWIJS = "op_ontvangstbewijs", "Op het ontvangstbewijs"
    EMAIL = "e_mail", "E-mail"
    MONDELING = "mondeling"


class Gewenst(Choice):
    """Whether the client wishes to be heard."""

    JA = "ja"
    NEEN = "neen"
    GEEN_ANTWOORD = "geen_antwoord"
