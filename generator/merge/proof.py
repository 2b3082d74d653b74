"""What can be proven of a template once, so that it need not be mended after each rendering.

docxtpl parses every rendered part again: to mend broken XML, to count the columns of tables and to number
pictures. Where the skeleton proves that nothing can need mending, the rendered text is the part.
"""

import re
from dataclasses import dataclass

from jinja2 import nodes
from lxml import etree

from generator.merge.skeleton import FLOW, OUT, skeleton

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_EMPTY_TEXT = re.compile(r"<w:t [^>]*/>(?!</w:r>)")
"""docxtpl's pattern for a run's text takes such a closed element for an open one, up to the run's next text."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What holds for every rendering of a part."""

    sound: bool = False
    """It is well-formed, and its values stand in the text of runs or in attributes."""
    fitting: bool = False
    """The columns of its tables fit already, and its pictures have the usual prefix."""
    objects: tuple[int, ...] = ()
    """Lines with a place for an object of docxtpl (``{{r …}}``, ``{{p …}}``): a value outside running text."""


def prove(tree: nodes.Template) -> Proof:
    """Examine a parsed part."""
    root = skeleton(tree)
    if root is None:
        return Proof()
    outside = tuple(int(value.get("line", "0")) for value in root.iter(OUT) if not _in_running_text(value))
    closed = any(_EMPTY_TEXT.search(data.data) for data in tree.find_all(nodes.TemplateData))
    return Proof(
        sound=not outside and not closed and _usual_prefix(root, _W, "w"),
        fitting=all(_fits(table) for table in root.iter(_w("tbl"))) and _usual_prefix(root, _WP, "wp"),
        objects=outside,
    )


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


def _in_running_text(value: etree._Element) -> bool:
    text = _owner(value)
    run = None if text is None else _owner(text)
    return text is not None and text.tag == _w("t") and run is not None and run.tag == _w("r")


def _owner(element: etree._Element) -> etree._Element | None:
    """The element of the document that an element stands in, whatever loops are between."""
    parent = element.getparent()
    while parent is not None and parent.tag == FLOW:
        parent = parent.getparent()
    return parent


def _usual_prefix(root: etree._Element, namespace: str, prefix: str) -> bool:
    return all(element.prefix == prefix for element in root.iter(f"{{{namespace}}}*"))


def _fits(table: etree._Element) -> bool:
    """Tell whether the grid has as many columns as the widest row, in every rendering.

    docxtpl adds columns when a row has more cells, and takes some away when all rows are narrower.
    """
    grid = table.find(_w("tblGrid"))
    if grid is None or any(child.tag != _w("gridCol") for child in grid):
        return False
    columns = len(grid)
    widest = 0
    for row in table.iter(_w("tr")):
        cells = row.findall(_w("tc"))
        width = _width(row, cells)
        if width is None or len(cells) > columns:
            return False
        if _always_there(row, table):
            widest = max(widest, width)
    return widest >= columns


def _width(row: etree._Element, cells: list[etree._Element]) -> int | None:
    """Columns that a row takes; None where that depends on the values."""
    if row.find(FLOW) is not None or row.find(OUT) is not None:
        return None
    width = 0
    for cell in cells:
        span = _span(cell)
        if span is None:
            return None
        width += span
    return width


def _span(cell: etree._Element) -> int | None:
    """Columns that a cell takes; None where that depends on the values."""
    for properties in cell.iter(_w("tcPr")):
        if _owner(properties) is cell and (
            properties.getparent() is not cell or properties.find(FLOW) is not None
        ):
            return None
    span = cell.find(f"{_w('tcPr')}/{_w('gridSpan')}")
    if span is None:
        return 1
    value = span.get(_w("val"), "")
    return int(value) if re.fullmatch("[0-9]{1,4}", value) else None


def _always_there(row: etree._Element, table: etree._Element) -> bool:
    for ancestor in row.iterancestors():
        if ancestor is table:
            return True
        if ancestor.tag == FLOW:
            return False
    return False
