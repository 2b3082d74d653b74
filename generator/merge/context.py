"""A form as the words of a document: every answer printed the Flemish way, in plain text, lists and groups.

Only str, list and dict reach a template. A group that was left blank is there with empty texts, so that a
template can ask ``{% if client.bewindvoerder.naam %}`` under strict names.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from forms.base import IDENTITY, Block, Form, Question, inner, is_block, kind_of, question_of, row_type
from forms.choices import Choice
from forms.fields import Kind
from forms.numbers import show_insz, show_phone
from forms.values import PartialDate
from generator import dutch

Context = dict[str, Any]

"""What the program fills in itself; a document shows it as its title and in its footer, if at all."""

_SHOWN_AS: Mapping[str, Callable[[Any], str]] = {
    "insz": show_insz,
    "phone": show_phone,
    "percentage": dutch.percentage,
}


@dataclass(frozen=True, slots=True)
class Printed:
    """One answer as it stands in the document."""

    field: str
    text: str


def printed(value: object, kind: Kind | None = None) -> str:
    """Print one value: dates dd/mm/jjjj, amounts in euro, ``Ja`` or ``Neen``, choices by their label."""
    if value is None:
        return ""
    if isinstance(value, Choice):
        return value.label
    if kind is not None and kind.name in _SHOWN_AS:
        return _SHOWN_AS[kind.name](value)
    if kind is not None and kind.offered is not None and isinstance(value, str):
        return kind.offered().get(value, value)
    return _by_type(value)


def _by_type(value: object) -> str:
    if isinstance(value, bool):
        return "Ja" if value else "Neen"
    if isinstance(value, Decimal):
        return dutch.euro(value)
    if isinstance(value, PartialDate):
        return _partial_date(value)
    if isinstance(value, date):
        return dutch.short_date(value)
    return str(value)


def _partial_date(moment: PartialDate) -> str:
    if moment.full is not None:
        return dutch.short_date(moment.full)
    return "/".join(reversed(moment.iso.split("-")))


@dataclass(frozen=True, slots=True)
class _Place:
    """One question of a block, or a group of them."""

    name: str
    asked: Question
    kind: Kind
    group: type[Block] | None
    listed: bool


@cache
def _places(model: type[Block]) -> tuple[_Place, ...]:
    """Look a model over once: its annotations take longer to read than its answers to print."""
    return tuple(_place(name, info) for name, info in model.model_fields.items())


def _place(name: str, info: FieldInfo) -> _Place:
    row = row_type(info.annotation)
    inside = inner(info.annotation) if row is None else row
    group = inside if is_block(inside) else None
    return _Place(name, question_of(info), kind_of(info), group, listed=row is not None)


def words_of(form: Form) -> Context:
    """Print all answers of a form, nested under their names."""
    return _block(type(form), form)


def _block(model: type[Block], block: Block | None) -> Context:
    return {place.name: _words(place, getattr(block, place.name, None)) for place in _places(model)}


def _words(place: _Place, value: Any) -> Any:
    if place.group is None:
        return ", ".join(map(printed, value or ())) if place.listed else printed(value, place.kind)
    return [_block(place.group, row) for row in value or ()] if place.listed else _block(place.group, value)


def long_dates(form: Form) -> Context:
    """Print the dates at the top of a form for running text: ``voluit.datum_gesprek`` is ``5 februari 2026``."""
    dates = (name for name, info in type(form).model_fields.items() if inner(info.annotation) is date)
    return {name: dutch.long_date(value) if (value := getattr(form, name)) else "" for name in dates}


def facts_in_words(facts: object) -> Any:
    """Print what follows from the answers (dates, totals, lists) by the same rules."""
    if isinstance(facts, Mapping):
        return {name: facts_in_words(inside) for name, inside in facts.items()}
    if isinstance(facts, list | tuple):
        return [facts_in_words(inside) for inside in facts]
    return printed(facts)


def printed_answers(form: Form) -> tuple[Printed, ...]:
    """Every answer that a document must show, as it is printed."""
    return tuple(_answers(type(form), words_of(form), ""))


def must_show(path: str, asked: Question) -> bool:
    """Tell whether the answer to a question must stand in the document."""
    return path not in IDENTITY and not asked.computed


def _answers(model: type[Block], words: Context, path: str) -> Iterator[Printed]:
    for place in _places(model):
        here = f"{path}.{place.name}" if path else place.name
        if not must_show(here, place.asked):
            continue
        said = words[place.name]
        if place.group is None:
            if said:
                yield Printed(here, said)
        elif place.listed:
            for number, row in enumerate(said):
                yield from _answers(place.group, row, f"{here}.{number}")
        else:
            yield from _answers(place.group, said, here)
