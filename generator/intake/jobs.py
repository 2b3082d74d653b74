"""The folder of one job, ``.dossier/work/JOB/``: the original in ``bron/`` and beside it what a restart must know.

bron/NAME     the original, only ever whole
job.json      where it was dropped, and which process took it; written before the file is taken
deel          a copy on its way in
terug         the copy with its faults marked, where the file goes back as such
fouten.txt    the report, once it is certain that the file goes back
"""

import json
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from generator.files import sync_folder, write_new
from generator.intake import presence
from generator.model import Claimed, Workspace
from generator.permissions import PRIVATE_FOLDER, make_folder

_NOTE = "job.json"
_LEAVING = ".weg-"


@dataclass(frozen=True, slots=True)
class Job:
    """One folder of work: ``name`` is the file's own, ``dropped_at`` the place that it was taken from.

    ``copied`` marks a file that was only copied from there (``dossier process``), so it never goes back.
    """

    folder: Path
    name: str
    dropped_at: Path
    copied: bool = False

    @property
    def id(self) -> str:
        """Opaque and sortable: ``20261124T101530-ab12cd34ef567890`` (UTC), one of its kind on all machines."""
        return self.folder.name

    @property
    def original(self) -> Path:
        """Where the original stands once it is wholly here."""
        return self.folder / "bron" / self.name

    @property
    def partial(self) -> Path:
        """Where a copy grows."""
        return self.folder / "deel"

    @property
    def marked(self) -> Path:
        """The copy of a file that goes back with marks in it."""
        return self.folder / "terug"

    @property
    def report(self) -> Path:
        """The report of a file that goes back."""
        return self.folder / "fouten.txt"

    @property
    def passing(self) -> str:
        """Hidden name for a file on its way out, in the folder where it will stand."""
        return f".{self.id}.nieuw"

    @property
    def held(self) -> Path:
        """Hidden name in the inbox of a file that is being copied from another file system."""
        return self.dropped_at.with_name(f".{self.id}.opgenomen")

    def claimed(self, digest: str) -> Claimed:
        """Hand the original on, with its sha256."""
        return Claimed(self.id, self.name, self.original, digest, self.dropped_at)


def start(workspace: Workspace, dropped_at: Path, *, copied: bool = False) -> Job:
    """Make the folder of a new job and its note, durably, before anything is moved.

    Raises ValueError for a file outside the inbox that is not to be copied.
    """
    folder = workspace.work / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(8)}"
    job = Job(folder, dropped_at.name, dropped_at, copied)
    came_from = None if copied else dropped_at.relative_to(workspace.inbox).as_posix()
    note = {"from": came_from, "by": presence.own_name(workspace.present)}
    make_folder(workspace.work, PRIVATE_FOLDER)
    folder.mkdir(mode=PRIVATE_FOLDER)
    try:
        job.original.parent.mkdir(mode=PRIVATE_FOLDER)
        write_new(folder / _NOTE, json.dumps(note).encode(), mode=0o600)
        sync_folder(folder)
        sync_folder(workspace.work)
    except OSError:
        drop(job)
        raise
    return job


def left_over(workspace: Workspace) -> list[Job]:
    """List the jobs that no living process but this one has in hand, oldest first, after sweeping away what was ending."""
    if not workspace.work.is_dir():
        return []
    for ending in workspace.work.glob(f"{_LEAVING}*"):
        shutil.rmtree(ending, ignore_errors=True)
    folders = [folder for folder in sorted(workspace.work.iterdir()) if _is_job(folder)]
    return [read(folder, workspace) for folder in folders if not _is_elsewhere(folder, workspace)]


def elsewhere(workspace: Workspace) -> frozenset[str]:
    """Ids of the jobs that other living processes have in hand."""
    if not workspace.work.is_dir():
        return frozenset()
    folders = filter(_is_job, workspace.work.iterdir())
    return frozenset(folder.name for folder in folders if _is_elsewhere(folder, workspace))


def in_hand(workspace: Workspace) -> list[Job]:
    """List the jobs of this machine that have their file, whoever does them or left them."""
    found: list[Job] = []
    for folder in filter(_is_job, workspace.work.glob("*")):
        with suppress(FileNotFoundError, NotADirectoryError):  # it ended meanwhile
            found.append(read(folder, workspace))
    return [job for job in found if job.original.is_file()]


def _is_job(folder: Path) -> bool:
    return folder.is_dir() and not folder.name.startswith(_LEAVING)


def _is_elsewhere(folder: Path, workspace: Workspace) -> bool:
    note = _note(folder)
    if not note:  # just being made, or damaged: that cannot be told apart while somebody else is at work
        return presence.others(workspace.present)
    return presence.is_elsewhere(workspace.present, str(note.get("by", "")))


def job_of(claimed: Claimed) -> Job:
    """Find the job of a claimed file again."""
    return Job(claimed.path.parent.parent, claimed.path.name, claimed.returns_to)


def read(folder: Path, workspace: Workspace) -> Job:
    """Read one job back from its folder."""
    inside = folder / "bron"
    found = next(iter(sorted(inside.iterdir())), None) if inside.is_dir() else None
    name = found.name if found else folder.name
    try:
        came_from = _note(folder)["from"]
        if came_from is None:
            return Job(folder, name, workspace.inbox / name, copied=True)
        dropped_at = workspace.inbox / PurePosixPath(came_from)
    except (KeyError, TypeError):
        # Without a readable note an original goes to the inbox itself: it is never thrown away.
        return Job(folder, name, workspace.inbox / name)
    return Job(folder, dropped_at.name, dropped_at)


def _note(folder: Path) -> dict[str, Any]:
    """Read the note of a job; what is missing or damaged says nothing."""
    try:
        found = json.loads((folder / _NOTE).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def drop(job: Job) -> None:
    """Remove the folder of a job: from the rename on there is no job, and what cannot go is swept at a next start."""
    leaving = job.folder.with_name(f"{_LEAVING}{job.id}")
    job.folder.rename(leaving)
    sync_folder(leaving.parent)
    shutil.rmtree(leaving, ignore_errors=True)
