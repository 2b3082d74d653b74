"""A folder of the program's own for temporary files, its libraries' too: what lies there holds answers.

openpyxl writes a whole sheet to a temporary file before it packs it; the system's own folder is open to everyone and
keeps what a killed process leaves.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from generator.permissions import PRIVATE_FILE, PRIVATE_FOLDER

_VARIABLES = ("TMPDIR", "TEMP", "TMP")
_NAME, _LOCK = "tmp-", ".lock"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a process makes its temporary files: as its libraries learn it, and as Python does."""

    variables: Mapping[str, str | None]
    folder: str | None

    @classmethod
    def at(cls, folder: Path) -> "Place":
        """Both in one folder."""
        return cls(dict.fromkeys(_VARIABLES, str(folder)), str(folder))


@contextmanager
def kept_private(home: Path) -> Iterator[None]:
    """Let this process, and those that it starts meanwhile, make their temporary files in a folder in ``home``.

    The folder is for this user alone and goes away in the end; whose process was killed goes at the next call. Raises
    OSError when it cannot be made.
    """
    sweep(home)
    folder = home / f"{_NAME}{os.getpid()}-{secrets.token_hex(4)}"
    lock = FileLock(folder.with_name(f"{folder.name}{_LOCK}"), mode=PRIVATE_FILE)
    before = current()
    with lock:
        folder.mkdir(mode=PRIVATE_FOLDER)
        use(Place.at(folder))
        try:
            yield
        finally:
            use(before)
            shutil.rmtree(folder, ignore_errors=True)
    _let_go(folder, Path(lock.lock_file))


def sweep(home: Path) -> None:
    """Remove the folders whose process is gone: their lock is free."""
    for path in home.glob(f"{_NAME}*{_LOCK}"):
        lock = FileLock(path)
        with suppress(Timeout, OSError), lock.acquire(timeout=0):
            folder = path.with_name(path.name.removesuffix(_LOCK))
            shutil.rmtree(folder, ignore_errors=True)
            _let_go(folder, path)


def _let_go(folder: Path, lock: Path) -> None:
    """Remove a free lock, unless its folder could not go: by the lock the next process finds it."""
    if not folder.exists():
        lock.unlink(missing_ok=True)


def current() -> Place:
    """Where this process makes its temporary files now."""
    return Place({name: os.environ.get(name) for name in _VARIABLES}, tempfile.tempdir)


def use(place: Place) -> None:
    """Let this process, and those that it starts from now on, make their temporary files there."""
    for name, value in place.variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    tempfile.tempdir = place.folder
