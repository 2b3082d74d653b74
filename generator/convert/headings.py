"""Keeps a heading with what follows it.

office2pdf leaves a heading alone at the foot of a page when the lines after it do not fit there (it looks at whether
one line fits, and then moves the paragraph for the sake of its widows). The heading is found by its bookmark, and the
document is printed again with a page break before it, in the copy that the engine gets.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from generator.convert import package
from generator.convert.opened import Opened

ROUNDS = 4
"""Each repair moves what follows, so that another heading may end up alone; this often it is tried."""
_BODY = "word/document.xml"
_STYLES = frozenset({"Heading1", "Heading2", "Heading3", "Kop1", "Kop2", "Kop3"})
_NEAR = 90.0
"""Points above the bottom margin within which a heading can be alone."""
_LINE = 6.0
_DEFAULT_MARGIN = 1417


def lonely(printed: Opened, parts: package.Parts) -> list[int]:
    """Number the headings (from 0, in reading order) with nothing below them on their page.

    Empty when the bookmarks of the PDF are not those of the document's headings.
    """
    places = [place for mark in printed.document.get_toc() if (place := _place(mark))]
    body = package.parse(parts[_BODY])
    if len(places) != len(_headings(body)):
        return []
    bottom = _bottom_margin(body)
    return [
        number
        for number, (page, top) in enumerate(places)
        if top < bottom + _NEAR and _is_last(printed.sheet(page).text, top, bottom)
    ]


def _place(mark: Any) -> tuple[int, float] | None:
    """Page (from 0) and upper edge in points of a bookmark's heading."""
    target = mark.get_dest()
    if target is None:
        return None
    _, view = target.get_view()
    return (target.get_index(), view[1]) if len(view) > 1 else None


def start_on_new_page(parts: package.Parts, numbers: list[int]) -> None:
    """Put a page break before these headings."""
    root = package.parse(parts[_BODY])
    headings = _headings(root)
    for number in numbers:
        look = headings[number].find(f"{package.W}pPr")
        style = None if look is None else look.find(f"{package.W}pStyle")
        if style is not None:
            style.addnext(etree.Element(f"{package.W}pageBreakBefore"))
    parts[_BODY] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _headings(root: etree._Element) -> list[etree._Element]:
    def found() -> Iterator[etree._Element]:
        for style in root.iter(f"{package.W}pStyle"):
            look = style.getparent()
            paragraph = None if look is None else look.getparent()
            if style.get(f"{package.W}val") in _STYLES and paragraph is not None:
                yield paragraph

    return list(found())


def _bottom_margin(body: etree._Element) -> float:
    """Bottom margin of the body in points."""
    margins = list(body.iter(f"{package.W}pgMar"))
    return (
        int(margins[-1].get(f"{package.W}bottom", _DEFAULT_MARGIN)) / 20 if margins else _DEFAULT_MARGIN / 20
    )


def _is_last(text: Any, top: float, bottom: float) -> bool:
    """Tell whether nothing is printed between a heading, of which ``top`` is the upper edge, and the bottom margin."""
    rectangles = [text.get_rect(number) for number in range(text.count_rects())]
    lines = sorted(
        {round(rect[3]) for rect in rectangles if rect[3] > bottom and rect[3] < top + _LINE}, reverse=True
    )
    return len(_apart(lines)) <= 1


def _apart(edges: list[int]) -> list[int]:
    """Fold the upper edges of pieces of one line into one."""
    kept: list[int] = []
    for edge in edges:
        if not kept or kept[-1] - edge > _LINE:
            kept.append(edge)
    return kept
