"""The groups of questions of the Sociaal verslag, in the order of the paper (domain.md §4).

An answer that a rule of domain.md demands in some cases (``SV-04``, ``SV-06``, ``SV-14``, ``SV-16``, ``SV-20`` …)
is optional here: the rule asks for it, with its own weight, so that one gap gives one finding.
"""

from forms.base import Block, When, question, rows
from forms.fields import Bedrag, Datum, Getal, JaNeen, LangeTekst, Naam, Tekst
from forms.verslag_choices import (
    Aard,
    Draagkracht,
    Gewenst,
    Initiatief,
    Kszresultaat,
    Onderhoudsrelatie,
    Rechtsgrond,
    Rechtstatus,
    SoortAanvraag,
    Stroom,
    Uitkering,
    Werkbereid,
    WijzeHoorrecht,
    Woonstatuut,
    Woontype,
)


class Aanvraag(Block):
    """What is asked, on what ground, and at whose initiative."""

    aard: Aard = question("Aard aanvraag")
    rechtsgrond: Rechtsgrond = question("Rechtsgrond", help="Leefloon: RMI-wet. Andere steun: OCMW-wet.")
    soort: SoortAanvraag = question("Nieuw of herziening")
    initiatief: Initiatief = question("Ambtshalve of op aanvraag")


class Doorsturing(Block):
    """Forwarding to the OCMW that is competent; without a reason it is void [S7][S31]."""

    reden: LangeTekst | None = question("Reden onbevoegdheid", optional=True)
    datum: Datum | None = question("Doorgestuurd op", optional=True, help="Binnen 5 kalenderdagen.")
    ocmw: Tekst | None = question("Doorgestuurd naar OCMW", optional=True, example="OCMW Zaventem")


class EerderOcmw(Block):
    """Aid from another OCMW before; its electronic report can be asked for [S7][S56]."""

    ocmw: Tekst = question("Eerder OCMW", example="OCMW Leuven")
    van: Datum = question("Eerdere steun van")
    tot: Datum | None = question("Eerdere steun tot", optional=True)
    steun: Tekst = question("Eerdere steun", example="leefloon categorie 2")


class InstallatiepremieEerder(Block):
    """The installation premium is given once [S7]."""

    ja: JaNeen = question("Installatiepremie ooit ontvangen")
    ocmw: Tekst | None = question(
        "OCMW van de installatiepremie", when=When(lambda past: past.ja, "er al een installatiepremie was")
    )
    datum: Datum | None = question(
        "Datum installatiepremie", when=When(lambda past: past.ja, "er al een installatiepremie was")
    )


class SpiEerder(Block):
    """Exemption of income for socio-professional integration, given before [S7]."""

    ja: JaNeen = question("SPI-vrijstelling eerder toegepast")
    ocmw: Tekst | None = question(
        "OCMW van de eerdere SPI-vrijstelling",
        when=When(lambda past: past.ja, "er al een SPI-vrijstelling was"),
    )
    van: Datum | None = question(
        "Eerdere SPI-vrijstelling van", when=When(lambda past: past.ja, "er al een SPI-vrijstelling was")
    )
    tot: Datum | None = question("Eerdere SPI-vrijstelling tot", optional=True)


class VerblijfBuitenland(Block):
    """A stay abroad; from a week on it is announced beforehand [S9]."""

    van: Datum = question("Buitenland van")
    tot: Datum = question("Buitenland tot")
    reden: Tekst = question("Reden verblijf in het buitenland", example="begrafenis van een familielid")
    gemeld_op: Datum | None = question("Verblijf in het buitenland gemeld op", optional=True)


class Huisbezoek(Block):
    """Home visit: at the start, when needed, and at least once a year [S1]."""

    datum: Datum | None = question("Datum huisbezoek", optional=True, help="Het recentste huisbezoek.")
    bevindingen: LangeTekst | None = question(
        "Bevindingen huisbezoek",
        when=When(lambda visit: visit.datum is not None, "er een huisbezoek was"),
    )
    reden_geen: LangeTekst | None = question(
        "Geen huisbezoek: reden",
        optional=True,
        help="Als er het voorbije jaar geen huisbezoek was; minstens 30 tekens.",
    )


class Woning(Block):
    """The dwelling and what it costs."""

    type: Woontype = question("Woontype")
    statuut: Woonstatuut = question("Eigendomsstatuut")
    huur_lening: Bedrag | None = question(
        "Huur of lening per maand",
        when=When(
            lambda home: home.statuut in {Woonstatuut.HUUR_PRIVAAT, Woonstatuut.HUUR_SOCIAAL},
            "de cliënt huurt",
        ),
    )
    kosten: Bedrag | None = question("Vaste kosten van de woning per maand", optional=True)
    waarborg: Bedrag | None = question("Huurwaarborg", optional=True)
    epc: Tekst | None = question("EPC", optional=True, example="label C")
    gebreken: LangeTekst | None = question("Gebreken van de woning", optional=True)


_PAYS_OR_PAID = {Rechtstatus.ONTVANGT, Rechtstatus.AANGEVRAAGD, Rechtstatus.GEWEIGERD}


