"""PDF forms (AcroForm)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from forms.base import Form
from forms.findings import Finding
from forms.nesting import Value
from generator.formats.pdf import blank as pdf_blank
from generator.formats.pdf import marks as pdf_marks
from generator.formats.pdf import read as pdf_read
from generator.formats.pdf.fonts import typeface
from generator.model import Answers, FoundField


class PdfFormat:
    """A form to fill in with any PDF program."""

    name = "pdf"
    suffixes = (".pdf",)

    def __init__(self, fonts: tuple[Path, ...] = (), organisation: str = "Kortenberg OCMW") -> None:
        """Take the folders to search for fonts before those of the system, and the name at the head of pages."""
        self._fonts = fonts
        self._organisation = organisation

    def read(self, path: Path) -> Answers:
        """Read the fields of a PDF; see :func:`generator.formats.pdf.read.read`."""
        return pdf_read.read(path.read_bytes())

    def blank(self, form: type[Form], answers: Mapping[str, Value] | None = None) -> bytes:
        """Make an A4 form with fields. Answers to closed questions that are not in their list leave them unset."""
        return pdf_blank.make(form, answers, typeface(self._fonts), self._organisation)

    def fields(self, path: Path) -> tuple[FoundField, ...]:
        """List the fields of a PDF; see :func:`generator.formats.pdf.read.fields`."""
        return pdf_read.fields(path.read_bytes())

    def mark(self, content: bytes, findings: Sequence[Finding]) -> bytes:
        """Mark findings in a PDF; see :func:`generator.formats.pdf.marks.mark`."""
        return pdf_marks.mark(content, findings)

    def unmark(self, content: bytes) -> bytes:
        """Take away those marks; see :func:`generator.formats.pdf.marks.unmark`."""
        return pdf_marks.unmark(content)
