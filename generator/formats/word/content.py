"""What stands in a piece of a Word document: the text that its reader sees, and what makes that text unsure.

Sources: ECMA-376 part 1 §17.3.3 (run content), §17.13.5 (revisions), §17.17.4 (on and off); part 3 §7.6
(alternate content: the first branch is the document, the fallback a copy for older programs).
"""

from collections.abc import Iterable

from generator.formats.word.xml import Node, W

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_CHOICE = f"{{{MC}}}Choice"
FALLBACK = f"{{{MC}}}Fallback"
VAL = f"{{{W}}}val"
SDT, SDT_CONTENT, P, R, TR, T = (f"{{{W}}}{name}" for name in ("sdt", "sdtContent", "p", "r", "tr", "t"))
TEXT_BOX = f"{{{W}}}txbxContent"
COMMENT_ENDS = f"{{{W}}}commentRangeStart", f"{{{W}}}commentRangeEnd"
COMMENT_SIGN = f"{{{W}}}commentReference"
_RUN_PROPERTIES, _PROPERTIES, _ROW_PROPERTIES = (f"{{{W}}}{name}" for name in ("rPr", "pPr", "trPr"))
_LIST, _LIST_ID = f"{{{W}}}numPr", f"{{{W}}}numId"
_SHOWS_HINT = f"{{{W}}}sdtPr/{{{W}}}showingPlcHdr"
_SYMBOL, _CHARACTER = f"{{{W}}}sym", f"{{{W}}}char"
_VANISH = f"{{{W}}}vanish"
_STRIKES = f"{{{W}}}strike", f"{{{W}}}dstrike"
_NO_TEXT = (
    *(f"{{{W}}}{name}" for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference")),
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
)
_SIGNS = {
    f"{{{W}}}tab": "\t",
    f"{{{W}}}ptab": "\t",
    f"{{{W}}}br": "\n",
    f"{{{W}}}cr": "\n",
    f"{{{W}}}noBreakHyphen": "\u2011",
    f"{{{W}}}softHyphen": "\u00ad",
}
PIECES = (P, T, _SYMBOL, *_SIGNS)
"""The elements that :func:`piece` knows."""
_ASIDE = (f"{{{W}}}drawing", f"{{{W}}}pict", f"{{{W}}}object", f"{{{W}}}rt", FALLBACK)
"""What hangs on the text without being part of it: pictures, text boxes, the reading aid above a word."""
_INSERTED, _DELETED = f"{{{W}}}ins", f"{{{W}}}del"
_CHANGES = (
    _INSERTED,
    _DELETED,
    *(f"{{{W}}}{name}" for name in ("moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")),
)


def is_on(element: Node | None) -> bool:
    """Tell whether a yes-or-no element is there and says yes; without a value it does (§17.17.4)."""
    return element is not None and is_true(val_of(element, "1"))


def val_of(element: Node, usual: str) -> str:
    """The ``val`` of an element, in whichever of the namespaces of Word."""
    return next((str(told) for key, told in element.items() if str(key).endswith("}val")), usual)


def is_true(told: str) -> bool:
    """Tell whether the text of an on-or-off value says yes."""
    return told.strip().lower() in {"1", "true", "on"}


def has(root: Node, *tags: str) -> bool:
    """Tell whether one of these elements stands anywhere in a tree."""
    return next(root.iter(*tags), None) is not None


def is_copy(element: Node) -> bool:
    """Tell whether this is the copy, for older programs, of what stands in the document as well."""
    return any(
        _CHOICE in [other.tag for other in one.itersiblings(preceding=True)]
        for one in element.iterancestors(FALLBACK)
    )


def text_of(content: Node) -> str:
    """The text in an element: paragraphs and breaks as line ends, an item of a list with ``- `` before it.

    Deleted text, pictures, text boxes and the hints of controls inside are left out.
    """
    pieces = [one for one in content.iter(*PIECES) if one is not content]
    if has(content, *_ASIDE, SDT):
        pieces = [one for one in pieces if not _is_aside(one, content)]
    text = "".join(map(piece, pieces))
    return text.removeprefix("\n") if pieces and pieces[0].tag == P else text


def piece(element: Node) -> str:
    """The text of one element out of ``PIECES``; a paragraph begins on a new line."""
    if element.tag == T:
        return element.text or ""
    if element.tag == P:
        return "\n- " if _is_item(element) else "\n"
    parent = element.getparent()
    if parent is None or parent.tag != R:  # a tab also stands among the tab stops of a paragraph
        return ""
    return _symbol(element) if element.tag == _SYMBOL else _SIGNS.get(str(element.tag), "")


def has_hidden_text(content: Node) -> bool:
    """Tell whether a run with text is formatted as hidden, by itself and not by its style (§17.3.2.41)."""
    return _is_formatted(content, _VANISH)


def has_struck_text(content: Node) -> bool:
    """Tell whether a run with text has a line through it (§17.3.2.37, §17.3.2.9)."""
    return _is_formatted(content, *_STRIKES)


def has_more_than_text(content: Node) -> bool:
    """Tell whether a picture, a text box, an object, a formula or a note stands between the text, which cannot be printed as text."""
    return has(content, *_NO_TEXT)


def _is_formatted(content: Node, *properties: str) -> bool:
    return any(
        is_on(one) and (run := _run_of(one)) is not None and text_of(run).strip()
        for one in content.iter(*properties)
    )


def has_changes(element: Node) -> bool:
    """Tell whether a change that is tracked and not yet accepted touches this element: in it, or all around it."""
    return has(element, *_CHANGES) or is_within_changes(element)


def is_within_changes(element: Node) -> bool:
    """Tell whether this element stands in text or in a table row that was inserted, deleted or moved."""
    if next(element.iterancestors(*_CHANGES), None) is not None:
        return True
    rows = (row.find(_ROW_PROPERTIES) for row in element.iterancestors(TR))
    return any(found is not None and has(found, _INSERTED, _DELETED) for found in rows)


def tracks_changes(root: Node) -> bool:
    """Tell whether anything in a story is a tracked change."""
    return has(root, *_CHANGES)


def paragraphs(content: Node) -> list[Node]:
    """The paragraphs in an element, those of text boxes left out."""
    found: Iterable[Node] = content.iter(P)
    return [one for one in found if next(one.iterancestors(TEXT_BOX), None) is None]


def _is_aside(one: Node, content: Node) -> bool:
    for above in one.iterancestors():
        if above is content:
            return False
        if above.tag in _ASIDE or (above.tag == SDT and is_on(above.find(_SHOWS_HINT))):
            return True
    return False


def _is_item(paragraph: Node) -> bool:
    """Tell whether a paragraph with text is an item of a list: Word makes one where somebody types ``- ``."""
    listed = paragraph.find(f"{_PROPERTIES}/{_LIST}")
    number = listed.find(_LIST_ID) if listed is not None else None
    return listed is not None and (number is None or number.get(VAL) != "0") and has(paragraph, T)


def _run_of(vanish: Node) -> Node | None:
    properties = vanish.getparent()
    run = properties.getparent() if properties is not None and properties.tag == _RUN_PROPERTIES else None
    return run if run is not None and run.tag == R else None


def _symbol(element: Node) -> str:
    try:
        return chr(int(element.get(_CHARACTER, ""), 16))
    except (ValueError, OverflowError):
        return ""
