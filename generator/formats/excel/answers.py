"""What stands in the cells of answers: always text, so that it is read back as it was given.

Text that begins like a formula is no formula for that (CWE-1236): its type is text, and so it stays when somebody
edits the cell. Source: ECMA-376 part 1 §18.3.1.4 (cells), §18.8.45 (``quotePrefix``), §22.9.2.19 (``ST_Xstring``).
"""

import re
from collections.abc import Mapping

from openpyxl.cell.cell import Cell

from forms import values as reading
from forms.nesting import Value
from generator.errors import FormFault
from generator.formats.excel.styles import ANSWER, COMPUTED, TALL
from generator.formats.fieldmap import Leaf, chosen

LONGEST = 32_767
"""Units of UTF-16 in one cell (Excel specifications and limits)."""
BETWEEN = ";"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = tuple("=+-@'")


def style_of(leaf: Leaf) -> str:
    """The style of the cell of an answer."""
    if leaf.spec.question.computed:
        return COMPUTED
    return TALL if leaf.spec.kind.name == "multiline" else ANSWER


def answer(leaf: Leaf, values: Mapping[str, Value]) -> str:
    """An answer as a cell shows it: the label of a choice, or the text.

    Raises FormFault ``BESTAND-TEKEN`` for what no workbook can hold, ``BESTAND-TEKST-LANG`` for what no cell can.
    """
    given = values.get(leaf.name, "")
    if leaf.spec.multiple:
        return f"{BETWEEN} ".join(_shown(leaf, code) for code in chosen(leaf, given))
    text = given if isinstance(given, str) else ", ".join(given)
    code = next(iter(chosen(leaf, text)), None) if leaf.spec.choices else None
    return _checked(leaf, reading.normal_newlines(text)) if code is None else _shown(leaf, code)


def put(cell: Cell, text: str) -> None:
    """Write a text in a cell; blank text leaves it empty."""
    if not text.strip():
        return
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    if text.startswith(_FORMULA):
        cell.quotePrefix = True


def _shown(leaf: Leaf, code: str) -> str:
    """The label of a code; the code itself where the label is not enough to find it again."""
    choices = leaf.spec.choices
    label = choices[code]
    first = next(each for each, other in choices.items() if other == label)
    parted = leaf.spec.multiple and BETWEEN in label
    return label if first == code and not parted else code


def _checked(leaf: Leaf, text: str) -> str:
    if _NOT_IN_XML.search(text):
        raise FormFault(
            "BESTAND-TEKEN",
            f"In {leaf.spec.label} staat een teken dat niet in een Excel-bestand kan staan. Typ die tekst opnieuw.",
        )
    if len(text.encode("utf-16-le")) // 2 > LONGEST:
        raise FormFault(
            "BESTAND-TEKST-LANG",
            f"De tekst bij {leaf.spec.label} is te lang voor een Excel-bestand: een cel houdt hoogstens 32.767 "
            "tekens. Kort de tekst in, of gebruik het formulier in Word of PDF.",
        )
    return text
