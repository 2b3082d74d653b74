"""The tables of a Word form: labels with their answers, and lists with a row an item (ECMA-376-1 §17.4)."""

from collections.abc import Iterable, Iterator, Sequence

from forms.base import When
from generator.colours import HAIRLINE, LOCKED, TINT
from generator.formats.asking import condition_of, help_of, label_of, shared_conditions
from generator.formats.fieldmap import Group, Leaf, Listing
from generator.formats.word.answers import CHOOSE, COMPUTED, Pen, example_of
from generator.formats.word.styles import WIDTH, counted
from generator.formats.word.xml import Node, W, make, paragraph, run

_LABEL, _ANSWER = 1985, 2834
_GRID = (_LABEL, _ANSWER, _LABEL, _ANSWER)
_WHOLE = WIDTH - _LABEL
_LONGEST_CHOICE, _LONGEST_HELP, _LONGEST_EXAMPLE = 30, 62, 24
"""Up to so many characters a field stands beside another one."""
_LETTER, _BOX = 105, 330
"""About the width of a letter, and of a check box."""
_MOST_OPTIONS, _MOST_COLUMNS = 3, 6
_TALL, _TALL_IN_ROW = 1000, 500
_COUNTER = 397
_LEAST = {"date": 1200, "month": 1000, "integer": 850, "percentage": 850, "amount": 1150, "postcode": 850}
_LEAST_TEXT, _LEAST_LINES, _MOST_OF_A_LIST = 1500, 2600, 2300
_PADDING = 80
_SMALL = 9
"""A table of so many rows is not broken over two pages."""


def grid(leaves: Sequence[Leaf], pen: Pen, *, explain: bool) -> Node:
    """Lay fields out: label left, answer right, short ones two beside each other.

    A condition that several fields share stands once, above the first of them. Without ``explain`` there is no help:
    the second row of a list needs none.
    """
    rows = list(_grid_rows(leaves, pen, explain=explain))
    if len(rows) <= _SMALL:
        _keep_together(rows)
    return _table(_GRID, rows)


def columns(listing: Listing) -> tuple[int, ...]:
    """Column widths when a row of a list is a few short fields; none when a row needs a block of its own."""
    parts = listing.rows[0].parts
    leaves = [part for part in parts if isinstance(part, Leaf) and not part.spec.multiple]
    least = [_least(leaf) for leaf in leaves]
    room = WIDTH - _COUNTER - sum(least)
    if len(leaves) < len(parts) or len(leaves) > _MOST_COLUMNS or room < 0:
        return ()
    stretchy = [
        width if leaf.spec.kind.name in {"text", "multiline"} else width / 4
        for leaf, width in zip(leaves, least, strict=True)
    ]
    wide = [width + int(room * share / sum(stretchy)) for width, share in zip(least, stretchy, strict=True)]
    return (WIDTH - sum(wide), *wide)


def listed(listing: Listing, widths: Sequence[int], pen: Pen, counter: int) -> Node:
    """Write a list as a table: its labels, repeated on each page, and a repeating section with a row an item."""
    items = [
        pen.around([make("w15:repeatingSectionItem")], [_item(row, widths, pen, counter)])
        for row in listing.rows
    ]
    label = listing.question.label
    section = pen.around(
        [make("lock", val="sdtLocked"), make("w15:repeatingSection")], items, name=listing.name, label=label
    )
    rows = [_head(listing.rows[0], widths), *items]
    short = not any(isinstance(part, Leaf) and _is_tall(part) for part in listing.rows[0].parts)
    if short and len(rows) <= _SMALL:
        _keep_together(rows)
    return _table(widths, [rows[0], section])


def _grid_rows(leaves: Sequence[Leaf], pen: Pen, *, explain: bool) -> Iterator[Node]:
    shared = shared_conditions(leaves)
    said: set[When] = set()
    waiting: list[Leaf] = []
    for leaf in leaves:
        when = leaf.spec.question.required_when
        opens = when is not None and when in shared and when not in said
        short = _is_short(leaf, _advice(leaf, say_when=when not in shared))
        if waiting and (opens or not short):
            yield _line(waiting, pen, shared, explain=explain)
            waiting = []
        if opens and when:
            said.add(when)
            yield _row([_cell(WIDTH, [_note(condition_of(when))], span=4, fill=TINT)])
        waiting.append(leaf)
        if len(waiting) == 2 or not short:  # noqa: PLR2004 - a pair
            yield _line(waiting, pen, shared, explain=explain)
            waiting = []
    if waiting:
        yield _line(waiting, pen, shared, explain=explain)


def _is_short(leaf: Leaf, advice: str) -> bool:
    spec = leaf.spec
    if spec.multiple or spec.kind.name == "multiline":
        return False
    longest = max(map(len, spec.choices.values())) if spec.choices and len(spec.choices) < 100 else 0  # noqa: PLR2004
    example = len(example_of(leaf))
    return longest <= _LONGEST_CHOICE and len(advice) <= _LONGEST_HELP and example <= _LONGEST_EXAMPLE


def _line(leaves: Sequence[Leaf], pen: Pen, shared: set[When], *, explain: bool) -> Node:
    """One row of the grid: two fields with their help below the label, or one with its help below the answer."""
    cells: list[Node] = []
    for leaf in leaves:
        alone = len(leaves) == 1
        advice = _advice(leaf, say_when=leaf.spec.question.required_when not in shared) if explain else ""
        help_text = [_note(advice)] if advice else []
        below_label = not alone or _is_tall(leaf)
        label = [paragraph("Cellabel", *_label(leaf)), *(help_text if below_label else [])]
        width, span = (_WHOLE, 3) if alone else (_ANSWER, 1)
        answer = [*_answer(leaf, width, pen), *([] if below_label else help_text)]
        cells += [_cell(_LABEL, label, fill=TINT), _cell(width, answer, span=span, fill=_ground(leaf))]
    tall = (_TALL_IN_ROW if leaves[0].spec.repeats else _TALL) if _is_tall(leaves[0]) else 0
    return _row(cells, tall)


