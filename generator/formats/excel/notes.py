"""Notes on cells (Excel's old comments): ours put beside those of people, and only ours taken away again.

A note of ours begins with the name of its author as a line of its own, as Excel writes it; by that line it is known,
for LibreOffice keeps no authors. Where a person has a note on the same cell, ours stands below theirs.
Source: ECMA-376 part 1 §18.7 (comments).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple

from generator import opc
from generator.formats.excel import shapes as excel_shapes
from generator.formats.excel.areas import Place
from generator.formats.excel.edit import Edit, put_in_order, reference
from generator.formats.excel.package import MAIN
from generator.formats.marking import AUTHOR

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OURS = re.compile(rf"(?:\A|(?<=\n)){re.escape(AUTHOR)}:")
_BETWEEN = "\n\n"
_THREADED = "tc="
"""How the author begins of what stands in for a conversation: Excel shows that, and not the note."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a note says below its first line, and whether it is always shown."""

    text: str
    shown: bool = False


def is_marked(edit: Edit, sheet: str) -> bool:
    """Tell whether a sheet (the name of its part) has a note of ours."""
    part = edit.linked(sheet, "comments")
    if part is None or AUTHOR.encode() not in edit.parts[part]:
        return False
    root = opc.parse(edit.parts[part])
    return any(_begin(root, comment) is not None for comment in root.iter(f"{MAIN}comment"))


def conversations(edit: Edit, sheet: str) -> set[str]:
    """The cells on which people have a conversation."""
    part = edit.linked(sheet, "comments")
    if part is None:
        return set()
    root = edit.root(part)
    return {
        one.get("ref", "") for one in root.iter(f"{MAIN}comment") if _author(root, one).startswith(_THREADED)
    }


def put(edit: Edit, sheet: str, notes: Mapping[Place, Note]) -> None:
    """Put notes on cells of a sheet."""
    part = edit.linked(sheet, "comments") or _new_comments(edit, sheet)
    root = edit.root(part)
    listed = root.find(f"{MAIN}commentList")
    if listed is None:
        raise opc.Damaged
    of_cell = {one.get("ref", ""): one for one in listed}
    boxes: dict[Place, Note] = {}
    for place, note in notes.items():
        text = None if place.cell not in of_cell else of_cell[place.cell].find(f"{MAIN}text")
        if text is not None:
            _append(text, note.text)
            continue
        own = str(_author_number(root))
        comment = etree.SubElement(listed, f"{MAIN}comment", ref=place.cell, authorId=own, shapeId="0")
        _write(etree.SubElement(comment, f"{MAIN}text"), "", note.text)
        boxes[place] = note
    if boxes:
        drawing = _drawing(edit, sheet)
        for place, note in boxes.items():
            told = f"{AUTHOR}:\n{note.text}"
            edit.parts[drawing] = excel_shapes.with_box(edit.parts[drawing], place, told, shown=note.shown)


def take(edit: Edit, sheet: str) -> None:
    """Take away our notes from a sheet, and what holds notes when none is left."""
    part = edit.linked(sheet, "comments")
    if part is None:
        return
    root = edit.root(part)
    gone: set[tuple[int, int]] = set()
    for comment in list(root.iter(f"{MAIN}comment")):
        begin, above = _begin(root, comment), comment.getparent()
        if begin == 0 and above is not None:
            above.remove(comment)
            gone.add(coordinate_to_tuple(comment.get("ref", "")))
        elif begin:
            _cut(comment, begin)
    drawing = _drawing_of(edit, sheet)
    if drawing:
        edit.parts[drawing] = excel_shapes.without_boxes(edit.parts[drawing], gone)
    if next(root.iter(f"{MAIN}comment"), None) is not None:
        _forget_author(root)
        return
    edit.unlink(sheet, part)
    edit.drop(part)
    if drawing and excel_shapes.is_empty(edit.parts[drawing]):
        edit.unlink(sheet, drawing)
        edit.drop(drawing)
        for element in edit.root(sheet).findall(f"{MAIN}legacyDrawing"):
            edit.root(sheet).remove(element)


