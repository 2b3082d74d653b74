"""The documents of a point: the bytes that were published, or made anew where a person changed the Word file."""

import hashlib
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path

from generator import bundle, convert, publish
from generator.errors import DossierError, FormFault
from generator.files import disk_faults
from generator.flows.make import House
from generator.publish import ANSWERS
from generator.workers import Failure, Task

EDITED = "met de hand gewijzigd"
_OF_THE_DOCUMENT = ("PDF-", "SJABLOON-", "LIBREOFFICE-GEEN", "LIBREOFFICE-TE")
"""How the codes begin of faults that the document itself is to blame for."""


class Treatment(Enum):
    """What a document needs before it can be bound."""

    NONE = auto()
    PRINT = auto()
    """A Word file that was changed by hand: it is converted afresh."""
    CLEAN = auto()
    """A PDF that is not of our making."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One document of a point, as it lies in the outbox."""

    title: str
    folder: Path
    form: str
    content: bytes = field(repr=False)
    treatment: Treatment
    source: str
    """sha256 of what it was made from: the kept answers, or the document itself."""
    edited: bool = False
    unsound: bool = False
    """Whether its kept answers were changed by hand."""
    kept: bytes = field(default=b"", repr=False)
    """Its kept answers, of which it can be made without names; nothing for an attachment."""

    @property
    def heading(self) -> str:
        """What the contents call it."""
        return f"{self.title} ({EDITED})" if self.edited else self.title


def draft(folder: Path, manifest: publish.Manifest, title: str) -> Draft | None:
    """Look at a publication; None when it has neither its PDF nor its Word file any more.

    Raises OperatorFault when the outbox cannot be read.
    """
    docx, pdf = (_content(folder, manifest, suffix) for suffix in (".docx", ".pdf"))
    kept = _read(folder / ANSWERS) or b""
    answers = manifest.files.get(ANSWERS, "")
    unsound = bool(answers) and hashlib.sha256(kept).hexdigest() != answers
    one = Draft(title, folder, manifest.form, b"", Treatment.NONE, answers, unsound=unsound, kept=kept)
    if docx is not None and (docx.changed or pdf is None):
        return replace(
            one,
            content=docx.bytes,
            treatment=Treatment.PRINT,
            source=docx.digest if docx.changed else answers,
            edited=docx.changed,
        )
    if pdf is None:
        return None
    if pdf.changed or not answers:
        return replace(
            one,
            content=pdf.bytes,
            treatment=Treatment.CLEAN,
            source=pdf.digest,
            edited=pdf.changed,
        )
    return replace(one, content=pdf.bytes)


@dataclass(frozen=True, slots=True)
class _Content:
    bytes: bytes
    digest: str
    changed: bool


def _content(folder: Path, manifest: publish.Manifest, suffix: str) -> _Content | None:
    name = next((name for name in manifest.files if "/" not in name and name.endswith(suffix)), None)
    found = _read(folder / name) if name else None
    if name is None or found is None:
        return None
    digest = hashlib.sha256(found).hexdigest()
    return _Content(found, digest, digest != manifest.files[name])


def _read(path: Path) -> bytes | None:
    with disk_faults("de outbox"):
        try:
            return path.read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            return None


def task(name: str, wanted: Draft, house: House, limit: float) -> Task[bundle.Cleaned]:
    """The work that a document needs, for a worker: it may be hostile."""
    call = _printed if wanted.treatment is Treatment.PRINT else _cleaned
    return Task(name, call, (wanted.content, house.pdf), limit)


def _printed(docx: bytes, settings: convert.ConvertSettings) -> bundle.Cleaned:
    return _cleaned(convert.to_pdf(docx, settings), settings)


def _cleaned(pdf: bytes, settings: convert.ConvertSettings) -> bundle.Cleaned:
    return bundle.cleaned(pdf, faces(settings))


def faces(settings: convert.ConvertSettings) -> bundle.Faces:
    """The fonts that a bundle is stamped with: those that documents are printed with."""
    fonts = convert.pinned_fonts(settings.fonts)
    return bundle.Faces(fonts.paths[0], fonts.paths[1], fonts.regular[1:])


def why_not(fault: DossierError | Failure) -> str:
    """Say why a document cannot be taken. Raises the fault where the operator must act."""
    if isinstance(fault, FormFault):
        return fault.message
    if isinstance(fault, Failure) or fault.code.startswith(_OF_THE_DOCUMENT):
        return (
            "Dit document kan niet omgezet worden. Open het, bewaar het opnieuw en maak de zitting nog eens."
        )
    raise fault
