"""What a process has only once and a workspace decides: permissions, and where temporary files are made.

A process that works for several workspaces by turns enters the surroundings of each at its turn.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from generator import permissions, temporary
from generator.permissions import Permissions
from generator.temporary import Place


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Those of one workspace."""

    permissions: Permissions
    temporary: Place

    @classmethod
    def current(cls) -> "Surroundings":
        """Those that hold now."""
        return cls(permissions.current(), temporary.current())

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Let these hold inside the block, whatever it changes, and those of before after it."""
        before = Surroundings.current()
        self._use()
        try:
            yield
        finally:
            before._use()

    def _use(self) -> None:
        permissions.use(self.permissions)
        temporary.use(self.temporary)
