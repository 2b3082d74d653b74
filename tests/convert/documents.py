"""Word documents and PDFs made for these tests."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

TITLE = "Sociaal verslag"


def bare(title: str = TITLE) -> docx.document.Document:
    """An A4 document with personal properties, a header, and a footer with page numbers."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = (
        title,
        "Auteur Geheim",
        "Laatste Geheim",
    )
    properties.subject, properties.keywords, properties.comments = "Onderwerp Geheim", "Sleutel", "Opmerking"
    document.styles["Normal"].font.name = "Calibri"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Kortenberg OCMW\nWelzijnshuis"
    section.header.paragraphs[0].text = "Kortenberg OCMW"
    for footer in (section.first_page_footer, section.footer):
        paragraph = footer.paragraphs[0]
        paragraph.add_run("Dossier 2026-001, bladzijde ")
        field = parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>0</w:t></w:r></w:fldSimple>'
        )
        paragraph._p.append(field)
    document.add_heading("Verslag", 1)
    return document


def packed(document: docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def with_paragraphs(*texts: str) -> bytes:
    document = bare()
    for text in texts:
        document.add_paragraph(text)
    return packed(document)


def add_table(document: docx.document.Document, rows: Sequence[Sequence[str]]) -> None:
    """A table with a head row that repeats on every page."""
    table = document.add_table(0, len(rows[0]))
    table.style = "Table Grid"
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def with_language(document: docx.document.Document, language: str) -> None:
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    document.styles["Normal"].element.get_or_add_rPr().append(lang)


def changed(word: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same package with some parts replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return target.getvalue()


def part(word: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return package.read(name)


def png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\x10\x20\x30\x40\x50\x60" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
