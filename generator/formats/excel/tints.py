"""The colour of a marked cell: a conditional format, so that the cell keeps the look that it has.

Its formula is always true and carries a word by which it is found again, also after another program saved the file.
Source: ECMA-376 part 1 §18.3.1.18, §18.3.1.10 (conditional formats), §18.8.14 (``dxf``).
"""

from collections.abc import Sequence

from lxml import etree

from generator.formats.excel.areas import Place
from generator.formats.excel.edit import Edit, put_in_order
from generator.formats.excel.package import MAIN

MARKER = "nazicht-formulier"
_FORMULA = f'LEN("{MARKER}")>0'
_RED, _AMBER = ("FFFFDAD6", "FFC62828"), ("FFFFE8C7", "FFB85C00")
_AFTER_DXFS = ("tableStyles", "colors", "extLst")


def tint(edit: Edit, sheet: str, red: Sequence[Place], amber: Sequence[Place]) -> None:
    """Colour cells of a sheet (the name of its part): red what is to be mended, orange what is to be looked at."""
    styles = edit.linked(edit.package.main, "styles")
    if styles is None:
        return
    root = edit.root(sheet)
    rules = root.iterfind(f"{MAIN}conditionalFormatting/{MAIN}cfRule")
    priority = max((int(rule.get("priority", "0")) for rule in rules), default=0)
    for places, look in ((red, _RED), (amber, _AMBER)):
        if not places:
            continue
        priority += 1
        cells = " ".join(place.cell for place in places)
        block = etree.Element(f"{MAIN}conditionalFormatting", sqref=cells)
        rule = etree.SubElement(
            block,
            f"{MAIN}cfRule",
            type="expression",
            dxfId=str(_look(edit.root(styles), *look)),
            priority=str(priority),
        )
        etree.SubElement(rule, f"{MAIN}formula").text = _FORMULA
        put_in_order(root, block)


def untint(edit: Edit, sheet: str) -> bool:
    """Take our colours away from a sheet; tells whether there were any."""
    if MARKER.encode() not in edit.parts[edit.spelled(sheet)]:
        return False
    found = [
        one for one in edit.root(sheet).iter() if isinstance(one.tag, str) and MARKER in (one.text or "")
    ]
    for formula in found:
        rule = formula.getparent()
        block = None if rule is None else rule.getparent()
        if rule is None or block is None or etree.QName(rule).localname != "cfRule":
            continue
        block.remove(rule)
        if not any(etree.QName(one).localname == "cfRule" for one in block):
            _remove_whole(block)
    return bool(found)


def forget_looks(edit: Edit) -> None:
    """Take away the looks of our colours, as far as they are the last."""
    styles = edit.linked(edit.package.main, "styles")
    looks = edit.root(styles).find(f"{MAIN}dxfs") if styles else None
    if looks is None:
        return
    while len(looks) and any(_is_look(looks[-1], *own) for own in (_RED, _AMBER)):
        looks.remove(looks[-1])
    _count(looks)


def _look(styles: etree._Element, fill: str, edge: str) -> int:
    """The number of a look among those of conditional formats; added when it is not there."""
    looks = styles.find(f"{MAIN}dxfs")
    if looks is None:
        looks = etree.Element(f"{MAIN}dxfs")
        later = next(styles.iterchildren(*(f"{MAIN}{tag}" for tag in _AFTER_DXFS)), None)
        styles.insert(len(styles) if later is None else styles.index(later), looks)
    for number, one in enumerate(looks):
        if _is_look(one, fill, edge):
            return number
    look = etree.SubElement(looks, f"{MAIN}dxf")
    pattern = etree.SubElement(
        etree.SubElement(look, f"{MAIN}fill"), f"{MAIN}patternFill", patternType="solid"
    )
    etree.SubElement(pattern, f"{MAIN}fgColor", rgb=fill)
    etree.SubElement(pattern, f"{MAIN}bgColor", rgb=fill)
    border = etree.SubElement(look, f"{MAIN}border")
    for side in ("left", "right", "top", "bottom"):
        line = etree.SubElement(border, f"{MAIN}{side}", style="thin")
        etree.SubElement(line, f"{MAIN}color", rgb=edge)
    _count(looks)
    return len(looks) - 1


def _is_look(look: etree._Element, fill: str, edge: str) -> bool:
    colours = {one.get("rgb", "") for one in look.iter(f"{MAIN}bgColor", f"{MAIN}color")}
    return colours == {fill, edge}


def _remove_whole(block: etree._Element) -> None:
    """Take an element away, and those around it that then hold nothing, up to the sheet."""
    around = block.getparent()
    while around is not None:
        around.remove(block)
        if len(around) or around.tag == f"{MAIN}worksheet":
            return
        block, around = around, around.getparent()


def _count(looks: etree._Element) -> None:
    looks.set("count", str(len(looks)))
