"""Which cells of a workbook are fields.

In our own workbooks: its defined names, but those that begin with ``_``. In anybody's: its defined names, the columns
of its tables, the cells with a data validation and the unlocked cells of protected sheets: what somebody made to be
filled in. A cell that a name already has is not named again. Left out are names of lists to choose from, and in other
people's workbooks what stands on hidden sheets. Nothing else of a sheet is looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from forms.base import FORM_FIELD
from generator import opc
from generator.formats.excel.areas import Area, Place, listed, referred
from generator.formats.excel.book import Book
from generator.formats.excel.faults import BEYOND, BROKEN, DOUBLE, cell_fault, file_fault, name_fault
from generator.formats.excel.lists import Lists
from generator.formats.excel.package import MAIN, Name, Package, decoded, printable
from generator.formats.excel.sheet import Sheet
from generator.model import Fault

MAX_CELLS = 5_000
MAX_NAMED = 2_000
_MAX_BEYOND = 100


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the cell of its answer, or of each box of a multiple choice."""

    name: str
    places: tuple[Place, ...]
    label: str = ""


@dataclass(slots=True)
class Layout:
    """The fields found so far, within what is read at most; areas that no longer fit, by the field they belong to."""

    fields: list[Field] = field(default_factory=list)
    beyond: list[tuple[str, Area]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    taken: list[Area] = field(default_factory=list)
    room: int = MAX_CELLS

    def take(self, name: str, areas: Iterable[Area]) -> tuple[Place, ...]:
        """The cells of some areas that are read under a name. Raises FormFault ``BESTAND-VELDEN``."""
        room = min(self.room, MAX_NAMED)
        places: list[Place] = []
        for area in areas:
            self.taken.append(area)
            kept, rest = area.split(room - len(places))
            places.extend(kept.places() if kept else ())
            if rest:
                self.beyond.append((name, rest))
        self.room -= len(places)
        if len(self.beyond) > _MAX_BEYOND:
            raise file_fault("BESTAND-VELDEN")
        return tuple(places)

    def ordered(self) -> "Layout":
        """The same, with the fields in the order of the sheets and on each from top to bottom."""
        self.fields.sort(key=lambda one: one.places[0])
        return self


def is_own(book: Book) -> bool:
    """Tell whether a workbook says which form it is."""
    return bool(book.named(FORM_FIELD))


def own_fields(book: Book, lists: Lists) -> Layout:
    """The fields of one of our workbooks. A name that leads nowhere, or to two places, is a fault."""
    layout = Layout()
    for name, options in own_names(book).items():
        if len(options) != 1:
            layout.faults.append(name_fault(name, DOUBLE if options else BROKEN))
        elif places := layout.take(name, options[0]):
            layout.fields.extend(
                [Field(name, places)] if lists.is_multiple(name) else _numbered(name, places)
            )
    return layout.ordered()


def own_names(book: Book) -> dict[str, list[tuple[Area, ...]]]:
    """The different places that each field of our own has. Names are the same in upper and lower case."""
    spelled: dict[str, str] = {}
    found: dict[str, list[tuple[Area, ...]]] = {}
    for name in book.package.names:
        if name.name.startswith("_"):
            continue
        areas = book.areas(name)
        if name.hidden and not areas:
            continue
        places = found.setdefault(spelled.setdefault(name.name.casefold(), name.name), [])
        if areas and areas not in places:
            places.append(areas)
    return found


def foreign_fields(book: Book) -> Layout:
    """The fields of anybody's workbook."""
    layout = Layout()
    _named(book, layout)
    visible = [sheet for sheet in book.sheets if sheet and sheet.visible]
    for sheet in visible:
        _tabled(book.package, sheet, layout)
    claimed = {place for one in layout.fields for place in one.places}
    for sheet in visible:
        _free(book, layout, claimed, _validated(sheet, layout, claimed))
    for sheet in visible:
        if sheet.protected:
            _free(book, layout, claimed, _unlocked(book.package, sheet, layout, claimed))
    return layout.ordered()


def _named(book: Book, layout: Layout) -> None:
    """The fields that names make. Where a name has two places, it is a fault."""
    names, sources = _sources(book)
    found: dict[str, list[tuple[Area, ...]]] = {}
    for name in book.package.names:
        areas = book.areas(name)
        shown = all(book.sheet(area.sheet).visible for area in areas)
        listing = name.name.casefold() in names or (areas and set(areas) <= sources)
        if areas and shown and not listing and not name.hidden:
            places = found.setdefault(_scoped(book, name), [])
            if areas not in places:
                places.append(areas)
    for own, options in sorted(found.items(), key=lambda item: sum(area.size for area in item[1][0])):
        if len(options) > 1:
            layout.faults.append(name_fault(own, DOUBLE))
            continue
        layout.fields.extend(_numbered(own, book.without_covered(layout.take(own, options[0]))))


def _numbered(name: str, places: Sequence[Place]) -> list[Field]:
    """NAME for one cell, NAME.0, NAME.1 … for more."""
    several = len(places) > 1
    return [Field(f"{name}.{number}" if several else name, (place,)) for number, place in enumerate(places)]


def _sources(book: Book) -> tuple[set[str], set[Area]]:
    """What the cells of drop-down lists draw from: names (case-folded) and areas."""
    names: set[str] = set()
    areas: set[Area] = set()
    for sheet in filter(None, book.sheets):
        for validation in sheet.validations:
            if validation.kind == "list":
                names.add(validation.source.casefold())
                areas.update(referred(validation.source, book.titles, sheet.number))
    return names, areas


def _scoped(book: Book, name: Name) -> str:
    """The name of a field; with its sheet when that alone knows the name."""
    if name.scope is None:
        return name.name
    return f"{book.package.sheets[name.scope].title}!{name.name}"


def _tabled(package: Package, sheet: Sheet, layout: Layout) -> None:
    """The fields that tables make: TABLE.0.COLUMN …, without the row of headings and that of totals."""
    links = package.relations(package.sheets[sheet.number].part)
    for link in sheet.tables:
        table = opc.parse(package.part(links[link].part))
        name = table.get("displayName", "")
        headings = table.iterfind(f"{MAIN}tableColumns/{MAIN}tableColumn")
        columns = [printable(decoded(one.get("name", ""))) for one in headings]
        for area in listed(table.get("ref", ""), sheet.number):
            top = area.top + int(table.get("headerRowCount", "1"))
            bottom = area.bottom - int(table.get("totalsRowCount", "0"))
            if top > bottom:
                continue
            for place in layout.take(name, [area._replace(top=top, bottom=bottom)]):
                number = place.column - area.left
                column = columns[number] if number < len(columns) else str(number)
                layout.fields.append(Field(f"{name}.{place.row - top}.{column}", (place,), column))


def _free(book: Book, layout: Layout, claimed: set[Place], places: Iterable[Place]) -> None:
    """Fields under the name of their cell (``Blad!B4``); of a merged range its first cell."""
    found = list(dict.fromkeys(place for place in places if place not in claimed))
    for place in book.without_covered(found):
        layout.fields.append(Field(_where(book.sheet(place.sheet), place), (place,)))
    claimed.update(found)


def _validated(sheet: Sheet, layout: Layout, claimed: set[Place]) -> Iterator[Place]:
    """The cells of a sheet with a data validation, without areas that names or tables hold whole."""
    large = [area for area in layout.taken if area.size > 1]
    for area in (area for validation in sheet.validations for area in validation.areas):
        known = area.first in claimed if area.size == 1 else any(one.encloses(area) for one in large)
        if not known:
            yield from layout.take(_where(sheet, area.first), [area])


def _unlocked(package: Package, sheet: Sheet, layout: Layout, claimed: set[Place]) -> Iterator[Place]:
    """The unlocked cells of a protected sheet: as many as are read, then at most one that is told to be too many."""
    for place, filled in sheet.unlocked([style.locked for style in package.styles]):
        if place in claimed or any(area.holds(place) for _, area in layout.beyond):
            continue
        if layout.room > 0:
            layout.room -= 1
            yield place
        elif filled:
            layout.faults.append(cell_fault(_where(sheet, place), BEYOND, sheet.title, place.cell))
            return


def _where(sheet: Sheet, place: Place) -> str:
    return f"{sheet.title}!{place.cell}"
