"""Something moves: wake early. Nothing can be watched: wait the full time."""

import logging
import time
from pathlib import Path

import pytest

from generator.watch import Inbox, Waker

LONG = 20.0


@pytest.mark.parametrize("sub", [".", "a/b"])
def test_a_drop_wakes_long_before_the_time(tmp_path: Path, sub: str) -> None:
    (tmp_path / sub).mkdir(parents=True, exist_ok=True)
    with Waker(tmp_path) as waker:
        begin = time.monotonic()
        (tmp_path / sub / "x.pdf").write_bytes(b"x")
        waker.wait(LONG)
        assert time.monotonic() - begin < LONG / 2


def test_a_folder_moved_in_wakes(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    with Waker(inbox) as waker:
        begin = time.monotonic()
        bundle.rename(inbox / "bundle")
        waker.wait(LONG)
        assert time.monotonic() - begin < LONG / 2


def test_what_moved_before_the_last_wait_does_not_wake_again(tmp_path: Path) -> None:
    with Waker(tmp_path) as waker:
        (tmp_path / "x.pdf").touch()
        waker.wait(LONG)
        waker.wait(0.5)  # the last events of that same drop
        begin = time.monotonic()
        waker.wait(0.5)
        assert time.monotonic() - begin >= 0.5


def test_our_own_scan_does_not_wake(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 %%EOF")
    inbox = Inbox(tmp_path, 0)
    with Waker(tmp_path) as waker:
        inbox.scan()
        assert inbox.scan().settled
        begin = time.monotonic()
        waker.wait(0.5)
        assert time.monotonic() - begin >= 0.5


def test_what_cannot_be_watched_is_waited_for(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), Waker(tmp_path / "nothing") as waker:
        begin = time.monotonic()
        waker.wait(0.2)
        assert time.monotonic() - begin >= 0.2
    assert "WATCH-ALLEEN-SCAN" in caplog.text
    assert str(tmp_path) not in caplog.text
