"""Watching for ever: a drop is taken by itself, a share that drops away is waited for, and it ends when told."""

import os
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from generator import intake
from generator.errors import OperatorFault
from generator.flows import pace, retries, watching
from generator.flows.pulse import Heart, read_pulse
from generator.ledger import SqlLedger
from generator.model import Outcome, Result, Workspace
from generator.sections import Watch
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
        until(lambda: pulse_of(rooms) == ("inbox-weg", "INBOX-WEG"))
        away.rename(rooms.workspace.inbox)
        (rooms.workspace.inbox / "b.json").write_bytes(filled("advies", seed=4))
        wait_for(outcomes, 2)
    assert [outcome.outcome for outcome in outcomes] == [Result.PUBLISHED, Result.PUBLISHED]


def test_only_one_process_watches_an_inbox(rooms: Rooms) -> None:
    with (
        FileLock(rooms.workspace.lock),
        pytest.raises(OperatorFault) as caught,
        watching.started(rooms, patience=0.1),
    ):
        pass
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
    monkeypatch.setattr("generator.flows.pace._ONCE_PATIENCE", 0.5)
    path: Path = rooms.workspace.inbox / "a.pdf"
    path.write_bytes(b"%PDF-1.7 nog niet alles")
    (outcome,) = watching.watch_once(rooms)
    assert (outcome.outcome, outcome.file) == (Result.WAITING, "a.pdf")
    assert path.exists()


def test_told_to_stop_what_is_in_hand_goes_back(rooms: Rooms) -> None:
    for number in range(4):
        (rooms.workspace.inbox / f"{number}.json").write_bytes(filled("advies", seed=number))
    outcomes = []
    for outcome in watching.watch_once(rooms):
        outcomes.append(outcome.outcome)
        rooms.workers.stop()
    assert outcomes == [Result.PUBLISHED]
    assert len(list(rooms.workspace.inbox.glob("*.json"))) == 3
    assert list(rooms.workspace.work.iterdir()) == []
    assert not list(rooms.workspace.outbox.glob(".*"))


def pulse_of(rooms: Rooms) -> tuple[str, str]:
    pulse = read_pulse(rooms.workspace)
    return (pulse.state, pulse.code) if pulse else ("", "")


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_pulse_tells_that_it_watches_that_the_inbox_is_away_and_that_it_stopped(rooms: Rooms) -> None:
    away = rooms.workspace.root / "weg"
    assert read_pulse(rooms.workspace) is None
    with watched(rooms):
        until(lambda: pulse_of(rooms) == ("kijkt", ""))
        rooms.workspace.inbox.rename(away)
        until(lambda: pulse_of(rooms) == ("inbox-weg", "INBOX-WEG"))
        away.rename(rooms.workspace.inbox)
        until(lambda: pulse_of(rooms) == ("kijkt", ""))
    pulse = read_pulse(rooms.workspace)
    assert pulse is not None
    assert (pulse.state, pulse.pid, pulse.host) == ("gestopt", os.getpid(), socket.gethostname())
    assert rooms.workspace.pulse.stat().st_mode & 0o077 == 0
    assert not pulse.silent(datetime.now(UTC) + timedelta(days=1))
    assert replace(pulse, state="kijkt").silent(datetime.now(UTC) + timedelta(minutes=6))
    assert not replace(pulse, state="kijkt").silent(datetime.now(UTC))


def test_the_pulse_beats_twice_a_minute_and_costs_nothing_between(workspace: Workspace) -> None:
    now = [1000.0]
    heart = Heart(workspace, lambda: now[0])
    heart.beat("kijkt")
    workspace.pulse.unlink()
    heart.beat("kijkt")
    assert not workspace.pulse.exists()
    heart.beat("kijkt", "SCHIJF-VOL")
    assert workspace.pulse.exists()
    workspace.pulse.unlink()
    now[0] += 30
    heart.beat("kijkt", "SCHIJF-VOL")
    assert workspace.pulse.exists()
    workspace.pulse.write_bytes(b"{}")
    assert read_pulse(workspace) is None


def told(outcomes: list[Outcome]) -> list[tuple[str, str, str]]:
    return [(outcome.outcome, outcome.file, outcome.findings[0].code) for outcome in outcomes]


