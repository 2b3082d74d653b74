"""Where a Word document holds template text, and what Jinja is given of it, exactly as docxtpl gives it."""

import re
from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart

from generator.merge.engine import DOCXTPL

PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""The core properties in which docxtpl looks for template text, in its order."""

NOTES = {
    CONTENT_TYPE.WML_FOOTNOTES: "voetnoten",
    CONTENT_TYPE.WML_ENDNOTES: "eindnoten",
    CONTENT_TYPE.WML_COMMENTS: "opmerkingen",
}
"""Kinds of notes, as people call them."""

_PARAGRAPH = re.compile(r"<w:p([ >])")


def core_of(document: Document) -> CorePropertiesPart:
    """The part with the core properties; python-docx makes one where there is none."""
    part: CorePropertiesPart = document.part.package._core_properties_part
    return part


def member(part: Part) -> str:
    """A part's name in the zip file."""
    return str(part.partname.membername)


def body_source(document: Document) -> str:
    """The text of ``w:body``."""
    return _patched(DOCXTPL.xml_to_string(document.element.body))


def margin_source(part: Part) -> str:
    """The text of a header or footer."""
    return _patched(DOCXTPL.get_part_xml(part))


def notes_source(part: Part) -> str:
    """The text of footnotes, endnotes or comments."""
    return _patched(part.blob.decode())


def property_sources(document: Document) -> dict[str, str]:
    """The text of each core property, by its name in python-docx."""
    return {name: getattr(document.core_properties, name) for name in PROPERTIES}


def margins_of(document: Document) -> Iterator[tuple[Part, tuple[str, ...]]]:
    """Every header, then every footer, with the ids of all relationships that lead to it."""
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        relations: dict[Part, tuple[str, ...]] = {}
        for name, relation in document.part.rels.items():
            if relation.reltype == kind:
                relations[relation.target_part] = (*relations.get(relation.target_part, ()), name)
        yield from relations.items()


def notes_of(document: Document) -> Iterator[Part]:
    """Every part of footnotes (that of a glossary too, as in docxtpl), endnotes and comments."""
    for part in document.part.package.iter_parts():
        if part.content_type in NOTES:
            yield part


def _patched(xml: str) -> str:
    """Give XML that Jinja can read, every paragraph on a line of its own so that a line number names one."""
    return _PARAGRAPH.sub(r"\n<w:p\1", str(DOCXTPL.patch_xml(xml)))
