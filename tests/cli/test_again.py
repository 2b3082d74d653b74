"""``regenerate`` and ``verify`` as a user and a script meet them: words, JSON lines, exit status."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import run
from tests.conftest import filled

DOSSIER = "KB-2026-00003"
KEYS = {"file", "outcome", "form", "dossier", "folder", "documents", "findings", "reason"}


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The folder of a published paper."""
    root = tmp_path / "w"
    root.mkdir()
    monkeypatch.setenv("DOSSIER_WORKSPACE", str(root))
    monkeypatch.setenv("DOSSIER_WORKERS__COUNT", "1")
    (root / "a.json").write_bytes(filled("screening_activering"))
    assert run(["process", str(root / "a.json")]) == 0
    capsys.readouterr()
    (folder,) = root.glob(f"outbox/dossiers/{DOSSIER}/*")
    return folder


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_regenerate_tells_a_script(
    paper: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOSSIER_STYLE__ORGANISATION", "Leuven OCMW")
    seen = []
    for arguments in (["--all", "--dry-run"], [DOSSIER], ["--form", "screening_activering"]):
        assert run(["regenerate", "--json", *arguments]) == 0
        seen += lines(capsys)
    assert [(one["outcome"], one["reason"]) for one in seen] == [
        ("waiting", "huisstijl of normen gewijzigd"),
        ("published", "huisstijl of normen gewijzigd"),
        ("duplicate", "ongewijzigd"),
    ]
    assert all(set(one) == KEYS for one in seen)
    assert seen[1]["documents"] == [
        f"{seen[1]['folder']}/Screening activering{ending}" for ending in (".docx", ".pdf")
    ]
    assert run(["regenerate", "--since", "01/01/2039", "--json"]) == 0
    assert lines(capsys) == []


def test_regenerate_tells_a_person(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["regenerate", "--all"]) == 0
    where = f"outbox/dossiers/{DOSSIER}/{paper.name}"
    assert capsys.readouterr().out == f"blijft staan: {where}  (ongewijzigd)\n"


@pytest.mark.parametrize(
    ("name", "status", "outcome"), [("gegevens.json", 1, "rejected"), ("manifest.json", 3, "failed")]
)
def test_regenerate_says_who_must_act(
    paper: Path, capsys: pytest.CaptureFixture[str], name: str, status: int, outcome: str
) -> None:
    (paper / name).write_bytes(b"{}")
    assert run(["regenerate", "--all", "--json"]) == status
    (one,) = lines(capsys)
    assert (one["outcome"], one["findings"][0]["severity"]) == (outcome, "fout")
    assert one["reason"]


@pytest.mark.parametrize(
    "arguments", [[], [DOSSIER, "--all"], ["KB-0"], ["--form", "factuur"], ["--since", "morgen"]]
)
def test_regenerate_asks_which(paper: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["regenerate", *arguments]) == 2
    assert not capsys.readouterr().out


def test_verify(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "--json"]) == 0
    (one,) = lines(capsys)
    assert (one["outcome"], one["again"], one["dossier"]) == ("same", "same", DOSSIER)
    assert set(one) >= {"folder", "code", "missing", "changed", "extra", "template", "engine", "program"}
    assert run(["verify", DOSSIER]) == 0
    assert f"code {one['code']}" in capsys.readouterr().out
    assert run(["verify", "--code", one["code"].lower(), "--json"]) == 0
    assert lines(capsys) == [{"folder": one["folder"], "dossier": DOSSIER, "version": ""}]
    (paper / "Screening activering.docx").write_bytes(b"edited")
    assert run(["verify"]) == 1
    assert "    gewijzigd: Screening activering.docx\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status"), [(["KB-0"], 2), (["--code", "1"], 2), (["--code", "2222-2222"], 1)]
)
def test_verify_of_what_is_not_there(paper: Path, arguments: list[str], status: int) -> None:
    assert run(["verify", *arguments]) == status


def test_verify_that_cannot_make_anything_is_for_the_operator(
    paper: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOSSIER_PDF__ENGINE", "libreoffice")
    monkeypatch.setenv("DOSSIER_PDF__SOFFICE", "/bestaat/niet")
    assert run(["verify", "--json"]) == 3
    (one,) = lines(capsys)
    assert one["outcome"] == "failed"
