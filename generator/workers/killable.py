"""Work in processes that can be killed: a reader that hangs inside native code stops for nothing less."""

import logging
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Any

from pebble import ProcessExpired, ProcessPool

from generator.errors import DossierError, OperatorFault
from generator.workers.limits import limit_cpu, limit_process
from generator.workers.task import Failure, Stopped, T, Task, guarded

_TASKS_PER_WORKER = 50
_MEMORY = 2 * 1024**3
_LOOK_SECONDS = 1.0
_STARTS = 3

_log = logging.getLogger(__name__)


class Killable:
    """A :class:`~generator.workers.task.Workers` of ``count`` processes, started at the first task and then kept.

    ``prepare`` (a function at the top of a module, with its arguments) runs in each new worker before any task, so
    that fonts and environment are there before a native library looks. A worker is replaced after
    ``tasks_per_worker`` tasks and gets at most ``memory_bytes`` of address space. The processes are spawned, never
    forked: office2pdf deadlocks in a forked child. Not for use by more than one thread.
    """

    def __init__(
        self,
        count: int,
        prepare: Callable[..., None] | None = None,
        prepare_args: tuple[Any, ...] = (),
        *,
        tasks_per_worker: int = _TASKS_PER_WORKER,
        memory_bytes: int = _MEMORY,
    ) -> None:
        self._count = count
        self._start = (memory_bytes, prepare, prepare_args)
        self._tasks_per_worker = tasks_per_worker
        self._pool: ProcessPool | None = None
        self._stopped = False

    def run(self, tasks: Iterable[Task[T]]) -> Iterator[tuple[str, T | DossierError | Failure]]:
        """Do the tasks, ``count`` at a time; see the protocol."""
        waiting = iter(tasks)
        running: dict[Future[Any], Task[T]] = {}
        starts = _STARTS
        try:
            while True:
                self._heed()
                for task in islice(waiting, 2 * self._count - len(running)):
                    running[self._hand_out(task)] = task
                if not running:
                    return
                ended = self._ended(running)
                for future in ended:
                    self._heed()
                    starts = _STARTS
                    yield running.pop(future).id, _end_of(future)
                if ended:
                    continue
                self._heed()
                starts -= 1
                self.close()
                if not starts:
                    raise OperatorFault("WERK-START", "De werkprocessen starten niet. Kijk het geheugen na.")
                waiting = chain(list(running.values()), waiting)
                running.clear()
        finally:
            for future in running:
                future.cancel()

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

    def _hand_out(self, task: Task[T]) -> Future[Any]:
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self._count,
                max_tasks=self._tasks_per_worker,
                initializer=_begin,
                initargs=self._start,
                context=multiprocessing.get_context("spawn"),
            )
        try:
            return self._pool.schedule(_do, args=(task,), timeout=task.limit)
        except RuntimeError:  # the pool broke since the last task
            future: Future[Any] = Future()
            future.set_exception(BrokenProcessPool())
            return future

    def _ended(self, running: Iterable[Future[Any]]) -> list[Future[Any]]:
        """Wait for tasks to end; none when the pool broke: a worker ended before it had a task."""
        while True:
            done, _ = wait(running, timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED)
            ended = [future for future in done if not isinstance(future.exception(), BrokenProcessPool)]
            if ended or done or self._stopped or self._pool is None or not self._pool.active:
                return ended


def _begin(memory_bytes: int, prepare: Callable[..., None] | None, prepare_args: tuple[Any, ...]) -> None:
    """Make a new worker ready; one that cannot start says why in one line and ends."""
    limit_process(memory_bytes)
    try:
        if prepare is not None:
            prepare(*prepare_args)
    except Exception as fault:
        _log.error("WERK-START %s", fault.code if isinstance(fault, DossierError) else type(fault).__name__)
        os._exit(1)


def _do(task: Task[Any]) -> bytes:
    """Do a task and pack its end here: what cannot be packed must not become a traceback of the pool."""
    limit_cpu(task.limit)
    end = guarded(task)
    try:
        return pickle.dumps(end)
    except Exception as fault:
        return pickle.dumps(Failure("WERK-FOUT", type(fault).__name__))


def _end_of(future: Future[Any]) -> Any:
    fault = future.exception()
    if fault is None:
        return pickle.loads(future.result())  # noqa: S301 - packed by our own code in our own process
    if isinstance(fault, TimeoutError):
        return Failure("WERK-TIJD")
    if isinstance(fault, ProcessExpired):
        return Failure("WERK-GESTORVEN")
    return Failure("WERK-FOUT", type(fault).__name__)
