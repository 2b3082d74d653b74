"""Marking findings in a workbook, and taking the marks away again.

A mark is a note on the cell and a colour over it; no cell is touched, so nothing but the marks is gained or lost.
"""

from collections.abc import Iterable, Mapping, Sequence

from forms.findings import Finding
from generator.errors import FormFault
from generator.formats.excel import notes as excel_notes
from generator.formats.excel import tints as excel_tints
from generator.formats.excel.areas import Place, grouped
from generator.formats.excel.book import Book
from generator.formats.excel.edit import Edit
from generator.formats.excel.faults import file_fault, told
from generator.formats.excel.fields import foreign_fields, is_own, own_fields
from generator.formats.excel.lists import lists_of
from generator.formats.excel.notes import Note
from generator.formats.excel.read import opened
from generator.formats.excel.rows import columns_of, rows_area
from generator.formats.marking import HEAD, blocking, placed, tally, words

_BETWEEN = "\n\n"
_MOST_CELLS = 12
_LONGEST = 30_000
Marks = dict[Place, list[Finding]]


def mark(content: bytes, findings: Sequence[Finding]) -> bytes:
    """Mark each finding at its cell, and tell of all at the first cell of the first sheet; marks of before are gone.

    A finding on a field that cannot be seen is told there too. Raises FormFault when the file cannot be opened.
    """
    content = unmark(content)
    if not findings:
        return content
    with told():
        book = opened(content)
        cells = _cells(book)
        marks: Marks = {}
        for name, found in placed(findings, list(cells)).items():
            marks.setdefault(cells[name] if name != HEAD else _head(book), []).extend(found)
        return _marked(content, book, marks)


def mark_rows(content: bytes, findings_by_row: Mapping[int, Sequence[Finding]]) -> bytes:
    """Mark the findings on rows of a batch sheet, each in its row at the column of its field; else as :func:`mark`.

    Raises FormFault when the file cannot be opened or is no batch sheet.
    """
    content = unmark(content)
    with told():
        book = opened(content)
        rows = rows_area(book)
        if rows is None:
            raise file_fault("BESTAND-GEEN-RIJEN")
        columns = columns_of(book, rows)
        marks: Marks = {}
        for number, findings in findings_by_row.items():
            row = rows.first._replace(row=number) if number else _head(book)
            for name, found in placed(findings, list(columns) if number else []).items():
                place = row if name == HEAD else row._replace(column=columns[name])
                marks.setdefault(place, []).extend(found)
        return _marked(content, book, marks) if marks else content


def unmark(content: bytes) -> bytes:
    """Take away the marks of ours; the very same bytes where there are none, also where nothing can be opened."""
    try:
        with told():
            edit = Edit(content)
            sheets = [edit.spelled(one.part) for one in edit.package.sheets if one.part]
            noted = [sheet for sheet in sheets if excel_notes.is_marked(edit, sheet)]
            tinted = [sheet for sheet in sheets if excel_tints.untint(edit, sheet)]
            for sheet in noted:
                excel_notes.take(edit, sheet)
            if tinted:
                excel_tints.forget_looks(edit)
            return edit.finish() if noted or tinted else content
    except FormFault:
        return content


def _cells(book: Book) -> dict[str, Place]:
    """The first cell of each field that can be seen, in the order of the workbook."""
    if not is_own(book):
        layout = foreign_fields(book)
    elif rows_area(book):
        return {}
    else:
        layout = own_fields(book, lists_of(book))
    places = {field.name: field.places[0] for field in layout.fields}
    there, _ = book.raw(grouped(places.values()), blanks=True)
    hidden = {place for place, raw in there.items() if raw.hidden}
    return {
        name: place
        for name, place in places.items()
        if book.sheet(place.sheet).visible and place not in hidden
    }


def _head(book: Book) -> Place:
    """The first cell of the first sheet that is seen."""
    number = next((sheet.number for sheet in book.sheets if sheet and sheet.visible), None)
    if number is None:
        raise file_fault("BESTAND-GEEN-VELDEN")
    return Place(number, 1, 1)


def _marked(content: bytes, book: Book, marks: Marks) -> bytes:
    edit = Edit(content)
    head = _head(book)
    parts = {one.number: edit.spelled(book.package.sheets[one.number].part) for one in book.sheets if one}
    taken = {
        number: excel_notes.conversations(edit, parts[number]) for number in {one.sheet for one in marks}
    }
    notes = {
        place: Note(_said(map(words, found)))
        for place, found in marks.items()
        if place != head and place.cell not in taken[place.sheet]
    }
    at_head = [finding for place, found in marks.items() if place not in notes for finding in found]
    everything = [finding for found in marks.values() for finding in found]
    summary = _summary(everything, book, (place for place in marks if place != head))
    notes[head] = Note(_said([*summary, *map(words, at_head)]), shown=True)
    looks = {**{place: blocking(found) for place, found in marks.items()}, head: blocking(everything)}
    for number in sorted({place.sheet for place in looks}):
        own = sorted(place for place in looks if place.sheet == number)
        red = [place for place in own if looks[place]]
        excel_tints.tint(edit, parts[number], red, [place for place in own if not looks[place]])
        excel_notes.put(edit, parts[number], {place: notes[place] for place in own if place in notes})
    return edit.finish()


def _summary(findings: Sequence[Finding], book: Book, places: Iterable[Place]) -> list[str]:
    """How many there are, at which cells, and what to do."""
    cells: dict[int, list[str]] = {}
    for place in sorted(places):
        cells.setdefault(place.sheet, []).append(place.cell)
    where = "".join(
        f"\n– blad “{book.sheet(number).title}”: {', '.join(own[:_MOST_CELLS])}{', …' if len(own) > _MOST_CELLS else ''}"
        for number, own in cells.items()
    )
    told_where = [f"Wijs een gekleurde cel aan om te lezen wat er moet gebeuren:{where}"] if where else []
    return [f"{tally(findings, coloured=True)}.", *told_where, "Verbeter het formulier en bewaar het."]


def _said(parts: Iterable[str]) -> str:
    text = _BETWEEN.join(parts)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
