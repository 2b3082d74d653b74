"""Puts the folder of a session in its place at a stroke, where one may stand already.

What the secretary put in it or changed by hand comes along: a document that was changed keeps its name, and the new one
stands beside it as ``NAME (nieuw)``.
"""

import hashlib
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from generator.files import copy_new, disk_faults, sha256_of, sync_folder, write_new
from generator.model import File
from generator.permissions import make_folder
from generator.publish.exchanging import in_use, take_place
from generator.publish.manifest import MANIFEST
from generator.publish.session import REPLACED, SessionManifest, read_session
from generator.publish.state import files_in, is_open

_STAGING = ".nieuw-"


def place_session(
    manifest: SessionManifest, files: Sequence[File], folder: Path, *, keep: bool
) -> Mapping[str, str]:
    """Make the folder of a session, or take the place of the one that stands; gives the name that each file got.

    ``keep``: all that stands stays as it is, as in a session that is final; otherwise what the program made before goes.
    The caller sees to it that nobody else places this session meanwhile. Raises OperatorFault ``PUBLICATIE-OPEN`` when
    somebody has a document open or saved something meanwhile, and when the disk refuses or the manifest that stands cannot
    be used: all is as it was then.
    """
    known = read_session(folder)
    staging = folder.with_name(f"{_STAGING}{uuid.uuid4().hex}")
    with disk_faults("de outbox"):
        before = files_in(folder) if known else None
        if is_open(before or ()):
            raise in_use()
        make_folder(staging)
        try:
            ours = dict(known.files) if known else {}
            _carry(folder, staging, {} if keep else ours)
            names = {file.name: _write(staging, file) for file in files}
            made = {names[file.name]: hashlib.sha256(file.content).hexdigest() for file in files}
            now = datetime.now(UTC).isoformat(timespec="microseconds")
            whole = manifest.model_copy(
                update={"files": {**(ours if keep else {}), **made}, "published_at": now}
            )
            write_new(staging / MANIFEST, whole.as_json())
            _sync(staging)
            _put_in_place(staging, folder, before)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
    return names


def mend_sessions(outbox: Path) -> None:
    """Bring back a session that a stop left without a name, and remove what was half built.

    Only while nobody places a session. Raises OperatorFault when the disk refuses.
    """
    home = outbox / "zittingen"
    with disk_faults("de outbox"):
        for left in home.glob(f"{REPLACED}*"):
            folder = home / left.name.removeprefix(REPLACED)
            if folder.exists():
                shutil.rmtree(left)
            else:
                left.rename(folder)
        for half in home.glob(f"{_STAGING}*"):
            shutil.rmtree(half)


def _put_in_place(fresh: Path, folder: Path, before: Mapping[str, tuple[int, int]] | None) -> None:
    """Give ``fresh`` its name. Where the old one is put aside first, a stop leaves it under a name that ``sessions`` knows."""
    outbox = folder.parent.parent
    if before is not None:
        shutil.rmtree(take_place(fresh, folder, folder.with_name(f"{REPLACED}{folder.name}"), outbox, before))
        return
    fresh.rename(folder)
    for touched in (folder.parent, outbox):
        sync_folder(touched)


def _carry(folder: Path, staging: Path, ours: Mapping[str, str]) -> None:
    """Copy what stands: all but the manifest and what is still as the program made it (``ours``)."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or name == MANIFEST:
            continue
        if name in ours and sha256_of(path) == ours[name]:
            continue
        _make_parents(staging, name)
        with path.open("rb") as source:
            copy_new(source, staging / name)


def _write(staging: Path, file: File) -> str:
    """Write a file under its name, or beside the one that was changed by hand; gives the name."""
    _make_parents(staging, file.name)
    name = next(name for name in _beside(file.name) if not (staging / name).exists())
    write_new(staging / name, file.content)
    return name


def _beside(name: str) -> Iterator[str]:
    stem, dot, suffix = name.rpartition(".")
    numbered = (f"{stem} (nieuw {number}){dot}{suffix}" for number in count(2))
    yield from chain((name, f"{stem} (nieuw){dot}{suffix}"), numbered)


def _make_parents(staging: Path, name: str) -> None:
    make_folder((staging / name).parent)


def _sync(staging: Path) -> None:
    for folder in (*(path for path in staging.rglob("*") if path.is_dir()), staging):
        sync_folder(folder)
