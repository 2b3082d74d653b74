"""Small Word documents made by hand: raw XML, packed without a Word library."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

import pytest

from generator.errors import FormFault
from generator.formats.word.read import read
from generator.model import Answers

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "r": f"{OFFICE}/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
SPACES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
_ROOTS = {
    "header": "hdr",
    "footer": "ftr",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(words: str, look: str = "") -> str:
    """A run of text."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def p(*content: str) -> str:
    """A paragraph."""
    return f"<w:p>{''.join(content)}</w:p>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    """A row of cells."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(*content: str) -> str:
    """A cell of paragraphs."""
    return f"<w:tc>{''.join(content)}</w:tc>"


def control(content: str, tag: str = "", kind: str = "<w:text/>", *, alias: str = "", more: str = "") -> str:
    """A content control; what it is in follows from what is put in it."""
    names = f"<w:alias w:val={quoteattr(alias)}/>" if alias else ""
    names += f"<w:tag w:val={quoteattr(tag)}/>" if tag else ""
    return f"<w:sdt><w:sdtPr>{names}{more}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def section(name: str, *items: str) -> str:
    """A repeating section with these items."""
    inside = "".join(control(item, kind="<w15:repeatingSectionItem/>") for item in items)
    return control(inside, name, "<w15:repeatingSection/>")


def legacy(name: str, data: str, shown: str | None = "", code: str = "FORMTEXT") -> str:
    """The runs of a form field of before content controls; without a separator when nothing is shown."""
    kind = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val={quoteattr(name)}/><w:enabled/>{data}</w:ffData></w:fldChar>'
    result = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}' if shown is not None else ""
    return (
        f'<w:r>{kind}</w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(content: str) -> str:
    """A run with a text box, told twice: as Word draws it now, and for older programs."""
    drawn = f"<w:drawing><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></w:drawing>"
    old = f"<w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def docx(
    body: str,
    *,
    beside: Mapping[str, str] | None = None,
    more: Mapping[str, tuple[str, bytes]] | None = None,
    template: bool = False,
) -> bytes:
    """A document with this body.

    ``beside`` are its headers, footers, notes and comments by kind, ``more`` other parts with the kind of the link to
    each: of the body, or of the package for a part in ``docProps``.
    """
    stories = {
        f"word/{kind}.xml": (kind, _root(_ROOTS[kind], inside)) for kind, inside in (beside or {}).items()
    }
    others = {**stories, **(more or {})}
    main = f"{_WORD}.{'template' if template else 'document'}.main+xml"
    types = {"word/document.xml": main} | {
        name: f"{_WORD}.{kind}+xml" for name, (kind, _xml) in stories.items()
    }
    of_package = {"word/document.xml": "officeDocument"} | {
        name: kind for name, (kind, _content) in others.items() if name.startswith("docProps/")
    }
    of_body = {f"/{name}": kind for name, (kind, _content) in others.items() if name not in of_package}
    return packed(
        {
            "[Content_Types].xml": _types(types),
            "_rels/.rels": links(of_package),
            "word/document.xml": _root("document", f"<w:body>{body}<w:sectPr/></w:body>"),
            "word/_rels/document.xml.rels": links({key: kind for key, kind in of_body.items() if kind}),
            **{name: content for name, (_kind, content) in others.items()},
        }
    )


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def links(targets: Mapping[str, str]) -> bytes:
    """A part with links: the kind of each by its target; a kind with a slash is a whole type."""
    whole = {
        target: kind if "/" in kind else f"{OFFICE}/relationships/{kind}" for target, kind in targets.items()
    }
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(whole.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'.encode()


def reading(body: str, **parts: Mapping[str, str] | Mapping[str, tuple[str, bytes]]) -> Answers:
    """What is read of a document with this body."""
    return read(docx(body, **parts))  # type: ignore[arg-type]


def said(body: str, **parts: Mapping[str, str] | Mapping[str, tuple[str, bytes]]) -> dict[str, object]:
    """The answers in a document with this body, in which nothing is unclear."""
    found = reading(body, **parts)
    assert found.faults == ()
    return dict(found.values)


def refused(content: bytes) -> FormFault:
    """The fault with which a file is refused."""
    with pytest.raises(FormFault) as fault:
        read(content)
    return fault.value


def _root(tag: str, inside: str) -> bytes:
    return f'<w:{tag} {SPACES} mc:Ignorable="w14 w15">{inside}</w:{tag}>'.encode()


def _types(overrides: Mapping[str, str]) -> bytes:
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    ).encode()
