"""A file is offered once it stands still, is whole, and nobody has it open."""

import os
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.errors import OperatorFault
from generator.watch import Inbox, Scan
from generator.watch.complete import is_complete, json_closed
from generator.watch.names import is_trace

PDF = b"%PDF-1.7\n%%EOF\n"
HALF_HOUR = 1800


class Clock:
    """A monotonic clock that only moves when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Watched:
    """An inbox with quiet time 5 seconds, and its clock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.inbox = Inbox(folder, 5.0, clock=self.clock)

    def after(self, seconds: float) -> Scan:
        self.clock.now += seconds
        return self.inbox.scan()

    def settled(self, seconds: float) -> list[str]:
        return [path.relative_to(self.folder).as_posix() for path in self.after(seconds).settled]


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


def drop(path: Path, content: bytes = PDF) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_file_settles_after_the_quiet_time(watched: Watched) -> None:
    path = drop(watched.folder / "x.pdf")
    assert watched.after(0) == Scan((), (path,), (), 0)
    assert watched.after(4.9) == Scan((), (path,), (), 0)
    assert watched.after(0.1) == Scan((path,), (), (), 0)


def test_one_look_is_never_enough(watched: Watched) -> None:
    drop(watched.folder / "x.pdf")
    assert watched.settled(100) == []
    assert watched.settled(100) == ["x.pdf"]


def test_without_quiet_time_two_looks_are_needed(tmp_path: Path) -> None:
    drop(tmp_path / "x.pdf")
    inbox = Inbox(tmp_path, 0)
    assert inbox.scan().settled == ()
    assert inbox.scan().settled == (tmp_path / "x.pdf",)


def grown(path: Path) -> None:
    path.write_bytes(path.read_bytes() + PDF)


def touched(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def replaced(path: Path) -> None:
    status = path.stat()
    fresh = drop(path.with_name(".fresh"), path.read_bytes())
    os.utime(fresh, ns=(status.st_atime_ns, status.st_mtime_ns))
    fresh.replace(path)


@pytest.mark.parametrize("change", [grown, touched, replaced])
def test_every_change_starts_the_quiet_time_anew(watched: Watched, change: object) -> None:
    path = drop(watched.folder / "x.pdf")
    watched.after(0)
    assert callable(change)
    change(path)
    assert watched.settled(5) == []
    assert watched.settled(4.9) == []
    assert watched.settled(0.1) == ["x.pdf"]


@pytest.mark.parametrize("moment", [-(2**31), 0, 2**32])
def test_the_files_own_time_counts_for_nothing(watched: Watched, moment: int) -> None:
    path = drop(watched.folder / "x.pdf")
    os.utime(path, (moment, moment))
    watched.after(0)
    assert watched.settled(5) == ["x.pdf"]


def test_files_at_any_depth_in_the_order_of_arrival(watched: Watched) -> None:
    drop(watched.folder / "z.pdf")
    watched.after(0)
    drop(watched.folder / "a" / "b" / "c" / "x.json", b"{}")
    drop(watched.folder / "te-verbeteren" / "y.yaml", b"a: 1")
    watched.after(1)
    settled = watched.settled(5)
    assert settled[0] == "z.pdf"
    assert set(settled[1:]) == {"a/b/c/x.json", "te-verbeteren/y.yaml"}


@pytest.mark.parametrize(
    "name",
    [
        *("~$x.docx", ".~lock.x.docx#", "~WRL0001.tmp", "._x.pdf", ".DS_Store", "Thumbs.db", "desktop.ini"),
        *("x.pdf.part", "x.pdf.crdownload", "x.pdf.filepart", ".x.pdf.AbC123", ".smbdelete1", ".nfs0001"),
        *("x.pdf.fouten.txt", "X.PDF.FOUTEN.TXT", ".gitkeep", "x.pdf~", "@eaDir/x.pdf", ".git/x.pdf"),
        *("#recycle/x.pdf", "$RECYCLE.BIN/x.pdf", "System Volume Information/x.pdf", "lost+found/x.pdf"),
        *(
            "._.DS_Store",
            "ehthumbs.db",
            "Icon\r",
            "__MACOSX/x.pdf",
            ".fuse_hidden0001",
            "x.part",
            "x.PDF.Partial",
        ),
        *("~WRD0000.tmp", "~$rmulier.docx", "#x.pdf#", ".x.swp", "x.pdf.opdownload", "x.tmp", ".~tmp/x.pdf"),
    ],
)
def test_traces_of_other_programs_are_not_seen(watched: Watched, name: str) -> None:
    drop(watched.folder / name)
    watched.after(0)
    assert watched.after(HALF_HOUR) == Scan((), (), (), 0)


def test_ordinary_names_are_no_traces() -> None:
    names = ("x.pdf", "-x.pdf", "part.pdf", "a~b.pdf", "fouten.txt", "José (2).PDF", "x.pdf.", "tmp")
    assert not any(map(is_trace, names))


def test_what_is_no_form_is_told_apart(watched: Watched) -> None:
    drop(watched.folder / "x.exe")
    drop(watched.folder / "zonder suffix")
    assert watched.after(0) == Scan((), (), (), 0)
    assert {path.name for path in watched.after(5).unknown} == {"x.exe", "zonder suffix"}


@pytest.mark.skipif(os.name == "nt", reason="makes links and pipes")
def test_links_and_pipes_are_no_forms(watched: Watched, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    drop(elsewhere / "secret.pdf")
    (watched.folder / "symlink.pdf").symlink_to(elsewhere / "secret.pdf")
    (watched.folder / "dangling.pdf").symlink_to(elsewhere / "nothing")
    (watched.folder / "folder").symlink_to(elsewhere)
    os.link(elsewhere / "secret.pdf", watched.folder / "hard.pdf")
    os.mkfifo(watched.folder / "pipe.pdf")
    (watched.folder / "folder.pdf").mkdir()
    watched.after(0)
    scan = watched.after(HALF_HOUR)
    assert scan.settled == ()
    assert {path.name for path in scan.unknown} == {
        "symlink.pdf",
        "dangling.pdf",
        "folder",
        "hard.pdf",
        "pipe.pdf",
    }


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("formulier.docx", "~$rmulier.docx"),
        ("verslag.docx", "~$erslag.docx"),
        ("advies.docx", "~$advies.docx"),
        ("formulier.xlsx", "~$formulier.xlsx"),
        ("advies.docx", ".~lock.advies.docx#"),
    ],
)
def test_a_document_that_is_open_waits_twelve_hours(watched: Watched, name: str, lock: str) -> None:
    path = drop(watched.folder / "a" / name, packed())
    drop(watched.folder / "a" / lock, b"\0")
    watched.after(0)
    assert watched.after(60) == Scan((), (path,), (), 0, {path: ""})
    assert watched.settled(12 * 3600 - 61) == []
    assert watched.settled(1) == [f"a/{name}"]


