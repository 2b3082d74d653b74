"""``dossier watch``: the inbox, once or for as long as it runs; of one workspace, or of several by turns."""

import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call
from generator.logs import OwnWords

if TYPE_CHECKING:
    from generator.flows.tenants import Tenants

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_FORMAT_OF_SEVERAL = "%(asctime)s %(levelname)s %(name)s [%(workspace)s] %(message)s"


@command("watch", example="dossier watch --once")
@click.argument("maps", metavar="[MAP]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Behandel wat er nu staat, en stop.")
@json_option
@click.pass_obj
def watch(call: Call, maps: tuple[Path, ...], once: bool, as_json: bool) -> int:
    """Kijkt naar de map inbox en maakt de documenten van wat daar gezet wordt.

    Met meer dan één MAP (elk een werkmap) doet één programma ze om de beurt; zonder MAP is het de werkmap van --workspace.
    Stoppen kan altijd (Ctrl+C, of SIGTERM): binnen tien seconden is alles klaar of staat het weer in de inbox.
    """
    if maps and call.chosen:
        raise click.UsageError("Geef de werkmappen na watch, of één met --workspace; niet allebei.")
    apart: dict[Path, Path] = {}
    for path in maps:
        apart.setdefault(path.resolve(), path)
    for one, path in apart.items():
        if around := next((apart[other] for other in one.parents if other in apart), None):
            raise click.UsageError(f"De werkmap {path} ligt in de werkmap {around}. Zet ze naast elkaar.")
    folders = {str(path): path.absolute() for path in apart.values()}
    if len(folders) > 1:
        return _watch_several(folders, once=once, as_json=as_json)
    return _watch_one(next(iter(folders.values()), call.workspace), once=once, as_json=as_json)


def _watch_one(root: Path, *, once: bool, as_json: bool) -> int:
    from generator.flows import watching
    from generator.wiring import opened

    with opened(root) as rooms, _stopping(rooms.workers.stop) as (stop, stopped):
        if once:
            outcomes, total = watching.watch_once(rooms, stopped), watching.waiting(rooms)
            return output.report(outcomes, as_json=as_json, total=total, stop=stop)
        _log(_FORMAT)
        click.echo(f"Kijkt naar {rooms.workspace.inbox}. Stoppen met Ctrl+C.", err=True)
        output.report(watching.watch(rooms, stopped), as_json=as_json, stop=stop)
        return 0


def _watch_several(folders: dict[str, Path], *, once: bool, as_json: bool) -> int:
    from generator.flows.tenants import Tenants

    tenants = Tenants(folders, once=once)
    with _stopping(tenants.stop):
        if not once:
            _log_with_names(tenants)
            click.echo(f"Kijkt naar {', '.join(folders)}. Stoppen met Ctrl+C.", err=True)
        status = output.report_by_workspace(tenants.outcomes(), as_json=as_json, stop=tenants.stop)
    return max(tenants.status, status if once else 0)


def _log_with_names(tenants: "Tenants") -> None:
    """Log with the name of the workspace that has its turn."""

    def named(record: logging.LogRecord) -> bool:
        record.workspace = tenants.at_work
        return True

    _log(_FORMAT_OF_SEVERAL).addFilter(named)


def _log(form: str) -> logging.Handler:
    """Log to standard error from now on; gives what does it."""
    handler = logging.StreamHandler()
    handler.setFormatter(OwnWords(form))
    logging.basicConfig(handlers=[handler])
    logging.getLogger("generator").setLevel(logging.INFO)
    return handler


def _to_stop() -> Iterator[signal.Signals]:
    """The signals that end a watcher in good order; ``nohup`` asks that the end of a session is not one of them."""
    yield from (signal.SIGINT, signal.SIGTERM)
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        yield signal.SIGHUP


@contextmanager
def _stopping(stop_work: Callable[[], None]) -> Iterator[tuple[Callable[[], None], Callable[[], bool]]]:
    """Let a signal to stop break off the work; gives what does so without one, and what tells whether it must stop."""
    told = Event()

    def stop(*_: object) -> None:
        told.set()
        stop_work()

    before = {number: signal.signal(number, stop) for number in _to_stop()}
    try:
        yield stop, told.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
