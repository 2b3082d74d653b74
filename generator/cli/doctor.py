"""``dossier doctor``: is this machine fit for the work."""

import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call

if TYPE_CHECKING:
    from generator.flows.checkup import Check

_WORDS = {"well": ("goed", "green"), "warning": ("let op", "yellow"), "fault": ("fout", "red")}
_INDENT = " " * 33
_WIDEST = 120


@command("doctor", example="dossier doctor")
@json_option
@click.pass_obj
def doctor(call: Call, as_json: bool) -> int:
    """Kijkt na of deze machine het werk kan doen, en zegt wat er te doen is. Exitstatus 1: er is een fout."""
    from generator.flows.doctor import examine

    marks = []
    for check in examine(call.workspace):
        marks.append(check.mark)
        if as_json:
            output.line({"check": check.name, "outcome": check.mark, "found": check.found, "do": check.do})
        else:
            _print(check)
    faults, warnings = marks.count("fault"), marks.count("warning")
    if not as_json:
        click.echo(
            f"\n{len(marks)} punten nagekeken: {_count(faults, 'fout', 'fouten')}, {warnings} om op te letten."
        )
    return 1 if faults else 0


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _print(check: "Check") -> None:
    word, colour = _WORDS[check.mark]
    width = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    first, *others = textwrap.wrap(check.found, width - len(_INDENT)) or [""]
    click.echo(f"{click.style(f'{word:<8}', fg=colour)} {check.name:<23} {first}")
    for line in others:
        click.echo(f"{_INDENT}{line}")
    for line in textwrap.wrap(check.do, width - len(_INDENT) - 2, break_on_hyphens=False):
        click.echo(f"{_INDENT}{click.style(line, bold=True)}")
