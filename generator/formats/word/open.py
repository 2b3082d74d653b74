"""A Word document, opened: its parts within limits, and the stories in which a person can write.

Sources: ECMA-376 part 1 §11.3 (parts of a document), part 2 §9 (relationships).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import opc
from generator.errors import FormFault
from generator.formats.word.xml import Node, W

TYPES = "[Content_Types].xml"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BESIDE = ("header", "footer", "footnotes", "endnotes")
"""Where fields may stand beside the body; what people say of the document (comments) is no part of it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another: the last word of its type, and the name of that other part."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Story:
    """A part with text: the body, a header, a footer, the footnotes or the endnotes."""

    part: str
    root: Node


@dataclass(frozen=True, slots=True)
class Document:
    """An opened document."""

    parts: Mapping[str, bytes]
    stories: tuple[Story, ...]
    """The body first."""

    @property
    def main(self) -> Story:
        """The body."""
        return self.stories[0]


def opened(content: bytes) -> Document:
    """Open a .docx or .dotx, strict ones too.

    Raises FormFault ``BESTAND-WACHTWOORD``, ``-GROOT`` or ``-BESCHADIGD``.
    """
    if content.startswith(_OLE):
        raise _locked()
    try:
        return _document(opc.unpack(content))
    except opc.TooLarge:
        raise _too_large() from None
    except opc.Damaged:
        raise damaged() from None


def relations(parts: Mapping[str, bytes], source: str) -> Iterator[Relation]:
    """List the links from a part (``""``: from the package) to parts that are there. Raises opc.Damaged."""
    beside = opc.relations_part(source)
    if beside not in parts:
        return
    for link in opc.parse(parts[beside]).iter(RELATION):
        target = opc.target_of(link, source)
        if target in parts:
            yield Relation(link.get("Type", "").rpartition("/")[2], target)


def _document(parts: Mapping[str, bytes]) -> Document:
    main = next((link.target for link in relations(parts, "") if link.kind == "officeDocument"), None)
    if main is None:
        raise opc.Damaged
    body = opc.parse(parts[main])
    if body.tag != f"{{{W}}}document":
        raise opc.Damaged
    links = list(relations(parts, main))
    beside = dict.fromkeys(link.target for kind in _BESIDE for link in links if link.kind == kind)
    stories = (Story(name, opc.parse(parts[name])) for name in beside if name != main)
    return Document(parts, (Story(main, body), *stories))


def _locked() -> FormFault:
    return FormFault(
        "BESTAND-WACHTWOORD",
        "Dit Word-bestand is beveiligd met een wachtwoord, of het is een oud .doc-bestand. Open het in Word, haal het "
        "wachtwoord weg en bewaar het als .docx.",
    )


def _too_large() -> FormFault:
    return FormFault(
        "BESTAND-GROOT",
        "Dit Word-bestand is uitgepakt veel groter dan een formulier kan zijn. Haal er foto's en scans uit en bewaar "
        "het opnieuw.",
    )


def damaged() -> FormFault:
    """The fault for a file that is no sound Word document."""
    return FormFault(
        "BESTAND-BESCHADIGD",
        "Dit Word-bestand is beschadigd of is geen Word-document. Open het in Word, bewaar het opnieuw als .docx en "
        "sleep het nog eens naar de map inbox.",
    )
