"""What commands print to: streams that cannot print every name, and pipes that nobody reads any more."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.main import run
from tests.cli.test_commands import house
from tests.conftest import filled

__all__ = ["house"]

NO_TEXT = os.fsdecode(b"foto \xe9")
"""A file name that is not UTF-8, as a USB stick or an old program leaves."""


@pytest.mark.skipif(os.name == "nt", reason="names that Windows refuses")
def test_a_file_name_that_is_no_text_stops_no_work(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "inbox" / f"{NO_TEXT}.jpg").write_bytes(b"x")
    (house / "inbox" / f"{NO_TEXT}.yaml").write_bytes(b"{}")
    (house / "inbox" / f"{NO_TEXT}.json").write_bytes(filled("screening_activering"))
    assert run(["watch", "--once"]) == 1
    shown = capsys.readouterr()
    for told in ("wacht: foto \\udce9.jpg", "teruggekomen: foto \\udce9.yaml", "gemaakt: foto \\udce9.json"):
        assert told in shown.out
    assert shown.err == ""
    assert len(list(house.glob("outbox/dossiers/**/manifest.json"))) == 1
    assert len(list(house.glob("inbox/te-verbeteren/*.fouten.txt"))) == 1
    assert run(["status"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name == "nt", reason="names that Windows refuses")
def test_a_file_named_on_the_command_line_may_be_called_anything(
    house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"{NO_TEXT}.json"
    path.write_bytes(b"{}")
    assert run(["check", str(path)]) == 1
    assert run(["process", str(path)]) == 1
    assert run(["read", str(path)]) == 0
    shown = capsys.readouterr()
    assert shown.out.count("foto \\udce9.json") == 2
    assert shown.err == ""


def test_json_stays_json_where_the_stream_has_few_signs(
    house: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "een – \x80é.json"
    path.write_bytes(b"{}")
    with (tmp_path / "out").open("w", encoding="cp1252") as few:
        monkeypatch.setattr("sys.stdout", few)
        assert run(["read", str(path), "--json"]) == 0
    (line,) = (tmp_path / "out").read_text("cp1252").splitlines()
    assert json.loads(line)["file"] == str(path)


def unheard(*arguments: str) -> int:
    """Run the program with a pipe of which the other end is closed; returns its exit status."""
    reader, writer = os.pipe()
    os.close(reader)
    program = "from generator.cli.main import main; main()"
    call = [sys.executable, "-c", program, *arguments]
    ended = subprocess.run(
        call, stdout=writer, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2], check=False
    )
    os.close(writer)
    assert ended.stderr == b""
    return ended.returncode


@pytest.mark.parametrize("arguments", [["--help"], ["schema", "advies"]])
def test_a_closed_pipe_is_no_fault(house: Path, arguments: list[str]) -> None:
    assert unheard(*arguments) == 0


@pytest.mark.parametrize("several", [False, pytest.param(True, marks=pytest.mark.thorough)])
def test_what_was_claimed_goes_back_when_nobody_reads(house: Path, tmp_path: Path, several: bool) -> None:
    for number in range(6):
        (house / f"inbox/{number}.json").write_bytes(b"{}")
    (tmp_path / "v/inbox").mkdir(parents=True)
    folders = [str(house), str(tmp_path / "v")] if several else []
    assert unheard("watch", "--once", "--json", *folders) == 0
    assert list((house / ".dossier/work").iterdir()) == []
    returned = list(house.glob("inbox/te-verbeteren/*.json"))
    assert 1 <= len(returned) < 6
    assert len(list(house.glob("inbox/*.json"))) == 6 - len(returned)


def test_process_leaves_nothing_in_hand_when_nobody_reads(house: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.json" for number in range(3)]
    for path in files:
        path.write_bytes(b"{}")
    assert unheard("process", *map(str, files)) == 0
    assert list((house / ".dossier/work").iterdir()) == []
    assert all(map(Path.exists, files))


def test_another_pipe_that_breaks_is_a_fault(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("generator.catalog.find_template", broken)
    assert run(["forms"]) == 3
    assert "weigert" in capsys.readouterr().err


HOSTILE = "a\x1b]0;titel\x07\rgemaakt: b\nSTOP \u202efdp.\x9b2J"
"""A file name that rules a screen, and pretends to be lines of ours."""
TAMED = "a_]0;titel__gemaakt: b_STOP _fdp._2J"


@pytest.mark.skipif(os.name == "nt", reason="names that Windows refuses")
def test_a_file_name_writes_no_line_of_its_own(
    house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"{HOSTILE}.json"
    for each in (path, house / "inbox" / path.name, house / "inbox" / f"{HOSTILE}.jpg"):
        each.write_bytes(b"{}")
    for arguments in (["watch", "--once"], ["status"], ["check", str(path)], ["process", str(path)]):
        run(arguments)
        told = capsys.readouterr()
        assert TAMED in told.out, arguments
        assert told.err == ""
        assert not set("\x07\x1b\r\x9b\u202e") & set(told.out), arguments
        assert not any(line.startswith(("gemaakt", "STOP")) for line in told.out.splitlines()), arguments
    (report,) = house.glob("inbox/te-verbeteren/*.fouten.txt")
    assert f"Bestand: {TAMED}.json\n" in report.read_text("utf-8")


def test_an_answer_writes_no_line_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "vreemd.json"
    path.write_text(json.dumps({"a\x1b[2J": "\x1b]0;x\x07een\ntwee\tdrie\x9b"}), encoding="utf-8")
    assert run(["read", str(path)]) == 0
    assert capsys.readouterr().out.endswith("  a_[2J = _]0;x_een\ntwee\tdrie_\n")
