"""How a publication stands against its manifest: what is missing, edited, or not ours."""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from generator.files import disk_faults, sha256_of
from generator.publish.manifest import MANIFEST, Manifest

DOCUMENTS = (".docx", ".pdf")
VERSIONS = "versies"
_OF_OTHERS = frozenset({"thumbs.db", "desktop.ini"})
_OPEN = ("~$", ".~lock.")
"""How Word and LibreOffice call the file that says that a document is open."""


@dataclass(frozen=True, slots=True)
class State:
    """The files of a publication that are not as its manifest says, by name."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    extra: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether all is as the manifest says."""
        return not (self.missing or self.changed or self.extra)


def state_of(folder: Path, manifest: Manifest, names: Collection[str] | None = None) -> State:
    """Compare the files of a publication with its manifest, byte for byte: size and time prove nothing.

    With ``names`` only these are looked at. Raises OperatorFault when the disk refuses.
    """
    missing: list[str] = []
    changed: list[str] = []
    with disk_faults("de outbox"):
        for name in manifest.files if names is None else names:
            try:
                if sha256_of(folder / name) != manifest.files[name]:
                    changed.append(name)
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                missing.append(name)
        extra = () if names is not None else tuple(sorted(files_in(folder).keys() - manifest.files.keys()))
    return State(tuple(missing), tuple(changed), tuple(filter(_is_somebodys, extra)))


def _is_somebodys(name: str) -> bool:
    last = name.rpartition("/")[2]
    apart = name == MANIFEST or name.startswith(f"{VERSIONS}/")
    return not (apart or last.startswith((".", "~$")) or last.lower() in _OF_OTHERS)


def files_in(folder: Path) -> Mapping[str, tuple[int, int]]:
    """Every file below a folder, by its name with ``/``: its size and the moment of its last change."""
    found: dict[str, tuple[int, int]] = {}
    for top, _, names in os.walk(folder):
        for name in names:
            path = Path(top, name)
            facts = path.lstat()
            found[path.relative_to(folder).as_posix()] = (facts.st_size, facts.st_mtime_ns)
    return found


def is_open(names: Collection[str]) -> bool:
    """Tell whether somebody has one of the documents open."""
    return any(name.rpartition("/")[2].startswith(_OPEN) for name in names)


def stems(title: str) -> Iterator[str]:
    """What the documents of a paper are called: the title, and beside documents that were edited by hand the next."""
    yield title
    yield f"{title} (opnieuw gemaakt)"
    yield from (f"{title} (opnieuw gemaakt {number})" for number in count(2))


def documents_in(manifest: Manifest) -> tuple[str, ...]:
    """The documents that a manifest knows, edited ones too."""
    return tuple(name for name in manifest.files if "/" not in name and name.endswith(DOCUMENTS))


def current_documents(manifest: Manifest) -> tuple[str, ...]:
    """The documents that were made last, as the recipe says."""
    known = documents_in(manifest)
    latest: tuple[str, ...] = ()
    for number, stem in enumerate(stems(manifest.title)):
        here = tuple(f"{stem}{ending}" for ending in DOCUMENTS if f"{stem}{ending}" in known)
        latest = here or latest
        if number > len(known):
            return latest
    return latest
