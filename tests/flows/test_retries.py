"""What the operator must mend first is tried again by itself, with pauses that outlive the program, and is never lost."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.errors import OperatorFault
from generator.flows import inbox, retries, watching
from generator.flows.retries import Retries, pause_after
from generator.ledger import Delay
from generator.model import Outcome, Result
from generator.watch import Scan
from generator.wiring import Rooms
from generator.workers import Task
from generator.workers.task import T
from tests.conftest import filled
from tests.flows.test_line import drop, due, names, once, only

HOUR = timedelta(hours=1)


FORM = b"{}"
"""It comes back once it can be read: quicker than a paper."""


class OutOfMemory:
    """Workers whose every task ends in a fault of the operator."""

    def run(self, tasks: Iterable[Task[T]]) -> Iterator[tuple[str, OperatorFault]]:
        for task in tasks:
            yield task.id, OperatorFault("WERK-GEHEUGEN", "Er is te weinig geheugen.")

    def begin(self) -> None:
        """Nothing to get ready."""

    def stop(self) -> None: ...

    def close(self) -> None: ...


def broken(rooms: Rooms) -> Rooms:
    """The same rooms, on a machine where nothing works."""
    return replace(rooms, workers=OutOfMemory())


def told(outcome: Outcome) -> tuple[Result, str, str]:
    return outcome.outcome, outcome.file, outcome.findings[0].code if outcome.findings else ""


def test_the_pauses_grow_to_an_hour() -> None:
    minutes = [pause_after(tries).total_seconds() / 60 for tries in range(1, 7)]
    assert minutes == [1, 5, 15, 60, 60, 60]


def test_a_fault_of_the_operator_pauses_between_runs_until_it_is_mended(rooms: Rooms) -> None:
    drop(rooms, "map/a.json", FORM)
    before = datetime.now(UTC)
    assert told(only(once(broken(rooms)))) == (Result.FAILED, "map/a.json", "WERK-GEHEUGEN")
    (first,) = rooms.ledger.delays()
    assert (first.file, first.code, first.tries) == ("map/a.json", "WERK-GEHEUGEN", 1)
    assert before <= first.first <= datetime.now(UTC)
    assert first.next - first.first == timedelta(minutes=1)
    assert told(only(once(rooms))) == (Result.WAITING, "map/a.json", "WACHT-PAUZE")
    due(rooms)
    assert only(once(broken(rooms))).outcome is Result.FAILED
    (second,) = rooms.ledger.delays()
    assert (second.tries, second.first) == (2, first.first)
    assert second.next - datetime.now(UTC) > timedelta(minutes=4)
    due(rooms)
    assert only(once(rooms)).outcome is Result.REJECTED
    assert rooms.ledger.delays() == ()
    assert names(rooms.workspace.work) == []


def test_a_file_that_failed_for_two_days_is_parked_and_stays(rooms: Rooms) -> None:
    path = drop(rooms, "a.json", FORM)
    once(broken(rooms))
    (delay,) = rooms.ledger.delays()
    rooms.ledger.delay(replace(delay, first=delay.next - 48 * HOUR, tries=50))
    outcome = only(once(rooms))
    assert told(outcome) == (Result.WAITING, "a.json", "WACHT-GEPARKEERD")
    assert "50 keer mislukt" in outcome.findings[0].message
    assert path.read_bytes() == FORM
    assert rooms.ledger.delays()[0].parked


def changed(rooms: Rooms, path: Path) -> None:
    path.write_bytes(b"{ }")


def under_another_name(rooms: Rooms, path: Path) -> None:
    path.rename(path.with_name("b.json"))


@pytest.mark.parametrize("change", [changed, under_another_name])
def test_a_parked_file_that_is_dropped_anew_is_tried_at_once(rooms: Rooms, change: object) -> None:
    path = drop(rooms, "a.json", FORM)
    once(broken(rooms))
    (delay,) = rooms.ledger.delays()
    rooms.ledger.delay(replace(delay, first=delay.next - 48 * HOUR))
    assert callable(change)
    change(rooms, path)
    assert only(once(rooms)).outcome is Result.REJECTED
    assert rooms.ledger.delays() == ()


def test_process_tries_a_parked_file_at_once(rooms: Rooms) -> None:
    path = drop(rooms, "a.json", FORM)
    once(broken(rooms))
    assert only(inbox.process(rooms, [path])).outcome is Result.REJECTED
    assert rooms.ledger.delays() == ()
    assert only(once(rooms)).outcome is Result.REJECTED


def test_a_file_that_was_taken_away_no_longer_waits(rooms: Rooms) -> None:
    path = drop(rooms, "a.json", FORM)
    once(broken(rooms))
    path.unlink()
    assert once(rooms) == []
    assert rooms.ledger.delays() == ()


def test_a_fault_of_the_form_is_never_tried_again(rooms: Rooms) -> None:
    drop(rooms, "a.json", b"{}")
    assert only(once(rooms)).outcome is Result.REJECTED
    assert rooms.ledger.delays() == ()
    assert once(rooms) == []


def test_one_that_waits_holds_up_no_other(rooms: Rooms) -> None:
    drop(rooms, "a.json", FORM)
    once(broken(rooms))
    drop(rooms, "b.json", b"{ }")
    assert sorted(map(told, once(rooms)))[0][:2] == (Result.REJECTED, "b.json")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def seen(*paths: Path) -> Scan:
    return Scan((), paths, (), 0)


@pytest.mark.parametrize(
    ("next_try", "rests"), [(timedelta(days=36500), True), (timedelta(days=-1), False), (timedelta(0), False)]
)
def test_a_jump_of_the_wall_clock_makes_no_file_wait_beyond_its_pause(
    rooms: Rooms, clock: Clock, next_try: timedelta, rests: bool
) -> None:
    path = drop(rooms, "a.json", b"{}")
    digest = retries._digest(path)
    at = datetime.now(UTC) + next_try
    rooms.ledger.delay(Delay(digest, "a.json", "SCHIJF-VOL", at - timedelta(minutes=5), 2, at))
    known = Retries(rooms, clock)
    known.begin(seen(path))
    assert (known.resting(path) is not None) == rests
    clock.now += 299
    assert (known.resting(path) is not None) == rests
    clock.now += 1.1
    assert known.resting(path) is None


def test_within_one_process_only_the_monotonic_clock_counts(rooms: Rooms, clock: Clock) -> None:
    path = drop(rooms, "a.json", b"{}")
    known = Retries(rooms, clock)
    known.failed(path, retries._digest(path), "SCHIJF-FOUT")
    for pause in (60, 300, 900, 3600, 3600):
        clock.now += pause - 0.1
        assert known.resting(path)
        clock.now += 0.2
        assert known.resting(path) is None
        known.failed(path, retries._digest(path), "SCHIJF-FOUT")
    assert rooms.ledger.delays()[0].tries == 6


def test_a_running_watcher_sees_that_another_process_handled_a_parked_file(
    rooms: Rooms, clock: Clock
) -> None:
    path = drop(rooms, "a.json", FORM)
    other = drop(rooms, "b.json", b"{ }")
    now = datetime.now(UTC)
    for file in (path, other):
        first = now - 49 * HOUR
        rooms.ledger.delay(Delay(retries._digest(file), file.name, "SCHIJF-FOUT", first, 50, now))
    known = Retries(rooms, clock)
    known.begin(seen(path, other))
    assert only(inbox.process(rooms, [path])).outcome is Result.REJECTED
    clock.now += 59
    known.look(seen(path, other))
    assert known.resting(path)
    clock.now += 2
    known.look(seen(path, other))
    assert (known.resting(path), known.resting(other) is not None) == (None, True)


def test_the_same_bytes_dropped_once_more_are_tried_at_once(rooms: Rooms, clock: Clock) -> None:
    path = drop(rooms, "a.json", b"{}")
    known = Retries(rooms, clock)
    known.failed(path, retries._digest(path), "SCHIJF-FOUT")
    other = drop(rooms, "b.json", b"{}")
    known.look(seen(path, other))
    assert (known.resting(path) is not None, known.resting(other)) == (True, None)
    path.unlink()
    known.look(seen(other))
    drop(rooms, "a.json", b"{}")
    known.look(seen(path, other))
    assert known.resting(path) is None


def test_a_file_that_cannot_be_listed_for_a_while_keeps_its_pause(rooms: Rooms, clock: Clock) -> None:
    path = drop(rooms, "a.json", b"{}")
    known = Retries(rooms, clock)
    known.failed(path, retries._digest(path), "SCHIJF-FOUT")
    known.look(Scan((), (), (), 1))
    assert known.resting(path)
    assert len(rooms.ledger.delays()) == 1
    known.look(Scan((), (), (), 0))
    assert rooms.ledger.delays() == ()


def test_a_file_that_cannot_be_read_at_all_rests_too(rooms: Rooms, clock: Clock) -> None:
    path = drop(rooms, "a.json", b"{}")
    known = Retries(rooms, clock)
    known.failed(path, "", "SCHIJF-FOUT")
    assert known.resting(path)
    assert rooms.ledger.delays() == ()


def test_a_full_disk_is_a_pause_and_no_refusal(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.json", "b.json"):
        drop(rooms, name, FORM)
    outcomes: list[Outcome] = []
    with monkeypatch.context() as patched:
        patched.setattr("generator.intake.room._SPARE", 1 << 60)
        assert run(rooms, outcomes) == "SCHIJF-VOL"
    assert sorted(map(told, outcomes)) == [(Result.WAITING, f"{name}.json", "SCHIJF-VOL") for name in "ab"]
    assert names(rooms.workspace.inbox) == ["a.json", "b.json"]
    assert names(rooms.workspace.work) == []
    assert {outcome.outcome for outcome in once(rooms)} == {Result.REJECTED}


def run(rooms: Rooms, outcomes: list[Outcome]) -> str:
    """Run once; returns the code of what held it up, or nothing."""
    watch = rooms.settings.watch.model_copy(update={"quiet_seconds": 0.0})
    quick = replace(rooms, settings=rooms.settings.model_copy(update={"watch": watch}))
    try:
        for outcome in watching.watch_once(quick):
            outcomes.append(outcome)
    except OperatorFault as fault:
        return fault.code
    return ""


class Refusing:
    """A ledger of which some calls refuse, some times; all else is the real one."""

    def __init__(self, rooms: Rooms, call: str, times: int) -> None:
        self._ledger = rooms.ledger
        self._call = call
        self.left = times

    def __getattr__(self, name: str) -> object:
        if name == self._call and self.left > 0:
            self.left -= 1
            raise OperatorFault("LEDGER-BEZET", "Het register is bezet.")
        return getattr(self._ledger, name)


CALLS = ["record", "published", "withdraw", "delays", "delay", "was_returned"]


@pytest.mark.parametrize(
    ("call", "times"),
    [
        pytest.param(call, times, marks=() if (call, times) == ("record", 1) else pytest.mark.thorough)
        for call in CALLS
        for times in (1, 2, 3)
    ],
)
def test_a_ledger_that_refuses_loses_nothing_and_makes_nothing_twice(
    rooms: Rooms, call: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "_PAUSES", (timedelta(0),))
    drop(rooms, "a.json", filled("advies"))
    drop(rooms, "te-verbeteren/b.json", b"{}")
    refusing = Refusing(rooms, call, times)
    hampered = replace(rooms, ledger=refusing)  # type: ignore[arg-type]
    for _ in range(times + 2):
        assert run(hampered, []) in {"", "LEDGER-BEZET"}
    assert len(list(rooms.workspace.outbox.rglob("manifest.json"))) == 1
    assert names(rooms.workspace.work) == []
    assert names(rooms.workspace.inbox) == ["te-verbeteren/b.json", "te-verbeteren/b.json.fouten.txt"]
    ended = sorted(one.outcome for one in rooms.ledger.entries(9) if one.outcome is not Result.FAILED)
    assert ended == [Result.PUBLISHED, Result.REJECTED]
    assert refusing.left == 0 or call in {"withdraw", "delay"}
    assert rooms.ledger.delays() == ()


def test_no_name_of_a_file_or_person_in_the_log(rooms: Rooms, caplog: pytest.LogCaptureFixture) -> None:
    drop(rooms, "Jan Peeters.json", FORM)
    with caplog.at_level(logging.DEBUG):
        once(broken(rooms))
        once(rooms)
        due(rooms)
        once(rooms)
    assert "Peeters" not in caplog.text
