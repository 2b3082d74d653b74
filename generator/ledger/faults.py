"""What went wrong with the database, in words for the operator; never the database's own text or a value."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from generator.errors import OperatorFault

_REBUILD = (
    "Herstel het met: dossier ledger rebuild. Het wordt dan opnieuw gemaakt uit wat in de outbox staat."
)
_MESSAGES = {
    "LEDGER-BEZET": "Het register is bezet door een ander programma. Probeer het straks opnieuw.",
    "LEDGER-WEG": "De databank van het register antwoordt niet. Kijk na of de server loopt, en de instelling ledger.url: "
    "adres, naam van de databank, gebruiker en wachtwoord.",
    "LEDGER-SCHIJF": "Het register kan niet worden gelezen of geschreven. Kijk de schijf en de rechten na.",
    "LEDGER-BESCHADIGD": f"Het register is beschadigd. {_REBUILD}",
    "LEDGER-NIEUWER": "Het register is gemaakt door een nieuwere versie van dit programma. Werk het programma bij.",
    "LEDGER-OUDER": "Het register is van een oudere versie. Start dossier watch: dat brengt het bij.",
    "LEDGER-LEEG": "Er is nog geen register in deze databank. Start dossier watch: dat maakt het.",
    "LEDGER-PAKKET": "Voor een register op PostgreSQL ontbreekt een pakket. Installeer het: pip install '.[postgres]' "
    "in de map met de bron.",
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
_POSTGRES = {
    "08": "LEDGER-WEG",  # connection
    "57P": "LEDGER-WEG",  # the server stops or starts
    "28": "LEDGER-WEG",  # who asks
    "3D": "LEDGER-WEG",  # no such database
    "40": "LEDGER-BEZET",  # rolled back for another's sake
    "55": "LEDGER-BEZET",  # locked
    "57": "LEDGER-BEZET",  # cancelled
    "53300": "LEDGER-BEZET",  # too many connections
    "53": "LEDGER-SCHIJF",  # disk full, out of memory
    "58": "LEDGER-SCHIJF",  # input and output
    "25006": "LEDGER-SCHIJF",  # read only
    "42501": "LEDGER-SCHIJF",  # not allowed
    "XX001": "LEDGER-BESCHADIGD",
    "XX002": "LEDGER-BESCHADIGD",
}
"""By how a SQLSTATE begins; the longest that fits counts. https://www.postgresql.org/docs/current/errcodes-appendix.html"""


def ledger_fault(code: str) -> OperatorFault:
    """Make the fault of one of the fixed codes."""
    return OperatorFault(code, _MESSAGES[code])


@contextmanager
def ledger_faults() -> Iterator[None]:
    """Turn an error of the database or its library into an OperatorFault ``LEDGER-…``."""
    try:
        yield
    except (ModuleNotFoundError, NoSuchModuleError):
        raise ledger_fault("LEDGER-PAKKET") from None
    except NoConnectionFree:
        raise ledger_fault("LEDGER-BEZET") from None
    except DBAPIError as fault:
        raise ledger_fault(_code(fault)) from None
    except SQLAlchemyError:
        raise ledger_fault("LEDGER-FOUT") from None


def _code(fault: DBAPIError) -> str:
    if isinstance(fault, IntegrityError):  # another wrote the same row at the same moment
        return "LEDGER-BEZET"
    if isinstance(fault.orig, sqlite3.Error):
        return _SQLITE.get(getattr(fault.orig, "sqlite_errorcode", 0) & _PRIMARY, "LEDGER-FOUT")
    state = getattr(fault.orig, "sqlstate", None) or ""
    known = max((start for start in _POSTGRES if state.startswith(start)), key=len, default=None)
    if known:
        return _POSTGRES[known]
    lost = fault.connection_invalidated or (not state and type(fault.orig).__name__ == "OperationalError")
    return "LEDGER-WEG" if lost else "LEDGER-FOUT"
