"""Real forms and hostile files that others made: each ends in one clear outcome within ten seconds."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.flows import inbox
from generator.ledger import SqlLedger
from generator.model import Result, Workspace
from generator.settings import Settings
from generator.wiring import Rooms, make_folders
from generator.workers import Killable

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
FILES = sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.name != "INDEX.md")

pytestmark = pytest.mark.skipif(not FILES, reason="the samples are not here")


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    workspace = Workspace(tmp_path_factory.mktemp("samples"))
    make_folders(workspace)
    workers = Killable(1)
    yield Rooms(workspace, Settings(), workers, (), SqlLedger.in_file(workspace.ledger))
    workers.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:60])
def test_each_sample_ends_in_a_clear_outcome(rooms: Rooms, path: Path) -> None:
    began = time.monotonic()
    (outcome,) = inbox.process(rooms, [path])
    assert time.monotonic() - began < 10
    assert outcome.outcome is Result.REJECTED
    (finding,) = outcome.findings
    assert finding.code.startswith("BESTAND-")
    assert "Traceback" not in finding.message
    assert not list(rooms.workspace.work.iterdir())
