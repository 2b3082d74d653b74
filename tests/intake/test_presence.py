"""Jobs of another process that is alive are let alone; those of a dead one are not."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import intake, publish
from generator.model import Workspace

from .test_claim import CONTENT, drop

CLAIM = """
import sys
from pathlib import Path
from generator import intake
from generator.model import Workspace
workspace = Workspace(Path(sys.argv[1]))
print(intake.claim(workspace.inbox / "x.pdf", workspace).job, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other(workspace: Workspace) -> Iterator["tuple[subprocess.Popen[str], str]"]:
    """A process that has a job in hand until it is told to go on, and the job."""
    drop(workspace.inbox / "x.pdf")
    with subprocess.Popen(
        [sys.executable, "-c", CLAIM, str(workspace.root)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        yield process, process.stdout.readline().strip()
        process.kill()


def test_recovery_beside_a_living_process(
    workspace: Workspace, other: "tuple[subprocess.Popen[str], str]"
) -> None:
    process, job = other
    half = workspace.outbox / f".nieuw-{job}.7"
    half.mkdir(parents=True)
    (workspace.work / "20260101T000000-00000000").mkdir()  # another that is just being made
    assert intake.leftovers(workspace) == frozenset()
    assert intake.elsewhere(workspace) >= {job}
    assert publish.sweep(workspace.outbox, intake.leftovers(workspace)) == 0
    assert list(intake.recover(workspace)) == []
    process.kill()
    process.wait()
    assert intake.elsewhere(workspace) == frozenset()
    assert publish.sweep(workspace.outbox, intake.leftovers(workspace)) == 1
    assert [undone.job for undone in intake.recover(workspace)] == [job]
    assert (workspace.inbox / "x.pdf").read_bytes() == CONTENT
    assert list(workspace.work.iterdir()) == []


def test_the_lock_of_a_dead_process_is_swept(
    workspace: Workspace, other: "tuple[subprocess.Popen[str], str]"
) -> None:
    process, _ = other
    drop(workspace.inbox / "y.pdf")
    assert intake.claim(workspace.inbox / "y.pdf", workspace)
    list(intake.recover(workspace))
    assert len(list(workspace.present.iterdir())) == 2
    process.kill()
    process.wait()
    list(intake.recover(workspace))
    assert len(list(workspace.present.iterdir())) == 1
