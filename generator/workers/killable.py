"""Work in processes that can be killed: a reader that hangs inside native code stops for nothing less."""

import logging
import os
import pickle
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from generator.errors import DossierError, OperatorFault
from generator.files import disk_faults
from generator.workers import scratch
from generator.workers.limits import limit_cpu, limit_memory, limit_process
from generator.workers.server import processes, start
from generator.workers.task import Failure, Stopped, T, Task, guarded
from generator.workers.wear import Wear

_TASKS_PER_WORKER = 200
_MEMORY = 2 * 1024**3
_RESULT = 512 * 1024**2
_LOOK_SECONDS = 1.0
_STARTS = 3
_START_SECONDS = 60.0
"""What starting a worker and fetching a task may cost on a busy machine; beyond a task's limit and this the pool is stuck."""
_TEMPORARY = "de map voor tijdelijke bestanden"
_DIED = Failure("WERK-GESTORVEN")

_log = logging.getLogger(__name__)


class Killable:
    """A :class:`~generator.workers.task.Workers` of ``count`` processes, started at the first task and then kept.

    ``prepare`` (a function at the top of a module, or a partial of one) runs in each new worker before any task, so
    that fonts and environment are there before a native library looks. A worker is replaced after
    ``tasks_per_worker`` tasks or when it is worn (see ``wear``), gets at most ``memory_bytes`` of address space (and what
    its task may take beyond), and gives results of at most ``result_bytes``. The processes are never forked from this one, for office2pdf deadlocks in the child of a process that
    used it: they are forked from a server that only loaded ``preload`` (names of modules), or spawned where there is no
    such server (Windows). A task makes its temporary files where this process makes its own at the time that it is given out.
    Not for use by more than one thread.
    """

    def __init__(
        self,
        count: int,
        prepare: Callable[[], None] | None = None,
        *,
        preload: Sequence[str] = (),
        tasks_per_worker: int = _TASKS_PER_WORKER,
        memory_bytes: int = _MEMORY,
        result_bytes: int = _RESULT,
    ) -> None:
        self._count = count
        self._start = (memory_bytes, prepare)
        self._bounds = (result_bytes, memory_bytes)
        self._preload = preload
        self._tasks_per_worker = tasks_per_worker
        self._scratch = scratch.Scratch()
        self._pool: ProcessPool | None = None
        self._stopped = False

    def run(self, tasks: Iterable[Task[T]]) -> Iterator[tuple[str, T | DossierError | Failure]]:
        """Do the tasks, ``count`` at a time; see the protocol."""
        waiting = iter(tasks)
        begun: list[Task[T]] = []
        while True:
            died: list[Task[T]] = []
            with closing(self._once(begun, waiting)) as ends:
                for task, end in ends:
                    if end == _DIED:
                        # By its own doing, or because others took the memory: once more, alone.
                        died.append(task)
                    else:
                        yield task.id, end
            for task in died:
                with closing(self._once([task], iter(()))) as ends:
                    for _, end in ends:
                        yield task.id, end
            begun = list(islice(waiting, 1))  # what was done alone may have led to more
            if not begun:
                return

    def _once(
        self, begun: Sequence[Task[T]], waiting: Iterator[Task[T]]
    ) -> Generator[tuple[Task[T], T | DossierError | Failure], None, None]:
        """Do those that were begun, and then those that wait."""
        again = deque(begun)
        running: dict[Future[Any], Task[T]] = {}
        starts = _STARTS
        try:
            while True:
                self._heed()
                while len(running) < 2 * self._count:
                    task = again.popleft() if again else next(waiting, None)
                    if task is None:
                        break
                    running[self._hand_out(task)] = task
                if not running:
                    return
                ended = self._ended(running)
                for future in ended:
                    self._heed()
                    starts = _STARTS
                    yield running.pop(future), _end_of(future)
                if ended:
                    continue
                self._heed()
                starts -= 1
                self.close()
                if not starts:
                    raise OperatorFault("WERK-START", "De werkprocessen starten niet. Kijk het geheugen na.")
                again.extendleft(reversed(running.values()))
                running.clear()
        finally:
            for future in running:
                future.cancel()
            self._scratch.sweep()

    def begin(self) -> None:
        """Start the server that workers are forked from: it loads while the work is looked for."""
        start(self._preload)

    def stop(self) -> None:
        """Break off all work; see the protocol."""
        self._stopped = True

    def _heed(self) -> None:
        """Look whether to go on, before anything that a worker gave is handed on: it may have been told to stop too."""
        if self._stopped:
            self.close()
            raise Stopped

    def close(self) -> None:
        """End the processes; a task in hand is broken off."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None
        self._scratch.close()

    def _hand_out(self, task: Task[T]) -> Future[Any]:
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self._count,
                max_tasks=Wear(self._tasks_per_worker),
                initializer=_begin,
                initargs=self._start,
                context=processes(self._preload),
            )
        with disk_faults(_TEMPORARY):
            folder = self._scratch.open()
        try:
            return self._pool.schedule(_do, args=(task, folder, *self._bounds), timeout=task.limit)
        except RuntimeError:  # the pool broke since the last task
            future: Future[Any] = Future()
            future.set_exception(BrokenProcessPool())
            return future

    def _ended(self, running: Mapping[Future[Any], Task[Any]]) -> list[Future[Any]]:
        """Wait for tasks to end; none when the pool broke (a worker ended before it had a task) or is stuck."""
        patience = time.monotonic() + max(task.limit for task in running.values()) + _START_SECONDS
        while True:
            done, _ = wait(running, timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED)
            ended = [future for future in done if not isinstance(future.exception(), BrokenProcessPool)]
            stuck = not self._stands() or time.monotonic() > patience
            if ended or done or stuck or self._stopped:
                return ended

    def _stands(self) -> bool:
        try:
            return self._pool is not None and self._pool.active
        except BrokenProcessPool:  # the server that workers are forked from did not start
            return False


def _begin(memory_bytes: int, prepare: Callable[[], None] | None) -> None:
    """Make a new worker ready; one that cannot start says why in one line and ends."""
    limit_process(memory_bytes)
    try:
        if prepare is not None:
            prepare()
    except Exception as fault:
        _log.error("WERK-START %s", fault.code if isinstance(fault, DossierError) else type(fault).__name__)
        os._exit(1)


def _do(task: Task[Any], folder: Path, result_bytes: int, memory_bytes: int) -> bytes:
    """Do a task, with its temporary files in ``folder``, and pack its end here.

    What cannot be packed must not become a traceback of the pool.
    """
    limit_cpu(task.limit)
    limit_memory(memory_bytes + task.memory)
    try:
        with disk_faults(_TEMPORARY):
            scratch.settle(folder)
        end = guarded(task)
    except OperatorFault as fault:
        end = fault.with_traceback(None)
    try:
        packed = pickle.dumps(end)
    except Exception as fault:
        return pickle.dumps(Failure("WERK-FOUT", type(fault).__name__))
    return packed if len(packed) <= result_bytes else pickle.dumps(Failure("WERK-FOUT", "ResultTooLarge"))


def _end_of(future: Future[Any]) -> Any:
    fault = future.exception()
    if fault is None:
        return pickle.loads(future.result())  # noqa: S301 - packed by our own code in our own process
    if isinstance(fault, TimeoutError):
        return Failure("WERK-TIJD")
    if isinstance(fault, ProcessExpired):
        return _DIED
    return Failure("WERK-FOUT", type(fault).__name__)