def test_a_closed_document_goes_at_once(watched: Watched) -> None:
    drop(watched.folder / "advies.docx", packed())
    owner = drop(watched.folder / "~$advies.docx")
    watched.after(0)
    assert watched.settled(60) == []
    owner.unlink()
    assert watched.settled(0) == ["advies.docx"]


def packed(*, comment: bytes = b"") -> bytes:
    from io import BytesIO

    target = BytesIO()
    with ZipFile(target, "w") as archive:
        archive.comment = comment
        archive.writestr("word/document.xml", "<w/>" * 100)
    return target.getvalue()


def halves() -> Iterator[tuple[str, bytes]]:
    yield "x.pdf", b""
    yield "x.pdf", b"%PDF-1.7\n"
    yield "x.pdf", PDF + bytes(4096)
    yield "x.pdf", bytes(4096)
    yield "x.docx", packed()[:-10]
    yield "x.xlsx", packed()[:100] + bytes(len(packed()) - 100)
    yield "x.json", b'{"a": [1, 2'
    yield "x.json", b'{"a": "}'
    yield "x.json", b'{"a": 1}' + bytes(10)


@pytest.mark.parametrize(("name", "content"), list(halves()))
def test_a_file_that_is_not_whole_waits_half_an_hour_and_then_gets_an_answer(
    watched: Watched, name: str, content: bytes
) -> None:
    path = drop(watched.folder / name, content)
    watched.after(0)
    assert watched.after(HALF_HOUR - 1) == Scan((), (path,), (), 0, {}, frozenset({path}))
    assert watched.settled(1) == [name]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.pdf", PDF),
        ("x.pdf", b"no pdf at all"),
        ("x.docx", packed()),
        ("x.docx", bytes.fromhex("D0CF11E0A1B11AE1")),
        ("x.json", b'{"a": "} \\" {", "b": [1, 2]}\n'),
        ("x.json", b"{wrong, but closed}"),
        ("x.yaml", b"a: 1"),
    ],
)
def test_what_is_whole_or_hopeless_does_not_wait(tmp_path: Path, name: str, content: bytes) -> None:
    assert is_complete(drop(tmp_path / name, content))


def test_no_beginning_of_a_package_is_whole(tmp_path: Path) -> None:
    whole = packed()
    path = tmp_path / "x.docx"
    for length in range(4, len(whole)):
        for filling in (b"", bytes(len(whole) - length)):
            cut = whole[:length] + filling
            assert is_complete(drop(path, cut)) == (cut == whole), length
    assert is_complete(drop(path, whole))


@pytest.mark.parametrize("comment", [b"", b"x" * 0xFFFF])
def test_a_package_with_a_remark_is_whole(tmp_path: Path, comment: bytes) -> None:
    assert is_complete(drop(tmp_path / "x.docx", packed(comment=comment)))


