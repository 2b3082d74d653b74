"""``purge`` as an administrator meets it."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import run
from generator.ledger import Entry, SqlLedger
from generator.model import Workspace
from generator.wiring import Rooms
from tests.flows.outbox import change_manifest, published

NUMBER = "KB-2026-00003"


@pytest.fixture
def root(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOSSIER_WORKSPACE", str(rooms.workspace.root))
    published(rooms)
    return rooms.workspace.root


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def date_back(root: Path) -> None:
    """Let all papers be of years ago."""
    for folder in root.glob("outbox/dossiers/*/*"):
        change_manifest(folder, published_at="2020-01-01T00:00:00+00:00", day="2020-01-02")


def test_it_asks_first_and_tells_what_goes(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Workspace(root).outbox / "dossiers" / NUMBER
    assert run(["purge", NUMBER, "--dry-run"]) == 0
    assert "Er is niets verwijderd" in capsys.readouterr().out
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "nee")
    assert run(["purge", NUMBER]) == 3
    assert folder.is_dir()
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "ja")
    assert run(["purge", NUMBER]) == 0
    told = capsys.readouterr().out
    assert f"gaat weg: outbox/dossiers/{NUMBER}  (5 bestanden)" in told
    assert "Verwijderd: 5 bestanden." in told
    assert not folder.exists()
    assert run(["purge", NUMBER, "--yes"]) == 0
    assert "gewist op" in capsys.readouterr().out


def test_it_tells_a_script(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["purge", NUMBER, "--json"]) == 2
    capsys.readouterr()
    assert run(["purge", NUMBER, "--json", "--dry-run"]) == 0
    assert [(one["what"], one["outcome"]) for one in lines(capsys)] == [
        ("dossier", "planned"),
        ("ledger", "planned"),
    ]
    assert run(["purge", NUMBER, "--json", "--yes"]) == 0
    assert [one["what"] for one in lines(capsys)] == ["dossier", "ledger", "receipt"]
    assert run(["purge", NUMBER, "--json", "--yes"]) == 0
    assert [one["outcome"] for one in lines(capsys)] == ["gone"]


def test_wrong_calls(root: Path) -> None:
    for arguments in ([], [NUMBER, "--expired"], ["../KB", "--yes"], ["KB-2026-99999", "--yes"]):
        assert run(["purge", *arguments]) == 2


def test_what_was_kept_long_enough(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["purge", "--expired"]) == 0
    assert "niets waarvan de bewaartijd voorbij is" in capsys.readouterr().out
    monkeypatch.setenv("DOSSIER_RETENTION__DOSSIERS", "1")
    date_back(root)
    assert run(["purge", "--expired", "--yes"]) == 0
    assert "(dossier van 02/01/2020)" in capsys.readouterr().out
    assert not list(root.glob("outbox/dossiers/*"))


def test_the_ledger_is_read_once_for_all_that_is_kept_long_enough(
    root: Path, rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(rooms, seed=4)
    date_back(root)
    monkeypatch.setenv("DOSSIER_RETENTION__DOSSIERS", "1")
    read: list[int] = []

    def entries(ledger: SqlLedger, limit: int, known: Any = SqlLedger.entries) -> tuple[Entry, ...]:
        read.append(limit)
        found: tuple[Entry, ...] = known(ledger, limit)
        return found

    monkeypatch.setattr(SqlLedger, "entries", entries)
    assert run(["purge", "--expired", "--yes"]) == 0
    assert not list(root.glob("outbox/dossiers/*"))
    assert len(read) == 1
