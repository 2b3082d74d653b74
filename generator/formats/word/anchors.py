"""Where in the text of a Word document a comment begins and ends (ECMA-376-1 §17.13.4.3 to .5).

The two ends and the sign of a comment stand between the runs of a paragraph: the schema allows the ends in more places,
but that is where Word itself writes them, whatever the control is around. Beside a control within a paragraph they stand
outside it; of one around paragraphs, cells or rows they stand in its first and its last paragraph. Word takes no comments
in headers, footers, notes and text boxes: a field in a text box has its comment where that box is anchored in the text.
"""

from collections.abc import Collection
from dataclasses import dataclass

from generator.formats.word.comments import ID, remove
from generator.formats.word.content import (
    COMMENT_ENDS,
    COMMENT_SIGN,
    SDT,
    SDT_CONTENT,
    TEXT_BOX,
    P,
    R,
    has,
    is_copy,
    paragraphs,
)
from generator.formats.word.controls import Control
from generator.formats.word.legacy import LegacyField
from generator.formats.word.questions import Source
from generator.formats.word.xml import Node, W, make

_SIGNS = (*COMMENT_ENDS, COMMENT_SIGN)
_BOOKMARK_START, _BOOKMARK_END = f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd"
_PROPERTIES, _RUN_PROPERTIES = f"{{{W}}}pPr", f"{{{W}}}rPr"
_BLOCKS = {TEXT_BOX, *(f"{{{W}}}{name}" for name in ("body", "tbl", "tr", "tc"))}


@dataclass(frozen=True, slots=True, eq=False)
class Anchor:
    """The stretch of text that a comment is on: around pieces of a paragraph, or all that is in paragraphs."""

    first: Node
    last: Node

    @property
    def is_fragile(self) -> bool:
        """Tell whether LibreOffice 7.4 would lose text by a comment here.

        From the first paragraph of a control around paragraphs or cells it takes what stands before the sign of the
        comment, with the first paragraph of the comment, for the text of a field that it then drops. So there the
        sign comes first, and the comment begins with a paragraph that may be missed.
        """
        paragraph = _paragraph_of(self.last)
        return _begins_control(paragraph) and not has(paragraph, SDT)

    def put(self, comment: str) -> None:
        """Put the ends and the sign of the comment with this id in the text."""
        start, end = make("commentRangeStart", id=comment), make("commentRangeEnd", id=comment)
        sign = make("r", make("commentReference", id=comment))
        paragraph = _paragraph_of(self.last)
        if self.is_fragile and _paragraph_of(self.first) is paragraph:
            _put_at_start(paragraph, start, end, sign)
            return
        if self.is_fragile:
            _put_at_start(paragraph, end, sign)
        elif self.last.tag == P:
            self.last.extend((end, sign))
        else:
            _outermost(self.last, _BOOKMARK_END, preceding=False).addnext(end)
            end.addnext(sign)
        if self.first.tag == P:
            _put_at_start(self.first, start)
        else:
            _outermost(self.first, _BOOKMARK_START, preceding=True).addprevious(start)


def anchor_of(source: Source) -> Anchor | None:
    """Where the comment on a field of the body goes; none where there is no text to put it on."""
    if isinstance(source, Control):
        first = last = source.element
    elif isinstance(source, LegacyField):
        first, last = source.runs[0], source.runs[-1]
    else:
        first, last = source.start, [source.start, *source.runs][-1]
    begin, end = _piece(first), _piece(last)
    return Anchor(begin, end) if begin is not None and end is not None else _all_of(first)


def anchor_at_head(root: Node) -> Anchor | None:
    """The first paragraph of a body, if it can be one that does not begin a control; none where there is none."""
    found = [Anchor(one, one) for one in _paragraphs(root)]
    return next((one for one in found if not one.is_fragile), found[0] if found else None)


def ids_in(root: Node) -> set[str]:
    """The ids of the comments in a text."""
    return {one.get(ID, "") for one in root.iter(*_SIGNS)}


def strip(root: Node, comments: Collection[str]) -> bool:
    """Take the ends and the signs of these comments out of a text; tell whether there were any."""
    found = [one for one in root.iter(*_SIGNS) if one.get(ID, "") in comments]
    for one in found:
        run = one.getparent()
        remove(one)
        if one.tag == COMMENT_SIGN and run is not None and run.tag == R and not _says_more(run):
            remove(run)
    return bool(found)


def _piece(element: Node) -> Node | None:
    """The piece of a paragraph of the text in which an element stands, if it does stand in one.

    Out of a text box, and out of a choice between two ways to draw the same; not out of a control in the paragraph.
    """
    box = next(reversed(list(element.iterancestors(TEXT_BOX))), None)
    place = box if box is not None else element
    if next(place.iterancestors(P, *_BLOCKS), place).tag != P:
        return None
    while (parent := place.getparent()) is not None and parent.tag not in {P, SDT_CONTENT}:
        place = parent
    return place


def _all_of(element: Node) -> Anchor | None:
    found = _paragraphs(element)
    return Anchor(found[0], found[-1]) if found else None


def _paragraphs(element: Node) -> list[Node]:
    """The paragraphs in an element, those of text boxes and of copies for older programs left out."""
    return [one for one in paragraphs(element) if not is_copy(one)]


def _paragraph_of(piece: Node) -> Node:
    return piece if piece.tag == P else next(piece.iterancestors(P))


def _begins_control(paragraph: Node) -> bool:
    """Tell whether a paragraph is the first one of a control around it."""
    return any(next(control.iter(P)) is paragraph for control in paragraph.iterancestors(SDT))


def _put_at_start(paragraph: Node, *new: Node) -> None:
    kept = {_PROPERTIES, _BOOKMARK_START}
    place = next((number for number, one in enumerate(paragraph) if one.tag not in kept), len(paragraph))
    for one in reversed(new):
        paragraph.insert(place, one)


def _outermost(piece: Node, bookmark: str, *, preceding: bool) -> Node:
    """The last of the ends of bookmarks beside a piece: a bookmark is to stay right at its field."""
    for one in piece.itersiblings(preceding=preceding):
        if one.tag != bookmark:
            break
        piece = one
    return piece


def _says_more(run: Node) -> bool:
    return any(one.tag != _RUN_PROPERTIES for one in run)
