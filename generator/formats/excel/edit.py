"""Changing a workbook part by part, so that nothing but what is changed is gained or lost.

The cells of a sheet are never parsed: they stay the bytes that they were.
Source: ECMA-376 part 2 §9 (relationships), §10.1.2 (content types); part 1 §18.3.1.99 (the order within a sheet).
"""

import re

from lxml import etree

from generator import opc
from generator.formats.excel.package import LINK, MAIN, Package

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT_TYPES = "[Content_Types].xml"
_CELLS = re.compile(rb"<(?P<prefix>(?:[A-Za-z_][\w.-]*:)?)sheetData(?:\s[^<>]*)?(?<!/)>", re.ASCII)
_HOLE = "\u2063cells\u2063"
_ORDER = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]


class Edit:
    """A workbook that is being changed. Raises Damaged, here or once a broken part is asked for."""

    def __init__(self, content: bytes) -> None:
        """Unpack. Raises Damaged or TooLarge."""
        self.package = Package(content)
        self.parts = dict(self.package.parts)
        self._spelled = {name.casefold(): name for name in self.parts}
        self._open: dict[str, etree._Element] = {}
        self._cells: dict[str, bytes] = {}

    def spelled(self, name: str) -> str:
        """The name of a part as the file has it; names are the same in upper and lower case."""
        return self._spelled[name.casefold()]

    def has(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return name.casefold() in self._spelled

    def root(self, name: str) -> etree._Element:
        """Open a part to change it; of a sheet all but its cells."""
        own = self.spelled(name)
        if own not in self._open:
            content = self.parts[own]
            begin = _CELLS.search(content)
            end = content.rfind(b"</" + begin["prefix"] + b"sheetData") if begin else -1
            if begin and end > begin.end() and _is_utf8(content):
                self._cells[own] = content[begin.end() : end]
                content = content[: begin.end()] + _HOLE.encode() + content[end:]
            self._open[own] = opc.parse(content)
        return self._open[own]

    def add(self, name: str, content: bytes, kind: str) -> None:
        """Add a part of a content type; told of all parts with that ending where the file tells nothing of those."""
        self.parts[name] = content
        self._spelled[name.casefold()] = name
        types = self.root(_CONTENT_TYPES)
        suffix = name.rpartition(".")[2]
        known = {one.get("Extension", "").casefold(): one for one in types.iter(f"{_TYPES}Default")}
        if suffix not in known:
            types.insert(0, etree.Element(f"{_TYPES}Default", Extension=suffix, ContentType=kind))
        elif known[suffix].get("ContentType") != kind:
            etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=kind)

    def drop(self, name: str) -> None:
        """Take a part away, with its content type."""
        own = self._spelled.pop(name.casefold())
        del self.parts[own]
        self._open.pop(own, None)
        for one in self.root(_CONTENT_TYPES).findall(f"{_TYPES}Override"):
            if one.get("PartName", "").casefold() == f"/{own}".casefold():
                _remove(one)

    def free_name(self, pattern: str) -> str:
        """The first name of a part that is not there yet; ``{}`` is its number."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def link(self, source: str, kind: str, target: str) -> str:
        """Link a part to another; returns the id of the link."""
        name = opc.relations_part(source)
        if not self.has(name):
            space = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})  # type: ignore[dict-item]
            self.parts[name] = opc.written(space)
            self._spelled[name.casefold()] = name
        links = self.root(name)
        taken = {one.get("Id") for one in links}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        own = f"rId{number}"
        etree.SubElement(
            links, f"{{{_RELATIONS}}}Relationship", Id=own, Type=_KINDS + kind, Target=f"/{target}"
        )
        return own

    def unlink(self, source: str, target: str) -> None:
        """Take away the links of a part to another, and the list of links when none is left."""
        name = opc.relations_part(source)
        links = self.root(name)
        for one in list(links):
            if opc.target_of(one, source).casefold() == target.casefold():
                _remove(one)
        if not len(links):
            own = self._spelled.pop(name.casefold())
            del self.parts[own], self._open[own]

    def linked(self, source: str, kind: str) -> str | None:
        """The part that another links to for one purpose, as far as it was there at the start."""
        links = self.package.relations(source).values()
        return next(
            (self.spelled(one.part) for one in links if one.kind == kind and self.has(one.part)), None
        )

    def finish(self) -> bytes:
        """Pack the workbook with its changes."""
        for name, root in self._open.items():
            content = opc.written(root)
            self.parts[name] = content.replace(_HOLE.encode(), self._cells.get(name, b""), 1)
        return opc.pack(self.parts)


def put_in_order(sheet: etree._Element, element: etree._Element) -> None:
    """Put an element in a sheet, where the schema has it."""
    later = set(_ORDER[_ORDER.index(etree.QName(element).localname) + 1 :])
    for place, child in enumerate(sheet):
        if isinstance(child.tag, str) and etree.QName(child).localname in later:
            sheet.insert(place, element)
            return
    sheet.append(element)


def reference(tag: str, link: str) -> etree._Element:
    """An element of a sheet that leads to another part."""
    return etree.Element(f"{MAIN}{tag}", {LINK: link}, nsmap={"r": LINK[1:].rpartition("}")[0]})


def _is_utf8(content: bytes) -> bool:
    head = content[:200].lower()
    return b"encoding=" not in head or b"utf-8" in head


def _remove(element: etree._Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)
