"""The blocks and rows of the Advies (domain.md §6)."""

from forms.advies_choices import (
    Gevoelig,
    Kennisgevingswijze,
)
from forms.base import Block, When, question
from forms.client import Functie
from forms.fields import Bedrag, Datum, Getal, JaNeen, LangeTekst, Naam, Percentage, Tekst
from forms.verslag_choices import Categorie


class JuridischeGrond(Block):
    """A legal ground, by its code or citation in the library of the house."""

    verwijzing: Tekst = question(
        "Wet, decreet of besluit", example="wet van 26/05/2002", help="Code of naam uit de bibliotheek."
    )
    artikel: Tekst | None = question("Artikel", optional=True, example="art. 3 en 14")


class Motivering(Block):
    """Reasons in fact and in law (wet 29/07/1991 [S82]), and what they must answer."""

    tekst: LangeTekst = question("Argumentatie", help="Minstens 150 tekens.")
    nood: LangeTekst | None = question(
        "Nood", ruled=True, help="Is er nood?", example="er is geen enkel inkomen sinds 1 maart"
    )
    omvang: LangeTekst | None = question(
        "Omvang",
        ruled=True,
        help="Hoe groot is de nood?",
        example="de huur van april kan niet betaald worden",
    )
    rechten: LangeTekst | None = question(
        "Rechten",
        ruled=True,
        help="Welke rechten zijn er, volgens welke wet?",
        example="geen recht op werkloosheidsuitkering",
    )
    werkbereidheid: LangeTekst | None = question(
        "Werkbereidheid", optional=True, help="Verplicht bij maatschappelijke integratie en bij een sanctie."
    )


class VerslagRef(Block):
    """The sociaal verslag on which the advice rests [S5]."""

    id: Tekst = question("Kenmerk", example="KB-2026-00042/SV")
    versie: Tekst | None = question("Versie", optional=True, example="1")
    hash: Tekst | None = question(
        "Controlegetal (sha256)", optional=True, help="64 tekens; staat bij het gepubliceerde verslag."
    )
    datum: Datum = question("Datum")


class Artikel(Block):
    """One article of the decision; its number is its place."""

    artikel_nr: Getal | None = question("Nummer", computed=True)
    tekst: LangeTekst = question("Tekst", example="Het BCSD kent leefloon toe vanaf 1 maart 2026")


class Toekenning(Block):
    """What is granted, per month."""

    categorie: Categorie | None = question("Leeflooncategorie", optional=True, help="Alleen bij leefloon.")
    bedrag_maand: Bedrag = question("Bedrag per maand")
    van: Datum = question("Van")
    tot: Datum | None = question("Tot", optional=True, help="Leeg: tot een nieuwe beslissing.")
    basisbarema: Bedrag | None = question(
        "Basisbarema per maand", optional=True, help="Het bedrag van de categorie op de begindatum."
    )
    middelen_maand: Bedrag | None = question(
        "Eigen middelen per maand", optional=True, help="Wat van het barema afgaat."
    )


class Terugvordering(Block):
    """What is claimed back, and on what ground."""

    bedrag: Bedrag | None = question("Bedrag", optional=True, help="Verplicht bij een terugvordering.")
    grond: LangeTekst | None = question(
        "Grond", optional=True, help="Verplicht: waarop de terugvordering steunt.", example="RMI-wet art. 24"
    )


class Schorsing(Block):
    """A suspension follows a formal notice and is short [S13]."""

    aanmaning: Tekst | None = question(
        "Aanmaning (kenmerk)", optional=True, help="Verplicht.", example="aangetekende brief van 02/03/2026"
    )
    maanden: Getal | None = question("Duur in maanden", optional=True, help="Verplicht.", example="1")
    herhaling: JaNeen | None = question(
        "Herhaling binnen een jaar", optional=True, help="Leeg: het is de eerste keer."
    )


class Voorwaarde(Block):
    """A condition that can be verified."""

    tekst: Tekst = question("Tekst", example="Zich inschrijven bij VDAB")
    bewijs: Tekst | None = question(
        "Waaraan te zien", optional=True, example="bewijs van inschrijving tegen 15/04/2026"
    )
    in_gpmi: JaNeen | None = question("Staat in het GPMI", optional=True)


class Financieel(Block):
    """What the decision costs or brings in."""

    bedrag: Bedrag = question("Bedrag", help="0,00 als er geen kost is.")
    rekening_jaar: Getal = question("Jaar van de rekening", example="2026")
    staatstoelage_pct: Percentage | None = question("Staatstoelage in procent", optional=True)
    budgetsleutel: Tekst | None = question("Budgetsleutel", optional=True, example="2026/GBB/0900-00/6480100")


class Kennisgeving(Block):
    """How and by when the client gets the decision [S33]."""

    wijze: Kennisgevingswijze = question("Wijze")
    datum_uiterlijk: Datum = question("Uiterlijk op", help="Binnen 8 dagen na de zitting.")


class Beroep(Block):
    """Without this information the term for appeal does not start [S7][S33]."""

    rechtbank: Tekst | None = question(
        "Rechtbank", optional=True, help="Verplicht.", example="Arbeidsrechtbank Leuven"
    )
    termijn: Getal | None = question("Termijn in maanden", optional=True, help="Verplicht.", example="3")
    wijze: LangeTekst | None = question(
        "Wijze",
        optional=True,
        help="Verplicht.",
        example="verzoekschrift op de griffie of per aangetekende brief",
    )


_HEARD = When(lambda hearing: hearing.ja, "de cliënt gehoord is")


class HoorrechtUitgeoefend(Block):
    """Whether the client asked to be heard, and was [S34]."""

    gevraagd: JaNeen = question("Cliënt vroeg om gehoord te worden")
    ja: JaNeen = question("Cliënt is gehoord")
    datum: Datum | None = question("Datum", when=_HEARD)
    samenvatting: LangeTekst | None = question("Samenvatting", when=_HEARD)


class Bijlage(Block):
    """An attachment for the organ: no more than is needed to decide [S25]."""

    doc: Tekst = question("Document", example="Sociaal verslag")
    doel: Tekst = question("Waarvoor nodig", example="de nood en de middelen beoordelen")
    paginas: Tekst | None = question("Pagina's", optional=True, example="1-4")
    anonimiseren: JaNeen = question("Anonimiseren")
    gevoelig: Gevoelig | None = question("Gevoelige inhoud", optional=True)


class Handtekening(Block):
    """A signature as typed name and date; the pen comes on the printed document."""

    naam: Naam = question("Naam", example="Sofie Maes")
    functie: Functie = question("Functie")
    datum: Datum = question("Datum")
