"""A plain list in Excel to look at, sort and filter: texts only, of which none is ever a formula (CWE-1236)."""

from collections.abc import Sequence
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from generator.colours import ACCENT, HAIRLINE, TINT
from generator.formats.excel.answers import put
from generator.formats.excel.saving import saved
from generator.formats.excel.styles import lines

_HEAD_ROW = 3
_LINE, _TALLEST = 14.0, 409.0
"""Points: a line of text, and the tallest row that Excel knows."""


def overview(title: str, head: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]]) -> bytes:
    """Make a workbook of one sheet: a title, the heads of the columns with their widths, and a row a line."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise LookupError("a new workbook has a sheet")
    sheet.title = "Overzicht"
    book.properties.title = title
    line = Side(style="thin", color=HAIRLINE)
    sheet.cell(1, 1, title).font = Font(name="Calibri", size=16, bold=True, color=ACCENT)
    for column, (name, width) in enumerate(head, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        heading = sheet.cell(_HEAD_ROW, column, name)
        heading.font, heading.fill = (
            Font(name="Calibri", bold=True, color=ACCENT),
            PatternFill("solid", TINT),
        )
        heading.alignment = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(rows, start=_HEAD_ROW + 1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            put(cast(Cell, cell), text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(bottom=line)
        tallest = max((lines(text, width) for text, (_, width) in zip(row, head, strict=True)), default=1)
        sheet.row_dimensions[number].height = min(tallest * _LINE, _TALLEST)
    sheet.row_dimensions[_HEAD_ROW].height = 2 * _LINE
    last = f"{get_column_letter(len(head))}{_HEAD_ROW + len(rows)}"
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}"
    sheet.freeze_panes = f"B{_HEAD_ROW + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    return saved(book)
