"""Real forms and hostile files that others made: dropped together, each ends in one clear outcome and leaves nothing."""

import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.flows import inbox, watching
from generator.ledger import SqlLedger
from generator.model import Result, Workspace
from generator.sections import Watch
from generator.settings import Settings
from generator.watch.complete import is_complete
from generator.wiring import Rooms
from generator.workers import Killable
from tests.conftest import filled

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
FILES = sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.name != "INDEX.md")
UNSEEN = frozenset({".fuzz"})
"""Ends of names that the inbox does not look at; a file named on the command line is looked at all the same."""

pytestmark = [pytest.mark.thorough, pytest.mark.skipif(not FILES, reason="the samples are not here")]


@pytest.fixture
def rooms(workspace: Workspace) -> Iterator[Rooms]:
    workers = Killable(2)
    ledger = SqlLedger.in_file(workspace.ledger)
    yield Rooms(workspace, Settings(watch=Watch(quiet_seconds=0.0)), workers, (), ledger)
    workers.close()
    ledger.close()


def test_each_sample_ends_in_a_clear_outcome(rooms: Rooms, capfd: pytest.CaptureFixture[str]) -> None:
    for path in FILES:
        began = time.monotonic()
        (outcome,) = inbox.process(rooms, [path])
        assert time.monotonic() - began < 20, path.name
        assert_refused(outcome.outcome, [finding.code for finding in outcome.findings])
    assert_clean(rooms)
    assert "Traceback" not in capfd.readouterr().err


def test_all_samples_dropped_at_once_hold_up_nothing(rooms: Rooms, capfd: pytest.CaptureFixture[str]) -> None:
    before = children()
    for path in FILES:
        (rooms.workspace.inbox / path.name).write_bytes(path.read_bytes())
    (rooms.workspace.inbox / "goed.json").write_bytes(filled("advies"))
    outcomes = {outcome.file: outcome for outcome in watching.watch_once(rooms)}
    assert outcomes.pop("goed.json").outcome is Result.PUBLISHED
    assert set(outcomes) == {path.name for path in FILES}
    for unknown in (path.name for path in FILES if path.suffix in UNSEEN):
        assert [finding.code for finding in outcomes[unknown].findings] == ["WACHT-ONBEKEND"]
    for path in (path for path in FILES if path.suffix not in UNSEEN):
        outcome = outcomes[path.name]
        archived = [found.read_bytes() for found in rooms.workspace.archive.rglob(path.name)]
        if outcome.outcome is Result.WAITING:
            assert not is_complete(path), "only what may still be on its way waits"
            assert archived == []
            (rooms.workspace.inbox / path.name).unlink()
        else:
            assert_refused(outcome.outcome, [finding.code for finding in outcome.findings])
            assert archived == [path.read_bytes()]
    assert "Traceback" not in capfd.readouterr().err
    assert_clean(rooms)
    rooms.workers.close()
    assert children() == before
    assert not list(Path(tempfile.gettempdir()).glob(f"dossier-werk-{os.getpid()}-*"))


def assert_refused(outcome: Result, codes: list[str]) -> None:
    assert outcome is Result.REJECTED
    (code,) = codes
    assert code.startswith("BESTAND-")


def assert_clean(rooms: Rooms) -> None:
    assert list(rooms.workspace.work.iterdir()) == []
    assert [path for path in rooms.workspace.inbox.iterdir() if path.suffix not in {*UNSEEN, ""}] == []


def children() -> set[int | None]:
    return {child.pid for child in multiprocessing.active_children()}
