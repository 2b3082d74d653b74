"""``dossier watch`` told to stop, as a real process: within ten seconds, with nothing in hand and nothing lost."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.model import Workspace
from tests.conftest import filled

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals"),
]
SECONDS = 10.0
PATIENCE = 60.0
ATTEMPTS = 6
PROGRAM = "from generator.cli.main import main; main()"
HANGING = """#!/bin/sh
[ "$1" = --version ] && { echo LibreOffice 7.4.7; exit; }
exec sleep 600.%s
"""


@contextmanager
def watched(workspace: Workspace) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--workspace", str(workspace.root), "watch", "--json"],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"DOSSIER_WATCH__QUIET_SECONDS": "0", "DOSSIER_WORKERS__COUNT": "2"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until(so: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < until
        time.sleep(0.02)


def stopped(process: "subprocess.Popen[str]", number: signal.Signals) -> str:
    """Stop it and look how it ends; returns what it said."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    workers = children.read_text().split() if children.exists() else []
    process.send_signal(number)
    began = time.monotonic()
    out, err = process.communicate(timeout=PATIENCE)
    assert time.monotonic() - began < SECONDS
    assert process.returncode == 0, err
    assert "Traceback" not in err
    wait_until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    return out


def running(mark: str) -> list[Path]:
    """The processes whose command line ends with a mark."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found += [path] if path.read_bytes().rstrip(b"\0").endswith(mark.encode()) else []
    return found


def forms(workspace: Workspace, count: int) -> None:
    workspace.inbox.mkdir(parents=True)
    for seed in range(count):
        (workspace.inbox / f"{seed}.json").write_bytes(filled("screening_activering", seed))


def has_work(workspace: Workspace) -> bool:
    return any(workspace.work.glob("*"))


def standing(workspace: Workspace) -> int:
    return len(list(workspace.outbox.rglob("manifest.json")))


def test_a_worker_that_hangs_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(tmp_path / "w")
    forms(workspace, 3)
    mark = str(random.Random().randrange(10**9))
    soffice = tmp_path / "soffice"
    soffice.write_text(HANGING % mark)
    soffice.chmod(0o755)
    monkeypatch.setenv("DOSSIER_PDF__ENGINE", "libreoffice")
    monkeypatch.setenv("DOSSIER_PDF__SOFFICE", str(soffice))
    with watched(workspace) as process:
        wait_until(lambda: running(mark))
        stopped(process, signal.SIGTERM)
    assert sorted(path.name for path in workspace.inbox.glob("*.json")) == ["0.json", "1.json", "2.json"]
    assert list(workspace.work.iterdir()) == []
    assert standing(workspace) == 0
    wait_until(lambda: not running(mark))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopped_at_any_moment(tmp_path: Path, number: signal.Signals) -> None:
    chance = random.Random(number)
    for attempt in range(ATTEMPTS):
        workspace = Workspace(tmp_path / str(attempt))
        forms(workspace, 8)
        with watched(workspace) as process:
            wait_until(workspace.state.exists)
            wait_until(partial(has_work, workspace))
            time.sleep(chance.uniform(0, 4))
            said = stopped(process, number)
        told = [json.loads(line)["outcome"] for line in said.splitlines()]
        assert set(told) <= {"published"}
        assert list(workspace.work.iterdir()) == []
        assert [path for path in workspace.outbox.iterdir() if path.name.startswith(".")] == []
        assert standing(workspace) == len(told)
        assert len(list(workspace.inbox.glob("*.json"))) == 8 - len(told)
        assert run(["--workspace", str(workspace.root), "watch", "--once"]) == 0
        assert standing(workspace) == 8
