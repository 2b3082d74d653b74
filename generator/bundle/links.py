"""Links from one page of a part to another of it (ISO 32000-2 §12.3.2): the only ones that are kept."""

from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import (
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from generator.bundle.reading import at, followed, listed, name_of, number, rectangle
from generator.bundle.sheets import Box, Sheet, moved, moved_box

_NAMES, _DEPTH = 50_000, 40
_HEIGHT_AT = {"/XYZ": 3, "/FitH": 2, "/FitBH": 2, "/FitR": 5}
"""Where in a destination its height stands."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page, in points from its bottom left as seen, and where it leads."""

    place: Box
    page: int
    """Which page of the part, from 0."""
    top: float | None
    """How high on that page, nothing for its top edge."""


class Goals:
    """Finds where links of one file lead."""

    def __init__(self, reader: PdfReader, sheets: list[Sheet]) -> None:
        self._sheets = sheets
        self._pages = {sheet.number: place for place, sheet in enumerate(sheets) if sheet.number}
        self._named = _named(reader)

    def link(self, annotation: DictionaryObject, sheet: Sheet) -> Link | None:
        """Read a link annotation; nothing when it leads elsewhere than to a page of its own file."""
        goal = at(annotation, "/Dest")
        action = at(annotation, "/A")
        if goal is None and name_of(action, "/S") == "/GoTo":
            goal = at(action, "/D")
        place = rectangle(at(annotation, "/Rect"))
        parts = list(listed(self._resolved(goal)))
        page = self._page(parts[0]) if parts else None
        if page is None or place is None:
            return None
        return Link(moved_box(sheet.upright, place), page, self._top(parts, self._sheets[page]))

    def _resolved(self, goal: PdfObject | None) -> PdfObject | None:
        if isinstance(goal, NameObject | TextStringObject | ByteStringObject):
            goal = self._named.get(_key(goal))
        goal = followed(goal)
        return at(goal, "/D") if isinstance(goal, DictionaryObject) else goal

    def _page(self, raw: PdfObject) -> int | None:
        if isinstance(raw, IndirectObject):
            return self._pages.get(raw.idnum)
        if isinstance(raw, NumberObject) and 0 <= raw < len(self._sheets):
            return int(raw)
        return None

    def _top(self, parts: list[PdfObject], sheet: Sheet) -> float | None:
        kind = str(followed(parts[1])) if len(parts) > 1 else ""
        place = _HEIGHT_AT.get(kind, len(parts))
        height = number(parts[place]) if place < len(parts) else None
        if height is None:
            return None
        left = number(parts[2]) if kind == "/XYZ" else None
        return moved(sheet.upright, sheet.box[0] if left is None else left, height)[1]


def _key(told: PdfObject | None) -> str:
    return told.decode("latin-1") if isinstance(told, ByteStringObject) else str(told)


def _named(reader: PdfReader) -> dict[str, PdfObject]:
    """Collect the destinations that have a name: the old way and the tree of names."""
    found: dict[str, PdfObject] = {}
    old = at(reader.root_object, "/Dests")
    if isinstance(old, DictionaryObject):
        found.update({str(key): raw for key, raw in old.items()})
    seen: set[int] = set()
    waiting = [(at(at(reader.root_object, "/Names"), "/Dests"), 0)]
    while waiting and len(found) < _NAMES and len(seen) < _NAMES:
        node, depth = waiting.pop()
        if not isinstance(node, DictionaryObject) or id(node) in seen or depth > _DEPTH:
            continue
        seen.add(id(node))
        pairs = list(listed(at(node, "/Names")))
        for key, raw in zip(pairs[0::2], pairs[1::2], strict=False):
            found[_key(followed(key))] = raw
        waiting.extend((followed(kid), depth + 1) for kid in listed(at(node, "/Kids")))
    return found
