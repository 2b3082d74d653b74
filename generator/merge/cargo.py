"""What a template's file may not carry: programs, other documents, and references to anything outside it.

A Word program or LibreOffice would fetch, open or run these when it opens the document.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from generator import opc
from generator.merge.problem import Problem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EMBEDDED = {"aFChunk", "attachedTemplate", "control", "frame", "oleObject", "package", "subDocument"}
"""Relationships (the last step of their type) to something that is no part of a plain document."""
_MACROS = ("vbaproject", "vbadata", "activex", "macroenabled")
_REACHING = re.compile(
    r"\b(DATABASE|DDE|DDEAUTO|IMPORT|INCLUDEPICTURE|INCLUDETEXT|LINK|MACROBUTTON)\b", re.IGNORECASE
)
"""Fields that read a file, talk to a program or run a macro (ECMA-376 part 1, §17.16.5)."""
_UNFILLED = re.compile(r"word/(endnotes|comments)[^/]*\.xml")
_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)


def cargo_problems(path: Path) -> Iterator[Problem]:
    """Look through every part of the file. Raises OSError when it cannot be read."""
    try:
        parts = opc.unpack(path.read_bytes())
    except (opc.Damaged, opc.TooLarge):
        yield Problem(
            "SJABLOON-BESCHADIGD",
            path.name,
            "Dit is geen Word-document (.docx), het is beschadigd, of een onderdeel heeft een DOCTYPE of is veel te groot.",
        )
        return
    yield from _macros(parts)
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            root = opc.parse(content)
        except opc.Damaged:
            yield Problem("SJABLOON-BESCHADIGD", name, "Dit onderdeel is geen geldige XML.")
            continue
        if name.endswith(".rels"):
            yield from _relations(name, root)
        else:
            yield from _content(name, root)


def _macros(parts: Mapping[str, bytes]) -> Iterator[Problem]:
    types = parts.get("[Content_Types].xml", b"").lower()
    found = [name for name in parts if any(macro in name.lower() for macro in _MACROS)]
    if found or any(macro.encode() in types for macro in _MACROS):
        yield Problem(
            "SJABLOON-MACRO",
            found[0] if found else "[Content_Types].xml",
            "Het sjabloon bevat macro's of besturingselementen. Bewaar het als gewoon Word-document (.docx).",
        )


def _relations(name: str, root: etree._Element) -> Iterator[Problem]:
    for relation in root.iter("{*}Relationship"):
        if opc.reaches_outside(relation):
            yield Problem(
                "SJABLOON-VERWIJZING",
                name,
                "Het sjabloon verwijst naar een bestand of een adres buiten het document. "
                "Voeg het beeld of het object in het sjabloon zelf in.",
            )
        elif relation.get("Type", "").rpartition("/")[2] in _EMBEDDED:
            yield Problem(
                "SJABLOON-INGESLOTEN",
                name,
                "Het sjabloon bevat een ander document of een object van een ander programma. Neem het eruit.",
            )


def _content(name: str, root: etree._Element) -> Iterator[Problem]:
    if root.find(f".//{_W}altChunk") is not None:
        yield Problem(
            "SJABLOON-INGESLOTEN", name, "Het sjabloon bevat een ander document (altChunk). Neem het eruit."
        )
    if any(_REACHING.search(code) for code in _field_codes(root)):
        yield Problem(
            "SJABLOON-VELD", name, "Het sjabloon bevat een Word-veld dat een bestand of een programma opent."
        )
    if name.startswith("word/comments") and root.find(f"{_W}comment") is not None:
        yield Problem(
            "SJABLOON-OPMERKING",
            name,
            "In het sjabloon staan opmerkingen: die zouden in elk document staan. Verwijder ze.",
        )
    words = "".join(map(str, root.itertext()))
    if _UNFILLED.fullmatch(name) and (tag := _TAG.search(words)):
        yield Problem(
            "SJABLOON-PLAATS",
            name,
            "Hier wordt niets ingevuld: gebruik geen tags in eindnoten of opmerkingen.",
            tag[0],
        )


def _field_codes(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        yield "".join(code.text or "" for code in paragraph.iter(f"{_W}instrText"))
    for field in root.iter(f"{_W}fldSimple"):
        yield field.get(f"{_W}instr", "")
