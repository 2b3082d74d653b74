"""The temporary folders of workers: each its own, seen by nobody else, and gone with the worker.

A worker clears up behind itself; of one that was killed the parent takes away what is left, and of a parent that was
killed the next one does.
"""

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from multiprocessing import util
from pathlib import Path

from generator import temporary
from generator.permissions import PRIVATE_FOLDER

_PREFIX = "dossier-werk-"


class Scratch:
    """The folders of one pool, with in it a folder for each worker, by its process id.

    There is one wherever its process made its temporary files when it was asked for.
    """

    def __init__(self) -> None:
        self._roots: dict[str, Path] = {}

    def open(self) -> Path:
        """Give the folder; what pools left whose process is gone is taken away first. Raises OSError."""
        home = tempfile.gettempdir()
        if home not in self._roots:
            sweep_dead(Path(home), _PREFIX)
            self._roots[home] = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
        return self._roots[home]

    def sweep(self) -> None:
        """Take away the folders of workers that are gone; a disk that is away is swept another time."""
        for root in self._roots.values():
            with suppress(OSError):
                for left in root.iterdir():
                    if not _lives(left.name):
                        shutil.rmtree(left, ignore_errors=True)

    def close(self) -> None:
        """Take away everything. Only when no worker is left."""
        for root in self._roots.values():
            shutil.rmtree(root, ignore_errors=True)
        self._roots.clear()


class _Settled:
    root: Path | None = None


def settle(root: Path) -> None:
    """Give this very worker its folder in ``root``: all that makes temporary files in it, libraries too, makes them there.

    What it had in another root goes away. Raises OSError.
    """
    if _Settled.root == root:
        return
    if _Settled.root is None:
        util.Finalize(None, _leave, exitpriority=0)
    _leave()
    own = root / str(os.getpid())
    shutil.rmtree(own, ignore_errors=True)  # of an earlier worker with the same number
    own.mkdir(mode=PRIVATE_FOLDER)
    temporary.use(temporary.Place.at(own))
    _Settled.root = root


def _leave() -> None:
    if _Settled.root is not None:
        shutil.rmtree(_Settled.root / str(os.getpid()), ignore_errors=True)


def sweep_dead(parent: Path, prefix: str) -> None:
    """Take away the folders ``PREFIX-PROCESS-…`` of this user whose process is gone."""
    for left in parent.glob(f"{prefix}*"):
        with suppress(FileNotFoundError):  # another process was first
            ours = sys.platform == "win32" or left.stat().st_uid == os.getuid()
            if ours and not _lives(left.name.removeprefix(prefix).partition("-")[0]):
                shutil.rmtree(left, ignore_errors=True)


def _lives(process: str) -> bool:
    """Tell whether a process is there. Where that cannot be asked without harm (Windows) it is taken to be."""
    if sys.platform == "win32" or not process.isdecimal():
        return True
    with suppress(PermissionError):
        try:
            os.kill(int(process), 0)
        except (ProcessLookupError, OverflowError):
            return False
    return True
