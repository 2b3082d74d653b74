"""Lists on a sheet: as a table with a row an item, or where a row is too much for that as blocks below each other."""

from collections.abc import Iterator, Mapping

from forms.base import Form
from forms.nesting import Value
from generator.formats.fieldmap import MAX_ROWS, Group, Leaf, Listing, Part, lay_out, leaves

SPARE_ROWS, SPARE_BLOCKS = 5, 2
"""How many rows more a list has than it offers: on a protected sheet nobody can add one."""
_MOST_COLUMNS, _MOST_TALL = 14, 2
_WIDTHS = {
    "date": 12.5,
    "partial_date": 13.5,
    "month": 10.0,
    "integer": 11.0,
    "percentage": 11.0,
    "amount": 13.0,
    "postcode": 10.0,
    "insz": 17.0,
    "phone": 17.0,
    "email": 26.0,
    "multiline": 46.0,
}
_TEXT, _WIDEST_LIST = 22.0, 34.0
_ROOM = 3.0


def roomy(form: type[Form], values: Mapping[str, Value]) -> Group:
    """Lay out a form with rows to spare in each list. Raises FormFault ``BESTAND-VELD-ONBEKEND``."""
    known = dict(values)
    seen: set[str] = set()
    whole = lay_out(form, known)
    while fresh := [listing for listing in _listings(whole) if listing.name not in seen]:
        for listing in fresh:
            seen.add(listing.name)
            known.setdefault(_last_row(listing), "")
        whole = lay_out(form, known)
    return whole


def is_table(listing: Listing) -> bool:
    """Tell whether a row of a list is a row of a table: plain questions, not too many of them."""
    parts = listing.rows[0].parts
    plain = [part for part in parts if isinstance(part, Leaf) and not part.spec.multiple]
    tall = sum(leaf.spec.kind.name == "multiline" for leaf in plain)
    return len(plain) == len(parts) <= _MOST_COLUMNS and tall <= _MOST_TALL


def columns_of(row: Group) -> list[Leaf]:
    """The questions of a row that is a row of a table."""
    return [part for part in row.parts if isinstance(part, Leaf)]


def width_of(leaf: Leaf) -> float:
    """How wide the column of a question is."""
    if leaf.spec.choices:
        longest = max(map(len, leaf.spec.choices.values())) + _ROOM
        needed = min(max(longest, 8.0), _WIDEST_LIST)
    else:
        needed = _WIDTHS.get(leaf.spec.kind.name, _TEXT)
    return max(needed, max(map(len, leaf.spec.label.split())) + _ROOM)


def _last_row(listing: Listing) -> str:
    """The name of a field in the last of the rows that a list is to have."""
    spare = SPARE_ROWS if is_table(listing) else SPARE_BLOCKS
    number = min(len(listing.rows) + spare, MAX_ROWS) - 1
    first = next(leaves(listing.rows[0])).name
    return f"{listing.name}.{number}{first.removeprefix(f'{listing.name}.0')}"


def _listings(part: Part) -> Iterator[Listing]:
    if isinstance(part, Leaf):
        return
    if isinstance(part, Listing):
        yield part
    for below in part.rows if isinstance(part, Listing) else part.parts:
        yield from _listings(below)
