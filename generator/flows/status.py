"""What happened and what waits: the state of a workspace at one moment. Only looks, also beside a running watcher."""

import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generator.bookkeeping import ledger_to_read
from generator.errors import OperatorFault, UsageFault
from generator.flows.advice import advice_for
from generator.flows.watcher import Watcher, watcher_of
from generator.ledger import Delay, Entry
from generator.model import Result, Workspace, report_of
from generator.settings import Settings
from generator.watch import SUFFIXES, Inbox, is_trace

_BUSY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Left:
    """Something in the inbox that is left where it is, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """What stands in the inbox; ``code`` is that of the fault when it cannot be listed."""

    waiting: tuple[str, ...] = ()
    """Forms that were not taken yet, relative to the inbox; those that wait for the operator are not among them."""
    left: tuple[Left, ...] = ()
    unreadable: int = 0
    """Folders that cannot be listed."""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """The forms in ``te-verbeteren``."""

    count: int = 0
    since: datetime | None = None
    """When the one that lies there longest came back."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the ledger tells; ``code`` is that of the fault when it cannot."""

    last: tuple[Entry, ...] = ()
    today: Mapping[Result, int] = field(default_factory=dict)
    week: Mapping[Result, int] = field(default_factory=dict)
    """The last seven days, today among them."""
    delays: tuple[Delay, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the operator must do."""

    code: str
    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a workspace."""

    workspace: Workspace
    at: datetime
    watcher: Watcher
    dropped: Dropped
    returned: Returned
    ledger: Remembered
    in_hand: int
    """Jobs in the work folder."""
    problems: tuple[Problem, ...]


def status(
    workspace: Workspace, now: datetime, last: int, settings: Settings, wrong: UsageFault | None = None
) -> Status:
    """Look at a workspace; ``now`` has the time zone of the house, ``last`` is how many outcomes are told.

    ``wrong``: what is wrong with its settings, so that nobody can watch it.
    """
    remembered = _ledger(workspace, now, last, settings)
    waits = {delay.file for delay in remembered.delays}
    found = _Facts(watcher_of(workspace, now), _dropped(workspace, waits), remembered, wrong)
    return Status(
        workspace,
        now,
        found.watcher,
        found.dropped,
        _returned(workspace),
        remembered,
        _in_hand(workspace),
        tuple(_problems(found)),
    )


def _ledger(workspace: Workspace, now: datetime, last: int, settings: Settings) -> Remembered:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        ledger = ledger_to_read(settings, workspace, _BUSY_SECONDS)
        if ledger is None:
            return Remembered()
        return Remembered(
            ledger.entries(last),
            ledger.counts(midnight),
            ledger.counts(midnight - timedelta(days=6)),
            ledger.delays(),
        )
    except OperatorFault as fault:
        return Remembered(code=fault.code)


def _dropped(workspace: Workspace, waits: set[str]) -> Dropped:
    inbox = Inbox(workspace.inbox, 0.0)
    try:
        inbox.scan()
        scan = inbox.scan()  # what stands still is only known the second time
    except OperatorFault as fault:
        return Dropped(code=fault.code)

    def name(path: Path) -> str:
        return path.relative_to(workspace.inbox).as_posix().encode(errors="replace").decode()

    new = (path for path in (*scan.settled, *scan.pending) if not path.is_relative_to(workspace.returned))
    return Dropped(
        tuple(sorted(name for name in map(name, new) if name not in waits)),
        tuple(Left(name(path), _why_left(path)) for path in scan.unknown),
        scan.unreadable,
    )


def _why_left(path: Path) -> str:
    try:
        facts = path.lstat()
    except OSError:
        return "dit is niet te lezen"
    if stat.S_ISLNK(facts.st_mode):
        return "dit is een koppeling naar een ander bestand; zet het formulier zelf in de inbox"
    if not stat.S_ISREG(facts.st_mode):
        return "dit is geen gewoon bestand"
    if path.suffix.casefold() in SUFFIXES:
        return "dit bestand heeft nog een tweede naam (harde koppeling); zet een kopie in de inbox"
    return "dit is geen formulier: PDF, Word (.docx), Excel (.xlsx), JSON of YAML"


def _returned(workspace: Workspace) -> Returned:
    """Count the forms that came back and still lie there."""
    try:
        since = [
            _came_back(path)
            for path in workspace.returned.iterdir()
            if path.suffix.casefold() in SUFFIXES and not is_trace(path.name)
        ]
    except OSError:
        return Returned()
    return Returned(len(since), datetime.fromtimestamp(min(since), UTC) if since else None)


def _came_back(form: Path) -> float:
    """The moment of its report, which was written here by this clock."""
    try:
        return report_of(form).stat().st_mtime
    except FileNotFoundError:
        return form.stat().st_mtime


def _in_hand(workspace: Workspace) -> int:
    try:
        return sum(1 for path in workspace.work.iterdir() if not path.name.startswith("."))
    except OSError:
        return 0


@dataclass(frozen=True, slots=True)
class _Facts:
    watcher: Watcher
    dropped: Dropped
    ledger: Remembered
    wrong: UsageFault | None


def _problems(found: _Facts) -> Iterator[Problem]:
    for look in _LOOKS:
        yield from look(found)


def _of_settings(found: _Facts) -> Iterator[Problem]:
    if found.wrong is not None:
        what = f"dossier watch kan zo niet starten. {found.wrong.message}"
        yield Problem(found.wrong.code, what, advice_for(found.wrong.code))


def _of_watcher(found: _Facts) -> Iterator[Problem]:
    if found.watcher.state == "zwijgt":
        yield Problem(
            "WATCH-ZWIJGT",
            "dossier watch is gestopt zonder dat iemand het stopte, of hangt.",
            "Start de dienst opnieuw en kijk in het logboek waarom ze stopte.",
        )
    elif found.watcher.state == "kijkt" and (code := found.watcher.code):
        yield Problem(code, "dossier watch kan niet verder.", advice_for(code))


def _of_inbox(found: _Facts) -> Iterator[Problem]:
    code = found.dropped.code or ("INBOX-WEG" if found.watcher.state == "inbox-weg" else "")
    if code:
        yield Problem(code, "De inbox is niet te lezen.", advice_for(code))
    if found.dropped.unreadable:
        yield Problem(
            "INBOX-MAP",
            f"Mappen in de inbox die niet te lezen zijn: {found.dropped.unreadable}.",
            "Geef de dienst leesrecht op die mappen.",
        )


def _of_ledger(found: _Facts) -> Iterator[Problem]:
    if code := found.ledger.code:
        yield Problem(code, "Het register is niet te lezen.", advice_for(code))
    for delay in found.ledger.delays:
        if delay.parked:
            yield Problem(
                delay.code,
                f"{delay.file} is na {delay.tries} pogingen opzijgezet.",
                f"{advice_for(delay.code)} Geef het daarna opnieuw in: dossier process.",
            )


_LOOKS: tuple[Callable[[_Facts], Iterator[Problem]], ...] = (_of_settings, _of_watcher, _of_inbox, _of_ledger)
