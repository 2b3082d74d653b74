"""What ``status`` sees: also beside a running watcher, and without changing anything."""

import errno
import json
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from generator.flows import watching
from generator.flows.advice import advice_for
from generator.flows.status import Status, status
from generator.ledger import Delay, Entry
from generator.model import Result, Workspace
from generator.settings import Settings
from generator.wiring import Rooms
from tests.conftest import filled

NOW = datetime.now(UTC)


def seen(workspace: Workspace, now: datetime = NOW) -> Status:
    return status(workspace, now, 10, Settings())


def pulse(workspace: Workspace, state: str, ago: timedelta = timedelta(), code: str = "") -> None:
    told = {"at": (NOW - ago).isoformat(), "pid": 1, "host": "h", "state": state, "code": code}
    (workspace.state / "watch.json").write_text(json.dumps(told))


def codes(found: Status) -> list[str]:
    return [problem.code for problem in found.problems]


def snapshot(root: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != "lock"
    }


def test_an_empty_workspace_is_well(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    found = seen(Workspace(tmp_path))
    assert (found.watcher.state, found.problems, found.ledger.code) == ("nooit", (), "")
    assert not (tmp_path / ".dossier").exists()


def test_each_thing_in_the_inbox_is_told_once_for_what_it_is(rooms: Rooms) -> None:
    workspace = rooms.workspace
    (workspace.inbox / "maandag").mkdir()
    (workspace.inbox / "maandag/a.json").write_bytes(filled("advies"))
    (workspace.inbox / "half.json").write_text('{"a": ')
    (workspace.inbox / "wacht.pdf").write_text("x")
    (workspace.inbox / "nota.txt").touch()
    (workspace.inbox / "x.pdf").symlink_to("/etc/passwd")
    os.link(workspace.inbox / "half.json", workspace.inbox / "twee.json")
    (workspace.inbox / "~$a.docx").touch()
    (workspace.returned / "b.pdf").write_text("x")
    (workspace.returned / "b.pdf.fouten.txt").touch()
    (workspace.returned / "~$b.docx").touch()
    (workspace.returned / "elders.pdf.fouten.txt").touch()
    rooms.ledger.delay(Delay("1" * 64, "wacht.pdf", "SCHIJF-VOL", NOW, 1, NOW + timedelta(minutes=1)))
    before = snapshot(workspace.root)
    found = seen(workspace)
    assert found.dropped.waiting == ("maandag/a.json",)
    left = {each.file: each.why.split()[1] for each in found.dropped.left}
    assert left == {"half.json": "bestand", "twee.json": "bestand", "nota.txt": "is", "x.pdf": "is"}
    assert found.returned.count == 1
    assert [delay.file for delay in found.ledger.delays] == ["wacht.pdf"]
    assert codes(found) == []
    assert snapshot(workspace.root) == before


def test_outcomes_are_told_newest_first_and_counted_by_day(rooms: Rooms) -> None:
    (rooms.workspace.inbox / "a.json").write_bytes(filled("advies"))
    (rooms.workspace.inbox / "b.json").write_bytes(filled("advies", 4, client__naam=""))
    list(watching.watch_once(rooms))
    old = Entry("oud", NOW - timedelta(days=3), "o.pdf", "9" * 64, Result.PUBLISHED)
    rooms.ledger.record(old)
    found = seen(rooms.workspace)  # by the day on which the tests began, should midnight come between
    assert sum(found.ledger.today.values()) == 2
    assert found.ledger.week == {Result.PUBLISHED: 2, Result.REJECTED: 1}
    assert found.ledger.last[-1] == old
    assert found.returned.since is not None
    assert abs(found.returned.since - datetime.now(UTC)) < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("state", "ago", "held", "told", "problem"),
    [
        ("kijkt", timedelta(seconds=50), True, "kijkt", []),
        ("kijkt", timedelta(minutes=6), True, "zwijgt", ["WATCH-ZWIJGT"]),
        ("kijkt", timedelta(), False, "zwijgt", ["WATCH-ZWIJGT"]),
        ("kijkt", timedelta(hours=-2), True, "kijkt", []),
        ("inbox-weg", timedelta(), True, "inbox-weg", ["INBOX-WEG"]),
        ("gestopt", timedelta(days=9), False, "gestopt", []),
        ("gestopt", timedelta(), True, "bezig", []),
        ("iets anders", timedelta(), False, "nooit", []),
    ],
)
def test_a_watcher_that_ran_and_is_silent_is_a_problem(
    workspace: Workspace, state: str, ago: timedelta, held: bool, told: str, problem: list[str]
) -> None:
    pulse(workspace, state, ago)
    lock = FileLock(workspace.lock)
    if held:
        lock.acquire()
    found = seen(workspace)
    lock.release()
    assert (found.watcher.state, codes(found)) == (told, problem)


