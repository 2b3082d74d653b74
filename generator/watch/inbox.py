"""Sees: which files in the inbox stand still, and may be taken."""

import logging
import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.errors import OperatorFault
from generator.files import why
from generator.watch.complete import is_complete
from generator.watch.names import SUFFIXES, owner_names, walk

_READINGS = 2
_MAX_WAIT = 30 * 60.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scan:
    """One look at the inbox.

    ``settled`` may be taken, first seen first; ``pending`` are the forms that still change, are open somewhere
    or are not whole; ``unknown`` stands still but is no form: another suffix, a link, a pipe; ``unreadable`` counts
    the subfolders that cannot be listed.
    """

    settled: tuple[Path, ...]
    pending: tuple[Path, ...]
    unknown: tuple[Path, ...]
    unreadable: int


@dataclass(slots=True)
class _Seen:
    """What is remembered of one path. Times are of the monotonic clock: the file's own are never trusted."""

    state: tuple[int, ...]
    since: float
    order: int
    readings: int = 1
    left: bool = False


class Inbox:
    """Remembers between scans what each file looked like. Not for use by more than one thread.

    ``quiet`` is the number of seconds that a file must stand still, ``clock`` a monotonic clock in seconds.
    A file that stands still for half an hour but is empty, not whole or open elsewhere is settled all the same,
    so that its filler gets an answer.
    """

    def __init__(
        self,
        folder: Path,
        quiet: float,
        *,
        suffixes: tuple[str, ...] = SUFFIXES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._quiet = quiet
        self._suffixes = suffixes
        self._clock = clock
        self._seen: dict[Path, _Seen] = {}
        self._order = 0

    def scan(self) -> Scan:
        """List the inbox at any depth and compare with the scan before.

        Raises OperatorFault ``INBOX-WEG`` when the inbox cannot be listed; what was known is kept.
        """
        try:
            return self._compare()
        except OSError as fault:
            _log.warning("INBOX-WEG errno=%s", fault.errno)
            raise OperatorFault(
                "INBOX-WEG", f"De map inbox is niet te lezen: {why(fault)}. Kijk de share na."
            ) from None

    def leave(self, path: Path) -> None:
        """Stop offering a file for as long as it stays as it is now (an unmended copy in ``te-verbeteren``)."""
        if path in self._seen:
            self._seen[path].left = True

    def _compare(self) -> Scan:
        now = self._clock()
        present: dict[Path, _Seen] = {}
        settled: list[Path] = []
        unknown: list[Path] = []
        refused: list[OSError] = []
        pending: list[Path] = []
        for path, neighbours in walk(self._folder, refused.append):
            try:
                status = path.lstat()
            except FileNotFoundError:
                continue
            except OSError:
                pending.append(path)  # there, but not to be read now: nothing is concluded from that
                continue
            seen = present[path] = self._look(path, status, now)
            still = seen.readings >= _READINGS and now - seen.since >= self._quiet
            form = path.suffix.casefold() in self._suffixes and _plain(status)
            if seen.left or not (still or form):
                continue
            if not form:
                unknown.append(path)
            elif still and (now - seen.since >= _MAX_WAIT or _ready(path, status, neighbours)):
                settled.append(path)
            else:
                pending.append(path)
        self._seen = present
        settled.sort(key=lambda path: present[path].order)
        return Scan(tuple(settled), tuple(sorted(pending)), tuple(sorted(unknown)), len(refused))

    def _look(self, path: Path, status: os.stat_result, now: float) -> _Seen:
        state = (status.st_size, status.st_mtime_ns, status.st_ino, status.st_mode)
        seen = self._seen.get(path)
        if seen is None:
            self._order += 1
            return _Seen(state, now, self._order)
        if seen.state != state:
            return _Seen(state, now, seen.order)
        seen.readings += 1
        return seen


def _plain(status: os.stat_result) -> bool:
    """A regular file with one name; all else could change behind our back or lead out of the inbox."""
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1


def _ready(path: Path, status: os.stat_result, neighbours: frozenset[str]) -> bool:
    if status.st_size == 0 or any(name in neighbours for name in owner_names(path.name)):
        return False
    try:
        return is_complete(path)
    except OSError:
        return False  # on Windows: another program has it open; on a share: not to be read now
