"""Form 2, Sociaal verslag: the report of an individual investigation into the need and the means (domain.md §4)."""

from forms.base import When, block, question, rows
from forms.client import ClientPaper
from forms.fields import Datum, JaNeen, LangeTekst
from forms.verslag_blocks import (
    Aanvraag,
    Bijlage,
    Conclusie,
    Doorsturing,
    EerderOcmw,
    Gezondheid,
    HandtekeningMw,
    Hoorrecht,
    Huisbezoek,
    InstallatiepremieEerder,
    KszRaadpleging,
    Onderhoudsplichtige,
    Recht,
    ScreeningRef,
    SpiEerder,
    VerblijfBuitenland,
    Werkbereidheid,
    Woning,
)
from forms.verslag_choices import Aard, Bevoegdheid
from forms.verslag_means import Budget, Inkomst, Leefloon, Remi, Schuld, Uitgave, Vermogen


class SociaalVerslag(ClientPaper):
    """Sociaal verslag.

    ``conclusie`` is a text in domain.md that must name the need and its extent: here it is three questions,
    ``conclusie.nood``, ``conclusie.omvang`` and ``conclusie.tekst`` (SV-21). The proposal for a decision is no
    question of this paper: it is the Advies, a paper of its own that refers back to this one.
    """

    ID = "sociaal_verslag"
    TITLE = "Sociaal verslag"
    VERSION = "1.0"

    datum_aanvraag: Datum = question(
        "Datum aanvraag of hulpvraag", help="De termijn van de beslissing begint op deze dag."
    )
    aanvraag: Aanvraag = block("Aanvraag", section="Hulpvraag")
    ontvangstbewijs_datum: Datum = question(
        "Ontvangstbewijs afgegeven op", help="De dag van de aanvraag zelf."
    )
    hulpvraag: LangeTekst = question(
        "Formulering hulpvraag (in eigen woorden)", help="Van 30 tot 4000 tekens."
    )
    bevoegdheid: Bevoegdheid = question("Territoriale bevoegdheid")
    doorsturing: Doorsturing | None = block("Doorsturing bij onbevoegdheid", optional=True)

    eerdere_ocmws: tuple[EerderOcmw, ...] = rows("Eerder OCMW", section="Eerdere steun", offered=3)
    installatiepremie_eerder: InstallatiepremieEerder = block("Installatiepremie")
    spi_eerder: SpiEerder = block("SPI-vrijstelling")

    buitenland: tuple[VerblijfBuitenland, ...] = rows(
        "Verblijf in het buitenland", section="Verblijf", offered=3
    )

    huisbezoek: Huisbezoek | None = block("Huisbezoek", section="Huisbezoek", optional=True)

    woning: Woning = block("Woning", section="Gezins- en woonsituatie")
    leefomstandigheden: LangeTekst = question("Leefomstandigheden", help="Kort: wat de nood beïnvloedt.")

    rechten: tuple[Recht, ...] = rows(
        "Residuair onderzoek", section="Rechten", offered=9, help="Ga elke uitkering na."
    )
    onderhoudsplichtigen: tuple[Onderhoudsplichtige, ...] = rows("Onderhoudsplichtige", offered=3)

    ksz: tuple[KszRaadpleging, ...] = rows("Geraadpleegde KSZ-stroom", section="KSZ", offered=8)

    inkomsten: tuple[Inkomst, ...] = rows(
        "Inkomen", section="Bestaansmiddelen", offered=5, help="Van elk lid van het gezin."
    )
    verklaring_geen_inkomsten: JaNeen | None = question(
        "Verklaring: het gezin heeft geen inkomsten",
        when=When(lambda form: not form.inkomsten, "er geen inkomsten ingevuld zijn"),
    )
    vermogen: tuple[Vermogen, ...] = rows("Vermogen", offered=3)

    uitgaven: tuple[Uitgave, ...] = rows("Uitgave", section="Uitgaven en schulden", offered=8)
    schulden: tuple[Schuld, ...] = rows("Schuld", offered=5, help="Leeg als er geen schulden zijn.")
    budget: Budget | None = block("Budgetoverzicht (berekend)", optional=True)
    remi: Remi | None = block("Referentiebudget (REMI)", optional=True)

    gezondheid: Gezondheid | None = block("Gezondheid", section="Gezondheid", optional=True)

    screening_ref: ScreeningRef | None = block(
        "Opleiding en loopbaan: zie screening", section="Werkbereidheid", optional=True
    )
    werkbereidheid: Werkbereidheid = block("Werkbereidheid")

    leefloon: Leefloon | None = block(
        "Leefloon",
        section="Leefloon",
        when=When(lambda form: form.aanvraag.aard is Aard.LEEFLOON, "leefloon gevraagd wordt"),
    )

    diagnose: LangeTekst = question(
        "Analyse en sociale balans", section="Sociale diagnose", help="Van 150 tot 6000 tekens."
    )
    sterktes: LangeTekst = question("Sterktes en hulpbronnen")
    visie_client: LangeTekst = question("Visie van de cliënt")

    hoorrecht: Hoorrecht = block("Hoorrecht", section="Hoorrecht")

    conclusie: Conclusie = block("Conclusie", section="Conclusie")

    bijlagen: tuple[Bijlage, ...] = rows("Bijlage", section="Bijlagen", offered=8)

    handtekening: HandtekeningMw = block("Handtekening", section="Handtekening")
