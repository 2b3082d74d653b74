"""Excel forms (named cells), and the sheet with a row a client."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from forms.base import Form
from forms.findings import Finding
from forms.nesting import Value
from generator.formats.excel import batch as excel_batch
from generator.formats.excel import blank as excel_blank
from generator.formats.excel import marks as excel_marks
from generator.formats.excel import read as excel_read
from generator.model import Answers, FoundField


class ExcelFormat:
    """A form to fill in with Excel."""

    name = "xlsx"
    suffixes = (".xlsx", ".xltx")

    def __init__(self, organisation: str = "Kortenberg OCMW") -> None:
        """Take the name at the head of sheets."""
        self._organisation = organisation

    def read(self, path: Path) -> Answers:
        """Read the fields of a workbook; see :func:`generator.formats.excel.read.read`."""
        return excel_read.read(path.read_bytes())

    def blank(self, form: type[Form], answers: Mapping[str, Value] | None = None) -> bytes:
        """Make a workbook with a sheet a section; see :func:`generator.formats.excel.blank.make`."""
        return excel_blank.make(form, answers, self._organisation)

    def fields(self, path: Path) -> tuple[FoundField, ...]:
        """List the fields of a workbook; see :func:`generator.formats.excel.read.fields`."""
        return excel_read.fields(path.read_bytes())

    def mark(self, content: bytes, findings: Sequence[Finding]) -> bytes:
        """Mark findings in a workbook; see :func:`generator.formats.excel.marks.mark`."""
        return excel_marks.mark(content, findings)

    def unmark(self, content: bytes) -> bytes:
        """Take away those marks; see :func:`generator.formats.excel.marks.unmark`."""
        return excel_marks.unmark(content)

    def batch(self, form: type[Form], rows: Sequence[Mapping[str, Value]] = ()) -> bytes:
        """Make a sheet with a row a client; see :func:`generator.formats.excel.batch.make`."""
        return excel_batch.make(form, rows, self._organisation)

    def mark_rows(self, content: bytes, findings_by_row: Mapping[int, Sequence[Finding]]) -> bytes:
        """Mark findings in the rows of such a sheet; see :func:`generator.formats.excel.marks.mark_rows`."""
        return excel_marks.mark_rows(content, findings_by_row)
