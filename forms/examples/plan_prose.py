"""What the fictional social worker puts in a plan: goals with their actions, per phase and for every phase."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One action: what, by whom, how often, and after which part of the goal's term it is done."""

    what: str
    by: str
    rhythm: str = ""
    commitment: bool = True
    part: float = 1.0


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal; ``months`` is its term, ``{naam}`` the first name."""

    domain: str
    aim: str
    result: str
    months: int
    owner: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Guidance:
    """The activation part of a plan, and who stands at the other side."""

    instrument: str
    partners: tuple[str, ...]
    role: str
    regime: str


PHASE_GOALS: dict[str, Goal] = {
    "1": Goal(
        "huisvesting",
        "{naam} vindt een betaalbare woning vóór het einde van de opzeg.",
        "Er is een nieuw huurcontract getekend en de verhuis is geregeld.",
        4,
        "client",
        (
            Step("Elke week minstens twee huurwoningen contacteren of bezoeken", "client", "elke week"),
            Step("Samen inschrijven bij de woonmaatschappijen van de streek", "mw", part=0.3),
            Step("De huurpremie aanvragen zodra er een contract is", "mw", part=0.9),
        ),
    ),
    "2": Goal(
        "taal",
        "{naam} spreekt en begrijpt genoeg Nederlands voor een gesprek op het werk.",
        "Het attest van niveau 1.1 mondeling is behaald.",
        6,
        "client",
        (
            Step("De lessen Nederlands volgen bij Ligo Leuven", "client", "twee keer per week"),
            Step("De aanwezigheidskaarten nakijken en bespreken", "specialist", "elke maand"),
            Step("Deelnemen aan de praatgroep in het dorpshuis", "client", "elke week", part=0.8),
        ),
    ),
    "3": Goal(
        "werk_activering",
        "{naam} bouwt opnieuw een vast dagritme op.",
        "Drie maanden lang elke week twee halve dagen aanwezig, volgens de lijst van de organisatie.",
        6,
        "specialist",
        (
            Step(
                "Vrijwilligerswerk doen, twee halve dagen per week", "client", "elke week", commitment=False
            ),
            Step("Ter plaatse gaan voor een evaluatiegesprek", "specialist", "om de drie maanden"),
        ),
    ),
    "4": Goal(
        "werk_activering",
        "{naam} leert de vaardigheden en attitudes die de werkvloer vraagt.",
        "De laatste evaluatie op de werkvloer is voor alle punten voldoende.",
        9,
        "specialist",
        (
            Step("De opleiding op de werkvloer volgen", "client", "volgens het uurrooster"),
            Step("Een plaats zoeken en het dossier voorbrengen", "specialist", part=0.3),
            Step("Aanwezig zijn bij de evaluatiegesprekken", "specialist", "per evaluatie"),
        ),
    ),
    "5": Goal(
        "werk_activering",
        "{naam} kiest een jobdoelwit en solliciteert er gericht voor.",
        "Er is een jobdoelwit en er zijn minstens tien gerichte sollicitaties verstuurd.",
        5,
        "specialist",
        (
            Step("Elke week twee gerichte sollicitaties versturen", "client", "elke week"),
            Step("Samen cv en sollicitatiebrief nalezen", "specialist", part=0.2),
            Step("Een gesprek regelen met de arbeidstrajectbegeleider", "specialist", part=0.4),
        ),
    ),
    "6": Goal(
        "werk_activering",
        "{naam} vindt regulier werk.",
        "Er is een arbeidscontract van minstens zes maanden getekend.",
        4,
        "client",
        (
            Step("Zelfstandig solliciteren en de antwoorden bijhouden", "client", "elke week"),
            Step("De zoektocht samen evalueren", "specialist", "twee keer per maand"),
        ),
    ),
}

OTHER_GOALS: tuple[Goal, ...] = (
    Goal(
        "financien_schulden",
        "{naam} heeft opnieuw zicht op het budget.",
        "Drie maanden na elkaar zijn alle vaste kosten op tijd betaald.",
        5,
        "mw",
        (
            Step("Samen een budgetplan opmaken", "mw", part=0.2),
            Step("Facturen bijhouden en meebrengen naar elk gesprek", "client", "elke maand"),
        ),
    ),
    Goal(
        "administratie_digitaal",
        "{naam} regelt de administratie zelf, ook digitaal.",
        "Itsme werkt en de post van de overheid komt binnen in de eBox.",
        3,
        "client",
        (
            Step("Itsme en de eBox samen activeren in het Digipunt", "mw", part=0.5),
            Step("Zelf elke week de post nakijken en klasseren", "client", "elke week", commitment=False),
        ),
    ),
    Goal(
        "mobiliteit",
        "{naam} verplaatst zich zelfstandig naar afspraken en werk.",
        "Alle afspraken van twee maanden zijn bereikt met bus of fiets.",
        3,
        "client",
        (
            Step("Een omniopas aanvragen bij De Lijn", "mw", part=0.4),
            Step("De route naar Leuven en Zaventem een keer oefenen", "client", commitment=False, part=0.7),
        ),
    ),
    Goal(
        "netwerk",
        "{naam} kent mensen in de buurt op wie te rekenen valt.",
        "{naam} neemt elke maand deel aan minstens één activiteit in de gemeente.",
        5,
        "client",
        (
            Step("De UiTPAS met kansentarief in orde brengen", "mw", part=0.3),
            Step(
                "Een activiteit kiezen in het dorpshuis en er een keer heen gaan", "client", commitment=False
            ),
        ),
    ),
)
CHILDCARE = Goal(
    "gezin_kinderopvang",
    "De kinderen zijn opgevangen wanneer {naam} een afspraak of werk heeft.",
    "Er is een vaste plaats in de buitenschoolse opvang op alle weekdagen.",
    3,
    "client",
    (
        Step("De kinderen inschrijven in de buitenschoolse opvang", "client", part=0.6),
        Step("Het sociaal tarief van de opvang aanvragen", "mw", part=0.6),
    ),
)

GUIDANCE: dict[str, tuple[Guidance, ...]] = {
    "3": (
        Guidance(
            "vrijwilligerswerk",
            ("Sociaal restaurant De Linde", "Woonzorgcentrum Ter Beuken", "Kringwinkel De Spil"),
            "werkgever",
            "minder_dan_halftijds",
        ),
    ),
    "4": (
        Guidance("twe", ("IGO Leuven", "VDAB Leuven"), "arbeidstrajectbegeleider", "halftijds"),
        Guidance("opleiding", ("VDAB Leuven", "CVO Semper"), "opleider", "meer_dan_halftijds"),
    ),
    "5": (Guidance("zoektocht_regulier", ("IGO Leuven",), "arbeidstrajectbegeleider", "voltijds"),),
    "6": (Guidance("zoektocht_regulier", ("VDAB Leuven",), "vdab", "voltijds"),),
}
CONTACTS = ("Ilse Claes", "Bram Wouters", "Nadia Haddad", "Tom Verhaegen")
SPECIALISTS = ("Katrien Vos", "Leen Mertens")

CONSEQUENCES = (
    "Lukt een afspraak niet, dan laat {naam} dat vooraf weten en zoeken we samen een nieuw moment. Blijft het moeilijk, dan "
    "bespreken we in een gesprek wat er in de weg staat en sturen we het plan bij. Pas daarna kan een schriftelijke "
    "aanmaning volgen.",
    "We gaan ervan uit dat ieder zijn deel doet. Komt iemand een afspraak niet na, dan kijken we eerst samen waarom. Het "
    "plan wordt aangepast als dat nodig is; een aanmaning komt er alleen na zo'n gesprek.",
    "Wie niet kan komen, verwittigt. Na twee gemiste afspraken volgt een uitnodiging voor een gesprek, waarin {naam} kan "
    "uitleggen wat er gebeurd is. Een aanmaning is altijd de eerste stap, en ze is schriftelijk.",
)
REMARKS = (
    "",
    "Liefst geen gesprekken op woensdagnamiddag.",
    "Wil graag telefonisch herinnerd worden aan de afspraken.",
    "Vindt het plan haalbaar en wil er meteen aan beginnen.",
)
