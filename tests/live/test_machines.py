"""Several machines on one inbox and outbox: processes with a state of their own, and one PostgreSQL."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator import publish
from generator.ledger import SqlLedger
from generator.model import Result, Workspace
from generator.workplace import make_folders
from tests.conftest import filled
from tests.live.postgres import Server

pytestmark = pytest.mark.live

MACHINES, PAPERS, COPIES = 5, 60, 5
PATIENCE = 420.0
QUICK = "[watch]\nquiet_seconds = 0.2\nscan_seconds = 0.2\n[workers]\ncount = 1\n"


class Machine:
    """``dossier watch`` with its own state and the shared database."""

    def __init__(self, workspace: Workspace, state: Path, url: str) -> None:
        self._state = state
        self._environment = {
            **os.environ,
            "DOSSIER_WORKSPACE": str(workspace.root),
            "DOSSIER_FOLDERS__STATE": str(state),
            "DOSSIER_LEDGER__URL": url,
        }
        self._told = state.with_suffix(".jsonl")
        self.start()

    def start(self) -> None:
        call = [sys.executable, "-c", "from generator.cli.main import main; main()", "watch", "--json"]
        with self._told.open("ab") as out, self._told.with_suffix(".log").open("ab") as log:
            self.process = subprocess.Popen(
                call, env=self._environment, stdout=out, stderr=log, cwd=Path(__file__).parents[2]
            )

    @property
    def ready(self) -> bool:
        assert self.process.poll() is None, self.logged
        return (self._state / "lock").exists()

    @property
    def in_hand(self) -> list[Path]:
        return list(self._state.glob("work/*"))

    @property
    def outcomes(self) -> list[dict[str, str]]:
        lines = self._told.read_bytes().splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith(b"\n")]

    @property
    def logged(self) -> str:
        return self._told.with_suffix(".log").read_text()

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(60)


_NOT_YET = {Result.WAITING.value, Result.FAILED.value}
"""A database that is busy for too long pauses a file: that is told, and is no end."""


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.1)


@contextmanager
def machines(workspace: Workspace, folder: Path, url: str) -> Iterator[list[Machine]]:
    started = [Machine(workspace, folder / f"machine{number}", url) for number in range(MACHINES)]
    try:
        wait_until(lambda: all(one.ready for one in started))
        yield started
    finally:
        for one in started:
            if one.process.poll() is None:
                one.end(signal.SIGKILL)


def test_five_machines_end_every_file_once_though_one_is_killed(
    workspace: Workspace, tmp_path: Path, postgres: Server
) -> None:
    make_folders(workspace)
    (workspace.root / "dossier.toml").write_text(QUICK)
    outside = tmp_path / "klaar"
    outside.mkdir()
    for seed in range(PAPERS):
        content = filled("advies", seed)
        for copy in range(COPIES):
            (outside / f"{seed:03} {copy}.json").write_bytes(content)
    url = postgres.database()
    ledger = SqlLedger(url)
    with machines(workspace, tmp_path, url) as running:
        for path in sorted(outside.iterdir()):
            path.rename(workspace.inbox / path.name)
        victim = running[-1]
        wait_until(lambda: len(victim.outcomes) > 5)
        victim.end(signal.SIGKILL)
        victim.start()
        wait_until(
            lambda: len(ledger.entries(1000)) >= PAPERS * COPIES and not any(workspace.inbox.glob("*.json"))
        )
        wait_until(lambda: not any(work for one in running for work in one.in_hand))
        assert [one.end(signal.SIGTERM) for one in running] == [0] * MACHINES
    entries = ledger.entries(1000)
    ledger.close()
    published = [manifest for _, manifest in publish.manifests(workspace.outbox)]
    assert None not in published
    assert len(published) == len({one.recipe for one in published if one}) == PAPERS
    assert Counter(one.outcome for one in entries) == {
        Result.PUBLISHED: PAPERS,
        Result.DUPLICATE: PAPERS * (COPIES - 1),
    }
    assert len({one.file for one in entries}) == PAPERS * COPIES
    ends = [line for one in running for line in one.outcomes if line["outcome"] not in _NOT_YET]
    told = Counter(line["file"] for line in ends)
    assert set(told.values()) == {1}, [line for line in ends if told[line["file"]] > 1]
    assert sum(bool(one.outcomes) for one in running) > 1, "one machine did all"
    assert "Traceback" not in "".join(one.logged for one in running)
    assert not list(workspace.outbox.glob(".nieuw-*"))
