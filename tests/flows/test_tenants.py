"""Several workspaces in one process: each has its turn, its own surroundings, and its own faults."""

import json
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from generator import equipment, permissions
from generator.cli.main import run
from generator.flows import index, tenants
from generator.flows.tenants import Tenants, Told
from generator.flows.watcher import watcher_of
from generator.ledger import SqlLedger
from generator.model import Outcome, Result, Workspace
from generator.settings import Settings
from generator.watch import Inbox, Scan
from generator.wiring import Hands
from generator.workers import Here
from generator.workplace import make_folders
from tests.conftest import filled
from tests.flows.test_sheets import row, sheet

_SETTINGS = "[watch]\nquiet_seconds = 0\nscan_seconds = 0.1\n"
_PATIENCE = 30.0


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is done here: quick, and seen by what a test looks at."""
    for module in (tenants, equipment):
        monkeypatch.setattr(module, "workers_for", lambda settings: (list(settings), Here())[1])
    monkeypatch.setattr(tenants, "_PATIENCE", 0.1)
    monkeypatch.setattr(tenants, "_FIRST_REST", 0.1)


@pytest.fixture
def three(tmp_path: Path) -> dict[str, Workspace]:
    """Workspaces a, b and c."""
    made = {name: Workspace(tmp_path / name) for name in "abc"}
    for workspace in made.values():
        make_folders(workspace)
        (workspace.root / "dossier.toml").write_text(_SETTINGS)
    return made


def folders(three: dict[str, Workspace]) -> dict[str, Path]:
    return {name: workspace.root for name, workspace in three.items()}


def drop(workspace: Workspace, name: str, content: bytes) -> None:
    fresh = workspace.root / f"{name}.nieuw"
    fresh.write_bytes(content)
    fresh.rename(workspace.inbox / name)


def allow(workspace: Workspace, mode: str) -> None:
    with (workspace.root / "dossier.toml").open("a") as settings:
        settings.write(f'[files]\nmode = "{mode}"\n')


def words(told: list[Told]) -> list[tuple[str, str]]:
    """What was told of each workspace: how a file ended, or the code of a fault."""
    return [(name, one.outcome.value if isinstance(one, Outcome) else one.code) for name, one in told]


def rejected(file: str, told: list[Told]) -> bool:
    outcomes = [one for _, one in told if isinstance(one, Outcome)]
    return any((one.file, one.outcome) == (file, Result.REJECTED) for one in outcomes)


def once(three: dict[str, Workspace]) -> tuple[list[Told], int]:
    several = Tenants(folders(three), once=True)
    return list(several.outcomes()), several.status


@contextmanager
def watched(three: dict[str, Workspace]) -> Iterator[tuple[list[Told], Tenants]]:
    """Watch in a thread; the list grows with what is told."""
    several = Tenants(folders(three), once=False)
    told: list[Told] = []

    def watch() -> None:
        for one in several.outcomes():
            told.append(one)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield told, several
    finally:
        several.stop()
        thread.join(_PATIENCE)
        assert not thread.is_alive()


def wait_until(so: Callable[[], object]) -> None:
    until = time.monotonic() + _PATIENCE
    while not so():
        assert time.monotonic() < until
        time.sleep(0.02)


def published(workspace: Workspace) -> list[Path]:
    return sorted(path.parent for path in workspace.outbox.rglob("manifest.json"))


def in_hand(three: dict[str, Workspace]) -> list[Path]:
    return [path for workspace in three.values() for path in workspace.work.glob("*")]


def test_a_turn_ends_with_a_lot_of_files(
    three: dict[str, Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each it has the temporary folder of its own workspace, and the permissions."""
    monkeypatch.setattr("generator.flows.inbox._BATCH", 2)
    allow(three["c"], "0600")
    for number in range(7):
        drop(three["a"], f"{number}.json", b'{"x": %d}' % number)
    drop(three["b"], "b.json", b"{}")
    drop(three["c"], "c.json", filled("advies"))
    several, told = Tenants(folders(three), once=True), []
    for name, one in several.outcomes():
        told.append((name, one))
        assert Path(tempfile.gettempdir()).parent == three[name].state
        assert permissions.current().file == (0o600 if name == "c" else 0o640)
    turns = [name for name, _ in told]
    assert max(turns.index("b"), turns.index("c")) < 6 < len(turns) - 2
    assert sorted(words(told)) == [("a", "rejected")] * 7 + [("b", "rejected"), ("c", "published")]
    assert (several.status, in_hand(three)) == (0, [])


