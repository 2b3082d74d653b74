"""Five workspaces watched by one real process: much work, a held ledger or a lost inbox in one holds up no other."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import publish
from generator.flows.inbox import _BATCH
from generator.flows.sheets import _LOT
from generator.flows.watcher import watcher_of
from generator.ledger import SqlLedger
from generator.model import Workspace
from generator.workplace import make_folders
from tests.conftest import filled
from tests.flows.test_sheets import row, sheet

_PROGRAM = "from generator.cli.main import main; main()"
_ENVIRONMENT = {
    "DOSSIER_WATCH__QUIET_SECONDS": "0",
    "DOSSIER_WATCH__SCAN_SECONDS": "0.05",
    "DOSSIER_WORKERS__COUNT": "2",
}
"""A file stands still at the second look, and that comes after one lot of another workspace, however quick the machine."""
_MINUTES = 10
_FILES, _GOOD = 7 * _BATCH, 64
_ROWS, _GOOD_ROWS = 7 * _LOT, 6 * _LOT
"""More than the lots that a small form may wait for; so many are good that a lot takes longer than between two looks."""
_NAMES = ("druk", "een", "twee", "bezet", "weg")

Line = dict[str, str]


class Running:
    """The real program at work, and what it said so far."""

    def __init__(self, workspaces: dict[str, Workspace], output: Path, errors: Path) -> None:
        roots = [str(workspace.root) for workspace in workspaces.values()]
        self._names = dict(zip(roots, workspaces, strict=True))
        self._output = output
        with output.open("wb") as said, errors.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, "watch", "--json", *roots],
                cwd=Path(__file__).parents[2],
                env=os.environ | _ENVIRONMENT,
                stdout=said,
                stderr=log,
            )

    def lines(self) -> list[Line]:
        """The outcomes, with the short name of their workspace; what only waits is left out."""
        whole = self._output.read_text().rpartition("\n")[0]
        found = (json.loads(line) for line in whole.splitlines())
        return [
            line | {"workspace": self._names[line["workspace"]]}
            for line in found
            if line["outcome"] != "waiting"
        ]

    def of(self, name: str) -> list[Line]:
        return [line for line in self.lines() if line["workspace"] == name]

    def wait_for(self, name: str, file: str) -> int:
        """Wait until a file came out; gives how many outcomes of the busy workspace came before."""
        wait_until(lambda: any(line["file"] == file for line in self.of(name)), self)
        told = [(line["workspace"], line["file"]) for line in self.lines()]
        return sum(workspace == "druk" for workspace, _ in told[: told.index((name, file))])


def wait_until(so: Callable[[], object], running: Running) -> None:
    until = time.monotonic() + _MINUTES * 60
    while not so():
        assert running.process.poll() is None
        assert time.monotonic() < until, Counter(line["workspace"] for line in running.lines())
        time.sleep(0.1)


@contextmanager
def watched(workspaces: dict[str, Workspace], tmp_path: Path) -> Iterator[Running]:
    running = Running(workspaces, tmp_path / "uitkomsten", tmp_path / "log")
    try:
        yield running
    finally:
        running.process.kill()
        running.process.wait()


def drop(workspace: Workspace, name: str, content: bytes) -> None:
    fresh = workspace.root / f"{name}.nieuw"
    fresh.write_bytes(content)
    fresh.rename(workspace.inbox / name)


@pytest.fixture
def workspaces(tmp_path: Path) -> dict[str, Workspace]:
    made = {name: Workspace(tmp_path / name) for name in _NAMES}
    for workspace in made.values():
        make_folders(workspace)
    busy = made["druk"]
    for number in range(_FILES):
        good = number % (_FILES // _GOOD) == 0
        drop(busy, f"{number:03}.json", filled("advies", number) if good else b'{"x": %d}' % number)
    drop(made["weg"], "eerst.json", b"{}")
    return made


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
def test_one_workspace_holds_up_no_other(workspaces: dict[str, Workspace], tmp_path: Path) -> None:
    away, inbox = tmp_path / "afgekoppeld", workspaces["weg"].inbox
    SqlLedger.in_file(workspaces["bezet"].ledger).close()
    with (
        closing(sqlite3.connect(workspaces["bezet"].ledger)) as holder,
        watched(workspaces, tmp_path) as running,
    ):
        holder.execute("BEGIN EXCLUSIVE")
        drop(workspaces["bezet"], "bezet.json", filled("advies", 1))
        running.wait_for("weg", "eerst.json")
        inbox.rename(away)
        wait_until(lambda: running.of("druk"), running)
        overtakes(running, workspaces, "een.json", _BATCH, _FILES)
        assert not running.of("bezet")
        holder.rollback()
        running.wait_for("bezet", "bezet.json")
        wait_until(lambda: len(running.of("druk")) == _FILES, running)
        rows = [row(n) if n < _GOOD_ROWS else row(n, client__naam="") for n in range(_ROWS)]
        drop(workspaces["druk"], "lijst.xlsx", sheet(*rows))
        wait_until(lambda: any("(rij" in line["file"] for line in running.of("druk")), running)
        overtakes(running, workspaces, "twee.json", _LOT, _FILES + _ROWS)
        away.rename(inbox)
        drop(workspaces["weg"], "later.json", filled("advies", 2))
        running.wait_for("weg", "later.json")
        running.wait_for("druk", "lijst.xlsx")
        assert {watcher_of(workspace, datetime.now(UTC)).state for workspace in workspaces.values()} == {
            "kijkt"
        }
        running.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        assert running.process.wait(60) == 0
        assert time.monotonic() - began < 10
        told = running.lines()
    log = (tmp_path / "log").read_text()
    assert "Traceback" not in log
    assert f"{workspaces['bezet'].root}: " in log
    assert f"[{workspaces['weg'].root}] INBOX-WEG" in log
    exactly_once(workspaces, told)


def overtakes(running: Running, workspaces: dict[str, Workspace], file: str, lot: int, work: int) -> None:
    """Two small workspaces get a form each, and it comes out within three lots of the busy one, before its last.

    One lot is going on, after the next it is seen, and after one more it stands still.
    """
    before = len(running.of("druk"))
    for name, seed in (("een", 1), ("twee", 2)):
        drop(workspaces[name], file, filled("advies", seed + len(file)))
    for name in ("een", "twee"):
        overtaken = running.wait_for(name, file)
        assert overtaken - before <= 3 * lot
        assert overtaken < work


def exactly_once(workspaces: dict[str, Workspace], told: list[Line]) -> None:
    wanted = {"druk": _FILES + _ROWS + 1, "een": 2, "twee": 2, "bezet": 1, "weg": 2}
    assert Counter(line["workspace"] for line in told) == wanted
    assert len({(line["workspace"], line["file"]) for line in told}) == len(told)
    for name, workspace in workspaces.items():
        ends = Counter(line["outcome"] for line in told if line["workspace"] == name)
        found = list(publish.manifests(workspace.outbox))
        assert len(found) == len({manifest.recipe for _, manifest in found if manifest}) == ends["published"]
        assert set(ends) <= {"published", "rejected"}
        assert [path.name for path in workspace.inbox.iterdir()] == [workspace.returned.name]
        assert list(workspace.work.iterdir()) == []
        assert [path for path in workspace.state.iterdir() if path.name.startswith("tmp-")] == []
