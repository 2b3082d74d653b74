"""Take a file: from now on it stands in a folder of its own, where nobody changes it."""

import errno
import hashlib
import os
from io import BufferedReader
from pathlib import Path

from generator import permissions
from generator.files import copy_new, disk_faults, sha256_of, sync_folder
from generator.intake import jobs
from generator.intake.faults import fault, too_large
from generator.intake.jobs import Job
from generator.intake.placing import leads_out, place
from generator.intake.plain import open_plain
from generator.intake.room import check_room
from generator.model import Claimed, Workspace
from generator.permissions import make_folder

_LARGEST = 1024**3
"""Bytes beyond which a file is not even digested or given back: that would hold up all others."""
_OPEN_ELSEWHERE = 32
"""ERROR_SHARING_VIOLATION of Windows."""


def claim(path: Path, workspace: Workspace) -> Claimed | None:
    """Take a dropped file out of the inbox by one rename.

    None when it cannot be had now: somebody else took it first, or it changed while it was taken (it then stands where
    it stood). Raises FormFault for a link, pipe or device and for what is far too large, which stay where they
    are; OperatorFault when disk or share refuse, ``SCHIJF-VOL`` also when there is too little room for the work;
    ValueError for a path outside the inbox.
    """
    with disk_faults("de inbox of de werkmap"):
        try:
            with open_plain(path) as source:
                seen = _checked(source, workspace)
        except FileNotFoundError:
            return None
        job = jobs.start(workspace, path)
        try:
            digest = _digest(job.original, seen) if _take(path, job, workspace) else None
            if digest is None:
                give_up(job, workspace)
                return None
            return job.claimed(digest)
        except BaseException:
            give_up(job, workspace)
            raise


def adopt(path: Path, workspace: Workspace) -> Claimed:
    """Copy a file that was named on the command line; the file itself stays where it is.

    Raises FormFault for what is no regular file or far too large; OperatorFault when disk or share refuse.
    """
    with disk_faults("de werkmap"), open_plain(path.resolve(), single=False) as source:
        _checked(source, workspace)
        job = jobs.start(workspace, path.absolute(), copied=True)
        try:
            digest = copy_new(source, job.partial, mode=0o600)
            _arrive(job)
        except BaseException:
            jobs.drop(job)
            raise
    return job.claimed(digest)


def put_back(claimed: Claimed, workspace: Workspace) -> Path | None:
    """End a job undone, because the operator must act first: the file stands where it was dropped again.

    Returns its path; None for a copy of ours, which is thrown away. Raises OperatorFault when disk or share
    refuse; the job then stays for ``recover``.
    """
    with disk_faults("de inbox of de werkmap"):
        return give_up(jobs.read(claimed.path.parent.parent, workspace), workspace)


def give_up(job: Job, workspace: Workspace) -> Path | None:
    """Put the original of a job back where it was dropped and end the job; None when there is none to put back.

    A name that somebody else took meanwhile gets `` (2)``; where something else took the place of the folder, the file goes
    to the inbox itself. May be repeated after a crash at any point.
    """
    back = None
    if holds_file(job) and not job.copied:
        source = job.held if os.path.lexists(job.held) else job.original
        back = place(source, _home(job, workspace), job.dropped_at.name, job.passing)
    jobs.drop(job)
    return back


def _home(job: Job, workspace: Workspace) -> Path:
    """The folder where a job's file was dropped, or the inbox itself where a link or a file took the place of that."""
    folder = job.dropped_at.parent
    try:
        if not leads_out(folder, workspace.inbox):
            make_folder(folder, permissions.current().inbox_folder)
            return folder
    except (FileExistsError, NotADirectoryError):
        pass
    make_folder(workspace.inbox, permissions.current().inbox_folder)
    return workspace.inbox


def holds_file(job: Job) -> bool:
    """Tell whether a job still has its file: not yet archived, and not yet put back."""
    return os.path.lexists(job.original) or os.path.lexists(job.held)


def _take(path: Path, job: Job, workspace: Workspace) -> bool:
    if leads_out(path.parent, workspace.inbox):
        raise fault("BESTAND-KOPPELING")
    try:
        path.rename(job.original)
    except FileNotFoundError:
        return False
    except OSError as refused:
        if getattr(refused, "winerror", 0) == _OPEN_ELSEWHERE:
            return False
        if refused.errno != errno.EXDEV:
            raise
        return _take_across(path, job)
    sync_folder(job.original.parent)
    sync_folder(path.parent)
    return True


def _take_across(path: Path, job: Job) -> bool:
    """Copy from another file system. The hidden name comes first: from then on the file is ours alone."""
    try:
        path.rename(job.held)
    except FileNotFoundError:
        return False
    sync_folder(path.parent)
    with open_plain(job.held) as source:
        digest = copy_new(source, job.partial, mode=0o600)
    if sha256_of(job.held) != digest:
        return False
    _arrive(job)
    job.held.unlink()
    sync_folder(path.parent)
    return True


def _arrive(job: Job) -> None:
    job.partial.rename(job.original)
    sync_folder(job.original.parent)


def _checked(source: BufferedReader, workspace: Workspace) -> os.stat_result:
    status = os.fstat(source.fileno())
    if status.st_size > _LARGEST:
        raise too_large(_LARGEST)
    check_room(workspace, status.st_size)
    return status


def _digest(path: Path, seen: os.stat_result) -> str | None:
    """Digest what was really taken: between look and rename a link may have been put in its place.

    None when the file changed since it was ``seen``: somebody still writes to it.
    """
    with open_plain(path) as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        now = os.fstat(source.fileno())
    moved = (now.st_dev, now.st_ino) == (seen.st_dev, seen.st_ino)
    changed = (now.st_size, now.st_mtime_ns) != (seen.st_size, seen.st_mtime_ns)
    return None if moved and changed else digest
