"""The ``dossier`` command: its group, its language, and what an error looks like."""

import io
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from generator.cli import dutch_click
from generator.errors import DossierError
from generator.files import why
from generator.logs import keep_to_own_words

dutch_click.install()

_COMMANDS = {
    "init": "generator.cli.setup",
    "forms": "generator.cli.forms",
    "fields": "generator.cli.forms",
    "schema": "generator.cli.forms",
    "blank": "generator.cli.blanks",
    "example": "generator.cli.blanks",
    "map": "generator.cli.maps",
    "read": "generator.cli.files",
    "check": "generator.cli.files",
    "process": "generator.cli.files",
    "watch": "generator.cli.watch",
    "show": "generator.cli.dossiers",
    "deadlines": "generator.cli.dossiers",
    "meeting": "generator.cli.meeting",
    "besluit": "generator.cli.files",
    "regenerate": "generator.cli.again",
    "verify": "generator.cli.again",
    "templates": "generator.cli.templates",
    "status": "generator.cli.status",
    "doctor": "generator.cli.doctor",
    "purge": "generator.cli.purge",
    "ledger": "generator.cli.ledger",
    "config": "generator.cli.setup",
}
"""Command → the module that defines it, loaded when it is asked for: the help must come at once."""

_USAGE, _OPERATOR = 2, 3


class _Commands(click.Group):
    """A group that loads a command's module on first use, and whose broken pipes are seen by ``run``."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Read the options; prints the help."""
        with _past_click():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Do the command."""
        with _past_click():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order in which one learns them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of a command."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        from importlib import import_module

        found: click.Command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        return found


class _BrokenPipe(Exception):
    """Carries a BrokenPipeError past click, which would end the process with status 1 for it."""

    def __init__(self, fault: BrokenPipeError) -> None:
        super().__init__()
        self.fault = fault


@contextmanager
def _past_click() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as fault:
        raise _BrokenPipe(fault) from None


@dataclass(frozen=True, slots=True)
class Call:
    """What every command gets: the workspace that it works in."""

    workspace: Path
    chosen: bool
    """The workspace was named with the call, not by the environment or the folder that it was made from."""


@click.command(
    cls=_Commands,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [ARGUMENTEN]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Voorbeeld:  dossier example advies --format pdf -o inbox/advies.pdf  en dan  dossier watch --once",
)
@click.option(
    "--workspace",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    envvar="DOSSIER_WORKSPACE",
    metavar="MAP",
    help="De werkmap met inbox en outbox (standaard: deze map; ook DOSSIER_WORKSPACE).",
)
@click.version_option(package_name="dossier", prog_name="dossier", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, workspace: Path) -> None:
    """Maakt van ingevulde formulieren Word- en PDF-documenten.

    Wie een formulier in de map inbox zet, vindt het document in de map outbox, of het formulier met uitleg terug
    in inbox/te-verbeteren.
    """
    chosen = ctx.get_parameter_source("workspace") is ParameterSource.COMMANDLINE
    ctx.obj = Call(workspace.absolute(), chosen)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and end the process: 0 well, 1 rejected, 2 wrong usage, 3 the operator must act."""
    keep_to_own_words()
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status. No traceback reaches a user."""
    _print_whatever_a_file_is_called()
    try:
        status = cli.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        return _USAGE
    except _BrokenPipe as broken:
        if _while_printing(broken.fault):  # whoever read it has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        click.echo(_words(broken.fault), err=True)
        return _OPERATOR
    except (Exception, KeyboardInterrupt) as fault:
        click.echo(_words(fault), err=True)
        return fault.exit_status if isinstance(fault, DossierError) else _OPERATOR
    return status if isinstance(status, int) else 0


def _print_whatever_a_file_is_called() -> None:
    """Let the streams print what their encoding has no sign for: a file name may be no text, and must stop no work."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _while_printing(fault: BaseException) -> bool:
    return any(frame.f_code is click.echo.__code__ for frame, _ in traceback.walk_tb(fault.__traceback__))


def _words(fault: BaseException) -> str:
    """Say what happened in Dutch. Of an error nobody foresaw only kind and place: its text may hold an answer."""
    if isinstance(fault, DossierError):
        return f"{fault.message}  [{fault.code}]"
    if isinstance(fault, click.exceptions.Abort | KeyboardInterrupt):
        return "Gestopt."
    if isinstance(fault, OSError):
        return f"De schijf of de share weigert: {why(fault)}.  [SCHIJF]"
    place = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    return f"Er liep iets mis in het programma zelf. Meld dit aan de beheerder: {type(fault).__name__} ({where})."
