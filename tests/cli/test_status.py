"""``status`` as an administrator and a monitor meet it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.ledger import Delay, Entry, SqlLedger
from generator.model import Result


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOSSIER_WORKSPACE", str(tmp_path))
    (tmp_path / "inbox").mkdir()
    return tmp_path


def test_a_workspace_that_is_well(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status"]) == 0
    told = capsys.readouterr().out
    assert "niets wacht" in told
    assert "Te doen" not in told


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ("[workers]\ncuont = 3\n", "INSTELLING-WAARDE"),
        ("[workers\n", "INSTELLING-TOML"),
        ('[files]\ngroup = "nooit-gehoord"\n', "INSTELLING-GROEP"),
    ],
)
def test_settings_with_which_nobody_can_watch_are_told(
    root: Path, toml: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "dossier.toml").write_text(toml)
    assert run(["status", "--json"]) == 3
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["code"] == code


def test_what_the_operator_must_do_is_told_with_status_3(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now(UTC)
    ledger = SqlLedger.in_file(root / ".dossier/ledger.sqlite")
    soon = now + timedelta(minutes=1)  # of the same day as the status, or of the next
    ledger.record(Entry("j", soon, "a.pdf", "1" * 64, Result.FAILED, codes=("SCHIJF-VOL",)))
    ledger.delay(Delay("1" * 64, "a.pdf", "SCHIJF-VOL", now - timedelta(hours=50), 9, now))
    ledger.delay(Delay("2" * 64, "b.pdf", "PDF-TEKST", now, 1, now + timedelta(minutes=1)))
    assert run(["status"]) == 3
    told = capsys.readouterr().out
    assert "a.pdf is na 9 pogingen opzijgezet. Maak ruimte vrij" in told
    assert "b.pdf: 1 keer geprobeerd" in told
    assert "niet gelukt   a.pdf    (SCHIJF-VOL)" in told
    assert run(["status", "--json", "--last", "0"]) == 3
    values = json.loads(capsys.readouterr().out)
    assert [delay["parked"] for delay in values["delays"]] == [True, False]
    assert [problem["code"] for problem in values["problems"]] == ["SCHIJF-VOL"]
    assert values["today"] == {"failed": 1}
    assert values["last"] == []


def test_a_wrong_setting_does_not_hide_the_status(root: Path) -> None:
    (root / "dossier.toml").write_text("[pdf]\nengine = 'x'\n")
    assert run(["status"]) == 3
    assert run(["--workspace", str(root / "nergens"), "status"]) == 2
