"""The package around a Word form: head and foot, settings, properties, and how the parts hang together.

Sources: ECMA-376-1 §11 (parts), §15.2 (shared parts), §17.15 (settings), ECMA-376-2 (packages).
"""

from collections.abc import Mapping

from lxml import etree

from forms.base import FORM_FIELD, VERSION_FIELD, Form
from generator import opc
from generator.formats.word import map as word_map
from generator.formats.word.xml import Node, R, make, paragraph, part, run

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAP_ID = "{8B0C6C52-6B0E-4B39-9C39-5B0A6C1D4E77}"
_PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The one set of a document's own properties (MS-OLEPS 2.17)."""
_PROPERTIES_OF_MAP = "customXml/itemProps1.xml"
_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/header1.xml": f"{_WORD}.header+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    _PROPERTIES_OF_MAP: "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_OF_PACKAGE = {
    "word/document.xml": f"{_OFFICE}/relationships/officeDocument",
    "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
    "docProps/custom.xml": f"{_OFFICE}/relationships/custom-properties",
}
_OF_DOCUMENT = {
    "header1.xml": "header",
    "footer1.xml": "footer",
    "styles.xml": "styles",
    "numbering.xml": "numbering",
    "settings.xml": "settings",
    f"../{word_map.PART}": "customXml",
}
_HEADER_ID, _FOOTER_ID = "rId1", "rId2"


def package(form: type[Form], main: Mapping[str, bytes]) -> bytes:
    """Pack a form: its own parts (document, styles, numbering, header, footer, map) and what is the same for all."""
    of_document = {name: f"{_OFFICE}/relationships/{kind}" for name, kind in _OF_DOCUMENT.items()}
    of_map = {"itemProps1.xml": f"{_OFFICE}/relationships/customXmlProps"}
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(_OF_PACKAGE),
        "word/document.xml": main["word/document.xml"],
        "word/_rels/document.xml.rels": _relationships(of_document),
        **main,
        "word/settings.xml": _settings(),
        "customXml/_rels/item1.xml.rels": _relationships(of_map),
        _PROPERTIES_OF_MAP: _map_properties(),
        "docProps/core.xml": _core(form),
        "docProps/custom.xml": _custom({FORM_FIELD: form.ID, VERSION_FIELD: form.VERSION}),
    }
    return opc.pack(parts)


def paper() -> Node:
    """The last element of the body: A4 with head and foot (§17.6.17)."""
    margins = {
        "top": "1361",
        "right": "1134",
        "bottom": "1247",
        "left": "1134",
        "header": "567",
        "footer": "510",
    }
    return make(
        "sectPr",
        _reference("headerReference", _HEADER_ID),
        _reference("footerReference", _FOOTER_ID),
        make("pgSz", w="11906", h="16838"),
        make("pgMar", **margins, gutter="0"),
    )


def header(organisation: str, title: str) -> bytes:
    """Write the head of each page: the house left, the form right."""
    return part("hdr", [paragraph("Header", run(organisation, "Huis"), run(f"\t{title}"))])


def footer(identity: Mapping[str, list[Node]]) -> bytes:
    """Write the foot of each page: the controls that say which form this is, and the page."""
    content = [
        run("Formulier "),
        *identity[FORM_FIELD],
        run(" · versie "),
        *identity[VERSION_FIELD],
        run("\tpagina "),
        *_counted("PAGE"),
        run(" van "),
        *_counted("NUMPAGES"),
    ]
    return part("ftr", [paragraph("Footer", *content)])


def _reference(tag: str, identifier: str) -> Node:
    element = make(tag, type="default")
    element.set(f"{{{R}}}id", identifier)
    return element


def _counted(field: str) -> list[Node]:
    """A field that counts (§17.16.4), showing 1 until a program fills it in."""
    instruction = make("instrText")
    instruction.text = f" {field} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    signs = [make("r", make("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")]
    return [signs[0], make("r", instruction), signs[1], run("1"), signs[2]]


def _settings() -> bytes:
    """Word 2013 or newer (mode 15): without it Word opens the form as an old one, which has no repeating sections."""
    mode = make(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15"
    )
    return part(
        "settings",
        [
            make("zoom", percent="100"),
            make("defaultTabStop", val="708"),
            make("compat", mode),
            make("themeFontLang", val="nl-BE"),
            make("decimalSymbol", val=","),
            make("listSeparator", val=";"),
        ],
    )


def _content_types() -> bytes:
    space = f"{_PACKAGE}/content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})  # type: ignore[dict-item]  # the default namespace
    for suffix, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(root, f"{{{space}}}Default", Extension=suffix, ContentType=kind)
    for name, kind in _TYPES.items():
        etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{name}", ContentType=kind)
    return opc.written(root)


def _relationships(targets: Mapping[str, str]) -> bytes:
    space = f"{_PACKAGE}/relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap={None: space})  # type: ignore[dict-item]
    for number, (target, kind) in enumerate(targets.items(), start=1):
        etree.SubElement(root, f"{{{space}}}Relationship", Id=f"rId{number}", Type=kind, Target=target)
    return opc.written(root)


def _core(form: type[Form]) -> bytes:
    """Title and language, and nobody's name."""
    space, terms = f"{_PACKAGE}/metadata/core-properties", "http://purl.org/dc/elements/1.1/"
    root = etree.Element(f"{{{space}}}coreProperties", nsmap={"cp": space, "dc": terms})
    for tag, text in (("title", form.TITLE), ("language", "nl-BE")):
        etree.SubElement(root, f"{{{terms}}}{tag}").text = text
    return opc.written(root)


def _custom(properties: Mapping[str, str]) -> bytes:
    space, kinds = f"{_OFFICE}/custom-properties", f"{_OFFICE}/docPropsVTypes"
    root = etree.Element(f"{{{space}}}Properties", nsmap={"p": space, "vt": kinds})
    for number, (name, text) in enumerate(properties.items(), start=2):
        one = etree.SubElement(root, f"{{{space}}}property", fmtid=_PROPERTY_SET, pid=str(number), name=name)
        etree.SubElement(one, f"{{{kinds}}}lpwstr").text = text
    return opc.written(root)


def _map_properties() -> bytes:
    space = f"{_OFFICE}/customXml"
    root = etree.Element(f"{{{space}}}datastoreItem", {f"{{{space}}}itemID": _MAP_ID}, nsmap={"ds": space})
    etree.SubElement(root, f"{{{space}}}schemaRefs")
    return opc.written(root)
