"""Look at a zip package from outside: is it an Office document, and is nothing about it odd?

Nothing is unpacked but the list of content types. Limits and refusals: ECMA-376 part 2 (Open Packaging
Conventions) knows no directories up, no double names and no encryption.
"""

import re
import stat
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from generator.intake.faults import fault, too_large

_MAX_PARTS = 2000
_MAX_UNPACKED = 200 * 1024 * 1024
_MAX_TYPES = 1024 * 1024
_ENCRYPTED = 0x1
_END = b"PK\x05\x06"
_END_REACH = 65_557  # the end record and the longest comment behind it
_TYPES = "[Content_Types].xml"
_ODD_NAME = re.compile(r'(^|/)\.\.(/|$)|^/|[\\:*?"<>|\x00-\x1f\x7f]')
_KINDS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": "xlsx",
}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the zip and XML readers raise for bytes that are no good package."""


def office_kind(content: bytes) -> str:
    """Tell ``docx`` or ``xlsx`` (templates too) by the content type of the main part. Raises FormFault for others."""
    if _END not in content[-_END_REACH:]:
        raise fault("BESTAND-ONVOLLEDIG")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            _check(entries)
            if _TYPES not in package.namelist():
                raise fault("BESTAND-SOORT")
            types = _content_types(package)
    except _BROKEN:
        raise fault("BESTAND-BESCHADIGD") from None
    return _main_kind(types, [entry.filename for entry in entries])


def _check(entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename.casefold() for entry in entries}
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise fault("BESTAND-WACHTWOORD")
    if len(entries) > _MAX_PARTS or len(names) < len(entries) or any(map(_odd, entries)):
        raise fault("BESTAND-BESCHADIGD")
    if sum(entry.file_size for entry in entries) > _MAX_UNPACKED:
        raise too_large(_MAX_UNPACKED)


def _odd(entry: zipfile.ZipInfo) -> bool:
    """Names that lead outside, links, packing that Office does not know; ``orig_filename`` is not yet cleaned."""
    mode = stat.S_IFMT(entry.external_attr >> 16)
    return (
        bool(_ODD_NAME.search(entry.orig_filename))
        or mode not in {0, stat.S_IFREG, stat.S_IFDIR}
        or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    )


def _content_types(package: zipfile.ZipFile) -> set[str]:
    """All content types in lower case: both the defaults and the exceptions may name the main part."""
    with package.open(_TYPES) as part:
        xml = part.read(_MAX_TYPES + 1)
    if len(xml) > _MAX_TYPES or b"<!DOCTYPE" in xml:
        raise fault("BESTAND-BESCHADIGD")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(xml, parser)
    return {element.get("ContentType", "").casefold() for element in root.iter("{*}Default", "{*}Override")}


def _main_kind(types: set[str], names: list[str]) -> str:
    macros = any("macroenabled" in kind or "vbaproject" in kind for kind in types)
    if macros or any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise fault("BESTAND-MACRO")
    kinds = {kind for content_type, kind in _KINDS.items() if content_type.casefold() in types}
    if len(kinds) != 1:
        raise fault("BESTAND-SOORT")
    return kinds.pop()
