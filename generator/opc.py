"""Office files from outside: a zip of XML parts, opened within limits, and packed again.

Sources: ECMA-376 part 2 (packages: no directories up, no double names, no encryption), ISO/IEC 29500-1 (strict
namespaces), PKWARE APPNOTE 6.3.3 §4.3.7 (local headers). Whoever opens a file that somebody dropped starts here: what a
zip file says of its own sizes is not believed, and it may not say one thing in its directory and another before a part.
"""

import io
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

MAX_PARTS = 2_000
MAX_PART = 50_000_000
MAX_TOTAL = 200_000_000
_LARGE = 1_000_000
_MAX_RATIO = 200
_CHUNK = 1 << 16
_EPOCH = (1980, 1, 1, 0, 0, 0)
_XML = (".xml", ".rels", ".vml")
_TYPES = "[Content_Types].xml"
_HYPERLINK = "/hyperlink"
_MAX_TYPES = 1024 * 1024
_DOCTYPE = re.compile(rb"<![Dd][Oo][Cc][Tt][Yy][Pp][Ee]")
_ODD_NAME = re.compile(r'(^|/)\.\.(/|$)|^/|[\\:*?"<>|\x00-\x1f\x7f]')
_LOCAL = struct.Struct("<4s5H3I2H")
_LOCAL_SIGN = b"PK\x03\x04"
_ENCRYPTED = 0x1
_UTF8 = 0x800
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


class Locked(Damaged):
    """An Office file whose parts are packed with a password."""


class TooLarge(Exception):
    """An Office file that unpacks to more than any form holds."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a package says it holds."""

    names: tuple[str, ...]
    types: frozenset[str] | None
    """All content types in lower case, of the defaults and of the exceptions; None without a list of them."""


def contents(content: bytes) -> Contents:
    """Look at a package from outside; nothing is unpacked but its list of content types.

    Raises Damaged, Locked, or TooLarge by what it says of its own sizes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = _entries(package, content)
            names = tuple(entry.filename for entry in entries)
            listed = _unpacked(package, package.getinfo(_TYPES), _MAX_TYPES) if _TYPES in names else None
    except _BROKEN:
        raise Damaged from None
    if listed is None:
        return Contents(names, None)
    told = parse(listed).iter("{*}Default", "{*}Override")
    return Contents(names, frozenset(each.get("ContentType", "").casefold() for each in told))


def unpack(content: bytes) -> dict[str, bytes]:
    """Unpack all parts, in their order; strict namespaces become the transitional ones.

    Raises Damaged (for a document type in any part of XML too), Locked, or TooLarge when the parts together or one of
    them pass the limits (real bytes are counted).
    """
    parts: dict[str, bytes] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for entry in _entries(package, content):
                if not entry.is_dir():
                    parts[entry.filename] = _unpacked(package, entry, MAX_TOTAL - total)
                    total += len(parts[entry.filename])
    except _BROKEN:
        raise Damaged from None
    return {name: _plain(part) if name.lower().endswith(_XML) else part for name, part in parts.items()}


def reaches_outside(relationship: etree._Element) -> bool:
    """Tell whether a relationship leads to something outside the document that a program fetches when it opens it.

    A hyperlink does not: it is text until somebody clicks. LibreOffice fetches a linked picture from the network and
    puts a local file of that name in a PDF, also when the relationship does not say that it is external.
    """
    if relationship.get("Type", "").endswith(_HYPERLINK):
        return False
    target = relationship.get("Target", "")
    external = relationship.get("TargetMode", "").strip().lower() == "external"
    return external or ":" in target or "\\" in target


def relations_part(source: str) -> str:
    """The name of the part that holds the links from a part."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_of(link: etree._Element, source: str) -> str:
    """The name of the part to which a link from a part leads, ``""`` for one that leads out of the file."""
    if link.get("TargetMode") == "External":
        return ""
    folder = posixpath.dirname(source)
    return posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")


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
    _refuse_doctype(part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError):
        raise Damaged from None
    if (
        root.getroottree().docinfo.internalDTD is not None
    ):  # in an encoding in which it does not look like one
        raise Damaged
    return root


def written(root: etree._Element) -> bytes:
    """Write one XML part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _entries(package: zipfile.ZipFile, content: bytes) -> Sequence[zipfile.ZipInfo]:
    """List the parts of a package in which nothing is odd. Raises Damaged, Locked or TooLarge."""
    entries = package.infolist()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Locked
    names = {entry.filename.casefold() for entry in entries}
    if len(entries) > MAX_PARTS or len(names) < len(entries) or any(map(_odd, entries)):
        raise Damaged
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise Damaged  # two parts share bytes: a small file that unpacks to a huge one
        end = _end_of(entry, content)
    if end > package.start_dir:
        raise Damaged
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise TooLarge
    return entries


def _odd(entry: zipfile.ZipInfo) -> bool:
    """Names that lead outside, links, packing that Office does not know; ``orig_filename`` is not yet cleaned."""
    mode = stat.S_IFMT(entry.external_attr >> 16)
    return (
        bool(_ODD_NAME.search(entry.orig_filename))
        or mode not in {0, stat.S_IFREG, stat.S_IFDIR}
        or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    )


def _end_of(entry: zipfile.ZipInfo, content: bytes) -> int:
    """Where the bytes of a part end; its own header must call it what the directory calls it."""
    start = entry.header_offset + _LOCAL.size
    if entry.header_offset < 0 or start > len(content):
        raise Damaged
    sign, *_, name_size, extra_size = _LOCAL.unpack_from(content, entry.header_offset)
    name = content[start : start + name_size]
    called = name.decode("utf-8" if entry.flag_bits & _UTF8 else "cp437", "replace")
    if sign != _LOCAL_SIGN or called != entry.orig_filename:
        raise Damaged
    return start + int(name_size) + int(extra_size) + entry.compress_size


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


def _plain(part: bytes) -> bytes:
    """A part of XML without a document type, in the usual namespaces. Raises Damaged."""
    _refuse_doctype(part)
    return _transitional(part)


def _refuse_doctype(part: bytes) -> None:
    """Raise Damaged for a document type; without its zeros UTF-16 and UTF-32 look like ASCII, whatever end comes first."""
    if _DOCTYPE.search(part.replace(b"\0", b"") if b"\0" in part else part):
        raise Damaged


def _transitional(part: bytes) -> bytes:
    if _STRICT not in part:
        return part
    for strict, usual in _TRANSITIONAL:
        part = part.replace(_STRICT + strict, usual)
    return part
