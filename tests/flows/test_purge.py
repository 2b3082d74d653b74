"""A purge removes all that is of one dossier, nothing of another, and is brought to its end after a stop anywhere."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from generator import publish
from generator.flows import inbox, meeting, purge, watching
from generator.flows.belongings import Belongings, belongings
from generator.flows.expiry import expired
from generator.ledger import Delay, SqlLedger
from generator.model import File, Result, Session
from generator.sections import Retention
from generator.wiring import Rooms
from tests.conftest import filled
from tests.flows.boards import Steps
from tests.flows.outbox import again, everything, published, styled
from tests.flows.test_sheets import row, sheet
from tests.publish.papers import claimed, paper

NUMBER, OTHER = "KB-2026-00003", "KB-2026-00004"


def paths(found: Belongings) -> list[Path]:
    return [*found.folders, *found.archived, *found.returned]


def drop(rooms: Rooms, **files: bytes) -> None:
    for name, content in files.items():
        (rooms.workspace.inbox / f"{name}.json").write_bytes(content)
    list(watching.watch_once(rooms))


@pytest.fixture
def two(rooms: Rooms) -> Rooms:
    """Two clients, each with a paper, a duplicate and a form that came back; of the first a delay too."""
    drop(rooms, eerste=filled("advies"), ander=filled("advies", 4))
    drop(
        rooms,
        nogeens=filled("advies"),
        nogander=filled("advies", 4),
        zzeerste=filled("sociaal_verslag", client__naam=""),
        zztweede=filled("sociaal_verslag", 4, client__naam=""),
    )
    (duplicate,) = [one for one in rooms.ledger.entries(9) if one.file == "nogeens.json"]
    now = datetime.now(UTC)
    rooms.ledger.delay(Delay(duplicate.sha256, "nogeens.json", "SCHIJF-VOL", now, 1, now))
    return rooms


def snapshot(root: Path) -> dict[str, bytes]:
    return {name: content for name, content in everything(root).items() if "gewist" not in name}


def holding(root: Path, words: bytes) -> list[str]:
    return [
        str(path)
        for path in root.rglob("*")
        if words in os.fsencode(path) or (path.is_file() and words in path.read_bytes())
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a file name be no text")
def test_a_returned_form_with_a_name_that_is_no_text_goes_too(rooms: Rooms) -> None:
    form = rooms.workspace.returned / os.fsdecode(b"foto \xe9.json")
    form.write_bytes(filled("advies"))
    found = belongings(rooms, NUMBER)
    assert found.returned == (form,)
    purge.purge(rooms, paths(found), NUMBER, found.jobs)
    assert not form.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="folders deeper than any path can tell")
def test_folders_without_end_in_the_inbox_stop_no_purge(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = rooms.workspace
    (workspace.returned / "advies.json").write_bytes(filled("advies"))
    (workspace.inbox / "maandag").mkdir()
    (workspace.inbox / "maandag" / "nog.json").write_bytes(filled("advies"))
    monkeypatch.chdir(workspace.inbox)
    for depth in range(25):
        Path(f"{depth:0200}").mkdir()
        os.chdir(f"{depth:0200}")
        for length in (1, 60, 120, 180):
            Path(f"{depth:0{length}}.json").symlink_to("a")
    found = belongings(rooms, NUMBER)
    assert found.returned == (workspace.returned / "advies.json",)
    assert [left.where for left in found.left] == ["inbox/maandag/nog.json"]


def test_all_of_one_dossier_goes_and_nothing_of_another(two: Rooms) -> None:
    root = two.workspace.root
    others = {
        name: content for name, content in snapshot(root).items() if OTHER in name or "zztweede" in name
    }
    found = belongings(two, NUMBER)
    assert (len(found.folders), len(found.archived), len(found.returned), found.known) == (1, 2, 2, 3)
    assert found.left == ()
    receipt = purge.purge(two, paths(found), NUMBER, found.jobs)
    assert receipt.files > 8
    for words in (NUMBER.encode(), b"zzeerste", b"nogeens", b"eerste.json"):
        assert holding(root, words) == []
    assert {
        name: content for name, content in snapshot(root).items() if OTHER in name or "zztweede" in name
    } == others
    assert {one.file for one in two.ledger.entries(9)} == {"ander.json", "nogander.json", "zztweede.json"}
    assert two.ledger.delays() == ()
    assert not list(root.rglob(".weg-*"))
    assert belongings(two, NUMBER).nothing


@pytest.mark.thorough
def test_a_receipt_tells_nobody_but_who_has_the_number(two: Rooms) -> None:
    workspace = two.workspace
    assert purge.receipt_of(workspace, NUMBER) is None
    found = belongings(two, NUMBER)
    receipt = purge.purge(two, paths(found), NUMBER, found.jobs)
    assert purge.receipt_of(workspace, NUMBER) == receipt
    assert purge.receipt_of(workspace, OTHER) is None
    assert {f"{path.stat().st_mode & 0o777:o}" for path in workspace.purged.iterdir()} == {"600"}


@pytest.mark.thorough
def test_an_archive_that_the_ledger_does_not_know_is_read(two: Rooms) -> None:
    two.ledger.close()
    two.workspace.ledger.unlink()
    lost = two.workspace.archive / "2026/20260101T000000-00000000/foto.pdf"
    lost.parent.mkdir(parents=True)
    lost.write_bytes(b"%PDF-1.4 niets %%EOF")
    aside = two.workspace.state / "ledger.sqlite.beschadigd-1"
    aside.touch()
    rooms = replace(two, ledger=SqlLedger.in_file(two.workspace.ledger))
    found = belongings(rooms, NUMBER)
    assert len(found.archived) == 2
    assert [(each.where, "1 bewaarde" in each.why) for each in found.left] == [
        (".dossier/ledger.sqlite.beschadigd-1", False),
        (".dossier/archive", True),
    ]


@pytest.mark.thorough
def test_what_is_about_others_too_stays_and_is_told(rooms: Rooms) -> None:
    for seed in (3, 4):
        moved = filled("advies", seed, zitting_datum="13/02/2026")
        (rooms.workspace.root / "a.json").write_bytes(moved)
        list(inbox.process(rooms, [rooms.workspace.root / "a.json"]))
    meeting.hold(rooms, Session("BCSD", date(2026, 2, 13)), meeting.Wanted(), Steps())
    (rooms.workspace.inbox / "straks.json").write_bytes(filled("sociaal_verslag"))
    before = everything(rooms.workspace.outbox / "zittingen")
    found = belongings(rooms, NUMBER)
    assert {each.where for each in found.left} == {"inbox/straks.json", "outbox/zittingen/2026-02-13 BCSD"}
    purge.purge(rooms, paths(found), NUMBER, found.jobs)
    assert everything(rooms.workspace.outbox / "zittingen") == before
    assert (rooms.workspace.inbox / "straks.json").exists()


def test_the_minutes_of_a_session_that_name_a_dossier_are_told(rooms: Rooms, tmp_path: Path) -> None:
    listed = {"besluitenlijst": {"punten": [{"dossiernummer": NUMBER}, {"nummer": "BCSD-2026-11-002"}]}}
    files = (File("notulen.docx", b"word"), File("gegevens.json", json.dumps(listed).encode()))
    minutes = replace(paper("", "BCSD besluiten"), form="notulen", files=files, of_session=True)
    publish.place(minutes, claimed(tmp_path), rooms.workspace.outbox)
    told = [each.where for each in belongings(rooms, NUMBER).left]
    assert told == ["outbox/zittingen/2026-11-24 BCSD besluiten"]
    assert belongings(rooms, OTHER).left == ()


class Stopped(BaseException):
    """What a kill looks like from inside: nothing catches it."""


_CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "sqlite3.connect"}
_left = [0]


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if _left[0] and (event in _CHANGES or writes):
        _left[0] -= 1
        if not _left[0]:
            raise Stopped


@pytest.fixture(scope="module")
def stopping() -> Iterator[None]:
    sys.addaudithook(_watch)  # stays for the process; without a number it does nothing
    yield
    _left[0] = 0


def stops(two: Rooms, found: Belongings, whole: Path) -> Iterator[int]:
    """Purge again and again from the same beginning, stopped before each change; ends with the run that was not."""
    root = two.workspace.root
    for step in range(1, 400):
        shutil.rmtree(root)
        shutil.copytree(whole, root)
        _left[0] = step
        try:
            purge.purge(two, paths(found), NUMBER, found.jobs)
        except Stopped:
            yield step
        else:
            return
        finally:
            _left[0] = 0


@pytest.mark.thorough
def test_a_stop_anywhere_is_brought_to_its_end_by_the_next_start(
    two: Rooms, tmp_path: Path, stopping: None
) -> None:
    root, whole = two.workspace.root, tmp_path / "heel"
    shutil.copytree(root, whole)
    found = belongings(two, NUMBER)
    before = snapshot(root)
    begun = 0
    for step in stops(two, found, whole):
        purge.finish(two)
        left = holding(root, NUMBER.encode())
        if purge.receipt_of(two.workspace, NUMBER) is None:  # stopped before anything was planned
            assert {name: content for name, content in everything(root).items() if name in before} == before
            continue
        begun += 1
        assert left == [], step
        assert not list(root.rglob(".weg-*"))
        assert not list(root.rglob("plan-*"))
        assert len(holding(root, OTHER.encode())) > 3
    assert begun > 20


@pytest.mark.thorough
def test_what_comes_after_a_purge_that_was_cut_off_is_not_its_prey(
    two: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = belongings(two, NUMBER)

    def stop(dossier: str, jobs: object) -> None:
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(two.ledger, "forget", stop)
        with pytest.raises(Stopped):
            purge.purge(two, paths(found), NUMBER, found.jobs)
    folder = published(two)
    purge.finish(two)
    assert (folder / "manifest.json").exists()


def kinds(rooms: Rooms, today: date, **kept: int) -> list[str]:
    return [each.kind for each in expired(rooms, Retention(**kept), today)]


def test_nothing_expires_by_default(two: Rooms) -> None:
    assert kinds(two, date(2126, 1, 1)) == []


@pytest.mark.thorough
def test_each_thing_expires_by_the_day_that_the_program_wrote(rooms: Rooms) -> None:
    first = datetime.now(UTC).date()
    folder = published(rooms, "advies")
    again(styled(rooms, "Ander huis"))
    drop(rooms, fout=filled("advies", 4, client__naam=""))
    meeting.hold(rooms, Session("BCSD", date(2026, 2, 13)), meeting.Wanted(), Steps())
    for path in rooms.workspace.root.rglob("*"):
        os.utime(path, (0, 0))  # the time of a file says nothing
    last = datetime.now(UTC).date()  # the next day, where midnight came between
    all_kept = {"archive": 10, "sessions": 10, "dossiers": 10, "versions": 10}
    early, late = first + timedelta(days=9), last + timedelta(days=10)
    assert kinds(rooms, early, **all_kept | {"sessions": 36500}) == []
    assert kinds(rooms, late, **all_kept) == ["dossier", "session", "archive"]
    assert kinds(rooms, late, versions=10) == ["version"]
    assert kinds(rooms, date(2026, 2, 22), sessions=10) == []
    assert kinds(rooms, date(2026, 2, 23), sessions=10) == ["session"]
    (version,) = expired(rooms, Retention(versions=10), late)
    purge.purge(rooms, [version.path])
    assert not (folder / "versies/1").exists()
    assert (folder / "Advies.docx").exists()
    assert again(styled(rooms, "Ander huis"))[0].outcome is Result.DUPLICATE


@pytest.mark.thorough
def test_a_sheet_about_others_too_stays_in_the_archive(rooms: Rooms) -> None:
    (rooms.workspace.inbox / "lijst.xlsx").write_bytes(sheet(row(3), row(4)))
    list(watching.watch_once(rooms))
    (kept,) = rooms.workspace.archive.rglob("lijst.xlsx")
    for number in (NUMBER, OTHER):
        found = belongings(rooms, number)
        assert (len(found.folders), found.archived) == (1, ())
        assert [each.where for each in found.left] == [kept.relative_to(rooms.workspace.root).as_posix()]
