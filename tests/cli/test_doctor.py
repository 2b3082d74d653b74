"""``doctor`` as an administrator meets it."""

import json
from pathlib import Path

import pytest

from generator.cli.main import run


def test_what_is_wrong_is_told_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--workspace", str(tmp_path / "nergens"), "doctor"]
    assert run(arguments) == 1
    told = capsys.readouterr().out
    assert "fout     Werkmap                 bestaat niet\n" in told
    assert "Maak ze: dossier init" in told
    assert "1 fout, 1 om op te letten." in told
    assert run([*arguments, "--json"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {tuple(line) for line in lines} == {("check", "outcome", "found", "do")}
    assert lines[-1]["outcome"] == "fault"
