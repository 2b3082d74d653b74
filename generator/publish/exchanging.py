"""A folder that was built anew takes the place of the one that stands, at a stroke where the system can.

What somebody saved in the old one meanwhile is never covered: then the two change back.
"""

from collections.abc import Mapping
from pathlib import Path

from generator.errors import OperatorFault
from generator.files import exchange, sync_folder
from generator.permissions import make_folder
from generator.publish.state import files_in


def in_use() -> OperatorFault:
    """Say that somebody is at work in a folder that was to change."""
    return OperatorFault(
        "PUBLICATIE-OPEN",
        "Iemand heeft een document in deze map open of wijzigt er net een. Sluit het en doe het daarna opnieuw.",
    )


def take_place(
    fresh: Path, folder: Path, aside: Path, outbox: Path, before: Mapping[str, tuple[int, int]]
) -> Path:
    """Give ``fresh`` the name of ``folder``, durably; returns where the old one is now, for the caller to take away.

    ``before`` is what ``files_in`` told of the old one ahead of the building. Where folders cannot change names at a
    stroke, the old one goes to ``aside`` first: a stop then leaves it there, for the caller to find. Raises OperatorFault
    ``PUBLICATIE-OPEN`` when the old one is no longer as it was, OSError when the disk refuses: both stand as before then.
    """
    old = _exchanged(fresh, folder, aside, outbox)
    try:
        _refuse_changed(old, before)
        for touched in dict.fromkeys((folder.parent, old.parent, outbox)):
            sync_folder(touched)
    except BaseException:  # not durable is not published
        if not exchange(old, folder):
            folder.rename(fresh)
            old.rename(folder)
        raise
    return old


def _refuse_changed(folder: Path, before: Mapping[str, tuple[int, int]]) -> None:
    if files_in(folder) != before:
        raise in_use()


def _exchanged(fresh: Path, folder: Path, aside: Path, outbox: Path) -> Path:
    if exchange(fresh, folder):
        return fresh
    make_folder(aside.parent)
    for touched in aside.parents:
        sync_folder(touched)
        if touched == outbox:
            break
    folder.rename(aside)
    try:
        fresh.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    return aside
