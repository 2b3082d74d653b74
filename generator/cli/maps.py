"""``dossier map``: a field map for a form that somebody else made."""

from pathlib import Path

import click

from generator.cli.dutch_click import command
from generator.cli.main import Call


@command("map", example="dossier map Aanvraag.pdf --to advies -o veldkaarten/aanvraag.toml")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="BESTAND")
@click.option("--to", "form", required=True, metavar="FORMULIER", help="Het formulier waar het voor dient.")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="KAART",
    help="Waar de veldkaart komt (.toml); ze werkt zodra ze in de map veldkaarten van de werkmap staat.",
)
@click.pass_obj
def map(call: Call, file: Path, form: str, target: Path) -> None:
    """Stelt een veldkaart voor: welk veld van het formulier van iemand anders bij welk veld van ons hoort.

    Kijk de kaart na in een tekstverwerker en zet ze in de map veldkaarten: dan wordt zo'n formulier aangenomen alsof
    het van ons was.
    """
    from generator.flows import maps
    from generator.wiring import hands

    with hands(call.workspace) as found:
        maps.propose(found, file, form, target)
