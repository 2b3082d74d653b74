"""The ledger in a database, through SQLAlchemy Core: SQLite in a file."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    create_engine,
    delete,
    event,
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
from generator.model import Result
from generator.permissions import PRIVATE_FILE, PRIVATE_FOLDER, make_folder

_SCHEMA = 3
_META = MetaData()
_VERSION = Table("ledger_schema", _META, Column("version", Integer, primary_key=True, autoincrement=False))
_ENTRY = Table(
    "entry",
    _META,
    Column("number", Integer, primary_key=True),
    Column("job", String, nullable=False, unique=True),
    Column("at", String(32), nullable=False, index=True),
    Column("file", String, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("outcome", String(16), nullable=False),
    Column("form", String, nullable=False),
    Column("dossier", String, nullable=False),
    Column("folder", String, nullable=False),
    Column("recipe", String(64), nullable=False, index=True),
    Column("codes", String, nullable=False),
    Column("returned", String(64), nullable=False, index=True, server_default=""),
)
_DELAY = Table(
    "delay",
    _META,
    Column("sha256", String(64), primary_key=True),
    Column("file", String, nullable=False),
    Column("code", String, nullable=False),
    Column("first", String(32), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next", String(32), nullable=False),
)
_NEWEST_FIRST = (_ENTRY.c.at.desc(), _ENTRY.c.number.desc())
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

    def record(self, entry: Entry) -> None:
        """Keep an outcome, durably; see the protocol."""
        with ledger_faults(), self._engine.begin() as connection:
            connection.execute(delete(_ENTRY).where(_ENTRY.c.job == entry.job))
            connection.execute(insert(_ENTRY).values(_values(entry)))
            if entry.outcome is not Result.FAILED:
                connection.execute(delete(_DELAY).where(_DELAY.c.sha256 == entry.sha256))

    def withdraw(self, job: str) -> None:
        """Forget the outcome of a job."""
        with ledger_faults(), self._engine.begin() as connection:
            connection.execute(delete(_ENTRY).where(_ENTRY.c.job == job))

    def published(self, recipe: str) -> tuple[str, ...]:
        """List the folders of all publications with this recipe."""
        wanted = (_ENTRY.c.recipe == recipe, _ENTRY.c.outcome == Result.PUBLISHED.value)
        query = select(_ENTRY.c.folder).where(*wanted).order_by(*_NEWEST_FIRST)
        with ledger_faults(), self._engine.connect() as connection:
            return tuple(connection.execute(query).scalars())

    def was_returned(self, sha256: str) -> bool:
        """Tell whether a file with these bytes ever went back to its filler."""
        same = or_(_ENTRY.c.sha256 == sha256, _ENTRY.c.returned == sha256)
        wanted = (same, _ENTRY.c.outcome == Result.REJECTED.value)
        query = select(_ENTRY.c.number).where(*wanted).limit(1)
        with ledger_faults(), self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def entries(self, limit: int) -> tuple[Entry, ...]:
        """List at most ``limit`` entries, newest first."""
        query = select(_ENTRY).order_by(*_NEWEST_FIRST).limit(limit)
        with ledger_faults(), self._engine.connect() as connection:
            return tuple(map(_entry, connection.execute(query)))

    def rebuild(self, publications: Iterable[Entry]) -> int:
        """Replace all publications by these in one transaction; returns how many there are."""
        rows = [_values(entry) for entry in sorted(publications, key=lambda entry: entry.at)]
        with ledger_faults(), self._engine.begin() as connection:
            connection.execute(delete(_ENTRY).where(_ENTRY.c.outcome == Result.PUBLISHED.value))
            for row in rows:
                connection.execute(delete(_ENTRY).where(_ENTRY.c.job == row["job"]))
                connection.execute(insert(_ENTRY).values(row))
        return len(rows)

    def delay(self, delay: Delay) -> None:
        """Keep that a file waits for the operator; see the protocol."""
        with ledger_faults(), self._engine.begin() as connection:
            connection.execute(delete(_DELAY).where(_DELAY.c.sha256 == delay.sha256))
            connection.execute(insert(_DELAY).values(_delay_values(delay)))

    def delays(self) -> tuple[Delay, ...]:
        """List the files that wait for the operator, the one that waits longest first."""
        query = select(_DELAY).order_by(_DELAY.c.first, _DELAY.c.sha256)
        with ledger_faults(), self._engine.connect() as connection:
            return tuple(map(_delay, connection.execute(query)))

    def forget_delay(self, sha256: str) -> None:
        """End the delay of a file that is no longer there."""
        with ledger_faults(), self._engine.begin() as connection:
            connection.execute(delete(_DELAY).where(_DELAY.c.sha256 == sha256))

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
    """A commit that returned survives a power cut. WAL stays off: it does not work on a share."""
    connection.execute("PRAGMA synchronous = FULL")


def _prepare(engine: Engine) -> None:
    with engine.begin() as connection:
        if connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
            raise ledger_fault("LEDGER-BESCHADIGD")
        connection.execute(CreateTable(_VERSION, if_not_exists=True))
        if _version(connection) > _SCHEMA:
            raise ledger_fault("LEDGER-NIEUWER")
        for table in (_ENTRY, _DELAY):
            connection.execute(CreateTable(table, if_not_exists=True))
        _upgrade(connection)
        for index in _ENTRY.indexes:
            connection.execute(CreateIndex(index, if_not_exists=True))


def _version(connection: Connection) -> int:
    found = connection.execute(select(_VERSION.c.version)).scalar()
    if found is None:
        try:
            connection.execute(insert(_VERSION).values(version=_SCHEMA))
        except IntegrityError:  # another process made the tables at the same time
            return _SCHEMA
    return found or _SCHEMA


def _upgrade(connection: Connection) -> None:
    """Bring the tables of an older program up to date."""
    if _version(connection) == _SCHEMA:
        return
    if "returned" not in {column["name"] for column in inspect(connection).get_columns(_ENTRY.name)}:
        connection.exec_driver_sql("ALTER TABLE entry ADD COLUMN returned VARCHAR(64) NOT NULL DEFAULT ''")
    connection.execute(update(_VERSION).values(version=_SCHEMA))


def _stored(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _text(name: str) -> str:
    """File names of other systems can hold bytes that are no text; those become ``?``."""
    return name.encode(errors="replace").decode()


def _values(entry: Entry) -> dict[str, str]:
    return {
        "job": entry.job,
        "at": _stored(entry.at),
        "file": _text(entry.file),
        "sha256": entry.sha256,
        "outcome": entry.outcome.value,
        "form": entry.form,
        "dossier": entry.dossier,
        "folder": entry.folder,
        "recipe": entry.recipe,
        "codes": " ".join(entry.codes),
        "returned": entry.returned,
    }


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        job=row.job,
        at=datetime.fromisoformat(row.at),
        file=row.file,
        sha256=row.sha256,
        outcome=Result(row.outcome),
        form=row.form,
        dossier=row.dossier,
        folder=row.folder,
        recipe=row.recipe,
        codes=tuple(row.codes.split()),
        returned=row.returned,
    )


def _delay_values(delay: Delay) -> dict[str, str | int]:
    return {
        "sha256": delay.sha256,
        "file": _text(delay.file),
        "code": delay.code,
        "first": _stored(delay.first),
        "tries": delay.tries,
        "next": _stored(delay.next),
    }


def _delay(row: Row[Any]) -> Delay:
    return Delay(
        sha256=row.sha256,
        file=row.file,
        code=row.code,
        first=datetime.fromisoformat(row.first),
        tries=row.tries,
        next=datetime.fromisoformat(row.next),
    )
