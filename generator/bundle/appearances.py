"""Drawing what fields say where the file brings no appearance of its own (ISO 32000-2 §12.7.4.3)."""

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from generator.bundle.fields import Entry
from generator.bundle.typesetting import Board, Style, Type
from generator.pdf_colours import Colour

_LARGEST, _IN_LINES, _SMALLEST = 12.0, 10.0, 4.0
_PAD = 2.0
_STEP = 0.5
_LEAD = 1.2


@dataclass(frozen=True, slots=True)
class Look:
    """One field to draw: an entry, or a tick."""

    width: float
    height: float
    entry: Entry | None = None
    ticked: bool = False
    ground: Colour | None = None
    edge: Colour | None = None


def draw(board: Board, look: Look) -> None:
    """Draw a field on a page of its own size."""
    canvas = board.page(look.width, look.height)
    clip = canvas.beginPath()
    clip.rect(0, 0, look.width, look.height)
    canvas.clipPath(clip, stroke=0, fill=0)
    _box(canvas, look)
    if look.ticked:
        _tick(canvas, look)
    elif look.entry and look.entry.cells:
        _cells(canvas, board.kind, look, look.entry)
    elif look.entry:
        _text(canvas, board.kind, look, look.entry)
    board.end()


def _box(canvas: Canvas, look: Look) -> None:
    if look.ground:
        canvas.setFillColorRGB(*look.ground)
        canvas.rect(0, 0, look.width, look.height, stroke=0, fill=1)
    if look.edge:
        canvas.setStrokeColorRGB(*look.edge)
        canvas.setLineWidth(1)
        canvas.rect(0.5, 0.5, max(0, look.width - 1), max(0, look.height - 1), stroke=1, fill=0)


def _tick(canvas: Canvas, look: Look) -> None:
    side = min(look.width, look.height)
    left, bottom = (look.width - side) / 2, (look.height - side) / 2
    canvas.setStrokeColorRGB(0, 0, 0)
    canvas.setLineWidth(max(0.8, side * 0.12))
    path = canvas.beginPath()
    path.moveTo(left + side * 0.2, bottom + side * 0.5)
    path.lineTo(left + side * 0.42, bottom + side * 0.25)
    path.lineTo(left + side * 0.8, bottom + side * 0.78)
    canvas.drawPath(path, stroke=1, fill=0)


def _cells(canvas: Canvas, kind: Type, look: Look, entry: Entry) -> None:
    style = Style(entry.size or min(_LARGEST, look.height * 0.7), 0, entry.colour)
    cell = look.width / entry.cells
    for place, sign in enumerate(entry.text[: entry.cells]):
        x = place * cell + (cell - kind.width(sign, style)) / 2
        kind.draw(canvas, x, _middle(look, style), sign, style)


def _text(canvas: Canvas, kind: Type, look: Look, entry: Entry) -> None:
    style, lines = _fitted(kind, look, entry)
    room = look.width - 2 * _PAD
    y = look.height - _PAD - style.size * 0.8 if entry.lines else _middle(look, style)
    for line in lines:
        spare = max(0.0, room - kind.width(line, style))
        kind.draw(canvas, _PAD + spare * entry.align / 2, y, line, style)
        y -= style.lead


def _fitted(kind: Type, look: Look, entry: Entry) -> tuple[Style, tuple[str, ...]]:
    """Make the type smaller until all of the text is there."""
    size = entry.size or (_IN_LINES if entry.lines else max(_SMALLEST, min(_LARGEST, look.height * 0.7)))
    while True:
        style = Style(size, size * _LEAD, entry.colour)
        lines = _lines(kind, entry, style, look.width - 2 * _PAD)
        tall = len(lines) * style.lead > look.height - _PAD if entry.lines else False
        wide = not entry.lines and kind.width(lines[0], style) > look.width - 2 * _PAD
        if size <= _SMALLEST or not (tall or wide):
            return style, lines
        size = max(_SMALLEST, size - _STEP)


def _lines(kind: Type, entry: Entry, style: Style, width: float) -> tuple[str, ...]:
    if not entry.lines:
        return (" ".join(entry.text.split("\n")),)
    return tuple(
        line for part in entry.text.split("\n") for line in kind.wrapped(part, style, width) or ("",)
    )


def _middle(look: Look, style: Style) -> float:
    return (look.height - style.size) / 2 + style.size * 0.22
