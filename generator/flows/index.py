"""The outbox as the ledger knows it: entries from manifests, and what a stop left between the two."""

from datetime import datetime
from pathlib import Path

from generator import publish
from generator.errors import OperatorFault
from generator.ledger import Entry
from generator.model import Result, Workspace
from generator.wiring import Rooms, remaking


def entry_of(workspace: Workspace, folder: Path, manifest: publish.Manifest) -> Entry:
    """Make the ledger's entry of a publication; of one manifest always the same."""
    return Entry(
        job=manifest.job,
        at=datetime.fromisoformat(manifest.published_at),
        file=manifest.source.name,
        sha256=manifest.source.sha256,
        outcome=Result.PUBLISHED,
        form=manifest.form,
        dossier=manifest.dossier,
        folder=folder.relative_to(workspace.root).as_posix(),
        recipe=manifest.recipe,
        codes=tuple(remark.code for remark in manifest.findings),
    )


def settle_if_idle(rooms: Rooms) -> None:
    """Bring a remaking that was cut off to its end, unless somebody remakes right now."""
    try:
        with remaking(rooms.workspace):
            settle(rooms)
    except OperatorFault as fault:
        if fault.code != "OPNIEUW-BEZET":
            raise


def settle(rooms: Rooms) -> None:
    """Bring a remaking that was cut off to its end: the ledger hears of it, and what was left goes away.

    Only under the lock of ``wiring.remaking``.
    """
    outbox = rooms.workspace.outbox
    for folder in publish.interrupted(outbox):
        try:
            manifest = publish.read_manifest(folder)
        except OperatorFault:
            continue  # found damaged: the ledger can learn nothing from it
        rooms.ledger.record(entry_of(rooms.workspace, folder, manifest))
    publish.let_go(outbox)
