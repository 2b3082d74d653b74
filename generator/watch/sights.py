"""When a file that is not whole was first seen, kept on disk: so that runs from cron wait together, not each anew."""

import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path

from generator.files import replace_whole

_log = logging.getLogger(__name__)

Sight = tuple[float, tuple[int, ...]]
"""Since when a file stands as it is, by the monotonic clock, and how it looked."""


class Sights:
    """What is remembered from one run to the next; ``file`` may be None, for a run that only looks.

    The monotonic clock goes on between processes and starts anew with the machine. A moment in the future tells of such
    a start, and is forgotten; an older one can only make a file wait longer, never less.
    """

    def __init__(self, file: Path | None, now: float) -> None:
        self._file = file
        self._kept = _read(file, now) if file else {}

    def first(self, path: str, state: tuple[int, ...], now: float) -> float:
        """Tell since when a file that looks so was seen: ``now``, unless it is remembered."""
        since, known = self._kept.get(path, (now, state))
        return since if known == state else now

    def keep(self, sights: Mapping[str, Sight], *, also_others: bool) -> None:
        """Remember these and, where part of the inbox could not be read, what was known of other files."""
        kept = {**self._kept, **sights} if also_others else dict(sights)
        if kept == self._kept:
            return
        self._kept = kept
        if self._file is None:
            return
        content = {path: [since, *state] for path, (since, state) in kept.items()}
        try:
            replace_whole(self._file, json.dumps(content).encode(), mode=0o600)
        except OSError as fault:
            _log.warning("GEZIEN-NIET-BEWAARD errno=%s", fault.errno)


def key_of(path: Path, folder: Path) -> str:
    """How a file is called in the memory: relative, with ``/``."""
    return os.fspath(path.relative_to(folder).as_posix())


def _read(file: Path, now: float) -> dict[str, Sight]:
    try:
        content = json.loads(file.read_bytes())
        found = {
            str(path): (float(since), tuple(map(int, state))) for path, (since, *state) in content.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
    return {path: sight for path, sight in found.items() if sight[0] <= now}
