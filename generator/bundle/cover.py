"""The first page of a bundle: what it is, for whom, and how to treat it."""

from generator.bundle.book import Cover
from generator.bundle.typesetting import Board, Style
from generator.dutch import long_date
from generator.pdf_colours import ACCENT, INK, SOFT, TINT, WHITE

PAGE = (595.276, 841.89)
"""A4."""
_LEFT = 62.0
_WIDTH = PAGE[0] - 2 * _LEFT
_BAND = 250.0
_ORGAN = Style(13, 17, WHITE, bold=True)
_TITLE = Style(32, 39, WHITE, bold=True)
_LINE = Style(13, 18, INK)
_LABEL = Style(9.5, 12, SOFT)
_FACT = Style(14, 18, INK, bold=True)
_WARNING = Style(12, 16, ACCENT, bold=True)
_CLOSING = Style(11, 15, INK)


def draw_cover(board: Board, cover: Cover, counted: str) -> None:
    """Draw the cover; ``counted`` tells how much is in the bundle."""
    canvas, kind = board.canvas, board.kind
    with board.aside():
        canvas.setFillColorRGB(*ACCENT)
        canvas.rect(0, PAGE[1] - _BAND, PAGE[0], _BAND, stroke=0, fill=1)
    _down(board, PAGE[1] - 76, [(cover.organ, _ORGAN, 2)])
    title = kind.wrapped(cover.title, _TITLE, _WIDTH, 3)
    y = PAGE[1] - _BAND + 34 + (len(title) - 1) * _TITLE.lead
    with board.said("H1"):
        for line in title:
            kind.draw(canvas, _LEFT, y, line, _TITLE)
            y -= _TITLE.lead
    y = _down(board, PAGE[1] - _BAND - 44, [(line, _LINE, 2) for line in cover.lines])
    facts = [("Zitting", long_date(cover.day)), ("Inhoud", counted), ("Exemplaar voor", cover.copy_for)]
    for label, fact in facts:
        if fact:
            y = _down(board, y - 12, [(label, _LABEL, 1), (fact, _FACT, 2)])
    _notice(board, cover)


def _notice(board: Board, cover: Cover) -> None:
    """The box at the bottom: confidential, and what to do with it afterwards."""
    canvas, kind = board.canvas, board.kind
    told = [
        (line, style)
        for text, style in ((cover.confidential, _WARNING), (cover.closing, _CLOSING))
        for line in kind.wrapped(text, style, _WIDTH - 36, 6)
    ]
    if not told:
        return
    height = sum(style.lead for _, style in told) + 26
    bottom = 74.0
    with board.aside():
        canvas.setFillColorRGB(*TINT)
        canvas.rect(_LEFT, bottom, _WIDTH, height, stroke=0, fill=1)
        canvas.setFillColorRGB(*ACCENT)
        canvas.rect(_LEFT, bottom, 4, height, stroke=0, fill=1)
    y = bottom + height - 13
    with board.said("P"):
        for line, style in told:
            kind.draw(canvas, _LEFT + 18, y - style.size * 0.8, line, style)
            y -= style.lead


def _down(board: Board, y: float, texts: list[tuple[str, Style, int]]) -> float:
    """Draw texts below one another, each in at most so many lines; gives where the next begins."""
    with board.said("P"):
        for text, style, most in texts:
            for line in board.kind.wrapped(text, style, _WIDTH, most):
                board.kind.draw(board.canvas, _LEFT, y - style.size * 0.8, line, style)
                y -= style.lead
    return y
