"""What is told when an Excel form, or one cell of it, cannot be read. Never what stands in a cell."""

from collections.abc import Iterator
from contextlib import contextmanager

from generator.errors import FormFault
from generator.model import Fault
from generator.opc import Damaged, TooLarge

MERGED = "VELD-SAMENGEVOEGD"
HIDDEN = "VELD-VERBORGEN"
BEYOND = "VELD-BEREIK"
NO_CROSS = "VELD-AANKRUISEN"
DOUBLE = "VELD-NAAM-DUBBEL"
BROKEN = "VELD-NAAM-STUK"

_CELL = {
    "VELD-FORMULE": (
        "{place} staat een formule waarvan de uitkomst niet bewaard is. Open het bestand in Excel en bewaar het "
        "opnieuw, of typ het antwoord zelf."
    ),
    "VELD-CELFOUT": (
        "{place} staat een foutmelding van Excel of een waarde die niet te lezen is. Typ het antwoord opnieuw."
    ),
    "VELD-GETAL-LANG": (
        "{place} staat een getal dat te lang is: Excel bewaart maar 15 cijfers. Maak van de cel eerst tekst "
        "(Celeigenschappen, Tekst) en typ het antwoord opnieuw."
    ),
    "VELD-DOORGEHAALD": (
        "{place} staat een antwoord met een streep erdoor. Wis de cel als het niet meer geldt, of zet Doorhalen uit "
        "(Celeigenschappen, Lettertype)."
    ),
    MERGED: (
        "{place} staat een antwoord in cellen die zijn samengevoegd. Splits de cellen en vul elk antwoord in zijn "
        "eigen cel in."
    ),
    HIDDEN: (
        "{place} staat een antwoord dat verborgen is. Maak de rij, de kolom of het blad zichtbaar en kijk het "
        "antwoord na, of maak de cel leeg."
    ),
    BEYOND: (
        "{place} begint een deel dat niet meer wordt gelezen, maar er staan wel antwoorden. Zet die hoger in het "
        "blad, of verdeel ze over meer bestanden."
    ),
    NO_CROSS: "{place} staat iets anders dan een kruisje. Zet een x bij wat past en laat de rest leeg.",
}
_NAME = {
    DOUBLE: (
        "Dit veld staat op meer dan één plaats in het bestand; is een blad gekopieerd? Haal het tweede blad weg, "
        "of begin opnieuw met een leeg formulier."
    ),
    BROKEN: (
        "De cel van dit veld is uit het bestand verdwenen. Begin opnieuw met een leeg formulier en neem de "
        "antwoorden over."
    ),
}
_FILE = {
    "BESTAND-BESCHADIGD": (
        "Dit Excel-bestand is beschadigd of is geen Excel-bestand. Open het in Excel, bewaar het opnieuw als .xlsx "
        "en sleep het nog eens naar de map inbox."
    ),
    "BESTAND-WACHTWOORD": (
        "Dit Excel-bestand is met een wachtwoord beveiligd, of het is een oud .xls-bestand. Bewaar het zonder "
        "wachtwoord als .xlsx en sleep het nog eens naar de map inbox."
    ),
    "BESTAND-GROOT": (
        "Dit Excel-bestand is te groot om te lezen. Haal afbeeldingen en bladen weg die niet bij het formulier horen, "
        "en bewaar het opnieuw."
    ),
    "BESTAND-GEEN-VELDEN": (
        "In dit Excel-bestand is niets aangewezen om in te vullen: geen namen voor cellen, geen tabel, geen "
        "keuzelijst, geen vrije cel op een beveiligd blad. Gebruik een leeg formulier van deze dienst, of laat de "
        "maker van dit bestand een naam geven aan elke cel die moet worden ingevuld."
    ),
    "BESTAND-GEEN-RIJEN": (
        "Op deze lijst is nog geen enkele rij ingevuld. Vul één rij per cliënt in, bewaar de lijst en sleep ze nog "
        "eens naar de map inbox."
    ),
    "BESTAND-VELDEN": (
        "Dit Excel-bestand heeft te veel velden om te lezen: hoogstens 5.000 cellen, of 2.000 rijen in een lijst. "
        "Verdeel het over meer bestanden."
    ),
}


@contextmanager
def told() -> Iterator[None]:
    """Turn what is raised for a broken workbook into its FormFault.

    Besides Damaged these are the errors of attributes that are no numbers, and of links that lead nowhere.
    """
    try:
        yield
    except TooLarge:
        raise file_fault("BESTAND-GROOT") from None
    except (Damaged, LookupError, OverflowError, ValueError):
        raise file_fault("BESTAND-BESCHADIGD") from None


def file_fault(code: str) -> FormFault:
    """The fault of a whole file."""
    return FormFault(code, _FILE[code])


def cell_fault(field: str, code: str, sheet: str, cell: str) -> Fault:
    """The fault of one field, at its cell."""
    return Fault(field, code, _CELL[code].format(place=f"Op blad “{sheet}”, cel {cell},"))


def name_fault(field: str, code: str) -> Fault:
    """The fault of a field that has no cell, or too many."""
    return Fault(field, code, _NAME[code])
