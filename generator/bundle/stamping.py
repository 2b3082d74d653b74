"""What is drawn over the pages of a bundle: the foot of every page, the watermark, and what a blank page says."""

import math
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from generator.bundle.sheets import Box
from generator.bundle.typesetting import Style, Type
from generator.pdf_colours import ACCENT, HAIRLINE, INK, SOFT

BLANK = "Deze bladzijde is met opzet leeg."
CONTENTS = "inhoud"
_SIZE, _STRIP, _MARGIN, _BASE = 8.0, 22.0, 24.0, 8.0
"""The foot of an A4: type size, height of the strip, distance from the sides, height of the base line."""
_A4_WIDTH = 595.0
_NARROWEST = 150.0
"""A page narrower or lower than this gets a sheet on which the foot can be read."""
_LIGHT = 0.08
"""How much of the watermark one sees: enough on paper, too little to hinder reading."""
_MARK_LINES = 2


@dataclass(frozen=True, slots=True)
class Foot:
    """What the foot of one page says: where we are, and the number."""

    place: str
    number: int
    of: int


def sheet_size(width: float, height: float) -> tuple[float, float]:
    """The size of the sheet for a page: its own, or the least on which a foot can be read."""
    return max(width, _NARROWEST), max(height, _NARROWEST)


def strip(width: float, height: float) -> float:
    """The height of the strip at the foot of a sheet that the content leaves free."""
    return _STRIP * _scale(width, height)


def put_foot(canvas: Canvas, kind: Type, size: tuple[float, float], foot: Foot) -> Box:
    """Draw the foot; gives the place of the word that leads back to the contents."""
    width, height = size
    scale = _scale(width, height)
    told = f"pagina {foot.number} van {foot.of}"
    margin = min(_MARGIN * scale, width * 0.06)
    plain = Style(_SIZE * scale, 0, SOFT)
    bold = Style(_SIZE * scale, 0, INK, bold=True)
    base = _BASE * scale
    right = width - margin - kind.width(told, bold)
    middle = right - 2 * plain.size - kind.width(CONTENTS, plain)
    canvas.setStrokeColorRGB(*HAIRLINE)
    canvas.setLineWidth(0.5 * scale)
    canvas.line(margin, base * 2.1, width - margin, base * 2.1)
    kind.draw(canvas, right, base, told, bold)
    kind.draw(canvas, middle, base, CONTENTS, Style(plain.size, 0, ACCENT))
    room = middle - margin - 2 * plain.size
    if room > 6 * plain.size:
        kind.draw(canvas, margin, base, kind.shortened(foot.place, plain, room), plain)
    return (middle - 2, base - 3 * scale, middle + kind.width(CONTENTS, plain) + 2, base + plain.size)


def put_watermark(canvas: Canvas, kind: Type, size: tuple[float, float], text: str) -> None:
    """Draw a text lightly from corner to corner, as large as fits."""
    width, height = size
    length = math.hypot(width, height) * 0.8
    style, lines = _marked(kind, text, length, min(width, height) * 0.2)
    canvas.saveState()
    canvas.setFillAlpha(_LIGHT)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    y = (len(lines) - 1) * style.lead / 2 - style.size * 0.3
    for line in lines:
        kind.draw(canvas, -kind.width(line, style) / 2, y, line, style)
        y -= style.lead
    canvas.restoreState()


def put_blank(canvas: Canvas, kind: Type, size: tuple[float, float]) -> None:
    """Say on a blank page that nothing is missing."""
    style = Style(10, 0, SOFT)
    kind.draw(canvas, (size[0] - kind.width(BLANK, style)) / 2, size[1] / 2, BLANK, style)


def _scale(width: float, height: float) -> float:
    """Larger paper is seen from further away, or printed smaller."""
    return max(1.0, min(width, height) / _A4_WIDTH)


@lru_cache(maxsize=64)
def _marked(kind: Type, text: str, length: float, height: float) -> tuple[Style, tuple[str, ...]]:
    """The largest type in which the text fits in a few lines."""
    size = height / 2
    while True:
        style = Style(size, size * 1.2, INK, bold=True)
        lines = kind.wrapped(text, style, length)
        fits = len(lines) <= _MARK_LINES and len(lines) * style.lead <= height
        broken = any(kind.width(word, style) > length for word in text.split())
        if size < 6 or (fits and not broken):  # noqa: PLR2004
            return style, lines[:_MARK_LINES]
        size *= 0.92
