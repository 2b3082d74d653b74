"""A publication made anew takes the place of the old at a stroke; nothing of anybody is lost."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from generator import publish
from generator.errors import OperatorFault
from generator.files import sha256_of
from generator.model import File, Paper
from generator.publish import exchanging, remaking

from .papers import ORIGINAL, claimed, paper

TITLE = "Sociaal verslag"
BESIDE = f"{TITLE} (opnieuw gemaakt)"


@pytest.fixture(params=["at a stroke", "by two renames"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication, on a system that exchanges names and on one that cannot."""
    if request.param == "by two renames":
        monkeypatch.setattr(exchanging, "exchange", lambda one, other: False)
    return publish.place(paper(), claimed(tmp_path), tmp_path / "outbox").folder


def made(number: int) -> Paper:
    """The paper of a later day."""
    return replace(
        paper(recipe=str(number) * 64),
        files=(
            File(f"{TITLE}.docx", f"word {number}".encode()),
            File(f"{TITLE}.pdf", f"pdf {number}".encode()),
            File("gegevens.json", b"{}\n"),
        ),
        inputs=f"inputs {number}",
    )


def remake(folder: Path, number: int, *, replace: bool = False) -> publish.Placed:
    manifest = publish.read_manifest(folder)
    placed = publish.remake(folder, manifest, made(number), replace=replace)
    publish.let_go(outbox(folder), manifest.job)
    assert sorted(path.name for path in outbox(folder).iterdir()) == ["dossiers"]
    return placed


def outbox(folder: Path) -> Path:
    return folder.parents[2]


