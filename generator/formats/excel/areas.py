"""Places in a workbook: cells, rectangles of cells, and the ways in which a file writes them down.

Source: ECMA-376 part 1 §18.17.2 (references), §18.18.76 (``ST_Sqref``).
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from openpyxl.utils.cell import SHEETRANGE_RE, get_column_letter, range_boundaries

from generator.opc import Damaged

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
_MAX_HITS = 200_000

Columns = Mapping[int, Collection[int]]
"""Wanted cells of one sheet: the columns by row."""


class Place(NamedTuple):
    """One cell: the position of its sheet from 0, row and column from 1."""

    sheet: int
    row: int
    column: int

    @property
    def cell(self) -> str:
        """As a person calls it: ``B4``."""
        return f"{get_column_letter(self.column)}{self.row}"


class Area(NamedTuple):
    """A rectangle of cells on one sheet, its edges included."""

    sheet: int
    top: int
    left: int
    bottom: int
    right: int

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.right - self.left + 1

    @property
    def size(self) -> int:
        """Number of cells."""
        return (self.bottom - self.top + 1) * self.width

    @property
    def first(self) -> Place:
        """The cell at the top left."""
        return Place(self.sheet, self.top, self.left)

    def places(self) -> Iterator[Place]:
        """All cells, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield Place(self.sheet, row, column)

    def holds(self, place: Place) -> bool:
        """Tell whether a cell lies in here."""
        return (
            self.sheet == place.sheet
            and self.top <= place.row <= self.bottom
            and self.left <= place.column <= self.right
        )

    def encloses(self, other: "Area") -> bool:
        """Tell whether all of another area lies in here."""
        return self.holds(other.first) and self.holds(Place(other.sheet, other.bottom, other.right))

    def split(self, cells: int) -> tuple["Area | None", "Area | None"]:
        """Cut after as many whole rows as ``cells`` allows: what is kept, and what lies beyond."""
        rows = cells // self.width
        if rows == 0:
            return None, self
        if self.top + rows > self.bottom:
            return self, None
        return self._replace(bottom=self.top + rows - 1), self._replace(top=self.top + rows)


def referred(reference: str, sheets: Mapping[str, int], own: int | None = None) -> tuple[Area, ...]:
    """Read a reference such as ``'Blad 1'!$B$4,Blad2!A1:A9``: its areas, or none when it is anything else.

    Formulas, constants, other workbooks, ranges over several sheets and broken references (``#REF!``) are no
    areas. ``sheets`` gives the position of a sheet by its case-folded title; ``own`` is the sheet that is meant
    where none is named.
    """
    text = reference.strip().removeprefix("=")
    if own is not None and "!" not in text:
        return listed(text.replace(",", " "), own)
    areas: list[Area] = []
    position = 0
    while match := SHEETRANGE_RE.match(text, position):
        title = (match["quoted"] or match["notquoted"] or "").replace("''", "'")
        area = _area(match["cells"], sheets.get(title.casefold()))
        if area is None:
            return ()
        areas.append(area)
        position = match.end() + 1
        if position > len(text):
            return tuple(areas)
        if text[position - 1] != ",":
            return ()
    return ()


def listed(references: str, sheet: int) -> tuple[Area, ...]:
    """Read a list of ranges on one sheet, parted by blanks (``B2 B4:C9``); what is no range is left out."""
    areas = (_area(reference, sheet) for reference in references.split())
    return tuple(area for area in areas if area is not None)


def covering(areas: Iterable[Area], wanted: Columns) -> dict[tuple[int, int], Area]:
    """For each wanted cell of one sheet, the first area that covers it."""
    rows = sorted(wanted)
    found: dict[tuple[int, int], Area] = {}
    hits = 0
    for area in areas:
        for place in range(bisect_left(rows, area.top), len(rows)):
            row = rows[place]
            if row > area.bottom:
                break
            for column in wanted[row]:
                if area.left <= column <= area.right:
                    found.setdefault((row, column), area)
            hits += 1
        if hits > _MAX_HITS:
            raise Damaged
    return found


def grouped(places: Iterable[Place]) -> dict[int, dict[int, set[int]]]:
    """Places by sheet, and in it the columns by row."""
    sheets: dict[int, dict[int, set[int]]] = {}
    for place in places:
        sheets.setdefault(place.sheet, {}).setdefault(place.row, set()).add(place.column)
    return sheets


def _area(cells: str, sheet: int | None) -> Area | None:
    """One range as it is written (``$B$4``, ``A1:C9``, ``A:A``); None when it is none, or on no sheet."""
    try:
        left, top, right, bottom = range_boundaries(cells)
    except ValueError:
        return None
    if sheet is None or (left is None and top is None):
        return None
    left, right = sorted((left or 1, right or MAX_COLUMN))
    top, bottom = sorted((1 if top is None else top, bottom or MAX_ROW))
    if not (1 <= top <= bottom <= MAX_ROW and right <= MAX_COLUMN):
        return None
    return Area(sheet, top, left, bottom, right)
