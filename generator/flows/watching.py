"""Watch the inbox: once, for cron, or until told to stop. The scan is the truth; events only wake it early."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator import intake
from generator.errors import DossierError, FormFault, OperatorFault
from generator.files import sha256_of
from generator.flows import notices, pulse, purge
from generator.flows.inbox import handle
from generator.flows.pace import AWAY, LOCAL, Once, Steady
from generator.flows.recovering import recover, tidy
from generator.flows.retries import Retries
from generator.locks import PATIENCE, watching
from generator.model import Claimed, Outcome, Result
from generator.watch import Inbox, Scan, Waker, on_share
from generator.wiring import Rooms
from generator.workers import Stopped

log = logging.getLogger(__name__)

_ONCE_QUIET = 1.0


def watch_once(rooms: Rooms, stopped: Callable[[], bool] = lambda: False) -> Iterator[Outcome]:
    """Handle what stands in the inbox now, and end; what cannot be taken yet is ``waiting``, with the reason.

    Raises OperatorFault when the inbox is away, or when disk or ledger refuse; nothing is lost then.
    """
    with started(rooms) as heart:
        watcher, pace = Watcher(rooms, once_quiet(rooms), heart, stopped), Once()
        while not stopped():
            yield from filter(None, watcher.turn())
            if watcher.fault is not None:
                tidy(rooms)
                raise watcher.fault
            rest = pace.after(watcher.scan, watcher.fault, handled=watcher.handled)
            if rest is None:
                break
            time.sleep(rest)
        yield from watcher.still_waiting()


def once_quiet(rooms: Rooms) -> float:
    """How long a file must stand still for a watcher that does not go on."""
    return min(_ONCE_QUIET, rooms.settings.watch.quiet_seconds)


def waiting(rooms: Rooms) -> int:
    """Count the forms that stand in the inbox now, for a progress bar; those that wait to be mended count too."""
    scan = Inbox(rooms.workspace.inbox, 0.0).scan()
    return len(scan.pending) + len(scan.settled)


def watch(rooms: Rooms, stopped: Callable[[], bool]) -> Iterator[Outcome]:
    """Keep watching until ``stopped`` says so; the files in hand are brought to their end first, or go back where they
    were dropped when the workers are told to stop too.

    A share that drops away is waited for, and so is a disk or ledger that refuses: no file counts as gone because it could
    not be listed, and none is lost.
    """
    inbox, settings = rooms.workspace.inbox, rooms.settings.watch
    share = on_share(inbox)
    pace = Steady(settings, share=share)
    with started(rooms) as heart, Waker(inbox, listens=not share) as waker:
        watcher = Watcher(rooms, settings.quiet_seconds, heart, stopped)
        while not stopped():
            yield from filter(None, watcher.turn())
            _wait(waker, pace.after(watcher.scan, watcher.fault, handled=watcher.handled), stopped)


def _wait(waker: Waker, seconds: float, stopped: Callable[[], bool]) -> None:
    """Wait until something moves or the time is over; looks often enough whether it must stop."""
    until = time.monotonic() + seconds
    while not stopped() and (left := until - time.monotonic()) > 0:
        if waker.wait(min(left, LOCAL)):
            return


@contextmanager
def started(rooms: Rooms, patience: float = PATIENCE) -> Iterator[pulse.Heart]:
    """Hold the lock of the one watcher, for which to wait so long, bring what a stop left to its end, before and after, and show that it lives.

    When the workers are told to stop, the work ends here.
    """
    with watching(rooms.workspace, patience):
        rooms.workers.begin()
        heart = pulse.Heart(rooms.workspace)
        try:
            purge.finish(rooms)
            recover(rooms)
            heart.beat(pulse.WATCHES)
            with suppress(Stopped):
                yield heart
            tidy(rooms)
        finally:
            heart.beat(pulse.STOPPED)


class Watcher:
    """One watcher at work. ``turn`` looks once and handles what is ready.

    After a turn ``scan`` is what it saw, ``handled`` tells whether it took anything, and ``fault`` what held it up: the
    inbox, the disk or the ledger, to be tried again at the next turn.
    """

    def __init__(
        self, rooms: Rooms, quiet: float, heart: pulse.Heart, stopped: Callable[[], bool] = lambda: False
    ) -> None:
        self.scan = Scan((), (), (), 0)
        self.handled = False
        self.fault: DossierError | None = None
        self._rooms = rooms
        self._heart = heart
        self._stopped = stopped
        self._inbox = Inbox(rooms.workspace.inbox, quiet, memory=rooms.workspace.sights)
        self._retries = Retries(rooms)
        self._begun = False
        self._undone: dict[str, tuple[Claimed, str]] = {}
        """Jobs in hand, and those that could not be ended, with the code of why."""
        self._notices = notices.Notices(rooms.workspace.inbox)

    def turn(self) -> Iterator[Outcome | None]:
        """Look at the inbox and handle what is ready; raises no DossierError, but keeps it as ``fault``.

        Between two lots of files or rows comes None: the turn may rest there while others work.
        """
        before = self.fault
        self.handled, self.fault = False, None
        try:
            self._recover()
            ready = self._look()
            yield from self._notices.new()
            for end in handle(self._rooms, self._claimed(ready), dropped=self._dropped):
                if end is None:
                    yield None
                    continue
                taken, outcome = end
                self._ended(taken, outcome)
                yield outcome.of(self._relative(taken.returns_to))
                yield from self._notices.new()
                self._heart.beat(pulse.WATCHES)
            yield from self._notices.new()
        except DossierError as fault:
            self._broken_off(fault)
        self._tell(before)

    def still_waiting(self) -> Iterator[Outcome]:
        """Tell of the files that were not told of yet, and still change."""
        self._notices.changing(self.scan.pending)
        yield from self._notices.new()

    def _recover(self) -> None:
        """Bring to their end the jobs that could not be ended at an earlier turn. No job is in hand now."""
        if intake.leftovers(self._rooms.workspace):
            for undone in recover(self._rooms):
                if undone.job in self._undone:
                    taken, code = self._undone[undone.job]
                    self._failed(undone.returns_to, taken, code)
        self._undone.clear()

    def _look(self) -> tuple[Path, ...]:
        """List what may be taken now. Raises OperatorFault when inbox or ledger cannot be read."""
        self.scan = self._inbox.scan()
        if not self._begun:
            self._retries.begin(self.scan)
            self._begun = True
        self._retries.look(self.scan)
        self._notices.look(self.scan)
        ready = []
        for path in self.scan.settled:
            if delay := self._retries.resting(path):
                self._notices.delayed(path, delay)
            else:
                ready.append(path)
        return tuple(ready)

    def _dropped(self) -> Iterable[Claimed]:
        """What came while a batch sheet is being handled."""
        if self._stopped() or self.fault is not None:
            return ()
        try:
            return self._claimed(self._look())
        except OperatorFault as fault:
            self.fault = fault
            return ()

    def _claimed(self, ready: Iterable[Path]) -> Iterator[Claimed]:
        """Take files one by one, as they are asked for; a fault of disk or ledger ends it."""
        for path in ready:
            if self._stopped():
                return
            if self.fault is not None:
                self._notices.held_up(path, self.fault)
                continue
            try:
                taken = self._claim(path)
            except FormFault as fault:
                self._inbox.leave(path)
                self._notices.left(path, fault)
            except OperatorFault as fault:
                self._refused(path, fault)
            else:
                if taken is not None:
                    self.handled = True
                    self._retries.taken(path)
                    self._undone[taken.job] = taken, ""
                    yield taken

    def _claim(self, path: Path) -> Claimed | None:
        if self._unmended(path):
            self._inbox.leave(path)
            return None
        return intake.claim(path, self._rooms.workspace)

    def _refused(self, path: Path, fault: OperatorFault) -> None:
        """A file could not be taken: a full disk or the ledger holds up all, another fault this one only."""
        if fault.code == "SCHIJF-VOL" or fault.code.startswith("LEDGER"):
            self.fault = fault
            self._notices.held_up(path, fault)
            return
        log.warning("%s", fault.code)
        self._retries.failed(path, _digest(path), fault.code)

    def _ended(self, taken: Claimed, outcome: Outcome) -> None:
        if outcome.row:
            return
        if outcome.outcome is not Result.FAILED:
            self._undone.pop(taken.job)
            self._retries.ended(taken.sha256)
            return
        code = outcome.findings[0].code
        if taken.path.exists():
            self._undone[taken.job] = taken, code
        else:
            self._undone.pop(taken.job)
            self._failed(taken.returns_to, taken, code)

    def _failed(self, path: Path, taken: Claimed, code: str) -> None:
        self._retries.failed(path, taken.sha256, code)
        self._notices.known(path)

    def _broken_off(self, fault: DossierError) -> None:
        self.fault = fault
        self._undone = {job: (taken, code or fault.code) for job, (taken, code) in self._undone.items()}

    def _tell(self, before: DossierError | None) -> None:
        """Show in log and pulse what holds up the work; in the log once."""
        code = self.fault.code if self.fault else ""
        if code and (before is None or before.code != code):
            log.error("%s", code)
        self._heart.beat(pulse.AWAY if code == AWAY else pulse.WATCHES, code)

    def _relative(self, path: Path) -> str:
        return path.relative_to(self._rooms.workspace.inbox).as_posix()

    def _unmended(self, path: Path) -> bool:
        """A form that came back and lies there as it was: it waits for its filler."""
        if not path.is_relative_to(self._rooms.workspace.returned):
            return False
        try:
            return self._rooms.ledger.was_returned(sha256_of(path))
        except OSError:
            return True


def _digest(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return ""