def everything(folder: Path) -> dict[str, bytes]:
    """All files but the manifests."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def test_the_new_stands_there_and_the_old_is_kept(folder: Path) -> None:
    before = publish.read_manifest(folder)
    placed = remake(folder, 2)
    assert placed.folder == folder
    assert [path.read_bytes() for path in placed.documents] == [b"word 2", b"pdf 2"]
    assert everything(folder) == {
        f"{TITLE}.docx": b"word 2",
        f"{TITLE}.pdf": b"pdf 2",
        "gegevens.json": b"{}\n",
        "bron/Jan Peeters.pdf": ORIGINAL,
        f"versies/1/{TITLE}.docx": b"word",
        f"versies/1/{TITLE}.pdf": b"pdf",
        "versies/1/gegevens.json": b"{}\n",
    }
    ((version, older),) = publish.older_versions(folder)
    assert (version, older) == (folder / "versies/1", before)


def test_the_manifest_tells_the_new_and_keeps_whose_it_is(folder: Path) -> None:
    before = publish.read_manifest(folder)
    remake(folder, 2)
    now = publish.read_manifest(folder)
    assert (now.recipe, now.inputs, now.holds_original) == ("2" * 64, "inputs 2", True)
    assert now.remade_at
    kept = ("job", "dossier", "day", "source", "published_at", "form")
    assert all(getattr(now, name) == getattr(before, name) for name in kept)
    assert publish.state_of(folder, now).sound


def test_versions_are_counted_on(folder: Path) -> None:
    for number in (2, 3, 4):
        remake(folder, number)
    found = [(path.name, older.recipe[0]) for path, older in publish.older_versions(folder)]
    assert found == [("1", "r"), ("2", "2"), ("3", "3")]
    assert (folder / f"versies/3/{TITLE}.pdf").read_bytes() == b"pdf 3"


def test_what_somebody_put_there_comes_along(folder: Path) -> None:
    (folder / "bijlagen").mkdir()
    (folder / "bijlagen/loonfiche.pdf").write_bytes(b"loon")
    remake(folder, 2)
    assert (folder / "bijlagen/loonfiche.pdf").read_bytes() == b"loon"


def test_an_edited_document_stays_and_the_new_stands_beside_it(folder: Path) -> None:
    (folder / f"{TITLE}.docx").write_bytes(b"edited")
    assert [path.name for path in remake(folder, 2).documents] == [f"{BESIDE}.docx", f"{BESIDE}.pdf"]
    found = everything(folder)
    assert (found[f"{TITLE}.docx"], found[f"{TITLE}.pdf"]) == (b"edited", b"pdf")
    assert (found[f"{BESIDE}.docx"], found[f"{BESIDE}.pdf"]) == (b"word 2", b"pdf 2")
    note = found["Opnieuw gemaakt - lees mij.txt"].decode()
    assert f"    {TITLE}.docx\n" in note
    assert f"    {BESIDE}.docx\n" in note
    manifest = publish.read_manifest(folder)
    assert {f"{TITLE}.docx", f"{BESIDE}.docx"} <= manifest.files.keys()
    assert publish.state_of(folder, manifest).changed == (f"{TITLE}.docx",)


def test_again_beside_an_edited_document_does_not_pile_up(folder: Path) -> None:
    (folder / f"{TITLE}.docx").write_bytes(b"edited")
    for number in (2, 3, 4):
        remake(folder, number)
    documents = sorted(path.name for path in folder.iterdir() if path.suffix in {".docx", ".pdf"})
    assert documents == sorted(f"{stem}{ending}" for stem in (TITLE, BESIDE) for ending in (".docx", ".pdf"))
    assert (folder / f"{BESIDE}.docx").read_bytes() == b"word 4"
    assert (folder / f"versies/3/{BESIDE}.docx").read_bytes() == b"word 3"


def test_a_document_beside_that_was_edited_too_is_not_touched(folder: Path) -> None:
    (folder / f"{TITLE}.docx").write_bytes(b"edited")
    remake(folder, 2)
    (folder / f"{BESIDE}.pdf").write_bytes(b"edited too")
    assert remake(folder, 3).documents[0].name == f"{TITLE} (opnieuw gemaakt 2).docx"
    assert (folder / f"{BESIDE}.pdf").read_bytes() == b"edited too"
    assert (folder / f"{TITLE}.docx").read_bytes() == b"edited"


def test_a_file_of_somebody_under_the_name_beside_is_not_touched(folder: Path) -> None:
    (folder / f"{TITLE}.docx").write_bytes(b"edited")
    (folder / f"{BESIDE}.docx").write_bytes(b"of somebody")
    remake(folder, 2)
    assert (folder / f"{BESIDE}.docx").read_bytes() == b"of somebody"


def test_once_the_edited_one_is_gone_the_next_takes_its_name(folder: Path) -> None:
    (folder / f"{TITLE}.docx").write_bytes(b"edited")
    remake(folder, 2)
    for ending in (".docx", ".pdf"):
        (folder / f"{TITLE}{ending}").unlink()
    remake(folder, 3)
    found = everything(folder)
    assert found[f"{TITLE}.docx"] == b"word 3"
    assert not [name for name in found if "opnieuw" in name.lower() and not name.startswith("versies/")]
    assert found[f"versies/2/{BESIDE}.docx"] == b"word 2"


def test_force_puts_the_edited_one_away(folder: Path) -> None:
    (folder / f"{TITLE}.docx").write_bytes(b"edited")
    remake(folder, 2)
    remake(folder, 3, replace=True)
    found = everything(folder)
    assert (found[f"{TITLE}.docx"], found[f"versies/2/{TITLE}.docx"]) == (b"word 3", b"edited")
    assert publish.state_of(folder, publish.read_manifest(folder)).sound


@pytest.mark.parametrize("name", ["~$ciaal verslag.docx", f".~lock.{TITLE}.docx#"])
def test_a_document_that_is_open_is_left_alone(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"")
    before = everything(folder)
    with pytest.raises(OperatorFault) as caught:
        remake(folder, 2)
    assert caught.value.code == "PUBLICATIE-OPEN"
    assert everything(folder) == before


def test_answers_that_changed_meanwhile_are_not_covered(folder: Path) -> None:
    (folder / "gegevens.json").write_bytes(b'{"a": "b"}')
    with pytest.raises(OperatorFault):
        remake(folder, 2)
    assert (folder / "gegevens.json").read_bytes() == b'{"a": "b"}'


@pytest.mark.parametrize("name", [f"{TITLE}.docx", "nieuw.docx"])
def test_what_is_saved_at_the_last_moment_is_not_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    whole = exchanging._exchanged

    def saved_just_before(fresh: Path, old: Path, aside: Path, outbox: Path) -> Path:
        (old / name).unlink(missing_ok=True)
        (old / name).write_bytes(b"saved")
        return whole(fresh, old, aside, outbox)

    monkeypatch.setattr(exchanging, "_exchanged", saved_just_before)
    with pytest.raises(OperatorFault) as caught:
        remake(folder, 2)
    assert caught.value.code == "PUBLICATIE-OPEN"
    assert (folder / name).read_bytes() == b"saved"
    assert publish.read_manifest(folder).recipe == "r" * 64
    assert sorted(path.name for path in outbox(folder).iterdir()) == ["dossiers"]


def test_a_disk_that_refuses_leaves_the_old(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    before = everything(folder)
    for module, name in ((remaking, "write_new"), (remaking, "sync_folder"), (exchanging, "sync_folder")):
        with monkeypatch.context() as patched:
            patched.setattr(module, name, refuse)
            with pytest.raises(OperatorFault) as caught:
                remake(folder, 2)
        assert caught.value.code == "SCHIJF-VOL"
        assert everything(folder) == before
        assert sorted(path.name for path in outbox(folder).iterdir()) == ["dossiers"]


def test_a_stop_between_two_renames_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanging, "exchange", lambda one, other: False)
    folder = publish.place(paper(), claimed(tmp_path), tmp_path / "outbox").folder
    before = everything(folder)
    home = outbox(folder) / ".opnieuw-x"
    aside = home / "oud" / folder.parent.name / folder.name
    aside.parent.mkdir(parents=True)
    folder.rename(aside)
    assert publish.interrupted(outbox(folder)) == (folder,)
    publish.let_go(outbox(folder))
    assert everything(folder) == before
    assert not home.exists()


def test_confirming_changes_the_inputs_only(folder: Path) -> None:
    manifest = publish.read_manifest(folder)
    publish.confirm(folder, manifest, "of today")
    assert publish.read_manifest(folder) == manifest.model_copy(update={"inputs": "of today"})
    assert publish.state_of(folder, manifest).sound


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_nobody_outside_the_group_reads_it(folder: Path) -> None:
    remake(folder, 2)
    for path in [folder, *folder.rglob("*")]:
        assert path.stat().st_mode & 0o007 == 0


def test_the_same_bytes_are_not_written_twice(folder: Path) -> None:
    original = folder / "bron/Jan Peeters.pdf"
    before = (original.stat().st_ino, sha256_of(original))
    remake(folder, 2)
    assert (original.stat().st_ino, sha256_of(original)) == before
