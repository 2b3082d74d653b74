"""The order of a bundle: which page is what, before anything is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from generator.bundle.book import Book, Start
from generator.bundle.contents import TITLE
from generator.bundle.cover import PAGE
from generator.bundle.parts import Leaf, Part
from generator.bundle.sheets import Matrix
from generator.bundle.stamping import sheet_size, strip

COVER = "Voorblad"


class Kind(Enum):
    """What a page is."""

    COVER = auto()
    CONTENTS = auto()
    LEAF = auto()
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class Planned:
    """One page of the bundle."""

    kind: Kind
    size: tuple[float, float]
    place: str = ""
    """What its foot says of where we are."""
    leaf: Leaf | None = None
    marked: int | None = None
    """As in ``Part``."""
    index: int = 0
    """Which page of the contents."""

    @property
    def matrix(self) -> Matrix:
        """Puts the leaf on the sheet, so much smaller that the strip at the foot stays free."""
        width, height = self.size
        leaf = self.leaf
        if leaf is None:
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        scale = min(1.0, width / leaf.width, (height - strip(width, height)) / leaf.height)
        return (scale, 0.0, 0.0, scale, (width - scale * leaf.width) / 2, height - scale * leaf.height)


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages in order, and where things begin."""

    pages: tuple[Planned, ...]
    starts: tuple[Start, ...]
    contents: int
    """The number of the first page of the contents."""
    parts: tuple[tuple[int, Part], ...]
    """Each document with the number of its first page."""


def planned(book: Book, parts: Sequence[Sequence[Part]], contents_pages: int) -> Plan:
    """Put everything in order."""
    pages = [Planned(Kind.COVER, PAGE, book.cover.organ)]
    starts: list[Start] = []
    firsts: list[tuple[int, Part]] = []
    pages.extend(_to_front(book, pages))
    contents = len(pages) + 1
    pages.extend(Planned(Kind.CONTENTS, PAGE, TITLE, index=index) for index in range(contents_pages))
    for item, own in zip(book.items, parts, strict=True):
        pages.extend(_to_front(book, pages))
        starts.append(Start(item.number, "", len(pages) + 1))
        for document, part in zip(item.documents, own, strict=True):
            starts.append(Start(item.number, document.title, len(pages) + 1))
            firsts.append((len(pages) + 1, part))
            place = " · ".join(filter(None, (item.number, document.title)))
            marked = part.marked if book.tagged else None
            pages.extend(
                Planned(Kind.LEAF, sheet_size(leaf.width, leaf.height), place, leaf, marked)
                for leaf in part.leaves
            )
    return Plan(tuple(pages), tuple(starts), contents, tuple(firsts))


def _to_front(book: Book, pages: Sequence[Planned]) -> Iterator[Planned]:
    """A blank page when the next would be the back of a sheet."""
    if book.duplex and len(pages) % 2:
        yield Planned(Kind.BLANK, pages[-1].size)
