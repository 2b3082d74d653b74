"""The bundle as it is read out: cover, contents, then item after item, each document with its own tags."""

from collections.abc import Iterator, Sequence

from pypdf.generic import DictionaryObject, IndirectObject

from generator.bundle.book import Book
from generator.bundle.contents import ROW, TITLE
from generator.bundle.parts import Part
from generator.bundle.planning import COVER, Kind, Plan
from generator.bundle.tree import Element, Tree
from generator.bundle.writing import NewFile


def read_out(
    target: NewFile,
    book: Book,
    plan: Plan,
    marks: Sequence[Sequence[str]],
    links: Sequence[Sequence[IndirectObject]],
) -> DictionaryObject:
    """Add the tags of a bundle; gives their entries in the catalog.

    ``marks`` are the roles of what was drawn on each page, ``links`` those that lead on from it, in the same order.
    """
    tree = Tree(target)
    cover = tree.titled(tree.document, "Part", COVER)
    for number, role in enumerate(marks[0]):
        tree.mark(tree.add(cover, role, DictionaryObject()), target.pages[0], number)
    contents = tree.titled(tree.document, "Part", TITLE)
    table = None
    for place, page in enumerate(plan.pages):
        if page.kind is Kind.CONTENTS:
            table = _contents(tree, contents, table, target.pages[place], (marks[place], links[place]))
    parts = iter(plan.parts)
    for item in book.items:
        section = tree.titled(tree.document, "Sect", " ".join(filter(None, (item.number, item.title))))
        for document, (first, part) in zip(item.documents, parts, strict=False):
            _document(tree, tree.titled(section, "Part", document.title), target, first, part)
    return tree.entries()


def _contents(
    tree: Tree,
    above: Element,
    table: Element | None,
    page: IndirectObject,
    drawn: tuple[Sequence[str], Sequence[IndirectObject]],
) -> Element | None:
    """One page of the contents; the table goes on from the page before."""
    marks, links = drawn
    leading = iter(links)
    for number, role in enumerate(marks):
        if role != ROW:
            tree.mark(tree.add(above, role, DictionaryObject()), page, number)
            continue
        table = table or tree.add(above, "TOC", DictionaryObject())
        row = tree.add(tree.add(table, "TOCI", DictionaryObject()), ROW, DictionaryObject())
        tree.mark(row, page, number)
        tree.link(row, page, next(leading))
    return table


def _document(tree: Tree, above: Element, target: NewFile, first: int, part: Part) -> None:
    pages = target.pages[first - 1 : first - 1 + len(part.leaves)]
    for tag in part.tags:
        tree.part(above, tag, part.leaves, pages)
    for page in _marked(part, pages):
        tree.mark(tree.add(above, "Div", DictionaryObject()), page, 0)


def _marked(part: Part, pages: Sequence[IndirectObject]) -> Iterator[IndirectObject]:
    """The pages that have a mark of ours: around all of a page without tags, or around what was flattened into one."""
    for leaf, page in zip(part.leaves, pages, strict=True):
        if leaf.drawn[part.marked :]:
            yield page
