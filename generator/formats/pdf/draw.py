"""Drawing pages: everything but the fields, with reportlab."""

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from generator.formats.pdf.fonts import Type
from generator.formats.pdf.items import Arrow, Box, Page, Words, is_spoken
from generator.formats.pdf.style import PAGE_HEIGHT, PAGE_WIDTH
from generator.pdf_colours import ACCENT

_ASCENT = 0.76
"""How far below the top of a line its letters stand, as a part of the type size."""


def draw(pages: Sequence[Page], kind: Type, title: str, author: str) -> bytes:
    """Draw pages as a PDF without fields. Fixed dates, so that the same pages are the same bytes.

    Each text lies between marks that the structure tree points at (ISO 32000-2 §14.7.5); the rest is decoration.
    """
    sheet = io.BytesIO()
    canvas = Canvas(sheet, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang="nl-BE")
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("dossier")
    for page in pages:
        _draw_page(canvas, page, kind)
        canvas.showPage()
    canvas.save()
    return sheet.getvalue()


def _draw_page(canvas: Canvas, page: Page, kind: Type) -> None:
    number = 0
    for item in page:
        if is_spoken(item):
            canvas.addLiteral(f"/{item.role.value} <</MCID {number}>> BDC")
            _words(canvas, item, kind)
            canvas.addLiteral("EMC")
            number += 1
            continue
        canvas.addLiteral("/Artifact BMC")
        if isinstance(item, Words):
            _words(canvas, item, kind)
        elif isinstance(item, Box):
            _box(canvas, item)
        elif isinstance(item, Arrow):
            _arrow(canvas, item)
        canvas.addLiteral("EMC")


def _words(canvas: Canvas, words: Words, kind: Type) -> None:
    style = words.style
    canvas.setFont(kind.font(style.face), style.size)
    canvas.setFillColorRGB(*style.colour)
    above = (style.lead - style.size) / 2 + style.size * _ASCENT
    for number, line in enumerate(words.lines, start=1):
        gap = " " if number < len(words.lines) else ""  # else a screen reader joins the words on both sides
        y = PAGE_HEIGHT - words.y - (number - 1) * style.lead - above
        canvas.drawString(words.x, y, f"{line}{gap}")


def _box(canvas: Canvas, box: Box) -> None:
    if box.fill:
        canvas.setFillColorRGB(*box.fill)
    if box.edge:
        canvas.setStrokeColorRGB(*box.edge)
        canvas.setLineWidth(0.6)
    bottom = PAGE_HEIGHT - box.y - box.height
    shown = {"fill": int(box.fill is not None), "stroke": int(box.edge is not None)}
    if box.radius:
        canvas.roundRect(box.x, bottom, box.width, box.height, box.radius, **shown)
    else:
        canvas.rect(box.x, bottom, box.width, box.height, **shown)


def _arrow(canvas: Canvas, arrow: Arrow) -> None:
    x, y = arrow.x, PAGE_HEIGHT - arrow.y
    canvas.setFillColorRGB(*ACCENT)
    triangle = canvas.beginPath()
    triangle.moveTo(x - 3, y + 1.6)
    triangle.lineTo(x + 3, y + 1.6)
    triangle.lineTo(x, y - 2.2)
    triangle.close()
    canvas.drawPath(triangle, stroke=0, fill=1)
