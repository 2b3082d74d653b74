"""Files that appear whole or not at all."""

import hashlib
import os
from pathlib import Path

_CHUNK = 1 << 20


def sha256_of(path: Path) -> str:
    """Digest of a file's bytes, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable; without effect where the platform cannot open folders (Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, content: bytes, mode: int = 0o640) -> None:
    """Write a file that must not exist yet and make its bytes durable.

    Raises FileExistsError when the name is taken, OSError when the disk refuses.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())


def replace_whole(path: Path, content: bytes, mode: int = 0o640) -> None:
    """Write or replace a file by one rename, so that a reader sees the old bytes or the new, never a mix."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.nieuw")
    fresh.unlink(missing_ok=True)
    write_new(fresh, content, mode)
    fresh.replace(path)
    sync_folder(path.parent)
