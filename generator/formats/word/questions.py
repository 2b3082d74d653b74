"""The questions of a Word form: its controls and form fields under the names that everybody else uses.

One question may have several fields: the same tag in the text and in the header, or in our own forms the boxes of a
multiple choice. A control is called by its tag, else by its title, else by its number; in a row of a repeating
section the place of the row counts and not the number in the tag, since Word adds a row by copying one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from forms.base import FORM_FIELD
from generator import opc
from generator.formats.base import is_blank
from generator.formats.word import controls as word_controls
from generator.formats.word import legacy as word_legacy
from generator.formats.word import map as word_map
from generator.formats.word.controls import ITEM, MAX_FIELDS, Control, Unclear, controls_of
from generator.formats.word.legacy import LegacyField
from generator.formats.word.lost import Lost, known_by_bookmarks
from generator.formats.word.map import Mapped
from generator.formats.word.open import Document, Story
from generator.formats.word.store import Stores

_TICKED = "\u2612"
"""What is left of a ticked box where a program made plain text of it."""
_DIGITS = re.compile("[0-9]+")
Source = Control | LegacyField | Lost


@dataclass(frozen=True, slots=True)
class Field:
    """One place where a person answers."""

    story: Story
    source: Source
    hint: str = ""
    """The text that means blank, where a program lost the mark for that."""


@dataclass(slots=True)
class Asked:
    """One question, with the fields that hold its answer."""

    name: str
    fields: list[Field] = field(default_factory=list)
    boxes: dict[str, list[Field]] = field(default_factory=dict)
    """Of a multiple choice in our own forms: the check boxes of each code, in the order of the form."""

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Every field, boxes too."""
        return (*self.fields, *(box for same in self.boxes.values() for box in same))


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions of a document, in its order."""

    asked: tuple[Asked, ...]
    ours: bool
    """Whether the document says that it is one of our forms."""
    stores: Stores

    def answer(self, one: Asked) -> str | tuple[str, ...]:
        """What was filled in, ``""`` for nothing. Raises Unclear, ``VELD-DUBBEL`` when two fields say two things."""
        said: set[str | tuple[str, ...]] = {
            value for each in one.fields if not is_blank(value := _answer(each, self.stores, ours=self.ours))
        }
        chosen = tuple(code for code, boxes in one.boxes.items() if any(list(map(self._is_ticked, boxes))))
        if chosen:
            said.add(chosen)
        if len(said) > 1:
            raise Unclear("VELD-DUBBEL")
        return said.pop() if said else ""

    def _is_ticked(self, box: Field) -> bool:
        text = _answer(box, self.stores, ours=self.ours)
        return text.strip() == _TICKED if isinstance(box.source, Lost) else bool(text)


def questions(document: Document) -> Questions:
    """Find the questions of a document. Raises FormFault ``BESTAND-VELDEN``."""
    stores = Stores(document.parts, document.main)
    known = _map(document)
    named = list(_named(document, known))
    if max(len(named), len(known)) > MAX_FIELDS:
        raise word_controls.too_many()
    ours = any(name == FORM_FIELD and _says(each, stores) for name, each in named)
    asked: dict[str, Asked] = {}
    for name, each in named:
        if isinstance(each.source, Control) and not each.source.holds_answer(ours=ours):
            continue
        question, _, code = name.partition("=") if ours and _is_box(each) else (name, "", "")
        one = asked.setdefault(question, Asked(question))
        if code:
            one.boxes.setdefault(code, []).append(each)
        else:
            one.fields.append(each)
    for mapped in known.values() if ours else ():
        question = mapped.name.partition("=")[0]
        asked.setdefault(question, Asked(question))
    return Questions(tuple(asked.values()), ours, stores)


def _answer(each: Field, stores: Stores, *, ours: bool) -> str:
    if isinstance(each.source, Control):
        text = word_controls.answer(each.source, stores, ours=ours)
    else:
        text = each.source.answer()
    return "" if each.hint and text == each.hint else text


def _says(each: Field, stores: Stores) -> bool:
    try:
        return bool(_answer(each, stores, ours=True).strip())
    except Unclear:
        return True


def _is_box(each: Field) -> bool:
    """Tell whether a field is a box that is on or off, or what is left of one."""
    return isinstance(each.source, Lost) or (
        isinstance(each.source, Control) and each.source.kind == "checkbox"
    )


def _map(document: Document) -> dict[str, Mapped]:
    try:
        return word_map.read(document.parts)
    except opc.Damaged:  # somebody else's XML, of which nothing is needed
        return {}


def _named(document: Document, known: Mapping[str, Mapped]) -> Iterator[tuple[str, Field]]:
    """All fields of all stories with their names.

    Where our map is there, a control with neither a tag nor a bookmark is no field: LibreOffice makes such ones of
    the frames around our lists.
    """
    unnamed = 0
    seen: dict[str, int] = {}
    for story in document.stories:
        controls = [one for one in controls_of(story.root) if one.holds_answer(ours=False)]
        found = known_by_bookmarks(story.root, [one for one in controls if not one.inside], known)
        for control in controls:
            mapped = found.controls.get(control)
            if mapped is not None:
                yield mapped.name, Field(story, control, mapped.placeholder)
            elif control.tag or not known:
                name = _name(control)
                unnamed += not name
                yield name or f"zonder_naam.{unnamed}", Field(story, control)
        for legacy in word_legacy.fields_of(story.root):
            unnamed += not legacy.name
            seen[legacy.name] = seen.get(legacy.name, 0) + 1
            yield _numbered(legacy.name, seen[legacy.name]) or f"zonder_naam.{unnamed}", Field(story, legacy)
        for mapped, lost in found.lost:
            yield mapped.name, Field(story, lost, mapped.placeholder)


def _numbered(name: str, occurrence: int) -> str:
    """Tell copies of a form field apart: Word leaves them the name, but only the first has the bookmark."""
    return f"{name}.{occurrence}" if name and occurrence > 1 else name


def _name(control: Control) -> str:
    own = _told(control)
    item = control.above
    while item is not None and item.kind != ITEM:
        item = item.above
    section = item.above if item is not None else None
    if not own or item is None or section is None:
        return own
    return _in_row(_told(section), _name(section), item.row, own)


def _told(control: Control) -> str:
    return control.tag or control.alias or control.text_in("id")


def _in_row(section: str, placed: str, row: int, own: str) -> str:
    """Name a field in a row: ``section`` is what the list's tag says, ``placed`` its name where it stands."""
    parts, above = own.split("."), section.split(".")
    depth = len(above)
    if len(parts) > depth + 1 and parts[depth].isdigit() and _shape(parts[:depth]) == _shape(above):
        return ".".join((placed, str(row), *parts[depth + 1 :]))
    return f"{placed}.{row}.{own}" if placed else f"{own}.{row}"


def _shape(parts: list[str]) -> list[str]:
    return ["*" if _DIGITS.fullmatch(part) else part for part in parts]
