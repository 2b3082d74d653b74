"""Wakes the watcher as soon as something moves; whether a file is there is for the scan to say."""

import logging
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self

from watchdog.events import (
    DirCreatedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

_log = logging.getLogger(__name__)

_MOVES: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""Not the opening and closing of files to read: our own scan does that and would wake itself for ever."""


class Waker(FileSystemEventHandler):
    """Waits until something moves below a folder, or a time has passed.

    With ``listens`` off (a share tells nothing of what others do) and where the system's watches ran out, waiting simply
    lasts the full time. A folder that was away, or another that came in its place, is listened to again.
    """

    def __init__(self, folder: Path, *, listens: bool = True) -> None:
        self._folder = folder
        self._listens = listens
        self._moved = Event()
        self._observer = Observer()
        self._heard: tuple[int, int] | None = None
        """Which folder is listened to, or was refused; None where there is none."""
        self._refused = False

    def __enter__(self) -> Self:
        self._listen()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that something moved; called by watchdog in its own thread."""
        self._moved.set()

    def wait(self, timeout: float) -> bool:
        """Return True when something moved since the last wait, False after ``timeout`` seconds."""
        lives = self._refused or self._observer.is_alive()
        if self._listens and not (lives and self._heard == _identity(self._folder)):
            self._listen()
        moved = self._moved.wait(timeout)
        self._moved.clear()
        return moved

    def _listen(self) -> None:
        self._stop()
        self._heard = _identity(self._folder)
        if not self._listens or self._heard is None:
            return
        self._observer, self._refused = Observer(), False
        try:
            self._observer.schedule(self, str(self._folder), recursive=True, event_filter=_MOVES)
            self._observer.start()
        except (OSError, RuntimeError) as fault:
            _log.warning("WATCH-ALLEEN-SCAN %s", type(fault).__name__)
            self._refused = True

    def _stop(self) -> None:
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
