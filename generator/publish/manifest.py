"""The manifest of a publication, ``manifest.json``: what it is, where it comes from, and a digest of every file."""

import json
import logging
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from forms.findings import Finding, Severity
from generator.errors import OperatorFault
from generator.files import disk_faults

MANIFEST = "manifest.json"
DAMAGED = "MANIFEST-BESCHADIGD"
CLOSED = "MANIFEST-TOEGANG"

log = logging.getLogger(__name__)


class Part(BaseModel):
    """What a manifest is made of."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Whole(Part):
    """A whole manifest, as it stands in a file."""

    def as_json(self) -> bytes:
        """Write it the one way it is kept: keys in order of the alphabet, two blanks of indent, UTF-8."""
        text = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2, sort_keys=True)
        return f"{text}\n".encode()


W = TypeVar("W", bound=Whole)


class Source(Part):
    """The original as it was dropped; ``bron/`` may hold it without marks of ours, or one row of it."""

    name: str
    sha256: str


class Remark(Part):
    """A finding that did not block."""

    severity: Literal["waarschuwing", "info"]
    code: str
    field: str
    label: str
    message: str

    @classmethod
    def of(cls, finding: Finding) -> "Remark":
        """Keep a finding."""
        return cls.model_validate(
            {
                "severity": finding.severity.value,
                "code": finding.code,
                "field": finding.field,
                "label": finding.label,
                "message": finding.message,
            }
        )

    @property
    def finding(self) -> Finding:
        """The finding that was kept."""
        return Finding(self.code, Severity(self.severity), self.field, self.label, self.message)


class Manifest(Whole):
    """All that is known of one publication; enough to write the ledger anew.

    ``files`` maps the name of each file beside the manifest (``bron/…`` included) to its sha256;
    ``published_at`` and ``remade_at`` are UTC, ISO 8601. A document that was edited by hand keeps the digest that it
    was made with.
    """

    schema_number: Literal[1] = 1
    job: str
    form: str
    version: str
    title: str
    dossier: str
    day: str
    recipe: str
    inputs: str = ""
    """Digest of all that decides the documents besides the kept answers; empty in manifests of before."""
    source: Source
    files: dict[str, str]
    findings: tuple[Remark, ...]
    versions: dict[str, str]
    published_at: str
    remade_at: str = ""
    """When the documents were last made again; the paper's place in the order of its dossier stays."""

    @property
    def holds_original(self) -> bool:
        """Tell whether ``bron/`` holds the original byte for byte."""
        return self.files.get(f"bron/{self.source.name}") == self.source.sha256


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a publication.

    Raises OperatorFault ``MANIFEST-BESCHADIGD`` when it is missing, wrong or of a newer program, ``MANIFEST-TOEGANG`` when
    it may not be read, ``SCHIJF-FOUT`` when it cannot be read.
    """
    damaged = "Een manifest.json in de outbox ontbreekt, is beschadigd of is van een nieuwere versie."
    return read_whole(Manifest, folder, damaged)


def read_whole(kind: type[W], folder: Path, damaged: str) -> W:
    """Read the manifest of a folder as one of a kind; ``damaged`` are the words where there is no good one.

    Raises OperatorFault as ``read_manifest`` does.
    """
    with disk_faults("de outbox"):
        try:
            return kind.model_validate_json((folder / MANIFEST).read_bytes())
        except PermissionError:
            raise closed() from None
        except (FileNotFoundError, NotADirectoryError, ValidationError):
            raise OperatorFault(DAMAGED, damaged) from None


def closed() -> OperatorFault:
    """Say that a manifest may not be read."""
    message = "Een manifest.json in de outbox mag niet gelezen worden. Geef de dienst leesrecht op die map."
    return OperatorFault(CLOSED, message)


def manifests(
    outbox: Path, dossiers: Sequence[str] = (), *, certain: bool = False
) -> Iterator[tuple[Path, Manifest | None]]:
    """Walk over the publications of these dossiers, or of all, in order of dossier and name.

    Each folder comes with its manifest. None stands for a manifest that cannot be used, so that one bad folder holds up
    no other. Raises OperatorFault when the outbox itself cannot be read; ``certain`` also when the disk refuses a manifest,
    for whoever concludes something from what is not there.
    """
    home = outbox / "dossiers"
    for dossier in map(home.joinpath, dossiers) if dossiers else _folders(home):
        for folder in _folders(dossier):
            try:
                yield folder, read_manifest(folder)
            except OperatorFault as fault:
                if certain and fault.code != DAMAGED:
                    raise
                yield folder, None


def of_sessions(outbox: Path) -> list[tuple[Path, Manifest]]:
    """The papers about whole sessions (their minutes), in order of day and organ; bundles are no papers.

    A folder that may not be read holds up no other: it is left out, and the log tells. Raises as ``of_dossier``.
    """
    return list(_usable(outbox / "zittingen", (DAMAGED, CLOSED)))


def of_dossier(home: Path) -> list[tuple[Path, Manifest]]:
    """The publications of one dossier, by its folder; one whose manifest is damaged is left out.

    Raises OperatorFault when the disk refuses: that a paper cannot be read now does not mean it is gone.
    """
    return list(_usable(home, (DAMAGED,)))


def _usable(home: Path, left_out: Container[str]) -> Iterator[tuple[Path, Manifest]]:
    for folder in _folders(home):
        try:
            yield folder, read_manifest(folder)
        except OperatorFault as fault:
            if fault.code not in left_out:
                raise
            if fault.code == CLOSED:
                log.warning("%s", fault.code)


def _folders(parent: Path) -> list[Path]:
    with disk_faults("de outbox"):
        if not parent.is_dir():
            return []
        return sorted(path for path in parent.iterdir() if path.is_dir() and not path.name.startswith("."))
