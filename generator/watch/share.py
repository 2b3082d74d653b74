"""Where a folder stands: on which mount, and whether that is a share, where the system tells nothing of what others do."""

import os
import re
import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_SHARES = frozenset(
    {
        "cifs",
        "smb3",
        "smbfs",
        "nfs",
        "nfs4",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "ncpfs",
        "coda",
        "davfs",
    }
    | {
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.glusterfs",
        "fuse.davfs2",
        "fuse.s3fs",
        "fuse.cifs",
        "fuse.smbnetfs",
    }
    | {"vboxsf", "prl_fs", "fuse.vmhgfs-fuse", "vmhgfs", "drvfs", "virtiofs"}
)
_WITHOUT_MODES = frozenset({"vfat", "exfat", "msdos", "ntfs", "ntfs3", "fuseblk"})
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


def mount_of(folder: Path) -> Path:
    """Find the mount point that a folder stands on."""
    here = folder.resolve()
    while not here.is_mount() and here != here.parent:
        here = here.parent
    return here


def on_share(folder: Path) -> bool:
    """Tell whether a folder stands on a network share or in another machine; False where that cannot be found out."""
    if sys.platform == "win32":
        return _remote_drive(folder)
    return _type_of(folder) in _SHARES


def has_modes(folder: Path) -> bool:
    """Tell whether the modes of files say who may write them: on a share, FAT or NTFS they are the same for all."""
    kind = _type_of(folder)
    return os.name != "nt" and kind not in _SHARES and kind not in _WITHOUT_MODES


def type_in(mounts: str, path: str) -> str:
    """Find the file system of a real path in the text of ``/proc/self/mountinfo``; of two at one place the later."""
    best, kind = "", ""
    for line in mounts.splitlines():
        before, dash, after = line.partition(" - ")
        fields, types = before.split(" "), after.split(" ")
        if not dash or len(fields) < 5 or not types[0]:  # noqa: PLR2004 - proc(5): the fifth field is the mount point
            continue
        point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, types[0]
    return kind


def _type_of(folder: Path) -> str:
    try:
        return type_in(_MOUNTS.read_text("utf-8", "surrogateescape"), str(folder.resolve()))
    except OSError:
        return ""


def _remote_drive(folder: Path) -> bool:
    import ctypes

    drive = folder.resolve().drive
    if drive.startswith("\\\\"):
        return True
    windows = getattr(ctypes, "windll", None)
    return windows is not None and windows.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