def _new_comments(edit: Edit, sheet: str) -> str:
    root = etree.Element(f"{MAIN}comments", nsmap={None: MAIN[1:-1]})  # type: ignore[dict-item]
    etree.SubElement(root, f"{MAIN}authors")
    etree.SubElement(root, f"{MAIN}commentList")
    name = edit.free_name("xl/comments{}.xml")
    edit.add(name, opc.written(root), _COMMENTS)
    edit.link(sheet, "comments", name)
    return name


def _drawing(edit: Edit, sheet: str) -> str:
    """The part with the boxes of a sheet; a new one where there is none."""
    found = _drawing_of(edit, sheet)
    if found:
        return found
    name = edit.free_name("xl/drawings/vmlDrawing{}.vml")
    edit.add(name, excel_shapes.empty(), _VML)
    put_in_order(edit.root(sheet), reference("legacyDrawing", edit.link(sheet, "vmlDrawing", name)))
    return name


def _drawing_of(edit: Edit, sheet: str) -> str | None:
    element = edit.root(sheet).find(f"{MAIN}legacyDrawing")
    if element is None:
        return None
    links = edit.package.relations(sheet)
    link = next(
        (links[told] for key, told in element.items() if str(key).endswith("}id") and told in links), None
    )
    return edit.spelled(link.part) if link and edit.has(link.part) else None


def _author(root: etree._Element, comment: etree._Element) -> str:
    authors = root.findall(f"{MAIN}authors/{MAIN}author")
    number = int(comment.get("authorId", "0"))
    return (authors[number].text or "") if 0 <= number < len(authors) else ""


def _author_number(root: etree._Element) -> int:
    """Our number among the authors."""
    authors = root.find(f"{MAIN}authors")
    if authors is None:
        authors = etree.Element(f"{MAIN}authors")
        root.insert(0, authors)
    for number, one in enumerate(authors):
        if one.text == AUTHOR:
            return number
    etree.SubElement(authors, f"{MAIN}author").text = AUTHOR
    return len(authors) - 1


def _forget_author(root: etree._Element) -> None:
    authors = root.find(f"{MAIN}authors")
    if authors is None or not len(authors) or authors[-1].text != AUTHOR:
        return
    own = str(len(authors) - 1)
    if all(one.get("authorId") != own for one in root.iter(f"{MAIN}comment")):
        authors.remove(authors[-1])


def _begin(root: etree._Element, comment: etree._Element) -> int | None:
    """Where our words begin in a note; None when there are none."""
    if _author(root, comment) == AUTHOR:
        return 0
    found = _OURS.search("".join(piece.text or "" for piece in _pieces(comment)))
    return found.start() if found else None


def _pieces(comment: etree._Element) -> list[etree._Element]:
    text = comment.find(f"{MAIN}text")
    return [] if text is None else list(text.iterfind(f".//{MAIN}t"))


def _append(text: etree._Element, words: str) -> None:
    """Write our words below those of a person, whose text becomes a run if it was none."""
    for piece in text.findall(f"{MAIN}t"):
        run = etree.Element(f"{MAIN}r")
        text.replace(piece, run)
        run.append(piece)
    _write(text, _BETWEEN, words)


def _write(text: etree._Element, before: str, words: str) -> None:
    for bold, part in ((True, f"{before}{AUTHOR}:"), (False, f"\n{words}")):
        run = etree.SubElement(text, f"{MAIN}r")
        look = etree.SubElement(run, f"{MAIN}rPr")
        if bold:
            etree.SubElement(look, f"{MAIN}b")
        etree.SubElement(look, f"{MAIN}sz", val="9")
        etree.SubElement(look, f"{MAIN}color", indexed="81")
        etree.SubElement(look, f"{MAIN}rFont", val="Tahoma")
        etree.SubElement(look, f"{MAIN}family", val="2")
        etree.SubElement(run, f"{MAIN}t", {_SPACE: "preserve"}).text = part


def _cut(comment: etree._Element, begin: int) -> None:
    """Keep of a note what stands before our words, without the blank line between."""
    pieces = _pieces(comment)
    whole = "".join(piece.text or "" for piece in pieces)
    left = len(whole[:begin].removesuffix(_BETWEEN))
    for piece in pieces:
        kept = (piece.text or "")[:left]
        left -= len(kept)
        run = piece.getparent()
        above = None if run is None else run.getparent()
        if kept or run is None or above is None or run.tag != f"{MAIN}r":
            piece.text = kept
        else:
            above.remove(run)
