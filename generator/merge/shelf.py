"""Compiled templates, kept: in this process, and on disk for the next, since compiling takes longer than filling in."""

import hashlib
import os
import pickle
import platform
import stat
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from generator.files import replace_whole
from generator.merge.compiled import CompiledTemplate
from generator.permissions import PRIVATE_FILE, PRIVATE_FOLDER, make_folder

_ENDING = ".sjabloon"
_MADE_BY = ("dossier", "docxtpl", "jinja2", "lxml", "python-docx")
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def compiled(path: Path, kept: Path | None = None) -> CompiledTemplate:
    """Give the compiled template of a file, compiling it only when the file changed since the last time.

    ``kept`` is a folder of our own for what the next process need not compile again; what cannot be kept there or read
    back is compiled. Raises as CompiledTemplate does.
    """
    whole = path.resolve()
    facts = whole.stat()
    return _compiled(whole, facts.st_mtime_ns, facts.st_size, kept)


@lru_cache(maxsize=64)
def _compiled(path: Path, _changed: int, _size: int, kept: Path | None) -> CompiledTemplate:
    if kept is None:
        return CompiledTemplate(path)
    place = kept / f"{path.stem}-{_key(path.read_bytes())}{_ENDING}"
    found = _read(place)
    if found is None:
        found = CompiledTemplate(path)
        with suppress(OSError):
            _keep(found, place, path.stem)
    return found


def _key(content: bytes) -> str:
    """All that decides what a template compiles to."""
    makers = ":".join((platform.python_version(), *map(version, _MADE_BY)))
    return hashlib.sha256(makers.encode() + b"\0" + content).hexdigest()[:32]


def _read(place: Path) -> CompiledTemplate | None:
    """Read back what was kept; nothing when somebody else could have written it, for it holds code."""
    try:
        with place.open("rb") as source:
            facts = os.fstat(source.fileno())
            ours = os.name == "nt" or (
                facts.st_uid == os.geteuid() and not stat.S_IMODE(facts.st_mode) & _OTHERS_MAY_WRITE
            )
            found = pickle.load(source) if ours else None  # noqa: S301 - our own, in our own folder
    except Exception:
        return None
    return found if isinstance(found, CompiledTemplate) else None


def _keep(found: CompiledTemplate, place: Path, stem: str) -> None:
    """Write it whole, and take away what was kept of the template as it was before."""
    make_folder(place.parent, PRIVATE_FOLDER)
    replace_whole(place, pickle.dumps(found), PRIVATE_FILE)
    for older in place.parent.glob(f"{stem}-*{_ENDING}"):
        if older != place:
            older.unlink(missing_ok=True)
