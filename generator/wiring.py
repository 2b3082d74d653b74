"""Settings → rooms, once per process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import OperatorFault
from generator.ledger import Ledger, SqlLedger
from generator.model import Workspace
from generator.settings import Settings, load
from generator.workers import Killable, Workers

_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Rooms:
    """What a flow works with."""

    workspace: Workspace
    settings: Settings
    ledger: Ledger
    workers: Workers


@contextmanager
def opened(root: Path) -> Iterator[Rooms]:
    """Open the rooms of a workspace and close them in the end.

    Raises UsageFault for a wrong setting, OperatorFault when the ledger cannot be opened.
    """
    workspace = Workspace(root)
    settings = load(root)
    workspace.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    ledger = SqlLedger.in_file(workspace.ledger)
    workers = Killable(settings.workers.count or os.cpu_count() or 1)
    try:
        yield Rooms(workspace, settings, ledger, workers)
    finally:
        workers.close()
        ledger.close()


@contextmanager
def watching(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of the one process that watches a workspace.

    Raises OperatorFault when another process watches.
    """
    lock = FileLock(workspace.lock)
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        raise OperatorFault(
            "WATCH-BEZET", "Er kijkt al een ander programma naar deze inbox (dossier watch). Stop dat eerst."
        ) from None
    try:
        yield
    finally:
        lock.release()
