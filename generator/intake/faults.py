"""What the filler hears of a file that cannot be taken: what it is, and what to do."""

from generator.errors import FormFault

_MEGABYTE = 1024 * 1024
_AGAIN = "Bewaar het formulier opnieuw en zet het nog eens in de map inbox."

_MESSAGES = {
    "BESTAND-LEEG": f"Dit bestand is leeg. {_AGAIN}",
    "BESTAND-WACHTWOORD": (
        "Dit bestand is beveiligd met een wachtwoord. Open het, haal het wachtwoord weg en bewaar het als .docx of "
        ".xlsx."
    ),
    "BESTAND-OUD": (
        "Dit is een oud Word- of Excel-bestand (.doc of .xls). Open het en bewaar het als .docx of .xlsx."
    ),
    "BESTAND-MACRO": (
        "In dit bestand zitten macro's of ActiveX-besturingselementen, en die nemen we niet aan. Bewaar het als een "
        "gewoon document zonder macro's (.docx in Word, .xlsx in Excel), of vul een leeg formulier van deze dienst in."
    ),
    "BESTAND-TE-ZWAAR": (
        "Dit bestand is te ingewikkeld om te lezen. Bewaar het opnieuw vanuit het programma waarin u het invulde, of vul "
        "een nieuw leeg formulier in."
    ),
    "BESTAND-ONVOLLEDIG": (
        "Dit bestand is niet volledig: het einde ontbreekt. Misschien is het kopiëren onderbroken. "
        f"Kijk na of het bij u opengaat. {_AGAIN}"
    ),
    "BESTAND-BESCHADIGD": (
        "Dit bestand is beschadigd en kan niet worden gelezen. Open het in het programma waarmee het gemaakt is. "
        f"{_AGAIN}"
    ),
    "BESTAND-TEKENSET": (
        "Dit JSON- of YAML-bestand is niet als UTF-8 bewaard, zodat letters met een accent niet zeker zijn. Open het in "
        f"Kladblok, kies Opslaan als en bij Codering UTF-8. {_AGAIN}"
    ),
    "BESTAND-SOORT": (
        "Dit is geen formulier dat we kunnen lezen, wat de naam ook zegt. Geef het formulier door als PDF, Word "
        "(.docx), Excel (.xlsx), of als gegevens in JSON of YAML."
    ),
    "BESTAND-KOPPELING": (
        "Dit is een koppeling naar een ander bestand en geen bestand op zichzelf. "
        "Zet een kopie van het formulier zelf in de map inbox."
    ),
}


def fault(code: str) -> FormFault:
    """Make the fault of one of the fixed codes."""
    return FormFault(code, _MESSAGES[code])


def too_heavy() -> FormFault:
    """Say that reading a file asks for more memory or nesting than any form does."""
    return fault("BESTAND-TE-ZWAAR")


def bomb() -> FormFault:
    """Say that a file unpacks to more than a form can hold."""
    return FormFault(
        "BESTAND-TE-GROOT",
        f"Dit bestand is uitgepakt veel groter dan een formulier kan zijn. Haal er foto's en scans uit. {_AGAIN}",
    )


def too_large(max_bytes: int) -> FormFault:
    """Say that a file is larger than a form can be."""
    return FormFault(
        "BESTAND-TE-GROOT",
        f"Dit bestand is groter dan {max_bytes // _MEGABYTE} MB. Een ingevuld formulier is veel kleiner. "
        f"Haal er foto's en scans uit. {_AGAIN}",
    )
