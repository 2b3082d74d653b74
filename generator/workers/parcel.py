"""A task for another machine: what its paths point to goes along, and stands in a folder of its own there.

A path in the arguments of a task is one of three things:

- a file: its bytes go along, under its own name;
- a folder that was named beforehand (the workspace, the print folder): at the other end it is a folder that holds the
  files that go with it, such as the house's own templates. Its contents are known by their digest, sent only to a
  machine that says that it lacks them, and kept there;
- anything else (a folder of fonts): it means the same at the other end.
"""

import hashlib
import io
import pickle
import shutil
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.errors import DossierError
from generator.workers.killable import Killable
from generator.workers.task import Failure, Task

_FOLDER, _FILE = "folder", "file"
_Files = tuple[tuple[str, bytes], ...]
_mine = threading.local()


@dataclass(frozen=True, slots=True)
class Along:
    """A folder as it is at the moment: its digest, and the files that go along by their place in it, with ``/``."""

    digest: str
    files: _Files = field(repr=False)

    @classmethod
    def of(cls, folder: Path, patterns: Sequence[str]) -> "Along":
        """Gather the files of a folder that match one of the patterns."""
        found = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
        files = tuple((path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(found))
        whole = hashlib.sha256(repr(sorted(patterns)).encode())
        for name, content in files:
            whole.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
        return cls(whole.hexdigest(), files)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task with all that it needs. Nothing of it shows when it is printed: it holds a form."""

    task: bytes = field(repr=False)
    files: _Files = field(repr=False)
    folders: frozenset[str] = frozenset()
    """Digests of the folders that it needs."""
    along: tuple[Along, ...] = ()
    """The folders themselves, once the other end said that it lacks them."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """The answer of a machine that has not got some folder yet."""


def packed(task: Task[Any], folders: Mapping[Path, Along], *, complete: bool = False) -> Parcel:
    """Pack a task; ``complete`` with the folders that it needs. Raises OSError when a file cannot be read."""
    packer = _Packer(folders)
    content = packer.packed(task)
    needed = {one.digest: one for one in folders.values() if one.digest in packer.folders}
    along = tuple(needed.values()) if complete else ()
    return Parcel(content, tuple(packer.files), frozenset(needed), along)


def carry_out(parcel: Parcel) -> bytes:
    """Do a task that came from elsewhere, in a process that can be killed; runs in a thread of a dask worker.

    Gives its end, packed: a value, a DossierError, a Failure, or Lacking. Raises nothing, for dask would log the task.
    """
    try:
        end = _carried_out(parcel)
    except DossierError as fault:
        end = fault.with_traceback(None)
    except Exception as fault:
        end = Failure("WERK-FOUT", type(fault).__name__)
    return pickle.dumps(end)


def _carried_out(parcel: Parcel) -> Any:
    from distributed import get_worker

    home = (
        Path(get_worker().local_directory) / "dossier"
    )  # dask itself clears away what a killed worker left there
    home.mkdir(mode=0o700, exist_ok=True)
    for one in parcel.along:
        _unpack_folder(one, home / one.digest)
    if not all((home / digest).is_dir() for digest in parcel.folders):
        return Lacking()
    with tempfile.TemporaryDirectory(dir=home, prefix="taak-", ignore_cleanup_errors=True) as private:
        for number, (name, content) in enumerate(parcel.files):
            path = Path(private, str(number), name)
            path.parent.mkdir()
            path.write_bytes(content)
        task = _Unpacker(parcel, home, Path(private)).load()
        ((_, end),) = _hand(task.call.__module__).run([task])
    return end


def _hand(module: str) -> Killable:
    """The one process that works for this thread, with a module in memory that its first task needs."""
    if not hasattr(_mine, "hand"):
        _mine.hand = Killable(1, preload=(module,))
    hand: Killable = _mine.hand
    return hand


def _unpack_folder(one: Along, target: Path) -> None:
    """Make the folder whole or not at all; another thread may do the same."""
    if target.is_dir():
        return
    fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix="nieuw-"))
    for name, content in one.files:
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    try:
        fresh.rename(target)
    except OSError:
        shutil.rmtree(fresh)
        if not target.is_dir():
            raise


class _Packer(pickle.Pickler):
    """Takes the paths out of what it packs."""

    def __init__(self, folders: Mapping[Path, Along]) -> None:
        self._into = io.BytesIO()
        super().__init__(self._into, protocol=pickle.HIGHEST_PROTOCOL)
        self._known = folders
        self.files: list[tuple[str, bytes]] = []
        self.folders: set[str] = set()

    def packed(self, value: object) -> bytes:
        self.dump(value)
        return self._into.getvalue()

    def persistent_id(self, obj: Any) -> tuple[str, str | int] | None:
        if not isinstance(obj, Path):
            return None
        if obj in self._known:
            self.folders.add(self._known[obj].digest)
            return _FOLDER, self._known[obj].digest
        if not obj.is_file():
            return None
        self.files.append((obj.name, obj.read_bytes()))
        return _FILE, len(self.files) - 1


class _Unpacker(pickle.Unpickler):
    """Puts the paths of this machine in."""

    def __init__(self, parcel: Parcel, home: Path, private: Path) -> None:
        super().__init__(io.BytesIO(parcel.task))
        self._parcel = parcel
        self._home = home
        self._private = private

    def persistent_load(self, pid: Any) -> Path:
        kind, which = pid
        if kind == _FOLDER:
            return Path(self._home, which)
        return Path(self._private, str(which), self._parcel.files[which][0])
