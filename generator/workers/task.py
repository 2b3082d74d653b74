"""What is handed to a worker and what comes back, and what every kind of worker can do."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from generator.errors import DossierError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Task(Generic[T_co]):
    """One piece of work. Function, arguments and result cross a process border, so they must be picklable."""

    id: str
    call: Callable[..., T_co]
    """A function at the top of a module."""
    args: tuple[Any, ...]
    limit: float
    """Seconds of wall time."""
    memory: int = 0
    """Bytes of address space that it may take beyond what every task may."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that gave no result.

    ``code`` is ``WERK-TIJD`` (over its limit), ``WERK-GESTORVEN`` (the process ended, twice) or ``WERK-FOUT`` (an
    error nobody foresaw, or a result that is too large). ``kind`` is the type of that error; its text could hold an answer and stays behind.
    """

    code: str
    kind: str = ""


class Stopped(Exception):
    """Whoever hands out the work was told to stop: what is in hand stays undone."""


class Errands(Generic[T]):
    """Tasks that lead to others while they are done: what is added after the end of one goes before those that wait."""

    def __init__(self, tasks: Iterable[Task[T]] = ()) -> None:
        self._tasks = deque(tasks)

    def add(self, task: Task[T]) -> None:
        """Put a task in front."""
        self._tasks.appendleft(task)

    def __iter__(self) -> Iterator[Task[T]]:
        return self

    def __next__(self) -> Task[T]:
        if not self._tasks:
            raise StopIteration
        return self._tasks.popleft()


class Workers(Protocol):
    """Hands that do tasks, one after the other or at the same time."""

    def run(self, tasks: Iterable[Task[T]]) -> Iterator[tuple[str, T | DossierError | Failure]]:
        """Do all tasks; yields the id and the end of each, in the order in which they end.

        A DossierError that a task raises is a result like any other. A task whose process ended is done once more,
        alone and after the others: it may have died because a neighbour took the memory. Tasks are taken from ``tasks`` only as hands
        come free, and it is asked again after each end, also when it had no more (see :class:`Errands`). Ending the iteration early throws away what was not done. Raises OperatorFault ``WERK-START``
        when no worker can be started.
        """

    def begin(self) -> None:
        """Get ready for the first task, without waiting for it; whoever expects work soon calls this before looking for it."""

    def stop(self) -> None:
        """Break off all work, from a signal handler or another thread: ``run`` soon raises Stopped, now and ever after."""

    def close(self) -> None:
        """Send everybody home; a task in hand is broken off."""


def guarded(task: Task[T]) -> T | DossierError | Failure:
    """Do a task where it is; whatever it raises becomes a value without text."""
    try:
        return task.call(*task.args)
    except DossierError as fault:
        return fault.with_traceback(None)
    except Exception as fault:
        return Failure("WERK-FOUT", type(fault).__name__)
