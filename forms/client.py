"""The blocks that the four forms share: head, client, address, household (domain.md §2)."""

from forms.base import Block, Form, When, block, question, rows
from forms.choices import Choice
from forms.fields import (
    Bedrag,
    Datum,
    DeelDatum,
    Email,
    Insz,
    JaNeen,
    Land,
    Naam,
    Postcode,
    Taal,
    Tekst,
    Telefoon,
)


class Functie(Choice):
    """Function of the author; names without gender."""

    MAATSCHAPPELIJK_WERKER = "maatschappelijk_werker"
    DESKUNDIGE = "deskundige_tewerkstelling_activering", "Deskundige tewerkstelling & activering"
    HOOFD = "hoofd_sociale_dienst"
    ARBEIDSTRAJECTBEGELEIDER = "arbeidstrajectbegeleider"


class Titel(Choice):
    """Title that decides who may do a social investigation (RMI-wet art. 19 §1, KB 11/07/2002 art. 5 [S35])."""

    MAATSCHAPPELIJK_ASSISTENT = "maatschappelijk_assistent"
    SOCIAAL_VERPLEEGKUNDIGE = "sociaal_verpleegkundige"
    GELIJKGESTELD = "gelijkgesteld"
    ANDERE = "andere"


class Vertrouwelijkheid(Choice):
    """How confidential a paper is; professional secrecy unless said otherwise."""

    BEROEPSGEHEIM = "beroepsgeheim"
    INTERN = "intern"
    PUBLIEK = "publiek"


class Geslacht(Choice):
    """Sex as registered; only used for a salutation when no form of address was chosen."""

    V = "V", "V"
    M = "M", "M"
    X = "X", "X"
    ONBEKEND = "onbekend"


class Aanspreking(Choice):
    """Form of address; the neutral one is first name and name."""

    VOORNAAM_NAAM = "voornaam_naam", "Voornaam en naam (neutraal)"
    MEVROUW = "mevrouw"
    MENEER = "meneer"


class BurgerlijkeStaat(Choice):
    """Civil status."""

    ONGEHUWD = "ongehuwd"
    GEHUWD = "gehuwd"
    WETTELIJK_SAMENWONEND = "wettelijk_samenwonend"
    FEITELIJK_GESCHEIDEN = "feitelijk_gescheiden"
    GESCHEIDEN = "gescheiden"
    WEDUWE_WEDUWNAAR = "weduwe_weduwnaar", "Weduwe of weduwnaar"
    ONBEKEND = "onbekend"


class Verblijfsstatuut(Choice):
    """Residence status."""

    BELG = "belg"
    EU_BURGER = "eu_burger_meer_dan_3_maanden", "EU-burger, meer dan 3 maanden"
    BEVOLKINGSREGISTER = "bevolkingsregister_niet_eu", "Bevolkingsregister, niet-EU"
    VREEMDELINGENREGISTER = "vreemdelingenregister"
    ERKEND_VLUCHTELING = "erkend_vluchteling"
    SUBSIDIAIR_BESCHERMD = "subsidiair_beschermd"
    TIJDELIJK_BESCHERMD = "tijdelijk_beschermd"
    VERZOEKER_IB = "verzoeker_ib", "Verzoeker om internationale bescherming"
    STAATLOOS = "staatloos"
    GEEN_WETTIG_VERBLIJF = "geen_wettig_verblijf"


class Adrestype(Choice):
    """What kind of place the client lives at."""

    DOMICILIE = "domicilie"
    FEITELIJK = "feitelijk"
    REFERENTIEADRES_OCMW = "referentieadres_ocmw", "Referentieadres bij het OCMW"
    REFERENTIEADRES_PERSOON = "referentieadres_persoon", "Referentieadres bij een persoon"
    DAKLOOS = "dakloos"
    INSTELLING = "instelling"


class Relatie(Choice):
    """Relation of a household member to the client."""

    PARTNER = "partner"
    KIND = "kind"
    OUDER = "ouder"
    BROER_ZUS = "broer_zus", "Broer of zus"
    ANDERE_VERWANT = "andere_verwant"
    NIET_VERWANT = "niet_verwant"


TEMPORARY_RESIDENCE = frozenset(
    {
        Verblijfsstatuut.VREEMDELINGENREGISTER,
        Verblijfsstatuut.SUBSIDIAIR_BESCHERMD,
        Verblijfsstatuut.TIJDELIJK_BESCHERMD,
        Verblijfsstatuut.VERZOEKER_IB,
    }
)
"""Statuses that end on a date ([A])."""


class Opsteller(Block):
    """Who wrote the paper."""

    naam: Naam = question("Naam opsteller", example="Sofie Maes")
    functie: Functie = question("Functie opsteller")
    titel: Titel | None = question(
        "Titel opsteller", optional=True, help="Verplicht voor een sociaal verslag (KB 11/07/2002 art. 5)."
    )
    telefoon: Telefoon = question("Telefoon opsteller", example="02 755 22 80")
    email: Email = question("E-mail opsteller", example="sofie.maes@kortenberg.be")


class Adres(Block):
    """A Belgian address; the box number stands apart."""

    straat: Tekst = question("Straat", example="Dorpsstraat")
    huisnummer: Tekst = question("Huisnummer", example="12A", help="Mag ook 12A of 12-14 zijn.")
    bus: Tekst | None = question("Bus", optional=True, example="3")
    postcode: Postcode = question("Postcode", example="3070")
    gemeente: Tekst = question("Gemeente", example="Kortenberg")


