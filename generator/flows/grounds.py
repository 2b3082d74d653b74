"""Is the workspace fit: room on the disk, rights, and whether files can be made, moved and made durable, by trying."""

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from generator.files import NO_LINKS, exchange, sync_folder, why, write_new
from generator.flows.checkup import Check, fault, warning, well
from generator.model import Workspace
from generator.permissions import PRIVATE_FILE
from generator.watch.share import has_modes, on_share

_LITTLE, _TOO_LITTLE = 2 * 1024**3, 300 * 1024**2
_GIGABYTE = 1024**3
_TRIAL = ".dossier-proef-"
"""Hidden: a watcher leaves it alone."""
_RIGHTS = "Geef de gebruiker van de dienst lees- en schrijfrecht op die map."
_APART = "Zet elke map op een eigen plaats: de ene mag niet in de andere liggen."


@dataclass(frozen=True, slots=True)
class Grounds:
    """The folders of a workspace, by what people call them."""

    workspace: Workspace

    @property
    def working(self) -> dict[str, Path]:
        """Those that the program writes in."""
        space = self.workspace
        return {"inbox": space.inbox, "outbox": space.outbox, ".dossier": space.state}

    @property
    def templates(self) -> Path:
        """The workspace's own templates."""
        return self.workspace.root / "templates"


def grounds(workspace: Workspace) -> Iterator[Check]:
    """Look at the folders of a workspace; what is made to try is taken away again."""
    found = Grounds(workspace)
    missing = [name for name, folder in found.working.items() if not folder.is_dir()]
    if missing:
        do = f"Maak ze: dossier init {workspace.root}. Of kijk na of de share er is."
        yield fault("Mappen", f"ontbreken: {', '.join(missing)}", do)
        return
    yield _overlap(found)
    yield _places(found)
    yield _disk(found)
    yield from _trials(found)
    yield from _modes(found)


def share_clock(workspace: Workspace) -> float | None:
    """The moment that the disk of the inbox gives to a new file; None where none can be made."""
    trial = workspace.inbox / f"{_TRIAL}{secrets.token_hex(4)}"
    try:
        write_new(trial, b"", PRIVATE_FILE)
        return trial.stat().st_mtime
    except OSError:
        return None
    finally:
        with suppress(OSError):
            trial.unlink(missing_ok=True)


def _overlap(found: Grounds) -> Check:
    real = {
        name: folder.resolve() for name, folder in (*found.working.items(), ("templates", found.templates))
    }
    mixed = [
        f"{one} en {other}"
        for (one, first), (other, second) in combinations(real.items(), 2)
        if first.is_relative_to(second) or second.is_relative_to(first)
    ]
    return (
        fault("Mappen", f"liggen in elkaar: {', '.join(mixed)}", _APART)
        if mixed
        else well("Mappen", "alle aanwezig")
    )


def _places(found: Grounds) -> Check:
    shares = [name for name, folder in found.working.items() if on_share(folder)]
    if ".dossier" in shares:
        do = "Zet de werkmap op een schijf van deze machine en deel inbox en outbox van daaruit."
        return warning(
            "Plaats", f"op een share: {', '.join(shares)}; het register hoort op een eigen schijf", do
        )
    return well(
        "Plaats", f"op een share: {', '.join(shares)}" if shares else "op een schijf van deze machine"
    )


def _disk(found: Grounds) -> Check:
    free = min(shutil.disk_usage(folder).free for folder in found.working.values())
    told = f"{free / _GIGABYTE:.1f} GB vrij".replace(".", ",")
    if free < _TOO_LITTLE:
        return fault("Schijf", told, "Maak ruimte vrij: onder 300 MB stopt het werk.")
    return warning("Schijf", told, "Maak ruimte vrij.") if free < _LITTLE else well("Schijf", told)


def _trials(found: Grounds) -> Iterator[Check]:
    for name, folder in found.working.items():
        trial = folder / f"{_TRIAL}{secrets.token_hex(4)}"
        try:
            yield _try_writing(f"Schrijven in {name}", trial)
        finally:
            shutil.rmtree(trial, ignore_errors=True)
    yield from _try_moving(found.working)


def _try_writing(name: str, trial: Path) -> Check:
    """Make a folder with files, make it durable, rename in it, give a file a second name, let two change names."""
    try:
        trial.mkdir()
        for file in ("een", "twee"):
            write_new(trial / file, b"proef", PRIVATE_FILE)
        sync_folder(trial)
        (trial / "een").rename(trial / "drie")
        exchanged = exchange(trial / "drie", trial / "twee")
        try:
            os.link(trial / "drie", trial / "vier")
            linked = True
        except OSError as refused:
            if refused.errno not in NO_LINKS:
                raise
            linked = False
    except OSError as refused:
        return fault(name, f"lukt niet: {why(refused)}", _RIGHTS)
    if exchanged and linked:
        return well(name, "lukt, en is duurzaam")
    lacking = " en ".join(
        word for word, there in (("harde koppelingen", linked), ("omwisselen", exchanged)) if not there
    )
    return well(name, f"lukt; zonder {lacking} (het programma doet het dan op een andere manier)")


def _try_moving(working: dict[str, Path]) -> Iterator[Check]:
    for one, other in (("inbox", ".dossier"), (".dossier", "inbox")):
        trial, target = (working[name] / f"{_TRIAL}{secrets.token_hex(4)}" for name in (one, other))
        try:
            write_new(trial, b"proef", PRIVATE_FILE)
            trial.rename(target)
        except OSError as refused:
            if refused.errno != errno.EXDEV:
                yield fault("Verplaatsen", f"van {one} naar {other} lukt niet: {why(refused)}", _RIGHTS)
                return
            yield well("Verplaatsen", "de inbox staat op een andere schijf; bestanden worden gekopieerd")
            return
        finally:
            for path in (trial, target):
                with suppress(OSError):
                    path.unlink(missing_ok=True)
    yield well("Verplaatsen", "van inbox naar .dossier en terug lukt")


def _modes(found: Grounds) -> Iterator[Check]:
    """Who may in. Where the disk keeps no modes the share decides, and nothing can be said."""
    if not has_modes(found.workspace.root):
        return
    state = _mode(found.workspace.state)
    wrong = 0
    if state & 0o077:
        wrong += 1
        yield fault("Rechten", f".dossier is open voor anderen ({state:04o})", "chmod 700 .dossier")
    for name, folder in (
        ("inbox", found.workspace.inbox),
        ("outbox", found.workspace.outbox),
        ("templates", found.templates),
    ):
        mode = _mode(folder) if folder.is_dir() else 0
        if mode & 0o002:
            wrong += 1
            yield fault("Rechten", f"iedereen kan schrijven in {name} ({mode:04o})", f"chmod o-w {name}")
        elif mode & 0o005 and name != "templates":
            wrong += 1
            yield warning(
                "Rechten", f"iedereen op deze machine kan kijken in {name} ({mode:04o})", f"chmod o-rx {name}"
            )
    if not wrong:
        yield well("Rechten", ".dossier is gesloten; inbox en outbox zijn dat voor anderen")


def _mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)
