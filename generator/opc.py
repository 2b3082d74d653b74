"""Office files from outside: a zip of XML parts, opened within limits, and packed again.

Sources: ECMA-376 part 2 (packages), ISO/IEC 29500-1 (strict namespaces). Whoever opens a file that somebody
dropped starts here: what a zip file says of its own sizes is not believed.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

MAX_PARTS = 2_000
MAX_PART = 50_000_000
MAX_TOTAL = 200_000_000
_LARGE = 1_000_000
_MAX_RATIO = 200
_CHUNK = 1 << 16
_EPOCH = (1980, 1, 1, 0, 0, 0)
_XML = (".xml", ".rels", ".vml")
_DOCTYPE = re.compile("<!doctype", re.IGNORECASE)
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (b"drawingml/spreadsheetDrawing", b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"),
    (b"officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"officeDocument/customXml", b"http://schemas.openxmlformats.org/officeDocument/2006/customXml"),
    (
        b"officeDocument/customProperties",
        b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    ),
    (
        b"officeDocument/extendedProperties",
        b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    ),
    (
        b"officeDocument/docPropsVTypes",
        b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    ),
)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for bytes that are no good zip."""


class Damaged(Exception):
    """No sound Office file."""


class TooLarge(Exception):
    """An Office file that unpacks to more than any form holds."""


def unpack(content: bytes) -> dict[str, bytes]:
    """Unpack all parts, in their order; strict namespaces become the transitional ones.

    Raises Damaged, or TooLarge when the parts together or one of them pass the limits (real bytes are counted).
    """
    parts: dict[str, bytes] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if len(entries) > MAX_PARTS or len({entry.filename.casefold() for entry in entries}) < len(
                entries
            ):
                raise Damaged
            for entry in entries:
                if not entry.is_dir():
                    parts[entry.filename] = _unpacked(package, entry, MAX_TOTAL - total)
                    total += len(parts[entry.filename])
    except _BROKEN:
        raise Damaged from None
    return {
        name: _transitional(part) if name.lower().endswith(_XML) else part for name, part in parts.items()
    }


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts in the order given; the same parts give the same bytes on any day."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            package.writestr(entry, content)
    return target.getvalue()


def parse(part: bytes) -> etree._Element:
    """Read one XML part: no document type, no entities, no network. Raises Damaged."""
    if _DOCTYPE.search(part.decode(_encoding(part), "replace")):
        raise Damaged
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Damaged from None


def written(root: etree._Element) -> bytes:
    """Write one XML part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """Unpack one part by counting what really comes out."""
    limit = min(MAX_PART, room)
    pieces: list[bytes] = []
    size = 0
    with package.open(entry) as packed:
        while piece := packed.read(_CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > limit or (size > _LARGE and size > _MAX_RATIO * max(1, entry.compress_size)):
                raise TooLarge
    return b"".join(pieces)


def _encoding(part: bytes) -> str:
    """The encoding in which a document type would be read: by byte order mark or by the zeros between letters."""
    if part.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = part[:4]
    if head[:2] == b"<\0":
        return "utf-16-le"
    if head[:2] == b"\0<":
        return "utf-16-be"
    return "latin-1"


def _transitional(part: bytes) -> bytes:
    if _STRICT not in part:
        return part
    for strict, usual in _TRANSITIONAL:
        part = part.replace(_STRICT + strict, usual)
    return part
