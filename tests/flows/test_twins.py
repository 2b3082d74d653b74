"""Two files with the same paper: one publication, whatever stopped in between and whoever was first."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import intake, publish
from generator.flows.inbox import handle
from generator.flows.watching import watch_once
from generator.ledger import SqlLedger, Turn
from generator.model import Outcome, Result, Workspace
from generator.sections import Watch
from generator.settings import Settings
from generator.wiring import Rooms
from generator.workers import Here
from tests.conftest import filled

QUICK = Settings(watch=Watch(quiet_seconds=0.0))


def drop(rooms: Rooms, name: str) -> list[Outcome]:
    (rooms.workspace.inbox / name).write_bytes(filled("advies"))
    return list(watch_once(rooms))


def test_a_publication_that_the_ledger_never_heard_of(rooms: Rooms) -> None:
    rooms = replace(rooms, settings=QUICK)
    (first,) = drop(rooms, "een.json")
    (known,) = rooms.ledger.entries(10)
    rooms.ledger.withdraw(known.job)
    (second,) = drop(rooms, "twee.json")
    assert (second.outcome, second.folder) == (Result.DUPLICATE, first.folder)
    entries = {one.job: one for one in rooms.ledger.entries(10)}
    assert len(entries) == 2
    assert entries[known.job].recipe == known.recipe


def test_a_publication_that_was_taken_away_is_made_again(rooms: Rooms) -> None:
    rooms = replace(rooms, settings=QUICK)
    (first,) = drop(rooms, "een.json")
    folder = rooms.workspace.root / first.folder
    folder.rename(folder.with_name(".weg"))
    (second,) = drop(rooms, "twee.json")
    assert second.outcome is Result.PUBLISHED


@pytest.fixture
def beside(rooms: Rooms, tmp_path: Path) -> Rooms:
    """Another machine on the same inbox and outbox, with its own state and the same ledger."""
    workspace = Workspace(rooms.workspace.root, tmp_path / "andere staat")
    return Rooms(workspace, QUICK, Here(), (), SqlLedger.in_file(rooms.workspace.ledger))


def test_a_machine_leaves_the_work_of_another_alone(rooms: Rooms, beside: Rooms) -> None:
    rooms = replace(rooms, settings=QUICK)
    building = rooms.workspace.outbox / ".nieuw-20261124T101530-ab12cd34ef567890"
    returning = rooms.workspace.returned / ".20261124T101530-ab12cd34ef567890.nieuw"
    building.mkdir()
    returning.write_bytes(b"half")
    (outcome,) = drop(beside, "een.json")
    assert outcome.outcome is Result.PUBLISHED
    assert building.exists()
    assert returning.exists()
    (twin,) = drop(rooms, "twee.json")
    assert (twin.outcome, twin.folder) == (Result.DUPLICATE, outcome.folder)


def test_a_twin_on_another_machine_waits_while_the_first_is_placed(
    rooms: Rooms, beside: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first rests between its look and its placing until the other asked for its turn, and longer than a look takes."""
    placing, asked, overtaken = threading.Event(), threading.Event(), threading.Event()
    place, turn = publish.place, beside.ledger.turn

    def slowly(*given: Any) -> publish.Placed:
        if placing.is_set():
            overtaken.set()
        else:
            placing.set()
            assert asked.wait(60)
            overtaken.wait(0.5)
        return place(*given)

    def asking(recipe: str) -> AbstractContextManager[Turn]:
        asked.set()
        return turn(recipe)

    monkeypatch.setattr(publish, "place", slowly)
    monkeypatch.setattr(beside.ledger, "turn", asking)
    taken = []
    for one, name in ((rooms, "een.json"), (beside, "twee.json")):
        dropped = one.workspace.inbox / name
        dropped.write_bytes(filled("advies"))
        claimed = intake.claim(dropped, one.workspace)
        assert claimed
        taken.append(claimed)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(lambda: list(handle(rooms, [taken[0]])))
        assert placing.wait(60)
        second = pool.submit(lambda: list(handle(beside, [taken[1]])))
        ends = [outcome.outcome for end in (first, second) for _, outcome in filter(None, end.result())]
    assert ends == [Result.PUBLISHED, Result.DUPLICATE]
    assert len(list(publish.manifests(rooms.workspace.outbox))) == 1
