"""Watching for ever: a drop is taken by itself, a share that drops away is waited for, and it ends when told."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from generator import intake
from generator.errors import OperatorFault
from generator.flows import watching
from generator.ledger import SqlLedger
from generator.model import Outcome, Result
from generator.settings import Watch
from generator.wiring import Rooms
from generator.workers import Here
from tests.conftest import filled

_PATIENCE = 30.0


@contextmanager
def watched(rooms: Rooms) -> Iterator[list[Outcome]]:
    """Watch in a thread; the list grows with each outcome."""
    quick = replace(
        rooms,
        settings=rooms.settings.model_copy(update={"watch": Watch(quiet_seconds=0.1, scan_seconds=0.2)}),
    )
    outcomes: list[Outcome] = []
    stop = threading.Event()

    def run() -> None:
        ledger = SqlLedger.in_file(rooms.workspace.ledger)
        for outcome in watching.watch(replace(quick, ledger=ledger, workers=Here()), stop.is_set):
            outcomes.append(outcome)
        ledger.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield outcomes
    finally:
        stop.set()
        thread.join(_PATIENCE)
        assert not thread.is_alive()


def wait_for(outcomes: list[Outcome], number: int) -> None:
    until = time.monotonic() + _PATIENCE
    while len(outcomes) < number:
        assert time.monotonic() < until, outcomes
        time.sleep(0.02)


def test_a_drop_is_taken_by_itself_and_the_watcher_ends_when_told(rooms: Rooms) -> None:
    with watched(rooms) as outcomes:
        (rooms.workspace.inbox / "a.json").write_bytes(filled("advies"))
        wait_for(outcomes, 1)
        (rooms.workspace.inbox / "sub").mkdir()
        (rooms.workspace.inbox / "sub/b.json").write_bytes(b"{")
        (rooms.workspace.inbox / "sub/b.json").write_bytes(b'{"documenttype": "advies"}')
        wait_for(outcomes, 2)
    assert [outcome.outcome for outcome in outcomes] == [Result.PUBLISHED, Result.REJECTED]


def test_an_inbox_that_drops_away_is_waited_for(rooms: Rooms) -> None:
    away = rooms.workspace.root / "weg"
    with watched(rooms) as outcomes:
        (rooms.workspace.inbox / "a.json").write_bytes(filled("advies"))
        wait_for(outcomes, 1)
        rooms.workspace.inbox.rename(away)
        time.sleep(0.5)
        away.rename(rooms.workspace.inbox)
        (rooms.workspace.inbox / "b.json").write_bytes(filled("advies", seed=4))
        wait_for(outcomes, 2)
    assert [outcome.outcome for outcome in outcomes] == [Result.PUBLISHED, Result.PUBLISHED]


def test_only_one_process_watches_an_inbox(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.wiring._PATIENCE", 0.1)
    with FileLock(rooms.workspace.lock), pytest.raises(OperatorFault) as caught:
        list(watching.watch_once(rooms))
    assert caught.value.code == "WATCH-BEZET"


def test_what_a_stop_left_in_hand_is_done_again(rooms: Rooms) -> None:
    path = rooms.workspace.inbox / "a.json"
    path.write_bytes(filled("advies"))
    assert intake.claim(path, rooms.workspace) is not None
    assert not path.exists()
    (outcome,) = watching.watch_once(rooms)
    assert (outcome.outcome, outcome.file) == (Result.PUBLISHED, "a.json")


def test_a_paper_that_was_placed_when_the_program_stopped_is_not_made_again(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stop comes between publishing and recording: the outbox knows, the ledger does not yet."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    (rooms.workspace.inbox / "a.json").write_bytes(filled("advies"))
    with monkeypatch.context() as patched:
        patched.setattr("generator.flows.endings.record", stop)
        with pytest.raises(KeyboardInterrupt):
            list(watching.watch_once(rooms))
    assert list(watching.watch_once(rooms)) == []
    assert not list(rooms.workspace.work.iterdir())
    (rooms.workspace.inbox / "a.json").write_bytes(filled("advies"))
    (outcome,) = watching.watch_once(rooms)
    assert outcome.outcome is Result.DUPLICATE
    assert len(list(rooms.workspace.outbox.rglob("manifest.json"))) == 1


def test_plain_text_that_a_killed_engine_left_is_swept(rooms: Rooms) -> None:
    left = rooms.workspace.state / "print/soffice-abc/in/document.docx"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"vertrouwelijk")
    list(watching.watch_once(rooms))
    assert not left.exists()


def test_a_file_that_keeps_growing_is_told_to_wait(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.flows.watching._ONCE_PATIENCE", 0.5)
    path: Path = rooms.workspace.inbox / "a.pdf"
    path.write_bytes(b"%PDF-1.7 nog niet alles")
    (outcome,) = watching.watch_once(rooms)
    assert (outcome.outcome, outcome.file) == (Result.WAITING, "a.pdf")
    assert path.exists()
