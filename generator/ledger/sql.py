"""The ledger in a database, through SQLAlchemy Core: SQLite in a file."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateIndex, CreateTable

from generator.files import disk_faults
from generator.ledger.entry import Delay, Entry
from generator.ledger.faults import ledger_fault, ledger_faults
from generator.ledger.tables import DELAY, ENTRY, VERSION, delay_of, delay_values, entry_of, stored, values
from generator.model import Result
from generator.permissions import PRIVATE_FILE, PRIVATE_FOLDER, make_folder

_SCHEMA = 3
_NEWEST_FIRST = (ENTRY.c.at.desc(), ENTRY.c.number.desc())
_BUSY_SECONDS = 30.0


class SqlLedger:
    """A :class:`~generator.ledger.entry.Ledger` behind a database URL (``sqlite:///C:/werk/ledger.sqlite`` or a URL value)."""

    def __init__(self, url: str | URL, *, busy_seconds: float = _BUSY_SECONDS) -> None:
        """Open the database and make its tables where there are none.

        ``busy_seconds`` is how long to wait for another program. Raises OperatorFault ``LEDGER-…``.
        """
        with ledger_faults():
            self._engine = _engine(url, busy_seconds)
            _prepare(self._engine)

    @classmethod
    def in_file(cls, path: Path, *, busy_seconds: float = _BUSY_SECONDS) -> "SqlLedger":
        """Open the ledger in a SQLite file, made with its folder where it is missing."""
        with disk_faults("de werkmap"):
            make_folder(path.parent, PRIVATE_FOLDER)
            if not path.exists():
                path.touch(mode=PRIVATE_FILE)
        return cls(URL.create("sqlite", database=str(path.absolute())), busy_seconds=busy_seconds)

    @classmethod
    def to_read(cls, path: Path, *, busy_seconds: float = _BUSY_SECONDS) -> "SqlLedger":
        """Open the ledger in a SQLite file to look at it: nothing is made, brought up to date or written.

        Raises OperatorFault as opening does, and ``LEDGER-OUDER`` for one that still has to be brought up to date.
        """
        ledger = cls.__new__(cls)
        query = {"mode": "ro", "uri": "true"}
        with ledger_faults():
            ledger._engine = _engine(
                URL.create("sqlite", database=path.absolute().as_uri(), query=query), busy_seconds
            )
            _look(ledger._engine)
        return ledger

    def record(self, entry: Entry) -> None:
        """Keep an outcome, durably; see the protocol."""
        with ledger_faults(), self._engine.begin() as connection:
            connection.execute(delete(ENTRY).where(ENTRY.c.job == entry.job))
            connection.execute(insert(ENTRY).values(values(entry)))
            if entry.outcome is not Result.FAILED:
                connection.execute(delete(DELAY).where(DELAY.c.sha256 == entry.sha256))

    def withdraw(self, job: str) -> None:
        """Forget the outcome of a job."""
        with ledger_faults(), self._engine.begin() as connection:
            connection.execute(delete(ENTRY).where(ENTRY.c.job == job))

    def published(self, recipe: str) -> tuple[str, ...]:
        """List the folders of all publications with this recipe."""
        wanted = (ENTRY.c.recipe == recipe, ENTRY.c.outcome == Result.PUBLISHED.value)
        query = select(ENTRY.c.folder).where(*wanted).order_by(*_NEWEST_FIRST)
        with ledger_faults(), self._engine.connect() as connection:
            return tuple(connection.execute(query).scalars())

    def was_returned(self, sha256: str) -> bool:
        """Tell whether a file with these bytes ever went back to its filler."""
        same = or_(ENTRY.c.sha256 == sha256, ENTRY.c.returned == sha256)
        wanted = (same, ENTRY.c.outcome == Result.REJECTED.value)
        query = select(ENTRY.c.number).where(*wanted).limit(1)
        with ledger_faults(), self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def entries(self, limit: int) -> tuple[Entry, ...]:
        """List at most ``limit`` entries, newest first."""
        query = select(ENTRY).order_by(*_NEWEST_FIRST).limit(limit)
        with ledger_faults(), self._engine.connect() as connection:
            return tuple(map(entry_of, connection.execute(query)))

    def counts(self, since: datetime) -> Mapping[Result, int]:
        """Count the outcomes from a moment on; see the protocol."""
        query = select(ENTRY.c.outcome, func.count()).where(ENTRY.c.at >= stored(since))
        with ledger_faults(), self._engine.connect() as connection:
            rows = connection.execute(query.group_by(ENTRY.c.outcome))
            return {Result(outcome): count for outcome, count in rows}

    def rebuild(self, publications: Iterable[Entry]) -> int:
        """Replace all publications by these in one transaction; returns how many there are."""
        rows = [values(entry) for entry in sorted(publications, key=lambda entry: entry.at)]
        with ledger_faults(), self._engine.begin() as connection:
            connection.execute(delete(ENTRY).where(ENTRY.c.outcome == Result.PUBLISHED.value))
            for row in rows:
                connection.execute(delete(ENTRY).where(ENTRY.c.job == row["job"]))
                connection.execute(insert(ENTRY).values(row))
        return len(rows)

    def delay(self, delay: Delay) -> None:
        """Keep that a file waits for the operator; see the protocol."""
        with ledger_faults(), self._engine.begin() as connection:
            connection.execute(delete(DELAY).where(DELAY.c.sha256 == delay.sha256))
            connection.execute(insert(DELAY).values(delay_values(delay)))

    def delays(self) -> tuple[Delay, ...]:
        """List the files that wait for the operator, the one that waits longest first."""
        query = select(DELAY).order_by(DELAY.c.first, DELAY.c.sha256)
        with ledger_faults(), self._engine.connect() as connection:
            return tuple(map(delay_of, connection.execute(query)))

    def forget_delay(self, sha256: str) -> None:
        """End the delay of a file that is no longer there."""
        with ledger_faults(), self._engine.begin() as connection:
            connection.execute(delete(DELAY).where(DELAY.c.sha256 == sha256))

    def forget(self, dossier: str, jobs: Collection[str] = ()) -> tuple[Entry, ...]:
        """Remove all that is known of one dossier and of these jobs; see the protocol."""
        of_dossier = or_(ENTRY.c.dossier == dossier, ENTRY.c.job.in_(jobs))
        with ledger_faults(), self._engine.begin() as connection:
            gone = tuple(map(entry_of, connection.execute(select(ENTRY).where(of_dossier))))
            files = {entry.sha256 for entry in gone}
            connection.execute(delete(DELAY).where(DELAY.c.sha256.in_(files)))
            connection.execute(delete(ENTRY).where(of_dossier))
        return gone

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def set_aside(path: Path) -> Path:
    """Rename a damaged SQLite ledger, so that a new one can be made; returns its new path.

    The journal goes with it: beside a new file SQLite would play it back. Raises OperatorFault.
    """
    with disk_faults("de werkmap"):
        aside = path.with_name(f"{path.name}.beschadigd-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
        for ending in ("-journal", "-wal", "-shm", ""):
            part = path.with_name(f"{path.name}{ending}")
            if part.exists():
                part.rename(aside.with_name(f"{aside.name}{ending}"))
    return aside


def _engine(url: str | URL, busy_seconds: float) -> Engine:
    # No pool: a connection belongs to one call, so threads and processes share nothing.
    engine = create_engine(
        url, hide_parameters=True, poolclass=NullPool, connect_args={"timeout": busy_seconds}
    )
    event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: Any, record: object) -> None:
    """A commit that returned survives a power cut. WAL stays off: it does not work on a share.

    What is removed gets zeroes in its place: a name that was purged cannot be read back from the file.
    """
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")


def _prepare(engine: Engine) -> None:
    with engine.begin() as connection:
        if connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
            raise ledger_fault("LEDGER-BESCHADIGD")
        connection.execute(CreateTable(VERSION, if_not_exists=True))
        if _version(connection) > _SCHEMA:
            raise ledger_fault("LEDGER-NIEUWER")
        for table in (ENTRY, DELAY):
            connection.execute(CreateTable(table, if_not_exists=True))
        _upgrade(connection)
        for index in ENTRY.indexes:
            connection.execute(CreateIndex(index, if_not_exists=True))


def _look(engine: Engine) -> None:
    with engine.connect() as connection:
        if connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
            raise ledger_fault("LEDGER-BESCHADIGD")
        found = inspect(connection).has_table(VERSION.name)
        version = connection.execute(select(VERSION.c.version)).scalar() if found else 0
        if version != _SCHEMA:
            raise ledger_fault("LEDGER-NIEUWER" if (version or 0) > _SCHEMA else "LEDGER-OUDER")


def _version(connection: Connection) -> int:
    found = connection.execute(select(VERSION.c.version)).scalar()
    if found is None:
        try:
            connection.execute(insert(VERSION).values(version=_SCHEMA))
        except IntegrityError:  # another process made the tables at the same time
            return _SCHEMA
    return found or _SCHEMA


def _upgrade(connection: Connection) -> None:
    """Bring the tables of an older program up to date."""
    if _version(connection) == _SCHEMA:
        return
    if "returned" not in {column["name"] for column in inspect(connection).get_columns(ENTRY.name)}:
        connection.exec_driver_sql("ALTER TABLE entry ADD COLUMN returned VARCHAR(64) NOT NULL DEFAULT ''")
    connection.execute(update(VERSION).values(version=_SCHEMA))
