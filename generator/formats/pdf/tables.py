"""Lists on a page: a table when a row is a few short fields, else a numbered block a row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from forms.nesting import Value
from generator.formats.asking import help_of, label_of, tip_of
from generator.formats.fieldmap import Group, Leaf, Listing
from generator.formats.pdf.cells import entry, look_of, tall_height
from generator.formats.pdf.fonts import Type
from generator.formats.pdf.items import Box, Chunk, Item, Look, Words, moved, stacked
from generator.formats.pdf.style import BOX_HEIGHT, HELP, LABEL, OPTION, ROW_NUMBER, WIDTH
from generator.pdf_colours import HAIRLINE, TINT

_MOST_COLUMNS = 5
_NUMBER_WIDTH = 20.0
_PAD = 4.0
_AFTER_TABLE = 12.0
_SMALL = 240.0
"""A table with rows up to this height stays on one page."""
_LEAST = {"date": 70.0, "month": 60.0, "integer": 50.0, "percentage": 50.0, "amount": 70.0, "postcode": 50.0}
_LEAST_TEXT = 100.0
_LEAST_LINES = 150.0
_MOST_OF_A_LIST = 170.0


def as_table(listing: Listing, kind: Type) -> list[float] | None:
    """Column widths when a list fits a table over the width of the page; else None."""
    first = listing.rows[0].parts
    leaves = [part for part in first if isinstance(part, Leaf) and not part.spec.multiple]
    if len(leaves) != len(first) or len(leaves) > _MOST_COLUMNS:
        return None
    least = [_least_width(leaf, kind) for leaf in leaves]
    room = WIDTH - _NUMBER_WIDTH - sum(least)
    if room < 0:
        return None
    stretchy = [
        width if leaf.spec.kind.name in {"text", "multiline"} else width / 4
        for leaf, width in zip(leaves, least, strict=True)
    ]
    return [width + room * share / sum(stretchy) for width, share in zip(least, stretchy, strict=True)]


def table(
    listing: Listing, widths: Sequence[float], kind: Type, values: Mapping[str, Value]
) -> Iterator[Chunk]:
    """Draw a list as a table: a small one on one page, a long one with its labels again on each page."""
    head = _head(listing.rows[0], widths, kind)
    rows = [replace(_row(row, widths, values), again=head) for row in listing.rows]
    rows[-1] = replace(rows[-1], height=rows[-1].height + _AFTER_TABLE)
    if sum(row.height for row in rows) <= _SMALL:
        yield stacked([head, *rows])
    else:
        yield replace(head, clings=True)
        yield from rows


def _least_width(leaf: Leaf, kind: Type) -> float:
    spec = leaf.spec
    if spec.choices:
        longest = max(kind.width(label, OPTION) for label in spec.choices.values()) * 1.1 + 24
        least = min(longest, _MOST_OF_A_LIST)
    else:
        least = _LEAST_LINES if spec.kind.name == "multiline" else _LEAST.get(spec.kind.name, _LEAST_TEXT)
    longest_word = max(kind.width(word, LABEL) for word in label_of(leaf).split(" "))
    return max(least, longest_word) + 2 * _PAD


def _columns(widths: Sequence[float]) -> list[float]:
    return [_NUMBER_WIDTH + sum(widths[:place]) for place in range(len(widths))]


def _head(row: Group, widths: Sequence[float], kind: Type) -> Chunk:
    """The labels, with what is the same for every row said once below them."""
    items: list[Item] = []
    height = 0.0
    leaves = [part for part in row.parts if isinstance(part, Leaf)]
    for leaf, x, width in zip(leaves, _columns(widths), widths, strict=True):
        label = kind.wrapped(label_of(leaf), LABEL, width - 2 * _PAD)
        advice = kind.wrapped(help_of(leaf, say_when=True), HELP, width - 2 * _PAD)
        items.append(Words(x + _PAD, 4, label, LABEL))
        if advice:
            items.append(Words(x + _PAD, 4 + len(label) * LABEL.lead, advice, HELP))
        height = max(height, 8 + len(label) * LABEL.lead + len(advice) * HELP.lead)
    return Chunk(height, (Box(0, 0, WIDTH, height, TINT), *items))


def _row(row: Group, widths: Sequence[float], values: Mapping[str, Value]) -> Chunk:
    leaves = [part for part in row.parts if isinstance(part, Leaf)]
    looks = [Look.LIST if look_of(leaf) is Look.RADIO else look_of(leaf) for leaf in leaves]
    places = list(zip(leaves, looks, _columns(widths), widths, strict=True))
    height = max(
        tall_height(leaf, width - 2 * _PAD, values) if look is Look.LINES else BOX_HEIGHT
        for leaf, look, _x, width in places
    )
    number = int(row.name.rpartition(".")[2]) + 1
    items: list[Item] = [Words(5, 3 + (BOX_HEIGHT - ROW_NUMBER.lead) / 2, (str(number),), ROW_NUMBER)]
    for leaf, look, x, width in places:
        own = height if look is Look.LINES else BOX_HEIGHT
        items += moved(entry(leaf, look, tip_of(leaf), width - 2 * _PAD, own, 0), x + _PAD, 3)
    items.append(Box(0, height + 5.5, WIDTH, 0.5, HAIRLINE))
    return Chunk(height + 6, tuple(items))
