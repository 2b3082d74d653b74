"""What one process does at a time in a workspace."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import OperatorFault
from generator.model import Workspace

PATIENCE = 30.0
"""Seconds to wait for another program, or for a server."""


@contextmanager
def _alone(place: Path, patience: float, code: str, message: str) -> Iterator[None]:
    """Hold a lock; raises OperatorFault when another process still has it after ``patience`` seconds."""
    lock = FileLock(place)
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise OperatorFault(code, message) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def preparing_sessions(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of the one process that makes the papers of sessions.

    Raises OperatorFault when another process does so.
    """
    message = "Er wordt al een zitting gemaakt (dossier meeting). Wacht tot dat klaar is."
    with _alone(workspace.sessions, PATIENCE, "ZITTING-BEZET", message):
        yield


@contextmanager
def watching(workspace: Workspace, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of the one process that watches a workspace; a ``dossier process`` at work is waited for, so long.

    Raises OperatorFault when another process watches.
    """
    message = "Er kijkt al een ander programma naar deze inbox (dossier watch). Stop dat eerst."
    with _alone(workspace.lock, patience, "WATCH-BEZET", message):
        yield


@contextmanager
def beside_watching(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of ``watching`` for a short job if it is free, so that no watcher starts to tidy up meanwhile.

    A watcher that runs already has tidied up, and leaves the jobs of others alone.
    """
    lock = FileLock(workspace.lock)
    with suppress(Timeout):
        lock.acquire(timeout=0)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def recovering(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of the one process that tidies up after a stop. Raises OperatorFault ``HERSTEL-BEZET``."""
    message = "Een ander programma ruimt deze werkmap nog op. Wacht tot dat klaar is."
    with _alone(workspace.state / "herstel.lock", PATIENCE, "HERSTEL-BEZET", message):
        yield


@contextmanager
def remaking(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of the one process that makes publications anew.

    Another than that of ``watching``: the two go on side by side. Raises OperatorFault ``OPNIEUW-BEZET``.
    """
    message = "Er loopt al een dossier regenerate in deze werkmap. Wacht tot die klaar is."
    with _alone(workspace.remaking, 0, "OPNIEUW-BEZET", message):
        yield
