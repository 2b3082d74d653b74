"""One of the writers of the burst: ``python -m tests.burst.writer INBOX NUMBER PART OF``; drops every OF-th file."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.burst.plan import Drop, drops

_PAUSE = 0.6
"""Longer than the quiet time of the watcher, so that a half file stands still for long enough to be taken by mistake."""


def at_once(path: Path, content: bytes) -> None:
    """As a copy on the same disk."""
    path.write_bytes(content)


def slowly(path: Path, content: bytes) -> None:
    """As a copy over a slow line, in pieces."""
    with path.open("wb", buffering=0) as target:
        for start in range(0, len(content), max(1, len(content) // 3)):
            target.write(content[start : start + max(1, len(content) // 3)])
            time.sleep(0.01)


def renamed(path: Path, content: bytes) -> None:
    """As a browser downloads, or Word saves: under another name first."""
    half = path.with_name(f"{path.name}.part")
    half.write_bytes(content)
    half.rename(path)


def truncated(path: Path, content: bytes) -> None:
    """As a copy that was cut off; the rest comes later."""
    path.write_bytes(content[: len(content) // 2])


WRITE: dict[str, Callable[[Path, bytes], None]] = {
    "at once": at_once,
    "slowly": slowly,
    "renamed": renamed,
    "truncated first": truncated,
}


def main() -> None:
    """Drop this writer's share; what is truncated first is finished by tens, after a pause."""
    inbox, number, part, of = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    half: list[Drop] = []
    for drop in list(drops(number))[part::of]:
        WRITE[drop.way](inbox / drop.name, drop.content)
        if drop.way == "truncated first":
            half.append(drop)
        if len(half) == 10:
            finish(inbox, half)
    finish(inbox, half)


def finish(inbox: Path, half: list[Drop]) -> None:
    """Write the second half of files behind the first."""
    time.sleep(_PAUSE)
    for drop in half:
        with (inbox / drop.name).open("ab") as target:
            target.write(drop.content[len(drop.content) // 2 :])
    half.clear()


if __name__ == "__main__":
    main()
