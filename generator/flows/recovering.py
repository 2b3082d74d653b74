"""After a stop: what was in hand is brought to its end or put back, and a ledger that is gone is made anew."""

import logging
from itertools import chain

from generator import convert, intake, publish
from generator.errors import OperatorFault
from generator.flows.house import house_of
from generator.flows.index import entry_of, rebuilt_if_empty, settle_if_idle
from generator.intake import Undone
from generator.locks import recovering
from generator.wiring import Rooms

log = logging.getLogger(__name__)


def recover(rooms: Rooms) -> list[Undone]:
    """Bring to its end what a stop or a fault left, or put it back where it was dropped; returns the latter.

    What stands in the outbox is recorded, whatever the ledger knew. What other processes have in hand is let alone.

    Only while this process has no job in hand. Raises OperatorFault when disk, share or ledger refuse: then nothing is
    lost, and a next call goes on.
    """
    workspace, undone = rooms.workspace, []
    with recovering(workspace):
        left = intake.leftovers(workspace)
        publish.sweep(workspace.outbox, left)
        if settle_if_idle(rooms) and not intake.elsewhere(workspace):
            convert.sweep(house_of(rooms).pdf.work)
        rebuilt_if_empty(rooms)
        placed = _record_placed(rooms, left) if left else {}
        otherwise = {job for job, manifest in placed.items() if not manifest.holds_original}
        for one in intake.recover(workspace, placed, otherwise):
            rooms.ledger.withdraw(one.job)
            log.info("HERSTELD job=%s", one.job)
            undone.append(one)
    return undone


def tidy(rooms: Rooms) -> None:
    """Recover once the work is done; what still refuses is left to the next start."""
    if not intake.leftovers(rooms.workspace):
        return
    try:
        recover(rooms)
    except OperatorFault as fault:
        log.warning("%s", fault.code)


def _record_placed(rooms: Rooms, jobs: frozenset[str]) -> dict[str, publish.Manifest]:
    """Find which of these jobs stand published, and record them: a stop may have come just before that.

    Rows of a batch sheet (``JOB.7``) are recorded too, but the sheet itself starts anew.
    """
    workspace, placed = rooms.workspace, {}
    dossiers = publish.manifests(workspace.outbox, certain=True)
    for folder, manifest in chain(dossiers, publish.of_sessions(workspace.outbox)):
        if manifest is None or manifest.job.partition(".")[0] not in jobs:
            continue
        placed[manifest.job] = manifest
        rooms.ledger.record(entry_of(workspace, folder, manifest))
    return placed
