"""Put a file under a name without ever covering what stands there: every file in the inbox is somebody's."""

import errno
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from generator import permissions
from generator.files import NO_LINKS, copy_new, safe_name, sha256_of, sync_folder


def leads_out(folder: Path, inbox: Path) -> bool:
    """Tell whether a folder of the inbox is, or stands behind, a link out of it.

    Who may drop a file may also put a link in the place of a folder: followed, it would let them take files away, and put
    them, wherever the program may.
    """
    real = Path(os.path.realpath(folder))
    return not real.is_relative_to(os.path.realpath(inbox))


def numbered(name: str) -> Iterator[str]:
    """``x.pdf``, ``x (2).pdf``, ``x (3).pdf`` and on."""
    yield name
    safe = Path(safe_name(name))
    for number in count(2):
        yield f"{safe.stem} ({number}){safe.suffix}"


def move_new(source: Path, target: Path) -> None:
    """Rename a file to a name that must be free. Raises FileExistsError when it is not, OSError when refused.

    POSIX has no such rename, but a second name (link) is never given over an existing file. Where the file system
    has no links the name is looked at first.
    """
    if os.name == "nt":
        source.rename(target)
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as refused:
        if refused.errno not in NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        source.rename(target)
    else:
        source.unlink()


def place(source: Path, folder: Path, name: str, passing: str) -> Path:
    """Move a file into ``folder`` under ``name``, or the first free ``name (2)``; returns where it stands.

    The same bytes under that name are this file, from a try that was cut off. ``passing`` is a hidden name in
    ``folder`` for use on the way, when source and folder are on different file systems.
    """
    between = folder / passing
    between.unlink(missing_ok=True)
    for candidate in map(folder.joinpath, numbered(name)):
        if same_bytes(source, candidate):
            break
        try:
            _move_anywhere(source, candidate, between)
        except FileExistsError:
            continue
        break
    sync_folder(folder)
    source.unlink(missing_ok=True)
    return candidate


def same_bytes(one: Path, other: Path) -> bool:
    """Tell whether both paths are regular files with the same content."""
    if any(path.is_symlink() or not path.is_file() for path in (one, other)):
        return False
    if one.stat().st_size != other.stat().st_size:
        return False
    return sha256_of(one) == sha256_of(other)


def _move_anywhere(source: Path, target: Path, between: Path) -> None:
    try:
        move_new(source, target)
    except OSError as refused:
        if refused.errno != errno.EXDEV:
            raise
        if not between.exists():
            with source.open("rb") as original:
                copy_new(original, between, mode=permissions.current().inbox)
        move_new(between, target)
