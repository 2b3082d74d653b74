"""Work in this very process: for one small thing, and for tests. No limits: nobody stands by to stop it."""

from collections.abc import Iterable, Iterator

from generator.errors import DossierError
from generator.workers.task import Failure, Stopped, T, Task, guarded


class Here:
    """A :class:`~generator.workers.task.Workers` without processes; each task is done when its end is asked for."""

    def __init__(self) -> None:
        self._stopped = False

    def run(self, tasks: Iterable[Task[T]]) -> Iterator[tuple[str, T | DossierError | Failure]]:
        """Do the tasks in their own order; see the protocol."""
        for task in tasks:
            end = guarded(task)
            if self._stopped:
                raise Stopped
            yield task.id, end

    def begin(self) -> None:
        """Nothing to get ready."""

    def stop(self) -> None:
        """Do no more; see the protocol. What is in hand cannot be broken off."""
        self._stopped = True

    def close(self) -> None:
        """Nothing to let go of."""
