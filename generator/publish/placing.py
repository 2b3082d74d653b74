"""Places: a whole publication appears in the outbox by one rename, or not at all."""

import errno
import hashlib
import os
import shutil
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from generator.errors import OperatorFault
from generator.files import copy_new, disk_faults, safe_name, sha256_of, sync_folder, write_new
from generator.model import Claimed, Paper
from generator.permissions import make_folder
from generator.publish.manifest import MANIFEST, Manifest, Remark, Source
from generator.publish.state import DOCUMENTS

_STAGING = ".nieuw-"
_TAKEN = frozenset({errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR})


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a publication stands: its folder and the documents in it."""

    folder: Path
    documents: tuple[Path, ...]


def place(paper: Paper, source: Claimed, outbox: Path) -> Placed:
    """Put a paper in ``outbox/dossiers/DOSSIER/DAY TITLE/``, or the first free ``DAY TITLE (2)``.

    A paper of a whole session goes to ``outbox/zittingen/DAY TITLE/``.
    The folder holds the paper's files, ``bron/`` with the original (or what the paper keeps in its place), and
    ``manifest.json``. It is built under a hidden
    name in the outbox, made durable, and renamed; what a failure leaves is taken away. Raises OperatorFault when
    the disk refuses, ``PUBLICATIE-NAAM`` when a name cannot be a folder's, ``PUBLICATIE-BRON`` when the original is
    no longer what was read.
    """
    home = ("zittingen",) if paper.of_session else ("dossiers", paper.dossier)
    names = (*home, paper.day, paper.title, *(file.name for file in paper.files))
    if any(not name or safe_name(name) != name for name in names):
        message = "Een dossiernummer, datum of titel bevat tekens die niet in de naam van een map passen."
        raise OperatorFault("PUBLICATIE-NAAM", message)
    with disk_faults("de outbox"):
        staging = outbox / f"{_STAGING}{source.job}"
        remove(staging)
        try:
            _build(paper, source, staging)
            folder = _rename(staging, outbox.joinpath(*home), f"{paper.day} {paper.title}")
        except BaseException:
            remove(staging)
            raise
    made = [folder / file.name for file in paper.files]
    return Placed(folder, tuple(path for path in made if path.suffix in DOCUMENTS))


def sweep(outbox: Path, jobs: Container[str]) -> int:
    """Remove the half-built publications of these jobs, which a crash left; returns how many.

    Those of other jobs may be another process's or machine's, at work on them.
    """
    with disk_faults("de outbox"):
        begun = outbox.glob(f"{_STAGING}*")
        stale = [path for path in begun if path.name.removeprefix(_STAGING).partition(".")[0] in jobs]
        for staging in stale:
            remove(staging)
    return len(stale)


def _build(paper: Paper, source: Claimed, staging: Path) -> None:
    origin = safe_name(source.name)
    make_folder(staging / "bron")
    _keep(paper, source, staging / "bron" / origin)
    for file in paper.files:
        write_new(staging / file.name, file.content)
    write_new(staging / MANIFEST, _manifest(paper, source, origin).as_json())
    sync_folder(staging / "bron")
    sync_folder(staging)


def _keep(paper: Paper, source: Claimed, target: Path) -> None:
    """Keep the original, or what the paper keeps in its place; of either the original must be what was read."""
    if paper.kept is None:
        with source.path.open("rb") as original:
            digest = copy_new(original, target)
    else:
        digest = sha256_of(source.path)
        write_new(target, paper.kept)
    if digest != source.sha256:
        message = "Het formulier veranderde terwijl het werd verwerkt. Het wordt opnieuw opgenomen."
        raise OperatorFault("PUBLICATIE-BRON", message)


def _manifest(paper: Paper, source: Claimed, origin: str) -> Manifest:
    digests = {file.name: hashlib.sha256(file.content).hexdigest() for file in paper.files}
    kept = source.sha256 if paper.kept is None else hashlib.sha256(paper.kept).hexdigest()
    return Manifest(
        job=source.job,
        form=paper.form,
        version=paper.version,
        title=paper.title,
        dossier=paper.dossier,
        day=paper.day,
        recipe=paper.recipe,
        inputs=paper.inputs,
        source=Source(name=origin, sha256=source.sha256),
        files={**digests, f"bron/{origin}": kept},
        findings=tuple(map(Remark.of, paper.findings)),
        versions=dict(paper.versions),
        published_at=datetime.now(UTC).isoformat(timespec="microseconds"),
    )


def _rename(staging: Path, parent: Path, name: str) -> Path:
    """Give the folder its name. A rename onto a folder with something in it fails, so of two at once one goes on.

    Only an empty folder could be covered; hence the look first.
    """
    make_folder(parent)
    for folder in map(parent.joinpath, _numbered(name)):
        if os.path.lexists(folder):
            continue
        try:
            staging.rename(folder)
        except OSError as refused:
            if refused.errno not in _TAKEN:
                raise
            continue
        break
    try:
        for touched in (parent, parent.parent, staging.parent):
            sync_folder(touched)
    except OSError:
        folder.rename(staging)  # not durable is not published: the work is done again later
        raise
    return folder


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} ({number})" for number in count(2))


def remove(staging: Path) -> None:
    """Take away a folder under a hidden name, or whatever stands there."""
    if staging.is_dir() and not staging.is_symlink():
        shutil.rmtree(staging)
    else:
        staging.unlink(missing_ok=True)