def test_on_a_disk_where_nobody_can_write_nobody_is_at_work(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    pulse(workspace, "gestopt")
    workspace.lock.touch()
    monkeypatch.setattr(FileLock, "acquire", refused)
    assert seen(workspace).watcher.state == "gestopt"


def test_what_holds_up_the_watcher_is_a_problem(workspace: Workspace) -> None:
    pulse(workspace, "kijkt", code="SCHIJF-VOL")
    with FileLock(workspace.lock):
        (problem,) = seen(workspace).problems
    assert (problem.code, problem.do) == ("SCHIJF-VOL", "Maak ruimte vrij op de schijf.")


def test_what_is_parked_is_for_the_operator(rooms: Rooms) -> None:
    begun = Delay("1" * 64, "a.pdf", "LETTERTYPE-ONTBREEKT", NOW, 3, NOW + timedelta(hours=1))
    rooms.ledger.delay(begun)
    assert codes(seen(rooms.workspace)) == []
    rooms.ledger.delay(replace(begun, next=NOW + timedelta(hours=48)))
    (problem,) = seen(rooms.workspace).problems
    assert "a.pdf" in problem.what
    assert "lettertypes" in problem.do


def test_a_database_without_a_ledger_yet_is_well(workspace: Workspace) -> None:
    workspace.ledger.touch()
    assert codes(seen(workspace)) == []


def test_a_damaged_ledger_and_an_inbox_that_is_away(rooms: Rooms) -> None:
    rooms.workspace.ledger.write_bytes(b"geen databank" * 1000)
    rooms.workspace.returned.rmdir()
    rooms.workspace.inbox.rmdir()
    assert codes(seen(rooms.workspace)) == ["INBOX-WEG", "LEDGER-BESCHADIGD"]


def test_ten_thousand_outcomes_take_no_time(rooms: Rooms) -> None:
    rooms.ledger.record(Entry("j", NOW, "f.pdf", "1" * 64, Result.PUBLISHED))
    with closing(sqlite3.connect(rooms.workspace.ledger)) as database, database:
        database.execute(
            "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 10000) INSERT INTO entry "
            "(job, at, file, sha256, outcome, form, dossier, folder, recipe, codes, returned) "
            "SELECT 'j' || i, at, file, sha256, outcome, form, dossier, folder, recipe, codes, '' FROM entry, n"
        )
    began = datetime.now(UTC)
    assert seen(rooms.workspace).ledger.today == {Result.PUBLISHED: 10_001}
    assert datetime.now(UTC) - began < timedelta(seconds=2)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("LEDGER-WEG", "server"),
        ("LEDGER-NIEUWER", "bij"),
        ("LEDGER-OUDER", "dossier watch"),
        ("LEDGER-PAKKET", "pip install"),
        ("GOTENBERG-VERBINDING", "pdf.gotenberg_url"),
        ("WERK-CLUSTER", "planner"),
        ("WERK-ANDERS", "lettertypes"),
        ("WERK-PAKKET", "pip install"),
    ],
)
def test_advice_about_a_server_is_not_about_the_disk(code: str, words: str) -> None:
    assert words in advice_for(code)


def test_advice_is_that_of_the_longest_known_beginning() -> None:
    assert advice_for("SCHIJF-VOL") != advice_for("SCHIJF-FOUT") == advice_for("SCHIJF")
    assert advice_for("WERK-FOUT-KeyError") == advice_for("NOOIT-GEZIEN")
