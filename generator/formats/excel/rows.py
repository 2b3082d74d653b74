"""A batch sheet: one row a client, one column a field.

The name ``_rijen`` leads to the rows of the answers; the name of each field leads to its column. Rows that are wholly
blank are skipped. A multiple choice is one cell, its labels or codes parted by ``;``.
"""

from dataclasses import replace

from forms.base import IDENTITY
from forms.nesting import Value
from generator.formats.base import answers_of
from generator.formats.excel.areas import MAX_ROW, Area, Place
from generator.formats.excel.book import Book, Reading
from generator.formats.excel.faults import BEYOND, BROKEN, DOUBLE, cell_fault, file_fault, name_fault
from generator.formats.excel.fields import own_names
from generator.formats.excel.lists import Lists, lists_of
from generator.model import Answers, Fault

ROWS = "_rijen"
MAX_ROWS = 2_000
_BETWEEN = ";"


def rows_area(book: Book) -> Area | None:
    """The rows of the answers when this workbook is a batch sheet."""
    return next(iter(book.named(ROWS)), None)


def columns_of(book: Book, rows: Area) -> dict[str, int]:
    """The column of each field on the sheet of the batch, from left to right."""
    found = {
        name: options[0][0].left
        for name, options in own_names(book).items()
        if name not in IDENTITY and len(options) == 1 and _is_column(options[0], rows)
    }
    return dict(sorted(found.items(), key=lambda item: item[1]))


def read_rows(book: Book, rows: Area) -> Answers:
    """Read each used row as a form of its own.

    Raises FormFault ``BESTAND-GEEN-RIJEN`` when there is none, ``BESTAND-VELDEN`` when there may be too many.
    """
    if rows.bottom - rows.top >= MAX_ROWS:
        raise file_fault("BESTAND-VELDEN")
    lists, columns = lists_of(book), columns_of(book, rows)
    wanted = frozenset(columns.values())
    below = rows._replace(top=rows.bottom + 1, bottom=MAX_ROW)
    reading = book.read({rows.sheet: dict.fromkeys(range(rows.top, rows.bottom + 1), wanted)}, [below])
    used = sorted({place.row for place in (*reading.texts, *reading.merged)})
    if not used:
        raise file_fault("BESTAND-GEEN-RIJEN")
    identity = _identity(book)
    title = book.sheet(rows.sheet).title
    return replace(
        answers_of("xlsx", identity, columns, _faults(book, rows, reading)),
        rows=tuple(_row(reading, lists, columns, identity, Place(rows.sheet, row, 0), title) for row in used),
    )


def _row(
    reading: Reading,
    lists: Lists,
    columns: dict[str, int],
    identity: dict[str, Value],
    row: Place,
    title: str,
) -> Answers:
    values = dict(identity)
    faults: list[Fault] = []
    for name, column in columns.items():
        place = row._replace(column=column)
        code = reading.trouble(place)
        if code:
            faults.append(cell_fault(name, code, title, place.cell))
        elif text := reading.text(place):
            values[name] = _value(lists, name, text)
    return replace(answers_of("xlsx", values, columns, tuple(faults)), row=row.row)


def _value(lists: Lists, name: str, text: str) -> Value:
    if not lists.is_multiple(name):
        return lists.code(name, text)
    parts = [part.strip() for part in text.split(_BETWEEN)]
    return tuple(dict.fromkeys(lists.code(name, part) for part in parts if part))


def _identity(book: Book) -> dict[str, Value]:
    """Which form the rows are for."""
    places = {name: areas[0].first for name in IDENTITY if (areas := book.named(name))}
    texts = book.shown(list(places.values()))
    return {name: texts.get(place, "") for name, place in places.items()}


def _faults(book: Book, rows: Area, reading: Reading) -> tuple[Fault, ...]:
    """What is wrong with the sheet as a whole: columns that are gone or double, answers below the last row."""
    faults = [
        name_fault(name, DOUBLE if options else BROKEN)
        for name, options in own_names(book).items()
        if len(options) != 1
    ]
    faults.extend(
        cell_fault("", BEYOND, book.sheet(rows.sheet).title, area.first.cell) for area in reading.used
    )
    return tuple(faults)


def _is_column(areas: tuple[Area, ...], rows: Area) -> bool:
    return len(areas) == 1 and areas[0].sheet == rows.sheet and areas[0].width == 1
