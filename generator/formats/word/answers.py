"""The content controls of a Word form: one an answer, of the kind that suits the question (ECMA-376-1 §17.5.2).

A control cannot be deleted (``sdtLocked``), one that only the program fills in cannot be changed either
(``sdtContentLocked``). Running text is rich text: LibreOffice before 7.5 makes of a plain text control a field of one
line, and sets the line ends of the answer in front of it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from forms import values as reading
from forms.base import IDENTITY
from forms.nesting import Value
from forms.values import Unreadable
from generator.errors import FormFault
from generator.formats.base import is_blank
from generator.formats.fieldmap import Leaf, chosen
from generator.formats.word.map import BOOKMARK, Mapped
from generator.formats.word.xml import Node, make, run

CHOOSE = "Klik en kies"
WRITE = "Klik en typ"
COMPUTED = "Wordt berekend"
_DATE_SHOWN = "dd/mm/jjjj"
_LONGEST_NAME = 64
"""Word refuses a document in which a title or a tag is longer."""
_TICKED, _EMPTY = "2612", "2610"
_BOX_FONT = "MS Gothic"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Pen:
    """Writes controls with the answers in them; numbers them, and keeps the map of what stands where."""

    values: Mapping[str, Value]
    written: list[Mapped] = field(default_factory=list)
    _last: int = 0

    def answer(self, leaf: Leaf) -> list[Node]:
        """Write the control of a question that has one answer, for use within a paragraph."""
        spec = leaf.spec
        if spec.choices and not spec.question.computed:
            code = next(iter(chosen(leaf, self.values.get(leaf.name, ""))), "")
            return self._control(leaf, _choices(spec.choices), spec.choices.get(code, ""))
        text = self._text(leaf)
        if spec.kind.name == "date" and not spec.question.computed:
            return self._control(leaf, (_date(text),), text)
        if spec.kind.name == "multiline":
            return self._control(leaf, (), text)
        several = {"multiLine": "1"} if "\n" in text else {}
        return self._control(leaf, (make("text", **several),), text)

    def boxes(self, leaf: Leaf) -> list[tuple[list[Node], str]]:
        """Write a check box for each choice of a multiple choice, each with its label."""
        on = chosen(leaf, self.values.get(leaf.name, ()))
        return [
            (self._box(f"{leaf.name}={code}", label, ticked=code in on), label)
            for code, label in leaf.spec.choices.items()
        ]

    def around(
        self, properties: Iterable[Node], content: Iterable[Node], *, name: str = "", label: str = ""
    ) -> Node:
        """Write a control around paragraphs, tables or rows: a group, a list or a row of it."""
        return make(
            "sdt",
            make("sdtPr", *_named(name, label), make("id", val=str(self._number())), *properties),
            make("sdtContent", *content),
        )

    def _control(self, leaf: Leaf, kind: Iterable[Node], text: str) -> list[Node]:
        locked = leaf.spec.question.computed or leaf.name in IDENTITY
        blank = is_blank(text)
        placeholder = placeholder_of(leaf)
        content = run(placeholder, "PlaceholderText") if blank else run(text)
        properties = [make("lock", val="sdtContentLocked" if locked else "sdtLocked")]
        properties += [make("showingPlcHdr")] if blank else []
        return self._marked(leaf.name, leaf.spec.label, placeholder, [*properties, *_frame(), *kind], content)

    def _box(self, name: str, label: str, *, ticked: bool) -> list[Node]:
        box = make(
            "w14:checkbox",
            make("w14:checked", val=str(int(ticked))),
            make("w14:checkedState", val=_TICKED, font=_BOX_FONT),
            make("w14:uncheckedState", val=_EMPTY, font=_BOX_FONT),
        )
        face = make("rFonts", ascii=_BOX_FONT, hAnsi=_BOX_FONT, eastAsia=_BOX_FONT, hint="eastAsia")
        content = run(chr(int(_TICKED if ticked else _EMPTY, 16)), properties=[face])
        return self._marked(name, label, "", [make("lock", val="sdtLocked"), *_frame(), box], content)

    def _marked(
        self, name: str, label: str, placeholder: str, properties: Iterable[Node], content: Node
    ) -> list[Node]:
        """Write a control in the bookmark by which it is known where tags are lost."""
        control = self.around(properties, [content], name=name, label=label)
        number = str(self._last)
        bookmark = f"{BOOKMARK}{number}"
        self.written.append(Mapped(bookmark, name, placeholder))
        return [make("bookmarkStart", id=number, name=bookmark), control, make("bookmarkEnd", id=number)]

    def _number(self) -> int:
        self._last += 1
        return self._last

    def _text(self, leaf: Leaf) -> str:
        """The answer as text. Raises FormFault ``BESTAND-TEKEN`` for what XML cannot hold (XML 1.0 §2.2)."""
        given = self.values.get(leaf.name, "")
        text = reading.normal_newlines(given if isinstance(given, str) else ", ".join(given))
        if _NOT_IN_XML.search(text):
            raise FormFault(
                "BESTAND-TEKEN",
                f"In {leaf.spec.label} staat een teken dat niet in een Word-bestand kan staan. "
                "Typ die tekst opnieuw.",
            )
        return text


def placeholder_of(leaf: Leaf) -> str:
    """What a blank control shows: what to do, or an example."""
    spec = leaf.spec
    if spec.question.computed:
        return COMPUTED
    if spec.choices:
        return CHOOSE
    if spec.kind.name == "date":
        return _DATE_SHOWN
    example = example_of(leaf)
    return f"bv. {example}" if example and not _is_later_row(leaf) else WRITE


def example_of(leaf: Leaf) -> str:
    """A right answer to an open question, where one is known."""
    return leaf.spec.question.example or leaf.spec.kind.example


def _is_later_row(leaf: Leaf) -> bool:
    """Tell whether a list gave the examples in a row above."""
    numbers = [part for part in leaf.name.split(".") if part.isdecimal()]
    return any(number != "0" for number in numbers)


def _named(name: str, label: str) -> list[Node]:
    title = label if len(label) <= _LONGEST_NAME else f"{label[: _LONGEST_NAME - 1]}…"
    return [make("alias", val=title), make("tag", val=name)] if name else []


def _frame() -> list[Node]:
    return [make("w15:appearance", val="boundingBox")]


def _choices(choices: Mapping[str, str]) -> tuple[Node]:
    """A drop-down list; its first item, without words to show, takes a choice back."""
    items = (make("listItem", displayText=label, value=code) for code, label in choices.items())
    return (make("dropDownList", make("listItem", value=CHOOSE), *items),)


def _date(text: str) -> Node:
    """A date picker; it keeps the date that its text is, if it is one."""
    try:
        told = {"fullDate": f"{reading.read_date(reading.line(text)).isoformat()}T00:00:00Z"}
    except Unreadable:
        told = {}
    return make(
        "date",
        make("dateFormat", val="dd/MM/yyyy"),
        make("lid", val="nl-BE"),
        make("storeMappedDataAs", val="dateTime"),
        make("calendar", val="gregorian"),
        **told,
    )
