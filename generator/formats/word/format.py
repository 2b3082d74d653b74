"""Word forms (content controls)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from forms.base import Form
from forms.findings import Finding
from forms.nesting import Value
from generator.formats.word import blank as word_blank
from generator.formats.word import marks as word_marks
from generator.formats.word import read as word_read
from generator.model import Answers, FoundField


class WordFormat:
    """A form to fill in with Word."""

    name = "docx"
    suffixes = (".docx", ".dotx")

    def __init__(self, organisation: str = "Kortenberg OCMW") -> None:
        """Take the name at the head of pages."""
        self._organisation = organisation

    def read(self, path: Path) -> Answers:
        """Read the fields of a Word document; see :func:`generator.formats.word.read.read`."""
        return word_read.read(path.read_bytes())

    def blank(self, form: type[Form], answers: Mapping[str, Value] | None = None) -> bytes:
        """Make a form of content controls. Answers to closed questions that are not in their list leave them unset."""
        return word_blank.make(form, answers, self._organisation)

    def fields(self, path: Path) -> tuple[FoundField, ...]:
        """List the fields of a Word document; see :func:`generator.formats.word.read.fields`."""
        return word_read.fields(path.read_bytes())

    def mark(self, content: bytes, findings: Sequence[Finding]) -> bytes:
        """Mark findings in a Word document; see :func:`generator.formats.word.marks.mark`."""
        return word_marks.mark(content, findings)

    def unmark(self, content: bytes) -> bytes:
        """Take away those marks; see :func:`generator.formats.word.marks.unmark`."""
        return word_marks.unmark(content)
