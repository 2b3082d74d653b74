"""A PDF that is looked at more than once: loading a page is most of what looking at it costs pdfium."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple

from generator.errors import OperatorFault


class Sheet(NamedTuple):
    """A page and its text, as pypdfium2 gives them."""

    page: Any
    text: Any


class Opened:
    """A PDF, opened when it is first looked at; each page is loaded once. To be closed.

    pypdfium2 is not made for threads: one at a time per process. What it raises becomes OperatorFault
    ``PDF-ONLEESBAAR`` under ``legible``.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._sheets: dict[int, Sheet] = {}

    @cached_property
    def document(self) -> Any:
        """The document of pypdfium2."""
        import pypdfium2

        return pypdfium2.PdfDocument(self.content)

    def __len__(self) -> int:
        return len(self.document)

    def sheet(self, number: int) -> Sheet:
        """Give a page by its number from 0."""
        if number not in self._sheets:
            page = self.document[number]
            self._sheets[number] = Sheet(page, page.get_textpage())
        return self._sheets[number]

    def sheets(self) -> Iterator[Sheet]:
        """Give all pages in their order."""
        return map(self.sheet, range(len(self)))

    def close(self) -> None:
        """Let go of the document and its pages."""
        if "document" in self.__dict__:
            self.document.close()


@contextmanager
def legible() -> Iterator[None]:
    """Turn what pdfium cannot read into OperatorFault ``PDF-ONLEESBAAR``."""
    import pypdfium2

    try:
        yield
    except pypdfium2.PdfiumError:
        raise OperatorFault("PDF-ONLEESBAAR", "De gemaakte PDF is beschadigd.") from None
