"""The folder of a session appears and changes at a stroke; numbers and final bundles are remembered."""

import errno
import logging
import os
from datetime import date
from pathlib import Path

import pytest

from generator import publish
from generator.errors import OperatorFault
from generator.model import File, Session
from generator.publish import exchanging, session_placing
from tests.publish.bundles import bundle_of

SESSION = Session("BCSD", date(2026, 12, 3))
HELD = "outbox/dossiers/KB-2026-00001/sv"
FILES = (File("agenda.docx", b"agenda"), File("001 KB-2026-00001/1 Advies.pdf", b"advies"))


def place(outbox: Path, *, final: bool = False, keep: bool = False) -> Path:
    folder = publish.session_folder(outbox, SESSION)
    publish.place_session(bundle_of(HELD, final=final), FILES, folder, keep=keep)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_session_is_read_back_as_it_was_placed(tmp_path: Path) -> None:
    folder = place(tmp_path)
    assert folder == tmp_path / "zittingen/2026-12-03 BCSD"
    found = publish.read_session(folder)
    assert found is not None
    assert found.numbers == {"a": "BCSD-2026-12-001"}
    assert found.files.keys() == {file.name for file in FILES}
    assert names(folder) == ["001 KB-2026-00001/1 Advies.pdf", "agenda.docx", "manifest.json"]
    assert [each.day for each in publish.sessions(tmp_path)] == ["2026-12-03"]


def test_made_again_what_the_program_made_goes_and_what_people_made_stays(tmp_path: Path) -> None:
    folder = place(tmp_path)
    (folder / "nota.txt").write_text("nota")
    (folder / "agenda.docx").write_bytes(b"met de hand")
    publish.place_session(bundle_of(HELD, final=False), FILES[:1], folder, keep=False)
    assert names(folder) == ["agenda (nieuw).docx", "agenda.docx", "manifest.json", "nota.txt"]
    assert (folder / "agenda.docx").read_bytes() == b"met de hand"


@pytest.mark.parametrize("at_a_stroke", [True, False])
@pytest.mark.parametrize("name", ["agenda.docx", "nota.txt"])
def test_what_is_saved_while_it_is_made_again_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, at_a_stroke: bool
) -> None:
    folder = place(tmp_path)
    sync = session_placing._sync

    def saved_just_before(staging: Path) -> None:
        (folder / name).write_bytes(b"saved")
        sync(staging)

    monkeypatch.setattr(session_placing, "_sync", saved_just_before)
    if not at_a_stroke:
        monkeypatch.setattr(exchanging, "exchange", lambda _one, _other: False)
    with pytest.raises(OperatorFault) as fault:
        place(tmp_path)
    assert fault.value.code == "PUBLICATIE-OPEN"
    assert (folder / name).read_bytes() == b"saved"
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_document_of_a_session_that_is_open_is_waited_for(tmp_path: Path) -> None:
    folder = place(tmp_path)
    (folder / "~$genda.docx").write_bytes(b"")
    with pytest.raises(OperatorFault) as fault:
        place(tmp_path)
    assert fault.value.code == "PUBLICATIE-OPEN"
    assert (folder / "~$genda.docx").exists()
    (folder / "~$genda.docx").unlink()
    assert place(tmp_path) == folder


def test_a_supplement_keeps_all_that_stands(tmp_path: Path) -> None:
    folder = place(tmp_path, final=True)
    publish.place_session(
        bundle_of(HELD, final=True), [File("bundel supplement 1.pdf", b"s")], folder, keep=True
    )
    found = publish.read_session(folder)
    assert found is not None
    assert set(found.files) == {*(file.name for file in FILES), "bundel supplement 1.pdf"}
    assert (folder / FILES[1].name).read_bytes() == b"advies"


