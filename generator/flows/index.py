"""The outbox as the ledger knows it: entries from manifests, and what a stop left between the two."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
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


def entries_of(workspace: Workspace) -> Iterator[Entry]:
    """Make the entries of all that stands in the outbox. Raises OperatorFault when it cannot be read."""
    for folder, manifest in chain(publish.manifests(workspace.outbox), publish.of_sessions(workspace.outbox)):
        if manifest is not None:
            yield entry_of(workspace, folder, manifest)


def rebuilt_if_empty(rooms: Rooms) -> int:
    """Make the entries of a ledger that is gone from the manifests, so that no paper is made twice; gives their number."""
    if rooms.ledger.entries(1):
        return 0
    return rooms.ledger.rebuild(entries_of(rooms.workspace))


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
