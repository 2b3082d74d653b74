"""What the words around a field of a Word form say that it is for."""

from collections.abc import Iterator

from generator.formats.word.content import SDT, P, R, text_of
from generator.formats.word.controls import Control
from generator.formats.word.legacy import BOX, LegacyField
from generator.formats.word.lost import Lost
from generator.formats.word.xml import Node, W

_CELL, _ROW = f"{{{W}}}tc", f"{{{W}}}tr"
_CHAR = f"{{{W}}}fldChar"
_LONGEST = 200


def label_of(source: Control | LegacyField | Lost) -> str:
    """The title or the help text of a field, else the words beside it: before it, in the cell to the left, above it.

    Words after a box go before those in front of it. Answers in other fields are never part of a label.
    """
    if isinstance(source, Lost):
        return _words_beside(source.start, source.start, box=False)
    if isinstance(source, Control):
        box = source.kind == "checkbox"
        return source.alias or _words_beside(source.element, source.element, box=box)
    return source.hint or _words_beside(source.runs[0], source.runs[-1], box=source.kind == BOX)


def _words_beside(first: Node, last: Node, *, box: bool) -> str:
    tries = (
        _text(last.itersiblings()) if box else "",
        _text(first.itersiblings(preceding=True), backwards=True),
        _left_of(first),
        _above(first),
        _head_of(first),
    )
    return next((words[:_LONGEST] for words in tries if words), "")


def _text(siblings: Iterator[Node], *, backwards: bool = False) -> str:
    """The text of the runs next to a field, up to the next field."""
    words: list[str] = []
    for one in siblings:
        if one.tag == SDT or (one.tag == R and one.find(_CHAR) is not None):
            break
        if one.tag == R:
            words.append(text_of(one))
    return _tidy("".join(reversed(words) if backwards else words))


def _left_of(element: Node) -> str:
    """The nearest words in the cells to the left."""
    cell = _cell_of(element)
    found = (_own_text(one) for one in cell.itersiblings(_CELL, preceding=True)) if cell is not None else ()
    return next((words for words in found if words), "")


def _head_of(element: Node) -> str:
    """The words in the same column of the row above."""
    cell = _cell_of(element)
    row = next(cell.iterancestors(_ROW), None) if cell is not None else None
    above = next(row.itersiblings(_ROW, preceding=True), None) if row is not None else None
    if cell is None or above is None:
        return ""
    column = sum(1 for _ in cell.itersiblings(_CELL, SDT, preceding=True))
    return next((_own_text(one) for one in list(above.iterchildren(_CELL, SDT))[column : column + 1]), "")


def _cell_of(element: Node) -> Node | None:
    """The cell in which a field stands, or the control around that cell; a control around a row has none."""
    for one in (element, *element.iterancestors()):
        parent = one.getparent()
        if parent is not None and parent.tag == _ROW:
            return one
        if one.tag == _ROW:
            return None
    return None


def _above(element: Node) -> str:
    """The nearest paragraph above in the same cell or text."""
    place = next(element.iterancestors(P), element)
    found = (_own_text(one) for one in place.itersiblings(P, preceding=True))
    return next((words for words in found if words), "")


def _own_text(block: Node) -> str:
    """The text in a cell or a paragraph, without that of fields."""
    runs = (one for one in block.iter(R) if next(one.iterancestors(SDT), None) is None)
    return _tidy(
        " ".join(text_of(one) for one in runs) if _CHAR not in {one.tag for one in block.iter(_CHAR)} else ""
    )


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" :*")
