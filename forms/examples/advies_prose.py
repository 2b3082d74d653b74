"""What the fictional social worker writes in an advice: facts, reasons and articles, with slots for the figures.

``{aanvraag}``, ``{verslag}`` and ``{start}`` are dates in words, ``{categorie}`` and ``{bedrag}`` what is granted,
``{gezin}`` who lives from it. The client is not named: the item may have to be read anonymously.
"""

from dataclasses import dataclass

LEEFLOON_FACTS = (
    "Op {aanvraag} vroeg de cliënt leefloon aan. {gezin} Het sociaal verslag van {verslag} toont dat de middelen niet "
    "volstaan voor de vaste kosten en dat er geen andere uitkering is die dat oplost.",
    "De cliënt meldde zich op {aanvraag} met een vraag naar leefloon. {gezin} Uit het sociaal onderzoek, afgerond op "
    "{verslag}, blijkt dat er te weinig inkomen is om de huur en het levensonderhoud te betalen.",
    "Sinds kort heeft de cliënt geen toereikend inkomen meer. {gezin} De aanvraag van {aanvraag} werd onderzocht; de "
    "bevindingen staan in het sociaal verslag van {verslag}.",
)
LEEFLOON_ARGUMENTS = (
    "De cliënt voldoet aan de voorwaarden van de RMI-wet: werkelijk verblijf in de gemeente, meerderjarig, Belg, "
    "geen toereikende middelen en bereid om te werken. Een ander recht dat voorgaat, is er niet. Leefloon in categorie "
    "{categorie} geeft de rust die nodig is om het plan naar werk uit te voeren.",
    "Het onderzoek is volledig: identiteit, verblijf, middelen en andere rechten zijn nagekeken. De middelen liggen onder "
    "het barema van categorie {categorie} en aan de andere voorwaarden van de RMI-wet is voldaan. Zonder leefloon kan de "
    "cliënt niet menswaardig leven en valt ook het traject stil.",
)
NEED = (
    "Er is een nood: zonder steun kunnen de huur en het levensonderhoud niet betaald worden.",
    "De nood staat vast: het inkomen dat er is, volstaat niet voor de vaste kosten.",
)
EXTENT = (
    "De nood is er elke maand en bedraagt {bedrag} per maand.",
    "Tot er een eigen inkomen is, ontbreekt elke maand {bedrag}.",
)
RIGHTS = (
    "Andere uitkeringen zijn onderzocht en volstaan niet; aan de voorwaarden van de RMI-wet is voldaan.",
    "Leefloon is residuair: geen enkel ander recht dekt deze nood, zie het sociaal verslag.",
)
LEEFLOON_ARTICLES = (
    "Het BCSD kent vanaf {start} een leefloon van categorie {categorie} toe, {bedrag} per maand.",
    "Het BCSD beslist dat het leefloon loopt tot een nieuwe beslissing en minstens elk jaar herbekeken wordt.",
    "Het BCSD machtigt de sociale dienst om deze beslissing uit te voeren en de cliënt ervan in kennis te stellen.",
)
WILLINGNESS = {
    "1": "De cliënt is bereid om te werken en zoekt eerst een nieuwe woning; de afspraken worden nagekomen.",
    "2": "De cliënt volgt Nederlandse les als eerste stap naar werk en is ingeschreven bij VDAB.",
    "3": "De cliënt is ingeschreven bij VDAB en bouwt via vrijwilligerswerk, uit eigen keuze, een dagritme op.",
    "4": "De cliënt is ingeschreven bij VDAB en wil op de werkvloer een vak leren.",
    "5": "De cliënt is ingeschreven bij VDAB, solliciteert en vraagt hulp bij de keuze van een jobdoelwit.",
    "6": "De cliënt is ingeschreven bij VDAB, zoekt zelfstandig werk en had al sollicitatiegesprekken.",
}
CONDITIONS = (
    ("Ingeschreven blijven bij VDAB", "bewijs van inschrijving bij elke evaluatie"),
    ("Meewerken aan de acties van het hulpverleningsplan", "verslag van elke evaluatie"),
    ("Elke wijziging van inkomen of gezin binnen de week melden", "ondertekende verklaring bij elk gesprek"),
)


@dataclass(frozen=True, slots=True)
class Support:
    """Support beside the leefloon: its subject, why it is needed, the least it costs per month, for how long."""

    subject: str
    why: str
    proof: str
    least: int
    months: int
    for_children: bool = False


SUPPORT = (
    Support(
        "Aanvullende steun voor energie",
        "De afrekening van het energiebedrijf is hoger dan verwacht; een afbetalingsplan is toegestaan.",
        "Afrekening van het energiebedrijf",
        35,
        4,
    ),
    Support(
        "Aanvullende steun voor verplaatsingen",
        "De bus naar de afspraken in Leuven kost elke maand meer dan het budget toelaat.",
        "Overzicht van de verplaatsingskosten",
        25,
        6,
    ),
    Support(
        "Aanvullende steun voor schoolkosten",
        "De school rekent maaltijden, uitstappen en materiaal aan; de kinderen kunnen anders niet mee.",
        "Schoolfacturen van dit trimester",
        30,
        3,
        for_children=True,
    ),
    Support(
        "Aanvullende steun voor een tweedehands koelkast",
        "De koelkast is stuk. De kringwinkel levert een toestel en laat in schijven betalen.",
        "Offerte van de kringwinkel",
        45,
        2,
    ),
)
SUPPORT_FACTS = (
    "Op {aanvraag} vroeg de cliënt hulp aan. Het leefloon wordt apart behandeld. {gezin} {waarom} Het sociaal verslag van "
    "{verslag} toont het budget."
)
SUPPORT_ARGUMENT = (
    "De kost is nodig om menswaardig te leven en het budget, ook met leefloon, laat geen ruimte voor deze uitgave. De steun "
    "is beperkt in tijd en bedrag en voorkomt dat er een schuld ontstaat, die later duurder is voor de cliënt en voor het "
    "OCMW."
)
SUPPORT_RIGHTS = "Er is geen andere tussenkomst: tegemoetkomingen zijn nagekeken en volstaan niet. De OCMW-wet geeft recht op deze hulp."
SUPPORT_ARTICLES = (
    "Het BCSD kent vanaf {start} gedurende {maanden} maanden een aanvullende steun van {bedrag} per maand toe.",
    "Het BCSD beslist dat de steun betaald wordt op voorlegging van het bewijs van de kost.",
    "Het BCSD machtigt de sociale dienst om deze beslissing uit te voeren en de cliënt ervan in kennis te stellen.",
)
