"""What a watcher tells of files that it does not take: each once, until that changes."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from forms.findings import Finding, Severity
from generator.errors import DossierError
from generator.ledger import Delay
from generator.model import Outcome, Result
from generator.watch import Scan

_OPEN = "WACHT-OPEN"
_INCOMPLETE = "WACHT-ONVOLLEDIG"
_CHANGING = "WACHT-VERANDERT"
_UNKNOWN = "WACHT-ONBEKEND"
_DELAYED = "WACHT-PAUZE"
_PARKED = "WACHT-GEPARKEERD"


class Notices:
    """Gathers outcomes ``waiting``; ``new`` hands them on. The names in them are for people, never for the log."""

    def __init__(self, inbox: Path) -> None:
        self._inbox = inbox
        self._told: dict[Path, str] = {}
        self._new: list[Outcome] = []

    def new(self) -> Iterator[Outcome]:
        """Hand on what was not told yet."""
        news, self._new = self._new, []
        yield from news

    def look(self, scan: Scan) -> None:
        """Tell of what somebody has open, is not whole, or is no form; forget what is gone or goes on."""
        if not scan.unreadable:
            present = {*scan.settled, *scan.pending, *scan.unknown}
            self._told = {path: code for path, code in self._told.items() if path in present}
        for path, name in scan.open.items():
            by = f" bij {name}" if name else ""
            self._tell(path, _OPEN, f"Dit formulier is nog open{by}. Sluit het; dan gaat het vanzelf verder.")
        for path in sorted(scan.incomplete):
            self._tell(
                path,
                _INCOMPLETE,
                "Dit bestand is nog niet volledig. Wordt het nog gekopieerd, dan gaat het vanzelf verder; blijft het zo, "
                "dan komt het na een half uur terug.",
            )
        for path in scan.unknown:
            self._tell(
                path,
                _UNKNOWN,
                "Dit is geen formulier dat we kunnen lezen (PDF, Word, Excel, JSON of YAML), of het is een koppeling. "
                "Het blijft staan; haal het uit de map inbox.",
            )

    def changing(self, paths: Iterable[Path]) -> None:
        """Tell of files that were not told of yet and still change."""
        for path in paths:
            if path not in self._told:
                self._tell(path, _CHANGING, "Dit bestand verandert nog, of het is nog niet te lezen.")

    def delayed(self, path: Path, delay: Delay) -> None:
        """Tell of a file that rests until the operator acted."""
        if delay.parked:
            self._tell(
                path,
                _PARKED,
                f"Dit formulier is al {delay.tries} keer mislukt ({delay.code}) en wordt niet meer vanzelf geprobeerd. "
                "Is de fout hersteld, haal het dan even uit de map inbox en zet het terug.",
            )
        else:
            at = _moment(delay.next)
            self._tell(
                path, _DELAYED, f"Dit formulier is nu niet gelukt ({delay.code}). Nieuwe poging vanaf {at}."
            )

    def known(self, path: Path) -> None:
        """A failure was told of as such."""
        self._told[path] = _DELAYED

    def left(self, path: Path, fault: DossierError) -> None:
        """Tell of a file that is no file of its own, and stays where it is."""
        self._tell(path, fault.code, fault.message)

    def held_up(self, path: Path, fault: DossierError) -> None:
        """Tell of a file that could not be taken, because all work is held up."""
        self._tell(
            path, fault.code, f"{fault.message} Het formulier blijft staan en gaat daarna vanzelf verder."
        )

    def _tell(self, path: Path, code: str, message: str) -> None:
        if self._told.get(path) == code:
            return
        self._told[path] = code
        finding = Finding(code, Severity.WAARSCHUWING, "", "", message)
        name = path.relative_to(self._inbox).as_posix()
        self._new.append(Outcome(name, Result.WAITING, findings=(finding,)))


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%d/%m %H:%M}"
