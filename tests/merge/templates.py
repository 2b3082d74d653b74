"""Word templates made for tests, and docxtpl's own rendering to compare with."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap
from docx.oxml.parser import parse_xml
from lxml import etree

NAMES = {**nsmap, "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
W = f"{{{nsmap['w']}}}"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; plain text becomes one run."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{inside}</w:p>"


def tc(text: str, properties: str = "") -> str:
    """A table cell."""
    width = '<w:tcW w:w="0" w:type="auto"/>'
    return f"<w:tc><w:tcPr>{width}{properties}</w:tcPr>{text if text.startswith('<w:p') else p(text)}</w:tc>"


def tr(*cells: str) -> str:
    """A table row."""
    return f"<w:tr>{''.join(cell if cell.startswith('<') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows: str, grid: Sequence[int] = (3000, 3000)) -> str:
    """A table."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def picture(number: int) -> str:
    """A run with a picture frame (without its picture), as far as numbering goes."""
    # As in Word, a picture declares its own namespaces: a paragraph that is split leaves them whole.
    wp, a = (f'xmlns:{prefix}="{NAMES[prefix]}"' for prefix in ("wp", "a"))
    return (
        f'<w:r><w:drawing><wp:inline {wp}><wp:extent cx="1" cy="1"/><wp:docPr id="{number}" name="P"/>'
        f'<a:graphic {a}><a:graphicData uri="x"/></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _slim() -> bytes:
    """An empty document with few styles and no theme: quick to open a thousand times."""
    document = Document()
    for style in list(document.styles.element):
        if style.tag == f"{W}style" and style.get(f"{W}default") is None:
            document.styles.element.remove(style)
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.rpartition("/")[2] not in ("styles", "settings"):
            del document.part.rels[name]
    return saved(document)


NOTES = {
    "footnotes": (RELATIONSHIP_TYPE.FOOTNOTES, CONTENT_TYPE.WML_FOOTNOTES),
    "endnotes": (RELATIONSHIP_TYPE.ENDNOTES, CONTENT_TYPE.WML_ENDNOTES),
    "comments": (RELATIONSHIP_TYPE.COMMENTS, CONTENT_TYPE.WML_COMMENTS),
}


def docx(
    body: str,
    *,
    headers: Sequence[str] = (),
    footers: Sequence[str] = (),
    properties: Mapping[str, str] | None = None,
    pictures: Sequence[bytes] = (),
    **notes: str,
) -> bytes:
    """Make a template: raw XML of the body, one section per header or footer, core properties, and notes
    (``footnotes``, ``endnotes``, ``comments``).
    """
    document = Document(io.BytesIO(SLIM))
    element = document.element.body
    last = element.sectPr
    for child in list(element):
        if child is not last:
            element.remove(child)
    for child in parse_xml(f"<w:body {DECLARED}>{body}</w:body>"):
        last.addprevious(child)
    for number in range(max(len(headers), len(footers))):
        section = document.sections[0] if number == 0 else document.add_section()
        if number < len(headers):
            _fill(section.header, headers[number])
        if number < len(footers):
            _fill(section.footer, footers[number])
    for kind, text in notes.items():
        _add_notes(document, kind, text)
    for name, value in (properties or {}).items():
        setattr(document.core_properties, name, value)
    for content in pictures:
        document.add_picture(io.BytesIO(content))
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of an open document."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _fill(margin: Any, xml: str) -> None:
    margin.is_linked_to_previous = False
    element = margin._element
    for child in list(element):
        element.remove(child)
    for child in parse_xml(f"<w:hdr {DECLARED}>{xml}</w:hdr>"):
        element.append(child)


def _add_notes(document: Any, kind: str, text: str) -> None:
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        f'<w:{kind} {DECLARED}>\n  <w:{kind[:-1]} w:id="2">{text}</w:{kind[:-1]}>\n</w:{kind}>\n'
    )
    relation, content_type = NOTES[kind]
    part = Part(PackURI(f"/word/{kind}.xml"), content_type, xml.encode(), document.part.package)
    document.part.relate_to(part, relation)


def put(folder: Path, content: bytes, name: str = "sjabloon.docx") -> Path:
    """Write a template to a folder."""
    path = folder / name
    path.write_bytes(content)
    return path


def parts(content: bytes) -> dict[str, bytes]:
    """All parts of a document, each once, each sound."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len(names) == len(set(names))
        return {name: package.read(name) for name in names}


def repack(content: Mapping[str, bytes]) -> bytes:
    """Make a package of parts again."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, part in content.items():
            package.writestr(name, part)
    return target.getvalue()


def canonical(xml: bytes) -> bytes:
    """Canonical XML, in which only the meaning counts."""
    return etree.tostring(etree.fromstring(xml), method="c14n")


def assert_same(ours: bytes, theirs: bytes) -> None:
    """Compare two documents: the same parts, of the same canonical XML or the same bytes."""
    one, other = parts(ours), parts(theirs)
    assert one.keys() == other.keys()
    for name, content in one.items():
        if name.endswith((".xml", ".rels")):
            assert canonical(content) == canonical(other[name]), name
        else:
            assert content == other[name], name


def body_of(content: bytes) -> etree._Element:
    """The parsed main part of a document."""
    return etree.fromstring(parts(content)["word/document.xml"])


def words(xml: bytes) -> str:
    """All text of a part, with breaks and tabs as the characters they come from."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        (node.text or "") if node.tag == f"{W}t" else signs.get(str(node.tag), "")
        for node in etree.fromstring(xml).iter()
    )


def png(shade: int = 0) -> bytes:
    """A picture of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes((0, shade)))) + chunk(b"IEND", b"")
    )


SLIM = _slim()