def _is_tall(leaf: Leaf) -> bool:
    return leaf.spec.kind.name == "multiline"


def _label(leaf: Leaf) -> list[Node]:
    words = label_of(leaf)
    plain = words.removesuffix("*")
    return [run(plain)] if plain == words else [run(plain), run("*", "Verplicht")]


def _advice(leaf: Leaf, *, say_when: bool) -> str:
    """What is said under a label, without what the blank answer shows by itself."""
    if leaf.spec.question.computed:
        return ""
    told = help_of(leaf, say_when=say_when)
    return told.removeprefix(leaf.spec.kind.hint).lstrip(". ") if leaf.spec.kind.name == "date" else told


def _note(text: str) -> Node:
    return paragraph("Klein", run(text))


def _ground(leaf: Leaf) -> str:
    return LOCKED if leaf.spec.question.computed else ""


def _answer(leaf: Leaf, width: int, pen: Pen) -> list[Node]:
    if not leaf.spec.multiple:
        return [paragraph("Cel", *pen.answer(leaf))]
    boxes = pen.boxes(leaf)
    needed = max(len(label) for _box, label in boxes) * _LETTER + _BOX
    beside = max(1, min(_MOST_OPTIONS, (width - 2 * _PADDING) // needed))
    step = (width - 2 * _PADDING) // beside
    return [_options(boxes[start : start + beside], step) for start in range(0, len(boxes), beside)]


def _options(boxes: Sequence[tuple[list[Node], str]], step: int) -> Node:
    stops = [make("tab", val="left", pos=str(place * step)) for place in range(1, len(boxes))]
    content: list[Node] = []
    for place, (box, label) in enumerate(boxes):
        content += [*([run("\t")] if place else []), *box, run(f"\u00a0{label}")]
    return paragraph("Cel", *content, properties=[make("tabs", *stops)] if stops else [])


def _least(leaf: Leaf) -> int:
    spec = leaf.spec
    if spec.question.computed:
        least = len(COMPUTED) * _LETTER
    elif spec.choices:
        longest = max(map(len, [CHOOSE, *spec.choices.values()])) * _LETTER
        least = min(longest, _MOST_OF_A_LIST)
    else:
        least = _LEAST_LINES if _is_tall(leaf) else _LEAST.get(spec.kind.name, _LEAST_TEXT)
    longest_word = max(map(len, spec.label.split())) * _LETTER
    return max(least, longest_word) + 2 * _PADDING


def _head(row: Group, widths: Sequence[int]) -> Node:
    leaves = [part for part in row.parts if isinstance(part, Leaf)]
    cells = [_cell(widths[0], [paragraph("Celkop", run("Nr."))], fill=TINT)]
    for leaf, width in zip(leaves, widths[1:], strict=True):
        advice = _advice(leaf, say_when=True)
        told = [paragraph("Celkop", *_label(leaf)), *([_note(advice)] if advice else [])]
        cells.append(_cell(width, told, fill=TINT))
    return _row(cells, head=True)


def _item(row: Group, widths: Sequence[int], pen: Pen, counter: int) -> Node:
    leaves = [part for part in row.parts if isinstance(part, Leaf)]
    number = _cell(widths[0], [paragraph("Celkop", properties=[counted(counter)])], fill=TINT)
    answers = [
        _cell(width, _answer(leaf, width, pen), fill=_ground(leaf))
        for leaf, width in zip(leaves, widths[1:], strict=True)
    ]
    return _row([number, *answers], _TALL_IN_ROW if any(map(_is_tall, leaves)) else 0)


def _keep_together(rows: Sequence[Node]) -> None:
    """Keep rows on one page: the paragraphs of each with those of the next (ECMA-376-1 §17.3.1.15)."""
    for row in rows[:-1]:
        for properties in row.iter(f"{{{W}}}pPr"):
            properties.insert(1, make("keepNext"))


def _row(cells: Iterable[Node], tall: int = 0, *, head: bool = False) -> Node:
    """A row; one with running text may be broken over two pages, others not."""
    shape = make("trHeight", val=str(tall), hRule="atLeast") if tall else make("cantSplit")
    return make("tr", make("trPr", shape, *([make("tblHeader")] if head else [])), *cells)


def _cell(width: int, content: Sequence[Node], *, span: int = 1, fill: str = "") -> Node:
    properties = [make("tcW", w=str(width), type="dxa")]
    if span > 1:
        properties.append(make("gridSpan", val=str(span)))
    if fill:
        properties.append(make("shd", val="clear", color="auto", fill=fill))
    return make("tc", make("tcPr", *properties), *content)


def _table(widths: Sequence[int], rows: Iterable[Node]) -> Node:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [make(side, val="single", sz="4", space="0", color=HAIRLINE) for side in sides]
    properties = make(
        "tblPr",
        make("tblW", w=str(sum(widths)), type="dxa"),
        make("tblInd", w="0", type="dxa"),
        make("tblBorders", *borders),
        make("tblLayout", type="fixed"),
        make("tblCellMar", *(make(side, w=str(_PADDING), type="dxa") for side in ("left", "right"))),
        make(
            "tblLook",
            val="0020",
            firstRow="1",
            lastRow="0",
            firstColumn="0",
            lastColumn="0",
            noHBand="1",
            noVBand="1",
        ),
    )
    return make(
        "tbl", properties, make("tblGrid", *(make("gridCol", w=str(width)) for width in widths)), *rows
    )
