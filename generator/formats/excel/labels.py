"""What a workbook tells of its fields: the words beside them, and what may be filled in."""

from collections.abc import Iterable, Sequence
from itertools import chain

from openpyxl.styles.numbers import is_date_format

from generator import opc
from generator.formats.excel.areas import Area, Place, covering, grouped, referred
from generator.formats.excel.book import Book
from generator.formats.excel.cells import style_of
from generator.formats.excel.fields import Field
from generator.formats.excel.lists import Lists
from generator.formats.excel.package import MAIN, printable, text_of
from generator.formats.excel.rows import columns_of
from generator.formats.excel.sheet import Validation
from generator.model import FoundField

_MAX_CHOICES = 500


def batch_fields(book: Book, lists: Lists, rows: Area) -> tuple[FoundField, ...]:
    """The columns of a batch sheet, each with the words above it."""
    columns = columns_of(book, rows)
    cells = [Field(name, (rows.first._replace(column=column),)) for name, column in columns.items()]
    return found_fields(book, cells, lists)


def found_fields(book: Book, fields: Sequence[Field], lists: Lists | None = None) -> tuple[FoundField, ...]:
    """Describe fields.

    The label is the heading of a table's column, or the text of the cell to the left, else of the one above (of a
    column of answers: above the first), else the prompt of the validation, else the note on the cell.
    """
    lists = lists or Lists({}, {})
    heads = [field.places[0] for field in fields]
    beside = _beside(book, {place for field in fields for place in field.places}, heads)
    rules = _rules(book, heads)
    notes = _notes(book, heads)
    sources = _sources(book, rules)
    dates = _dates(book, heads)
    found = []
    for field, head in zip(fields, heads, strict=True):
        rule = rules.get(head)
        choices = tuple(lists.labels(field.name).values()) or (sources.get(rule, ()) if rule else ())
        is_date = head in dates or (rule is not None and rule.kind == "date")
        kind = "choice" if choices else "date" if is_date else "text"
        told = (field.label, beside.get(head), rule.prompt if rule else "", notes.get(head))
        found.append(FoundField(field.name, next(filter(None, told), ""), kind, choices))
    return tuple(found)


def _beside(book: Book, answers: set[Place], heads: Iterable[Place]) -> dict[Place, str]:
    """The text to the left of each field or else above it; an answer is no label, nor is the number of a row."""
    tops: dict[Place, Place] = {}
    for place in sorted(answers):
        above = place._replace(row=place.row - 1)
        tops[place] = tops.get(above, above)
    near = {place: (place._replace(column=place.column - 1), tops[place]) for place in heads}
    asked = {one for one in chain(*near.values()) if one.row and one.column} - answers
    texts = book.shown(asked)
    words = {place: text for place, text in texts.items() if any(map(str.isalpha, text))}
    return {place: next((words[one] for one in both if one in words), "") for place, both in near.items()}


def _rules(book: Book, places: Iterable[Place]) -> dict[Place, Validation]:
    """The data validation of each cell that has one."""
    found: dict[Place, Validation] = {}
    for number, wanted in grouped(places).items():
        by_area = {area: one for one in reversed(book.sheet(number).validations) for area in one.areas}
        for (row, column), area in covering(by_area, wanted).items():
            found[Place(number, row, column)] = by_area[area]
    return found


def _sources(book: Book, rules: dict[Place, Validation]) -> dict[Validation, tuple[str, ...]]:
    """What each drop-down list offers: texts in the validation itself, a range, or a name of one."""
    lists = {rule: place.sheet for place, rule in rules.items() if rule.kind == "list"}
    cells: dict[Validation, list[Place]] = {}
    for rule, sheet in lists.items():
        areas = book.named(rule.source) or referred(rule.source, book.titles, sheet)
        kept = (area.split(_MAX_CHOICES)[0] for area in areas)
        cells[rule] = [place for area in kept if area for place in area.places()]
    texts = book.shown(set(chain(*cells.values())))
    return {
        rule: _inline(rule.source) or tuple(filter(None, (texts.get(place) for place in cells[rule])))
        for rule in lists
    }


def _inline(source: str) -> tuple[str, ...]:
    """The texts of a list that stands in the validation: ``"ja,neen"`` (§18.3.1.33)."""
    if len(source) < len('""') or source[0] != '"' or source[-1] != '"':
        return ()
    texts = source[1:-1].replace('""', '"').split(",")
    return tuple(text.strip() for text in texts if text.strip())


def _notes(book: Book, places: Iterable[Place]) -> dict[Place, str]:
    """The notes on cells."""
    found: dict[Place, str] = {}
    for number, wanted in grouped(places).items():
        links = book.package.relations(book.package.sheets[number].part).values()
        for link in (one for one in links if one.kind == "comments"):
            notes = {
                note.get("ref", ""): " ".join(printable(text_of(text)).split())
                for note in opc.parse(book.package.part(link.part)).iter(f"{MAIN}comment")
                if (text := note.find(f"{MAIN}text")) is not None
            }
            cells = (Place(number, row, column) for row, columns in wanted.items() for column in columns)
            found.update({place: notes[place.cell] for place in cells if place.cell in notes})
    return found


def _dates(book: Book, places: Iterable[Place]) -> set[Place]:
    """The cells that show a number as a date."""
    cells, _ = book.raw(grouped(places), blanks=True)
    return {place for place, raw in cells.items() if is_date_format(style_of(book.package, raw).format)}
