"""When a watcher looks again: one that goes on, and one that handles what is there."""

import time

from generator.errors import DossierError
from generator.sections import Watch
from generator.watch import Scan

TICK = 0.25
AWAY = "INBOX-WEG"
LOCAL = 2.0
"""Seconds between two looks; on a share ``_SHARE``."""
_SHARE = 5.0
_LONGEST_REST = 60.0
_ONCE_PATIENCE = 10.0


def longer(rest: float) -> float:
    """How long to rest after something failed once more."""
    return min(2 * rest, _LONGEST_REST)


class Steady:
    """The pace of a watcher that goes on until it is told to stop."""

    def __init__(self, settings: Watch, *, share: bool) -> None:
        self._pause = settings.scan_seconds or (_SHARE if share else LOCAL)
        self._tick = min(self._pause, max(TICK, settings.quiet_seconds / 4))
        self._rest = self._pause

    def after(self, scan: Scan, fault: DossierError | None, *, handled: bool) -> float:
        """Give the seconds until the next look, after one that saw this; 0 when it took something."""
        held_up = fault is not None and fault.code != AWAY
        self._rest = longer(self._rest) if held_up else self._pause
        if handled:
            return 0.0
        return self._tick if scan.moving and fault is None else self._rest


class Once:
    """The pace of a watcher that ends once all is handled that could be."""

    def __init__(self) -> None:
        self._deadline = time.monotonic() + _ONCE_PATIENCE

    def after(self, scan: Scan, fault: DossierError | None, *, handled: bool) -> float | None:
        """Give the seconds until the next look; None at the end, which a fault is too."""
        now = time.monotonic()
        if handled:
            self._deadline = now + _ONCE_PATIENCE
            return 0.0
        if fault is not None or now >= self._deadline or set(scan.pending) <= scan.open.keys():
            return None
        return TICK
