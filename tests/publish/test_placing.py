"""A publication appears whole, under a name of its own, or not at all."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from generator import publish
from generator.errors import OperatorFault
from generator.model import File
from generator.publish import placing

from .papers import ORIGINAL, claimed, paper


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    outbox = tmp_path / "outbox"
    outbox.mkdir()
    return outbox


def everything(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_folder_and_what_is_in_it(tmp_path: Path, outbox: Path) -> None:
    placed = publish.place(paper(), claimed(tmp_path), outbox)
    assert placed.folder == outbox / "dossiers" / "KB-2026-00123" / "2026-11-24 Sociaal verslag"
    assert [path.name for path in placed.documents] == ["Sociaal verslag.docx", "Sociaal verslag.pdf"]
    found = everything(placed.folder)
    assert found.pop("manifest.json")
    assert found == {
        "Sociaal verslag.docx": b"word",
        "Sociaal verslag.pdf": b"pdf",
        "gegevens.json": b"{}\n",
        "bron/Jan Peeters.pdf": ORIGINAL,
    }
    assert sorted(path.name for path in outbox.iterdir()) == ["dossiers"]


def test_a_paper_of_a_whole_session_has_a_place_of_its_own(tmp_path: Path, outbox: Path) -> None:
    minutes = replace(paper(), dossier="", title="BCSD besluiten", of_session=True)
    folders = [
        publish.place(minutes, claimed(tmp_path, f"job{number}"), outbox).folder for number in range(2)
    ]
    home = outbox / "zittingen"
    assert folders == [home / "2026-11-24 BCSD besluiten", home / "2026-11-24 BCSD besluiten (2)"]
    assert [folder for folder, _ in publish.of_sessions(outbox)] == folders


def test_the_original_stays_with_its_job(tmp_path: Path, outbox: Path) -> None:
    source = claimed(tmp_path)
    publish.place(paper(), source, outbox)
    assert source.path.read_bytes() == ORIGINAL


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_nobody_outside_the_group_reads_a_document(tmp_path: Path, outbox: Path) -> None:
    folder = publish.place(paper(), claimed(tmp_path), outbox).folder
    for path in [folder, folder.parent, *folder.rglob("*")]:
        assert path.stat().st_mode & 0o007 == 0


def test_a_second_paper_gets_a_number(tmp_path: Path, outbox: Path) -> None:
    folders = [
        publish.place(paper(), claimed(tmp_path, f"job{number}"), outbox).folder.name for number in range(3)
    ]
    base = "2026-11-24 Sociaal verslag"
    assert folders == [base, f"{base} (2)", f"{base} (3)"]


def a_file(path: Path) -> None:
    path.write_bytes(b"of somebody")


def a_link(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize("obstacle", [Path.mkdir, a_file, a_link])
def test_what_stands_there_is_not_covered(tmp_path: Path, outbox: Path, obstacle: object) -> None:
    taken = outbox / "dossiers" / "KB-2026-00123" / "2026-11-24 Sociaal verslag"
    taken.parent.mkdir(parents=True)
    assert callable(obstacle)
    obstacle(taken)
    before = os.lstat(taken).st_ino
    assert publish.place(paper(), claimed(tmp_path), outbox).folder.name == f"{taken.name} (2)"
    assert os.lstat(taken).st_ino == before


def test_a_folder_that_appears_after_the_look_is_not_covered(
    tmp_path: Path, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish.place(paper(), claimed(tmp_path, "job1"), outbox)
    monkeypatch.setattr(os.path, "lexists", lambda path: False)
    second = publish.place(paper(), claimed(tmp_path, "job2"), outbox)
    assert second.folder.name == f"{first.folder.name} (2)"
    assert publish.read_manifest(first.folder).job == "job1"


def test_many_at_once_each_get_a_folder(tmp_path: Path, outbox: Path) -> None:
    sources = [claimed(tmp_path, f"job{number}") for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        placed = list(pool.map(lambda source: publish.place(paper(), source, outbox), sources))
    assert len({one.folder for one in placed}) == 24
    assert {publish.read_manifest(one.folder).job for one in placed} == {source.job for source in sources}
    assert all(len(everything(one.folder)) == 5 for one in placed)


@pytest.mark.parametrize(
    ("dossier", "title"),
    [
        ("../x", "T"),
        ("a/b", "T"),
        ("", "T"),
        ("..", "T"),
        ("CON", "T"),
        ("KB ", "T"),
        ("KB", "a\\b"),
        ("KB", "T."),
    ],
)
def test_a_name_that_is_no_folder_name_is_refused(
    tmp_path: Path, outbox: Path, dossier: str, title: str
) -> None:
    with pytest.raises(OperatorFault) as caught:
        publish.place(paper(dossier, title), claimed(tmp_path), outbox)
    assert caught.value.code == "PUBLICATIE-NAAM"
    assert everything(outbox) == {}


def test_a_file_of_the_paper_cannot_lead_outside(tmp_path: Path, outbox: Path) -> None:
    bad = replace(paper(), files=(File("../x.pdf", b""),))
    with pytest.raises(OperatorFault):
        publish.place(bad, claimed(tmp_path), outbox)
    assert everything(outbox) == {}


def test_the_name_of_the_original_is_made_safe(tmp_path: Path, outbox: Path) -> None:
    name = "é" * 100 + "\n?.pdf"
    folder = publish.place(paper(), claimed(tmp_path, name=name), outbox).folder
    (origin,) = (folder / "bron").iterdir()
    assert len(origin.name.encode()) <= 150
    assert origin.suffix == ".pdf"
    assert publish.read_manifest(folder).source.name == origin.name


def test_an_original_that_changed_is_not_published(tmp_path: Path, outbox: Path) -> None:
    source = claimed(tmp_path)
    source.path.write_bytes(ORIGINAL + b" more")
    with pytest.raises(OperatorFault) as caught:
        publish.place(paper(), source, outbox)
    assert caught.value.code == "PUBLICATIE-BRON"
    assert everything(outbox) == {}


def test_a_disk_that_refuses_leaves_nothing(tmp_path: Path, outbox: Path) -> None:
    (outbox / "dossiers").write_bytes(b"a file where a folder should be")
    with pytest.raises(OperatorFault) as caught:
        publish.place(paper(), claimed(tmp_path), outbox)
    assert caught.value.code == "SCHIJF-FOUT"
    assert list(outbox.iterdir()) == [outbox / "dossiers"]


def test_a_name_that_cannot_be_made_durable_is_taken_back(
    tmp_path: Path, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(folder: Path) -> None:
        if folder.name == "KB-2026-00123":
            raise OSError(5, "EIO")

    monkeypatch.setattr(placing, "sync_folder", refuses)
    with pytest.raises(OperatorFault):
        publish.place(paper(), claimed(tmp_path), outbox)
    assert everything(outbox) == {}


def test_a_failed_try_does_not_stand_in_the_way_of_the_next(tmp_path: Path, outbox: Path) -> None:
    source = claimed(tmp_path)
    stale = outbox / f".nieuw-{source.job}" / "bron"
    stale.mkdir(parents=True)
    (stale / "half").write_bytes(b"half")
    assert len(everything(publish.place(paper(), source, outbox).folder)) == 5


def test_sweep_takes_halves_only(tmp_path: Path, outbox: Path) -> None:
    placed = publish.place(paper(), claimed(tmp_path), outbox)
    for name in (".nieuw-job", ".nieuw-job.7", ".nieuw-of another machine"):
        (outbox / name / "bron").mkdir(parents=True)
        (outbox / name / "bron" / "half").write_bytes(b"half")
    (outbox / "of somebody").write_bytes(b"")
    assert publish.sweep(outbox, {"job"}) == 2
    left = [".nieuw-of another machine", "dossiers", "of somebody"]
    assert sorted(path.name for path in outbox.iterdir()) == left
    assert len(everything(placed.folder)) == 5


def test_digests_in_the_manifest_are_those_of_the_files(tmp_path: Path, outbox: Path) -> None:
    folder = publish.place(paper(), claimed(tmp_path), outbox).folder
    manifest = publish.read_manifest(folder)
    found = everything(folder)
    del found["manifest.json"]
    assert manifest.files == {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}
    assert manifest.source.sha256 == hashlib.sha256(ORIGINAL).hexdigest()


def test_what_is_kept_in_place_of_the_original(tmp_path: Path, outbox: Path) -> None:
    source = claimed(tmp_path)
    folder = publish.place(replace(paper(), kept=b"without marks"), source, outbox).folder
    manifest = publish.read_manifest(folder)
    assert (folder / "bron" / source.name).read_bytes() == b"without marks"
    assert manifest.files[f"bron/{source.name}"] == hashlib.sha256(b"without marks").hexdigest()
    assert manifest.source.sha256 == source.sha256
    assert not manifest.holds_original


def test_an_original_that_changed_is_not_published_whatever_is_kept(tmp_path: Path, outbox: Path) -> None:
    source = claimed(tmp_path)
    source.path.write_bytes(b"changed")
    with pytest.raises(OperatorFault) as caught:
        publish.place(replace(paper(), kept=b"without marks"), source, outbox)
    assert caught.value.code == "PUBLICATIE-BRON"


def test_the_publications_of_one_dossier(tmp_path: Path, outbox: Path) -> None:
    folder = publish.place(paper(), claimed(tmp_path), outbox).folder
    (folder.parent / "zonder manifest").mkdir()
    ((found, manifest),) = publish.of_dossier(folder.parent)
    assert (found, manifest.dossier) == (folder, "KB-2026-00123")
    assert publish.of_dossier(folder.parent.with_name("KB-2026-99999")) == []
