"""The hidden sheet of our own workbooks: which form this is, and the closed lists that its cells choose from."""

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from forms.base import FORM_FIELD, VERSION_FIELD, Form
from generator.formats.excel.lists import LISTS, MULTIPLE
from generator.formats.fieldmap import Leaf

TITLE = "Keuzelijsten"
_HEADINGS = ("Vraag", "Code", "Keuze", "", "Formulier", "Versie")
_PATH, _CODE, _LABEL, _FORM, _VERSION = 1, 2, 3, 5, 6


class Hidden:
    """Writes the sheet as the rest of the workbook asks for lists."""

    def __init__(self, book: Workbook, form: type[Form]) -> None:
        """Make the sheet, with the form's identity."""
        sheet: Worksheet = book.create_sheet(TITLE)
        self._sheet = sheet
        self._areas: dict[str, str] = {}
        self._last = 1
        for column, heading in enumerate(_HEADINGS, start=1):
            sheet.cell(1, column, heading or None)
        self.names = {
            FORM_FIELD: self._held(_FORM, form.ID),
            VERSION_FIELD: self._held(_VERSION, form.VERSION),
        }
        sheet.sheet_state = "hidden"
        sheet.protection.enable()

    def source(self, leaf: Leaf) -> str:
        """Where the labels of a closed question stand; blank for an open one."""
        choices = leaf.spec.choices
        if not choices:
            return ""
        path = f"{leaf.spec.path}{MULTIPLE}" if leaf.spec.multiple else leaf.spec.path
        if path not in self._areas:
            first = self._last + 1
            for code, label in choices.items():
                self._last += 1
                for column, text in ((_PATH, path), (_CODE, code), (_LABEL, label)):
                    cell = self._sheet.cell(self._last, column, text)
                    cell.data_type = "s"
            self._areas[path] = self._reference(f"$C${first}:$C${self._last}")
        return self._areas[path]

    def finish(self) -> dict[str, str]:
        """The names that lead to this sheet."""
        return {**self.names, LISTS: self._reference(f"$A$2:$C${max(2, self._last)}")}

    def _held(self, column: int, text: str) -> str:
        cell = self._sheet.cell(2, column, text)
        cell.data_type, cell.number_format = "s", "@"
        return self._reference(f"${cell.column_letter}$2")

    def _reference(self, area: str) -> str:
        return f"{quote_sheetname(TITLE)}!{area}"
