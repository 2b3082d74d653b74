"""Who may read and write what the program makes in the shared folders, whatever the umask of the process.

What only the program may see (``.dossier``) is for its own user alone, and no setting opens it.
"""

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


@dataclass(frozen=True, slots=True)
class Permissions:
    """The modes of files and folders as ``chmod`` has them, and the group that they get."""

    file: int = 0o640
    folder: int = 0o750
    inbox: int = 0o660
    """Of a file that comes back, which its filler must be able to mend."""
    group: int | None = None
    """Number of the group; None: that of the process, or of the folder above where that hands its group on."""

    @property
    def inbox_folder(self) -> int:
        """Of the folders in which people drop and mend: whoever may read a file may also enter."""
        return self.inbox | (self.inbox & 0o444) >> 2


class _Held:
    now = Permissions()


def use(permissions: Permissions) -> None:
    """Set the permissions for this process."""
    _Held.now = permissions


def current() -> Permissions:
    """The permissions that were set last, or else the defaults."""
    return _Held.now


def give(handle: int, mode: int) -> None:
    """Give an open file its mode, and the group where the mode lets a group in.

    A share that keeps no modes decides by itself who may in. Raises OSError when the group cannot be given.
    """
    if os.name == "nt":
        return
    with suppress(PermissionError):
        os.fchmod(handle, mode)
    if mode & 0o070 and _Held.now.group is not None:
        os.fchown(handle, -1, _Held.now.group)


def make_folder(folder: Path, mode: int | None = None) -> None:
    """Make a folder, with those above it that are missing, all with ``mode`` (default: that of the outbox).

    A folder that stands already is left as it is. Raises OSError when the disk refuses.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent, mode)
    wanted = current().folder if mode is None else mode
    try:
        folder.mkdir(mode=wanted)
    except FileExistsError:
        if folder.is_dir():  # another process was first
            return
        raise
    if os.name == "nt":
        return
    if wanted & 0o070 and _Held.now.group is not None:
        os.chown(folder, -1, _Held.now.group)
    inherited = folder.stat().st_mode & stat.S_ISGID  # a chmod without it would take it away
    with suppress(PermissionError):
        folder.chmod(wanted | inherited)
