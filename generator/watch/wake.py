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

    A share tells nothing and the system's watches can run out: then waiting simply lasts the full time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._moved = Event()
        self._observer = Observer()

    def __enter__(self) -> Self:
        try:
            self._observer.schedule(self, str(self._folder), recursive=True, event_filter=_MOVES)
            self._observer.start()
        except (OSError, RuntimeError) as fault:
            _log.warning("WATCH-ALLEEN-SCAN %s", type(fault).__name__)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that something moved; called by watchdog in its own thread."""
        self._moved.set()

    def wait(self, timeout: float) -> None:
        """Return when something moved since the last wait, or after ``timeout`` seconds."""
        self._moved.wait(timeout)
        self._moved.clear()
