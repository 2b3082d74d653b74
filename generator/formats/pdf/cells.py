"""One field on a page: its label, the place to fill it in, and a word of help."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.nesting import Value
from generator.formats.asking import help_of, label_of, tip_of
from generator.formats.fieldmap import Leaf
from generator.formats.pdf.fonts import Type, entry_lines
from generator.formats.pdf.items import Arrow, Box, Item, Look, Place, Words
from generator.formats.pdf.style import (
    BOX_FILL,
    BOX_HEIGHT,
    COLUMNS,
    ENTRY_LEAD,
    ENTRY_PAD,
    ENTRY_SIZE,
    HELP,
    LABEL,
    MARK,
    OPTION,
    TALL_BOX,
    TALL_BOX_IN_ROW,
    TALLEST_BOX,
    UNIT,
    span_width,
)
from generator.pdf_colours import EDGE, LOCKED, WHITE

MAX_RADIO, MAX_RADIO_IN_ROW = 4, 2
"""Up to this many choices are radio buttons; in a list of rows fewer, so that a row stays small."""
_SHORT_EXAMPLE = 6
_LABEL_LINES = 2
_NARROW = {"date", "month", "integer", "percentage", "amount", "postcode", "phone", "insz"}
"""Where the paper says less than the kind of answer would."""
_OPTION_LINE = 17.0
_BESIDE = 5.0
_BETWEEN = 14.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A measured field: columns that it spans, its texts in lines, and the height of its place."""

    leaf: Leaf
    span: int
    label: tuple[str, ...]
    help: tuple[str, ...]
    place_height: float
    look: Look
    tip: str

    @property
    def label_height(self) -> float:
        """Height of the label above the place."""
        return len(self.label) * LABEL.lead

    @property
    def width(self) -> float:
        """Width of the cell."""
        return span_width(self.span)

    @property
    def takes_more(self) -> bool:
        """Tell whether a wider place suits the answer: a line of free text."""
        return self.look is Look.LINE and self.span > 1 and self.leaf.spec.kind.name == "text"


def look_of(leaf: Leaf) -> Look:
    """How a field is filled in: few choices as buttons, many as a list."""
    spec = leaf.spec
    most = MAX_RADIO_IN_ROW if spec.repeats else MAX_RADIO
    if spec.multiple:
        return Look.CHECK
    if spec.choices and not spec.question.computed:
        return Look.RADIO if len(spec.choices) <= most else Look.LIST
    return Look.LINES if spec.kind.name == "multiline" else Look.LINE


def cell_of(leaf: Leaf, kind: Type, values: Mapping[str, Value], *, say_when: bool) -> Cell:
    """Measure one field; ``say_when`` false when the condition to answer it stands above it already."""
    look = look_of(leaf)
    label = label_of(leaf)
    span = _span(leaf, look, kind)
    lines = 1 if look is Look.RADIO else _LABEL_LINES
    while span < COLUMNS and len(kind.wrapped(label, LABEL, span_width(span))) > lines:
        span *= 2
    width = span_width(span)
    return Cell(
        leaf,
        span,
        kind.wrapped(label, LABEL, width),
        kind.wrapped(help_of(leaf, say_when=say_when), HELP, width),
        _height(leaf, look, kind, width, values),
        look,
        tip_of(leaf),
    )


def drawn(cell: Cell, kind: Type, label_height: float) -> tuple[Item, ...]:
    """Draw a cell from its top left corner; all labels of one row end at ``label_height``."""
    top = label_height + 2
    items: list[Item] = [Words(0, label_height - cell.label_height, cell.label, LABEL)]
    if cell.look in {Look.RADIO, Look.CHECK}:
        items += options(cell.leaf, cell.look, kind, cell.width, cell.tip, top)
    else:
        items += entry(cell.leaf, cell.look, cell.tip, cell.width, cell.place_height, top)
    if cell.help:
        items.append(Words(0, top + cell.place_height + 2, cell.help, HELP))
    return tuple(items)


