"""The manifest of a session: what stands in ``outbox/zittingen/DAY ORGAN/``, which numbers were given, what is final."""

import logging
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from generator.errors import OperatorFault
from generator.files import disk_faults
from generator.model import Session
from generator.publish.manifest import CLOSED, DAMAGED, MANIFEST, Part, Whole, closed, read_whole

log = logging.getLogger(__name__)

REPLACED = ".oud-"
"""How the name of a folder begins that is about to be taken away; it counts as long as no other has its place."""


class Member(Part):
    """One document of a point, as it is in the bundle."""

    title: str
    folder: str
    """The publication that it comes from, relative to the workspace, with ``/``."""
    source: str
    """sha256 of what it was made from: the kept answers, or the document itself."""
    edited: bool = False
    """Whether a person changed it after it was published."""


class Point(Part):
    """One point in the bundle (``part`` 0) or in a supplement (1 and on)."""

    key: str
    """Tells the point apart from all others, also when it comes back in another session."""
    number: str
    dossier: str
    subject: str
    aard: str
    beslissing: str
    folder: str
    part: int
    members: tuple[Member, ...]


class Absent(Part):
    """A point that was left out, and why."""

    number: str
    dossier: str
    reason: str


class SessionManifest(Whole):
    """All that is known of the folder of one session.

    ``numbers`` keeps every number that was ever given, by the key of its point, so that none is given twice;
    ``files`` maps the name of each file that the program made to its sha256; ``published_at`` is UTC, ISO 8601.
    """

    schema_number: Literal[1] = 1
    kind: Literal["zitting"] = "zitting"
    organ: str
    day: str
    final: bool
    supplements: int
    numbers: dict[str, str]
    points: tuple[Point, ...]
    left_out: tuple[Absent, ...]
    anonymous: bool
    duplex: bool
    copies: tuple[str, ...]
    versions: dict[str, str]
    files: dict[str, str] = Field(default={})
    published_at: str = ""


def session_folder(outbox: Path, session: Session) -> Path:
    """Where the papers of a session stand."""
    return outbox / "zittingen" / f"{session.day.isoformat()} {session.organ}"


def read_session(folder: Path) -> SessionManifest | None:
    """Read the manifest of a session; None where there is no such folder.

    Raises OperatorFault ``MANIFEST-BESCHADIGD`` when it is missing or wrong, ``MANIFEST-TOEGANG`` when it may not be read,
    ``SCHIJF-FOUT`` when it cannot be read.
    """
    with disk_faults("de outbox"):
        if not folder.is_dir():
            return None
    damaged = "Het manifest.json van een zitting ontbreekt, is beschadigd of is van een nieuwere versie."
    return read_whole(SessionManifest, folder, damaged)


def sessions(outbox: Path) -> Iterator[SessionManifest]:
    """All sessions, oldest first; one whose manifest cannot be used is passed over, and one that may not be read.

    The log tells of the latter. Raises OperatorFault when the disk refuses.
    """
    for folder in _folders(outbox / "zittingen"):
        try:
            found = _looked_up(folder)
        except OperatorFault as fault:
            if fault.code == CLOSED:
                log.warning("%s", fault.code)
            elif fault.code != DAMAGED:
                raise
            continue
        if found is not None:
            yield found


def _looked_up(folder: Path) -> SessionManifest | None:
    with disk_faults("de outbox"):
        try:
            facts = (folder / MANIFEST).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except PermissionError:
            raise closed() from None
    return _remembered(folder, facts.st_mtime_ns, facts.st_size, facts.st_ino)


def bundled(outbox: Path) -> dict[str, SessionManifest]:
    """The publications that final bundles hold, as folders relative to the workspace, each with the first such session."""
    found: dict[str, SessionManifest] = {}
    for session in sessions(outbox):
        for point in session.points if session.final else ():
            for member in point.members:
                found.setdefault(member.folder, session)
    return found


@lru_cache(maxsize=1024)
def _remembered(folder: Path, *_changed: int) -> SessionManifest | None:
    return read_session(folder)


def _folders(home: Path) -> list[Path]:
    with disk_faults("de outbox"):
        if not home.is_dir():
            return []
        found = {path.name: path for path in home.iterdir() if path.is_dir()}
    for name in [name for name in found if name.startswith(".")]:
        path, plain = found.pop(name), name.removeprefix(REPLACED)
        if plain != name:
            found.setdefault(plain, path)
    return [found[name] for name in sorted(found)]
