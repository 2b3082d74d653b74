"""What goes into a bundle and what comes out of this room."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Faces:
    """The font files that this room draws with; every one is embedded."""

    regular: Path
    bold: Path
    spare: tuple[Path, ...] = ()
    """Asked in turn for signs that the two do not have."""


class Taken(StrEnum):
    """What cleaning took out of an attachment or changed in it, in words for the control sheet."""

    SCRIPTS = "scripts en acties zijn verwijderd"
    FILES = "ingesloten bestanden zijn niet opgenomen"
    MEDIA = "film, geluid of 3D is verwijderd"
    LINKS = "koppelingen naar buiten zijn verwijderd"
    FIELDS = "invulvelden zijn vaste tekst geworden"
    REMARKS = "opmerkingen zijn deel van de bladzijde geworden; wat alleen in een pop-upvenster staat, is niet opgenomen"
    SIGNATURE = "de digitale handtekening geldt niet voor deze kopie"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A PDF of page content and nothing else."""

    pdf: bytes
    pages: int
    archival: bool
    """Whether it is still PDF/A-2b, as it was when it came."""
    taken: tuple[Taken, ...]
    """What is no longer in it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One part of an item: a paper of the house, or an attachment that was cleaned."""

    title: str
    pdf: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One point of the agenda with its documents, in order."""

    number: str
    """Such as ``BCSD-2026-12-001``."""
    title: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the first page. Empty texts are left out."""

    title: str
    organ: str
    day: date
    lines: tuple[str, ...] = ()
    """Further lines under the title."""
    confidential: str = ""
    """Such as ``Vertrouwelijk: beroepsgeheim (artikel 458 Strafwetboek)``."""
    copy_for: str = ""
    """Whose copy this is."""
    closing: str = ""
    """What to do with it afterwards, such as ``Na de zitting vernietigen of inleveren``."""


@dataclass(frozen=True, slots=True)
class Book:
    """A whole bundle, before it is bound."""

    cover: Cover
    items: tuple[Item, ...]
    faces: Faces
    watermark: str = ""
    """Lies lightly over every page; empty for none."""
    duplex: bool = False
    """Whether each item begins on the front of a sheet, with blank pages where that is needed."""
    tagged: bool = True
    """Whether the tags of the papers come along, for screen readers. Without them binding takes a fifth of the time."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a part begins: its item's number, its own title (empty for the item itself), and the page, from 1."""

    item: str
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A part that keeps the bundle from being PDF/A-2b, and why."""

    item: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bound:
    """The bundle. It claims PDF/A-2b when nothing hinders that."""

    pdf: bytes = field(repr=False)
    pages: int
    starts: tuple[Start, ...]
    """In the order of the bundle: each item, then its documents."""
    hindrances: tuple[Hindrance, ...]

    @property
    def archival(self) -> bool:
        """Whether it is PDF/A-2b."""
        return not self.hindrances
