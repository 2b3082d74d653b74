"""The means in the Sociaal verslag: income, property, spending, debts, and the leefloon that follows (domain.md §4)."""

from forms.base import Block, When, block, question
from forms.fields import Bedrag, Datum, Getal, JaNeen, LangeTekst, Naam, Saldo, Tekst
from forms.verslag_choices import (
    Categorie,
    Inkomstensoort,
    Minderjarige,
    Schuldstatus,
    Uitgavenpost,
    Vermogenssoort,
)

_PROOF_HELP = "Het nummer uit de lijst van de bijlagen."


class Inkomst(Block):
    """One income of one person, net per month [S1]."""

    persoon: Tekst | None = question(
        "Persoon met inkomen",
        optional=True,
        help="Altijd invullen: voornaam en naam.",
        example="Noor Janssens",
    )
    soort: Inkomstensoort = question("Soort inkomen")
    netto_maand: Bedrag = question("Netto-inkomen per maand")
    bron: Tekst = question("Bron van inkomen", example="uitbetaald door ACV")
    bewijsstuk: Getal | None = question("Bewijsstuk inkomen", optional=True, help=_PROOF_HELP)
    meetelbaar: JaNeen = question("Inkomen telt mee", help="Telt het mee voor de bestaansmiddelen?")


class Vermogen(Block):
    """Movable or immovable property, or property given away (KB 11/07/2002, chapter on means [K])."""

    persoon: Tekst | None = question("Persoon met vermogen", optional=True)
    soort: Vermogenssoort = question("Soort vermogen")
    omschrijving: Tekst | None = question("Omschrijving vermogen", optional=True, example="spaarrekening")
    waarde: Bedrag | None = question(
        "Waarde vermogen",
        when=When(lambda owned: owned.soort is not Vermogenssoort.GEEN, "er vermogen is"),
    )
    datum: Datum | None = question(
        "Datum afstand",
        when=When(lambda owned: owned.soort is Vermogenssoort.AFSTAND, "goederen zijn afgestaan"),
    )
    bewijsstuk: Getal | None = question("Bewijsstuk vermogen", optional=True, help=_PROOF_HELP)


class Uitgave(Block):
    """One head of spending per month [S5b]."""

    post: Uitgavenpost = question("Uitgavenpost")
    maand: Bedrag = question("Uitgave per maand")
    omschrijving: Tekst | None = question(
        "Omschrijving uitgave",
        when=When(lambda spent: spent.post is Uitgavenpost.ANDERE, "de post andere is"),
    )
    bewijs: Getal | None = question("Bewijsstuk uitgave", optional=True, help=_PROOF_HELP)


class Schuld(Block):
    """One debt; its instalments stand among the spending too (post afbetaling)."""

    schuldeiser: Tekst = question("Schuldeiser", example="energieleverancier")
    saldo: Bedrag = question("Openstaand saldo")
    afbetaling: Bedrag | None = question("Afbetaling per maand", optional=True)
    status: Schuldstatus = question("Status van de schuld")
    schuldbemiddelaar: Naam | None = question(
        "Schuldbemiddelaar", optional=True, help="Invullen bij een collectieve schuldenregeling."
    )
    bewijsstuk: Getal | None = question("Bewijsstuk schuld", optional=True, help=_PROOF_HELP)


class Budget(Block):
    """Totals per month: the program computes them."""

    inkomsten: Bedrag | None = question("Totaal inkomsten", computed=True)
    uitgaven: Bedrag | None = question("Totaal uitgaven", computed=True)
    saldo: Saldo | None = question("Saldo van het budget", computed=True)


class Remi(Block):
    """Reference budget for a decent living (REMI [S19c])."""

    gebruikt: JaNeen = question("Referentiebudget gebruikt")
    bedrag: Bedrag | None = question(
        "Referentiebudget per maand", when=When(lambda remi: remi.gebruikt, "REMI gebruikt is")
    )


class Berekening(Block):
    """From barema to leefloon, per month [S8]."""

    barema: Bedrag = question(
        "Barema per maand", help="Het bedrag van de categorie bij het begin van het recht."
    )
    datum_barema: Datum = question("Barema geldig vanaf")
    meetelbare_middelen: Bedrag = question("Meetelbare middelen per maand", example="0,00")
    resultaat: Bedrag | None = question("Leefloon per maand", computed=True)


class Spi(Block):
    """Exemption of income that is applied now [S7]."""

    van: Datum = question("SPI-vrijstelling van")
    tot: Datum | None = question("SPI-vrijstelling tot", optional=True)
    bedrag: Bedrag = question("Vrijgesteld bedrag per maand")


class Leefloon(Block):
    """Category and computation of the leefloon [S8]."""

    categorie: Categorie = question("Leeflooncategorie")
    begin: Datum | None = question(
        "Begin van het recht", optional=True, help="Laat leeg als het recht begint op de dag van de aanvraag."
    )
    samenwoning_motivering: LangeTekst | None = question(
        "Motivering samenwoning",
        optional=True,
        help="Bij categorie 1: het economisch voordeel en de gedeelde huishoudelijke taken.",
    )
    minderjarige: Minderjarige | None = question(
        "Grond voor leefloon onder 18 jaar", optional=True, help="Alleen als de cliënt nog geen 18 is."
    )
    berekening: Berekening = block("Berekening")
    spi: Spi | None = block("SPI-vrijstelling toegepast", optional=True)
