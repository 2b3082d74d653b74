"""The outbox as the ledger knows it: entries from manifests, and what a stop left between the two."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from generator import intake, publish
from generator.bookkeeping import open_ledger
from generator.errors import OperatorFault
from generator.ledger import Entry, set_aside
from generator.locks import PATIENCE, recovering, remaking, watching
from generator.model import Result, Workspace
from generator.wiring import Hands, Rooms
from generator.workplace import make_folders

log = logging.getLogger(__name__)


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
    dossiers = publish.manifests(workspace.outbox, certain=True)
    for folder, manifest in chain(dossiers, publish.of_sessions(workspace.outbox)):
        if manifest is not None:
            yield entry_of(workspace, folder, manifest)


def rebuilt_if_empty(rooms: Rooms) -> None:
    """Make the entries of a ledger that is gone from the manifests, so that no paper is made twice."""
    if rooms.ledger.entries(1):
        return
    found = list(entries_of(rooms.workspace))
    if found:
        log.warning("LEDGER-HERSTELD %d", rooms.ledger.rebuild(found))


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of a ledger that was made anew."""

    publications: int
    aside: str
    """What the damaged one is called now; empty where it was whole."""
    begun: bool
    """There was none that could be used: what came back and what was a duplicate is not known any more."""
    unread: tuple[str, ...]
    """Folders with a manifest that cannot be used, relative to the workspace: the ledger does not know them."""


def rebuild(hands: Hands) -> Rebuilt:
    """Make the ledger anew from the outbox; a damaged one is set aside first.

    Raises OperatorFault when somebody is at work in the workspace, or when disk or share refuse.
    """
    workspace = hands.workspace
    make_folders(workspace)
    with watching(workspace), recovering(workspace):
        if intake.elsewhere(workspace):
            raise OperatorFault(
                "LEDGER-IN-GEBRUIK", "Een ander programma is hier nog aan het werk. Wacht tot dat klaar is."
            )
        aside = ""
        try:
            ledger = open_ledger(hands.settings, workspace, PATIENCE)
        except OperatorFault as fault:
            if fault.code not in {"LEDGER-BESCHADIGD", "LEDGER-FOUT"} or not workspace.ledger.exists():
                raise
            aside = set_aside(workspace.ledger).name
            ledger = open_ledger(hands.settings, workspace, PATIENCE)
        try:
            begun = not ledger.entries(1)
            return Rebuilt(ledger.rebuild(entries_of(workspace)), aside, begun, tuple(_unread(workspace)))
        finally:
            ledger.close()


def _unread(workspace: Workspace) -> Iterator[str]:
    for folder, manifest in publish.manifests(workspace.outbox, certain=True):
        if manifest is None:
            yield folder.relative_to(workspace.root).as_posix()


def settle_if_idle(rooms: Rooms) -> bool:
    """Bring a remaking that was cut off to its end, unless somebody remakes right now; tells whether nobody does."""
    try:
        with remaking(rooms.workspace):
            settle(rooms)
    except OperatorFault as fault:
        if fault.code != "OPNIEUW-BEZET":
            raise
        return False
    return True


def settle(rooms: Rooms) -> None:
    """Bring a remaking that was cut off to its end: the ledger hears of it, and what was left goes away.

    Only under the lock of ``locks.remaking``.
    """
    outbox = rooms.workspace.outbox
    for folder in publish.interrupted(outbox):
        try:
            manifest = publish.read_manifest(folder)
        except OperatorFault:
            continue  # found damaged: the ledger can learn nothing from it
        rooms.ledger.record(entry_of(rooms.workspace, folder, manifest))
    publish.let_go(outbox)
