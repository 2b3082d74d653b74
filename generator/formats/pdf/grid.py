"""Fields side by side on a grid of four columns, in the order in which they are asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from forms.base import When
from forms.nesting import Value
from generator.formats.asking import condition_of, shared_conditions
from generator.formats.fieldmap import Leaf
from generator.formats.pdf.cells import Cell, cell_of, drawn
from generator.formats.pdf.fonts import Type
from generator.formats.pdf.items import Chunk, Item, Words, moved
from generator.formats.pdf.style import COLUMNS, GUTTER, HELP, UNIT, WIDTH

_BELOW_ROW = 9.0
_BELOW_NOTE = 4.0


def grid(
    leaves: Sequence[Leaf], kind: Type, values: Mapping[str, Value], *, explain: bool = True
) -> list[Chunk]:
    """Lay fields in rows. A condition that several fields share stands once, above the first of them.

    Without ``explain`` there is no help below the fields: the second row of a list needs none.
    """
    shared = shared_conditions(leaves)
    said: set[When] = set()
    chunks: list[Chunk] = []
    row: list[Cell] = []
    for leaf in leaves:
        when = leaf.spec.question.required_when
        cell = cell_of(leaf, kind, values, say_when=when not in shared)
        if not explain:
            cell = replace(cell, help=())
        opens_condition = when in shared and when not in said
        if row and (opens_condition or sum(one.span for one in row) + cell.span > COLUMNS):
            chunks.append(_row(row, kind))
            row = []
        if opens_condition and when:
            said.add(when)
            chunks.append(note(condition_of(when), kind))
        row.append(cell)
    if row:
        chunks.append(_row(row, kind))
    return chunks


def note(text: str, kind: Type) -> Chunk:
    """A line of advice above the fields that it is about."""
    lines = kind.wrapped(text, HELP, WIDTH)
    return Chunk(len(lines) * HELP.lead + _BELOW_NOTE, (Words(0, 0, lines, HELP),), clings=True)


def _row(cells: Sequence[Cell], kind: Type) -> Chunk:
    if sum(cell.span for cell in cells) == COLUMNS - 1 and cells[-1].takes_more:
        cells = [*cells[:-1], replace(cells[-1], span=cells[-1].span + 1)]
    label_height = max(cell.label_height for cell in cells)
    items: list[Item] = []
    x = 0.0
    for cell in cells:
        items += moved(drawn(cell, kind, label_height), x, 0)
        x += cell.span * (UNIT + GUTTER)
    below = max(cell.place_height + len(cell.help) * HELP.lead for cell in cells)
    return Chunk(label_height + 2 + below + _BELOW_ROW, tuple(items))
