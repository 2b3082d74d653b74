"""Answers as flat dotted names, and the same answers nested as JSON has them.

Flat: ``{"client.naam": "Peeters", "gezin.0.naam": "…", "instrumenten": ("twe",)}``. Blank answers are absent
when flat; rows that are wholly blank are dropped when nested, and the numbers they had are remembered.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Value = str | tuple[str, ...]
"""One answer as the form holds it: text, or the chosen codes of a multiple choice."""
_ROW = re.compile(r"[0-9]{1,6}", re.ASCII)
ROW_NUMBER = re.compile(r"\.([0-9]+)(?=\.|$)", re.ASCII)
"""The number of a row in a flat name."""


def path_of(name: str, row: str = "*") -> str:
    """Give the path of a field, the same for all rows of a list: ``gezin.*.naam`` for ``gezin.0.naam``."""
    return ROW_NUMBER.sub(f".{row}", name)


@dataclass(frozen=True, slots=True)
class Nested:
    """Nested answers. ``rows`` tells, for each list (by its compact name), the numbers its rows had in the form."""

    data: dict[str, Any]
    rows: Mapping[str, tuple[int, ...]]

    def original(self, name: str) -> str:
        """Translate a compact dotted name (row 0 is the first that was filled in) to the name in the form."""
        compact: list[str] = []
        shown: list[str] = []
        for part in name.split("."):
            numbers = self.rows.get(".".join(compact))
            known = numbers is not None and _ROW.fullmatch(part) is not None and int(part) < len(numbers)
            shown.append(str(numbers[int(part)]) if known and numbers else part)
            compact.append(part)
        return ".".join(shown)


def nest(values: Mapping[str, Value]) -> Nested:
    """Nest flat answers; blank ones are left out and the rows of each list move up.

    Where one name holds a text and is also a group, the text stays: a group is expected there, so that
    whoever judges the answers finds the fault instead of losing the text.
    """
    tree: dict[str, Any] = {}
    for name, value in values.items():
        if value and (isinstance(value, tuple) or value.strip()):
            _put(tree, name.split("."), value)
    rows: dict[str, tuple[int, ...]] = {}
    data = {name: _compact(inside, name, rows) for name, inside in tree.items()}
    return Nested(data, rows)


def _put(tree: dict[str, Any], path: Sequence[str], value: Value) -> None:
    *groups, last = path
    for group in groups:
        below = tree.setdefault(group, {})
        if not isinstance(below, dict):
            return
        tree = below
    tree[last] = list(value) if isinstance(value, tuple) else value


def _compact(inside: Any, name: str, rows: dict[str, tuple[int, ...]]) -> Any:
    if not isinstance(inside, dict):
        return inside
    if not all(_ROW.fullmatch(part) for part in inside):
        return {part: _compact(below, f"{name}.{part}", rows) for part, below in inside.items()}
    numbers = sorted(inside, key=int)
    rows[name] = tuple(int(number) for number in numbers)
    return [_compact(inside[number], f"{name}.{place}", rows) for place, number in enumerate(numbers)]


def flatten(nested: Mapping[str, Any]) -> dict[str, Value]:
    """Flatten nested answers to text: yes/no in words, numbers with a decimal comma, nothing for blanks.

    A list of groups becomes numbered rows, a list of plain answers one multiple choice. Raises ValueError when two
    places in the data come down to one name (``{"a.b": 1, "a": {"b": 2}}``).
    """
    flat: dict[str, Value] = {}
    for name, value in _flat(nested, ""):
        if name in flat:
            raise ValueError("two answers under one name")
        flat[name] = value
    return flat


def _flat(inside: Any, name: str) -> Iterator[tuple[str, Value]]:
    if isinstance(inside, Mapping):
        for part, below in inside.items():
            yield from _flat(below, f"{name}.{part}" if name else str(part))
    elif isinstance(inside, list | tuple):
        if any(isinstance(row, Mapping | list | tuple) for row in inside):
            for number, row in enumerate(inside):
                yield from _flat(row, f"{name}.{number}")
        elif chosen := tuple(text for row in inside if (text := _text(row)).strip()):
            yield name, chosen
    elif (text := _text(inside)).strip():
        yield name, text


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "neen"
    if isinstance(value, Decimal | float):
        return f"{Decimal(str(value)):f}".replace(".", ",")
    return str(value)
