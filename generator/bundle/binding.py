"""Many PDFs become one bundle: cover, contents, then item after item, every page numbered."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pypdf.generic import BooleanObject, DictionaryObject, IndirectObject

from generator.bundle import archival
from generator.bundle.book import Book, Bound, Hindrance, Item, Start
from generator.bundle.contents import TITLE, Contents, draw_contents, laid_out
from generator.bundle.cover import draw_cover
from generator.bundle.drawn import drawn_pages
from generator.bundle.leaves import add_page, put_link, put_links
from generator.bundle.outline import Bookmark, outline
from generator.bundle.parts import Part, taken_over
from generator.bundle.planning import COVER, Kind, Plan, planned
from generator.bundle.reading_order import read_out
from generator.bundle.sheets import Box
from generator.bundle.stamping import Foot, put_blank, put_foot, put_watermark
from generator.bundle.typesetting import Board, typeface
from generator.bundle.writing import NewFile
from generator.dutch import counted
from generator.pdf_objects import dictionary, name, text

_Goals = list[tuple[Box, int]]
"""Places on one page, each with the number of the page that it leads to."""


def bind(book: Book) -> Bound:
    """Bind a bundle; every item has at least one document. The same book gives the same bytes.

    Every page is laid upright on a sheet of its own size, a little smaller, so that a strip at its foot is free for the
    number. Of a document only what its pages show comes along, as in ``cleaned``; a document that cannot be opened
    raises the FormFault that ``cleaned`` raises for it.
    """
    book = replace(book, items=tuple(map(_tidy, book.items)))
    target, kind = NewFile(), typeface(book.faces)
    parts = [
        [taken_over(document.pdf, target, book.faces, with_tags=book.tagged) for document in item.documents]
        for item in book.items
    ]
    contents = laid_out(book.items, kind)
    plan = planned(book, parts, len(contents.pages))
    board = Board(kind)
    goals = _draw(board, book, contents, plan)
    for page, over in zip(plan.pages, drawn_pages(board.finish(), target), strict=True):
        add_page(target, page.size, page.leaf, page.matrix, over, page.marked)
    links = _put_links(target, plan, goals)
    hindrances = tuple(_hindrances(book, parts))
    catalog = _settings(target, book, plan)
    if book.tagged:
        catalog.update(read_out(target, book, plan, board.marks, links))
    title = _line(book.cover.title)
    catalog.update((archival.no_claim if hindrances else archival.claim)(target, title))
    return Bound(target.finish(catalog, title), len(plan.pages), plan.starts, hindrances)


def _tidy(item: Item) -> Item:
    if not item.documents:
        raise ValueError("an item without documents has no page")
    documents = (replace(document, title=_line(document.title)) for document in item.documents)
    return replace(item, number=_line(item.number), title=_line(item.title), documents=tuple(documents))


def _line(title: str) -> str:
    """One line, of signs that a file can hold."""
    return " ".join(title.encode("utf-8", "replace").decode().split())


def _draw(board: Board, book: Book, contents: Contents, plan: Plan) -> list[_Goals]:
    """Draw what is ours on every page; gives what leads elsewhere on each."""
    numbers = iter([start.page for start in plan.starts])
    goals: list[_Goals] = []
    for number, page in enumerate(plan.pages, start=1):
        canvas = board.page(*page.size)
        own: _Goals = []
        if page.kind is Kind.COVER:
            draw_cover(board, book.cover, _extent(book, plan))
        elif page.kind is Kind.CONTENTS:
            own = draw_contents(board, contents, page.index, numbers)
        elif page.kind is Kind.BLANK:
            put_blank(canvas, board.kind, page.size)
        with board.aside():
            if book.watermark and page.kind is not Kind.COVER:
                put_watermark(canvas, board.kind, page.size, book.watermark)
            back = put_foot(canvas, board.kind, page.size, Foot(page.place, number, len(plan.pages)))
        goals.append([*own, (back, plan.contents)])
        board.end()
    return goals


def _extent(book: Book, plan: Plan) -> str:
    items = counted(len(book.items), "agendapunt", "agendapunten")
    return f"{items}, {counted(len(plan.pages), 'bladzijde', 'bladzijden')}"


def _put_links(target: NewFile, plan: Plan, goals: Sequence[_Goals]) -> list[list[IndirectObject]]:
    """Put the links of the parts and ours; gives ours on each page."""
    for first, part in plan.parts:
        last = first - 1 + len(part.leaves)
        matrices = [page.matrix for page in plan.pages[first - 1 : last]]
        put_links(target, part.leaves, target.pages[first - 1 : last], matrices)
    return [
        [
            put_link(target, page, place, target.pages[goal - 1], plan.pages[goal - 1].size[1])
            for place, goal in own
        ]
        for page, own in zip(target.pages, goals, strict=True)
    ]


def _hindrances(book: Book, parts: Sequence[Sequence[Part]]) -> Iterator[Hindrance]:
    for item, own in zip(book.items, parts, strict=True):
        for document, part in zip(item.documents, own, strict=True):
            if part.flaws:
                yield Hindrance(item.number, document.title, "; ".join(part.flaws))


def _bookmarks(book: Book, plan: Plan) -> Iterator[Bookmark]:
    yield Bookmark(COVER, 1)
    yield Bookmark(TITLE, plan.contents)
    starts: Iterator[Start] = iter(plan.starts)
    for item in book.items:
        own = next(starts)
        below = tuple(Bookmark(document.title, next(starts).page) for document in item.documents)
        yield Bookmark(" ".join(filter(None, (item.number, item.title))), own.page, below)


def _settings(target: NewFile, book: Book, plan: Plan) -> DictionaryObject:
    """What a program shows of the file: bookmarks, title, language."""
    marks = outline(target, list(_bookmarks(book, plan)), [page.size[1] for page in plan.pages])
    return dictionary(
        {
            "Outlines": marks,
            "PageMode": name("UseOutlines"),
            "Lang": text("nl-BE"),
            "ViewerPreferences": dictionary({"DisplayDocTitle": BooleanObject(True)}),
        }
    )
