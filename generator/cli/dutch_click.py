"""Makes click speak Dutch: its own words through gettext, its fixed words through a command class."""

import gettext
import os
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from typing import Any

import click


def install() -> None:
    """Point gettext, which click asks for its words, to our Dutch catalogue.

    A file system without the catalogue (a zip import) leaves click in English: nothing breaks.
    """
    gettext.bindtextdomain("messages", str(files("generator.cli").joinpath("locale")))
    gettext.textdomain("messages")
    os.environ["LANGUAGE"] = "nl"


def command(name: str, *, example: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command with an example under its help; every command has one."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        return click.command(name, options_metavar="[OPTIES]", epilog=f"Voorbeeld:  {example}")(function)

    return decorate


def day(text: str) -> date:
    """The type of an argument or option that is a day: ``31/12/2026`` or ``2026-12-31``."""
    from forms.values import Unreadable, read_date

    try:
        return read_date(text)
    except Unreadable:
        raise click.BadParameter("dit is geen dag; schrijf hem als 31/12/2026.") from None


json_option = click.option(
    "--json", "as_json", is_flag=True, help="Eén JSON-object per regel, voor andere programma's."
)
