"""The parts of a Word document that docxtpl fills in: each compiled once, rendered exactly once per document.

docxtpl renders the body, every header and footer, six of the core properties, and the footnotes. What it reads
and writes is followed step by step, so that a part comes out with the same canonical XML. Endnotes and comments are
filled in as footnotes are; docxtpl leaves the tags in them as they stand.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import count
from typing import Any, Protocol, cast

from docx.document import Document
from docx.opc.coreprops import CoreProperties
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part as DocxPart
from docx.opc.part import XmlPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.parser import OxmlElement, parse_xml
from docxtpl import DocxTemplate
from lxml import etree

from generator.errors import OperatorFault, TemplateFault
from generator.merge.engine import DOCXTPL
from generator.merge.listing import reshapes, resolve_listing
from generator.merge.proof import prove
from generator.merge.sources import (
    body_source,
    core_of,
    margin_source,
    margins_of,
    member,
    notes_of,
    notes_source,
    property_sources,
)
from generator.merge.text import Text, parse, parse_part

Context = Mapping[str, Any]
_DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_PICTURE_TAG = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PICTURE = re.compile(r"<wp:docPr(?=[ /])([^>]*?)(/?>)")
_ID = re.compile(r' id="[^"]*"')
_FIRST_PICTURE = 1001
_LONGEST_PROPERTY = 255


class Part(Protocol):
    """One part of the document: its name in the package and its content for a context."""

    name: str
    constant: bool
    """Its content is the same for every context."""
    names: frozenset[str]
    """The names it asks of its context."""

    def content(self, context: Context) -> bytes:
        """Render the part. Raises TemplateFault or OperatorFault."""

    def place(self, engine: DocxTemplate, context: Context) -> None:
        """Render into a document that docxtpl holds open, for the objects that add pictures to it."""


class _Xml:
    """What all parts of XML have in common: from the template's XML to text with its values filled in."""

    def __init__(self, part: DocxPart, source: str) -> None:
        self.name = member(part)
        tree = parse_part(self.name, source)
        self.proof = prove(tree)
        self._text = Text(self.name, tree)
        self.names = self._text.names
        self.constant = self._text.constant

    def text(self, context: Context) -> tuple[str, bool]:
        """Render; tell also whether the values left the nesting of elements as it is in the template."""
        raw = self._text.render(context)
        xml = resolve_listing(raw)
        if "\a" in xml or "\f" in xml:
            raise OperatorFault(
                "TEKST-ONGELDIG", f"Een gegeven breekt in {self.name} een alinea af waar dat niet kan."
            )
        return xml, not reshapes(raw)

    def parsed(self, xml: str) -> etree._Element:
        """Parse what was rendered. Raises TemplateFault ``SJABLOON-XML``."""
        try:
            return parse_xml(xml.encode())
        except etree.XMLSyntaxError:
            pass
        raise self.broken()

    def broken(self) -> TemplateFault:
        """The fault of a part that is no Word any more once it is filled in."""
        return TemplateFault(
            "SJABLOON-XML",
            f"Het sjabloon geeft in {self.name} geen geldig Word: kijk de tabellen en lussen na.",
        )


class Body(_Xml):
    """``w:body`` of the main part."""

    def __init__(self, document: Document) -> None:
        root = document.element
        super().__init__(document.part, body_source(document))
        shell = deepcopy(root)
        shell.replace(shell.body, OxmlElement("w:body"))
        self._head, found, self._tail = serialize_part_xml(shell).partition(b"<w:body/>")
        if not found:
            raise self.broken()
        self._final = self.proof.sound and self.proof.fitting

    def content(self, context: Context) -> bytes:
        """Render; parse again, as docxtpl does, only where it was not proven that nothing needs mending."""
        xml, unshaped = self.text(context)
        if self._final and unshaped:
            body = _number_pictures(xml).encode()
        else:
            tree = self._mended(DOCXTPL, xml)
            numbers = count(_FIRST_PICTURE)
            for picture in tree.iter(_PICTURE_TAG):
                picture.set("id", str(next(numbers)))
            body = etree.tostring(tree, encoding="unicode").encode()
        return self._head + body + self._tail

    def place(self, engine: DocxTemplate, context: Context) -> None:
        """Replace the body of the open document."""
        engine.current_rendering_part = engine.docx.part
        xml, _ = self.text(context)
        tree = self._mended(engine, xml)
        engine.fix_docpr_ids(tree)
        engine.map_tree(tree)

    def _mended(self, engine: DocxTemplate, xml: str) -> etree._Element:
        try:
            tree: etree._Element = engine.fix_tables(xml)
        except (AttributeError, KeyError, TypeError, ValueError, etree.LxmlError):
            pass
        else:
            return tree
        raise self.broken()


