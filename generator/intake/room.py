"""Is there room for the work, before it begins: a full disk is a pause and no reason to refuse a form."""

import shutil
from pathlib import Path

from generator.errors import OperatorFault
from generator.model import Workspace

_TIMES = 4
_SPARE = 200 * 1024 * 1024
_MEGABYTE = 1024 * 1024


def check_room(workspace: Workspace, size: int) -> None:
    """Look whether a file of so many bytes can be worked on: its copies, its documents, and what the ledger needs.

    Raises OperatorFault ``SCHIJF-VOL`` when the disk of the work folder or that of the outbox has less; OSError when it
    cannot be asked.
    """
    needed = _TIMES * size + _SPARE
    for folder, name in ((workspace.state, "de werkmap"), (workspace.outbox, "de outbox")):
        if shutil.disk_usage(_existing(folder)).free < needed:
            raise OperatorFault(
                "SCHIJF-VOL",
                f"Er is te weinig plaats op de schijf van {name}: er is {needed // _MEGABYTE} MB nodig. Maak ruimte vrij.",
            )


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else folder.parent
