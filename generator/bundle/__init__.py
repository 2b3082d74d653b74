"""The room that binds: PDFs → one bundle with contents, bookmarks and page numbers; and the cleaning of attachments.

Costs little to import: what draws and reads PDFs is loaded at the first of them.
"""

from generator.bundle.book import (
    Book,
    Bound,
    Cleaned,
    Cover,
    Document,
    Faces,
    Hindrance,
    Item,
    Start,
    Taken,
)

__all__ = [
    "Book",
    "Bound",
    "Cleaned",
    "Cover",
    "Document",
    "Faces",
    "Hindrance",
    "Item",
    "Start",
    "Taken",
    "bind",
    "cleaned",
]


def bind(book: Book) -> Bound:
    """Bind a bundle; every item has at least one document. The same book gives the same bytes.

    Raises the FormFault of ``cleaned`` for a document that cannot be opened.
    """
    from generator.bundle.binding import bind

    return bind(book)


def cleaned(pdf: bytes, faces: Faces) -> Cleaned:
    """Make a PDF anew from what its pages show; see ``cleaning.cleaned``, also for what it raises.

    To be run where it can be killed: a hostile file may take long.
    """
    from generator.bundle.cleaning import cleaned

    return cleaned(pdf, faces)
