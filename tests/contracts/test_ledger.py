"""What every ledger promises."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest

from generator.ledger import Delay, Entry, Ledger, SqlLedger, Turn
from generator.model import Result

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Opener:
    """Opens one and the same ledger, from any process, and closes what was opened in this one."""

    def __init__(self, call: Callable[[], Ledger]) -> None:
        self._call = call
        self._opened: list[Ledger] = []

    def __call__(self) -> Ledger:
        self._opened.append(self._call())
        return self._opened[-1]

    def __reduce__(self) -> tuple[type["Opener"], tuple[Callable[[], Ledger]]]:
        return Opener, (self._call,)

    def close(self) -> None:
        for ledger in self._opened:
            ledger.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.live)])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    call = partial(SqlLedger.in_file, tmp_path / "de staat #1?x=%20" / "ledger.sqlite")
    if request.param == "postgresql":
        call = partial(SqlLedger, request.getfixturevalue("postgres").database())
    found = Opener(call)
    yield found
    found.close()


def entry(job: str, minutes: int = 0, outcome: Result = Result.PUBLISHED) -> Entry:
    return Entry(job, NOON + timedelta(minutes=minutes), f"{job}.pdf", "a" * 64, outcome)


def test_what_is_recorded_is_found_after_opening_anew(opener: Opener) -> None:
    whole = Entry(
        job="20261124T101530-ab12cd34",
        at=NOON + timedelta(microseconds=7),
        file="José & Zn. 'x' (2).pdf",
        sha256="b" * 64,
        outcome=Result.REJECTED,
        form="advies",
        dossier="KB-2026-00123",
        folder="outbox/dossiers/KB-2026-00123/2026-11-24 Advies",
        recipe="c" * 64,
        codes=("SV-14", "VELD-DATUM"),
        returned="d" * 64,
    )
    first = opener()
    first.record(whole)
    first.close()
    second = opener()
    assert second.entries(10) == (whole,)
    second.close()


def test_moments_are_kept_in_utc(opener: Opener) -> None:
    ledger = opener()
    brussels = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    ledger.record(replace(entry("a"), at=brussels))
    (found,) = ledger.entries(1)
    assert found.at == brussels
    assert found.at.utcoffset() == timedelta(0)


def test_newest_first_and_no_more_than_asked(opener: Opener) -> None:
    ledger = opener()
    for job, minutes in [("b", 2), ("a", 1), ("c", 3), ("d", 3)]:
        ledger.record(entry(job, minutes))
    assert [one.job for one in ledger.entries(10)] == ["d", "c", "b", "a"]
    assert [one.job for one in ledger.entries(2)] == ["d", "c"]


def test_a_job_has_one_outcome(opener: Opener) -> None:
    ledger = opener()
    ledger.record(entry("a", outcome=Result.FAILED))
    ledger.record(entry("a"))
    assert [one.outcome for one in ledger.entries(10)] == [Result.PUBLISHED]


def test_an_outcome_can_be_withdrawn(opener: Opener) -> None:
    ledger = opener()
    ledger.record(entry("a"))
    ledger.record(entry("b"))
    ledger.withdraw("a")
    ledger.withdraw("never there")
    assert [one.job for one in ledger.entries(10)] == ["b"]


def test_all_publications_of_a_recipe_newest_first(opener: Opener) -> None:
    ledger = opener()
    assert ledger.published("r") == ()
    ledger.record(replace(entry("new", 5), recipe="r", folder="new"))
    ledger.record(replace(entry("old", 1), recipe="r", folder="old"))
    ledger.record(replace(entry("other", 9), recipe="s", folder="other"))
    ledger.record(replace(entry("twin", 9, Result.DUPLICATE), recipe="r", folder="twin"))
    assert ledger.published("r") == ("new", "old")


def test_what_came_back_is_known_by_its_bytes(opener: Opener) -> None:
    ledger = opener()
    ledger.record(replace(entry("a", outcome=Result.REJECTED), sha256="1" * 64))
    ledger.record(replace(entry("b"), sha256="2" * 64))
    assert ledger.was_returned("1" * 64)
    assert not ledger.was_returned("2" * 64)


def test_rebuild_replaces_publications_and_nothing_else(opener: Opener) -> None:
    ledger = opener()
    for job, outcome in [("gone", Result.PUBLISHED), ("kept", Result.REJECTED), ("twin", Result.DUPLICATE)]:
        ledger.record(entry(job, outcome=outcome))
    ledger.record(entry("cut off", outcome=Result.FAILED))
    assert ledger.rebuild([entry("new", 9), entry("cut off", 8)]) == 2
    found = {one.job: one.outcome for one in ledger.entries(10)}
    assert found == {
        "new": Result.PUBLISHED,
        "cut off": Result.PUBLISHED,
        "kept": Result.REJECTED,
        "twin": Result.DUPLICATE,
    }
    assert ledger.rebuild([]) == 0


def test_a_rebuild_that_breaks_off_changes_nothing(opener: Opener) -> None:
    ledger = opener()
    ledger.record(entry("old"))

    def broken() -> list[Entry]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.rebuild(one for one in broken())
    assert [one.job for one in ledger.entries(10)] == ["old"]


def test_a_name_that_is_no_text_can_be_kept(opener: Opener) -> None:
    ledger = opener()
    ledger.record(replace(entry("a"), file="caf\udce9.pdf"))
    assert ledger.entries(1)[0].file == "caf?.pdf"


def _write(opener: Opener, writer: str, count: int) -> None:
    ledger = opener()
    for number in range(count):
        ledger.record(entry(f"{writer}-{number}"))
    ledger.close()


def test_several_threads_lose_nothing(opener: Opener) -> None:
    ledger = opener()

    def record(writer: int) -> None:
        for number in range(10):
            ledger.record(entry(f"{writer}-{number}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(record, range(8)))
    assert len(ledger.entries(1000)) == 80


@pytest.mark.thorough
def test_several_processes_make_and_fill_one_ledger(opener: Opener) -> None:
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as pool:
        for written in [pool.submit(_write, opener, f"w{writer}", 10) for writer in range(4)]:
            written.result()
    assert len(opener().entries(1000)) == 40


def test_a_twin_waits_for_its_turn_and_finds_what_was_done(opener: Opener) -> None:
    first, second = opener(), opener()
    order: list[str] = []

    def twin() -> None:
        with second.turn("r") as turn:
            order.append(f"second found {turn.published()}")

    with ThreadPoolExecutor(1) as pool:
        with first.turn("r") as turn:
            assert turn.published() == ()
            waiting = pool.submit(twin)
            assert not wait([waiting], timeout=0.3).done
            order.append("first")
            turn.record(replace(entry("a"), recipe="r", folder="new"))
        waiting.result()
    assert order == ["first", "second found ('new',)"]
    assert first.entries(10) == (replace(entry("a"), recipe="r", folder="new"),)


def _record_and_fail(turn: Turn) -> None:
    turn.record(replace(entry("a"), recipe="r"))
    raise KeyError


def test_a_turn_that_fails_keeps_nothing_and_lets_the_next_go(opener: Opener) -> None:
    ledger = opener()
    with pytest.raises(KeyError), ledger.turn("r") as turn:
        _record_and_fail(turn)
    with ledger.turn("r") as turn:
        assert turn.published() == ()
    assert ledger.entries(10) == ()


def test_a_recorded_turn_ends_a_delay(opener: Opener) -> None:
    ledger = opener()
    ledger.delay(Delay("a" * 64, "a.pdf", "SCHIJF-VOL", NOON, 1, NOON))
    with ledger.turn("r") as turn:
        turn.record(entry("a"))
    assert ledger.delays() == ()


def _hold(opener: Opener, told: Path) -> None:
    with opener().turn("r"):
        told.touch()
        time.sleep(600)


def test_a_turn_ends_with_the_process_that_has_it(opener: Opener, tmp_path: Path) -> None:
    told = tmp_path / "told"
    holder = multiprocessing.get_context("spawn").Process(target=_hold, args=(opener, told), daemon=True)
    holder.start()
    while not told.exists() and holder.is_alive():
        time.sleep(0.02)
    ledger, turns = opener(), ExitStack()
    with ThreadPoolExecutor(1) as pool, turns:
        entering = pool.submit(turns.enter_context, ledger.turn("r"))
        assert not wait([entering], timeout=0.2).done
        holder.kill()
        turn = entering.result(timeout=20)
        assert turn.published() == ()
    holder.join()


def test_what_is_published_while_the_outbox_is_read_stays(opener: Opener) -> None:
    ledger = opener()
    ledger.record(entry("gone"))

    def read() -> Iterator[Entry]:
        yield entry("found")
        ledger.record(entry("meanwhile"))

    assert ledger.rebuild(read()) == 1
    assert {one.job for one in ledger.entries(10)} == {"found", "meanwhile"}


def test_a_copy_with_its_faults_marked_is_known_as_returned(opener: Opener) -> None:
    ledger = opener()
    ledger.record(replace(entry("a", outcome=Result.REJECTED), sha256="1" * 64, returned="2" * 64))
    ledger.record(replace(entry("b"), sha256="3" * 64, returned="4" * 64))
    assert [ledger.was_returned(digit * 64) for digit in "12345"] == [True, True, False, False, False]


def delay(digit: str, minutes: int = 0) -> Delay:
    first = NOON + timedelta(minutes=minutes)
    return Delay(digit * 64, f"maandag/{digit}.pdf", "SCHIJF-VOL", first, 1, first + timedelta(minutes=1))


def test_what_waits_for_the_operator_is_kept_longest_first(opener: Opener) -> None:
    first = opener()
    for one in (delay("2", 2), delay("1", 1), delay("3", 3)):
        first.delay(one)
    first.close()
    second = opener()
    assert second.delays() == (delay("1", 1), delay("2", 2), delay("3", 3))
    again = replace(delay("2", 2), code="PDF-MOTOR", tries=2, next=NOON + timedelta(hours=1, microseconds=7))
    second.delay(again)
    assert second.delays() == (delay("1", 1), again, delay("3", 3))


def test_a_delay_in_summer_time_and_with_a_name_that_is_no_text(opener: Opener) -> None:
    ledger = opener()
    brussels = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    ledger.delay(replace(delay("1"), file="caf\udce9.pdf", first=brussels, next=brussels))
    (found,) = ledger.delays()
    assert (found.file, found.first, found.next) == ("caf?.pdf", brussels, brussels)


@pytest.mark.parametrize("outcome", list(Result))
def test_any_other_outcome_than_failed_ends_the_delay_of_those_bytes(opener: Opener, outcome: Result) -> None:
    ledger = opener()
    ledger.delay(delay("1"))
    ledger.delay(delay("2"))
    ledger.record(replace(entry("a", outcome=outcome), sha256="1" * 64))
    waiting = [delay("1"), delay("2")] if outcome is Result.FAILED else [delay("2")]
    assert list(ledger.delays()) == waiting


def test_the_delay_of_a_file_that_is_gone_can_be_forgotten(opener: Opener) -> None:
    ledger = opener()
    ledger.delay(delay("1"))
    ledger.delay(delay("2"))
    ledger.forget_delay("1" * 64)
    ledger.forget_delay("9" * 64)
    assert ledger.delays() == (delay("2"),)


def test_a_file_is_parked_after_48_hours() -> None:
    begun = delay("1")
    assert not replace(begun, next=begun.first + timedelta(hours=48, microseconds=-1)).parked
    assert replace(begun, next=begun.first + timedelta(hours=48)).parked


def test_outcomes_are_counted_from_a_moment_on(opener: Opener) -> None:
    ledger = opener()
    assert ledger.counts(NOON) == {}
    for job, minutes, outcome in [
        ("a", -1, Result.PUBLISHED),
        ("b", 0, Result.PUBLISHED),
        ("c", 2, Result.PUBLISHED),
        ("d", 1, Result.REJECTED),
    ]:
        ledger.record(entry(job, minutes, outcome))
    brussels = NOON.astimezone(timezone(timedelta(hours=2)))
    assert ledger.counts(brussels) == {Result.PUBLISHED: 2, Result.REJECTED: 1}


def test_all_that_is_known_of_a_dossier_can_be_forgotten(opener: Opener, tmp_path: Path) -> None:
    ledger = opener()
    mine = replace(entry("a"), dossier="KB-2026-00001", file="Van den Broeck.pdf", sha256="1" * 64)
    ledger.record(mine)
    ledger.record(replace(entry("b"), dossier="KB-2026-00002", sha256="2" * 64))
    ledger.delay(delay("1"))
    ledger.delay(delay("2"))
    rejected = replace(entry("c", -1, Result.REJECTED), file="Van den Broeck.xlsx")
    ledger.record(rejected)
    assert ledger.forget("KB-2026-00001", ["c"]) == (mine, rejected)
    assert [one.job for one in ledger.entries(10)] == ["b"]
    assert ledger.delays() == (delay("2"),)
    assert ledger.forget("KB-2026-00001") == ()
    for left in tmp_path.rglob("*"):
        assert left.is_dir() or b"Van den Broeck" not in left.read_bytes()
