"""Watch the inbox: once, for cron, or until told to stop. The scan is the truth; events only wake it early."""

import logging
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from generator import convert, intake, publish
from generator.errors import FormFault, OperatorFault
from generator.files import sha256_of
from generator.flows.house import house_of
from generator.flows.inbox import handle
from generator.flows.index import entry_of, settle_if_idle
from generator.model import Claimed, Outcome, Result
from generator.watch import Inbox, Waker
from generator.wiring import Rooms, watching

log = logging.getLogger(__name__)

_ONCE_QUIET = 1.0
_ONCE_PATIENCE = 10.0
_TICK = 0.25
_REST = 60.0
"""Seconds that a file is left alone after the operator had to act."""


def watch_once(rooms: Rooms) -> Iterator[Outcome]:
    """Handle what stands in the inbox now, and end; what is still changing after some seconds is ``waiting``."""
    quiet = min(_ONCE_QUIET, rooms.settings.watch.quiet_seconds)
    with watching(rooms.workspace):
        _prepare(rooms)
        inbox = Inbox(rooms.workspace.inbox, quiet)
        resting: dict[Path, float] = {}
        deadline = time.monotonic() + _ONCE_PATIENCE
        while time.monotonic() < deadline:
            scan = inbox.scan()
            ready = tuple(path for path in scan.settled if path not in resting)
            if ready:
                yield from _take(rooms, inbox, ready, resting)
                deadline = time.monotonic() + _ONCE_PATIENCE
            elif not scan.pending:
                return
            else:
                time.sleep(_TICK)
        for path in inbox.scan().pending:
            yield Outcome(path.relative_to(rooms.workspace.inbox).as_posix(), Result.WAITING)


def waiting(rooms: Rooms) -> int:
    """Count the forms that stand in the inbox now, for a progress bar; those that wait to be mended count too."""
    scan = Inbox(rooms.workspace.inbox, 0.0).scan()
    return len(scan.pending) + len(scan.settled)


def watch(rooms: Rooms, stopped: Callable[[], bool]) -> Iterator[Outcome]:
    """Keep watching until ``stopped`` says so; the file in hand is brought to its end first.

    A share that drops away is waited for: no file counts as gone because it could not be listed.
    """
    with watching(rooms.workspace), Waker(rooms.workspace.inbox) as waker:
        _prepare(rooms)
        inbox = Inbox(rooms.workspace.inbox, rooms.settings.watch.quiet_seconds)
        resting: dict[Path, float] = {}
        while not stopped():
            try:
                scan = inbox.scan()
            except OperatorFault as fault:
                log.warning("%s", fault.code)
                waker.wait(rooms.settings.watch.scan_seconds)
                continue
            now = time.monotonic()
            ready = tuple(path for path in scan.settled if resting.get(path, now) <= now)
            yield from _take(rooms, inbox, ready, resting)
            if not ready:
                waker.wait(_TICK if scan.pending else rooms.settings.watch.scan_seconds)


def _prepare(rooms: Rooms) -> None:
    """Bring what a crash left to its end."""
    workspace = rooms.workspace
    publish.sweep(workspace.outbox)
    settle_if_idle(rooms)
    convert.sweep(house_of(rooms).pdf.work)
    left = intake.leftovers(workspace)
    placed = _record_placed(rooms, left) if left else {}
    otherwise = {job for job, manifest in placed.items() if not manifest.holds_original}
    for undone in intake.recover(workspace, placed, otherwise):
        rooms.ledger.withdraw(undone.job)
        log.info("HERSTELD job=%s", undone.job)


def _record_placed(rooms: Rooms, jobs: frozenset[str]) -> dict[str, publish.Manifest]:
    """Find which of these jobs stand published, and record them: a stop may have come just before that.

    Rows of a batch sheet (``JOB.7``) are recorded too, but the sheet itself starts anew.
    """
    workspace, placed = rooms.workspace, {}
    for folder, manifest in chain(publish.manifests(workspace.outbox), publish.of_sessions(workspace.outbox)):
        if manifest is None or manifest.job.partition(".")[0] not in jobs:
            continue
        placed[manifest.job] = manifest
        rooms.ledger.record(entry_of(workspace, folder, manifest))
    return placed


def _take(
    rooms: Rooms, inbox: Inbox, ready: tuple[Path, ...], resting: dict[Path, float]
) -> Iterator[Outcome]:
    claimed: list[Claimed] = []
    for path in ready:
        if _unmended(rooms, path):
            inbox.leave(path)
            continue
        try:
            taken = intake.claim(path, rooms.workspace)
        except FormFault:
            inbox.leave(path)
            continue
        except OperatorFault as fault:
            log.warning("%s", fault.code)
            continue
        if taken is not None:
            claimed.append(taken)
    for taken, outcome in handle(rooms, claimed):
        if outcome.outcome is Result.FAILED:
            resting[taken.returns_to] = time.monotonic() + _REST
        yield outcome.of(taken.returns_to.relative_to(rooms.workspace.inbox).as_posix())


def _unmended(rooms: Rooms, path: Path) -> bool:
    """A form that came back and lies there as it was: it waits for its filler."""
    if not path.is_relative_to(rooms.workspace.returned):
        return False
    try:
        return rooms.ledger.was_returned(sha256_of(path))
    except OSError:
        return True