class Recht(Block):
    """A right that comes before aid [S1]."""

    uitkering: Uitkering = question("Uitkering")
    instelling: Tekst | None = question(
        "Instelling van de uitkering",
        when=When(
            lambda right: right.status in _PAYS_OR_PAID, "de uitkering gekregen, gevraagd of geweigerd is"
        ),
    )
    status: Rechtstatus = question("Status van de uitkering")
    datum: Datum | None = question("Datum van de status", optional=True)
    bedrag: Bedrag | None = question(
        "Bedrag van de uitkering per maand",
        when=When(lambda right: right.status is Rechtstatus.ONTVANGT, "de cliënt de uitkering ontvangt"),
    )
    motivering: LangeTekst | None = question(
        "Motivering niet onderzocht",
        optional=True,
        help="Bij leefloon: waarom dit recht nog niet onderzocht is.",
    )


class Onderhoudsplichtige(Block):
    """Somebody who may owe maintenance (RMI-wet art. 26 [S1])."""

    relatie: Onderhoudsrelatie = question("Relatie onderhoudsplichtige")
    naam: Naam = question("Naam onderhoudsplichtige")
    draagkracht: Draagkracht = question("Draagkracht onderhoudsplichtige")
    verwezen: JaNeen = question("Verwezen naar onderhoudsplichtige")
    motivering: LangeTekst | None = question(
        "Motivering niet verwezen",
        when=When(lambda person: not person.verwezen, "niet naar deze persoon verwezen wordt"),
    )


class KszRaadpleging(Block):
    """That a stream was consulted and when; the raw answer stays in the certified application (domain.md §8)."""

    stroom: Stroom = question("KSZ-stroom")
    geraadpleegd_op: Datum = question("KSZ geraadpleegd op")
    door: Naam = question("KSZ geraadpleegd door")
    resultaat: Kszresultaat = question("Resultaat KSZ")
    persoon: Naam = question("KSZ over persoon", help="Voornaam en naam.")


class Gezondheid(Block):
    """Only what the decision needs: no diagnosis, refer to the attest ([S5b], minimisation [A])."""

    samenvatting: LangeTekst | None = question(
        "Relevante gezondheidselementen",
        optional=True,
        help="Alleen wat nodig is voor de beslissing. Noem geen aandoening: verwijs naar het attest.",
    )


class ScreeningRef(Block):
    """Schooling and career stand in the Screening activering: this says in which."""

    datum: Datum = question("Datum van de screening")


class Inspanning(Block):
    """Something the client did; the criteria of the unemployment rules do not apply [S19]."""

    omschrijving: Tekst = question("Inspanning", example="schreef zich in bij VDAB")
    datum: Datum | None = question("Datum inspanning", optional=True)


class Werkbereidheid(Block):
    """Willingness to work; an exemption is motivated here [S19]."""

    oordeel: Werkbereid | None = question(
        "Oordeel werkbereidheid", optional=True, help="Altijd invullen bij leefloon."
    )
    motivering: LangeTekst = question("Motivering werkbereidheid", help="Minstens 60 tekens.")
    attest: Tekst | None = question(
        "Attest bij vrijstelling (kenmerk)",
        optional=True,
        help="Bij een vrijstelling om gezondheidsredenen. Alleen het kenmerk, niet wat erin staat.",
        example="bijlage 5, attest van 12/02/2026",
    )
    billijkheidsreden: LangeTekst | None = question(
        "Reden van billijkheid", optional=True, help="Bij een vrijstelling om redenen van billijkheid."
    )
    inspanningen: tuple[Inspanning, ...] = rows("Inspanning", offered=4)


class Hoorrecht(Block):
    """The right to be heard, offered in writing before the decision [S34]."""

    meegedeeld_op: Datum = question("Hoorrecht meegedeeld op")
    wijze: WijzeHoorrecht = question("Wijze mededeling hoorrecht", help="Schriftelijk.")
    gewenst: Gewenst = question("Wenst gehoord te worden")
    datum: Datum | None = question("Datum gehoor", optional=True, help="Als de cliënt gehoord wil worden.")
    uur: Tekst | None = question("Uur gehoor", optional=True, example="19.30 uur")
    plaats: Tekst | None = question("Plaats gehoor", optional=True, example="Welzijnshuis, zaal 1")
    begeleider: Naam | None = question(
        "Begeleider of vertegenwoordiger bij het gehoor",
        optional=True,
        help="De cliënt mag zich laten bijstaan of vertegenwoordigen.",
    )


class Conclusie(Block):
    """What the investigation shows: that there is a need, how far it goes, and the reasoning [S2]."""

    nood: LangeTekst = question("Conclusie: bestaan van de nood", help="Is er een nood, en welke?")
    omvang: LangeTekst = question("Conclusie: omvang van de nood", help="Hoe groot is ze, en voor hoe lang?")
    tekst: LangeTekst = question("Conclusie van het onderzoek")


class Bijlage(Block):
    """A supporting document; amounts refer to its number [S5]."""

    nr: Getal = question("Nummer bijlage", example="1")
    omschrijving: Tekst = question("Omschrijving bijlage", example="huurcontract")
    datum: Datum | None = question("Datum bijlage", optional=True)
    bestand: Tekst | None = question("Bestand van de bijlage", optional=True, example="huurcontract.pdf")


class HandtekeningMw(Block):
    """The worker's signature as typed name and date; the pen comes on the printed document [S26][S35]."""

    naam: Naam = question("Naam maatschappelijk werker")
    datum: Datum = question("Datum handtekening")
