"""What the XML behind a document says of the controls that are bound to it.

A control may be bound to an element or an attribute in a part of XML (ECMA-376-1 §17.5.2.6, MS-OI29500 §2.1.193).
Word and LibreOffice put what stands there in the control when they open the document, so that is what counts. Of
XPath only what Word itself writes is followed: names and numbers from the root down.
"""

import re
from collections.abc import Mapping
from itertools import islice

from lxml import etree

from generator import opc
from generator.formats.word.open import Story, relations
from generator.formats.word.xml import Node, W

_MAPPING = re.compile(r"xmlns:([\w.\-]+)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")")
_STEP = re.compile(r"(@?)(?:([\w.\-]+):)?([\w.\-]+)(?:\[([0-9]{1,3})\])?")
_MAX_STEPS = 32
_ITEM_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"
_BUILT_IN = {
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": "core-properties",
    "{6668398D-A668-4E3E-A5EB-62B293D839F1}": "extended-properties",
}
"""The properties of the document, under the identifiers by which Word binds controls to them."""


class Stores:
    """The parts of XML that controls can be bound to; read when the first control asks."""

    def __init__(self, parts: Mapping[str, bytes], main: Story) -> None:
        """Take the parts of a document and its body."""
        self._parts = parts
        self._main = main.part
        self._roots: dict[str, Node] | None = None

    def value(self, binding: Node) -> str:
        """What is stored for a control, ``""`` where nothing is or the way to it is not a plain one."""
        if self._roots is None:
            self._roots = self._found()
        wanted = binding.get(f"{{{W}}}storeItemID", "").upper()
        roots = [self._roots[wanted]] if wanted in self._roots else []
        path = binding.get(f"{{{W}}}xpath", "")
        names = {
            prefix: one or other
            for prefix, one, other in _MAPPING.findall(binding.get(f"{{{W}}}prefixMappings", ""))
        }
        stored = (_stored(root, path, names) for root in (roots if wanted else self._roots.values()))
        return next((text for text in stored if text), "").replace("\r\n", "\n").replace("\r", "\n")

    def _found(self) -> dict[str, Node]:
        """The stores by identifier. One that cannot be read is as good as none: Word shows what the control holds."""
        roots: dict[str, Node] = {}
        for store in self._linked(self._main, "customXml"):
            for properties in self._linked(store, "customXmlProps"):
                root, about = self._parsed(store), self._parsed(properties)
                if root is not None and about is not None:
                    roots.setdefault(about.get(_ITEM_ID, "").upper(), root)
        for identifier, kind in _BUILT_IN.items():
            for properties in self._linked("", kind):
                if (root := self._parsed(properties)) is not None:
                    roots.setdefault(identifier, root)
        return roots

    def _linked(self, source: str, kind: str) -> list[str]:
        """The parts to which a part has links of some kind."""
        try:
            return [link.target for link in relations(self._parts, source) if link.kind == kind]
        except opc.Damaged:
            return []

    def _parsed(self, part: str) -> Node | None:
        try:
            return opc.parse(self._parts[part])
        except opc.Damaged:
            return None


def _stored(root: Node, path: str, names: Mapping[str, str]) -> str:
    steps = path.strip().removeprefix("/").split("/")
    if not path.strip().startswith("/") or len(steps) > _MAX_STEPS:
        return ""
    place: Node | None = None
    for number, step in enumerate(steps):
        match = _STEP.fullmatch(step)
        if match is None:
            return ""
        attribute, prefix, local, index = match.groups()
        tag = etree.QName(names.get(prefix, ""), local).text if prefix else local
        if attribute:
            last = place is not None and number == len(steps) - 1
            return place.get(tag, "") if place is not None and last else ""
        place = _child(root if number == 0 else place, tag, int(index or 1), is_root=number == 0)
        if place is None:
            return ""
    return _text(place)


def _child(place: Node | None, tag: str, index: int, *, is_root: bool) -> Node | None:
    if place is None or index < 1:
        return None
    if is_root:
        return place if place.tag == tag and index == 1 else None
    return next(islice(place.iterchildren(tag), index - 1, None), None)


def _text(place: Node | None) -> str:
    """The text of an element that holds nothing else; comments in it are no text."""
    if place is None or next(place.iterchildren(etree.Element), None) is not None:
        return ""
    return "".join(map(str, place.itertext(etree.Element)))