@pytest.mark.thorough
def test_long_sheets_hold_up_nobody_and_each_row_is_made_once(
    three: dict[str, Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two sheets are at work by turns, each with the permissions and the temporary folder of its own workspace."""
    monkeypatch.setattr("generator.flows.sheets._LOT", 1)
    for name, mode in (("a", "0644"), ("b", "0600")):
        drop(three[name], "lijst.xlsx", sheet(row(0), row(1, client__naam="")))
        allow(three[name], mode)
    drop(three["c"], "c.json", b"{}")
    before = tempfile.gettempdir(), permissions.current()
    several, told = Tenants(folders(three), once=True), []
    for name, one in several.outcomes():
        told.append((name, one))
        assert Path(tempfile.gettempdir()).parent == three[name].state
    turns = [name for name, _ in told]
    assert [name for name in turns if name != "c"].index("b") < 3
    assert turns.count("a") == turns.count("b") == 3
    for name, given in (("a", 0o644), ("b", 0o600)):
        (paper,) = published(three[name])
        assert stat.S_IMODE((paper / "manifest.json").stat().st_mode) == given
    assert (tempfile.gettempdir(), permissions.current()) == before


def test_one_that_cannot_be_opened_is_left_out_and_told(three: dict[str, Workspace]) -> None:
    (three["a"].root / "dossier.toml").write_text("[watch]\nquiet_seconds = 'lang'\n")
    for name in "abc":
        drop(three[name], "f.json", b"{}")
    with FileLock(three["b"].lock):
        told, result = once(three)
    assert words(told) == [("a", "INSTELLING-WAARDE"), ("b", "WATCH-BEZET"), ("c", "rejected")]
    assert result == 3
    assert (three["a"].inbox / "f.json").exists()
    assert (three["b"].inbox / "f.json").exists()


def test_settings_that_cannot_be_read_hold_up_no_other(three: dict[str, Workspace]) -> None:
    """As on a share that gives an error; or a file is given where a workspace should be."""
    away = three["a"].root / "dossier.toml"
    away.unlink()
    away.mkdir()
    drop(three["b"], "f.json", b"{}")
    file = three["c"].root / "dossier.toml"
    several = Tenants(folders(three) | {"c": file}, once=True)
    told = words(list(several.outcomes()))
    assert told == [("a", "SCHIJF-FOUT"), ("c", "WERKMAP-ONBEKEND"), ("b", "rejected")]
    assert several.status == 3


def test_nothing_to_watch_ends_as_one_workspace_would(three: dict[str, Workspace], tmp_path: Path) -> None:
    several = Tenants({"x": tmp_path / "x", "y": tmp_path / "y"}, once=False)
    assert words(list(several.outcomes())) == [("x", "WERKMAP-ONBEKEND"), ("y", "WERKMAP-ONBEKEND")]
    assert several.status == 2


@pytest.mark.thorough
def test_what_is_mended_joins_by_itself(three: dict[str, Workspace]) -> None:
    """A wrong setting, a ledger that another program holds, an inbox that drops away: told once, the others go on."""
    settings, away = three["a"].root / "dossier.toml", three["c"].root / "weg"
    settings.write_text("[watch]\nquiet_seconds = 'lang'\n")
    SqlLedger.in_file(three["b"].ledger).close()
    with closing(sqlite3.connect(three["b"].ledger)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with watched(three) as (told, several):
            wait_until(lambda: len(told) == 2)
            drop(three["c"], "c.json", b"{}")
            wait_until(lambda: len(told) == 3)
            three["c"].inbox.rename(away)
            settings.write_text(_SETTINGS)
            holder.rollback()
            for name in "ab":
                drop(three[name], "f.json", b"{}")
            wait_until(lambda: len(told) == 5)
            away.rename(three["c"].inbox)
            drop(three["c"], "later.json", b'{"x": 1}')
            wait_until(lambda: len(told) == 6)
    assert words(told[:3]) == [("a", "INSTELLING-WAARDE"), ("b", "LEDGER-BEZET"), ("c", "rejected")]
    assert sorted(words(told[3:])) == [("a", "rejected"), ("b", "rejected"), ("c", "rejected")]
    assert several.status == 0


def test_a_damaged_ledger_is_made_anew_while_the_others_go_on(three: dict[str, Workspace]) -> None:
    with watched(three) as (told, _):
        drop(three["a"], "f.json", b"{}")
        wait_until(lambda: told)
        three["a"].ledger.write_bytes(b"geen register" * 1000)
        wait_until(lambda: ("a", "LEDGER-BESCHADIGD") in words(told))
        drop(three["b"], "f.json", b"{}")
        index.rebuild(Hands(three["a"], Settings(), Here(), ()))
        drop(three["a"], "later.json", b'{"x": 1}')
        wait_until(lambda: rejected("later.json", told))
        wait_until(lambda: ("b", "rejected") in words(told))


def test_a_form_in_hand_when_the_ledger_breaks_does_not_stop_another_process_from_making_it_anew(
    three: dict[str, Workspace],
) -> None:
    with watched(three) as (told, _):
        drop(three["a"], "f.json", filled("advies"))
        wait_until(lambda: ("a", "published") in words(told))
        three["a"].ledger.write_bytes(b"geen register" * 1000)
        drop(three["a"], "later.json", b'{"x": 1}')
        wait_until(lambda: ("a", "LEDGER-BESCHADIGD") in words(told))
        assert any(three["a"].work.iterdir())
        rebuild = [
            "-c",
            "from generator.cli.main import main; main()",
            "--workspace",
            str(three["a"].root),
            "ledger",
            "rebuild",
        ]
        subprocess.run([sys.executable, *rebuild], check=True, cwd=Path(__file__).parents[2])
        wait_until(lambda: rejected("later.json", told))


def test_what_nobody_foresaw_stops_one_only(
    three: dict[str, Workspace], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    scan = Inbox.scan

    def broken(inbox: Inbox) -> Scan:
        if inbox._folder == three["a"].inbox:
            raise RuntimeError("Jan Janssens")
        return scan(inbox)

    monkeypatch.setattr(Inbox, "scan", broken)
    drop(three["b"], "f.json", b"{}")
    told, result = once(three)
    assert words(told) == [("a", "WERKMAP-FOUT"), ("b", "rejected")]
    assert result == 3
    assert "WERKMAP-FOUT RuntimeError test_tenants.py:" in caplog.text
    assert "Janssens" not in caplog.text


@pytest.mark.thorough
def test_told_to_stop_what_is_in_hand_anywhere_goes_back(
    three: dict[str, Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sheet of one rests between two lots of rows while the other works."""
    monkeypatch.setattr("generator.flows.sheets._LOT", 1)
    drop(three["a"], "lijst.xlsx", sheet(*(row(seed, client__naam="") for seed in range(4))))
    for name in ("1.json", "2.json"):
        drop(three["b"], name, filled("advies", seed=int(name[0])))
    several, told = Tenants(folders(three), once=True), []
    for one in several.outcomes():
        told.append(one)
        if one[0] == "b":
            several.stop()
    assert words(told).count(("b", "published")) == 1
    assert words(told).count(("a", "rejected")) < 5
    assert (three["a"].inbox / "lijst.xlsx").exists()
    assert len([path for path in three["b"].inbox.iterdir() if path.suffix == ".json"]) == 1
    assert in_hand(three) == []
    assert {watcher_of(three[name], datetime.now(UTC)).state for name in "abc"} == {"gestopt"}


def test_the_pulse_of_one_goes_on_while_another_works(
    three: dict[str, Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.flows.pulse._EVERY", 0.0)
    for number in range(3):
        drop(three["a"], f"{number}.json", b"{}")
    several, beats = Tenants(folders(three), once=False), []
    for _ in several.outcomes():
        beats.append(three["c"].pulse.exists())
        three["c"].pulse.unlink(missing_ok=True)
        if len(beats) == 3:
            several.stop()
    assert beats == [True] * 3


def test_two_with_one_database_are_not_mixed_up(
    three: dict[str, Workspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIER_FOLDERS__STATE", str(tmp_path / "staat"))
    drop(three["b"], "f.json", b"{}")
    told, result = once(three)
    assert words(told) == [("b", "WERKMAP-GEDEELD"), ("c", "WERKMAP-GEDEELD")]
    assert result == 2
    assert (three["b"].inbox / "f.json").exists()


@pytest.mark.parametrize(
    "other", ["ik@localhost:1/dossier", "dossier:g@LocalHost:1/dossier?application_name=b"]
)
def test_one_database_by_two_addresses_is_one(three: dict[str, Workspace], other: str) -> None:
    for name, url in (("a", "dossier@localhost:1/dossier"), ("b", other), ("c", "dossier@localhost:1/ander")):
        (three[name].root / "dossier.toml").write_text(
            f'{_SETTINGS}[ledger]\nurl = "postgresql+psycopg://{url}"\n'
        )
    told, result = once(three)
    assert words(told) == [("a", "LEDGER-WEG"), ("b", "WERKMAP-GEDEELD"), ("c", "LEDGER-WEG")]
    assert result == 3


def test_what_no_longer_shares_joins_by_itself(three: dict[str, Workspace], tmp_path: Path) -> None:
    shared = f'{_SETTINGS}[folders]\nstate = "{tmp_path / "staat"}"\n'
    for name in "ab":
        (three[name].root / "dossier.toml").write_text(shared)
        drop(three[name], "f.json", b"{}")
    (tmp_path / "staat").mkdir(mode=0o700)
    with FileLock(tmp_path / "staat" / "lock"), watched(three) as (told, _):
        wait_until(lambda: len(told) == 2)
        (three["a"].root / "dossier.toml").write_text(_SETTINGS)
        wait_until(lambda: ("a", "rejected") in words(told))
        wait_until(lambda: ("b", "WATCH-BEZET") in words(told))
    assert words(told[:2]) == [("a", "WATCH-BEZET"), ("b", "WERKMAP-GEDEELD")]


def test_the_command_names_the_workspace_when_there_are_several(
    three: dict[str, Workspace], capsys: pytest.CaptureFixture[str]
) -> None:
    roots = [str(three[name].root) for name in "ab"]
    for name in "ab":
        drop(three[name], "f.json", b"{}")
    assert run(["watch", *roots, roots[0], "--once", "--json"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["workspace"], line["file"]) for line in lines] == [(root, "f.json") for root in roots]
    for name in "ab":
        drop(three[name], "g.json", b"[]")
    assert run(["watch", *roots, str(three["c"].root / "niets"), "--once"]) == 2
    shown = capsys.readouterr()
    assert [line for line in shown.out.splitlines() if line.endswith(":")] == [f"{root}:" for root in roots]
    assert shown.err.startswith(f"{three['c'].root / 'niets'}: Deze werkmap bestaat niet.")
    drop(three["a"], "h.json", b'{"x": 1}')
    assert run(["watch", roots[0], roots[0], "--once", "--json"]) == 1
    assert "workspace" not in json.loads(capsys.readouterr().out)


def test_workspaces_are_named_in_one_way_and_stand_beside_each_other(
    three: dict[str, Workspace], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (str(three[name].root) for name in "ab")
    assert run(["--workspace", one, "watch", other, "--once"]) == 2
    assert "niet allebei" in capsys.readouterr().err
    assert run(["watch", str(three["a"].inbox), one, "--once"]) == 2
    assert f"De werkmap {three['a'].inbox} ligt in de werkmap {one}" in capsys.readouterr().err
    monkeypatch.setenv("DOSSIER_WORKSPACE", str(three["c"].root))
    drop(three["b"], "f.json", b"{}")
    assert run(["watch", other, "--once"]) == 1
