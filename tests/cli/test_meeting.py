"""``dossier meeting`` at the command line: lines, exit status, wrong use."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import run
from tests.conftest import filled
from tests.flows import boards
from tests.flows.boards import Board


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Board:
    board = boards.opened(tmp_path_factory.mktemp("huis") / "werkmap")
    board.add(filled("sociaal_verslag", 3), boards.advice(3), boards.advice(4))
    return board


@pytest.fixture
def root(whole: Board, tmp_path: Path) -> Path:
    shutil.copytree(whole.workspace.root, tmp_path / "werkmap")
    return tmp_path / "werkmap"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_point_is_a_line_and_the_session_the_last(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--workspace", str(root), "meeting", "2026-12-03", "--json", "--for", "An Verlinden"]) == 1
    *points, session = lines(capsys)
    assert [(point["item"], point["dossier"], point["outcome"]) for point in points] == [
        ("BCSD-2026-12-001", "KB-2026-00003", "included"),
        ("BCSD-2026-12-002", "KB-2026-00004", "left_out"),
    ]
    assert points[0]["reason"] == ""
    assert "ADV-06" in points[1]["reason"]
    assert "ADV-06" in {finding["code"] for finding in points[1]["findings"]}
    assert session["folder"] == "outbox/zittingen/2026-12-03 BCSD"
    assert (session["included"], session["left_out"], session["final"]) == (1, 1, False)
    assert all((root / document).is_file() for document in session["documents"])
    assert f"{session['folder']}/bundel voor An Verlinden.pdf" in session["documents"]


def test_a_dry_run_makes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = set(root.rglob("*"))
    assert run(["--workspace", str(root), "meeting", "03/12/2026", "--dry-run", "--json"]) == 1
    session = lines(capsys)[-1]
    assert (session["dry_run"], session["folder"], session["documents"]) == (True, "", [])
    assert set(root.rglob("*")) == before


def test_a_person_reads_dutch(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "outbox/dossiers/KB-2026-00004").rename(root / "weg")
    assert run(["--workspace", str(root), "meeting", "2026-12-03"]) == 0
    told = capsys.readouterr().out
    assert "in de bundel: BCSD-2026-12-001  KB-2026-00003" in told
    assert "    te laat: de beslissing moest er uiterlijk op 19/02/2026 zijn" in told
    assert "    bundel.pdf" in told
    assert "De Smet-Claes" not in told


@pytest.mark.parametrize(
    "arguments",
    [
        ["meeting"],
        ["meeting", "morgen"],
        ["meeting", "2026-12-03", "--organ", "RMW"],
        ["meeting", "2026-12-10"],
        ["meeting", "2026-12-03", "--for", " "],
    ],
)
def test_wrong_use_is_told(root: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--workspace", str(root), *arguments]) == 2
    assert capsys.readouterr().err
    assert not (root / "outbox/zittingen").exists()
