"""What a template finds in its context: texts, groups and lists, and of a closed list which words it may hold.

The answers follow from the model of the form; whatever a form shows beyond them, from contexts made for examples.
So a new form needs nothing here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from forms.base import Block, inner, is_block, kind_of, row_type
from generator.merge.context import Context

Paths = frozenset[str]


@dataclass(frozen=True, slots=True)
class Text:
    """A printed text."""

    paths: Paths = frozenset()
    """The names in the context whose words it shows."""
    kind: str = ""
    """Kind of question, empty for what is no answer or no longer whole."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Of a closed list the codes with their labels; the context holds the label."""
    multiple: bool = False
    """Several labels, with commas between."""
    always: bool = False
    """It is never empty."""


@dataclass(frozen=True, slots=True)
class Group:
    """Names with what they stand for."""

    path: str
    fields: Mapping[str, "Shape"]


@dataclass(frozen=True, slots=True)
class Rows:
    """A list, and what each of its rows is."""

    path: str
    row: "Shape"


@dataclass(frozen=True, slots=True)
class Number:
    """A number (``loop.index``, ``…|length``)."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Yes or no (a comparison, ``loop.first``)."""


@dataclass(frozen=True, slots=True)
class Anything:
    """What cannot be told, or what was found wrong already."""

    paths: Paths = frozenset()


Shape = Text | Group | Rows | Number | Truth | Anything


def shape_of(model: type[Block], contexts: Sequence[Context]) -> Group:
    """Give the shape of the context of a form; ``contexts`` are those of some of its papers, the fuller the better."""
    seen: Shape = Group("", {})
    for context in contexts:
        seen = _both(seen, _of_value(context, ""))
    answers = _of_model(model, "", always=True)
    known = seen.fields if isinstance(seen, Group) else {}
    return Group("", {**known, **answers.fields})


def leaves(shape: Shape) -> Iterator[str]:
    """The dotted names of all texts; any row is ``*``."""
    match shape:
        case Group(fields=fields):
            for inside in fields.values():
                yield from leaves(inside)
        case Rows(row=row):
            yield from leaves(row)
        case Text(paths=paths):
            yield from paths


def either(one: Shape, other: Shape) -> Shape:
    """What is the one or the other, as the value of ``a or b`` and ``a if c else b``."""
    if isinstance(one, Text) and isinstance(other, Text):
        return Text(
            one.paths | other.paths,
            one.kind if one.kind == other.kind else "",
            always=one.always and other.always,
        )
    if one == other:
        return one
    return Anything(paths_of(one) | paths_of(other))


def paths_of(shape: Shape) -> Paths:
    """The names whose words a shape shows when it is printed."""
    return shape.paths if isinstance(shape, Text | Anything) else frozenset()


def _of_model(model: type[Block], path: str, *, always: bool) -> Group:
    fields: dict[str, Shape] = {}
    for name, info in model.model_fields.items():
        here = f"{path}.{name}" if path else name
        listed, single = row_type(info.annotation), inner(info.annotation)
        if is_block(listed):
            fields[name] = Rows(here, _of_model(listed, f"{here}.*", always=True))
        elif is_block(single):
            fields[name] = _of_model(single, here, always=always and info.is_required())
        else:
            kind = kind_of(info)
            fields[name] = Text(
                frozenset({here}),
                kind.name,
                kind.offered() if kind.offered else {},
                multiple=listed is not None,
                always=always and info.is_required(),
            )
    return Group(path, fields)


def _of_value(value: Any, path: str) -> Shape:
    if isinstance(value, Mapping):
        return Group(
            path,
            {name: _of_value(inside, f"{path}.{name}" if path else name) for name, inside in value.items()},
        )
    if isinstance(value, list | tuple):
        row: Shape = Anything()
        for inside in value:
            row = _both(row, _of_value(inside, f"{path}.*"))
        return Rows(path, row)
    return Text(frozenset({path}))


def _both(one: Shape, other: Shape) -> Shape:
    """What is known of a name from two papers: where one of them has nothing, the other tells."""
    match one, other:
        case Group(), Group():
            names = {**one.fields, **other.fields}
            return replace(
                one,
                fields={
                    name: _both(one.fields[name], other.fields[name])
                    if name in one.fields and name in other.fields
                    else inside
                    for name, inside in names.items()
                },
            )
        case Rows(), Rows():
            return replace(one, row=_both(one.row, other.row))
        case ((Anything() | Text()), _):
            return other
    return one
