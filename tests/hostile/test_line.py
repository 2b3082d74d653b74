"""A file that kills, chokes or holds its worker: one clear reason for its filler, and the queue goes on."""

import multiprocessing
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.flows import watching
from generator.ledger import SqlLedger
from generator.model import Outcome, Result, Workspace
from generator.sections import Watch, Workers
from generator.settings import Settings
from generator.wiring import Rooms
from generator.workers import Killable
from tests.conftest import filled
from tests.formats.pdfs import pdf, text
from tests.hostile.poison import CLEANING, DIE, EAT, HANG, JUDGING, MAKING, NEST, READING, prepare


@pytest.fixture(scope="module")
def killable() -> Iterator[Killable]:
    """A worker that has loaded what it needs before a task: its time limit is for the task alone, also on a slow machine."""
    workers = Killable(1, prepare, preload=["generator.flows.warming"])
    yield workers
    workers.close()


@pytest.fixture
def hostile(workspace: Workspace, killable: Killable) -> Iterator[Rooms]:
    """Rooms whose workers obey the words in a form."""
    ledger = SqlLedger.in_file(workspace.ledger)
    yield Rooms(workspace, Settings(watch=Watch(quiet_seconds=0.0)), killable, (), ledger)
    ledger.close()


def drop(rooms: Rooms, seed: int, words: str) -> str:
    name = f"{words or 'goed'}-{seed}.json"
    (rooms.workspace.inbox / name).write_bytes(
        filled("screening_activering", seed=seed, interesses=f"Muziek en tuinieren. {words}")
    )
    return name


def hurried(rooms: Rooms) -> Rooms:
    """The same rooms, where a task that hangs is soon given up."""
    return replace(rooms, settings=rooms.settings.model_copy(update={"workers": Workers(time_limit=5.0)}))


def watched(rooms: Rooms) -> dict[str, Outcome]:
    return {outcome.file: outcome for outcome in watching.watch_once(rooms)}


REASONS = {
    f"{READING}-{DIE}": "BESTAND-BESCHADIGD",
    f"{READING}-{EAT}": "BESTAND-TE-ZWAAR",
    f"{READING}-{NEST}": "BESTAND-TE-ZWAAR",
}
SLOW = {
    f"{READING}-{DIE}": "BESTAND-BESCHADIGD",
    f"{READING}-{HANG}": "BESTAND-TE-ZWAAR",
    f"{JUDGING}-{DIE}": "BESTAND-BESCHADIGD",
}


@pytest.mark.parametrize("reasons", [REASONS, pytest.param(SLOW, marks=pytest.mark.thorough)])
def test_each_bad_file_ends_with_its_reason_and_its_neighbours_are_unharmed(
    hostile: Rooms, reasons: dict[str, str]
) -> None:
    bad = {drop(hostile, seed, words): words for seed, words in enumerate(reasons, start=20)}
    good = [drop(hostile, seed, "") for seed in range(40, 42)]
    content = {name: (hostile.workspace.inbox / name).read_bytes() for name in bad}
    outcomes = watched(hurried(hostile) if reasons is SLOW else hostile)
    assert set(outcomes) == {*bad, *good}
    for name, words in bad.items():
        assert outcomes[name].outcome is Result.REJECTED, words
        assert [finding.code for finding in outcomes[name].findings] == [reasons[words]]
        (archived,) = hostile.workspace.archive.rglob(name)
        assert archived.read_bytes() == content[name]
        assert (hostile.workspace.returned / f"{name}.fouten.txt").exists()
    assert {outcomes[name].outcome for name in good} == {Result.PUBLISHED}
    assert_clean(hostile)
    assert watched(hostile) == {}, "what came back waits for its filler"


@pytest.mark.parametrize(
    "words",
    [
        f"{JUDGING}-{EAT}",
        f"{JUDGING}-{NEST}",
        f"{MAKING}-{EAT}",
        pytest.param(f"{MAKING}-{DIE}", marks=pytest.mark.thorough),
    ],
)
def test_what_goes_wrong_with_us_is_not_blamed_on_the_filler(hostile: Rooms, words: str) -> None:
    name = drop(hostile, 60, words)
    (outcome,) = watched(hostile).values()
    assert outcome.outcome is Result.FAILED
    assert outcome.findings[0].code.startswith("WERK-")
    assert (hostile.workspace.inbox / name).exists()
    assert_clean(hostile)


@pytest.mark.parametrize("what", [EAT, NEST])
def test_an_attachment_that_cannot_be_cleaned_comes_back(hostile: Rooms, what: str) -> None:
    content = pdf(text("naam", f"{CLEANING}-{what}"))
    (hostile.workspace.inbox / "KB-2026-00001 loonfiche.pdf").write_bytes(content)
    (outcome,) = watched(hostile).values()
    assert outcome.outcome is Result.REJECTED
    assert [finding.code for finding in outcome.findings] == ["BESTAND-TE-ZWAAR"]
    assert_clean(hostile)


def assert_clean(rooms: Rooms) -> None:
    """No job, no temporary file of a worker that is gone, no process beside the workers themselves."""
    assert list(rooms.workspace.work.iterdir()) == []
    alive = {str(child.pid) for child in multiprocessing.active_children()}
    mine = [folder for folder in Path(tempfile.gettempdir()).glob("dossier-werk-*/*") if folder.name in alive]
    assert all(not list(folder.iterdir()) for folder in mine)
