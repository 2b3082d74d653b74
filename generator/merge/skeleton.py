"""A template's skeleton: its XML with the template's loops and conditions as elements.

When the skeleton is well-formed XML, every loop and every branch holds whole elements, and so does whatever
it renders to: leaving out or repeating whole elements cannot break the nesting. A branch may also begin in one
run or paragraph and end in another, if it closes and opens elements of the same names. Values are escaped, and are
looked for in the skeleton (``OUT``) to see that they stand in text or between the quotes of an attribute.
"""

import re

from jinja2 import nodes
from lxml import etree

from generator.merge.sandbox import TEXT_FILTERS
from generator.merge.values import is_text

NAMESPACE = "urn:dossier:skeleton"
FLOW = f"{{{NAMESPACE}}}flow"
"""A loop or a branch: its content is there any number of times, or not at all."""
OUT = f"{{{NAMESPACE}}}out"
"""A value in text; ``line`` is where it stands in the source."""
UNKNOWN = "?"
"""A value inside an attribute; anywhere else in a tag it makes the skeleton ill-formed."""

_OPAQUE = (nodes.Call, nodes.Mod)
"""A method or ``%`` can make characters that XML does not have (``'%c' % 0``)."""
_ELEMENT = re.compile(r"<(/?)([^\s/>]+)[^>]*?(/?)>")
_STRUCTURE = re.compile(r"<w:t(bl|r|c)\b|\bxmlns\b")
"""What a branch that begins in one element and ends in another may not hold: tables are counted by whole
branches, and a namespace declared in a branch is unknown without it."""
_STRAY = ("<!", "<?")
"""Comments, processing instructions and CDATA may hold anything that looks like an element."""


class _Unprovable(Exception):
    """The template does something whose result cannot be told beforehand."""


def skeleton(tree: nodes.Template) -> etree._Element | None:
    """Build the skeleton of a parsed template; None where nothing can be said of what it renders to."""
    if not _makes_plain_text(tree):
        return None
    builder = _Builder()
    try:
        builder.add_all(tree.body)
        # A template comes from a file that docxtpl parsed just before: nothing in it refers to the outside.
        xml = f'<j:root xmlns:j="{NAMESPACE}">{"".join(builder.pieces)}</j:root>'
        return etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except (_Unprovable, etree.XMLSyntaxError):
        return None


def _makes_plain_text(tree: nodes.Template) -> bool:
    """Tell whether the template's expressions give text that is escaped and that XML can hold."""
    return (
        all(filtered.name in TEXT_FILTERS for filtered in tree.find_all(nodes.Filter))
        and all(is_text(const.value) for const in tree.find_all(nodes.Const) if isinstance(const.value, str))
        and next(tree.find_all(_OPAQUE), None) is None
    )


class _Builder:
    """Writes the skeleton, knowing at every point whether it stands inside a tag."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._tag = ""
        """The tag that is being written, from its ``<``; empty in text."""

    def add_all(self, parts: list[nodes.Node]) -> None:
        for node in parts:
            match node:
                case nodes.Output():
                    for leaf in node.nodes:
                        self._add_leaf(leaf)
                case nodes.For(recursive=False):
                    self._add_flow(node.body)
                    self._add_flow(node.else_)
                case nodes.If():
                    for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                        self._add_flow(branch)
                case nodes.Assign():
                    pass
                case _:
                    raise _Unprovable

    def _add_leaf(self, leaf: nodes.Node) -> None:
        if isinstance(leaf, nodes.TemplateData):
            self._add_text(leaf.data)
        elif self._tag:
            self.pieces.append(UNKNOWN)
        else:
            self.pieces.append(f'<j:out line="{leaf.lineno}"/>')

    def _add_text(self, data: str) -> None:
        if any(stray in data for stray in _STRAY):
            raise _Unprovable
        self.pieces.append(data)
        opened, closed = data.rfind("<"), data.rfind(">")
        if opened > closed:
            self._tag = data[opened:]
        elif closed >= 0:
            self._tag = ""
        elif self._tag:
            self._tag += data

    def _add_flow(self, parts: list[nodes.Node]) -> None:
        if self._tag:
            if not all(_is_plain(part) for part in parts):
                raise _Unprovable
            self.pieces.append(UNKNOWN)
            return
        before = len(self.pieces)
        self.add_all(parts)
        if self._tag:
            raise _Unprovable
        content = "".join(self.pieces[before:])
        closed, opened = _effect(content)
        if not closed and not opened:
            self.pieces[before:] = ["<j:flow>", content, "</j:flow>"]
        elif closed != opened[::-1] or _STRUCTURE.search(content):
            raise _Unprovable


def _effect(xml: str) -> tuple[list[str], list[str]]:
    """Names of the elements that a piece of XML closes without opening them, and opens without closing them."""
    closed: list[str] = []
    opened: list[str] = []
    for tag in _ELEMENT.finditer(xml):
        ends, name, empty = tag.groups()
        if not ends and not empty:
            opened.append(name)
        elif ends and opened:
            opened.pop()
        elif ends:
            closed.append(name)
    return closed, opened


def _is_plain(part: nodes.Node) -> bool:
    """Tell whether a branch inside an attribute adds characters to its value and nothing else."""
    return isinstance(part, nodes.Output) and not any(
        isinstance(leaf, nodes.TemplateData) and any(sign in leaf.data for sign in '<>&"')
        for leaf in part.nodes
    )
