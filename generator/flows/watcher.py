"""Is somebody watching the inbox: by the lock that a watcher holds and the sign of life that it writes."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from generator.model import Workspace

WatcherState = Literal["kijkt", "inbox-weg", "gestopt", "zwijgt", "bezig", "nooit"]

_PULSE = "watch.json"
_SILENCE = timedelta(minutes=5)
"""Longer than the longest document may take."""


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
    pulse = _pulse(workspace.state / _PULSE)
    held = _is_held(workspace.lock)
    if pulse is None or (pulse.state == "gestopt" and held):
        return Watcher("bezig" if held else "nooit", pulse.at if pulse else None)
    silent = pulse.at is not None and now - pulse.at > _SILENCE
    if pulse.state != "gestopt" and (silent or not held):
        return Watcher("zwijgt", pulse.at, pulse.code)
    return pulse


def _pulse(path: Path) -> Watcher | None:
    """Read the sign of life; None where there is none, or none that can be read."""
    try:
        told = json.loads(path.read_bytes())
        at = datetime.fromisoformat(told["at"]).astimezone()
        state, code = told["state"], str(told.get("code") or "")
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return Watcher(state, at, code) if state in {"kijkt", "inbox-weg", "gestopt"} else None


def _is_held(lock: Path) -> bool:
    """Tell whether a process holds a lock; one that may not be opened counts as held."""
    if not lock.exists():
        return False
    probe = FileLock(lock)
    try:
        with probe.acquire(timeout=0):
            return False
    except (Timeout, OSError):
        return True
