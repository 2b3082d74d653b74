"""Run by a test: ``python -m tests.crash.killed WORKSPACE COPIES MADE [two]``.

Puts what was made again (``MADE``, a pickle of task and end) in the place of the papers of a copy of the workspace,
and kills itself with SIGKILL just before its n-th change on disk, for n from 1 on; copy ``COPIES/n`` is what that
left. Ends after the first run that came to its end. With ``two`` the system cannot exchange names.
"""

import itertools
import os
import pickle
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.flows import regenerate
from generator.flows.papers import Chosen
from generator.ledger import SqlLedger
from generator.model import Outcome, Workspace
from generator.publish import remaking
from generator.settings import load
from generator.wiring import Rooms
from generator.workers import Task

CHANGES = {"os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"}


class Ready:
    """Workers that have done the work already: the end of each task, by its id."""

    def __init__(self, made: Mapping[str, Any]) -> None:
        self._made = made

    def run(self, tasks: Iterable[Task[Any]]) -> Iterator[tuple[str, Any]]:
        """Hand over what was made."""
        for task in tasks:
            yield task.id, self._made[task.id]

    def begin(self) -> None:
        """Nothing to get ready."""

    def stop(self) -> None:
        """Nothing is at work."""

    def close(self) -> None:
        """Nothing to let go of."""


def make_again(root: Path, made: Mapping[str, Any]) -> list[Outcome]:
    """One run of ``dossier regenerate --all``."""
    workspace = Workspace(root)
    ledger = SqlLedger.in_file(workspace.ledger)
    rooms = Rooms(workspace, load(root), Ready(made), (), ledger)
    found = regenerate.papers_of(rooms, Chosen())
    outcomes = list(regenerate.regenerate(rooms, found, dry=False, force=False))
    ledger.close()
    return outcomes


def killed_before(step: int, root: Path, made: Mapping[str, Any]) -> bool:
    """Make again in a child that is killed before its ``step``-th change in the workspace."""
    child = os.fork()
    if child == 0:
        left = itertools.count(step, -1)

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            writes = (
                event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            )
            if (event in CHANGES or writes) and str(root) in str(arguments) and next(left) <= 1:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        make_again(root, made)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    if ended not in {0, -signal.SIGKILL}:
        sys.exit(f"step {step} ended with {ended}")
    return ended != 0


def main() -> None:
    """Leave a copy for every step."""
    whole, copies = Path(sys.argv[1]), Path(sys.argv[2])
    made = pickle.loads(Path(sys.argv[3]).read_bytes())
    if "two" in sys.argv:
        vars(remaking)["exchange"] = lambda one, other: False
    for step in itertools.count(1):
        shutil.copytree(whole, copies / str(step))
        if not killed_before(step, copies / str(step), made):
            break


if __name__ == "__main__":
    main()
