"""``dossier blank`` and ``dossier example``: forms to fill in, and filled ones."""

from pathlib import Path

import click

from generator.cli.dutch_click import command
from generator.cli.main import Call

_FORMATS = click.Choice(["pdf", "json", "yaml"])
_target = click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="BESTAND",
    help="Waar het formulier komt.",
)
_format = click.option("--format", "kind", type=_FORMATS, required=True, help="Soort bestand.")


@command("blank", example="dossier blank advies --format pdf -o formulieren/Advies.pdf")
@click.argument("form", metavar="FORMULIER")
@_format
@_target
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Een ingevuld formulier (pdf, json of yaml) waarvan de antwoorden worden overgenomen.",
)
@click.pass_obj
def blank(call: Call, form: str, kind: str, target: Path, answers: Path | None) -> None:
    """Maakt een leeg formulier; met --answers een ingevuld."""
    from generator.flows import blanks

    blanks.write_blank(call.workspace, form, kind, target, answers)


@command("example", example="dossier example advies --format pdf -o inbox/advies.pdf --seed 7")
@click.argument("form", metavar="FORMULIER")
@_format
@_target
@click.option(
    "--seed",
    type=click.IntRange(0, 99_999),
    default=1,
    show_default=True,
    help="Een ander getal is een andere cliënt.",
)
@click.pass_obj
def example(call: Call, form: str, kind: str, target: Path, seed: int) -> None:
    """Maakt een ingevuld formulier van een verzonnen cliënt."""
    from generator.flows import blanks

    blanks.write_example(call.workspace, form, kind, target, seed)
