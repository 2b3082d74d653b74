"""The manifest says enough to write the ledger anew."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator import publish
from generator.errors import OperatorFault

from .papers import claimed, paper


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    outbox = tmp_path / "outbox"
    outbox.mkdir()
    return outbox


def test_what_is_written_is_read(tmp_path: Path, outbox: Path) -> None:
    folder = publish.place(paper(), claimed(tmp_path), outbox).folder
    manifest = publish.read_manifest(folder)
    assert manifest.schema_number == 1
    assert manifest.job == "20261124T101530-ab12cd34"
    assert (manifest.form, manifest.version, manifest.title) == ("sociaal_verslag", "1.0", "Sociaal verslag")
    assert (manifest.dossier, manifest.day, manifest.recipe) == ("KB-2026-00123", "2026-11-24", "r" * 64)
    assert manifest.versions == {"dossier": "0.1.0", "sjabloon": "abc"}
    assert [remark.code for remark in manifest.findings] == ["SV-14"]
    age = datetime.now(UTC) - datetime.fromisoformat(manifest.published_at)
    assert timedelta(seconds=-1) < age < timedelta(minutes=1)


def test_the_file_is_for_people_too(tmp_path: Path, outbox: Path) -> None:
    content = (publish.place(paper(), claimed(tmp_path), outbox).folder / "manifest.json").read_text("utf-8")
    assert "Eén keer" in content
    assert content.endswith("}\n")
    keys = list(json.loads(content))
    assert keys == sorted(keys)
    assert '\n  "dossier"' in content


@pytest.mark.parametrize(
    "content", [None, b"", b"{}", b"\xff", b'{"schema_number": 2, "insz": "85073003328"}']
)
def test_a_manifest_that_cannot_be_used(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(OperatorFault) as caught:
        publish.read_manifest(tmp_path)
    assert caught.value.code == "MANIFEST-BESCHADIGD"
    assert "85073003328" not in str(caught.value)


def test_a_newer_manifest_is_not_guessed_at(tmp_path: Path, outbox: Path) -> None:
    path = publish.place(paper(), claimed(tmp_path), outbox).folder / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"schema_number": 1', b'"schema_number": 2'))
    with pytest.raises(OperatorFault):
        publish.read_manifest(path.parent)


def test_all_publications_in_order(tmp_path: Path, outbox: Path) -> None:
    for number, dossier in enumerate(["B", "A", "A"]):
        publish.place(paper(dossier), claimed(tmp_path, f"job{number}"), outbox)
    bad = outbox / "dossiers" / "A" / "2026-11-24 Sociaal verslag (2)"
    (bad / "manifest.json").write_bytes(b"half")
    (outbox / "dossiers" / "los bestand.txt").write_bytes(b"")
    (outbox / "dossiers" / "A" / ".half").mkdir()
    found = [
        (folder.relative_to(outbox / "dossiers").as_posix(), known and known.job)
        for folder, known in publish.manifests(outbox)
    ]
    assert found == [
        ("A/2026-11-24 Sociaal verslag", "job1"),
        ("A/2026-11-24 Sociaal verslag (2)", None),
        ("B/2026-11-24 Sociaal verslag", "job0"),
    ]


def test_an_empty_outbox_has_none(outbox: Path) -> None:
    assert list(publish.manifests(outbox)) == []
