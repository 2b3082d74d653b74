"""What can lie on a page: text, boxes, arrows and fields. Pure values; places count from the top left corner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeGuard

from generator.formats.fieldmap import Leaf
from generator.formats.pdf.style import Style
from generator.pdf_colours import Colour


class Role(Enum):
    """What a text is to a screen reader (ISO 32000-2 §14.8.4)."""

    TITLE = "H1"
    SECTION = "H2"
    GROUP = "H3"
    TEXT = "P"
    DECOR = "Artifact"


class Look(Enum):
    """How a field is filled in."""

    LINE = "line"
    LINES = "lines"
    LIST = "list"
    RADIO = "radio"
    CHECK = "check"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text; ``y`` is the top of the first line."""

    x: float
    y: float
    lines: tuple[str, ...]
    style: Style
    role: Role = Role.TEXT


@dataclass(frozen=True, slots=True)
class Box:
    """A filled shape, perhaps with an edge and round corners; a thin one is a rule."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour | None = None
    edge: Colour | None = None
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Arrow:
    """The small triangle of a drop-down list, by its centre."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field is filled in; a radio button or check box stands for one code of the field's choices."""

    x: float
    y: float
    width: float
    height: float
    leaf: Leaf
    look: Look
    tip: str
    code: str = ""


Item = Words | Box | Arrow | Place
Page = tuple[Item, ...]


def is_spoken(item: Item) -> TypeGuard[Words]:
    """Tell whether an item is text for a screen reader; such texts are numbered from 0 on each page."""
    return isinstance(item, Words) and item.role is not Role.DECOR


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a page that is never broken.

    ``clings``: it stays with what follows. ``before``: white space above it, unless it opens a page. ``again``: the
    head of the table that it is a row of, repeated where it opens a page.
    """

    height: float
    items: tuple[Item, ...]
    clings: bool = False
    before: float = 0.0
    again: "Chunk | None" = None


def moved(items: Iterable[Item], right: float, down: float) -> tuple[Item, ...]:
    """The same items elsewhere."""
    return tuple(replace(item, x=item.x + right, y=item.y + down) for item in items)


def stacked(chunks: Sequence[Chunk]) -> Chunk:
    """One chunk of several, below each other; it opens as the first does."""
    height = -chunks[0].before
    items: list[Item] = []
    for chunk in chunks:
        items += moved(chunk.items, 0, height + chunk.before)
        height += chunk.before + chunk.height
    return Chunk(height, tuple(items), before=chunks[0].before, again=chunks[0].again)
