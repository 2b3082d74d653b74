"""Where the fields of a form stand on its pages, as a reader sees them (ISO 32000-2 §7.7.3.3, §8.3.2).

Rectangles are ``(left, bottom, right, top)``. *Shown* ones are measured from the bottom left of the page as it is
seen, turned upright; the others are those of the file.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NumberObject

from generator.formats.pdf.fields import RawField, entry, resolved
from generator.pdf_objects import name

Rectangle = tuple[float, float, float, float]
_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
_TALLEST = 14_400
"""The greatest side of a page (ISO 32000-2 annex C)."""
NOTE, EDGE = 18.0, 13.0
"""Side of a note, and how far it stands from the right edge of the page."""
_BETWEEN = 3
_SIDES = 4
_LETTER = (0.0, 0.0, 612.0, 792.0)
"""The page that is meant where a file gives no measures."""
_UPRIGHT = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


@dataclass(slots=True)
class Sheet:
    """One page: its number from 1, the part that is seen, how far it is turned, and what stands in its right margin."""

    page: PageObject
    number: int
    box: Rectangle
    turn: int
    taken: bytearray = field(default_factory=bytearray)
    """For each point of its height, whether a field or a note is in the strip along the right edge."""

    @classmethod
    def of(cls, page: PageObject, number: int) -> "Sheet":
        """Measure a page."""
        paper = _rectangle(page, "/MediaBox") or _LETTER
        seen = _rectangle(page, "/CropBox") or paper
        left, bottom = max(paper[0], seen[0]), max(paper[1], seen[1])
        right, top = min(paper[2], seen[2], left + _TALLEST), min(paper[3], seen[3], bottom + _TALLEST)
        box = (left, bottom, right, top) if left < right and bottom < top else _LETTER
        sheet = cls(page, number, box, page.rotation % 360 // 90 * 90)
        sheet.taken = bytearray(max(1, int(sheet.height) + 1))
        return sheet

    @property
    def width(self) -> float:
        """Width as seen."""
        left, bottom, right, top = self.box
        return (right - left, top - bottom)[self.turn // 90 % 2]

    @property
    def height(self) -> float:
        """Height as seen."""
        left, bottom, right, top = self.box
        return (top - bottom, right - left)[self.turn // 90 % 2]

    @property
    def upright(self) -> tuple[int, int, int, int]:
        """The turn that makes a drawing stand upright for the reader: the first four numbers of a ``/Matrix``."""
        return _UPRIGHT[self.turn]

    @property
    def annotations(self) -> ArrayObject:
        """The annotations of the page, in the order in which they are drawn; made where there are none."""
        found = entry(self.page, "/Annots")
        if not isinstance(found, ArrayObject):
            found = ArrayObject()
            self.page[name("Annots")] = found
        return found

    def shown(self, rectangle: Rectangle) -> Rectangle:
        """Measure a rectangle of the file as it is seen."""
        x0, y0, x1, y1 = self.box
        left, bottom, right, top = rectangle
        return {
            0: (left - x0, bottom - y0, right - x0, top - y0),
            90: (bottom - y0, x1 - right, top - y0, x1 - left),
            180: (x1 - right, y1 - top, x1 - left, y1 - bottom),
            270: (y1 - top, left - x0, y1 - bottom, right - x0),
        }[self.turn]

    def in_file(self, shown: Rectangle) -> Rectangle:
        """Measure a rectangle that is seen as the file has it."""
        x0, y0, x1, y1 = self.box
        left, bottom, right, top = shown
        return {
            0: (x0 + left, y0 + bottom, x0 + right, y0 + top),
            90: (x1 - top, y0 + left, x1 - bottom, y0 + right),
            180: (x1 - right, y1 - top, x1 - left, y1 - bottom),
            270: (x0 + bottom, y1 - right, x0 + top, y1 - left),
        }[self.turn]

    def take(self, shown: Rectangle) -> None:
        """Remember what stands in the strip where notes go."""
        _left, bottom, right, top = shown
        if right > self.width - EDGE - NOTE:
            low, high = (max(0, min(len(self.taken), round(side))) for side in (bottom, top))
            self.taken[low:high] = b"\1" * (high - low)

    def place_for_note(self, top: float) -> Rectangle:
        """Find a place in the right margin: at this height, else the nearest free one below, else above it."""
        highest = len(self.taken) - int(NOTE) - 1
        wanted = max(0, min(highest, round(top - NOTE)))
        tried = [*range(wanted, -1, -1), *range(wanted + 1, highest + 1)]
        size = int(NOTE) + _BETWEEN
        bottom = next((low for low in tried if not any(self.taken[low : low + size])), wanted)
        place = (self.width - EDGE - NOTE, float(bottom), self.width - EDGE, bottom + NOTE)
        self.take(place)
        return place


@dataclass(frozen=True, slots=True)
class Spot:
    """One place on a page where a field is filled in, as it is seen."""

    sheet: Sheet
    place: Rectangle
    is_button: bool

    @property
    def height_of_note(self) -> float:
        """Where the top of a note stands beside it: at its own top, or centred on what is lower than a note."""
        _left, bottom, _right, top = self.place
        return max(top, (bottom + top + NOTE) / 2)


def sheets_of(pages: Iterable[PageObject]) -> list[Sheet]:
    """Measure all pages, with the fields that reach into the margin."""
    sheets = [Sheet.of(page, number) for number, page in enumerate(pages, start=1)]
    for sheet in sheets:
        for annotation in _dictionaries(sheet.page):
            if place := _rectangle(annotation, "/Rect"):
                sheet.take(sheet.shown(place))
    return sheets


class Spots:
    """Finds where fields stand: the way back from a widget to its page."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        """Take the pages to look on."""
        self._sheet_of = {id(widget): sheet for sheet in sheets for widget in _dictionaries(sheet.page)}

    def of(self, fields: Iterable[RawField]) -> list[Spot]:
        """The places of some fields, page by page; none for what is hidden or off the page."""
        found = []
        for one in fields:
            for widget in one.widgets:
                sheet, place = self._sheet_of.get(id(widget)), _rectangle(widget, "/Rect")
                if sheet and place and not _is_hidden(widget) and _is_seen(sheet, place):
                    found.append(Spot(sheet, sheet.shown(place), one.kind == "/Btn"))
        return sorted(found, key=lambda spot: spot.sheet.number)


def _dictionaries(page: PageObject) -> list[DictionaryObject]:
    listed = entry(page, "/Annots")
    items = listed if isinstance(listed, ArrayObject) else ()
    return [found for item in items if isinstance(found := resolved(item), DictionaryObject)]


def _rectangle(owner: DictionaryObject, key: str) -> Rectangle | None:
    """A rectangle with its corners in order; None for what is no rectangle."""
    listed = entry(owner, key)
    items = [resolved(item) for item in listed] if isinstance(listed, ArrayObject) else []
    sides = [float(side) for side in items if isinstance(side, NumberObject | FloatObject)]
    if len(sides) != _SIDES or not all(map(math.isfinite, sides)):
        return None
    left, bottom, right, top = sides
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _is_hidden(widget: DictionaryObject) -> bool:
    flags = entry(widget, "/F")
    return isinstance(flags, NumberObject) and bool(flags & (_HIDDEN | _NO_VIEW))


def _is_seen(sheet: Sheet, place: Rectangle) -> bool:
    """Tell whether the middle of a rectangle with a size lies on the page."""
    left, bottom, right, top = sheet.shown(place)
    across, up = (left + right) / 2, (bottom + top) / 2
    return right - left >= 1 <= top - bottom and 0 <= across <= sheet.width and 0 <= up <= sheet.height
