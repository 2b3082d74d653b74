"""``dossier watch``: the inbox, once or for as long as it runs."""

import logging
import signal
from threading import Event

import click

from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call


@command("watch", example="dossier watch --once")
@click.option("--once", is_flag=True, help="Behandel wat er nu staat, en stop.")
@json_option
@click.pass_obj
def watch(call: Call, once: bool, as_json: bool) -> int:
    """Kijkt naar de map inbox en maakt de documenten van wat daar gezet wordt."""
    from generator.flows import watching
    from generator.wiring import opened

    with opened(call.workspace) as rooms:
        if once:
            return output.report(watching.watch_once(rooms), as_json=as_json, total=watching.waiting(rooms))
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
        stop = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        click.echo(f"Kijkt naar {rooms.workspace.inbox}. Stoppen met Ctrl+C.", err=True)
        output.report(watching.watch(rooms, stop.is_set), as_json=as_json)
        return 0
