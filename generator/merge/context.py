"""A form as the words of a document: every answer printed the Flemish way, in plain text, lists and groups.

Only str, list and dict reach a template. A group that was left blank is there with empty texts, so that a
template can ask ``{% if client.bewindvoerder.naam %}`` under strict names.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from forms.base import Block, Form, Question, inner, is_block, kind_of, question_of, row_type
from forms.choices import Choice
from forms.fields import Kind
from forms.numbers import show_iban, show_insz, show_kbo, show_phone
from forms.values import PartialDate
from generator import dutch

Context = dict[str, Any]

IDENTITY = frozenset({"documenttype", "schema_versie"})
"""What the program fills in itself; a document shows it as its title and in its footer, if at all."""

_SHOWN_AS: Mapping[str, Callable[[Any], str]] = {
    "insz": show_insz,
    "iban": show_iban,
    "kbo": show_kbo,
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


def words_of(form: Form) -> Context:
    """Print all answers of a form, nested under their names."""
    return _block(type(form), form)


def _block(model: type[Block], block: Block | None) -> Context:
    words: Context = {}
    for name, info in model.model_fields.items():
        value = getattr(block, name) if block is not None else None
        listed, single = row_type(info.annotation), inner(info.annotation)
        if is_block(listed):
            words[name] = [_block(listed, row) for row in value or ()]
        elif is_block(single):
            words[name] = _block(single, value)
        elif listed is not None:
            words[name] = ", ".join(printed(chosen) for chosen in value or ())
        else:
            words[name] = printed(value, kind_of(info))
    return words


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
    for name, info in model.model_fields.items():
        here = f"{path}.{name}" if path else name
        if not must_show(here, question_of(info)):
            continue
        listed, single = row_type(info.annotation), inner(info.annotation)
        if is_block(listed):
            for number, row in enumerate(words[name]):
                yield from _answers(listed, row, f"{here}.{number}")
        elif is_block(single):
            yield from _answers(single, words[name], here)
        elif words[name]:
            yield Printed(here, words[name])
