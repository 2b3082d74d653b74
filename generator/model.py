"""The values handed from room to room: frozen, with no behaviour beyond properties."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from forms.findings import Finding, Severity
from forms.nesting import Value


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
class Answers:
    """What a filled form holds, before anybody judged it.

    ``values`` maps dotted names (``client.insz``, ``gezin.0.naam``) to what was filled in; fields left blank
    are absent. ``form`` and ``version`` are what the file says of itself (empty in a foreign form).
    """

    format: str
    form: str
    version: str
    values: Mapping[str, Value]


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


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, made but not yet placed: everything that ``publish`` needs to put it in the outbox."""

    form: str
    version: str
    title: str
    dossier: str
    day: str
    """ISO date of the paper (``datum_opmaak``), the first part of the folder's name."""
    recipe: str
    """sha256 over everything that shows in the documents; equal recipes are the same paper."""
    files: tuple[File, ...]
    """The documents and ``gegevens.json``."""
    findings: tuple[Finding, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    """Template digest, engine and program versions, for the manifest."""


def blocks(findings: tuple[Finding, ...]) -> bool:
    """Tell whether at least one finding forbids publication."""
    return any(finding.severity is Severity.FOUT for finding in findings)


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of one house (design.md §5)."""

    root: Path

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
    def state(self) -> Path:
        """What the program keeps for itself."""
        return self.root / ".dossier"

    @property
    def work(self) -> Path:
        """Work in hand, one folder a job."""
        return self.state / "work"

    @property
    def archive(self) -> Path:
        """Originals of what was not published."""
        return self.state / "archive"

    @property
    def ledger(self) -> Path:
        """The index of what happened."""
        return self.state / "ledger.sqlite"

    @property
    def lock(self) -> Path:
        """Held by the one process that watches."""
        return self.state / "lock"
