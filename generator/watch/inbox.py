"""Sees: which files in the inbox stand still, and may be taken."""

import errno
import logging
import os
import stat
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import OperatorFault
from generator.files import why
from generator.watch.complete import is_complete
from generator.watch.names import SUFFIXES, owner_names, walk
from generator.watch.owner import name_in
from generator.watch.share import mount_of
from generator.watch.sights import Sight, Sights, key_of

_READINGS = 2
_MAX_WAIT = 30 * 60.0
_MAX_OPEN = 12 * 3600.0
"""Longer than a working day: an owner file that stands for so long was left behind by a program that crashed."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scan:
    """One look at the inbox.

    ``settled`` may be taken, first seen first; ``pending`` are the forms that still change, are open somewhere
    or are not whole; ``unknown`` stands still but is no form: another suffix, a link, a pipe; ``unreadable`` counts
    the subfolders that cannot be listed. Of the pending, ``open`` are those that somebody has open, with the name of that
    person where it is known (to be shown, never logged), and ``incomplete`` those that stand still but are not whole.
    """

    settled: tuple[Path, ...]
    pending: tuple[Path, ...]
    unknown: tuple[Path, ...]
    unreadable: int
    open: Mapping[Path, str] = field(default_factory=dict)
    incomplete: frozenset[Path] = frozenset()

    @property
    def moving(self) -> bool:
        """Tell whether a form may settle soon."""
        return len(self.pending) > len(self.open) + len(self.incomplete)


@dataclass(slots=True)
class _Seen:
    """What is remembered of one path. Times are of the monotonic clock: the file's own are never trusted."""

    state: tuple[int, ...]
    since: float
    order: int
    first: float
    """As ``since``, but also over runs before this one."""
    readings: int = 1
    left: bool = False


@dataclass(slots=True)
class _Found:
    """What one look gathers."""

    present: dict[Path, _Seen] = field(default_factory=dict)
    settled: list[Path] = field(default_factory=list)
    pending: list[Path] = field(default_factory=list)
    unknown: list[Path] = field(default_factory=list)
    refused: list[OSError] = field(default_factory=list)
    open: dict[Path, str] = field(default_factory=dict)
    incomplete: set[Path] = field(default_factory=set)


class Inbox:
    """Remembers between scans what each file looked like. Not for use by more than one thread.

    ``quiet`` is the number of seconds that a file must stand still, ``clock`` a monotonic clock in seconds, ``memory`` a
    file for what must outlive this run. A file that stands still but is empty or not whole is settled all the same after
    half an hour, and one that is open elsewhere after twelve hours, so that its filler gets an answer.
    """

    def __init__(
        self,
        folder: Path,
        quiet: float,
        *,
        suffixes: tuple[str, ...] = SUFFIXES,
        clock: Callable[[], float] = time.monotonic,
        memory: Path | None = None,
    ) -> None:
        self._folder = folder
        self._quiet = quiet
        self._suffixes = suffixes
        self._clock = clock
        self._seen: dict[Path, _Seen] = {}
        self._order = 0
        self._sights = Sights(memory, clock())
        self._mount: tuple[int, Path] | None = None
        self._away = False

    def scan(self) -> Scan:
        """List the inbox at any depth and compare with the scan before.

        Raises OperatorFault ``INBOX-WEG`` when the inbox cannot be listed, or when what it stood on is no longer mounted
        and an empty folder shows in its place; what was known is kept.
        """
        try:
            self._check_mount()
            found = self._look(self._clock())
        except OSError as fault:
            if not self._away:  # a share may be away for a night
                _log.warning("INBOX-WEG errno=%s", fault.errno)
            self._away = True
            raise OperatorFault(
                "INBOX-WEG", f"De map inbox is niet te lezen: {why(fault)}. Kijk de share na."
            ) from None
        self._away = False
        self._seen = found.present
        self._remember(found)
        found.settled.sort(key=lambda path: found.present[path].order)
        return Scan(
            tuple(found.settled),
            tuple(sorted(found.pending)),
            tuple(sorted(found.unknown)),
            len(found.refused),
            found.open,
            frozenset(found.incomplete),
        )

    def leave(self, path: Path) -> None:
        """Stop offering a file for as long as it stays as it is now (an unmended copy in ``te-verbeteren``)."""
        if path in self._seen:
            self._seen[path].left = True

    def _check_mount(self) -> None:
        """A share that dropped away can leave its mount point: an empty folder of another disk."""
        device = self._folder.stat().st_dev
        if self._mount is None or device != self._mount[0]:
            if self._mount is not None and not self._mount[1].is_mount():
                raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
            self._mount = device, mount_of(self._folder)

    def _look(self, now: float) -> _Found:
        found = _Found()
        for path, neighbours in walk(self._folder, found.refused.append):
            try:
                status = path.lstat()
            except FileNotFoundError:
                continue
            except OSError:
                found.pending.append(path)  # there, but not to be read now: nothing is concluded from that
                continue
            seen = found.present[path] = self._compared(path, status, now)
            still = seen.readings >= _READINGS and now - seen.since >= self._quiet
            form = path.suffix.casefold() in self._suffixes and _plain(status)
            if seen.left or not (still or form):
                continue
            if not form:
                found.unknown.append(path)
            elif still and self._ready(path, status, neighbours, now - seen.first, found):
                found.settled.append(path)
            else:
                found.pending.append(path)
        return found

    def _compared(self, path: Path, status: os.stat_result, now: float) -> _Seen:
        state = (status.st_size, status.st_mtime_ns, status.st_ino, status.st_mode)
        seen = self._seen.get(path)
        if seen is None:
            self._order += 1
            first = self._sights.first(key_of(path, self._folder), state, now)
            return _Seen(state, now, self._order, first)
        if seen.state != state:
            return _Seen(state, now, seen.order, now)
        seen.readings += 1
        return seen

    @staticmethod
    def _ready(
        path: Path, status: os.stat_result, neighbours: frozenset[str], waited: float, found: _Found
    ) -> bool:
        owner = next((name for name in owner_names(path.name) if name in neighbours), None)
        if owner is not None and waited < _MAX_OPEN:
            found.open[path] = name_in(path.with_name(owner))
            return False
        if waited >= _MAX_WAIT or (status.st_size > 0 and _whole(path)):
            return True
        found.incomplete.add(path)
        return False

    def _remember(self, found: _Found) -> None:
        sights: dict[str, Sight] = {}
        for path in (*found.open, *found.incomplete):
            seen = found.present[path]
            sights[key_of(path, self._folder)] = (seen.first, seen.state)
        self._sights.keep(sights, also_others=bool(found.refused))


def _plain(status: os.stat_result) -> bool:
    """A regular file with one name; all else could change behind our back or lead out of the inbox."""
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1


def _whole(path: Path) -> bool:
    try:
        return is_complete(path)
    except OSError:
        return False  # on Windows: another program has it open; on a share: not to be read now
