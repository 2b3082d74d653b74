"""``dossier ledger rebuild``: the ledger anew from the outbox, and what the others say when it is damaged or gone."""

import json
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.ledger import SqlLedger
from generator.model import Result, Workspace
from tests.cli.test_again import DOSSIER, paper  # noqa: F401 - a fixture
from tests.conftest import filled


@pytest.fixture
def workspace(paper: Path) -> Workspace:  # noqa: F811
    return Workspace(paper.parents[3])


def recorded(workspace: Workspace) -> list[tuple[Result, str]]:
    ledger = SqlLedger.in_file(workspace.ledger)
    entries = [(entry.outcome, entry.folder) for entry in ledger.entries(10)]
    ledger.close()
    return entries


def standing(workspace: Workspace) -> list[tuple[Result, str]]:
    folders = sorted((workspace.outbox / "dossiers" / DOSSIER).iterdir())
    return [(Result.PUBLISHED, folder.relative_to(workspace.root).as_posix()) for folder in folders]


def drop_again(workspace: Workspace) -> None:
    (workspace.root / "a.json").write_bytes(filled("screening_activering"))


def test_a_damaged_ledger_stops_the_others_and_is_made_anew(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.ledger.write_bytes(b"no database any more" * 100)
    for command in (
        ["watch", "--once"],
        ["process", str(workspace.root / "a.json")],
        ["regenerate", "--all"],
    ):
        assert run(command) == 3
        said = capsys.readouterr().err
        assert "LEDGER-BESCHADIGD" in said
        assert "dossier ledger rebuild" in said
    assert run(["ledger", "rebuild"]) == 0
    said = capsys.readouterr().out
    assert "kent nu 1 papieren" in said
    assert "ledger.sqlite.beschadigd-" in said
    assert "inbox/te-verbeteren" in said
    assert recorded(workspace) == standing(workspace)
    (aside,) = workspace.state.glob("ledger.sqlite.beschadigd-*")
    assert aside.read_bytes().startswith(b"no database")


def test_a_whole_ledger_keeps_what_came_back(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace.inbox / "fout.json").write_bytes(filled("advies", client__naam=""))
    assert run(["watch", "--once", "--json"]) == 1
    capsys.readouterr()
    assert run(["ledger", "rebuild", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"publications": 1, "aside": "", "begun": False, "unread": []}
    assert sorted(result for result, _ in recorded(workspace)) == [Result.PUBLISHED, Result.REJECTED]


def test_a_ledger_that_is_gone_makes_no_paper_twice(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.ledger.unlink()
    (workspace.inbox / "a.json").write_bytes(filled("screening_activering"))
    assert run(["watch", "--once", "--json"]) == 0
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert line["outcome"] == "duplicate"
    workspace.ledger.unlink()
    assert run(["regenerate", "--all"]) == 0
    drop_again(workspace)
    capsys.readouterr()
    assert run(["process", "--json", str(workspace.root / "a.json")]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "duplicate"
    assert len(standing(workspace)) == 1


def test_a_manifest_that_cannot_be_used_is_told(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    (manifest,) = workspace.outbox.rglob("manifest.json")
    manifest.write_bytes(b"{")
    assert run(["ledger", "rebuild"]) == 3
    assert f"manifest.json niet te gebruiken: outbox/dossiers/{DOSSIER}/" in capsys.readouterr().err
