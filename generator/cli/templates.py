"""``dossier templates``: are the Word templates in order."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call

if TYPE_CHECKING:
    from generator.flows.templates import Checked
    from generator.merge.problem import Problem

_HEADS = ("ernst", "plaats", "wat")
_SEVERITY = 14
_NARROWEST, _WIDEST = 80, 150


@click.group(
    "templates",
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [ARGUMENTEN]...",
    epilog="Voorbeeld:  dossier templates check advies",
)
def templates() -> None:
    """Kijkt de Word-sjablonen na."""


@command("check", example="dossier templates check advies --annotate advies-nagekeken.docx")
@click.argument("names", metavar="[NAAM]...", nargs=-1)
@json_option
@click.option(
    "--annotate",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="KOPIE.docx",
    help="Schrijft de fouten als opmerkingen in een kopie van het sjabloon (één sjabloon tegelijk).",
)
@click.pass_obj
def check(call: Call, names: Sequence[str], as_json: bool, annotate: Path | None) -> int:
    """Kijkt sjablonen na: tegen hun formulier, en met drie proefdocumenten in PDF.

    Zonder naam alle sjablonen. Waar LibreOffice staat, worden de PDF's van beide programma's vergeleken.
    """
    from generator.flows import templates as flow
    from generator.wiring import hands

    paths = flow.chosen(call.workspace, names)
    if annotate is not None and len(paths) != 1:
        raise click.UsageError("--annotate gaat met één sjabloon tegelijk: geef zijn naam.")
    rejected = False
    with hands(call.workspace) as found:
        for checked in flow.check(found, paths):
            rejected = rejected or not checked.accepted
            _show(checked, as_json=as_json)
            if annotate is not None and not flow.annotate(checked, annotate):
                click.echo("Er is geen kopie gemaakt: dit is geen Word-document.", err=True)
    return 1 if rejected else 0


templates.add_command(check)


def _show(checked: "Checked", *, as_json: bool) -> None:
    """Print what was found on one template: a JSON object, or a table."""
    if as_json:
        output.line(
            {
                "template": str(checked.path),
                "form": checked.form,
                "outcome": "accepted" if checked.accepted else "rejected",
                "findings": [_values(problem) for problem in checked.problems],
            }
        )
        return
    words = click.style("in orde", fg="green") if checked.accepted else click.style("te verbeteren", fg="red")
    click.echo(f"{words}: {checked.path.stem}  ({_tried(checked)})")
    if checked.problems:
        for line in _table(checked.problems):
            click.echo(line)


def _values(problem: "Problem") -> dict[str, str]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "place": problem.place,
        "message": problem.message,
    }


def _tried(checked: "Checked") -> str:
    """Say what was tried: how many pages each sample has, by which programs."""
    if not checked.form:
        return "hoort bij geen formulier; alleen nagelezen"
    if not checked.pages:
        return "geen proef kon gemaakt worden"
    pages = ", ".join(f"{sample} {count}" for sample, count in checked.pages.items())
    programs = (
        "office2pdf en LibreOffice" if len(checked.engines) > 1 else "office2pdf; LibreOffice is er niet"
    )
    return f"bladzijden: {pages}; {programs}"


def _table(problems: Sequence["Problem"]) -> Iterator[str]:
    """The findings under one another, each column wrapped, as wide as the window."""
    window = min(max(shutil.get_terminal_size((110, 24)).columns, _NARROWEST), _WIDEST)
    where = (window - _SEVERITY - 4) * 2 // 5
    widths = (_SEVERITY, where, window - _SEVERITY - 4 - where)
    rows = [
        (problem.severity.value, problem.place or "het hele sjabloon", f"{problem.message}  ({problem.code})")
        for problem in problems
    ]
    for row in (_HEADS, *rows):
        cells = [textwrap.wrap(text, width - 2) for text, width in zip(row, widths, strict=True)]
        for line in zip_longest(*cells, fillvalue=""):
            padded = (text.ljust(width) for text, width in zip(line, widths, strict=True))
            yield f"    {''.join(padded)}".rstrip()
