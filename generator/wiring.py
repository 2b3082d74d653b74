"""Settings → rooms, once per workspace."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from generator import permissions
from generator.catalog import FORMS
from generator.equipment import PATIENCE, open_ledger, working, workspace_of
from generator.errors import OperatorFault, UsageFault
from generator.files import disk_faults
from generator.ledger import Ledger
from generator.mapping import FieldMap, load_all
from generator.model import Workspace
from generator.permissions import PRIVATE_FOLDER, Permissions, make_folder
from generator.settings import Settings, load
from generator.temporary import kept_private
from generator.workers import Workers, forbid_core_dumps


@dataclass(frozen=True, slots=True)
class Hands:
    """What a flow works with that only looks and leaves nothing behind."""

    workspace: Workspace
    settings: Settings
    workers: Workers
    maps: tuple[FieldMap, ...]


@dataclass(frozen=True, slots=True)
class Rooms(Hands):
    """What a flow works with that publishes."""

    ledger: Ledger


@contextmanager
def hands(root: Path, shared: Workers | None = None) -> Iterator[Hands]:
    """Open what is needed to look at files; leaves nothing in the workspace. ``shared``: hands that work for others too.

    Raises UsageFault for a wrong setting, a wrong field map, or a workspace that is not there.
    """
    _require(root)
    forbid_core_dumps()
    settings = settled(root)
    workspace = workspace_of(root, settings)
    maps = load_all(workspace.maps, {kind.id: kind.model for kind in FORMS.values()})
    with _temporary(workspace), working(settings, workspace, shared) as workers:
        yield Hands(workspace, settings, workers, maps)


def _require(root: Path) -> None:
    if not root.is_dir():
        raise UsageFault(
            "WERKMAP-ONBEKEND", "Deze werkmap bestaat niet. Maak ze met dossier init, of kijk --workspace na."
        )


def looked_at(root: Path) -> tuple[Workspace, Settings]:
    """The workspace of a command that opens no room; where its settings are wrong, those as they come. Raises UsageFault."""
    _require(root)
    try:
        settings = load(root)
    except UsageFault:
        settings = Settings.model_construct()
    return workspace_of(root, settings), settings


def settled(root: Path) -> Settings:
    """Read the settings of a workspace, and let the permissions in them hold for this process. Raises UsageFault."""
    settings = load(root)
    permissions.use(
        Permissions(
            file=int(settings.files.mode, 8),
            folder=int(settings.files.folder_mode, 8),
            inbox=int(settings.files.inbox_mode, 8),
            group=_group(settings.files.group),
        )
    )
    return settings


def _group(name: str) -> int | None:
    if not name or sys.platform == "win32":
        return None
    import grp

    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        raise UsageFault(
            "INSTELLING-GROEP", "De groep van de instelling files.group bestaat niet op deze machine."
        ) from None


@contextmanager
def _temporary(workspace: Workspace) -> Iterator[None]:
    """Keep temporary files in the workspace; who may not write there gets a folder of his own in the system's."""
    with ExitStack() as kept:
        with disk_faults("de map voor tijdelijke bestanden"):
            inside = os.access(workspace.state, os.W_OK)
            home = workspace.state if inside else Path(kept.enter_context(TemporaryDirectory()))
            kept.enter_context(kept_private(home))
        yield


def check_folders(workspace: Workspace) -> None:
    """Look whether the folders of a workspace stand apart, so that nothing we write is taken for a drop.

    Also, what makes the documents must not be written by whoever may write the inbox: a template is a program.
    Raises UsageFault.
    """
    from generator.watch import has_modes

    templates = workspace.root / "templates"
    apart = {
        "inbox": workspace.inbox,
        "outbox": workspace.outbox,
        ".dossier": workspace.state,
        "templates": templates,
        "veldkaarten": workspace.maps,
    }
    above = {name: _above(folder) for name, folder in apart.items() if folder.exists()}
    for (one, ones), (other, others) in combinations(above.items(), 2):
        if ones[0] in others or others[0] in ones:
            raise UsageFault(
                "WERKMAP-OVERLAP",
                f"De mappen {one} en {other} zijn dezelfde map, of de ene ligt in de andere. Zet ze naast elkaar.",
            )
    if has_modes(workspace.root) and templates.is_dir():
        for path in filter(Path.exists, (templates, *templates.rglob("*"))):
            if _open_to_droppers(path.stat(), workspace.inbox.stat()):
                raise UsageFault(
                    "SJABLOON-OPEN",
                    "Wie in de map inbox mag schrijven, kan ook de sjablonen in de map templates wijzigen. Neem dat recht "
                    "weg: chmod -R go-w templates.",
                )


