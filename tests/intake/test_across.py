"""The inbox on a share, the state on the local disk: a rename cannot cross."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import intake
from generator.files import copy_new
from generator.model import Workspace

from .test_claim import CONTENT, drop, files_below

_OTHER_DISK = Path("/dev/shm")


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Workspace]:
    if not _OTHER_DISK.is_dir() or _OTHER_DISK.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system")
    share = Path(tempfile.mkdtemp(dir=_OTHER_DISK))
    found = Workspace(share, tmp_path / "staat")
    found.inbox.mkdir()
    yield found
    shutil.rmtree(share)


def test_the_file_is_copied_and_only_then_gone(apart: Workspace) -> None:
    dropped = drop(apart.inbox / "a" / "x.pdf")
    claimed = intake.claim(dropped, apart)
    assert claimed
    assert claimed.path.read_bytes() == CONTENT
    assert files_below(apart.inbox) == []
    assert sorted(path.name for path in claimed.path.parent.parent.iterdir()) == ["bron", "job.json"]


def test_put_back_crosses_again(apart: Workspace) -> None:
    dropped = drop(apart.inbox / "x.pdf")
    claimed = intake.claim(dropped, apart)
    assert claimed
    drop(dropped, b"newer")
    back = intake.put_back(claimed, apart)
    assert files_below(apart.inbox) == sorted([dropped, apart.inbox / "x (2).pdf"])
    assert back
    assert back.read_bytes() == CONTENT
    assert files_below(apart.state) == []


def test_a_file_that_changes_during_the_copy_is_left(
    apart: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped = drop(apart.inbox / "x.pdf")

    def slow(source: object, target: Path, mode: int) -> str:
        digest = copy_new(source, target, mode)  # type: ignore[arg-type]
        with next(apart.inbox.glob(".*.opgenomen")).open("ab") as writer:
            writer.write(b" and more")
        return digest

    monkeypatch.setattr("generator.intake.claiming.copy_new", slow)
    assert intake.claim(dropped, apart) is None
    assert dropped.read_bytes() == CONTENT + b" and more"
    assert list(apart.work.iterdir()) == []


def test_a_copy_that_breaks_off_leaves_the_file(apart: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped = drop(apart.inbox / "x.pdf")

    def full(source: object, target: Path, mode: int) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.intake.claiming.copy_new", full)
    with pytest.raises(KeyboardInterrupt):
        intake.claim(dropped, apart)
    assert files_below(apart.inbox) == [dropped]
    assert list(apart.work.iterdir()) == []


def test_give_back_crosses(apart: Workspace) -> None:
    claimed = intake.claim(drop(apart.inbox / "x.pdf"), apart)
    assert claimed
    assert intake.give_back(claimed, apart, "fout").read_bytes() == CONTENT
    assert sorted(path.name for path in apart.returned.iterdir()) == ["x.pdf", "x.pdf.fouten.txt"]
