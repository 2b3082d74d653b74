"""The table of contents: first laid out, so that its length is known, then drawn with the true page numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from generator.bundle.book import Item
from generator.bundle.cover import PAGE
from generator.bundle.sheets import Box
from generator.bundle.typesetting import Board, Style, Type
from generator.pdf_colours import ACCENT, HAIRLINE, INK, SOFT

TITLE = "Inhoud"
ROW = "Link"
"""The role of a row, which is a link as a whole."""
_LEFT, _RIGHT = 56.0, PAGE[0] - 56.0
_TOP, _BOTTOM = PAGE[1] - 60.0, 54.0
_HEADING = Style(20, 34, ACCENT, bold=True)
_COLUMN = Style(8.5, 12, SOFT)
_NUMBER = Style(10, 14, ACCENT, bold=True)
_ITEM = Style(10.5, 14, INK, bold=True)
_PART = Style(10, 14, INK)
_PAGE_ROOM, _GAP, _ABOVE = 34.0, 10.0, 7.0
_ITEM_LINES, _PART_LINES = 3, 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the contents: an item (with its number) or a document of it."""

    number: str
    lines: tuple[str, ...]

    @property
    def style(self) -> Style:
        """Its type."""
        return _ITEM if self.number else _PART

    @property
    def height(self) -> float:
        """How much of the page it takes."""
        return len(self.lines) * self.style.lead + (_ABOVE if self.number else 0)


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents, divided over pages."""

    pages: tuple[tuple[Row, ...], ...]
    indent: float
    """Where the titles begin, right of the widest number."""


def laid_out(items: Sequence[Item], kind: Type) -> Contents:
    """Divide the contents over pages; an item is not parted from its first document."""
    widest = max((kind.width(item.number, _NUMBER) for item in items), default=0.0)
    indent = min(_LEFT + widest + 14, _LEFT + 190)
    pages: list[tuple[Row, ...]] = []
    page: list[Row] = []
    free = _room()
    for group in _groups(items, kind, indent):
        needed = sum(row.height for row in group)
        if page and needed > free:
            pages.append(tuple(page))
            page, free = [], _room()
        page.extend(group)
        free -= needed
    return Contents((*pages, tuple(page)), indent)


def draw_contents(
    board: Board, contents: Contents, page: int, numbers: Iterator[int]
) -> list[tuple[Box, int]]:
    """Draw one page of the contents; gives the place of every row and the number of the page that it leads to."""
    canvas, kind = board.canvas, board.kind
    with board.aside() if page else board.said("H1"):
        heading = f"{TITLE} (vervolg)" if page else TITLE
        kind.draw(canvas, _LEFT, _TOP - _HEADING.size * 0.8, heading, _HEADING)
    with board.aside():
        start = _RIGHT - kind.width("pagina", _COLUMN)
        kind.draw(canvas, start, _TOP - _HEADING.size * 0.8, "pagina", _COLUMN)
    places: list[tuple[Box, int]] = []
    y = _TOP - _HEADING.lead
    for row in contents.pages[page]:
        goal = next(numbers)
        if row.number:
            y -= _ABOVE
            _rule(board, y + 2)
        with board.said(ROW):
            if row.number:
                shown = kind.shortened(row.number, _NUMBER, contents.indent - _LEFT - 6)
                kind.draw(canvas, _LEFT, y - _base(_ITEM), shown, _NUMBER)
            bottom = _row(canvas, kind, contents, row, y, str(goal))
        places.append(((_LEFT, bottom, _RIGHT, y), goal))
        y = bottom
    return places


def _rule(board: Board, y: float) -> None:
    with board.aside():
        board.canvas.setStrokeColorRGB(*HAIRLINE)
        board.canvas.setLineWidth(0.6)
        board.canvas.line(_LEFT, y, _RIGHT, y)


def _row(canvas: Canvas, kind: Type, contents: Contents, row: Row, y: float, goal: str) -> float:
    left = contents.indent
    for line in row.lines:
        kind.draw(canvas, left, y - _base(row.style), line, row.style)
        y -= row.style.lead
    base = y + row.style.lead - _base(row.style)
    start = _RIGHT - kind.width(goal, row.style)
    kind.draw(canvas, start, base, goal, row.style)
    canvas.setStrokeColorRGB(*SOFT)
    canvas.setLineWidth(0.6)
    canvas.setDash(0.6, 3)
    end = left + kind.width(row.lines[-1], row.style) + 5
    if start - 5 > end:
        canvas.line(end, base + 0.6, start - 5, base + 0.6)
    canvas.setDash()
    return y


def _groups(items: Sequence[Item], kind: Type, indent: float) -> Iterator[list[Row]]:
    """Rows that stay together: an item with its first document, every other document by itself."""
    room = _RIGHT - _PAGE_ROOM - _GAP - indent
    for item in items:
        rows = [Row(item.number or " ", _titled(kind, item.title, _ITEM, room, _ITEM_LINES))]
        rows += [Row("", _titled(kind, part.title, _PART, room, _PART_LINES)) for part in item.documents]
        yield rows[:2]
        yield from ([row] for row in rows[2:])


def _titled(kind: Type, title: str, style: Style, room: float, most: int) -> tuple[str, ...]:
    return kind.wrapped(title, style, room, most) or ("",)


def _room() -> float:
    return _TOP - _HEADING.lead - _BOTTOM


def _base(style: Style) -> float:
    """How far the base line is below the top of a line."""
    return (style.lead - style.size) / 2 + style.size * 0.76
