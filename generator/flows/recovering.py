"""Jobs that could not be ended, by a crash or because disk, share or ledger refused: what became of them is looked up."""

import logging
from collections.abc import Collection
from itertools import chain

from generator import intake, publish
from generator.errors import OperatorFault
from generator.flows.index import entry_of
from generator.intake import Undone
from generator.wiring import Rooms

log = logging.getLogger(__name__)


def recover(rooms: Rooms, jobs: Collection[str], *, at_start: bool = False) -> list[Undone]:
    """Bring these jobs to their end, or put their files back where they were dropped; returns the latter.

    What stands in the outbox is recorded, whatever the ledger knew. ``at_start`` also sweeps what a crash left beside
    them. Raises OperatorFault when disk, share or ledger refuse; nothing is lost then, and a next call goes on.
    """
    placed = _record_placed(rooms, jobs) if jobs else {}
    otherwise = {job for job, manifest in placed.items() if not manifest.holds_original}
    undone = []
    for one in intake.recover(rooms.workspace, placed, otherwise, None if at_start else jobs):
        rooms.ledger.withdraw(one.job)
        log.info("HERSTELD job=%s", one.job)
        undone.append(one)
    return undone


def tidy(rooms: Rooms, jobs: Collection[str]) -> None:
    """Recover jobs of copies, whose files stand elsewhere; what still refuses is left to the next start of the watcher."""
    left = [job for job in jobs if (rooms.workspace.work / job).is_dir()]
    if not left:
        return
    try:
        recover(rooms, left)
    except OperatorFault as fault:
        log.warning("%s", fault.code)


def _record_placed(rooms: Rooms, jobs: Collection[str]) -> dict[str, publish.Manifest]:
    """Find which of these jobs stand published, and record them: a stop may have come just before that.

    Rows of a batch sheet (``JOB.7``) are recorded too, but the sheet itself starts anew.
    """
    workspace, placed = rooms.workspace, {}
    for folder, manifest in chain(publish.manifests(workspace.outbox), publish.of_sessions(workspace.outbox)):
        if manifest is None or manifest.job.partition(".")[0] not in jobs:
            continue
        placed[manifest.job] = manifest
        rooms.ledger.record(entry_of(workspace, folder, manifest))
    return placed