def test_the_end_of_a_large_package_is_found_by_its_own_record(tmp_path: Path) -> None:
    """A zip64: the old end record points to the newer one, by a locator just before it."""
    whole = packed()
    end = whole[-22:]
    newer = b"PK\x06\x06" + (44).to_bytes(8, "little") + bytes(44)
    locator = b"PK\x06\x07" + bytes(4) + (len(whole) - 22).to_bytes(8, "little") + (1).to_bytes(4, "little")
    old = end[:12] + b"\xff" * 8 + end[20:]
    large = whole[:-22] + newer + locator + old
    assert is_complete(drop(tmp_path / "x.docx", large))
    assert not is_complete(drop(tmp_path / "x.docx", whole[:-22] + locator + old))
    assert not is_complete(drop(tmp_path / "x.docx", whole[:-22] + old))


def test_a_hostile_directory_costs_nothing(tmp_path: Path) -> None:
    entry = b"PK\x01\x02" + bytes(42)
    many = b"PK\x03\x04" + entry * 500_000
    length, count = len(many) - 4, (500_000 & 0xFFFF).to_bytes(2, "little")
    end = (
        b"PK\x05\x06"
        + bytes(4)
        + count * 2
        + length.to_bytes(4, "little")
        + (4).to_bytes(4, "little")
        + bytes(2)
    )
    path = drop(tmp_path / "x.docx", many + end)
    tracemalloc.start()
    assert is_complete(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_no_beginning_of_json_is_closed() -> None:
    text = b'{"a": [{"b": "x \\" } ]"}, "c\\\\", {}, []], "d": {"e": null}}'
    assert json_closed(text)
    assert not any(json_closed(text[:length]) for length in range(1, len(text)))


def test_a_vanished_file_is_forgotten(watched: Watched) -> None:
    path = drop(watched.folder / "x.pdf")
    watched.after(0)
    path.unlink()
    assert watched.after(5) == Scan((), (), (), 0)
    drop(path)
    assert watched.settled(5) == []
    assert watched.settled(5) == ["x.pdf"]


def test_a_share_that_drops_away_is_told_and_nothing_is_forgotten(watched: Watched) -> None:
    drop(watched.folder / "x.pdf")
    watched.after(0)
    away = watched.folder.rename(watched.folder.with_name("away"))
    with pytest.raises(OperatorFault) as caught:
        watched.after(3)
    assert caught.value.code == "INBOX-WEG"
    away.rename(watched.folder)
    assert watched.settled(2) == ["x.pdf"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everywhere")
def test_a_folder_that_cannot_be_read_holds_up_no_other(watched: Watched) -> None:
    drop(watched.folder / "x.pdf")
    closed = watched.folder / "closed"
    closed.mkdir(mode=0o000)
    watched.after(0)
    scan = watched.after(5)
    closed.chmod(0o700)
    assert (scan.unreadable, len(scan.settled)) == (1, 1)


def test_a_file_that_is_left_is_not_offered_until_it_changes(watched: Watched) -> None:
    path = drop(watched.folder / "te-verbeteren" / "x.pdf")
    watched.after(0)
    assert watched.settled(5) == ["te-verbeteren/x.pdf"]
    watched.inbox.leave(path)
    assert watched.after(5) == Scan((), (), (), 0)
    grown(path)
    assert watched.settled(5) == []
    assert watched.settled(5) == ["te-verbeteren/x.pdf"]


def test_a_thousand_files_at_once(watched: Watched) -> None:
    for number in range(1000):
        drop(watched.folder / f"{number}.pdf")
    watched.after(0)
    assert len(watched.settled(5)) == 1000


def test_an_inbox_that_stays_away_is_logged_once_each_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    inbox = Inbox(tmp_path / "inbox", 0.0)
    for _ in range(2):
        for _ in range(3):
            with pytest.raises(OperatorFault):
                inbox.scan()
        (tmp_path / "inbox").mkdir()
        inbox.scan()
        (tmp_path / "inbox").rmdir()
    assert caplog.text.count("INBOX-WEG") == 2


def test_quotes_in_a_text_that_never_ends_cost_nothing() -> None:
    """The watcher itself looks at this: for the whole of what it reads it would be at it for days."""
    begun = time.process_time()
    assert not json_closed(b'{"a": "' + b'\\"' * 40_000)
    assert time.process_time() - begun < 5


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
@pytest.mark.parametrize("put", ["pipe", "link to a pipe", "link"])
def test_what_took_the_place_of_a_file_is_not_waited_for(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, put: str
) -> None:
    """Between the look at a file and its opening somebody puts something else there; nobody ever writes to the pipe."""
    path, elsewhere = drop(watched.folder / "x.pdf"), watched.folder / ".elders"
    watched.after(0)
    before, look = path.lstat(), Path.lstat
    path.unlink()
    if put == "link":
        drop(elsewhere)
    else:
        os.mkfifo(path if put == "pipe" else elsewhere)
    if put != "pipe":
        path.symlink_to(elsewhere)
    monkeypatch.setattr(Path, "lstat", lambda asked: before if asked == path else look(asked))
    assert watched.after(6).incomplete == {path}
