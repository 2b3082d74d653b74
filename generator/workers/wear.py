"""When a worker is worn: native libraries keep what they worked out, and give it back only when their process ends."""

import os
from pathlib import Path

_HELD_BYTES = 350 * 1024**2
"""So that with one more large paper a worker stays below 400 MB."""
_PAPER_BYTES = 20 * 1024**2
"""Typst keeps 10 MB of a paper of some pages."""


class Wear(int):
    """How many tasks a worker does; fewer when it holds a lot before that.

    pebble knows only a number of tasks, and one that reads a small form wears nothing: it compares this with the tasks that
    were done before it takes the next.
    """

    def __gt__(self, done: int) -> bool:
        """Tell whether a worker that did so many tasks goes on."""
        return super().__gt__(done) and _held(done) < _HELD_BYTES


def _held(done: int) -> int:
    """Resident memory of this process in bytes; where the system does not tell, as if each task were a paper."""
    try:
        pages = Path("/proc/self/statm").read_bytes().split()[1]
    except OSError:
        return done * _PAPER_BYTES
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