def _above(folder: Path) -> list[tuple[int, int]]:
    """A folder and all that it stands in, each by its number on its disk: links and other spellings come out the same."""
    real = folder.resolve()
    return [(status.st_dev, status.st_ino) for status in (path.stat() for path in (real, *real.parents))]


def _open_to_droppers(status: os.stat_result, inbox: os.stat_result) -> bool:
    """Everybody may write it, or the group may that may write the inbox; a group of one person alone does not count."""
    if status.st_mode & stat.S_IWOTH:
        return True
    both = status.st_mode & inbox.st_mode & stat.S_IWGRP
    return bool(both) and status.st_gid == inbox.st_gid and not _own_group(status.st_uid, status.st_gid)


def _own_group(uid: int, gid: int) -> bool:
    """Tell whether a group is the private one of a user, as most systems make with each user."""
    import grp
    import pwd

    try:
        user, group = pwd.getpwuid(uid), grp.getgrgid(gid)
    except KeyError:
        return uid == gid
    return user.pw_gid == gid and set(group.gr_mem) <= {user.pw_name}


def make_folders(workspace: Workspace) -> None:
    """Make the folders of a workspace that are not there yet."""
    make_folder(workspace.root)
    for folder in (workspace.inbox, workspace.returned):
        make_folder(folder, permissions.current().inbox_folder)
    make_folder(workspace.outbox)
    for folder in (workspace.shared_state, workspace.state):
        make_folder(folder, PRIVATE_FOLDER)


@contextmanager
def opened(root: Path, shared: Workers | None = None, patience: float = PATIENCE) -> Iterator[Rooms]:
    """Open all rooms of a workspace and close them in the end; ``patience`` is for the ledger, ``shared`` as in ``hands``.

    Raises UsageFault as ``hands`` and ``check_folders`` do, OperatorFault when the ledger cannot be opened.
    """
    _require(root)
    settings = settled(root)
    with disk_faults("de werkmap"):
        make_folders(workspace_of(root, settings))
    with hands(root, shared) as found:
        check_folders(found.workspace)
        ledger = open_ledger(found.settings, found.workspace, patience)
        try:
            yield Rooms(found.workspace, found.settings, found.workers, found.maps, ledger)
        finally:
            ledger.close()


@contextmanager
def beside_watching(workspace: Workspace) -> Iterator[None]:
    """Hold that same lock for a short job if it is free, so that no watcher starts to tidy up meanwhile.

    A watcher that runs already has tidied up, and leaves the jobs of others alone.
    """
    lock = FileLock(workspace.lock)
    with suppress(Timeout):
        lock.acquire(timeout=0)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _alone(place: Path, patience: float, code: str, message: str) -> Iterator[None]:
    """Hold a lock; raises OperatorFault when another process still has it after ``patience`` seconds."""
    lock = FileLock(place)
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise OperatorFault(code, message) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def preparing_sessions(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of the one process that makes the papers of sessions.

    Raises OperatorFault when another process does so.
    """
    message = "Er wordt al een zitting gemaakt (dossier meeting). Wacht tot dat klaar is."
    with _alone(workspace.sessions, PATIENCE, "ZITTING-BEZET", message):
        yield


@contextmanager
def watching(workspace: Workspace, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of the one process that watches a workspace; a ``dossier process`` at work is waited for, so long.

    Raises OperatorFault when another process watches.
    """
    message = "Er kijkt al een ander programma naar deze inbox (dossier watch). Stop dat eerst."
    with _alone(workspace.lock, patience, "WATCH-BEZET", message):
        yield


@contextmanager
def recovering(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of the one process that tidies up after a stop. Raises OperatorFault ``HERSTEL-BEZET``."""
    message = "Een ander programma ruimt deze werkmap nog op. Wacht tot dat klaar is."
    with _alone(workspace.state / "herstel.lock", PATIENCE, "HERSTEL-BEZET", message):
        yield


@contextmanager
def remaking(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of the one process that makes publications anew.

    Another than that of ``watching``: the two go on side by side. Raises OperatorFault ``OPNIEUW-BEZET``.
    """
    message = "Er loopt al een dossier regenerate in deze werkmap. Wacht tot die klaar is."
    with _alone(workspace.remaking, 0, "OPNIEUW-BEZET", message):
        yield
