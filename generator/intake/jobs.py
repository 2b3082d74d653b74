"""The folder of one job, ``.dossier/work/JOB/``: the original in ``bron/`` and beside it what a restart must know.

bron/NAME     the original, only ever whole
job.json      where it was dropped; written before the file is taken
deel          a copy on its way in
terug         the copy with its faults marked, where the file goes back as such
fouten.txt    the report, once it is certain that the file goes back
"""

import json
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from generator.files import disk_faults, sync_folder, write_new
from generator.model import Claimed, Workspace

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
        """Opaque and sortable: ``20261124T101530-ab12cd34`` (UTC)."""
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
    folder = workspace.work / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    job = Job(folder, dropped_at.name, dropped_at, copied)
    came_from = None if copied else dropped_at.relative_to(workspace.inbox).as_posix()
    workspace.work.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    try:
        job.original.parent.mkdir(mode=0o700)
        write_new(folder / _NOTE, json.dumps({"from": came_from}).encode(), mode=0o600)
        sync_folder(folder)
        sync_folder(workspace.work)
    except OSError:
        drop(job)
        raise
    return job


def taken(workspace: Workspace) -> frozenset[str]:
    """Ids of the jobs that stand in the work folder whose file was taken from the inbox, and not copied.

    Under the workspace's lock these are jobs of this very process. Raises OperatorFault when the folder refuses.
    """
    with disk_faults("de werkmap"):
        if not workspace.work.is_dir():
            return frozenset()
        return frozenset(folder.name for folder in workspace.work.iterdir() if _came_from(folder) is not None)


def read_all(workspace: Workspace) -> list[Job]:
    """List the jobs that stand in the work folder, oldest first, after sweeping away those that were ending."""
    if not workspace.work.is_dir():
        return []
    for ending in workspace.work.glob(f"{_LEAVING}*"):
        shutil.rmtree(ending)
    return [read(folder, workspace) for folder in sorted(workspace.work.iterdir()) if folder.is_dir()]


def read_some(workspace: Workspace, ids: Iterable[str]) -> list[Job]:
    """Read those jobs that still stand in the work folder, oldest first."""
    folders = (workspace.work / job for job in sorted(ids))
    return [read(folder, workspace) for folder in folders if folder.is_dir()]


def job_of(claimed: Claimed) -> Job:
    """Find the job of a claimed file again."""
    return Job(claimed.path.parent.parent, claimed.path.name, claimed.returns_to)


def read(folder: Path, workspace: Workspace) -> Job:
    """Read one job back from its folder."""
    inside = folder / "bron"
    found = next(iter(sorted(inside.iterdir())), None) if inside.is_dir() else None
    name = found.name if found else folder.name
    try:
        came_from = _note(folder)
        if came_from is None:
            return Job(folder, name, workspace.inbox / name, copied=True)
        dropped_at = workspace.inbox / PurePosixPath(came_from)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        # Without a readable note an original goes to the inbox itself: it is never thrown away.
        return Job(folder, name, workspace.inbox / name)
    return Job(folder, dropped_at.name, dropped_at)


def _note(folder: Path) -> str | None:
    came_from = json.loads((folder / _NOTE).read_bytes())["from"]
    if not isinstance(came_from, str | None):
        raise TypeError(_NOTE)
    return came_from


def _came_from(folder: Path) -> str | None:
    try:
        return None if folder.name.startswith(_LEAVING) else _note(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def drop(job: Job) -> None:
    """Remove the folder of a job: from the rename on, a restart sees no job."""
    leaving = job.folder.with_name(f"{_LEAVING}{job.id}")
    job.folder.rename(leaving)
    sync_folder(leaving.parent)
    shutil.rmtree(leaving)
