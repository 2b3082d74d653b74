"""The ledger in a database, through SQLAlchemy Core: SQLite in a file, or PostgreSQL."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, delete, func, insert, or_, select

from generator.errors import OperatorFault
from generator.files import disk_faults
from generator.ledger.database import Database
from generator.ledger.entry import Delay, Entry
from generator.ledger.faults import ledger_faults
from generator.ledger.tables import DELAY, ENTRY, TURN, delay_of, delay_values, entry_of, entry_values, stored
from generator.model import Result
from generator.permissions import PRIVATE_FILE, PRIVATE_FOLDER, make_folder

_NEWEST_FIRST = (ENTRY.c.at.desc(), ENTRY.c.number.desc())
_BUSY_SECONDS = 30.0


class SqlLedger:
    """A :class:`~generator.ledger.entry.Ledger` behind a database URL (``postgresql+psycopg://server/dossier``).

    Several processes on several machines may share one; each opens it for itself.
    """

    def __init__(self, url: str | URL, *, busy_seconds: float = _BUSY_SECONDS) -> None:
        """Open the database and make its tables where there are none.

        ``busy_seconds`` is how long to wait for another program, or for a server that is away. Raises OperatorFault
        ``LEDGER-…``.
        """
        self._database = Database(url, busy_seconds)

    @classmethod
    def in_file(cls, path: Path, *, busy_seconds: float = _BUSY_SECONDS) -> "SqlLedger":
        """Open the ledger in a SQLite file, made with its folder where it is missing."""
        with disk_faults("de werkmap"):
            make_folder(path.parent, PRIVATE_FOLDER)
            if not path.exists():
                path.touch(mode=PRIVATE_FILE)
        return cls(URL.create("sqlite", database=str(path.absolute())), busy_seconds=busy_seconds)

    @classmethod
    def to_read(cls, where: Path | str, *, busy_seconds: float = _BUSY_SECONDS) -> "SqlLedger":
        """Open the ledger in a SQLite file, or at a URL, to look at it: nothing is made, brought up to date or written.

        Raises OperatorFault as opening does, ``LEDGER-OUDER`` for one that still has to be brought up to date, and
        ``LEDGER-LEEG`` where nobody made one yet.
        """
        url: str | URL = str(where)
        if isinstance(where, Path):
            query = {"mode": "ro", "uri": "true"}
            url = URL.create("sqlite", database=where.absolute().as_uri(), query=query)
        ledger = cls.__new__(cls)
        ledger._database = Database(url, busy_seconds, to_read=True)
        return ledger

    def record(self, entry: Entry) -> None:
        """Keep an outcome, durably; see the protocol."""
        self._database.run(lambda connection: _record(connection, entry))

    @contextmanager
    def turn(self, recipe: str) -> Iterator["SqlTurn"]:
        """Have a recipe to oneself; see the protocol.

        The row in ``turn`` is written and taken away in one transaction: a twin's own waits until that ends, and the
        database ends it when we are gone. SQLite knows no locks on rows: there all other writers wait.
        """

        def begin(connection: Connection) -> None:
            connection.execute(insert(TURN).values(recipe=recipe))

        with self._database.open(begin) as connection:
            mine = SqlTurn(connection, recipe)
            yield mine
            try:
                with ledger_faults():
                    for entry in mine.recorded:
                        _record(connection, entry)
                    connection.execute(delete(TURN).where(TURN.c.recipe == recipe))
                    connection.commit()
            except OperatorFault:
                connection.invalidate()
                kept = False
            else:
                kept = True
        if not kept:  # the turn is lost, but what was done in it is done
            for entry in mine.recorded:
                self.record(entry)

    def withdraw(self, job: str) -> None:
        """Forget the outcome of a job."""
        self._database.run(lambda connection: connection.execute(delete(ENTRY).where(ENTRY.c.job == job)))

    def published(self, recipe: str) -> tuple[str, ...]:
        """List the folders of all publications with this recipe."""
        return self._database.run(lambda connection: _published(connection, recipe))

    def was_returned(self, sha256: str) -> bool:
        """Tell whether a file with these bytes ever went back to its filler."""
        same = or_(ENTRY.c.sha256 == sha256, ENTRY.c.returned == sha256)
        wanted = (same, ENTRY.c.outcome == Result.REJECTED.value)
        query = select(ENTRY.c.number).where(*wanted).limit(1)
        return self._database.run(lambda connection: connection.execute(query).first() is not None)

    def entries(self, limit: int) -> tuple[Entry, ...]:
        """List at most ``limit`` entries, newest first."""
        query = select(ENTRY).order_by(*_NEWEST_FIRST).limit(limit)
        return self._database.run(lambda connection: tuple(map(entry_of, connection.execute(query))))

    def counts(self, since: datetime) -> Mapping[Result, int]:
        """Count the outcomes from a moment on; see the protocol."""
        of_late = select(ENTRY.c.outcome, func.count()).where(ENTRY.c.at >= stored(since))
        query = of_late.group_by(ENTRY.c.outcome)
        rows = self._database.run(lambda connection: connection.execute(query).all())
        return {Result(outcome): count for outcome, count in rows}

    def rebuild(self, publications: Iterable[Entry]) -> int:
        """Replace all publications by these in one transaction; returns how many there are.

        What is published while the outbox is read stays: rows are numbered as they come.
        """
        newest = select(func.max(ENTRY.c.number))
        upto = self._database.run(lambda connection: connection.execute(newest).scalar()) or 0
        rows = [entry_values(entry) for entry in sorted(publications, key=lambda entry: entry.at)]
        old = (ENTRY.c.outcome == Result.PUBLISHED.value, ENTRY.c.number <= upto)

        def replace(connection: Connection) -> None:
            connection.execute(delete(ENTRY).where(*old))
            for row in rows:
                connection.execute(delete(ENTRY).where(ENTRY.c.job == row["job"]))
                connection.execute(insert(ENTRY).values(row))

        self._database.run(replace)
        return len(rows)

    def delay(self, delay: Delay) -> None:
        """Keep that a file waits for the operator; see the protocol."""

        def replace(connection: Connection) -> None:
            connection.execute(delete(DELAY).where(DELAY.c.sha256 == delay.sha256))
            connection.execute(insert(DELAY).values(delay_values(delay)))

        self._database.run(replace)

    def delays(self) -> tuple[Delay, ...]:
        """List the files that wait for the operator, the one that waits longest first."""
        query = select(DELAY).order_by(DELAY.c.first, DELAY.c.sha256)
        return self._database.run(lambda connection: tuple(map(delay_of, connection.execute(query))))

    def forget_delay(self, sha256: str) -> None:
        """End the delay of a file that is no longer there."""
        gone = delete(DELAY).where(DELAY.c.sha256 == sha256)
        self._database.run(lambda connection: connection.execute(gone))

    def forget(self, dossier: str, jobs: Collection[str] = ()) -> tuple[Entry, ...]:
        """Remove all that is known of one dossier and of these jobs; see the protocol."""
        of_dossier = or_(ENTRY.c.dossier == dossier, ENTRY.c.job.in_(jobs))

        def remove(connection: Connection) -> tuple[Entry, ...]:
            gone = tuple(map(entry_of, connection.execute(select(ENTRY).where(of_dossier))))
            files = {entry.sha256 for entry in gone}
            connection.execute(delete(DELAY).where(DELAY.c.sha256.in_(files)))
            connection.execute(delete(ENTRY).where(of_dossier))
            return gone

        return self._database.run(remove)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


class SqlTurn:
    """A :class:`~generator.ledger.entry.Turn` inside one open transaction."""

    def __init__(self, connection: Connection, recipe: str) -> None:
        self._connection = connection
        self._recipe = recipe
        self.recorded: list[Entry] = []

    def published(self) -> tuple[str, ...]:
        """List the folders of all publications with this recipe."""
        with ledger_faults():
            return _published(self._connection, self._recipe)

    def record(self, entry: Entry) -> None:
        """Keep an outcome, durably, when the turn ends."""
        self.recorded.append(entry)


def _record(connection: Connection, entry: Entry) -> None:
    connection.execute(delete(ENTRY).where(ENTRY.c.job == entry.job))
    connection.execute(insert(ENTRY).values(entry_values(entry)))
    if entry.outcome is not Result.FAILED:
        connection.execute(delete(DELAY).where(DELAY.c.sha256 == entry.sha256))


def _published(connection: Connection, recipe: str) -> tuple[str, ...]:
    wanted = (ENTRY.c.recipe == recipe, ENTRY.c.outcome == Result.PUBLISHED.value)
    query = select(ENTRY.c.folder).where(*wanted).order_by(*_NEWEST_FIRST)
    return tuple(connection.execute(query).scalars())


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
