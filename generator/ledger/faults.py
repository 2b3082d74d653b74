"""What went wrong with the database, in words for the operator; never the database's own text or a value."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from generator.errors import OperatorFault

_REBUILD = (
    "Herstel het met: dossier ledger rebuild. Het wordt dan opnieuw gemaakt uit wat in de outbox staat."
)
_MESSAGES = {
    "LEDGER-BEZET": "Het register is bezet door een ander programma. Probeer het straks opnieuw.",
    "LEDGER-SCHIJF": "Het register kan niet worden gelezen of geschreven. Kijk de schijf en de rechten na.",
    "LEDGER-BESCHADIGD": f"Het register is beschadigd. {_REBUILD}",
    "LEDGER-NIEUWER": "Het register is gemaakt door een nieuwere versie van dit programma. Werk het programma bij.",
    "LEDGER-OUDER": "Het register is van een oudere versie. Start dossier watch: dat brengt het bij.",
    "LEDGER-FOUT": f"Het register werkt niet. {_REBUILD}",
}
_SQLITE = {
    sqlite3.SQLITE_BUSY: "LEDGER-BEZET",
    sqlite3.SQLITE_LOCKED: "LEDGER-BEZET",
    sqlite3.SQLITE_CORRUPT: "LEDGER-BESCHADIGD",
    sqlite3.SQLITE_NOTADB: "LEDGER-BESCHADIGD",
    sqlite3.SQLITE_FULL: "LEDGER-SCHIJF",
    sqlite3.SQLITE_IOERR: "LEDGER-SCHIJF",
    sqlite3.SQLITE_READONLY: "LEDGER-SCHIJF",
    sqlite3.SQLITE_CANTOPEN: "LEDGER-SCHIJF",
    sqlite3.SQLITE_PERM: "LEDGER-SCHIJF",
    sqlite3.SQLITE_AUTH: "LEDGER-SCHIJF",
}
_PRIMARY = 0xFF  # the low byte of an extended result code; https://www.sqlite.org/rescode.html


def ledger_fault(code: str) -> OperatorFault:
    """Make the fault of one of the fixed codes."""
    return OperatorFault(code, _MESSAGES[code])


@contextmanager
def ledger_faults() -> Iterator[None]:
    """Turn an error of the database or its library into an OperatorFault ``LEDGER-…``."""
    try:
        yield
    except DBAPIError as fault:
        number = getattr(fault.orig, "sqlite_errorcode", 0) & _PRIMARY
        raise ledger_fault(_SQLITE.get(number, "LEDGER-FOUT")) from None
    except SQLAlchemyError:
        raise ledger_fault("LEDGER-FOUT") from None
