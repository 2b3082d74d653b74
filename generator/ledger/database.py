"""The database behind the ledger: how it is opened, what it must have, and work that is done again where that helps."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateIndex, CreateTable

from generator.errors import OperatorFault
from generator.ledger.faults import ledger_fault, ledger_faults
from generator.ledger.tables import DELAY, ENTRY, TURN, VERSION

T = TypeVar("T")

SCHEMA = 4
_POSTGRES = "postgresql"
_PORT = 5432
_MAKING_TABLES = 0x646F7373  # any number that nothing else in the database locks by
_PASSING = frozenset({"LEDGER-BEZET", "LEDGER-WEG"})
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 2.0


class Database:
    """One database, SQLite or PostgreSQL, by its URL; safe for several threads.

    ``patience`` is how many seconds to wait for another program, or for a server that is away. Opening makes the tables
    where there are none; ``to_read`` makes nothing. Raises OperatorFault ``LEDGER-…``.
    """

    def __init__(self, url: str | URL, patience: float, *, to_read: bool = False) -> None:
        with ledger_faults():
            self._engine = _engine(make_url(url), patience)
        self._patience = patience
        try:
            self.run(_look if to_read else _prepare)
        except OperatorFault:
            self.close()
            raise

    def run(self, work: Callable[[Connection], T]) -> T:
        """Do work in one transaction, and all of it again when somebody was in the way or the server went away.

        So ``work`` must leave the same state when it is done twice: its end may have been kept without our hearing so.
        """

        def whole() -> T:
            with self._engine.begin() as connection:
                return work(connection)

        return self._insisting(whole)

    @contextmanager
    def open(self, first: Callable[[Connection], None]) -> Iterator[Connection]:
        """Begin a transaction with ``first``, which is tried again as in ``run``; it is kept only by a ``commit``."""

        def begun() -> Connection:
            connection = self._engine.connect()
            try:
                first(connection)
            except BaseException:
                connection.close()
                raise
            return connection

        connection = self._insisting(begun)
        try:
            yield connection
        finally:
            with ledger_faults():
                connection.close()

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def _insisting(self, attempt: Callable[[], T]) -> T:
        until = time.monotonic() + self._patience
        pause = _FIRST_PAUSE
        while True:
            try:
                with ledger_faults():
                    return attempt()
            except OperatorFault as fault:
                if fault.code not in _PASSING or time.monotonic() + pause > until:
                    raise
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)


def place_of(url: str) -> str:
    """Where a database is, as far as its URL says: the same for two URLs that differ in user or options only."""
    told = make_url(url)
    host, port = told.host or told.query.get("host", ""), told.port or told.query.get("port", _PORT)
    return f"{str(host).casefold()}:{port}/{told.database or told.username}"


def _engine(url: URL, patience: float) -> Engine:
    if url.get_backend_name() == _POSTGRES:
        return _postgres(url, patience)
    # No pool: a connection belongs to one call, so threads and processes share nothing.
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool, connect_args={"timeout": patience})
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: Any, record: object) -> None:
    """A commit that returned survives a power cut. WAL stays off: it does not work on a share.

    What is removed gets zeroes in its place: a name that was purged cannot be read back from the file.
    """
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")


def _postgres(url: URL, patience: float) -> Engine:
    """Kept connections, each looked at before use. Both ends notice within half a minute that the other is gone.

    https://www.postgresql.org/docs/current/runtime-config-connection.html
    """
    heartbeat = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
    of_server = {
        "lock_timeout": max(1, round(patience * 1000)),
        **{f"tcp_{name}": value for name, value in heartbeat.items()},
    }
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 10,
            "application_name": "dossier",
            "options": " ".join(f"-c {name}={value}" for name, value in of_server.items()),
            **heartbeat,
        },
    )


def _prepare(connection: Connection) -> None:
    """Make or upgrade the tables; of several programs at once one does so and the others wait."""
    if connection.dialect.name == _POSTGRES:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MAKING_TABLES})
    _check(connection)
    version = _version(connection)
    if version == SCHEMA:
        return
    if version > SCHEMA:
        raise ledger_fault("LEDGER-NIEUWER")
    for table in (VERSION, ENTRY, DELAY, TURN):
        connection.execute(CreateTable(table, if_not_exists=True))
    _upgrade(connection)
    for index in ENTRY.indexes:
        connection.execute(CreateIndex(index, if_not_exists=True))
    if version:
        connection.execute(update(VERSION).values(version=SCHEMA))
    else:
        connection.execute(insert(VERSION).values(version=SCHEMA))


def _look(connection: Connection) -> None:
    """See that the tables are those of this program, without writing."""
    _check(connection)
    version = _version(connection)
    if not version and not inspect(connection).has_table(ENTRY.name):
        raise ledger_fault("LEDGER-LEEG")
    if version != SCHEMA:
        raise ledger_fault("LEDGER-NIEUWER" if version > SCHEMA else "LEDGER-OUDER")


def _check(connection: Connection) -> None:
    damaged = connection.dialect.name != _POSTGRES and (
        connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok"
    )
    if damaged:
        raise ledger_fault("LEDGER-BESCHADIGD")


def _version(connection: Connection) -> int:
    """The version of the tables that are there; 0 where there are none."""
    if not inspect(connection).has_table(VERSION.name):
        return 0
    return connection.execute(select(VERSION.c.version)).scalar() or 0


def _upgrade(connection: Connection) -> None:
    """Give the tables of an older program the columns that they lack."""
    if "returned" not in {column["name"] for column in inspect(connection).get_columns(ENTRY.name)}:
        connection.exec_driver_sql("ALTER TABLE entry ADD COLUMN returned VARCHAR(64) NOT NULL DEFAULT ''")
