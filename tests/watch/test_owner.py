"""Who has a document open is read from the file that Word, Excel or LibreOffice puts beside it; anybody may write one."""

import os
from pathlib import Path

import pytest

from generator.watch import Inbox
from generator.watch.owner import name_in
from tests.watch.test_inbox import drop, packed

NAME = "Zoë De Bock"


def word(name: str = NAME) -> bytes:
    """As Word writes it: 162 bytes."""
    narrow = name.encode("cp1252")
    wide = len(name).to_bytes(2, "little") + name.encode("utf-16-le")
    return (bytes([len(narrow)]) + narrow.ljust(53, b"\0") + wide).ljust(162, b"\0")


def excel(name: str = NAME) -> bytes:
    """As Excel writes it: 165 bytes."""
    narrow = name.encode("cp1252")
    wide = len(name).to_bytes(2, "little") + name.encode("utf-16-le")
    return (bytes([len(narrow)]) + narrow.ljust(54, b" ") + wide).ljust(165, b" ")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("~$advies.docx", word()),
        ("~$lijst.xlsx", excel()),
        ("~$advies.docx", word()[:54]),
        (".~lock.advies.docx#", f"{NAME},zdebock,pc-12,26.11.2026 14:03,file:///x;".encode()),
        (".~lock.advies.docx#", f",{NAME},pc-12,26.11.2026 14:03,file:///x;".encode()),
    ],
)
def test_the_name_of_who_has_it_open(tmp_path: Path, file: str, content: bytes) -> None:
    assert name_in(drop(tmp_path / file, content)) == NAME


def test_a_comma_in_a_name(tmp_path: Path) -> None:
    path = drop(tmp_path / ".~lock.x.docx#", rb"De Bock\, Zo" + "ë".encode() + b",z,pc,nu,x;")
    assert name_in(path) == "De Bock, Zoë"


@pytest.mark.parametrize("file", ["~$x.docx", ".~lock.x.docx#"])
@pytest.mark.parametrize(
    "content", [b"", b"\0", b"\xff", b"\xff" * 4096, os.urandom(162), b",,,,;", b"\x05ab", bytes(162), b"\\"]
)
def test_what_is_no_name_is_harmless(tmp_path: Path, file: str, content: bytes) -> None:
    found = name_in(drop(tmp_path / file, content))
    assert len(found) <= 60
    assert found.isprintable()


def test_signs_that_deceive_a_screen_are_dropped(tmp_path: Path) -> None:
    hostile = "\x1b[31mJan\u202egnp.\nPeeters"
    for file, content in [("~$x.docx", word("Jan")), (".~lock.x.docx#", f"{hostile},,,;".encode())]:
        assert name_in(drop(tmp_path / file, content)).isprintable()
    wide = len(hostile).to_bytes(2, "little") + hostile.encode("utf-16-le")
    assert name_in(drop(tmp_path / "~$y.docx", bytes(54) + wide)) == "[31mJan gnp. Peeters"


@pytest.mark.skipif(os.name == "nt", reason="makes links and pipes")
def test_a_trap_in_place_of_an_owner_file_tells_nothing(tmp_path: Path) -> None:
    secret = drop(tmp_path / "secret", b"Geheim,,,;")
    (tmp_path / ".~lock.link.docx#").symlink_to(secret)
    os.mkfifo(tmp_path / ".~lock.pipe.docx#")
    (tmp_path / ".~lock.map.docx#").mkdir()
    for name in ("link", "pipe", "map", "nothing"):
        assert name_in(tmp_path / f".~lock.{name}.docx#") == ""


def test_the_scan_tells_who_and_the_log_does_not(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = drop(tmp_path / "advies.docx", packed())
    drop(tmp_path / "~$advies.docx", word())
    inbox = Inbox(tmp_path, 0)
    with caplog.at_level(0):
        inbox.scan()
        scan = inbox.scan()
    assert (scan.open, scan.pending, scan.moving) == ({path: NAME}, (path,), False)
    assert "Bock" not in caplog.text
