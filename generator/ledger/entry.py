"""What the ledger keeps of one file's way, and what every ledger can do."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from generator.model import Result

_PATIENCE = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Entry:
    """One outcome. No answers: of the findings only the codes are kept."""

    job: str
    at: datetime
    """Moment of the outcome, with a time zone; kept in UTC to the microsecond."""
    file: str
    """The file's own name."""
    sha256: str
    """Digest of the original."""
    outcome: Result
    form: str = ""
    dossier: str = ""
    folder: str = ""
    """Where the publication stands: relative to the workspace, with ``/``."""
    recipe: str = ""
    codes: tuple[str, ...] = ()
    returned: str = ""
    """Digest of the copy that went back to the filler with its faults marked, where that is not the original."""


@dataclass(frozen=True, slots=True)
class Delay:
    """A file that could not be handled through no fault of its own: it stands in the inbox until it is tried again."""

    sha256: str
    """Digest of the file: whatever its name, it is the same file."""
    file: str
    """Where it stands: relative to the inbox, with ``/``."""
    code: str
    """Of the fault that the operator must mend."""
    first: datetime
    """Moment of the first try that failed; moments have a time zone and are kept in UTC to the microsecond."""
    tries: int
    """How many tries failed until now."""
    next: datetime
    """Moment from which it may be tried again."""

    @property
    def parked(self) -> bool:
        """It failed for 48 hours: it is not tried again by itself."""
        return self.next - self.first >= _PATIENCE


class Turn(Protocol):
    """The one who may publish a recipe."""

    def published(self) -> tuple[str, ...]:
        """List the folders of all publications with this recipe."""

    def record(self, entry: Entry) -> None:
        """Keep an outcome as ``Ledger.record`` does, when the turn ends."""


class Ledger(Protocol):
    """An index of what happened. The outbox is the truth: what is lost here can be made from the manifests.

    Safe for use by several threads and processes at once. Every method raises OperatorFault ``LEDGER-…`` and no
    other error: ``LEDGER-BEZET`` (somebody holds it too long), ``LEDGER-WEG`` (a server that stays away),
    ``LEDGER-SCHIJF``, ``LEDGER-BESCHADIGD``, ``LEDGER-NIEUWER`` (made by a newer version), ``LEDGER-PAKKET``,
    ``LEDGER-FOUT``. The first two it has then waited out as long as it may.
    """

    def record(self, entry: Entry) -> None:
        """Keep an outcome, durably. A second outcome of the same job takes the place of the first.

        Any other outcome than ``failed`` ends the delay of the file with that digest.
        """

    def turn(self, recipe: str) -> AbstractContextManager[Turn]:
        """Have a recipe to oneself while its paper is placed.

        Of two that publish the same paper at once, in whatever process on whatever machine, the second waits here
        until the first has ended, and then finds what it did. The turn ends with the block, with an error, and with
        the process or machine that holds it; what was recorded in it is kept only when the block ends well. Nothing
        else may be asked of the ledger inside the block.
        """

    def withdraw(self, job: str) -> None:
        """Forget the outcome of a job that is done again after a crash."""

    def published(self, recipe: str) -> tuple[str, ...]:
        """List the folders of all publications with this recipe: which of them still stands, the outbox knows."""

    def was_returned(self, sha256: str) -> bool:
        """Tell whether a file with these bytes ever went back to its filler, so that it is waiting to be mended."""

    def entries(self, limit: int) -> tuple[Entry, ...]:
        """List at most ``limit`` entries, newest first."""

    def counts(self, since: datetime) -> Mapping[Result, int]:
        """Count the outcomes from a moment on; an outcome that never came is left out."""

    def rebuild(self, publications: Iterable[Entry]) -> int:
        """Replace all publications by these, at once; rejections and duplicates stay. Returns how many there are."""

    def delay(self, delay: Delay) -> None:
        """Keep that a file waits for the operator, durably; takes the place of what was kept of those bytes."""

    def delays(self) -> tuple[Delay, ...]:
        """List the files that wait for the operator, the one that waits longest first."""

    def forget_delay(self, sha256: str) -> None:
        """End the delay of a file that is no longer there."""

    def forget(self, dossier: str, jobs: Collection[str] = ()) -> tuple[Entry, ...]:
        """Remove all that is known of one dossier and of these jobs, with the delays of their files; gives what was known.

        What was removed cannot be read back from the file either.
        """

    def close(self) -> None:
        """Let go of the database."""