def _elsewhere(place: "Verblijfplaats") -> bool:
    return not place.zelfde_als_domicilie


_ELSEWHERE = When(_elsewhere, "de werkelijke verblijfplaats niet dezelfde is als de domicilie")


class Verblijfplaats(Block):
    """Where the client really stays: the actual place decides, registration is not required [S1][S9]."""

    zelfde_als_domicilie: JaNeen = question("Zelfde als domicilie")
    straat: Tekst | None = question("Straat", when=_ELSEWHERE, example="Leuvensesteenweg")
    huisnummer: Tekst | None = question("Huisnummer", when=_ELSEWHERE, example="200")
    bus: Tekst | None = question("Bus", optional=True, example="3")
    postcode: Postcode | None = question("Postcode", when=_ELSEWHERE, example="3070")
    gemeente: Tekst | None = question("Gemeente", when=_ELSEWHERE, example="Kortenberg")


class Bewindvoerder(Block):
    """Legal representative: every letter goes to this person too."""

    naam: Naam = question("Naam bewindvoerder", example="Meester An Claes")
    telefoon: Telefoon | None = question("Telefoon bewindvoerder", optional=True)
    sinds: Datum | None = question("Bewindvoerder sinds", optional=True)


class Client(Block):
    """The client: the minimum identification of the KB of 01/12/2013 [S1]."""

    naam: Naam = question("Naam", example="Van den Broeck")
    voornaam: Naam = question("Voornaam", example="Amélie")
    insz: Insz | None = question(
        "Rijksregisternummer of INSZ (bis)",
        when=When(
            lambda client: not client.insz_afwezig_reden, "er geen reden staat waarom het nummer ontbreekt"
        ),
        example="85.07.30-033.28",
    )
    insz_afwezig_reden: Tekst | None = question(
        "Reden geen INSZ", optional=True, help="Alleen als er nog geen nummer is; minstens 10 tekens."
    )
    geboortedatum: DeelDatum = question("Geboortedatum", example="30/07/1985")
    geslacht: Geslacht | None = question("Geslacht", optional=True)
    aanspreking: Aanspreking = question("Aanspreking", default=Aanspreking.VOORNAAM_NAAM)
    nationaliteit: Land = question("Nationaliteit")
    burgerlijke_staat: BurgerlijkeStaat = question("Burgerlijke staat")
    verblijfsstatuut: Verblijfsstatuut = question("Verblijfssituatie")
    verblijf_geldig_tot: Datum | None = question(
        "Geldigheid verblijfstitel",
        when=When(
            lambda client: client.verblijfsstatuut in TEMPORARY_RESIDENCE, "de verblijfssituatie tijdelijk is"
        ),
    )
    domicilie: Adres = block("Domicilie")
    verblijfplaats: Verblijfplaats = block("Werkelijke verblijfplaats")
    adrestype: Adrestype = question("Type adres")
    telefoon: Telefoon | None = question("Telefoon", optional=True, example="016 22 33 44")
    gsm: Telefoon | None = question("Gsm", optional=True, example="0470 12 34 56")
    email: Email | None = question("E-mail", optional=True)
    contacttaal: Taal = question("Contacttaal")
    tolk_nodig: JaNeen = question("Tolk nodig")
    bewindvoerder: Bewindvoerder | None = block("Wettelijke vertegenwoordiger", optional=True)


class Gezinslid(Block):
    """A member of the household, as it is in fact and not on paper [S8]."""

    naam: Naam = question("Naam", example="Janssens")
    voornaam: Naam = question("Voornaam", example="Noor")
    insz: Insz | None = question("Rijksregisternummer", optional=True)
    geboortedatum: DeelDatum = question("Geboortedatum", example="14/02/2015")
    relatie: Relatie = question("Relatie")
    ten_laste: JaNeen = question("Ten laste")
    onder_zelfde_dak: JaNeen = question("Onder hetzelfde dak")
    huishouden_gemeenschappelijk: JaNeen = question("Huishouden gemeenschappelijk")
    burgerlijke_staat: BurgerlijkeStaat | None = question("Burgerlijke staat", optional=True)
    inkomen_maand: Bedrag | None = question("Inkomen per maand", optional=True)
    inkomen_bron: Tekst | None = question(
        "Bron van het inkomen", when=When(lambda member: bool(member.inkomen_maand), "er een inkomen is")
    )


class Paper(Form):
    """What every paper begins with. Papers that prepare a decision ask for the date of the application."""

    documenttype: Tekst = question("Documenttype", section="Kop", help="Vult het programma in.")
    schema_versie: Tekst = question("Schemaversie", help="Vult het programma in.")
    dossiernummer: Tekst = question("Dossiernummer", example="KB-2026-00042")
    datum_opmaak: Datum = question("Datum opmaak")
    datum_aanvraag: Datum | None = question(
        "Datum aanvraag of hulpvraag",
        optional=True,
    )
    opsteller: Opsteller = block("Opsteller")
    vertrouwelijkheid: Vertrouwelijkheid = question("Vertrouwelijk", default=Vertrouwelijkheid.BEROEPSGEHEIM)


class ClientPaper(Paper):
    """A paper about one client and the household."""

    client: Client = block("Cliënt", section="Cliënt")
    gezin: tuple[Gezinslid, ...] = rows("Gezinslid", section="Gezin", offered=5)
