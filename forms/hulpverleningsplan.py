"""Form 3, Hulpverleningsplan: goals and actions, with special attention to activation (domain.md §5).

It is the working paper around the GPMI, not the GPMI itself, which is the statutory contract. Where the paper of
domain.md leaves a rule without an answer to judge, a question was added: whether there is leefloon, the dates of
the grant and of the session that mentions the GPMI, which actions are commitments of the GPMI, who pays a cost,
when volunteering was notified. The GPMI may have evaluations of its own; without these, those of the plan count.
"""

from forms.base import Block, When, block, question, rows
from forms.client import ClientPaper, Functie
from forms.domains import Fase, Instrument, Plandomein, Regime, Status, Uitvoerder
from forms.fields import Bedrag, Datum, Getal, JaNeen, LangeTekst, Naam, Tekst
from forms.plan_choices import (
    TOWARDS_WORK,
    Aanleiding,
    Betaler,
    GpmiCode,
    Ondersteuning,
    Prioriteit,
    Rol,
    Wijze,
)


class Betrokkene(Block):
    """Somebody who takes part in the plan [Z]."""

    naam: Naam = question("Naam", example="Hanne Willems")
    rol: Rol = question("Rol")
    organisatie: Tekst | None = question("Organisatie", optional=True, example="VDAB Leuven")


class Doel(Block):
    """A goal that can be measured and has a term (SMART [A])."""

    nr: Getal = question("Nummer", example="1", help="Elk doel een eigen nummer; de acties verwijzen ernaar.")
    domein: Plandomein = question("Domein")
    omschrijving: LangeTekst = question("Omschrijving", example="De huurachterstand is afbetaald")
    meetbaar_resultaat: LangeTekst = question(
        "Meetbaar resultaat", help="Minstens 15 tekens.", example="Drie afbetalingen zijn op tijd gebeurd"
    )
    prioriteit: Prioriteit = question("Prioriteit")
    termijn: Datum = question("Termijn", help="Binnen de looptijd van het plan.")
    eigenaar: Uitvoerder = question("Eigenaar")
    fase: Fase | None = question("Fase", optional=True, help="Leeg: de fase van het plan.")


class Actie(Block):
    """Something that somebody does for a goal: commitments of both sides are in balance [S10][S12]."""

    doel_nr: Getal = question("Nummer van het doel", example="1")
    wat: Tekst = question("Wat", example="Samen het afbetalingsplan bespreken met de verhuurder")
    door: Uitvoerder = question("Door")
    frequentie: Tekst | None = question("Frequentie", optional=True, example="elke maand")
    tegen: Datum = question("Tegen", help="Binnen de looptijd van het plan.")
    status: Status = question("Status")
    gpmi_verbintenis: JaNeen | None = question(
        "Verbintenis in het GPMI", optional=True, help="Ja als deze actie ook in het GPMI staat."
    )


class Steun(Block):
    """What is paid for the client so that the plan can succeed [S10]."""

    soort: Ondersteuning = question("Soort")
    betaald_door: Betaler | None = question("Betaald door", optional=True, help="Leeg: het OCMW.")
    bedrag: Bedrag | None = question(
        "Bedrag",
        when=When(lambda support: support.betaald_door is not Betaler.DERDE, "het OCMW dit betaalt"),
    )
    voorwaarde: Tekst | None = question("Voorwaarde", optional=True, example="op voorlegging van het bewijs")


class Activering(Block):
    """The activation part, in phases 3 to 6 [Z]."""

    instrument: Instrument = question("Instrument")
    partner: Tekst | None = question("Partner", optional=True, example="IGO Leuven")
    startdatum: Datum = question("Startdatum")
    regime: Regime | None = question("Regime", optional=True)
    contactpersoon: Naam | None = question("Contactpersoon", optional=True)


class GpmiEvaluatie(Block):
    """An evaluation of the GPMI that is held apart from those of the plan."""

    datum_gepland: Datum = question("Datum gepland")
    wijze: Wijze = question("Wijze")
    uitgevoerd_op: Datum | None = question("Uitgevoerd op", optional=True)


_EXEMPT = When(lambda gpmi: not gpmi.verplicht, "het GPMI niet verplicht is")


class Gpmi(Block):
    """The link with the GPMI (KB 03/10/2016 [S10][S15])."""

    verplicht: JaNeen = question("GPMI verplicht")
    uitzondering_reden: LangeTekst | None = question(
        "Reden van de uitzondering",
        when=_EXEMPT,
        help="Minstens 20 tekens: gezondheid of billijkheid, met het attest of de beslissing.",
    )
    contractdatum: Datum | None = question("Datum van het contract", optional=True)
    code: GpmiCode | None = question(
        "Code GPMI",
        when=When(
            lambda gpmi: not gpmi.verplicht or gpmi.contractdatum is not None,
            "er een contract of een uitzondering is",
        ),
    )
    evaluaties: tuple[GpmiEvaluatie, ...] = rows(
        "Evaluatie GPMI", offered=3, help="Alleen als het GPMI andere evaluaties heeft dan het plan."
    )


