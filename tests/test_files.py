"""Files that appear whole or not at all, and names that every system can keep."""

import errno
import hashlib
import os
import sys
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import OperatorFault
from generator.files import (
    carry,
    copy_new,
    disk_faults,
    exchange,
    replace_whole,
    safe_name,
    sha256_of,
    write_new,
)


def test_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"abc" * 1_000_000)
    assert sha256_of(path) == hashlib.sha256(b"abc" * 1_000_000).hexdigest()


def test_a_taken_name_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_new(path, b"new")
    with pytest.raises(FileExistsError):
        copy_new(BytesIO(b"new"), path)
    assert path.read_bytes() == b"old"


def test_replace_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    replace_whole(path, b"old")
    replace_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_copy_tells_the_digest(tmp_path: Path) -> None:
    digest = copy_new(BytesIO(b"abc"), tmp_path / "x")
    assert digest == sha256_of(tmp_path / "x")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems cannot")
def test_two_folders_change_names(tmp_path: Path) -> None:
    one, other = tmp_path / "één", tmp_path / "ander"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).write_bytes(b"")
    assert exchange(one, other)
    assert [path.name for path in (*one.iterdir(), *other.iterdir())] == ["ander", "één"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems cannot")
def test_an_exchange_with_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "x", tmp_path / "niets")
    assert (tmp_path / "x").read_bytes() == b"x"


def test_a_system_that_cannot_exchange_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("x", "y"):
        (tmp_path / name).write_bytes(name.encode())
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not exchange(tmp_path / "x", tmp_path / "y")
    assert (tmp_path / "x").read_bytes() == b"x"


@pytest.mark.parametrize("refusal", [None, errno.EPERM, errno.EOPNOTSUPP])
def test_a_file_is_carried_with_links_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int | None
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(refusal, "no links here")

    if refusal is not None:
        monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "x").write_bytes(b"x")
    carry(tmp_path / "x", tmp_path / "y")
    assert (tmp_path / "y").read_bytes() == b"x"
    with pytest.raises(FileExistsError):
        carry(tmp_path / "x", tmp_path / "y")


class _BreaksHalfway(BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        chunk = super().read(3)
        if not chunk:
            raise OSError(errno.EIO, "gone")
        return chunk


def test_a_copy_that_breaks_off_leaves_no_half_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        copy_new(_BreaksHalfway(b"abcdef"), tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Sociaal verslag.pdf", "Sociaal verslag.pdf"),
        ("KB-2026-00123", "KB-2026-00123"),
        ("a/b\\c:d.pdf", "a_b_c_d.pdf"),
        ("../../etc/passwd", "_.._.._etc_passwd"),
        ("..", "bestand"),
        ("", "bestand"),
        (" . ", "bestand"),
        ("regel\neinde.pdf", "regel_einde.pdf"),
        ("con.pdf", "_con.pdf"),
        ("COM¹.txt", "_COM¹.txt"),
        ("Console.pdf", "Console.pdf"),
        (".verborgen", "_.verborgen"),
        ("punt. ", "punt"),
        ("omgekeerd\u202efdp.exe", "omgekeerd_fdp.exe"),
        ("Andre\u0301.pdf", "André.pdf"),
        ("geen tekst \udce9.pdf", "geen tekst _.pdf"),
        ("é" * 200 + ".docx", "é" * 72 + ".docx"),
        ("x." + "y" * 200, "x." + "y" * 148),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(st.characters(), max_size=200))
def test_every_name_becomes_one_that_fits_and_stays(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode()) <= 150
    assert safe_name(safe) == safe
    assert not set(safe) & set('<>:"/\\|?*')
    assert safe.rstrip(" .") == safe.lstrip(" .") == safe
    assert unicodedata.is_normalized("NFC", safe)


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "SCHIJF-VOL"), (errno.EIO, "SCHIJF-FOUT"), (None, "SCHIJF-FOUT")]
)
def test_the_operator_hears_what_the_disk_refuses_but_no_file_name(number: int | None, code: str) -> None:
    with pytest.raises(OperatorFault) as caught, disk_faults("de outbox"):
        raise OSError(number, "text", "/inbox/Jan Peeters.pdf")
    assert caught.value.code == code
    assert "de outbox" in caught.value.message
    assert "Peeters" not in str(caught.value)
