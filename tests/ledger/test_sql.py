"""What is peculiar to the ledger in a SQLite file."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from generator.errors import OperatorFault
from generator.ledger import Entry, SqlLedger, set_aside
from generator.model import Result

ENTRY = Entry("a", datetime(2026, 11, 24, tzinfo=UTC), "Jan Peeters.pdf", "a" * 64, Result.PUBLISHED)


def test_no_wal_and_full_sync(tmp_path: Path) -> None:
    ledger = SqlLedger.in_file(tmp_path / "l.sqlite")
    with ledger._database._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    ledger.record(ENTRY)
    assert [path.name for path in tmp_path.iterdir()] == ["l.sqlite"]


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    path.write_bytes(b"this is no database, but a text of some length" * 100)
    with pytest.raises(OperatorFault) as caught:
        SqlLedger.in_file(path)
    assert caught.value.code == "LEDGER-BESCHADIGD"
    assert "dossier ledger rebuild" in caught.value.message


def test_a_database_with_a_hole(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    ledger = SqlLedger.in_file(path)
    for number in range(200):
        ledger.record(Entry(f"job {number}", ENTRY.at, "x.pdf", "a" * 64, Result.PUBLISHED))
    content = bytearray(path.read_bytes())
    content[-4096:] = b"\xff" * 4096  # a page that opening has no need to read
    path.write_bytes(content)
    with pytest.raises(OperatorFault) as caught:
        SqlLedger.in_file(path)
    assert caught.value.code == "LEDGER-BESCHADIGD"


def test_a_damaged_ledger_set_aside_makes_room(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    path.write_bytes(b"damaged" * 100)
    (tmp_path / "l.sqlite-journal").write_bytes(b"of the damaged one")
    aside = set_aside(path)
    assert aside.read_bytes() == b"damaged" * 100
    assert aside.with_name(f"{aside.name}-journal").exists()
    assert SqlLedger.in_file(path).entries(1) == ()


def test_a_ledger_of_a_newer_program(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    SqlLedger.in_file(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE ledger_schema SET version = 5")
    with pytest.raises(OperatorFault) as caught:
        SqlLedger.in_file(path)
    assert caught.value.code == "LEDGER-NIEUWER"


def test_a_ledger_that_somebody_holds_too_long(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    ledger = SqlLedger.in_file(path, busy_seconds=0.05)
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        for attempt in (
            lambda: ledger.record(ENTRY),
            lambda: ledger.entries(1),
            lambda: ledger.withdraw("a"),
        ):
            with pytest.raises(OperatorFault) as caught:
                attempt()
            assert caught.value.code == "LEDGER-BEZET"
            assert "Peeters" not in f"{caught.value!r}"
    ledger.record(ENTRY)
    assert len(ledger.entries(5)) == 1


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    ledger = SqlLedger.in_file(tmp_path / "l.sqlite")
    ledger.record(ENTRY)
    event.listen(ledger._database._engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count = 1"))
    large = Entry("b", ENTRY.at, "x" * 100_000, "a" * 64, Result.PUBLISHED)
    with pytest.raises(OperatorFault) as caught:
        ledger.record(large)
    assert caught.value.code == "LEDGER-SCHIJF"


def test_a_place_where_no_file_can_be(tmp_path: Path) -> None:
    (tmp_path / "l.sqlite").mkdir()
    with pytest.raises(OperatorFault) as caught:
        SqlLedger.in_file(tmp_path / "l.sqlite")
    assert caught.value.code == "LEDGER-SCHIJF"
    (tmp_path / "file").touch()
    with pytest.raises(OperatorFault) as caught:
        SqlLedger.in_file(tmp_path / "file" / "l.sqlite")
    assert caught.value.code == "SCHIJF-FOUT"


def test_a_table_that_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    ledger = SqlLedger.in_file(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE entry")
    with pytest.raises(OperatorFault) as caught:
        ledger.record(ENTRY)
    assert caught.value.code == "LEDGER-FOUT"
    assert "Peeters" not in f"{caught.value!r}{caught.value.__cause__!r}"


def test_a_ledger_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    SqlLedger.in_file(path).record(ENTRY)
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP INDEX ix_entry_returned")
        database.execute("ALTER TABLE entry DROP COLUMN returned")
        database.execute("UPDATE ledger_schema SET version = 1")
        database.commit()
    for _ in range(2):
        ledger = SqlLedger.in_file(path)
        assert ledger.entries(10) == (ENTRY,)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT version FROM ledger_schema").fetchall() == [(4,)]


def test_a_ledger_of_the_second_version_gets_a_place_for_delays(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    SqlLedger.in_file(path).record(ENTRY)
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE delay")
        database.execute("UPDATE ledger_schema SET version = 2")
        database.commit()
    ledger = SqlLedger.in_file(path)
    assert (ledger.entries(10), ledger.delays()) == ((ENTRY,), ())
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT version FROM ledger_schema").fetchall() == [(4,)]


def test_to_look_at_a_ledger_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "de staat #1?x=%20" / "l.sqlite"
    with pytest.raises(OperatorFault) as caught:
        SqlLedger.to_read(path)
    assert caught.value.code == "LEDGER-SCHIJF"
    assert not path.exists()
    SqlLedger.in_file(path).record(ENTRY)
    before = path.read_bytes()
    ledger = SqlLedger.to_read(path)
    assert (ledger.entries(10), ledger.delays()) == ((ENTRY,), ())
    with pytest.raises(OperatorFault):
        ledger.record(ENTRY)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE ledger_schema SET version = 2", "LEDGER-OUDER"),
        ("UPDATE ledger_schema SET version = 99", "LEDGER-NIEUWER"),
        ("DROP TABLE ledger_schema", "LEDGER-OUDER"),
    ],
)
def test_a_ledger_of_another_program_is_not_looked_into(tmp_path: Path, statement: str, code: str) -> None:
    path = tmp_path / "l.sqlite"
    SqlLedger.in_file(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)
    with pytest.raises(OperatorFault) as caught:
        SqlLedger.to_read(path)
    assert caught.value.code == code
