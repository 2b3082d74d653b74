"""Papers that stand in the outbox already when a test begins: made once by the real line, then copied."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from generator import publish
from generator.flows.index import entry_of
from generator.ledger import SqlLedger
from generator.model import Result, Workspace
from generator.settings import Settings
from generator.wiring import Rooms
from generator.workers import Here
from generator.workplace import make_folders
from tests.flows.test_line import drop, once

Dropped = tuple[tuple[str, bytes], ...]
"""Files as they are dropped: name and content."""


def stand(rooms: Rooms, *batches: Dropped) -> None:
    """Let these papers stand in the outbox and the ledger as if each batch had just been dropped, one after the other."""
    shutil.copytree(_outbox(batches), rooms.workspace.outbox, dirs_exist_ok=True)
    for folder, manifest in publish.manifests(rooms.workspace.outbox):
        assert manifest is not None
        rooms.ledger.record(entry_of(rooms.workspace, folder, manifest))


@cache
def _outbox(batches: tuple[Dropped, ...]) -> Path:
    place = Path(tempfile.mkdtemp(prefix="staand-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    workspace = Workspace(place / "werkmap")
    make_folders(workspace)
    ledger = SqlLedger.in_file(workspace.ledger)
    rooms = Rooms(workspace, Settings(), Here(), (), ledger)
    for batch in batches:
        for name, content in batch:
            drop(rooms, name, content)
        assert {outcome.outcome for outcome in once(rooms)} == {Result.PUBLISHED}
    ledger.close()
    return workspace.outbox