def entry(leaf: Leaf, look: Look, tip: str, width: float, height: float, top: float) -> list[Item]:
    """Draw a box to write in, or a list to choose from."""
    fill = LOCKED if leaf.spec.question.computed else BOX_FILL
    items: list[Item] = [Box(0, top, width, height, fill, EDGE, 2.5)]
    if look is Look.LIST:
        items.append(Arrow(width - 9, top + height / 2))
    items.append(Place(1, top + 1, width - 2, height - 2, leaf, look, tip))
    return items


def options(leaf: Leaf, look: Look, kind: Type, width: float, tip: str, top: float) -> list[Item]:
    """Draw one button for each choice, its words beside it."""
    items: list[Item] = []
    for code, label, x, y in _flowed(leaf, look, kind, width):
        middle = top + y + _OPTION_LINE / 2
        radius = MARK / 2 if look is Look.RADIO else 2.0
        items.append(Box(x, middle - MARK / 2, MARK, MARK, WHITE, EDGE, radius))
        says = f"{tip} {label}" if look is Look.CHECK else tip
        items.append(Place(x, middle - MARK / 2, MARK, MARK, leaf, look, says, code))
        items.append(Words(x + MARK + _BESIDE, middle - OPTION.lead / 2, (label,), OPTION))
    return items


def _flowed(leaf: Leaf, look: Look, kind: Type, width: float) -> list[tuple[str, str, float, float]]:
    """Set choices beside each other: check boxes in even columns, radio buttons as they come."""
    choices = leaf.spec.choices
    needed = {code: MARK + _BESIDE + kind.width(label, OPTION) + _BETWEEN for code, label in choices.items()}
    column = width / max(1, int(width // max(needed.values()))) if look is Look.CHECK else 0.0
    placed: list[tuple[str, str, float, float]] = []
    x = y = 0.0
    for code, label in choices.items():
        step = column or needed[code]
        if x and x + step - _BETWEEN > width + 0.1:
            x, y = 0.0, y + _OPTION_LINE
        placed.append((code, label, x, y))
        x += step
    return placed


def _span(leaf: Leaf, look: Look, kind: Type) -> int:
    spec = leaf.spec
    if look in {Look.CHECK, Look.LINES}:
        return COLUMNS
    if look is Look.RADIO:
        fitting = (span for span in (1, 2) if _flowed(leaf, look, kind, span_width(span))[-1][3] == 0)
        return next(fitting, COLUMNS)
    if look is Look.LIST:
        longest = max(kind.width(label, OPTION) for label in spec.choices.values()) * 1.15
        return 1 if longest + 24 <= UNIT else 2
    example = spec.question.example
    short = len(example) <= _SHORT_EXAMPLE and any(sign.isdecimal() for sign in example)
    return 1 if spec.kind.name in _NARROW or short else 2


def _height(leaf: Leaf, look: Look, kind: Type, width: float, values: Mapping[str, Value]) -> float:
    if look in {Look.RADIO, Look.CHECK}:
        return _flowed(leaf, look, kind, width)[-1][3] + _OPTION_LINE
    if look is not Look.LINES:
        return BOX_HEIGHT
    return tall_height(leaf, width, values)


def tall_height(leaf: Leaf, width: float, values: Mapping[str, Value]) -> float:
    """Height of a box for running text: generous when blank, and as tall as the answer that is in it."""
    typed = values.get(leaf.name, "")
    lines = entry_lines(typed, ENTRY_SIZE, width - 2 * ENTRY_PAD - 4) if isinstance(typed, str) else ()
    blank = TALL_BOX_IN_ROW if leaf.spec.repeats else TALL_BOX
    return min(max(blank, len(lines) * ENTRY_LEAD + 2 * ENTRY_PAD + 4), TALLEST_BOX)
