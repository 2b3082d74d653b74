"""The content controls of a document: what each is, and what was filled in (ECMA-376-1 §17.5.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from forms import values as reading
from forms.values import Unreadable
from generator.errors import FormFault
from generator.formats.word.content import (
    FALLBACK,
    SDT,
    VAL,
    has,
    has_changes,
    has_hidden_text,
    has_more_than_text,
    has_struck_text,
    is_copy,
    is_on,
    is_true,
    text_of,
    val_of,
)
from generator.formats.word.store import Stores
from generator.formats.word.xml import Node, W

MAX_FIELDS = 5_000
MAX_DEPTH = 32
RICH = "richText"
SECTION, ITEM = "repeatingSection", "repeatingSectionItem"
YES = "ja"
"""What a box that is ticked says."""
_KINDS = (
    *("text", "date", "dropDownList", "comboBox", "checkbox", SECTION, ITEM),
    *("picture", "group", "docPartObj", "docPartList", "citation", "bibliography", "equation", RICH),
)
_HOLD_TEXT = {"text", "date", "dropDownList", "comboBox", RICH}
_HOLD_ANSWERS = {*_HOLD_TEXT, "checkbox"}
_LOCKED = {"sdtContentLocked", "contentLocked"}
_TICKED, _EMPTY = "2612", "2610"
_QUOTED = re.compile(r"'[^']*'")
_NUMBER = re.compile("[0-9]+")
_IN_FIGURES = frozenset({"d", "dd", "M", "MM", "y", "yy", "yyyy"})
"""What stands in the pattern of a date that is shown without words."""


class Unclear(Exception):
    """An answer that cannot be taken from its field as it stands; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True, eq=False)
class Control:
    """One content control."""

    element: Node
    above: "Control | None"
    depth: int
    kind: str
    told: dict[str, Node]
    """Its properties, by their local names."""
    content: Node | None
    row: int = 0
    """Of an item of a repeating section: its place there."""
    items: int = 0
    """Of a repeating section: how many items it has."""
    inside: list["Control"] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """The name that its maker gave it for programs."""
        return self.text_in("tag")

    @property
    def alias(self) -> str:
        """Its title, for people."""
        return " ".join(self.text_in("alias").split())

    def text_in(self, name: str) -> str:
        """The value of one of its properties."""
        found = self.told.get(name)
        return found.get(VAL, "").strip() if found is not None else ""

    def holds_answer(self, *, ours: bool) -> bool:
        """Tell whether a person answers in this control.

        One around other controls is only a frame in our own forms; in those of others it may hold text of its own,
        and counts when somebody gave it a name.
        """
        if self.kind not in _HOLD_ANSWERS:
            return False
        return not self.inside or (not ours and bool(self.tag or self.alias))


def controls_of(root: Node) -> list[Control]:
    """List the controls of a story in its order. Raises FormFault ``BESTAND-VELDEN`` when they go too deep."""
    copies = has(root, FALLBACK)
    known: dict[Node, Control] = {}
    for element in root.iter(SDT):
        if copies and is_copy(element):
            continue
        above = next((known[one] for one in element.iterancestors(SDT) if one in known), None)
        known[element] = control = _control(element, above)
        if control.depth > MAX_DEPTH or len(known) > MAX_FIELDS:
            raise too_many()
        if above is not None:
            control.row = above.items
            above.items += control.kind == ITEM
            above.inside.append(control)
    return list(known.values())


def too_many() -> FormFault:
    """The fault for a document with more fields than any form has."""
    return FormFault(
        "BESTAND-VELDEN",
        f"Dit Word-bestand heeft te veel velden (meer dan {MAX_FIELDS}) of ze zitten te diep in elkaar. "
        "Gebruik een leeg formulier van deze dienst.",
    )


def answer(control: Control, stores: Stores, *, ours: bool) -> str:
    """What was filled in, ``""`` for nothing; of a list the code in our own forms, else what was shown.

    Raises Unclear ``VELD-WIJZIGINGEN`` for tracked changes, ``VELD-VERBORGEN`` for hidden text where a person can
    write, ``VELD-TEGENSTRIJDIG`` for a box that shows something else than it says; in our own forms also ``VELD-BEELD`` for
    what is no text, ``VELD-DOORGEHAALD`` for text with a line through it.
    """
    content = control.content
    if content is not None and has_changes(control.element):
        raise Unclear("VELD-WIJZIGINGEN")
    if content is not None and control.text_in("lock") not in _LOCKED and has_hidden_text(content):
        raise Unclear("VELD-VERBORGEN")
    if ours and content is not None and has_more_than_text(content):
        raise Unclear("VELD-BEELD")
    if ours and content is not None and has_struck_text(content):
        raise Unclear("VELD-DOORGEHAALD")
    stored = _stored(control, stores)
    if control.kind == "checkbox":
        return _ticked(control, stored)
    shown = "" if content is None or is_on(control.told.get("showingPlcHdr")) else text_of(content)
    if control.kind == "date":
        return _date(control, stored, shown)
    if control.kind in {"dropDownList", "comboBox"}:
        return _chosen(control, stored or shown, ours=ours)
    return stored or shown


