"""A workspace on this machine: its settings, its folders, and whether those stand apart."""

import os
import stat
import sys
from itertools import combinations
from pathlib import Path

from generator import permissions
from generator.errors import UsageFault
from generator.model import Workspace
from generator.permissions import PRIVATE_FOLDER, Permissions, make_folder
from generator.settings import Settings, load


def workspace_of(root: Path, settings: Settings) -> Workspace:
    """The folders of a workspace, with the state where this machine keeps it."""
    own = settings.folders.state
    return Workspace(root, root / own if own else None)


def require(root: Path) -> None:
    """Raise UsageFault where there is no workspace."""
    if not root.is_dir():
        raise UsageFault(
            "WERKMAP-ONBEKEND", "Deze werkmap bestaat niet. Maak ze met dossier init, of kijk --workspace na."
        )


def looked_at(root: Path) -> tuple[Workspace, Settings, UsageFault | None]:
    """The workspace of a command that opens no room; where its settings are wrong, those as they come, and what is wrong.

    Raises UsageFault where there is no workspace.
    """
    require(root)
    wrong = None
    try:
        settings = load(root)
        _group(settings.files.group)
    except UsageFault as fault:
        settings, wrong = Settings.model_construct(), fault
    return workspace_of(root, settings), settings, wrong


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
