"""Many files at once by four writers, some slow, some renamed, some cut off at first: each ends once."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from generator import publish
from generator.files import sha256_of
from generator.ledger import SqlLedger
from generator.model import Result, Workspace
from tests.burst.plan import drops

NUMBER, WRITERS = int(os.environ.get("BURST", "400")), 4
"""``make burst`` drops 2,000."""
_MINUTES = 12
_ENVIRONMENT = {"DOSSIER_WATCH__QUIET_SECONDS": "0.4", "DOSSIER_WATCH__SCAN_SECONDS": "1"}
_DOSSIER = "import sys; from generator.cli.main import main; main(sys.argv[1:])"
_ROOT = Path(__file__).parents[2]


@pytest.mark.thorough
def test_every_file_of_a_burst_ends_once(workspace: Workspace, tmp_path: Path) -> None:
    wanted = {drop.name: drop for drop in drops(NUMBER)}
    lines = watched(workspace, tmp_path)
    ends = {line["file"]: line["outcome"] for line in lines}
    assert len(lines) == len(ends) == NUMBER
    twins = Counter(ends[name] for name, drop in wanted.items() if drop.ends == "one of two")
    assert twins["published"] == twins["duplicate"] == NUMBER // 10
    assert {name: ends[name] for name, drop in wanted.items() if drop.ends != "one of two"} == {
        name: drop.ends for name, drop in wanted.items() if drop.ends != "one of two"
    }
    nothing_twice(workspace, Counter(ends.values()))


def nothing_twice(workspace: Workspace, ends: Counter[str]) -> None:
    """Every paper once and as its manifest says; every original once; nothing left in between."""
    found = list(publish.manifests(workspace.outbox))
    assert len(found) == len({manifest.recipe for _, manifest in found if manifest}) == ends["published"]
    assert all(manifest and publish.state_of(folder, manifest).sound for folder, manifest in found)
    kept = [path for path in workspace.archive.rglob("*") if path.is_file()]
    assert len(kept) == ends["rejected"] + ends["duplicate"]
    digests = [manifest.source.sha256 for _, manifest in found if manifest]
    assert len(digests) == len(set(digests))
    originals = Counter(digests + [sha256_of(path) for path in kept])
    dropped = Counter(hashlib.sha256(drop.content).hexdigest() for drop in drops(NUMBER))
    assert originals == dropped
    back = [path for path in workspace.returned.iterdir() if not path.name.endswith(".fouten.txt")]
    assert len(back) == ends["rejected"]
    assert [path.name for path in workspace.inbox.iterdir()] == [workspace.returned.name]
    assert not list(workspace.work.iterdir())
    assert [path.name for path in workspace.outbox.iterdir()] == ["dossiers"]
    ledger = SqlLedger.in_file(workspace.ledger)
    kept_ends = Counter(entry.outcome.value for entry in ledger.entries(2 * NUMBER))
    ledger.close()
    assert kept_ends == ends
    assert Result.FAILED.value not in kept_ends


def watched(workspace: Workspace, tmp_path: Path) -> list[dict[str, str]]:
    """Let the real program watch while the writers drop; returns its outcomes, those that only waited left out."""
    output = tmp_path / "uitkomsten"
    with output.open("wb") as target, (tmp_path / "log").open("wb") as log:
        command = [sys.executable, "-c", _DOSSIER, "--workspace", str(workspace.root), "watch", "--json"]
        watcher = subprocess.Popen(
            command, cwd=_ROOT, env=os.environ | _ENVIRONMENT, stdout=target, stderr=log
        )
        try:
            write = [sys.executable, "-m", "tests.burst.writer", str(workspace.inbox), str(NUMBER)]
            writers = [
                subprocess.Popen([*write, str(part), str(WRITERS)], cwd=_ROOT) for part in range(WRITERS)
            ]
            assert [writer.wait(300) for writer in writers] == [0] * WRITERS
            until = time.monotonic() + _MINUTES * 60
            while len(outcomes(output)) < NUMBER and watcher.poll() is None:
                assert time.monotonic() < until, f"{len(outcomes(output))} of {NUMBER}"
                time.sleep(0.5)
            watcher.send_signal(signal.SIGTERM)
            assert watcher.wait(60) == 0, (tmp_path / "log").read_text()[-2000:]
        finally:
            watcher.kill()
            watcher.wait()
    assert "Traceback" not in (tmp_path / "log").read_text()
    return outcomes(output)


def outcomes(output: Path) -> list[dict[str, str]]:
    """The outcomes told so far."""
    whole = output.read_text().rpartition("\n")[0]
    found = (json.loads(line) for line in whole.splitlines())
    return [line for line in found if line["outcome"] != "waiting"]
