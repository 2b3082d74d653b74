"""``purge`` as an administrator meets it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import intake
from generator.cli.main import run
from generator.flows import watching
from generator.ledger import Entry, SqlLedger
from generator.model import Workspace
from generator.wiring import Rooms
from tests.conftest import filled
from tests.flows.outbox import change_manifest, everything, published
from tests.flows.test_attachments import pdf

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
    assert run(["purge", NUMBER]) == 0
    assert "Er is niets verwijderd.\n" in capsys.readouterr().out
    assert folder.is_dir()
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "ja")
    assert run(["purge", NUMBER]) == 0
    told = capsys.readouterr().out
    assert f"gaat weg: outbox/dossiers/{NUMBER}  (5 bestanden)" in told
    assert "gaat weg: register  (1 uitkomst)" in told
    assert "Verwijderd: 5 bestanden." in told
    assert not folder.exists()
    assert run(["purge", NUMBER, "--yes"]) == 0
    assert f"al weg: {NUMBER}  (gewist op " in capsys.readouterr().out


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
    monkeypatch.setenv("DOSSIER_RETENTION__DOSSIERS", "1")
    read: list[int] = []

    def entries(ledger: SqlLedger, limit: int, known: Any = SqlLedger.entries) -> tuple[Entry, ...]:
        read.append(limit)
        found: tuple[Entry, ...] = known(ledger, limit)
        return found

    monkeypatch.setattr(SqlLedger, "entries", entries)
    assert run(["purge", "--expired", "--yes"]) == 0
    assert not read  # all is of today
    date_back(root)
    assert run(["purge", "--expired", "--yes"]) == 0
    assert not list(root.glob("outbox/dossiers/*"))
    assert len(read) == 1


@pytest.fixture
def expired(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The dossier was kept long enough."""
    date_back(root)
    monkeypatch.setenv("DOSSIER_RETENTION__DOSSIERS", "1")
    return root


def mended(rooms: Rooms) -> Path:
    """A form of the dossier came back; returns where it lies."""
    (rooms.workspace.inbox / "verslag.json").write_bytes(filled("sociaal_verslag", client__naam=""))
    list(watching.watch_once(rooms))
    return rooms.workspace.returned / "verslag.json"


def waiting(rooms: Rooms) -> Path:
    path = rooms.workspace.inbox / "verslag.json"
    path.write_bytes(filled("sociaal_verslag"))
    return path


def attachment(rooms: Rooms) -> Path:
    folder = rooms.workspace.inbox / NUMBER
    folder.mkdir()
    (folder / "loonfiche.pdf").write_bytes(pdf())
    return folder / "loonfiche.pdf"


def in_hand(rooms: Rooms) -> Path:
    claimed = intake.claim(waiting(rooms), rooms.workspace)
    assert claimed is not None
    return claimed.path


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (mended, "ligt in te-verbeteren"),
        (waiting, "wacht nog in de inbox"),
        (attachment, "wacht nog in de inbox"),
        (in_hand, "wordt nu behandeld"),
    ],
)
def test_a_dossier_of_which_a_form_is_underway_stays(
    expired: Path,
    rooms: Rooms,
    capsys: pytest.CaptureFixture[str],
    standing: Callable[[Rooms], Path],
    why: str,
) -> None:
    standing(rooms)
    before = everything(expired)
    assert run(["purge", "--expired", "--yes"]) == 0
    told = capsys.readouterr().out
    assert (
        f"blijft: outbox/dossiers/{NUMBER}  (dossier van 02/01/2020, maar een formulier ervan {why})" in told
    )
    assert everything(expired) == before


def test_all_that_goes_with_a_dossier_is_told(
    expired: Path, rooms: Rooms, capsys: pytest.CaptureFixture[str]
) -> None:
    mended(rooms).unlink()
    assert run(["purge", "--expired", "--dry-run", "--json"]) == 0
    told = lines(capsys)
    assert [(one["what"], one["outcome"]) for one in told] == [
        ("dossier", "planned"),
        ("archive", "planned"),
        ("ledger", "planned"),
    ]
    kept = expired / told[1]["where"]
    assert (kept / "verslag.json").exists()
    assert run(["purge", "--expired", "--yes"]) == 0
    assert not kept.exists()


def test_a_form_that_comes_in_while_it_asks_keeps_the_dossier(
    expired: Path, rooms: Rooms, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def asked(_: str) -> str:
        waiting(rooms)
        return "ja"

    monkeypatch.setattr("click.termui.visible_prompt_func", asked)
    assert run(["purge", "--expired"]) == 0
    assert (expired / "outbox/dossiers" / NUMBER).is_dir()
    told = capsys.readouterr().out
    assert f"blijft: outbox/dossiers/{NUMBER}  (er kwam intussen iets bij)" in told


def test_a_state_outside_the_workspace_is_purged_too(
    rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    space = Workspace(rooms.workspace.root, tmp_path / "staat")
    ledger = SqlLedger.in_file(space.ledger)
    for name in ("a", "b"):
        (space.inbox / f"{name}.json").write_bytes(filled("advies"))
        list(watching.watch_once(replace(rooms, workspace=space, ledger=ledger)))
    ledger.close()
    (kept,) = space.archive.glob("*/*")
    monkeypatch.setenv("DOSSIER_WORKSPACE", str(space.root))
    monkeypatch.setenv("DOSSIER_FOLDERS__STATE", str(space.state))
    assert run(["purge", NUMBER, "--yes"]) == 0
    assert f"gaat weg: {kept.as_posix()}  (1 bestand)" in capsys.readouterr().out
    assert not kept.exists()
    assert not list(space.root.glob("outbox/dossiers/*"))
    assert len(list(space.purged.glob("2*.json"))) == 1


def test_an_archive_outside_the_workspace_expires(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "staat/archive/2020/20200102T000000-0123456789abcdef"
    kept.mkdir(parents=True)
    monkeypatch.setenv("DOSSIER_WORKSPACE", str(workspace.root))
    monkeypatch.setenv("DOSSIER_FOLDERS__STATE", str(tmp_path / "staat"))
    monkeypatch.setenv("DOSSIER_RETENTION__ARCHIVE", "1")
    assert run(["purge", "--expired", "--yes"]) == 0
    assert f"gaat weg: {kept.as_posix()}" in capsys.readouterr().out
    assert not kept.exists()