class Evaluatie(Block):
    """A moment at which the plan is looked at together [S11]."""

    datum_gepland: Datum = question("Datum gepland")
    wijze: Wijze = question("Wijze")
    uitgevoerd_op: Datum | None = question("Uitgevoerd op", optional=True)
    resultaat: LangeTekst | None = question(
        "Resultaat",
        when=When(lambda held: held.uitgevoerd_op is not None, "de evaluatie uitgevoerd is"),
    )
    bijsturing: LangeTekst | None = question("Bijsturing", optional=True)


class AkkoordClient(Block):
    """The client agrees, after an explanation in clear words [S10]."""

    uitleg_vooraf: JaNeen = question("Inhoud, draagwijdte en gevolgen vooraf uitgelegd")
    datum: Datum = question("Datum")
    opmerkingen: LangeTekst | None = question("Opmerkingen van de cliënt", optional=True)
    handtekening: Naam = question("Getekend door", example="Karim Peeters")


class AkkoordOcmw(Block):
    """Who agrees for the OCMW; the council itself need not sign [S16]."""

    naam: Naam = question("Naam", example="Sofie Maes")
    functie: Functie = question("Functie")
    datum: Datum = question("Datum")


_LEEFLOON = When(lambda form: form.leefloon, "de cliënt leefloon krijgt of vraagt")


class Hulpverleningsplan(ClientPaper):
    """Hulpverleningsplan."""

    ID = "hulpverleningsplan"
    TITLE = "Hulpverleningsplan"
    VERSION = "1.0"

    versie: Getal = question("Planversie", section="Plan", example="1")
    aanleiding: Aanleiding = question("Aanleiding")
    van: Datum = question("Looptijd van")
    tot: Datum = question("Looptijd tot", help="Meestal hoogstens 12 maanden.")
    betrokkenen: tuple[Betrokkene, ...] = rows("Betrokkene", offered=5)

    vertrekpunt: LangeTekst = question(
        "Vertrekpunt", section="Vertrekpunt", help="Wat de sociale diagnose zegt, in het kort."
    )
    sociaal_verslag_datum: Datum | None = question(
        "Datum van het sociaal verslag", optional=True, help="Het verslag waarop het vertrekpunt steunt."
    )
    fase: Fase = question("Activeringsfase", help="De fase van de laatste screening.")
    domeinen: tuple[Plandomein, ...] = rows("Levensdomeinen", offered=0, ruled=True)

    doelen: tuple[Doel, ...] = rows("Doel", section="Doelstellingen", offered=4)

    acties: tuple[Actie, ...] = rows("Actie", section="Acties en ondersteuning", offered=8)
    ondersteuning: tuple[Steun, ...] = rows(
        "Ondersteuning door het OCMW",
        offered=5,
        help="Bij een opleiding: inschrijvingsgeld, verzekering, werkkledij en verplaatsing.",
    )

    activering: Activering | None = block(
        "Activering",
        section="Activering",
        when=When(lambda form: form.fase in TOWARDS_WORK, "de cliënt in fase 3, 4, 5 of 6 is"),
    )
    vrijwilligerswerk_gemeld_op: Datum | None = question(
        "Vrijwilligerswerk vooraf gemeld op", optional=True, help="Bij leefloon, vóór de start."
    )

    leefloon: JaNeen = question("Leefloon", section="GPMI", help="Krijgt of vraagt de cliënt leefloon?")
    toekenning_datum: Datum | None = question(
        "Leefloon toegekend op", optional=True, help="Datum van de beslissing; leeg zolang ze er niet is."
    )
    voltijds_student: JaNeen | None = question("Studeert met voltijds leerplan", when=_LEEFLOON)
    gpmi: Gpmi | None = block("GPMI", when=_LEEFLOON)
    bcsd_vermelding_datum: Datum | None = question(
        "GPMI vermeld op de zitting van het BCSD van", optional=True, help="Een vermelding volstaat."
    )

    evaluaties: tuple[Evaluatie, ...] = rows(
        "Evaluatie", section="Evaluatie", offered=4, help="Minstens 3 per jaar, waarvan 2 persoonlijk."
    )

    gevolgen: LangeTekst | None = question(
        "Afspraken bij niet-naleving",
        section="Niet-naleving",
        when=_LEEFLOON,
        help="Neutraal: eerst een gesprek en een aanmaning, geen sanctie in het vooruitzicht.",
    )
    aanmaning_verplicht: JaNeen | None = question(
        "Eerst een aanmaning",
        when=When(lambda form: form.gevolgen is not None, "er afspraken bij niet-naleving zijn"),
    )

    akkoord_client: AkkoordClient = block("Akkoord cliënt", section="Akkoord")
    akkoord_ocmw: AkkoordOcmw = block("Akkoord OCMW")
