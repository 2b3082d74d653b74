"""The room that binds: PDFs → one bundle with contents, bookmarks and page numbers; and the cleaning of attachments."""

from generator.bundle.binding import bind
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
from generator.bundle.cleaning import cleaned

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
