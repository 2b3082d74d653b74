"""The questions of a PDF form: its fields under the names that everybody else uses.

One question may have several fields: a copy on another page, or in our own forms the boxes of a multiple choice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from pypdf.generic import DictionaryObject

from forms.base import FORM_FIELD
from forms.nesting import Value
from generator.formats.base import is_blank
from generator.formats.pdf.answers import (
    Contradiction,
    answer,
    holds_answer,
    is_check_box,
    is_date,
    offered,
    on_states,
)
from generator.formats.pdf.fields import RawField, entry, fields_of
from generator.formats.pdf.text import box_name, text_of
from generator.model import FoundField


@dataclass(slots=True)
class Asked:
    """One question, with the fields that hold its answer."""

    name: str
    """As in ``Answers.values``."""
    fields: list[RawField] = field(default_factory=list)
    boxes: dict[str, list[RawField]] = field(default_factory=dict)
    """Of a multiple choice in our own forms: the check boxes of each code, in the order of the form."""

    @property
    def all_fields(self) -> tuple[RawField, ...]:
        """Every field, boxes too."""
        return (*self.fields, *(box for same in self.boxes.values() for box in same))

    def answer(self) -> Value:
        """What was filled in, ``""`` for nothing. Raises Contradiction when two fields, or one, say two things."""
        said: set[Value] = {value for one in self.fields if not is_blank(value := answer(one))}
        chosen = tuple(code for code, boxes in self.boxes.items() if any(list(map(answer, boxes))))
        if chosen:
            said.add(chosen)
        if len(said) > 1:
            raise Contradiction
        return said.pop() if said else ""

    def found(self) -> FoundField:
        """What the form tells of this question."""
        tips = [" ".join(tip.split()) for one in self.all_fields if (tip := text_of(one.entries.get("/TU")))]
        if self.boxes:
            return FoundField(self.name, _shared(tips), "choice", tuple(self.boxes))
        label = tips[0] if tips else ""
        choices = tuple(dict.fromkeys(choice for one in self.fields for choice in offered(one)))
        if all(is_check_box(one) for one in self.fields) and len(choices) <= 1:
            return FoundField(self.name, label, "check", choices)
        if choices:
            return FoundField(self.name, label, "choice", choices)
        return FoundField(self.name, label, "date" if any(map(is_date, self.fields)) else "text")


def questions(root: DictionaryObject) -> tuple[Asked, ...]:
    """List the questions of a form, in its order; none where there is no form.

    A field without a name is called by its place among those: ``zonder_naam.2``. Raises FormFault
    ``BESTAND-VELDEN`` for a tree that is too deep or too large.
    """
    form = entry(root, "/AcroForm")
    if not isinstance(form, DictionaryObject):
        return ()
    named = list(_named(one for one in fields_of(form) if holds_answer(one)))
    ours = any(name == FORM_FIELD and text_of(one.entries.get("/V")) for name, one in named)
    asked: dict[str, Asked] = {}
    for name, one in named:
        code = _code(one, name) if ours else None
        if code is None:
            asked.setdefault(name, Asked(name)).fields.append(one)
        else:
            question = name.rpartition(".")[0]
            asked.setdefault(question, Asked(question)).boxes.setdefault(code, []).append(one)
    return tuple(asked.values())


def _shared(tips: list[str]) -> str:
    """What the tooltips of all boxes begin with: they end in the words of their own choice."""
    if not tips:
        return ""
    pairs = zip(min(tips), max(tips), strict=False)
    return "".join(first for first, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)).strip()


def _named(fields: Iterator[RawField]) -> Iterator[tuple[str, RawField]]:
    unnamed = 0
    for one in fields:
        unnamed += not one.name
        name = one.name or f"zonder_naam.{unnamed}"
        yield name.encode("utf-8", "replace").decode(), one  # a PDF may hold half of a surrogate pair


def _code(one: RawField, name: str) -> str | None:
    """The code that a check box stands for: ``instrumenten.twe`` with the state ``twe``; None for another field.

    In our forms check boxes are nothing but the boxes of a multiple choice: yes and no are radio buttons.
    """
    question, _, box = name.rpartition(".")
    if not question or not is_check_box(one):
        return None
    return next((state for state in on_states(one) if box_name(state) == box), None)
