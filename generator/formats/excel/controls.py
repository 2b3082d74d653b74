"""Form controls on the sheets of a workbook: check boxes, option buttons, drop-downs, counters.

What was chosen stands in ``xl/ctrlProps`` and not in a cell. ActiveX controls keep it in binary parts, which are
never opened; nor are the drawings of Excel 2007, which knew no ``ctrlProps``.
Source: MS-XLSX §2.4.34, §2.6.71 (``formControlPr``).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from generator import opc
from generator.formats.excel.areas import Place, referred
from generator.formats.excel.book import Book
from generator.formats.excel.sheet import Sheet

_MAX_CONTROLS = 1_000
_MAX_ITEMS = 500
_BOXES = frozenset({"CheckBox", "Radio"})
_LISTS = frozenset({"Drop", "List"})
_COUNTERS = frozenset({"Spin", "Scroll"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """One form control: what it says (blank when nothing is chosen), and what it offers."""

    name: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()


def controls_of(book: Book) -> tuple[Chosen, ...]:
    """The form controls of the visible sheets. One that has the name of an earlier one is told with its sheet."""
    found: dict[str, Chosen] = {}
    for sheet in book.sheets:
        if sheet and sheet.visible and sheet.controls:
            for name, properties in _properties(book, sheet):
                own = name if name not in found else f"{sheet.title}!{name}"
                chosen = _chosen(book, sheet, own, properties)
                if chosen and len(found) < _MAX_CONTROLS:
                    found[own] = chosen
    return tuple(found.values())


def _properties(book: Book, sheet: Sheet) -> Iterator[tuple[str, etree._Element]]:
    links = book.package.relations(book.package.sheets[sheet.number].part)
    for control in sheet.controls:
        link = links.get(control.link)
        if link and link.kind == "ctrlProp":
            yield control.name, opc.parse(book.package.part(link.part))


def _chosen(book: Book, sheet: Sheet, name: str, properties: etree._Element) -> Chosen | None:
    kind = properties.get("objectType", "")
    if kind in _BOXES:
        return Chosen(name, "check", "ja" if properties.get("checked") == "Checked" else "")
    if kind in _LISTS:
        return _listed(book, sheet, name, properties)
    if kind in _COUNTERS:
        return Chosen(name, "text", properties.get("val", "0"))
    return None


def _listed(book: Book, sheet: Sheet, name: str, properties: etree._Element) -> Chosen:
    places: list[Place] = []
    for area in referred(properties.get("fmlaRange", ""), book.titles, sheet.number):
        kept, _ = area.split(_MAX_ITEMS)
        places.extend(kept.places() if kept else ())
    texts = book.shown(places)
    offered = tuple(texts.get(place, "") for place in places)
    number = int(properties.get("sel", "0"))
    value = offered[number - 1] if 0 < number <= len(offered) else str(number or "")
    return Chosen(name, "choice", value, tuple(filter(None, offered)))
