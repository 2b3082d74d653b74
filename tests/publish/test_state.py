"""How a publication stands against its manifest, byte for byte."""

import os
from pathlib import Path

import pytest

from generator import publish
from generator.publish.state import is_open, stems

from .papers import claimed, paper


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return publish.place(paper(), claimed(tmp_path), tmp_path / "outbox").folder


def state(folder: Path) -> publish.State:
    return publish.state_of(folder, publish.read_manifest(folder))


def test_a_paper_as_it_was_placed_is_sound(folder: Path) -> None:
    assert state(folder).sound


def test_an_edit_that_keeps_size_and_time_is_seen(folder: Path) -> None:
    path = folder / "Sociaal verslag.docx"
    before = path.stat()
    path.write_bytes(b"werd")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert state(folder) == publish.State((), ("Sociaal verslag.docx",))


def test_what_is_gone_and_what_is_not_ours(folder: Path) -> None:
    (folder / "Sociaal verslag.pdf").unlink()
    (folder / "bron/Jan Peeters.pdf").unlink()
    (folder / "bijlagen").mkdir()
    for name in ("bijlagen/loonfiche.pdf", "Thumbs.db", ".DS_Store", "~$ciaal verslag.docx"):
        (folder / name).write_bytes(b"")
    found = state(folder)
    assert sorted(found.missing) == ["Sociaal verslag.pdf", "bron/Jan Peeters.pdf"]
    assert found.extra == ("bijlagen/loonfiche.pdf",)
    assert not found.sound


def test_only_what_is_asked_is_read(folder: Path) -> None:
    (folder / "bron/Jan Peeters.pdf").unlink()
    (folder / "Sociaal verslag.docx").write_bytes(b"edited")
    manifest = publish.read_manifest(folder)
    assert publish.state_of(folder, manifest, ["gegevens.json"]).sound


@pytest.mark.parametrize("name", ["~$vies.docx", "sub/~$vies.docx", ".~lock.Advies.docx#"])
def test_an_open_document_is_known_by_the_mark_of_its_program(name: str) -> None:
    assert is_open(["Advies.docx", name])
    assert not is_open(["Advies.docx", "a~$.docx"])


def test_the_names_beside_edited_documents(folder: Path) -> None:
    names = stems("Advies")
    assert [next(names) for _ in range(3)] == [
        "Advies",
        "Advies (opnieuw gemaakt)",
        "Advies (opnieuw gemaakt 2)",
    ]
    manifest = publish.read_manifest(folder)
    assert publish.current_documents(manifest) == ("Sociaal verslag.docx", "Sociaal verslag.pdf")
    beside = "Sociaal verslag (opnieuw gemaakt 2).pdf"
    more = manifest.model_copy(update={"files": {**manifest.files, beside: "x"}})
    assert publish.current_documents(more) == (beside,)
