"""Making a batch sheet: a row a client, a column a question, as :mod:`generator.formats.excel.rows` reads it."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from forms.base import IDENTITY, Form
from forms.nesting import Value
from generator.formats.asking import headings_of, label_of
from generator.formats.base import INVITATION
from generator.formats.excel import styles as look
from generator.formats.excel.answers import answer, put, style_of
from generator.formats.excel.faults import file_fault
from generator.formats.excel.rows import MAX_ROWS, ROWS
from generator.formats.excel.rules import rule_of
from generator.formats.excel.tables import width_of
from generator.formats.excel.workbook import Making, print_well, protect
from generator.formats.fieldmap import Leaf, lay_out, leaves

FREE_ROWS = 200
"""Rows below the answers that a sheet starts with."""
_LEADING = ("dossiernummer", "client.naam", "client.voornaam")
"""What a row is known by: these columns stay in sight."""
_TITLE, _TOLD, _GROUPS, _HEADINGS = 1, 2, 3, 4
_FIRST = 5
_COUNTER, _TOLD_TO = 1, 12
_INSTRUCTION = (
    "Eén rij per cliënt, één kolom per vraag. Een vraag met * is verplicht, in een lijst (1, 2, 3) als u dat deel gebruikt. "
    "Klik op een cel voor uitleg. Waar meer keuzes mogen, zet u er ; tussen. Rijen die leeg blijven, tellen niet mee. "
    f"Bewaar, en {INVITATION}."
)


def make(form: type[Form], rows: Sequence[Mapping[str, Value]], organisation: str) -> bytes:
    """Make a sheet with these rows filled in, and free ones below.

    Raises FormFault ``BESTAND-VELD-ONBEKEND`` for an answer to no question of the form, ``BESTAND-VELDEN`` for more
    rows than are read, ``BESTAND-TEKEN`` and ``BESTAND-TEKST-LANG`` for what no cell can hold.
    """
    if len(rows) > MAX_ROWS:
        raise file_fault("BESTAND-VELDEN")
    making = Making(form, organisation)
    sheet = making.sheet(form.TITLE)
    columns = _columns(form, rows)
    last = min(len(rows) + FREE_ROWS, MAX_ROWS) + _FIRST - 1
    _head(making, sheet, columns)
    for number in range(_FIRST, last + 1):
        counter = sheet.cell(number, _COUNTER, number)
        counter.style = look.NUMBER
    for column, leaf in enumerate(columns, _COUNTER + 1):
        _column(making, sheet, column, leaf, rows, last)
    ends = get_column_letter(len(columns) + _COUNTER)
    making.name(ROWS, sheet, f"{get_column_letter(_COUNTER + 1)}{_FIRST}:{ends}{last}")
    leading = sum(leaf.name in _LEADING for leaf in columns)
    sheet.freeze_panes = f"{get_column_letter(_COUNTER + 1 + leading)}{_FIRST}"
    sheet.print_title_rows, sheet.print_title_cols = f"{_GROUPS}:{_HEADINGS}", "A:B"
    print_well(sheet, making, form.TITLE, width=None)
    protect(sheet)
    return making.finish()


def _columns(form: type[Form], rows: Sequence[Mapping[str, Value]]) -> list[Leaf]:
    """The questions in the order of the paper, but first those by which a row is known."""
    used = {name: "" for row in rows for name in row}
    asked = [leaf for leaf in leaves(lay_out(form, used)) if leaf.name not in IDENTITY]
    return sorted(
        asked, key=lambda leaf: _LEADING.index(leaf.name) if leaf.name in _LEADING else len(_LEADING)
    )


def _head(making: Making, sheet: Worksheet, columns: Sequence[Leaf]) -> None:
    title = sheet.cell(_TITLE, _COUNTER + 1, f"{making.form.TITLE} · {making.organisation}")
    title.style = look.TITLE
    for column in range(_COUNTER + 1, _TOLD_TO + 1):
        sheet.cell(_TOLD, column).style = look.FRAMED
    sheet.cell(_TOLD, _COUNTER + 1).value = _INSTRUCTION
    sheet.merge_cells(start_row=_TOLD, end_row=_TOLD, start_column=_COUNTER + 1, end_column=_TOLD_TO)
    heights = {_TITLE: 30, _TOLD: 3 * look.LINE + look.PAD, _GROUPS: 19, _HEADINGS: 3 * look.LINE + look.PAD}
    for row, height in heights.items():
        sheet.row_dimensions[row].height = height
    sheet.cell(_HEADINGS, _COUNTER, "Rij").style = look.HEAD
    sheet.column_dimensions["A"].width = 5
    column = _COUNTER + 1
    for heading, members in groupby(columns, _group_of):
        for place, leaf in enumerate(members):
            above, label = sheet.cell(_GROUPS, column), sheet.cell(_HEADINGS, column)
            above.style, label.style = look.GROUP, look.HEAD
            above.value = None if place else heading
            label.value = label_of(leaf)
            column += 1


def _group_of(leaf: Leaf) -> str:
    """The heading above a column: its section or its groups, with the number of the row in a list."""
    if leaf.name in _LEADING:
        return "Wie"
    return " – ".join(headings_of(leaf)) or leaf.spec.section


def _column(
    making: Making,
    sheet: Worksheet,
    column: int,
    leaf: Leaf,
    rows: Sequence[Mapping[str, Value]],
    last: int,
) -> None:
    letter = get_column_letter(column)
    sheet.column_dimensions[letter].width = width_of(leaf)
    style = style_of(leaf)
    for number in range(_FIRST, last + 1):
        sheet.cell(number, column).style = style
    for number, row in enumerate(rows, _FIRST):
        cell = sheet.cell(number, column)
        if isinstance(cell, Cell):
            put(cell, answer(leaf, row))
    area = f"{letter}{_FIRST}:{letter}{last}"
    making.name(leaf.name, sheet, area)
    source = making.hidden.source(leaf)
    if leaf.spec.question.computed:
        return
    rule = rule_of(leaf, source, f"{letter}{_FIRST}", several=leaf.spec.multiple)
    rule.add(area)
    sheet.add_data_validation(rule)
