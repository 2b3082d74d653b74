"""Fields of a form as far as they show (ISO 32000-2 §12.7): what an appearance has to say when the file has none."""

import re
from dataclasses import dataclass

from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject

from generator.bundle.reading import at, followed, listed, mapping, name_of, numbers_of, whole, words
from generator.pdf_colours import Colour

_DEPTH = 32
_MULTILINE, _PASSWORD, _COMB = 1 << 12, 1 << 13, 1 << 24
_SIZE = re.compile(r"([0-9.]+)\s+Tf\b")
_PAINT = re.compile(r"((?:[0-9.]+\s+){1,4})(g|rg|k)\b")
_PARTS = {"g": 1, "rg": 3, "k": 4}
_BLACK: Colour = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written in a field, and how."""

    text: str
    size: float
    """0 when it follows from the room there is."""
    colour: Colour = _BLACK
    align: int = 0
    """0 left, 1 middle, 2 right."""
    lines: bool = False
    cells: int = 0
    """How many cells of one sign each, 0 for running text."""


def kind_of(widget: DictionaryObject) -> str:
    """``/Tx``, ``/Btn``, ``/Ch``, ``/Sig``, or empty."""
    return str(inherited(widget, "/FT") or "")


def inherited(widget: DictionaryObject, key: str) -> PdfObject | None:
    """An entry of a widget or of the nearest field above it."""
    node: PdfObject | None = widget
    for _ in range(_DEPTH):
        if not isinstance(node, DictionaryObject):
            break
        if (found := at(node, key)) is not None:
            return found
        node = at(node, "/Parent")
    return None


def entry(widget: DictionaryObject, form: DictionaryObject) -> Entry | None:
    """What a text or choice field shows; nothing when it is blank or shows no text."""
    flags = whole(inherited(widget, "/Ff"))
    kind = kind_of(widget)
    if kind == "/Tx":
        text = "" if flags & _PASSWORD else words(inherited(widget, "/V"))
    elif kind == "/Ch":
        text = _chosen(widget)
    else:
        text = words(at(widget, "/Contents")) if name_of(widget, "/Subtype") == "/FreeText" else ""
    if not text.strip():
        return None
    style = words(inherited(widget, "/DA")) or words(at(form, "/DA"))
    lines = "\n" in text or bool(flags & _MULTILINE) or kind not in {"/Tx", "/Ch"}
    cells = whole(inherited(widget, "/MaxLen")) if flags & _COMB and kind == "/Tx" else 0
    size = float(found[1]) if (found := _SIZE.search(style)) and found[1].count(".") <= 1 else 0.0
    align = whole(inherited(widget, "/Q"))
    return Entry(
        text, min(size, 72.0), _paint(style), align if align in {1, 2} else 0, lines, min(cells, 200)
    )


def state_of(widget: DictionaryObject) -> str:
    """The state that a check box or radio button shows, such as ``/Ja``; ``/Off`` when it is off."""
    shown = at(widget, "/AS")
    if not isinstance(shown, NameObject):
        shown = inherited(widget, "/V")
    return str(shown) if isinstance(shown, NameObject) else "/Off"


def is_ticked(widget: DictionaryObject) -> bool:
    """Whether a button without a usable appearance is on; one of several, only when it says so itself."""
    if kind_of(widget) != "/Btn":
        return False
    speaks = isinstance(at(widget, "/AS"), NameObject) or "/T" in widget
    return speaks and state_of(widget) != "/Off"


def box_colours(widget: DictionaryObject) -> tuple[Colour | None, Colour | None]:
    """Colour of the ground and of the edge, nothing where there is none."""
    look = mapping(at(widget, "/MK"))
    return _colour(at(look, "/BG")), _colour(at(look, "/BC"))


def _chosen(widget: DictionaryObject) -> str:
    shown: dict[str, str] = {}
    for option in listed(inherited(widget, "/Opt")):
        pair = followed(option)
        if isinstance(pair, ArrayObject) and len(pair) > 1:
            shown[words(pair[0])] = words(pair[1])
    value = inherited(widget, "/V")
    chosen = [words(part) for part in value] if isinstance(value, ArrayObject) else [words(value)]
    return "\n".join(shown.get(one, one) for one in chosen)


def _paint(style: str) -> Colour:
    found = _PAINT.search(style)
    if not found:
        return _BLACK
    try:
        parts = [float(part) for part in found[1].split()][-_PARTS[found[2]] :]
    except ValueError:
        return _BLACK
    return _rgb(parts) or _BLACK


def _colour(parts: PdfObject | None) -> Colour | None:
    for count in (1, 3, 4):
        if found := numbers_of(parts, count):
            return _rgb(found)
    return None


def _rgb(parts: tuple[float, ...] | list[float]) -> Colour | None:
    level = [min(1.0, max(0.0, part)) for part in parts]
    if len(level) == 1:
        return (level[0], level[0], level[0])
    if len(level) == 3:  # noqa: PLR2004
        return (level[0], level[1], level[2])
    if len(level) == 4:  # noqa: PLR2004
        cyan, magenta, yellow, black = level
        return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return None
