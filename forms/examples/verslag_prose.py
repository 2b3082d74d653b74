"""What the fictional social worker writes: causes, homes, work and views, with slots for the person.

``{naam}`` is the first name, ``{ze}`` and ``{haar}`` the pronouns, ``{Wie}`` and ``{wie}`` who has to live from it.
"""

from dataclasses import dataclass

from forms.verslag_choices import Rechtstatus


@dataclass(frozen=True, slots=True)
class Story:
    """Why somebody came: in the client's words, in the worker's, and what it means for the rights."""

    request: str
    cause: str
    benefit: Rechtstatus
    """How it stands with the unemployment benefit."""
    earns: bool = False
    for_couples: bool = True


@dataclass(frozen=True, slots=True)
class Work:
    """How the person stands towards work, by phase of the screening."""

    motivation: str
    effort: str
    outlook: str


STORIES = (
    Story(
        "Mijn contract van bepaalde duur is afgelopen en wordt niet verlengd. Ik heb te weinig dagen gewerkt voor een "
        "uitkering van de RVA. Mijn spaargeld is bijna op. Ik vraag een inkomen om de huur en het eten te betalen tot "
        "ik opnieuw werk heb.",
        "{naam} werkte met een contract van bepaalde duur, dat niet verlengd is. Voor een werkloosheidsuitkering telt "
        "{ze} nog te weinig arbeidsdagen: de RVA weigerde de aanvraag. Van {haar} spaargeld blijft weinig over.",
        Rechtstatus.GEWEIGERD,
    ),
    Story(
        "Mijn werkloosheidsuitkering is gestopt omdat ze nu beperkt is in de tijd. Ik zoek al lang werk, maar het lukt "
        "niet alleen. Ik weet niet hoe ik volgende maand de huur moet betalen.",
        "De werkloosheidsuitkering van {naam} liep af door de beperking in de tijd. {Ze} zoekt al langer werk, maar "
        "kreeg vooral afwijzingen. Er is geen ander inkomen dat de vaste kosten kan dragen.",
        Rechtstatus.GEEN_RECHT,
    ),
    Story(
        "Ik ben gestopt met mijn eenmanszaak omdat er bijna geen klanten meer waren. Ik heb geen recht op een uitkering "
        "en mijn reserve is op. Ik vraag tijdelijk steun om opnieuw te kunnen beginnen.",
        "{naam} stopte met {haar} eenmanszaak nadat de omzet twee jaar na elkaar daalde. {Ze} bouwde als zelfstandige "
        "geen recht op werkloosheid op. De zaak is correct afgesloten, maar de reserve is opgebruikt.",
        Rechtstatus.GEEN_RECHT,
    ),
    Story(
        "Ik werk als uitzendkracht, maar krijg maar enkele uren per week. Daarmee kom ik niet rond. Ik vraag een "
        "aanvulling tot ik een vast contract vind.",
        "{naam} werkt als uitzendkracht, met weken van amper acht uur. Het loon wisselt sterk en volstaat niet voor de "
        "vaste kosten. Een aanvraag bij de RVA loopt nog.",
        Rechtstatus.AANGEVRAAGD,
        earns=True,
    ),
    Story(
        "Mijn relatie is voorbij en ik sta er alleen voor. Wij leefden van het inkomen van mijn ex-partner. Ik heb zelf "
        "geen inkomen en wil zo snel mogelijk op eigen benen staan.",
        "De relatie van {naam} eindigde enkele maanden geleden. Tot dan leefde {ze} van het inkomen van de ex-partner, "
        "die nu elders woont en niet bijdraagt. {Ze} heeft zelf geen inkomen en zoekt {haar} weg in de administratie.",
        Rechtstatus.GEEN_RECHT,
        for_couples=False,
    ),
)

