"""The values handed from room to room: frozen, with no behaviour beyond properties."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from forms.findings import Finding, Severity
from forms.nesting import Value
from generator.files import safe_name


@dataclass(frozen=True, slots=True)
class Claimed:
    """A file taken from the inbox (or named on the command line), in a folder of its own."""

    job: str
    """Opaque id, safe to log."""
    name: str
    """The file's own name, for the filler's eyes only."""
    path: Path
    """The private copy, ``.dossier/work/JOB/bron/NAME``."""
    sha256: str
    returns_to: Path
    """Where the file was dropped; a retry or a recovery puts it back there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One field that could not be read from the file, although it is there."""

    field: str
    code: str
    message: str
    """One Dutch sentence or two: what is wrong and what to do. Never the answer itself."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a filled form holds, before anybody judged it.

    ``values`` maps dotted names (``client.insz``, ``gezin.0.naam``) to what was filled in; fields left blank
    are absent. ``form`` and ``version`` are what the file says of itself (empty in a foreign form).
    """

    format: str
    form: str
    version: str
    values: Mapping[str, Value]
    fields: frozenset[str] = frozenset()
    """The names of all fields that the file has, blank ones too; of a multiple choice the question, not its boxes."""
    faults: tuple[Fault, ...] = ()
    rows: tuple["Answers", ...] = ()
    """Of a batch sheet, each used row as a form of its own; the sheet itself then holds only its identity."""
    row: int = 0
    """The number of the row in the sheet, as the filler sees it; 0 for a form that is no row."""
    unmarked: bool = field(default=False, compare=False)
    """It was seen while reading that the file bears no marks of ours; otherwise they must be looked for."""


@dataclass(frozen=True, slots=True)
class FoundField:
    """One field of any form, as far as the file tells what it is for; for making a field map."""

    name: str
    """As in ``Answers.values``."""
    label: str = ""
    """Title, tooltip or the words beside it."""
    kind: str = "text"
    """``text``, ``date``, ``choice`` (one of ``choices``) or ``check`` (on or off)."""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """One file of a publication, in memory: its name and its bytes."""

    name: str
    content: bytes


class Result(StrEnum):
    """How the handling of one file ended (design.md §6)."""

    PUBLISHED = "published"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one file's way: what a person and a script get to hear."""

    file: str
    outcome: Result
    form: str = ""
    dossier: str = ""
    folder: str = ""
    documents: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    row: int = 0
    """Of a batch sheet, the row that this is about; 0 for a whole file."""
    reason: str = ""
    """Why a paper was made again, or not, in plain Dutch; empty for a file that was dropped."""

    def of(self, file: str) -> "Outcome":
        """Name the file as it is known to whoever asked, with the row where there is one."""
        return replace(self, file=f"{file} (rij {self.row})" if self.row else file)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, made but not yet placed: everything that ``publish`` needs to put it in the outbox."""

    form: str
    version: str
    title: str
    dossier: str
    """File number; empty for a paper of a whole session."""
    day: str
    """ISO date of the paper (``datum_opmaak``), the first part of the folder's name."""
    recipe: str
    """sha256 over everything that shows in the documents; equal recipes are the same paper."""
    files: tuple[File, ...]
    """The documents and ``gegevens.json``."""
    inputs: str = ""
    """sha256 over what decides the documents besides the answers: equal inputs and answers are an equal recipe."""
    findings: tuple[Finding, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    """Template digest, engine and program versions, for the manifest."""
    kept: bytes | None = None
    """What is kept as the form in place of the file itself: without marks of ours, or one row of a batch sheet."""
    of_session: bool = False
    """It is about a whole session and not about one dossier."""


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting of one organ."""

    organ: str
    """Code as in the advies: ``BCSD``, ``vast_bureau``, ``RMW`` …"""
    day: date


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """One point on the agenda of a session: one advies."""

    number: str
    """``BCSD-2026-12-001``."""
    dossier: str
    subject: str
    """Neutral, without a client's name."""
    aard: str
    """Code of the kind of item."""
    beslissing: str
    """Code of the proposed decision."""
    folder: str
    """Where the advies stands: relative to the workspace, with ``/``."""


def blocks(findings: tuple[Finding, ...]) -> bool:
    """Tell whether at least one finding forbids publication."""
    return any(finding.severity is Severity.FOUT for finding in findings)


REPORT = ".fouten.txt"
"""How the name of a report ends; it begins with the whole name under which the form came back."""


def report_of(form: Path) -> Path:
    """Where the report of a form stands: beside it. A name that is as long as a name may be has room for one too."""
    return form.with_name(f"{safe_name(form.name)}{REPORT}")


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of one house (design.md §5)."""

    root: Path
    own_state: Path | None = None
    """Where this machine keeps its state, when others watch the same inbox."""

    @property
    def inbox(self) -> Path:
        """Where forms are dropped."""
        return self.root / "inbox"

    @property
    def returned(self) -> Path:
        """Where forms come back with their faults."""
        return self.inbox / "te-verbeteren"

    @property
    def outbox(self) -> Path:
        """Where documents appear."""
        return self.root / "outbox"

    @property
    def blanks(self) -> Path:
        """Where ``dossier init`` puts blank forms."""
        return self.root / "formulieren"

    @property
    def maps(self) -> Path:
        """Where the field maps of foreign forms stand."""
        return self.root / "veldkaarten"

    @property
    def state(self) -> Path:
        """What the program on this machine keeps for itself."""
        return self.own_state or self.shared_state

    @property
    def shared_state(self) -> Path:
        """What holds for all machines that share the workspace."""
        return self.root / ".dossier"

    @property
    def work(self) -> Path:
        """Work in hand, one folder a job."""
        return self.state / "work"

    @property
    def present(self) -> Path:
        """The locks of the processes that are at work now."""
        return self.state / "bezig"

    @property
    def archive(self) -> Path:
        """Originals of what was not published."""
        return self.state / "archive"

    @property
    def compiled(self) -> Path:
        """Compiled templates, for the next process."""
        return self.state / "sjablonen"

    @property
    def purged(self) -> Path:
        """Receipts of what was removed for good."""
        return self.state / "gewist"

    @property
    def ledger(self) -> Path:
        """The index of what happened."""
        return self.state / "ledger.sqlite"

    @property
    def lock(self) -> Path:
        """Held by the one process on this machine that watches."""
        return self.state / "lock"

    @property
    def pulse(self) -> Path:
        """What the watcher last said of itself."""
        return self.state / "watch.json"

    @property
    def sights(self) -> Path:
        """When unfinished files in the inbox were first seen."""
        return self.state / "gezien.json"

    @property
    def remaking(self) -> Path:
        """Held by the one process that makes publications anew, on whatever machine."""
        return self.shared_state / "opnieuw.lock"

    @property
    def sessions(self) -> Path:
        """Held by the one process that makes the papers of sessions, on whatever machine."""
        return self.shared_state / "zittingen.lock"
