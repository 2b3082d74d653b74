"""A Word document on its way to an engine: nothing from outside, no names in its properties.

Sources: ECMA-376 part 2 (package, relationships, core properties), part 1 (content types).
"""

import io
import re
import zipfile
from zlib import error as ZlibError  # noqa: N812 - a class, named like one

from lxml import etree

from generator import opc
from generator.errors import TemplateFault

Parts = dict[str, bytes]
"""The parts of a package by name, in their order."""

LANGUAGE = "nl-BE"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OPEN_DOCUMENT = frozenset({"mimetype", "meta-inf", "content.xml"})
_CORE = "docProps/core.xml"
_EMPTY = {
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
_CORE_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:language>{language}</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_NO_MOMENT = "2000-01-01T00:00:00Z"


def read(docx: bytes) -> Parts:
    """Open a Word document. Raises TemplateFault ``SJABLOON-BESCHADIGD`` when it is no sound package."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError):
        parts = {}
    if "word/document.xml" not in parts:
        raise damaged()
    return parts


def write(parts: Parts) -> bytes:
    """Pack the parts again, unpressed: the bytes go no further than the engine."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def parse(part: bytes) -> etree._Element:
    """Read one XML part, without entities and without network."""
    try:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        pass
    raise damaged()


def damaged() -> TemplateFault:
    """The fault of a Word document that cannot be read."""
    return TemplateFault("SJABLOON-BESCHADIGD", "Het Word-document is beschadigd. Kijk het sjabloon na.")


def refuse_outside(parts: Parts) -> None:
    """Raise TemplateFault ``SJABLOON-VERWIJZING`` when a part refers to anything outside the document.

    Only hyperlinks may point outside.
    """
    relations = (content for name, content in parts.items() if name.lower().endswith(".rels"))
    if any(opc.reaches_outside(each) for part in relations for each in parse(part).iter("{*}*")):
        raise TemplateFault(
            "SJABLOON-VERWIJZING",
            "Het sjabloon verwijst naar een bestand of een adres buiten het document "
            "(een gekoppeld beeld of object). Voeg het in het sjabloon zelf in.",
        )


def refuse_other_kinds(parts: Parts) -> None:
    """Raise TemplateFault ``SJABLOON-SOORT`` for what could pass for another kind of document, or holds macros.

    LibreOffice decides by the content how it reads; an OpenDocument has a ``mimetype`` and a manifest.
    """
    disguised = any(name.partition("/")[0].lower() in _OPEN_DOCUMENT for name in parts)
    if disguised or _WORD not in parts.get("[Content_Types].xml", b""):
        raise TemplateFault(
            "SJABLOON-SOORT",
            "Dit is geen gewoon Word-document. Bewaar het in Word als .docx, zonder macro's.",
        )


def settle_properties(parts: Parts) -> None:
    """Leave of the document's properties only the title and its moment, in Dutch.

    Author, company, subject, keywords and the template's name would all end up in the PDF. The moment is that
    of ``created``, or a fixed one: an engine would otherwise write the clock, and no two PDFs were the same.
    Raises TemplateFault ``SJABLOON-ZONDER-TITEL``: PDF/UA asks for a title.
    """
    core = parse(parts[_CORE]) if _CORE in parts else None
    title = _text(core, "{http://purl.org/dc/elements/1.1/}title")
    moment = _text(core, "{http://purl.org/dc/terms/}created")
    if not title:
        raise TemplateFault(
            "SJABLOON-ZONDER-TITEL",
            "Het Word-document heeft geen titel (Bestand, Info, Titel). Zonder titel is de PDF niet toegankelijk.",
        )
    # No entities: office2pdf keeps of a title only what follows the last one.
    plain = title.replace("&", "en").replace("<", "‹").replace(">", "›")
    parts[_CORE] = _CORE_XML.format(
        title=plain, language=LANGUAGE, moment=moment if _MOMENT.fullmatch(moment) else _NO_MOMENT
    ).encode()
    parts.update({name: content for name, content in _EMPTY.items() if name in parts})


def _text(core: etree._Element | None, tag: str) -> str:
    return "" if core is None else " ".join((core.findtext(tag) or "").split())
