"""Bookmarks, two levels deep: items, and the documents of each (ISO 32000-2 §12.3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pypdf.generic import DictionaryObject, IndirectObject, NumberObject

from generator.bundle.leaves import destination
from generator.bundle.writing import NewFile
from generator.pdf_objects import dictionary, name, text


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A title, the page it leads to (from 1) and what is below it."""

    title: str
    page: int
    below: tuple["Bookmark", ...] = field(default=())


def outline(target: NewFile, bookmarks: Sequence[Bookmark], heights: Sequence[float]) -> IndirectObject:
    """Add bookmarks to the file; items are shown closed. ``heights`` are those of the pages."""
    root = dictionary({"Type": name("Outlines")})
    reference = target.add(root)
    _hang(target, root, reference, bookmarks, heights)
    root[name("Count")] = NumberObject(len(bookmarks))
    return reference


def _hang(
    target: NewFile,
    above: DictionaryObject,
    reference: IndirectObject,
    bookmarks: Sequence[Bookmark],
    heights: Sequence[float],
) -> None:
    entries = [_entry(target, bookmark, reference, heights) for bookmark in bookmarks]
    references = [target.add(entry) for entry in entries]
    for entry, before, after in zip(entries[1:], references, references[1:], strict=False):
        entry[name("Prev")] = before
        before_entry = before.get_object()
        if isinstance(before_entry, DictionaryObject):
            before_entry[name("Next")] = after
    for entry, own, bookmark in zip(entries, references, bookmarks, strict=True):
        if bookmark.below:
            _hang(target, entry, own, bookmark.below, heights)
            entry[name("Count")] = NumberObject(-len(bookmark.below))
    if references:
        above[name("First")], above[name("Last")] = references[0], references[-1]


def _entry(
    target: NewFile, bookmark: Bookmark, above: IndirectObject, heights: Sequence[float]
) -> DictionaryObject:
    goal = destination(target.pages[bookmark.page - 1], heights[bookmark.page - 1])
    return dictionary({"Title": text(bookmark.title), "Parent": above, "Dest": goal})
