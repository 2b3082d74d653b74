"""The pulse of a watcher: a small file by which others see that it lives, and what holds it up."""

import json
import logging
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from generator.files import replace_whole
from generator.model import Workspace
from generator.permissions import PRIVATE_FILE

log = logging.getLogger(__name__)

PulseState = Literal["kijkt", "inbox-weg", "gestopt"]
WATCHES: Final = "kijkt"
AWAY: Final = "inbox-weg"
STOPPED: Final = "gestopt"
_STATES: dict[str, PulseState] = {"kijkt": WATCHES, "inbox-weg": AWAY, "gestopt": STOPPED}

_EVERY = 30.0
_SILENT = timedelta(minutes=5)
"""Longer than the longest piece of work between two beats."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What the last watcher of a workspace said of itself."""

    at: datetime
    pid: int
    host: str
    state: PulseState
    code: str
    """Of the fault that holds up all work, such as ``SCHIJF-VOL``; empty when nothing does."""

    def silent(self, now: datetime) -> bool:
        """It did not say that it stopped, but has not been heard for minutes."""
        return self.state != STOPPED and now - self.at > _SILENT


def read_pulse(workspace: Workspace) -> Pulse | None:
    """Read the pulse; None where no watcher ever ran, or the file is damaged."""
    try:
        said = json.loads(workspace.pulse.read_bytes())
        at = datetime.fromisoformat(said["at"])
        return Pulse(
            at.astimezone(UTC), int(said["pid"]), str(said["host"]), _STATES[said["state"]], str(said["code"])
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


class Heart:
    """Writes the pulse: at each change, and otherwise twice a minute when it is asked to beat."""

    def __init__(self, workspace: Workspace, clock: Callable[[], float] = time.monotonic) -> None:
        self._workspace = workspace
        self._clock = clock
        self._says: tuple[PulseState, str] = WATCHES, ""
        self._said = ("", "")
        self._last = 0.0

    def beat(self, state: PulseState, code: str = "") -> None:
        """Say how it goes. A disk that refuses is for others to tell."""
        self._says = state, code
        now = self._clock()
        if (state, code) == self._said and now - self._last < _EVERY:
            return
        self._said, self._last = (state, code), now
        said = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "state": state,
            "code": code,
        }
        try:
            replace_whole(self._workspace.pulse, json.dumps(said).encode(), mode=PRIVATE_FILE)
        except OSError as fault:
            log.warning("POLS errno=%s", fault.errno)

    def beat_on(self) -> None:
        """Say once more how it goes, while others are at work."""
        self.beat(*self._says)