def choices_of(control: Control, *, ours: bool) -> tuple[str, ...]:
    """The answers that a list offers, as :func:`answer` gives them."""
    return tuple(dict.fromkeys(value if ours else shown for shown, value in _offered(control) if value))


def _control(element: Node, above: Control | None) -> Control:
    properties = element.find(f"{{{W}}}sdtPr")
    told: dict[str, Node] = {}
    for child in properties.iterchildren(etree.Element) if properties is not None else ():
        told.setdefault(str(child.tag).rpartition("}")[2], child)
    kind = next((one for one in _KINDS if one in told), RICH)
    depth = above.depth + 1 if above is not None else 1
    return Control(element, above, depth, kind, told, element.find(f"{{{W}}}sdtContent"))


def _stored(control: Control, stores: Stores) -> str:
    """What the XML behind the document says; rich text is stored as a document of its own, which is not read."""
    binding = control.told.get("dataBinding")
    if binding is None or RICH in control.told or control.inside:
        return ""
    return stores.value(binding)


def _ticked(control: Control, stored: str) -> str:
    if stored:
        return YES if is_true(stored) else ""
    box = {
        str(one.tag).rpartition("}")[2]: one for one in control.told["checkbox"].iterchildren(etree.Element)
    }
    on = is_on(box.get("checked"))
    off_sign, on_sign = _sign(box.get("uncheckedState"), _EMPTY), _sign(box.get("checkedState"), _TICKED)
    shown = text_of(control.content).strip() if control.content is not None else ""
    if off_sign != on_sign and shown == (off_sign if on else on_sign):
        raise Unclear("VELD-TEGENSTRIJDIG")
    return YES if on else ""


def _sign(state: Node | None, usual: str) -> str:
    code = val_of(state, usual) if state is not None else usual
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _date(control: Control, stored: str, shown: str) -> str:
    """A date: as it was typed where that is day first, else as the XML behind it or the control knows it."""
    layout = control.told["date"].find(f"{{{W}}}dateFormat")
    pattern = _QUOTED.sub("", layout.get(VAL, "") if layout is not None else "")
    day_first = next((letter for letter in pattern if letter in "dMy"), "d") == "d"
    typed = _day_first(shown) if day_first else None
    if stored:
        known = _iso(stored)
        return stored if known is None else shown if typed == known else known.isoformat()
    known = _iso(control.told["date"].get(f"{{{W}}}fullDate", ""))
    if typed is not None or known is None or not _shows(shown, known, pattern):
        return shown
    return known.isoformat()


def _day_first(text: str) -> date | None:
    try:
        return reading.read_date(reading.line(text))
    except Unreadable:
        return None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _shows(text: str, known: date, pattern: str) -> bool:
    """Tell whether a text can be that date: somebody may have typed another over it."""
    figures = [int(number) for number in _NUMBER.findall(text)]
    years = (known.year, known.year % 100)
    letters = re.findall("[A-Za-z]+", pattern)
    if letters and _IN_FIGURES.issuperset(letters):
        parts = ({"d": known.day, "M": known.month, "y": year} for year in years)
        return figures in ([part[letter[0]] for letter in letters] for part in parts)
    year_shown = "y" not in pattern or not {*years}.isdisjoint(figures)
    return bool(figures) and year_shown and (not _shows_day(pattern) or known.day in figures)


def _shows_day(pattern: str) -> bool:
    """Tell whether a pattern prints the number of the day: ``d`` or ``dd``; longer ones are its name."""
    return any(0 < len(letters) <= len("dd") for letters in re.findall("d+", pattern))


def _chosen(control: Control, text: str, *, ours: bool) -> str:
    if text.strip() in _no_choice(control):
        return ""
    offered = _offered(control)
    found = {pair for pair in offered if text in pair} or {pair for pair in offered if text.strip() in pair}
    shown_as = {pair for pair in found if text.strip() == pair[0].strip()} or found
    if len(shown_as) != 1:
        return text
    shown, value = shown_as.pop()
    return value if ours else shown


def _offered(control: Control) -> list[tuple[str, str]]:
    """What a list offers: what is shown, and the value for programs."""
    return [
        (shown or value, value)
        for shown, value in _items(control)
        if value and (shown or not _has_words(control))
    ]


def _no_choice(control: Control) -> set[str]:
    """The words of items that take a choice back: Word writes them without a value, or without words to show."""
    return {
        (shown or value).strip()
        for shown, value in _items(control)
        if not value or (not shown and _has_words(control))
    }


def _has_words(control: Control) -> bool:
    return any(shown for shown, _ in _items(control))


def _items(control: Control) -> Iterator[tuple[str, str]]:
    for item in control.told[control.kind].iterchildren(f"{{{W}}}listItem"):
        yield item.get(f"{{{W}}}displayText", ""), item.get(f"{{{W}}}value", "")