def test_what_waits_is_told_once_and_goes_on_by_itself(
    rooms: Rooms, caplog: pytest.LogCaptureFixture
) -> None:
    inbox = rooms.workspace.inbox
    owner = inbox / ".~lock.a.json#"
    owner.write_text("Zoë De Bock,zoe,pc,nu,x;")
    (inbox / "a.json").write_bytes(b"{}")
    (inbox / "foto.jpg").write_bytes(b"foto")
    with caplog.at_level(0), watched(rooms) as outcomes:
        wait_for(outcomes, 2)
        time.sleep(0.6)
        assert sorted(told(outcomes)) == [
            ("waiting", "a.json", "WACHT-OPEN"),
            ("waiting", "foto.jpg", "WACHT-ONBEKEND"),
        ]
        assert any("open bij Zoë De Bock" in outcome.findings[0].message for outcome in outcomes)
        owner.unlink()
        wait_for(outcomes, 3)
    assert outcomes[2].outcome is Result.REJECTED
    assert "Bock" not in caplog.text
    assert (inbox / "foto.jpg").exists()


def test_an_open_document_is_told_once_a_run(rooms: Rooms) -> None:
    (rooms.workspace.inbox / ".~lock.a.json#").write_text("Jan,jan,pc,nu,x;")
    (rooms.workspace.inbox / "a.json").write_bytes(b"{}")
    for _ in range(2):
        assert told(list(watching.watch_once(rooms))) == [("waiting", "a.json", "WACHT-OPEN")]


@pytest.mark.skipif(os.name == "nt", reason="makes links")
def test_what_is_far_too_large_stays_and_holds_up_no_other(rooms: Rooms) -> None:
    with (rooms.workspace.inbox / "a.json").open("wb") as large:
        large.truncate(1 << 40)
        large.write(b"{")
    (rooms.workspace.inbox / "b.json").write_bytes(b"{}")
    begin = time.monotonic()
    outcomes = told(list(watching.watch_once(rooms)))
    assert time.monotonic() - begin < 60  # to read a terabyte takes longer on any machine
    assert ("waiting", "a.json", "BESTAND-TE-GROOT") in outcomes
    assert [outcome for outcome, file, _ in outcomes if file == "b.json"] == ["rejected"]
    assert (rooms.workspace.inbox / "a.json").stat().st_size == 1 << 40


def test_a_ledger_that_is_held_by_another_is_waited_for(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real one: another program holds the database, and lets go."""
    monkeypatch.setattr(retries, "_PAUSES", (timedelta(0),))
    monkeypatch.setattr(pace, "_LONGEST_REST", 0.2)
    in_file = SqlLedger.in_file
    monkeypatch.setattr(SqlLedger, "in_file", lambda path: in_file(path, busy_seconds=0.05))
    with watched(rooms) as outcomes, closing(sqlite3.connect(rooms.workspace.ledger)) as holder:
        (rooms.workspace.inbox / "eerst.json").write_bytes(filled("advies"))
        wait_for(outcomes, 1)
        holder.execute("BEGIN EXCLUSIVE")
        (rooms.workspace.inbox / "a.json").write_bytes(b"{}")
        wait_for(outcomes, 2)
        assert told(outcomes)[1] == ("failed", "a.json", "LEDGER-BEZET")
        until(lambda: pulse_of(rooms) == ("kijkt", "LEDGER-BEZET"))
        holder.rollback()
        until(lambda: outcomes[-1].outcome is Result.REJECTED)
    assert not list(rooms.workspace.work.iterdir())
    assert (rooms.workspace.returned / "a.json").exists()


ODD = [
    "-rf.json",
    "a\nb.json",
    "100% #1?&;$(id)`id`.json",
    "n" * 250 + ".json",
    os.fsdecode(b"caf\xe9.json"),
    "Andr\u00e9.json",
    "Andre\u0301.json",
    "CON.json",
    "a:b.json",
    "\u202efdp.exe.json",
    "map.pdf/binnen.json",
]


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="names that Windows refuses")
def test_a_form_under_any_name_and_of_any_time_comes_to_its_end(
    rooms: Rooms, caplog: pytest.LogCaptureFixture
) -> None:
    for number, name in enumerate(ODD):
        path = rooms.workspace.inbox / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'{{"x": {number}}}')
        os.utime(path, (0, 0) if number % 2 else (4_070_908_800, 4_070_908_800))
    with caplog.at_level(0):
        outcomes = list(watching.watch_once(rooms))
    assert {outcome.file for outcome in outcomes} == set(ODD)
    assert {outcome.outcome for outcome in outcomes} == {Result.REJECTED}
    returned = [path for path in rooms.workspace.returned.iterdir() if path.suffix == ".json"]
    assert sorted(path.read_text() for path in returned) == sorted(f'{{"x": {n}}}' for n in range(len(ODD)))
    assert not any(part in caplog.text for part in ("nnnn", "binnen", "Andr", "fdp", "$(id)"))
    assert list(watching.watch_once(rooms)) == []