WORK = {
    "1": Work(
        "{naam} wil werken, maar zoekt eerst een nieuwe woning omdat het huurcontract is opgezegd. {Ze} houdt zich aan "
        "alle afspraken, schreef zich in bij VDAB en aanvaardt begeleiding.",
        "Bezocht drie huurwoningen en schreef zich in bij twee woonmaatschappijen",
        "Eerst is een stabiele woning nodig. Daarna bekijken we samen welke stap naar werk haalbaar is.",
    ),
    "2": Work(
        "{naam} volgt twee keer per week Nederlandse les en is ingeschreven bij VDAB. {Ze} ziet de taal als eerste stap "
        "naar werk en oefent ook buiten de les.",
        "Startte met een cursus Nederlands bij Ligo Leuven",
        "Met meer Nederlands vergroten de kansen op werk. De lessen lopen en {naam} komt ze na.",
    ),
    "3": Work(
        "{naam} is ingeschreven bij VDAB en wil via vrijwilligerswerk opnieuw een dagritme opbouwen. {Ze} nam zelf contact "
        "op met een vereniging in de buurt.",
        "Nam contact op met een vereniging voor vrijwilligerswerk",
        "Regulier werk is nog te vroeg; een vaste activiteit in de week is een haalbare eerste stap.",
    ),
    "4": Work(
        "{naam} is ingeschreven bij VDAB en wil een opleiding op de werkvloer volgen. {Ze} kwam elke afspraak na en bracht "
        "zelf informatie over opleidingen mee.",
        "Volgde een infosessie over tijdelijke werkervaring",
        "Met een opleiding op de werkvloer is regulier werk binnen twee jaar haalbaar.",
    ),
    "5": Work(
        "{naam} is ingeschreven bij VDAB, solliciteerde de voorbije maand vijf keer en vraagt hulp bij het zoeken naar een "
        "passend jobdoelwit. {Ze} is meteen beschikbaar.",
        "Solliciteerde bij een woonzorgcentrum en een onderhoudsfirma",
        "Met steun bij het solliciteren is werk binnen enkele maanden haalbaar.",
    ),
    "6": Work(
        "{naam} zoekt zelfstandig werk, is ingeschreven bij VDAB en had al twee sollicitatiegesprekken. {Ze} stelt weinig "
        "eisen aan uren en afstand.",
        "Had een sollicitatiegesprek bij een logistiek bedrijf in Zaventem",
        "{naam} kan snel opnieuw werken; de steun overbrugt de periode tot het eerste loon.",
    ),
}

HOMES = (
    "De woning is klein maar verzorgd. Er is een gasketel die vorig jaar is nagekeken.",
    "De woning is droog en voldoende verlicht. De meubels zijn oud, maar in orde.",
    "De leefruimte is ordelijk. In de badkamer is er wat vocht, wat aan de verhuurder gemeld is.",
)
LIVING = (
    "{Wie} woont op wandelafstand van de bus en van winkels. Grote uitgaven worden al maanden uitgesteld.",
    "{Wie} leeft zuinig: er is geen auto en boodschappen gebeuren met een vast weekbedrag.",
    "{Wie} kent de buurt goed. Voor kleding en meubels is er hulp van de weggeefwinkel.",
)
NOTICE = "Het huurcontract is opgezegd; de zoektocht naar een andere woning loopt."
STRENGTHS = (
    "{naam} vraagt op tijd hulp, houdt {haar} papieren goed bij en kan rekenen op een zus in de buurt.",
    "{naam} is stipt, leert snel en heeft goede contacten met de buren.",
    "{naam} kan zuinig leven, spreekt open over geldzaken en heeft ervaring in verschillende jobs.",
)
VIEWS = (
    "{naam} ziet de steun als tijdelijk en wil liefst zo snel mogelijk van een eigen loon leven.",
    "{naam} vindt het moeilijk om hulp te vragen, maar is opgelucht dat er een plan is.",
    "{naam} wil vooral rust in {haar} budget en daarna stap voor stap naar werk.",
)
BALANCE_SHORT = "Het budget toont een tekort: de vaste kosten liggen hoger dan wat er elke maand binnenkomt."
BALANCE_EVEN = "Het budget is nipt in evenwicht zolang er geen onverwachte uitgaven zijn."
DEBT = "Er is een kleine schuld, waarvoor een afbetalingsplan loopt."
NEED = "Er is een nood: zonder steun kan {wie} de huur en het levensonderhoud niet betalen."
EXTENT = "De nood is er elke maand en duurt naar schatting {maanden} maanden, tot er een eigen inkomen is."
CONCLUSION = (
    "{naam} voldoet aan de voorwaarden voor leefloon: {ze} verblijft in de gemeente, heeft geen toereikende middelen, "
    "heeft geen ander recht dat volstaat en is bereid om te werken. Leefloon in categorie {categorie} past bij de situatie."
)
COHABITING = (
    "{naam} woont samen met {metwie}. Ze delen de huur en de energiekosten, wat een economisch voordeel geeft, en ze "
    "koken, eten en poetsen samen."
)
NO_VISIT = (
    "{naam} kreeg op de afgesproken dag een gesprek bij VDAB. Het huisbezoek is verplaatst en vindt plaats vóór de "
    "beslissing."
)
