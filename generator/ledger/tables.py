"""The tables of the ledger, alike in every database, and how an entry becomes a row and comes back."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, Row, String, Table

from generator.ledger.entry import Delay, Entry
from generator.model import Result

META = MetaData()
VERSION = Table("ledger_schema", META, Column("version", Integer, primary_key=True, autoincrement=False))
ENTRY = Table(
    "entry",
    META,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
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
DELAY = Table(
    "delay",
    META,
    Column("sha256", String(64), primary_key=True),
    Column("file", String, nullable=False),
    Column("code", String, nullable=False),
    Column("first", String(32), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next", String(32), nullable=False),
)
TURN = Table("turn", META, Column("recipe", String(64), primary_key=True))
"""Recipes that somebody publishes right now. A row lives inside one transaction and is never seen outside it."""


def entry_values(entry: Entry) -> dict[str, str]:
    """Make the row of an outcome."""
    return {
        "job": entry.job,
        "at": stored(entry.at),
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


def entry_of(row: Row[Any]) -> Entry:
    """Read an outcome back from its row."""
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


def delay_values(delay: Delay) -> dict[str, str | int]:
    """Make the row of a delay."""
    return {
        "sha256": delay.sha256,
        "file": _text(delay.file),
        "code": delay.code,
        "first": stored(delay.first),
        "tries": delay.tries,
        "next": stored(delay.next),
    }


def delay_of(row: Row[Any]) -> Delay:
    """Read a delay back from its row."""
    return Delay(
        sha256=row.sha256,
        file=row.file,
        code=row.code,
        first=datetime.fromisoformat(row.first),
        tries=row.tries,
        next=datetime.fromisoformat(row.next),
    )


def stored(moment: datetime) -> str:
    """A moment as it is kept: UTC, so that the order of the text is that of time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _text(name: str) -> str:
    """File names of other systems can hold bytes that are no text; those become ``?``."""
    return name.encode(errors="replace").decode()
