"""``dossier regenerate``, killed before each step that changes something: the old or the new, whole, and nothing lost."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from generator import publish
from generator.flows import again, inbox
from generator.flows.house import house_of
from generator.ledger import SqlLedger
from generator.model import Result, Workspace
from generator.settings import Settings
from generator.wiring import Rooms
from generator.workers import Here
from tests.conftest import filled
from tests.crash.killed import make_again
from tests.flows.outbox import edit_template, everything, published

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a child before each step")
TITLE = "Screening activering"


@pytest.mark.thorough
@pytest.mark.parametrize("way", ["at a stroke", "two"])
@pytest.mark.parametrize("edited", [False, True], ids=["as made", "edited"])
def test_killed_anywhere_leaves_the_old_or_the_new(
    rooms: Rooms, tmp_path: Path, way: str, edited: bool
) -> None:
    folder = published(rooms)
    if edited:
        (folder / f"{TITLE}.docx").write_bytes(b"edited")
    edit_template(rooms)
    before = everything(folder)
    copies = tmp_path / "copies"
    copies.mkdir()
    made = made_again(rooms, folder)
    (tmp_path / "made").write_bytes(pickle.dumps(made))
    arguments = [str(rooms.workspace.root), str(copies), str(tmp_path / "made"), way]
    command = [sys.executable, "-m", "tests.crash.killed", *arguments]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    steps = sorted(copies.iterdir(), key=lambda path: int(path.name))
    assert len(steps) > 20
    where = folder.relative_to(rooms.workspace.root)
    wanted = settled(steps[-1] / where)
    seen = set()
    for root in steps:
        if way == "at a stroke":
            seen.add(whole_now(root / where, before, wanted))
        results = {outcome.outcome for outcome in make_again(root, made)}
        assert results <= {Result.PUBLISHED, Result.DUPLICATE}
        assert settled(root / where) == wanted, f"killed before change {root.name}"
        assert [path.name for path in (root / "outbox").iterdir()] == ["dossiers"]
        assert dropped_again(root) is Result.DUPLICATE
    assert way == "two" or seen == {"old", "new"}


def settled(folder: Path) -> dict[str, bytes]:
    """All files, with the moment of the making out of the manifest."""
    found = everything(folder)
    manifest = publish.read_manifest(folder)
    assert not publish.state_of(folder, manifest).missing
    return found | {"manifest.json": manifest.model_copy(update={"remade_at": ""}).as_json()}


def whole_now(folder: Path, before: dict[str, bytes], wanted: dict[str, bytes]) -> str:
    """What stands there right after the kill, before anybody tidied up."""
    now = everything(folder)
    if now == before:
        return "old"
    assert settled(folder) == wanted
    return "new"


def made_again(rooms: Rooms, folder: Path) -> dict[str, object]:
    """The paper of now, by the id of the task that makes it."""
    findings = tuple(remark.finding for remark in publish.read_manifest(folder).findings)
    end = again.make_again(again.Kept(folder / publish.ANSWERS, findings), house_of(rooms))
    return {folder.relative_to(rooms.workspace.outbox).as_posix(): end}


def dropped_again(root: Path) -> Result:
    """The same form, dropped again: the ledger must know the paper of now."""
    workspace = Workspace(root)
    ledger = SqlLedger.in_file(workspace.ledger)
    path = root / "nog eens.json"
    path.write_bytes(filled("screening_activering"))
    (outcome,) = inbox.process(Rooms(workspace, Settings(), Here(), (), ledger), [path])
    ledger.close()
    return outcome.outcome
