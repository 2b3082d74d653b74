"""``dossier blank`` and ``dossier example``: forms to fill in, and filled ones."""

from pathlib import Path

import click

from generator.cli.dutch_click import command
from generator.cli.main import Call

_FORMATS = click.Choice(["pdf", "docx", "xlsx", "json", "yaml"])
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
    help="Een ingevuld formulier (van elke soort) waarvan de antwoorden worden overgenomen.",
)
@click.option(
    "--dossier",
    default="",
    metavar="NUMMER",
    help="Vult in wat het dossier al weet: de cliënt, het gezin en de fase.",
)
@click.option("--batch", is_flag=True, help="Een lijst met één rij per cliënt (alleen met --format xlsx).")
@click.pass_obj
def blank(  # noqa: PLR0913, PLR0917 - click hands over one argument an option
    call: Call, form: str, kind: str, target: Path, answers: Path | None, dossier: str, batch: bool
) -> None:
    """Maakt een leeg formulier; met --answers of --dossier een ingevuld, met --batch een lijst voor velen."""
    from generator.flows import blanks

    if batch and (kind != "xlsx" or answers or dossier):
        raise click.UsageError(
            "--batch gaat alleen samen met --format xlsx, en niet met --answers of --dossier."
        )
    if batch:
        blanks.write_sheet(call.workspace, form, target)
    else:
        blanks.write_blank(call.workspace, form, kind, target, blanks.Wanted(answers, dossier))


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
