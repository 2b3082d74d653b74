"""Reading an Excel form: the cells that are its fields, and nothing else of the workbook."""

from forms.base import IDENTITY
from forms.nesting import Value
from generator.formats.base import answers_of
from generator.formats.excel.areas import Place, grouped
from generator.formats.excel.book import Book, Reading
from generator.formats.excel.controls import Chosen, controls_of
from generator.formats.excel.faults import (
    BEYOND,
    BROKEN,
    HIDDEN,
    NO_CROSS,
    cell_fault,
    file_fault,
    name_fault,
    told,
)
from generator.formats.excel.fields import Field, Layout, foreign_fields, is_own, own_fields
from generator.formats.excel.labels import batch_fields, found_fields
from generator.formats.excel.lists import Lists, is_chosen, lists_of
from generator.formats.excel.rows import read_rows, rows_area
from generator.model import Answers, Fault, FoundField

_OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")
"""How a workbook with a password begins: MS-OFFCRYPTO wraps it in a compound file, as is an old .xls."""


def read(content: bytes) -> Answers:
    """Read the fields of a workbook, of ours or of anyone.

    In ours labels become codes, the boxes of a multiple choice a tuple of codes, and the rows of a batch sheet
    Answers of their own. A cell that cannot be read is a fault, and its field is left out of the values. Raises
    FormFault ``BESTAND-BESCHADIGD``, ``-WACHTWOORD``, ``-GROOT``, ``-VELDEN``, ``-GEEN-VELDEN`` or ``-GEEN-RIJEN``.
    """
    with told():
        book = opened(content)
        if not is_own(book):
            return _foreign(book)
        rows = rows_area(book)
        return read_rows(book, rows) if rows else _own(book)


def fields(content: bytes) -> tuple[FoundField, ...]:
    """List the fields of a workbook, blank ones too. Raises FormFault as :func:`read` does."""
    with told():
        book = opened(content)
        if not is_own(book):
            layout, controls = _asked(book)
            drawn = (FoundField(one.name, one.name, one.kind, one.choices) for one in controls)
            return (*found_fields(book, layout.fields), *drawn)
        lists, rows = lists_of(book), rows_area(book)
        if rows:
            return batch_fields(book, lists, rows)
        return found_fields(book, own_fields(book, lists).fields, lists)


def opened(content: bytes) -> Book:
    """Open a workbook. Raises FormFault ``BESTAND-WACHTWOORD``, or Damaged."""
    if content.startswith(_OLE2):
        raise file_fault("BESTAND-WACHTWOORD")
    return Book(content)


def _own(book: Book) -> Answers:
    lists = lists_of(book)
    return _answers(book, own_fields(book, lists), lists, {})


def _foreign(book: Book) -> Answers:
    layout, controls = _asked(book)
    return _answers(book, layout, Lists({}, {}), {one.name: one.value for one in controls})


def _asked(book: Book) -> tuple[Layout, tuple[Chosen, ...]]:
    """What anybody's workbook asks, in cells and by form controls. Raises FormFault ``BESTAND-GEEN-VELDEN``."""
    layout, controls = foreign_fields(book), controls_of(book)
    if not layout.fields and not layout.faults and not controls:
        raise file_fault("BESTAND-GEEN-VELDEN")
    return layout, controls


def _answers(book: Book, layout: Layout, lists: Lists, values: dict[str, Value]) -> Answers:
    """Read the cells of a layout; ``values`` are answers that stand in no cell."""
    places = [place for field in layout.fields for place in field.places]
    reading = book.read(grouped(places), [area for _, area in layout.beyond])
    faults = list(layout.faults)
    for field in layout.fields:
        found = _answer(book, reading, lists, field)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            values[field.name] = found
    faults.extend(_at(book, name, BEYOND, area.first) for name, area in layout.beyond if area in reading.used)
    names = {*values, *(field.name for field in layout.fields)}
    return answers_of("xlsx", values, names, tuple(faults))


def _answer(book: Book, reading: Reading, lists: Lists, field: Field) -> Value | Fault:
    for place in field.places:
        code = reading.trouble(place)
        if code and not (code == HIDDEN and field.name in IDENTITY):
            return _at(book, field.name, code, place)
    if not lists.is_multiple(field.name):
        return lists.code(field.name, reading.text(field.places[0]))
    codes = tuple(lists.labels(field.name))
    if len(codes) != len(field.places):
        return name_fault(field.name, BROKEN)
    chosen = {place: is_chosen(reading.text(place)) for place in field.places}
    odd = next((place for place, choice in chosen.items() if choice is None), None)
    if odd:
        return _at(book, field.name, NO_CROSS, odd)
    return tuple(code for code, place in zip(codes, field.places, strict=True) if chosen[place])


def _at(book: Book, name: str, code: str, place: Place) -> Fault:
    return cell_fault(name, code, book.sheet(place.sheet).title, place.cell)
