"""Half an hour is half an hour, also over many short runs from cron."""

import json
from pathlib import Path

from generator.watch import Inbox
from tests.watch.test_inbox import HALF_HOUR, Clock, drop

HALF = b"%PDF-1.7\n"


def looked(folder: Path, memory: Path, clock: Clock) -> list[str]:
    """One run: two looks, a second apart."""
    inbox = Inbox(folder, 1.0, clock=clock, memory=memory)
    inbox.scan()
    clock.now += 1
    return [path.name for path in inbox.scan().settled]


def test_an_unfinished_file_is_taken_after_half_an_hour_of_runs(tmp_path: Path) -> None:
    folder, memory, clock = tmp_path / "inbox", tmp_path / "gezien.json", Clock()
    drop(folder / "x.pdf", HALF)
    begin = clock.now
    while clock.now - begin < HALF_HOUR - 60:
        assert looked(folder, memory, clock) == []
        clock.now += 59
    clock.now += 60
    assert looked(folder, memory, clock) == ["x.pdf"]


def test_a_change_starts_the_half_hour_anew(tmp_path: Path) -> None:
    folder, memory, clock = tmp_path / "inbox", tmp_path / "gezien.json", Clock()
    path = drop(folder / "x.pdf", HALF)
    looked(folder, memory, clock)
    clock.now += HALF_HOUR - 10
    path.write_bytes(HALF * 2)
    clock.now += 20
    assert looked(folder, memory, clock) == []
    clock.now += HALF_HOUR
    assert looked(folder, memory, clock) == ["x.pdf"]


def test_a_machine_that_started_anew_forgets(tmp_path: Path) -> None:
    folder, memory, clock = tmp_path / "inbox", tmp_path / "gezien.json", Clock()
    drop(folder / "x.pdf", HALF)
    clock.now = 1_000_000.0
    looked(folder, memory, clock)
    clock.now = 100.0
    assert looked(folder, memory, clock) == []
    clock.now += HALF_HOUR
    assert looked(folder, memory, clock) == ["x.pdf"]


def test_what_is_gone_is_forgotten_and_a_damaged_memory_is_no_matter(tmp_path: Path) -> None:
    folder, memory, clock = tmp_path / "inbox", tmp_path / "gezien.json", Clock()
    path = drop(folder / "x.pdf", HALF)
    looked(folder, memory, clock)
    assert list(json.loads(memory.read_bytes())) == ["x.pdf"]
    path.unlink()
    looked(folder, memory, clock)
    assert json.loads(memory.read_bytes()) == {}
    for damaged in (b"", b"[]", b'{"x.pdf": 1}', b'{"x.pdf": ["a"]}', b"\xff"):
        memory.write_bytes(damaged)
        assert looked(folder, memory, clock) == []


def test_an_inbox_without_unfinished_files_leaves_no_memory(tmp_path: Path) -> None:
    folder, memory, clock = tmp_path / "inbox", tmp_path / "gezien.json", Clock()
    drop(folder / "x.pdf")
    assert looked(folder, memory, clock) == ["x.pdf"]
    assert not memory.exists()
