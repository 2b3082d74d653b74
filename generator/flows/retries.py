"""Files that could not be handled through no fault of their own: tried again after 1, 5, 15 and then every 60 minutes.

After 48 hours they are parked. A file that changed or was dropped anew is tried at once. How long a file rests is measured
with the monotonic clock; the wall clock only carries it over to the next process, and never beyond one pause.
"""

import logging
import math
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generator.errors import OperatorFault
from generator.files import sha256_of
from generator.ledger import Delay
from generator.watch import Scan
from generator.wiring import Rooms

log = logging.getLogger(__name__)

_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
_LARGEST = 1024**3
_ASK_SECONDS = 60.0
"""How often the ledger is asked whether another process handled what rests here."""

_State = tuple[int, int, int]


def pause_after(tries: int) -> timedelta:
    """How long a file rests after so many tries that failed."""
    return _PAUSES[min(tries, len(_PAUSES)) - 1]


class Retries:
    """Knows which files of the inbox rest. The ledger keeps it for the next process; ``begin`` takes it over."""

    def __init__(self, rooms: Rooms, clock: Callable[[], float] = time.monotonic) -> None:
        self._rooms = rooms
        self._clock = clock
        self._delays: dict[str, Delay] = {}
        self._until: dict[str, float] = {}
        self._rests: dict[Path, tuple[str, _State]] = {}
        self._kept: set[str] = set()
        """Digests whose delay the ledger has too."""
        self._asked = clock()

    def begin(self, scan: Scan) -> None:
        """Take over what the ledger knows, for the files that stand there now: what comes later is dropped anew.

        Raises OperatorFault when the ledger cannot be read.
        """
        waiting = {delay.sha256: delay for delay in self._rooms.ledger.delays()}
        if not waiting:
            return
        present = {_text(self._relative(path)): path for path in (*scan.settled, *scan.pending)}
        for name, path in present.items():
            delay = waiting.get(_digest(path))
            if delay is None:
                continue
            self._delays[delay.sha256] = delay
            self._kept.add(delay.sha256)
            if delay.file == name or delay.file in present:  # otherwise it was dropped anew
                self._until[delay.sha256] = self._clock() + _remaining(delay)
                self.rest(path, delay.sha256)
        if not scan.unreadable:
            for gone in waiting.keys() - self._delays.keys():
                self._forget(gone)

    def look(self, scan: Scan) -> None:
        """Forget the files that were taken out of the inbox, or changed in it, and what came to its end elsewhere."""
        self._ask()
        present = {*scan.settled, *scan.pending}
        for path, (key, state) in list(self._rests.items()):
            if (path in present and _state(path) == state) or (path not in present and scan.unreadable):
                continue
            del self._rests[path]
            if all(other != key for other, _ in self._rests.values()):
                self._forget(key)

    def _ask(self) -> None:
        """What the ledger no longer has was handled by another process (``dossier process``): it rests no more."""
        if not self._kept or self._clock() < self._asked + _ASK_SECONDS:
            return
        self._asked = self._clock()
        try:
            waiting = {delay.sha256 for delay in self._rooms.ledger.delays()}
        except OperatorFault as fault:
            log.warning("%s", fault.code)
            return
        for ended in self._kept - waiting:
            self.ended(ended)

    def resting(self, path: Path) -> Delay | None:
        """Tell what a file waits for; None when it may be tried."""
        key, _ = self._rests.get(path, ("", None))
        return self._delays[key] if self._until.get(key, 0.0) > self._clock() else None

    def taken(self, path: Path) -> None:
        """A file was taken out of the inbox to be tried."""
        self._rests.pop(path, None)
        self.ended(os.fspath(path))

    def failed(self, path: Path, sha256: str, code: str) -> None:
        """A try failed; ``sha256`` is empty when the file could not even be read."""
        key = sha256 or os.fspath(path)
        before = self._delays.get(key)
        now = datetime.now(UTC)
        tries = before.tries + 1 if before else 1
        first = min(before.first, now) if before else now
        delay = Delay(sha256, self._relative(path), code, first, tries, now + pause_after(tries))
        self._delays[key] = delay
        self._until[key] = self._clock() + _remaining(delay)
        self.rest(path, key)
        if delay.parked:
            log.error("GEPARKEERD %s", code)
        if sha256:
            try:
                self._rooms.ledger.delay(delay)
                self._kept.add(sha256)
            except OperatorFault as fault:
                log.warning("%s", fault.code)

    def rest(self, path: Path, key: str) -> None:
        """Let a file rest as it stands there now, unless somebody put another in its place."""
        state = _state(path)
        if state is not None and key in {_digest(path), os.fspath(path)}:
            self._rests[path] = key, state

    def ended(self, sha256: str) -> None:
        """The file came to its end; the ledger knows."""
        self._delays.pop(sha256, None)
        self._until.pop(sha256, None)
        self._kept.discard(sha256)

    def _forget(self, key: str) -> None:
        self.ended(key)
        try:
            self._rooms.ledger.forget_delay(key)
        except OperatorFault as fault:
            log.warning("%s", fault.code)

    def _relative(self, path: Path) -> str:
        return path.relative_to(self._rooms.workspace.inbox).as_posix()


def _remaining(delay: Delay) -> float:
    """Seconds until a file may be tried: never more than its pause, whatever the wall clock says."""
    if delay.parked:
        return math.inf
    left = (delay.next - datetime.now(UTC)).total_seconds()
    return min(max(left, 0.0), pause_after(delay.tries).total_seconds())


def _text(name: str) -> str:
    """As the ledger keeps it."""
    return name.encode(errors="replace").decode()


def _state(path: Path) -> _State | None:
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def _digest(path: Path) -> str:
    """Digest of a file, or nothing where it cannot be read or is too large to be a form."""
    try:
        return sha256_of(path) if path.lstat().st_size <= _LARGEST else ""
    except OSError:
        return ""
