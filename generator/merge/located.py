"""A template opened to be looked at: its texts, and the way back from a line of one to a place in Word."""

from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from lxml import etree

from forms.findings import Severity
from generator.merge.engine import DOCXTPL
from generator.merge.places import Place, heading_styles, numbered, places
from generator.merge.problem import Problem
from generator.merge.sources import (
    NOTES,
    body_source,
    core_of,
    margin_source,
    margins_of,
    member,
    notes_of,
    notes_source,
    property_sources,
)
from generator.merge.tags import Tags

_PROPERTIES = {
    "author": "Auteur",
    "comments": "Opmerkingen",
    "identifier": "Identificatie",
    "language": "Taal",
    "subject": "Onderwerp",
    "title": "Titel",
}
"""The core properties by the name that Word shows."""


class Located:
    """One text of a template that Jinja reads.

    ``source`` has every tag on a line of its own: a line names a tag, and so a place.
    """

    def __init__(
        self, part: str, tags: Tags, found: list[Place], *, body: bool = False, xml: bool = True
    ) -> None:
        self.part = part
        self.xml = xml
        """Whether it is XML, or the plain text of a property."""
        self.tags = tags
        self._places = found
        self._body = body

    @property
    def source(self) -> str:
        """The text."""
        return self.tags.source

    def problem(self, code: str, message: str, line: int, severity: Severity = Severity.FOUT) -> Problem:
        """Put a fault at the tag on a line."""
        number = 0 if len(self._places) == 1 and not self.xml else self.tags.paragraph(line)
        return self.problem_at(code, message, number, self.tags.tag(line), severity)

    def problem_at(
        self, code: str, message: str, number: int | None, tag: str = "", severity: Severity = Severity.FOUT
    ) -> Problem:
        """Put a fault at a paragraph, near the words of a tag."""
        if number is None or number >= len(self._places):
            return Problem(code, self.part, message, severity=severity)
        place = self._places[number]
        near = place.near(tag)
        where = f"{place.where}, bij «{near}»" if near else place.where
        return Problem(code, self.part, message, near, where, severity, number if self._body else None)


def located(path: Path) -> tuple[Located, ...]:
    """Open a template and give all its texts. Raises anything on a file that is no Word document."""
    with path.open("rb") as file:
        document = Document(file)
    return tuple(_located(document))


def _located(document: Word) -> Iterator[Located]:
    headings = heading_styles(document)
    body = document.element.body
    tags = Tags(DOCXTPL.xml_to_string(body), body_source(document))
    yield Located(member(document.part), tags, places(body, "", headings), body=True)
    margins = [part for part, _ in margins_of(document)]
    names = numbered(["koptekst" if "header" in str(part.partname) else "voettekst" for part in margins])
    for name, part in zip(names, margins, strict=True):
        root = etree.fromstring(part.blob)
        tags = Tags(DOCXTPL.get_part_xml(part), margin_source(part))
        yield Located(member(part), tags, places(root, name, headings))
    for part in notes_of(document):
        tags = Tags(part.blob.decode(), notes_source(part))
        yield Located(
            member(part), tags, places(etree.fromstring(part.blob), NOTES[part.content_type], headings)
        )
    core = member(core_of(document))
    for name, text in property_sources(document).items():
        place = Place(f"eigenschap «{_PROPERTIES[name]}» van het document", text)
        yield Located(core, Tags(text, text), [place], xml=False)
