"""One form, laid out: its sections, groups, lists and rows, each field under its full dotted name.

Every format draws from this map, so that all of them offer the same fields in the same order.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from forms.base import (
    FORM_FIELD,
    IDENTITY,
    VERSION_FIELD,
    Block,
    FieldSpec,
    Form,
    Question,
    field_specs,
    inner,
    question_of,
    row_type,
)
from forms.choices import pick
from forms.fields import YES_NO
from forms.nesting import Value
from forms.values import Unreadable
from generator.errors import FormFault

MAX_ROWS = 500
"""A list is never laid out longer: a stray row number must not make a form of a million pages."""
_NAMED = 5
_PLAIN_NAME = re.compile(r"[a-z0-9_.]{1,80}", re.ASCII)
_YES_NO_WORDS = {"nee": "neen", "true": "ja", "false": "neen"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One field, under its name with the row's own number (``gezin.2.naam``)."""

    name: str
    spec: FieldSpec


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading; also one row of a list, and (without a name) the whole form."""

    name: str
    question: Question
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with the rows that a filler finds in the form."""

    name: str
    question: Question
    rows: tuple[Group, ...]


Part = Leaf | Group | Listing


def lay_out(form: type[Form], values: Mapping[str, Value], *, offer_rows: bool = True) -> Group:
    """Lay out a form: each list with the rows that it offers (or one), and more where the answers hold more.

    Raises FormFault ``BESTAND-VELD-ONBEKEND`` when answers stand under names that the form does not have.
    """
    specs = field_specs(form)
    used = _used_rows(values)
    whole = Group("", Question(form.TITLE), _parts(specs, form, 0, "", _Rows(used, offer_rows)))
    known = {leaf.name for leaf in leaves(whole)}
    unknown = [name for name in values if name not in known]
    if unknown:
        shown = [name for name in unknown if _PLAIN_NAME.fullmatch(name)][:_NAMED]
        raise FormFault(
            "BESTAND-VELD-ONBEKEND",
            f"Dit formulier kent {len(unknown)} van de velden niet{': ' if shown else ''}{', '.join(shown)}. "
            "Verbeter de naam van het veld of haal het weg.",
        )
    return whole


def filled_in(form: type[Form], answers: Mapping[str, Value] | None) -> dict[str, Value]:
    """The answers that a new file starts with: those given, or else the defaults; always the form's identity."""
    if answers is None:
        answers = {spec.name: spec.question.default for spec in field_specs(form) if spec.question.default}
    return {**answers, FORM_FIELD: form.ID, VERSION_FIELD: form.VERSION}


def leaves(part: Part) -> Iterator[Leaf]:
    """All fields in a part, in the order of the paper."""
    if isinstance(part, Leaf):
        yield part
    else:
        for below in part.rows if isinstance(part, Listing) else part.parts:
            yield from leaves(below)


def sections(whole: Group) -> Iterator[tuple[str, Group]]:
    """Split a form in its sections: title and content, without the fields that only the program fills in."""
    shown = [leaf for leaf in leaves(whole) if leaf.name not in IDENTITY]
    for title in dict.fromkeys(leaf.spec.section for leaf in shown):
        yield title, Group("", Question(title), _within(whole.parts, title))


def chosen(leaf: Leaf, value: Value) -> tuple[str, ...]:
    """The codes that an answer to a closed question means; what is not in the list is left out."""
    texts = value if isinstance(value, tuple) else (value,)
    if leaf.spec.kind is YES_NO:
        texts = tuple(_YES_NO_WORDS.get(text.strip().casefold(), text) for text in texts)
    return tuple(code for text in texts if (code := _code(text, dict(leaf.spec.choices))))


def _code(text: str, choices: dict[str, str]) -> str | None:
    try:
        return pick(text, choices)
    except Unreadable:
        return None


def _within(parts: tuple[Part, ...], section: str) -> tuple[Part, ...]:
    kept: list[Part] = []
    for part in parts:
        if isinstance(part, Leaf):
            if part.spec.section == section and part.name not in IDENTITY:
                kept.append(part)
        elif isinstance(part, Group):
            if inside := _within(part.parts, section):
                kept.append(replace(part, parts=inside))
        elif next(leaves(part)).spec.section == section:
            kept.append(part)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Rows:
    """How many rows each list gets."""

    used: Mapping[str, int]
    offer: bool

    def of(self, name: str, offered: int) -> int:
        wanted = max(1, offered if self.offer else 1, self.used.get(name, 0))
        return min(wanted, MAX_ROWS)


def _used_rows(values: Mapping[str, Value]) -> dict[str, int]:
    """For each list, under its full name, the number of rows that the answers need."""
    used: dict[str, int] = {}
    for name in values:
        parts = name.split(".")
        for place, part in enumerate(parts):
            if re.fullmatch(r"[0-9]{1,6}", part, re.ASCII):
                above = ".".join(parts[:place])
                used[above] = max(used.get(above, 0), int(part) + 1)
    return used


def _parts(
    specs: tuple[FieldSpec, ...], model: type[Block], depth: int, name: str, rows: _Rows
) -> tuple[Part, ...]:
    def step(spec: FieldSpec) -> str:
        return spec.path.split(".")[depth]

    return tuple(
        _part(tuple(members), model, depth, f"{name}.{own}" if name else own, rows)
        for own, members in groupby(specs, step)
    )


def _part(specs: tuple[FieldSpec, ...], model: type[Block], depth: int, name: str, rows: _Rows) -> Part:
    path = specs[0].path.split(".")
    if len(path) == depth + 1:
        return Leaf(name, specs[0])
    info = model.model_fields[path[depth]]
    asked = question_of(info)
    if path[depth + 1] != "*":
        return Group(name, asked, _parts(specs, inner(info.annotation), depth + 1, name, rows))
    row = row_type(info.annotation)
    return Listing(
        name,
        asked,
        tuple(
            Group(f"{name}.{number}", asked, _parts(specs, row, depth + 2, f"{name}.{number}", rows))
            for number in range(rows.of(name, asked.rows))
        ),
    )
