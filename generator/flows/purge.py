"""Removes for good: what there is of one dossier, or what was kept long enough.

The order, so that a stop at any point is brought to its end by the next start:

    plan (durable) → out of sight, by renames → plan: moved → ledger → gone → receipt → plan away

A plan that is moved is never looked up again: what comes in the same place later is something else.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from generator.files import disk_faults, replace_whole, sync_folder, write_new
from generator.flows.belongings import where
from generator.locks import beside_watching, preparing_sessions, remaking
from generator.model import Workspace
from generator.permissions import PRIVATE_FILE, PRIVATE_FOLDER, make_folder
from generator.versions import installed
from generator.wiring import Rooms

_PLAN, _RECEIPT, _SALT = "plan-", ".json", "zout"
_ASIDE = ".weg-"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to go, as paths relative to the workspace, or in full where the state is outside it."""

    id: str
    paths: tuple[str, ...]
    files: int
    """How many files that is."""
    dossier: str = ""
    """The number, where the ledger is to forget it."""
    jobs: tuple[str, ...] = ()
    """What the ledger is to forget beside it."""
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is kept of a purge: nothing that tells whom it was about."""

    at: str
    files: int
    version: str
    dossier: str = ""
    """A slow digest of the number with the salt of this workspace: who has the number can find its receipt."""


def purge(rooms: Rooms, paths: Iterable[Path], dossier: str = "", jobs: Iterable[str] = ()) -> Receipt:
    """Remove folders and files of a workspace for good, and let the ledger forget ``dossier`` and ``jobs``.

    Raises OperatorFault when the disk, the ledger or another process is in the way; what was begun is then ended by
    the next start.
    """
    workspace = rooms.workspace
    with _alone(workspace), disk_faults("de werkmap"):
        finish(rooms)
        found = [path for path in paths if os.path.lexists(path)]
        plan = Plan(
            id=f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}",
            paths=tuple(where(workspace, path) for path in found),
            files=sum(map(count_files, found)),
            dossier=dossier,
            jobs=tuple(jobs),
        )
        make_folder(workspace.purged, PRIVATE_FOLDER)
        replace_whole(_file_of(plan, workspace), _as_json(plan), PRIVATE_FILE)
        return _carry_out(rooms, plan)


def finish(rooms: Rooms) -> None:
    """Bring to its end what a stop cut off. Raises OperatorFault when disk or ledger refuse."""
    with disk_faults("de werkmap"):
        for half in rooms.workspace.purged.glob(".*"):
            half.unlink()
        for path in sorted(rooms.workspace.purged.glob(f"{_PLAN}*")):
            values = json.loads(path.read_bytes())
            lists = {name: tuple(values[name]) for name in ("paths", "jobs")}
            _carry_out(rooms, Plan(**{**values, **lists}))


def receipt_of(workspace: Workspace, dossier: str) -> Receipt | None:
    """Find the latest receipt of the purge of a dossier; None when it was never purged."""
    with disk_faults("de werkmap"):
        receipts = sorted(workspace.purged.glob(f"[0-9]*{_RECEIPT}"), reverse=True)
        digest = _digest(workspace, dossier) if receipts else ""
        for path in receipts:
            receipt = Receipt(**json.loads(path.read_bytes()))
            if receipt.dossier == digest:
                return receipt
    return None


def count_files(path: Path) -> int:
    """How many files a folder holds, or 1 for a file."""
    if path.is_dir() and not path.is_symlink():
        return sum(len(names) for _, _, names in os.walk(path))
    return 1


@contextmanager
def _alone(workspace: Workspace) -> Iterator[None]:
    """Nobody makes papers or sessions anew meanwhile, and no watcher starts."""
    with ExitStack() as held:
        for lock in (remaking, preparing_sessions, beside_watching):
            held.enter_context(lock(workspace))
        yield


def _carry_out(rooms: Rooms, plan: Plan) -> Receipt:
    workspace = rooms.workspace
    asides = [home / f"{_ASIDE}{plan.id}" for home in (workspace.outbox, workspace.state, workspace.inbox)]
    if not plan.moved:
        _out_of_sight(workspace, plan, asides)
        plan = replace(plan, moved=True)
        replace_whole(_file_of(plan, workspace), _as_json(plan), PRIVATE_FILE)
    if plan.dossier:
        rooms.ledger.forget(plan.dossier, plan.jobs)
    for aside in asides:
        if aside.exists():
            shutil.rmtree(aside)
            sync_folder(aside.parent)
    receipt = Receipt(
        datetime.now(UTC).isoformat(timespec="seconds"),
        plan.files,
        installed("dossier"),
        _digest(workspace, plan.dossier) if plan.dossier else "",
    )
    content = json.dumps(asdict(receipt), indent=2).encode()
    replace_whole(workspace.purged / f"{plan.id}{_RECEIPT}", content, PRIVATE_FILE)
    _file_of(plan, workspace).unlink()
    return receipt


def _out_of_sight(workspace: Workspace, plan: Plan, asides: Iterable[Path]) -> None:
    """Rename everything to a hidden folder on its own disk; what is there already was renamed before a stop."""
    by_home = {aside.parent: aside for aside in asides}
    for number, name in enumerate(plan.paths):
        path = workspace.root / name
        home = next(home for home in by_home if path.is_relative_to(home))
        aside = by_home[home] / str(number)
        if os.path.lexists(aside):
            continue
        make_folder(aside.parent, PRIVATE_FOLDER)
        with suppress(FileNotFoundError):
            path.rename(aside)
        for touched in (path.parent, aside.parent, home):
            if touched.is_dir():
                sync_folder(touched)


def _file_of(plan: Plan, workspace: Workspace) -> Path:
    return workspace.purged / f"{_PLAN}{plan.id}"


def _as_json(plan: Plan) -> bytes:
    return json.dumps(asdict(plan)).encode()


def _digest(workspace: Workspace, dossier: str) -> str:
    """Numbers are few and known in kind, so a plain digest could be guessed: this one is slow, and salted."""
    salt = workspace.purged / _SALT
    if not salt.exists():
        make_folder(workspace.purged, PRIVATE_FOLDER)
        with suppress(FileExistsError):
            write_new(salt, secrets.token_bytes(16), PRIVATE_FILE)
    return hashlib.scrypt(dossier.encode(), salt=salt.read_bytes(), n=2**14, r=8, p=1).hex()
