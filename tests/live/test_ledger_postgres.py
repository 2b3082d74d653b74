"""What is peculiar to the ledger on a PostgreSQL server: one that is away, full, of another version, or refuses."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from generator.errors import OperatorFault
from generator.ledger import Entry, SqlLedger
from generator.model import Result
from tests.live.postgres import PASSWORD, Server

pytestmark = pytest.mark.live

ENTRY = Entry("a", datetime(2026, 11, 24, tzinfo=UTC), "Jan Peeters.pdf", "a" * 64, Result.PUBLISHED)


@pytest.fixture
def url(postgres: Server) -> str:
    return postgres.database()


@pytest.fixture
def ledger(url: str) -> Iterator[SqlLedger]:
    opened = SqlLedger(url)
    yield opened
    opened.close()


def code_of(call: object) -> str:
    assert callable(call)
    with pytest.raises(OperatorFault) as caught:
        call()
    told = f"{caught.value!r}{caught.value.__cause__!r}"
    assert "Peeters" not in told
    assert PASSWORD.partition("%")[0] not in told
    return caught.value.code


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_a_server_that_restarts_between_two_calls(postgres: Server, ledger: SqlLedger, how: str) -> None:
    ledger.record(ENTRY)
    postgres.stop(how)
    postgres.start()
    ledger.record(replace(ENTRY, job="b"))
    assert {one.job for one in ledger.entries(10)} == {"a", "b"}


def test_a_server_that_is_away_is_waited_for(postgres: Server, ledger: SqlLedger) -> None:
    postgres.stop()
    back = threading.Timer(1.0, postgres.start)
    back.start()
    ledger.record(ENTRY)
    back.join()
    assert len(ledger.entries(10)) == 1


def test_a_server_that_stays_away(postgres: Server, url: str) -> None:
    ledger = SqlLedger(url, busy_seconds=0.5)
    postgres.stop()
    try:
        assert code_of(lambda: ledger.record(ENTRY)) == "LEDGER-WEG"
        assert code_of(lambda: SqlLedger(url, busy_seconds=0.1)) == "LEDGER-WEG"
    finally:
        postgres.start()
    ledger.record(ENTRY)
    ledger.close()


def test_a_turn_whose_server_crashed_is_recorded_all_the_same(postgres: Server, ledger: SqlLedger) -> None:
    with ledger.turn("r") as turn:
        turn.record(replace(ENTRY, recipe="r", folder="stands"))
        postgres.stop("immediate")
        postgres.start()
    assert ledger.published("r") == ("stands",)
    with ledger.turn("r") as turn:
        assert turn.published() == ("stands",)


def test_a_turn_that_is_held_too_long(url: str, ledger: SqlLedger) -> None:
    other = SqlLedger(url, busy_seconds=0.3)
    with ledger.turn("r"):
        assert code_of(lambda: other.turn("r").__enter__()) == "LEDGER-BEZET"
        other.record(ENTRY)  # nobody else is held up
    other.close()


@pytest.mark.parametrize(
    ("name", "password"), [("nowhere", PASSWORD), ("postgres", f"{PASSWORD.partition('%')[0]}-fout")]
)
def test_a_server_that_knows_us_not(postgres: Server, name: str, password: str) -> None:
    url = postgres.url(name, password)
    assert code_of(lambda: SqlLedger(url, busy_seconds=0.1)) == "LEDGER-WEG"


def test_a_server_that_may_only_be_read(postgres: Server, url: str, ledger: SqlLedger) -> None:
    name = url.rpartition("/")[2]
    postgres.asked(url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    reader = SqlLedger(url)
    assert code_of(lambda: reader.record(ENTRY)) == "LEDGER-SCHIJF"
    reader.close()


def test_a_server_whose_disk_is_full(postgres: Server, url: str, ledger: SqlLedger) -> None:
    fill = "RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'"
    body = f"CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN {fill.replace(chr(39), chr(39) * 2)}; END'"
    postgres.asked(url, body)
    postgres.asked(url, "CREATE TRIGGER full_disk BEFORE INSERT ON entry EXECUTE FUNCTION full_disk()")
    assert code_of(lambda: ledger.record(ENTRY)) == "LEDGER-SCHIJF"


def test_a_table_that_is_not_ours(postgres: Server, url: str, ledger: SqlLedger) -> None:
    postgres.asked(url, "DROP TABLE entry")
    assert code_of(lambda: ledger.record(ENTRY)) == "LEDGER-FOUT"


def test_other_versions(postgres: Server, url: str, ledger: SqlLedger) -> None:
    ledger.record(ENTRY)
    postgres.asked(url, "DROP INDEX ix_entry_returned")
    postgres.asked(url, "ALTER TABLE entry DROP COLUMN returned")
    postgres.asked(url, "DROP TABLE turn")
    postgres.asked(url, "UPDATE ledger_schema SET version = 1")
    for _ in range(2):
        upgraded = SqlLedger(url)
        assert upgraded.entries(10) == (ENTRY,)
        upgraded.close()
    postgres.asked(url, "UPDATE ledger_schema SET version = version + 1")
    assert code_of(lambda: SqlLedger(url)) == "LEDGER-NIEUWER"


def test_moments_stand_in_utc_whatever_the_zone_of_the_server(
    postgres: Server, url: str, ledger: SqlLedger
) -> None:
    postgres.asked(url, f"ALTER DATABASE {url.rpartition('/')[2]} SET timezone = 'Pacific/Auckland'")
    again = SqlLedger(url)
    again.record(ENTRY)
    assert postgres.asked(url, "SELECT at FROM entry") == [("2026-11-24T00:00:00.000000+00:00",)]
    assert again.entries(1)[0].at == ENTRY.at
    again.close()


def test_connections_are_kept_between_calls(postgres: Server, url: str, ledger: SqlLedger) -> None:
    for number in range(20):
        ledger.record(replace(ENTRY, job=f"{number}"))
    name = url.rpartition("/")[2]
    mine = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}' AND application_name = 'dossier'"
    assert postgres.asked(url, mine) == [(1,)]
