"""``dossier watch``: the inbox, once or for as long as it runs."""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING

import click

from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call

if TYPE_CHECKING:
    from generator.workers import Workers


@command("watch", example="dossier watch --once")
@click.option("--once", is_flag=True, help="Behandel wat er nu staat, en stop.")
@json_option
@click.pass_obj
def watch(call: Call, once: bool, as_json: bool) -> int:
    """Kijkt naar de map inbox en maakt de documenten van wat daar gezet wordt.

    Stoppen kan altijd (Ctrl+C, of SIGTERM): binnen tien seconden is alles klaar of staat het weer in de inbox.
    """
    from generator.flows import watching
    from generator.wiring import opened

    with opened(call.workspace) as rooms, _stopping(rooms.workers) as stopped:
        if once:
            outcomes = watching.watch_once(rooms, stopped)
            return output.report(outcomes, as_json=as_json, total=watching.waiting(rooms))
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
        click.echo(f"Kijkt naar {rooms.workspace.inbox}. Stoppen met Ctrl+C.", err=True)
        output.report(watching.watch(rooms, stopped), as_json=as_json)
        return 0


@contextmanager
def _stopping(workers: "Workers") -> Iterator[Callable[[], bool]]:
    """Let a signal to stop break off the work; gives what tells whether one came."""
    stop = Event()

    def stopped(*_: object) -> None:
        stop.set()
        workers.stop()

    before = {number: signal.signal(number, stopped) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
