"""Who is at work: each process holds a lock of its own, so that what a dead one left can be told from what a living one does.

Several processes may work in one workspace: a watcher, and ``dossier process`` beside it. The note of a job names the
lock of its process (``.dossier/bezig/NAME``), and the system lets go of it however that process ends.
"""

import atexit
import os
import secrets
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from generator.permissions import PRIVATE_FOLDER, make_folder

_ours: dict[tuple[Path, int], FileLock] = {}
"""The locks that this process holds, by their folder; a child that was forked has none of them."""


def own_name(folder: Path) -> str:
    """Name this process in a folder of such locks; from the first time on it is known there as alive, until it leaves or ends."""
    key = folder, os.getpid()
    if key not in _ours:
        _ours[key] = _lock(folder)
    return Path(_ours[key].lock_file).name


def leave(folder: Path) -> None:
    """Be known there as alive no longer: what this process left undone may be brought to its end by another."""
    lock = _ours.pop((folder, os.getpid()), None)
    if lock is not None:
        Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()


@atexit.register
def _leave_all() -> None:
    for folder, _ in tuple(_ours):
        leave(folder)


def is_elsewhere(folder: Path, name: str) -> bool:
    """Tell whether a name is that of another process that is still alive."""
    path = folder / name
    if not name or name == own_name(folder) or not path.exists():
        return False
    try:
        with FileLock(path, timeout=0):
            return False
    except Timeout:
        return True


def others(folder: Path) -> bool:
    """Tell whether any other process is at work."""
    return folder.is_dir() and any(is_elsewhere(folder, path.name) for path in folder.iterdir())


def sweep(folder: Path) -> None:
    """Take away the locks of processes that ended without doing so themselves."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name != own_name(folder) and not is_elsewhere(folder, path.name):
            path.unlink(missing_ok=True)


def _lock(folder: Path) -> FileLock:
    make_folder(folder, PRIVATE_FOLDER)
    while True:
        name = f"{os.getpid()}-{secrets.token_hex(4)}"
        lock = FileLock(folder / name, timeout=0)
        with suppress(Timeout):
            lock.acquire()
            if (folder / name).exists():  # else somebody swept it between its making and its locking
                return lock
