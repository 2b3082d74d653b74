"""What is said of an attachment that cannot be taken. ``code`` is ``BIJLAGE-…``."""

from generator.errors import FormFault

MAX_BYTES = 100_000_000
MAX_PAGES = 500


def damaged() -> FormFault:
    """Not a PDF, or not whole."""
    return FormFault(
        "BIJLAGE-BESCHADIGD",
        "Deze bijlage is beschadigd of is geen PDF. Open ze, bewaar ze opnieuw als PDF en bezorg ze nog eens.",
    )


def locked() -> FormFault:
    """Opens with a password only."""
    return FormFault(
        "BIJLAGE-WACHTWOORD",
        "Deze bijlage is met een wachtwoord beveiligd. Bewaar ze zonder wachtwoord en bezorg ze nog eens.",
    )


def empty() -> FormFault:
    """Has no pages."""
    return FormFault("BIJLAGE-LEEG", "Deze bijlage heeft geen bladzijden. Bezorg het volledige document.")


def too_long() -> FormFault:
    """Has more pages than anybody reads at a meeting."""
    return FormFault(
        "BIJLAGE-PAGINAS",
        f"Deze bijlage heeft meer dan {MAX_PAGES} bladzijden. Neem alleen de bladzijden op die nodig zijn, of splits ze.",
    )


def too_heavy() -> FormFault:
    """Costs more than a page may: size, nesting, number of things drawn."""
    return FormFault(
        "BIJLAGE-ZWAAR",
        "Deze bijlage is te groot of te ingewikkeld om op te nemen. Druk ze af als PDF (Bestand, Afdrukken, "
        "Microsoft Print to PDF) en bezorg die versie.",
    )


def dynamic() -> FormFault:
    """An XFA form, whose pages only Adobe's program can draw."""
    return FormFault(
        "BIJLAGE-XFA",
        "Deze bijlage is een dynamisch Adobe-formulier (XFA): de bladzijden zijn zonder Adobe Reader niet te zien. "
        "Druk ze daar af als PDF en bezorg die versie.",
    )