def test_a_stop_between_the_two_renames_is_mended(tmp_path: Path) -> None:
    folder = place(tmp_path, final=True)
    folder.rename(folder.with_name(f".oud-{folder.name}"))
    (folder.parent / ".nieuw-half").mkdir()
    assert list(publish.bundled(tmp_path)) == ["outbox/dossiers/KB-2026-00001/sv"]
    publish.mend_sessions(tmp_path)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_stop_after_the_two_renames_leaves_the_new_one(tmp_path: Path) -> None:
    folder = place(tmp_path)
    old = folder.with_name(f".oud-{folder.name}")
    old.mkdir()
    (old / "oud.txt").write_text("oud")
    publish.mend_sessions(tmp_path)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    assert (folder / "agenda.docx").is_file()


@pytest.mark.parametrize("at_a_stroke", [True, False])
def test_a_disk_that_refuses_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_a_stroke: bool
) -> None:
    folder = place(tmp_path)
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.startswith(".nieuw-"):
            raise OSError(28, os.strerror(28))
        return rename(self, target)

    def cannot(one: Path, _other: Path) -> bool:
        return at_a_stroke and refuse(one, one) is one

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(exchanging, "exchange", cannot)
    with pytest.raises(OperatorFault) as fault:
        place(tmp_path)
    assert fault.value.code == "SCHIJF-VOL"
    assert {name: (folder / name).read_bytes() for name in names(folder)} == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_only_final_bundles_count_as_bundled(tmp_path: Path) -> None:
    place(tmp_path)
    assert publish.bundled(tmp_path) == {}
    place(tmp_path, final=True)
    found = publish.bundled(tmp_path)
    assert {place: session.day for place, session in found.items()} == {
        "outbox/dossiers/KB-2026-00001/sv": "2026-12-03"
    }


def test_without_an_exchange_the_new_one_still_takes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = place(tmp_path)
    monkeypatch.setattr(exchanging, "exchange", lambda _one, _other: False)
    publish.place_session(bundle_of(HELD, final=False), FILES[:1], folder, keep=False)
    assert names(folder) == ["agenda.docx", "manifest.json"]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_damaged_manifest_stops_making_it_again(tmp_path: Path) -> None:
    folder = place(tmp_path)
    (folder / "manifest.json").write_text("{")
    assert list(publish.sessions(tmp_path)) == []
    with pytest.raises(OperatorFault) as fault:
        place(tmp_path)
    assert fault.value.code == "MANIFEST-BESCHADIGD"
    assert (folder / "agenda.docx").read_bytes() == b"agenda"


def refusing(monkeypatch: pytest.MonkeyPatch, method: str, number: int) -> None:
    """Let the disk refuse this method of every manifest of the session of the third."""
    plain = getattr(Path, method)

    def refuse(self: Path, *given: object, **named: object) -> object:
        if self.name == "manifest.json" and self.parent.name == "2026-12-03 BCSD":
            raise OSError(number, os.strerror(number))
        return plain(self, *given, **named)

    monkeypatch.setattr(Path, method, refuse)


@pytest.mark.parametrize("method", ["stat", "read_bytes"])
def test_a_session_that_may_not_be_read_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, method: str
) -> None:
    place(tmp_path)
    other = publish.session_folder(tmp_path, Session("BCSD", date(2026, 12, 10)))
    publish.place_session(bundle_of(HELD, final=True), FILES, other, keep=False)
    refusing(monkeypatch, method, errno.EACCES)
    with caplog.at_level(logging.WARNING):
        assert list(publish.bundled(tmp_path)) == ["outbox/dossiers/KB-2026-00001/sv"]
    assert caplog.messages == ["MANIFEST-TOEGANG"]
    assert publish.of_sessions(tmp_path) == []


@pytest.mark.parametrize("method", ["stat", "read_bytes"])
def test_a_disk_that_fails_is_told_of_a_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    place(tmp_path)
    refusing(monkeypatch, method, errno.EIO)
    with pytest.raises(OperatorFault) as fault:
        list(publish.sessions(tmp_path))
    assert fault.value.code == "SCHIJF-FOUT"
