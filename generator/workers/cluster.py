"""Work on other machines: the workers of a dask cluster, by the address of its scheduler.

On each of them a task is done in a process of its own that can be killed, as ``killable`` does on one machine; dask
itself cannot stop a task.
"""

import pickle
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from generator.errors import DossierError
from generator.workers.parcel import Along, Lacking, carry_out, packed
from generator.workers.roster import Alike, Roster
from generator.workers.task import Failure, T, Task

_PATIENCE = 60.0
_LOOK_SECONDS = 1.0
_TRIES = 3
_AGAIN = object()


class Cluster:
    """A :class:`~generator.workers.task.Workers` on the workers of a dask cluster.

    No disk needs to be shared: ``parcel`` tells how the paths of a task cross. ``along`` names the folders that stand
    for themselves at the other end, with the patterns of the files that go with each. A worker on which ``alike`` tells
    anything else than here gets no work.

    Each task is given to one worker, the one with the most threads that do nothing for us: dask's own choice may put it
    behind a long one while another worker is idle. The task of a worker that is gone goes to another, until it cost
    three their lives. What a run that was broken off left at work ends by itself within its limit. A task whose own
    process died is done once more by the same worker, beside what its other threads do.
    Not for use by more than one thread. ``patience`` is how many seconds the cluster may be without a
    worker for us.
    """

    def __init__(
        self, address: str, along: Mapping[Path, Sequence[str]], alike: Alike, *, patience: float = _PATIENCE
    ) -> None:
        self._reach = (address, alike, patience)
        self._along = along
        self._roster: Roster | None = None
        self._stopped = False

    def run(self, tasks: Iterable[Task[T]]) -> Iterator[tuple[str, T | DossierError | Failure]]:
        """Do the tasks, one at a time for each thread of the cluster; see the protocol.

        Raises OperatorFault ``WERK-CLUSTER`` when nobody is there, ``WERK-ANDERS`` when only unlike workers are.
        """
        waiting = iter(tasks)
        for first in waiting:
            if self._roster is None:
                self._roster = Roster(*self._reach, lambda: self._stopped)
            folders = {folder: Along.of(folder, wanted) for folder, wanted in self._along.items()}
            run = _Run(self._roster, folders)
            try:
                yield from run.ends(first, waiting)
            finally:
                run.cancel()

    def begin(self) -> None:
        """The workers of the cluster are at their posts."""

    def stop(self) -> None:
        """Break off all work; see the protocol."""
        self._stopped = True

    def close(self) -> None:
        """Leave the cluster; what it has in hand for us ends by itself within its limit."""
        if self._roster is not None:
            self._roster.close()
            self._roster = None


@dataclass(frozen=True, slots=True)
class _Given:
    """A task that was handed out to a worker, for the ``tries``-th time."""

    task: Task[Any]
    to: str
    tries: int


class _Run:
    """The tasks that are out at one time."""

    def __init__(self, roster: Roster, folders: Mapping[Path, Along]) -> None:
        self._roster = roster
        self._folders = folders
        self._out: dict[Any, _Given] = {}
        self._ended: SimpleQueue[Any] = SimpleQueue()
        self._unsent: list[tuple[str, Failure]] = []

    def ends(self, first: Task[Any], waiting: Iterator[Task[Any]]) -> Iterator[tuple[str, Any]]:
        """Do the tasks; yields the id and the end of each."""
        self._give(first)
        while True:
            for task in islice(waiting, max(0, sum(self._free().values()))):
                self._give(task)
            yield from self._unsent
            self._unsent.clear()
            if not self._out:
                return
            for future in (*self._heard(), *self._stranded()):
                self._roster.heed()
                given = self._out.pop(future, None)
                if given is None:
                    continue
                end = _end_of(future)
                if isinstance(end, Lacking):
                    self._give(given.task, given.tries, lacking=given.to)
                elif end is not _AGAIN:
                    yield given.task.id, end
                elif given.tries < _TRIES:
                    self._give(given.task, given.tries + 1)
                else:
                    yield given.task.id, Failure("WERK-GESTORVEN")

    def cancel(self) -> None:
        """Throw away what is out."""
        with suppress(Exception):
            self._roster.client.cancel(list(self._out))

    def _give(self, task: Task[Any], tries: int = 1, lacking: str = "") -> None:
        """Give a task to the worker with the most room, or to the one that lacked folders for it, with those."""
        free = self._free()
        # Others may use the cluster too: two that both see it idle should not choose alike.
        to = lacking or max(free, key=lambda one: (free[one], random.random()))  # noqa: S311
        try:
            parcel = packed(task, self._folders, complete=bool(lacking))
        except Exception as fault:  # a file that is gone, or what cannot be packed
            self._unsent.append((task.id, Failure("WERK-FOUT", type(fault).__name__)))
            return
        future = self._roster.client.submit(carry_out, parcel, workers=[to], pure=False)
        self._out[future] = _Given(task, to, tries)
        future.add_done_callback(self._ended.put)

    def _free(self) -> dict[str, int]:
        """How many threads of each worker do nothing for us; below nothing where work of a lost worker was added."""
        busy = Counter(given.to for given in self._out.values())
        return {one: threads - busy[one] for one, threads in self._roster.hands().items()}

    def _heard(self) -> list[Any]:
        """What ended: at least one, unless a second passes without."""
        heard = []
        with suppress(Empty):
            heard.append(self._ended.get(timeout=_LOOK_SECONDS))
            while True:
                heard.append(self._ended.get_nowait())
        return heard

    def _stranded(self) -> list[Any]:
        """What nobody can do any more: the worker is gone, or the scheduler that knew of it is."""
        here = self._roster.hands().keys()
        return [
            future
            for future, given in self._out.items()
            if future.status in {"lost", "cancelled"} or (future.status == "pending" and given.to not in here)
        ]


def _end_of(future: Any) -> Any:
    """The end of a task; ``_AGAIN`` where it must be done again."""
    if future.status == "finished":
        try:
            return pickle.loads(future.result())  # noqa: S301 - packed by our own code on a worker of ours
        except Exception:  # the worker that held it is gone
            return _AGAIN
    if future.status == "error":
        fault = future.exception()
        died = type(fault).__name__ == "KilledWorker"
        return Failure("WERK-GESTORVEN") if died else Failure("WERK-FOUT", type(fault).__name__)
    with suppress(Exception):
        future.cancel()
    return _AGAIN