class Margin(_Xml):
    """A header or footer, under every relationship that leads to it."""

    def __init__(self, part: DocxPart, relations: tuple[str, ...]) -> None:
        super().__init__(part, margin_source(part))
        self._relations = relations

    def content(self, context: Context) -> bytes:
        """Render; parse again, as docxtpl does (which drops blanks between elements), only where that may matter.

        Values in the text of runs put no blanks between elements, and the template's own were dropped before.
        """
        xml, unshaped = self.text(context)
        if self.proof.sound and unshaped:
            return _DECLARATION + xml.encode()
        return serialize_part_xml(self.parsed(xml))

    def place(self, engine: DocxTemplate, context: Context) -> None:
        """Replace the margin in the open document, once for all its relationships."""
        first, *others = (engine.docx.part.rels[name] for name in self._relations)
        engine.current_rendering_part = first.target_part
        xml, _ = self.text(context)
        self.parsed(xml)
        engine.map_headers_footers_xml(first.rId, xml.encode())
        for other in others:
            other._target = first.target_part


class Notes(_Xml):
    """Footnotes, endnotes or comments. Of these docxtpl fills in the footnotes only, and again for every section, so that
    it renders the values in them too.
    """

    def __init__(self, part: DocxPart) -> None:
        super().__init__(part, notes_source(part))

    def content(self, context: Context) -> bytes:
        """Render; docxtpl does not parse what it writes here, so that it may be no Word any more: that is a fault."""
        xml, unshaped = self.text(context)
        if not self.proof.sound or not unshaped:
            self.parsed(xml)
        return xml.encode()

    def place(self, engine: DocxTemplate, context: Context) -> None:
        """Replace the notes in the open document."""
        for part in engine.docx.part.package.iter_parts():
            if member(part) == self.name:
                engine.current_rendering_part = part
                content = self.content(context)
                if isinstance(part, XmlPart):  # python-docx holds comments open
                    part._element = parse_xml(content)
                else:
                    part._blob = content


class Properties:
    """The core properties. As in docxtpl, a value in them shows ``&`` and quotes as XML escapes them."""

    def __init__(self, document: Document) -> None:
        part = core_of(document)
        self.name = member(part)
        self._xml = serialize_part_xml(part.element)
        self._texts = {
            name: Text(self.name, parse(self.name, source))
            for name, source in property_sources(document).items()
        }
        self.names = frozenset[str]().union(*(text.names for text in self._texts.values()))
        self.constant = all(text.constant for text in self._texts.values())

    def content(self, context: Context) -> bytes:
        """Render all six; an absent one becomes an empty one, as in docxtpl."""
        root = cast(CT_CoreProperties, parse_xml(self._xml))
        self._fill(CoreProperties(root), context)
        return serialize_part_xml(root)

    def place(self, engine: DocxTemplate, context: Context) -> None:
        """Set the properties of the open document."""
        self._fill(engine.docx.core_properties, context)

    def _fill(self, core: CoreProperties, context: Context) -> None:
        for name, text in self._texts.items():
            words = text.render(context)
            if len(words) > _LONGEST_PROPERTY:
                raise TemplateFault(
                    "SJABLOON-EIGENSCHAP",
                    f"De eigenschap «{name}» van het document wordt langer dan {_LONGEST_PROPERTY} tekens.",
                )
            if "\a" in words or "\f" in words:
                raise OperatorFault("TEKST-ONGELDIG", f"Een gegeven past niet in de eigenschap «{name}».")
            setattr(core, name, words)


def parts_of(document: Document) -> Iterator[Part]:
    """Compile every part that is filled in. Raises TemplateFault where the template has a fault."""
    yield Body(document)
    for part, relations in margins_of(document):
        yield Margin(part, relations)
    yield Properties(document)
    for part in notes_of(document):
        yield Notes(part)


def _number_pictures(xml: str) -> str:
    """Give every picture its own number, in the order of the document."""
    if "<wp:docPr" not in xml:
        return xml
    numbers = count(_FIRST_PICTURE)

    def numbered(picture: re.Match[str]) -> str:
        return f'<wp:docPr id="{next(numbers)}"{_ID.sub("", picture[1])}{picture[2]}'

    return _PICTURE.sub(numbered, xml)
