"""Small Office packages, good and bad, made by hand."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = f"{_OFFICE}wordprocessingml.document.main+xml"
XLSX = f"{_OFFICE}spreadsheetml.sheet.main+xml"


def types(*content_types: str) -> bytes:
    """The list of content types of a package."""
    parts = "".join(
        f'<Override PartName="/p{n}.xml" ContentType="{kind}"/>' for n, kind in enumerate(content_types)
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<?xml version="1.0"?><Types xmlns="{space}">{parts}</Types>'.encode()


def package(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts, each under exactly the name given."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = ZipInfo("placeholder")
            info.filename = name
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, content)
    return packed.getvalue()


def office(kind: str = DOCX, more: Mapping[str, bytes] | None = None) -> bytes:
    """A package with one main part; more parts by name."""
    return package({"[Content_Types].xml": types(kind), "word/document.xml": b"<w/>", **(more or {})})
