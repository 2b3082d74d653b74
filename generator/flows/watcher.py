"""Is somebody watching the inbox: by the lock that a watcher holds and the sign of life that it writes."""

import errno
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from generator.flows.pulse import STOPPED, read_pulse
from generator.model import Workspace

WatcherState = Literal["kijkt", "inbox-weg", "gestopt", "zwijgt", "bezig", "nooit"]


@dataclass(frozen=True, slots=True)
class Watcher:
    """What is known of ``dossier watch``.

    ``zwijgt``: it ran, and stopped without saying so, or hangs. ``bezig``: another command holds the lock. ``nooit``:
    no sign of life was ever written; ``watch --once`` from cron may do the work.
    """

    state: WatcherState
    at: datetime | None = None
    """The last sign of life."""
    code: str = ""
    """Of the fault that it met."""


def watcher_of(workspace: Workspace, now: datetime) -> Watcher:
    """Tell whether somebody watches a workspace."""
    pulse = read_pulse(workspace)
    held = _is_held(workspace.lock)
    if pulse is None or (pulse.state == STOPPED and held):
        return Watcher("bezig" if held else "nooit", pulse.at if pulse else None)
    if pulse.state != STOPPED and (pulse.silent(now) or not held):
        return Watcher("zwijgt", pulse.at, pulse.code)
    return Watcher(pulse.state, pulse.at, pulse.code)


def _is_held(lock: Path) -> bool:
    """Tell whether a process holds a lock; one that may not be opened counts as held, unless nobody can write there."""
    if not lock.exists():
        return False
    probe = FileLock(lock)
    try:
        with probe.acquire(timeout=0):
            return False
    except Timeout:
        return True
    except OSError as fault:
        return fault.errno != errno.EROFS
