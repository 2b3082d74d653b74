"""Something moves: wake early. Nothing can be watched: wait the full time."""

import errno
import logging
import time
from pathlib import Path

import pytest
from watchdog.events import FileClosedEvent, FileCreatedEvent
from watchdog.observers import Observer

from generator.watch import Inbox, Waker

LONG = 20.0


@pytest.mark.parametrize("sub", [".", "a/b"])
def test_a_drop_wakes_long_before_the_time(tmp_path: Path, sub: str) -> None:
    (tmp_path / sub).mkdir(parents=True, exist_ok=True)
    with Waker(tmp_path) as waker:
        (tmp_path / sub / "x.pdf").write_bytes(b"x")
        assert waker.wait(LONG)


def test_a_folder_moved_in_wakes(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    with Waker(inbox) as waker:
        bundle.rename(inbox / "bundle")
        assert waker.wait(LONG)


def test_what_moved_before_the_last_wait_does_not_wake_again(tmp_path: Path) -> None:
    """Told by hand: when the system tells the last event of a real drop depends on how busy it is."""
    with Waker(tmp_path, listens=False) as waker:
        for event in (FileCreatedEvent("x.pdf"), FileClosedEvent("x.pdf")):
            waker.on_any_event(event)
        assert waker.wait(LONG)
        assert not waker.wait(0)


def test_our_own_scan_does_not_wake(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 %%EOF")
    inbox = Inbox(tmp_path, 0)
    with Waker(tmp_path) as waker:
        inbox.scan()
        assert inbox.scan().settled
        assert not waker.wait(0.5)


def test_what_cannot_be_watched_is_waited_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "start", refuse)
    with caplog.at_level(logging.WARNING), Waker(tmp_path) as waker:
        for _ in range(2):
            begin = time.monotonic()
            waker.wait(0.2)
            assert time.monotonic() - begin >= 0.2
    assert caplog.text.count("WATCH-ALLEEN-SCAN") == 1
    assert str(tmp_path) not in caplog.text


def test_on_a_share_nothing_is_listened_to(tmp_path: Path) -> None:
    with Waker(tmp_path, listens=False) as waker:
        (tmp_path / "x.pdf").touch()
        begin = time.monotonic()
        waker.wait(0.3)
        assert time.monotonic() - begin >= 0.3


def test_a_folder_that_was_away_or_came_anew_is_listened_to_again(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    with Waker(folder) as waker:
        waker.wait(0.05)
        folder.mkdir()
        waker.wait(0.05)
        (folder / "x.pdf").touch()
        assert waker.wait(LONG)
        folder.rename(tmp_path / "old")
        folder.mkdir()
        waker.wait(0.05)
        (folder / "y.pdf").touch()
        assert waker.wait(LONG)


def test_a_listener_that_died_is_made_anew(tmp_path: Path) -> None:
    with Waker(tmp_path) as waker:
        waker._observer.stop()
        waker._observer.join()
        waker.wait(0.05)
        (tmp_path / "x.pdf").touch()
        assert waker.wait(LONG)
