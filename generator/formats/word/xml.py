"""WordprocessingML, element by element: names, paragraphs, runs and the text in them (ECMA-376-1 §17)."""

import re
from collections.abc import Iterable

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PREFIXES = {"w": W, "w14": W14, "w15": W15, "r": R}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PIECES = re.compile(r"([\t\n])")

Node = etree._Element


def make(tag: str, /, *children: Node, **attributes: str) -> Node:
    """Make an element, ``w:`` unless its name has a prefix of its own; its attributes have the same prefix."""
    prefix, _, local = tag.rpartition(":")
    space = _PREFIXES[prefix or "w"]
    element = etree.Element(
        f"{{{space}}}{local}", {f"{{{space}}}{key}": told for key, told in attributes.items()}
    )
    element.extend(children)
    return element


def part(tag: str, children: Iterable[Node]) -> bytes:
    """Write a whole part of which this is the root; older programs may leave out what is newer than they are."""
    root = etree.Element(f"{{{W}}}{tag}", {f"{{{_MC}}}Ignorable": "w14 w15"}, nsmap={**_PREFIXES, "mc": _MC})
    root.extend(children)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w14", "w15", "r"])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def paragraph(style: str, *content: Node, properties: Iterable[Node] = ()) -> Node:
    """Make a paragraph. ``properties`` stand in the order of CT_PPr, after the style (§17.3.1.26)."""
    return make("p", make("pPr", make("pStyle", val=style), *properties), *content)


def run(text: str, style: str = "", properties: Iterable[Node] = ()) -> Node:
    """Make a run of text in a character style; a line end becomes a break, a TAB a tab (§17.3.3)."""
    look = [make("rStyle", val=style)] if style else []
    look += properties
    return make("r", *([make("rPr", *look)] if look else []), *_pieces(text))


def _pieces(text: str) -> Iterable[Node]:
    for piece in _PIECES.split(text):
        if piece == "\n":
            yield make("br")
        elif piece == "\t":
            yield make("tab")
        elif piece:
            element = make("t")
            element.set(_SPACE, "preserve")
            element.text = piece
            yield element
