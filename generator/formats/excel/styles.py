"""How an Excel form looks: type and colours of the house, as named cell styles that staff see in the menu of Excel."""

import math
from collections.abc import Iterator

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, NamedStyle, PatternFill, Protection, Side

from generator.colours import ACCENT, ALARM, EDGE, HAIRLINE, INK, LOCKED, SOFT, TINT, WHITE
from generator.formats.word.styles import FACE

HOUSE, TITLE, HEADING, FRAMED = "Huis", "Formuliertitel", "Groep", "Kader"
NOTE, CONDITION, LABEL, HELP, OPTION = "Uitleg", "Voorwaarde", "Vraag", "Hulp", "Keuze"
UNDER = "Hulp kolom"
HEAD, NUMBER, GROUP = "Kolomkop", "Rijnummer", "Kolomgroep"
ANSWER, TALL, CROSS = "Antwoord", "Antwoord tekst", "Antwoord kruisje"
COMPUTED = "Berekend"
TEXT_FORMAT = "@"
_SMALL = 9
LINE, SMALL_LINE, PAD = 13.5, 12.5, 5.0
"""Heights, in points: of a line of an answer, of a line of help, and above and below them together."""
TALLEST = 409.0
"""Excel makes no row taller."""
_LETTERS, _LOST = 1.25, 2.0
"""Letters on a unit of column width, at the size of an answer, and how many the edges take."""


def styles() -> Iterator[NamedStyle]:
    """All styles of a workbook; made anew each time, for a style belongs to one workbook."""
    yield _style(HOUSE, _font(11, ACCENT, bold=True), wrap=False)
    yield _style(TITLE, _font(20, ACCENT, bold=True), wrap=False)
    yield _style(HEADING, _font(12, ACCENT, bold=True), wrap=False)
    yield _style(FRAMED, _font(10), fill=TINT, border=Border(left=_line(ACCENT, "thick")), indent=1)
    yield _style(NOTE, _font(_SMALL, SOFT))
    yield _style(CONDITION, _font(_SMALL, SOFT), fill=TINT, indent=1)
    yield _style(LABEL, _font(10), fill=TINT, border=_box(HAIRLINE), indent=1)
    yield _style(HELP, _font(_SMALL, SOFT), indent=1)
    yield _style(UNDER, _font(_SMALL, SOFT), down="bottom", indent=1)
    yield _style(OPTION, _font(10), indent=1)
    yield _style(HEAD, _font(10, ACCENT, bold=True), fill=TINT, border=_box(EDGE), indent=1)
    yield _style(NUMBER, _font(10, ACCENT, bold=True), fill=TINT, border=_box(HAIRLINE), across="center")
    yield _style(GROUP, _font(11, WHITE, bold=True), fill=ACCENT, wrap=False, indent=1)
    yield from _answers()


def _answers() -> Iterator[NamedStyle]:
    """The styles of what is filled in; all text: no zero is lost, no day taken for a month."""
    edge = _box(EDGE)
    yield _style(ANSWER, _font(10), border=edge, kind=TEXT_FORMAT, locked=False, indent=1)
    yield _style(TALL, _font(10), border=edge, kind=TEXT_FORMAT, locked=False, down="top", indent=1)
    yield _style(CROSS, _font(10, bold=True), border=edge, kind=TEXT_FORMAT, locked=False, across="right")
    yield _style(COMPUTED, _font(10, SOFT), fill=LOCKED, border=_box(HAIRLINE), kind=TEXT_FORMAT, indent=1)


def starred(label: str) -> str | CellRichText:
    """A label with its star, when it has one, in red."""
    plain = label.removesuffix("*")
    if plain == label:
        return label
    return CellRichText(_run(plain), _run("*", ALARM, bold=True))


def with_help(label: str, told: str) -> CellRichText:
    """A label with its help under it, small and grey."""
    blocks = starred(label)
    parts = list(blocks) if isinstance(blocks, CellRichText) else [_run(blocks)]
    return CellRichText(*parts, _run(f"\n{told}", SOFT, _SMALL)) if told else CellRichText(*parts)


def lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column of some width."""
    room = max(1.0, width * _LETTERS - _LOST)
    return sum(max(1, math.ceil(len(part) / room)) for part in text.split("\n"))


def _run(text: str, colour: str = INK, size: int = 10, *, bold: bool = False) -> TextBlock:
    return TextBlock(InlineFont(rFont=FACE, sz=size, b=bold or None, color=Color(colour)), text)


def _font(size: int, colour: str = INK, *, bold: bool = False) -> Font:
    return Font(FACE, size, bold=bold, color=colour)


def _style(  # noqa: PLR0913 - one look
    name: str,
    font: Font,
    *,
    fill: str = "",
    border: Border | None = None,
    kind: str = "General",
    locked: bool = True,
    wrap: bool = True,
    across: str = "left",
    indent: int = 0,
    down: str = "center",
) -> NamedStyle:
    return NamedStyle(
        name,
        font=font,
        fill=PatternFill("solid", fgColor=fill) if fill else PatternFill(),
        border=border or Border(),
        alignment=Alignment(horizontal=across, vertical=down, wrap_text=wrap, indent=indent),
        number_format=kind,
        protection=Protection(locked=locked),
    )


def _line(colour: str, kind: str = "thin") -> Side:
    return Side(kind, color=colour)  # type: ignore[arg-type]


def _box(colour: str) -> Border:
    return Border(left=_line(colour), right=_line(colour), top=_line(colour), bottom=_line(colour))
