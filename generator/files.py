"""Files that appear whole or not at all."""

import errno
import hashlib
import os
import re
import stat
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from generator import permissions
from generator.errors import OperatorFault

AT_ONCE = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
"""How ``os.open`` opens what others may have put there: never through a link, nor waiting for the other end of a pipe."""

NO_LINKS = frozenset({errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""What a file system answers that does not know second names for a file."""

_NO_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
_CHUNK = 1 << 20
_NAME_BYTES = 150
_SUFFIX_BYTES = 20
_WORKING = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters that do something instead of being seen."""
_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"),
    )
)


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


def write_new(path: Path, content: bytes, mode: int | None = None) -> None:
    """Write a file that must not exist yet and make its bytes durable.

    ``mode`` holds whatever the umask; without it, that of the outbox. Raises FileExistsError when the name is taken, OSError when the disk refuses.
    """
    with os.fdopen(_create(path, mode), "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())


def _create(path: Path, mode: int | None) -> int:
    wanted = permissions.current().file if mode is None else mode
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), wanted)
    try:
        permissions.give(handle, wanted)
    except OSError:
        os.close(handle)
        path.unlink(missing_ok=True)
        raise
    return handle


def replace_whole(path: Path, content: bytes, mode: int | None = None) -> None:
    """Write or replace a file by one rename, so that a reader sees the old bytes or the new, never a mix."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.nieuw")
    fresh.unlink(missing_ok=True)
    write_new(fresh, content, mode)
    fresh.replace(path)
    sync_folder(path.parent)


def copy_new(source: BinaryIO, target: Path, mode: int | None = None) -> str:
    """Copy an open file to a name that must not exist yet, durably; returns the sha256 of what was written.

    Raises FileExistsError when the name is taken, OSError when the disk refuses; a half copy is taken away.
    """
    handle = _create(target, mode)
    digest = hashlib.sha256()
    try:
        with os.fdopen(handle, "wb") as copy:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def carry(source: Path, target: Path) -> None:
    """Give a file a second name, which must be free; where the file system has none, or for a link, copy it.

    Raises FileExistsError when the name is taken, OSError when the disk refuses.
    """
    if source.is_symlink():
        target.symlink_to(source.readlink())
        return
    try:
        os.link(source, target)
    except OSError as refused:
        if refused.errno not in NO_LINKS:
            raise
        with source.open("rb") as original:
            copy_new(original, target)


def exchange(one: Path, other: Path) -> bool:
    """Let two files or folders of one file system change names at a stroke: at no moment is one of the names missing.

    False where the system or the file system cannot do so (all but Linux, and some shares); nothing has changed
    then. The names are durable once their folders are synced. Raises OSError, as when one of them is not there.
    https://man7.org/linux/man-pages/man2/renameat2.2.html
    """
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    sys.audit("os.rename", one, other, -1, -1)
    if rename(here, os.fsencode(one), here, os.fsencode(other), swap) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NO_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number))


def open_at_once(path: Path) -> BinaryIO:
    """Open a plain file that others may have put there, as ``AT_ONCE`` says. Raises OSError, also for what is no plain file."""
    handle = os.open(path, AT_ONCE)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def safe_name(name: str) -> str:
    """Make a file name that every system can keep: at most 150 bytes of UTF-8, with its suffix.

    Separators, control and direction characters and what Windows forbids become ``_``, accents are composed
    (NFC), a hidden or reserved name gets ``_`` in front. A good name comes back as it was.
    https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
    """
    composed = unicodedata.normalize("NFC", name)
    clean = "".join("_" if _unfit(character) else character for character in composed).strip(" ").rstrip(" .")
    if clean.startswith(".") or clean.partition(".")[0].rstrip(" ").casefold() in _DEVICES:
        clean = f"_{clean}"
    stem, dot, suffix = clean.rpartition(".")
    if not stem or len(suffix.encode()) > _SUFFIX_BYTES:
        stem, dot, suffix = clean, "", ""
    room = _NAME_BYTES - len(f"{dot}{suffix}".encode())
    if len(stem.encode()) > room:
        stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .")
    return f"{stem}{dot}{suffix}" or "bestand"


def shown(text: str) -> str:
    """Text from outside, as a line for people: what ends the line, works on a screen or turns the direction becomes ``_``.

    Whoever names a file, or fills in a form of somebody else's, would write lines of ours otherwise. Halves of surrogate pairs stay:
    by those a name that is no UTF-8 is told.
    """
    return _WORKING.sub("_", text)


def _unfit(character: str) -> bool:
    category = unicodedata.category(character)
    return character in _FORBIDDEN or category.startswith("C") or category in {"Zl", "Zp"}


@contextmanager
def disk_faults(place: str) -> Iterator[None]:
    """Turn what a disk or share refuses into words for the operator; ``place`` says where ("de inbox").

    Raises OperatorFault ``SCHIJF-VOL`` or ``SCHIJF-FOUT``. The path stays out: a file's name can be a person's.
    """
    try:
        yield
    except OSError as fault:
        if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise OperatorFault(
                "SCHIJF-VOL", f"Er is geen plaats meer in {place}. Maak ruimte vrij."
            ) from None
        raise OperatorFault(
            "SCHIJF-FOUT", f"Lezen of schrijven in {place} lukt niet: {why(fault)}."
        ) from None


def why(fault: OSError) -> str:
    """Say in Dutch why a disk or share refuses, without the path."""
    words = {
        errno.EROFS: "er kan alleen gelezen worden",
        errno.EACCES: "geen toegang",
        errno.EPERM: "geen toegang",
        errno.ENOENT: "de map of het bestand is er niet",
        errno.ENOTDIR: "er staat een bestand waar een map hoort",
        errno.EISDIR: "er staat een map waar een bestand hoort",
        errno.EEXIST: "er staat al iets met die naam",
        errno.EIO: "de schijf of de share geeft een fout",
        errno.ENOSPC: "er is geen plaats meer",
        errno.EDQUOT: "er is geen plaats meer",
        errno.ESTALE: "de share is weggevallen",
    }
    return words.get(fault.errno or 0, f"fout {fault.errno or type(fault).__name__}")
