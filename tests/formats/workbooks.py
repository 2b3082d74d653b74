"""Small workbooks made by hand: raw XML, packed without a spreadsheet library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

import pytest

from generator import opc
from generator.errors import FormFault
from generator.formats.excel.read import read
from generator.model import Answers

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
UNLOCKED = -1
"""Put among the formats of a workbook: the style of that number can be filled in."""
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True)
class Page:
    """One sheet: its cells by reference (the XML inside ``<c>``, see below), and what stands before and after them."""

    cells: Mapping[str, str] = field(default_factory=dict)
    title: str = "Blad1"
    state: str = "visible"
    before: str = ""
    after: str = ""
    rows: Mapping[int, str] = field(default_factory=dict)
    """Attributes of a row by its number."""
    links: Sequence[tuple[str, str]] = ()
    """Kind and part of what ``r:id="rId1"``, ``rId2`` … lead to."""


def text(words: str, style: int = 0) -> str:
    """An inline text, as it stands in the XML once escaped."""
    return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is>'


def shared(number: int) -> str:
    """A shared text by its number."""
    return f' t="s"><v>{number}</v>'


def number(value: object, style: int = 0) -> str:
    """A number."""
    return f' s="{style}"><v>{value}</v>'


def raw(kind: str, inside: str, style: int = 0) -> str:
    """A cell of some type (``t``) with this XML inside."""
    return f' s="{style}" t="{kind}">{inside}'


def workbook(
    *pages: Page,
    names: Mapping[str, str] | Sequence[tuple[str, str, str]] = (),
    strings: Sequence[str] = (),
    formats: Sequence[str | int] = (),
    settings: str = "",
    parts: Mapping[str, str] | None = None,
) -> bytes:
    """A workbook of these sheets.

    ``names`` are defined names with what they refer to (and, as a third item, further attributes), ``strings`` the
    XML inside each shared text, ``formats`` the number formats of the styles from 1 on, ``settings`` attributes of
    ``workbookPr``, ``parts`` further parts.
    """
    listed = [(name, refers, "") for name, refers in names.items()] if isinstance(names, Mapping) else names
    sheets = pages or (Page(),)
    made = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _links([("officeDocument", "/xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(sheets, listed, settings),
        "xl/_rels/workbook.xml.rels": _links(
            [
                *(("worksheet", f"worksheets/sheet{place}.xml") for place, _ in enumerate(sheets, 1)),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/styles.xml": _styles(formats),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(f"<si>{one}</si>" for one in strings)}</sst>',
    }
    for place, page in enumerate(sheets, 1):
        made[f"xl/worksheets/sheet{place}.xml"] = _sheet(page)
        if page.links:
            made[f"xl/worksheets/_rels/sheet{place}.xml.rels"] = _links(page.links)
    return opc.pack({name: part.encode() for name, part in {**made, **(parts or {})}.items()})


def one_cell(
    cell: str,
    formats: Sequence[str | int] = (),
    *,
    strings: Sequence[str] = (),
    settings: str = "",
    page: Page | None = None,
) -> Answers:
    """Read a workbook with the one field ``veld`` at B2, which holds this cell."""
    page = page or Page({"B2": cell})
    return read(
        workbook(page, names={"veld": "Blad1!$B$2"}, formats=formats, strings=strings, settings=settings)
    )


def lists_page(rows: Sequence[tuple[str, str, str]], form: str = "proef") -> tuple[Page, dict[str, str]]:
    """The hidden sheet of our own workbooks, and the names that lead to it."""
    cells = {"E1": text(form), "E2": text("1.0")}
    for place, row in enumerate(rows, 1):
        cells |= {f"{column}{place}": text(words) for column, words in zip("ABC", row, strict=True)}
    names = {
        "documenttype": "Verborgen!$E$1",
        "schema_versie": "Verborgen!$E$2",
        "_lijsten": f"Verborgen!$A$1:$C${max(1, len(rows))}",
    }
    return Page(cells, "Verborgen", "hidden"), names


def fault_of(content: bytes) -> FormFault:
    """The fault that reading these bytes ends in."""
    with pytest.raises(FormFault) as refused:
        read(content)
    return refused.value


def replaced(content: bytes, part: str, old: str, new: str) -> bytes:
    """The same workbook with some XML of one part replaced."""
    parts = opc.unpack(content)
    assert old.encode() in parts[part]
    return opc.pack({**parts, part: parts[part].replace(old.encode(), new.encode())})


def _workbook(pages: Sequence[Page], names: Sequence[tuple[str, str, str]], settings: str) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(page.title)} sheetId="{place}" state="{page.state}" r:id="rId{place}"/>'
        for place, page in enumerate(pages, 1)
    )
    defined = "".join(
        f"<definedName name={quoteattr(name)} {more}>{escape(refers)}</definedName>"
        for name, refers, more in names
    )
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><workbookPr {settings}/>'
        f"<sheets>{sheets}</sheets><definedNames>{defined}</definedNames></workbook>"
    )


def _sheet(page: Page) -> str:
    rows: dict[int, list[str]] = {place: [] for place in page.rows}
    for reference, cell in sorted(page.cells.items(), key=lambda item: (len(item[0]), item[0])):
        rows.setdefault(int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), []).append(
            f'<c r="{reference}"{cell}</c>'
        )
    lines = "".join(
        f'<row r="{place}" {page.rows.get(place, "")}>{"".join(cells)}</row>'
        for place, cells in sorted(rows.items())
    )
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}">{page.before}<sheetData>{lines}</sheetData>'
        f"{page.after}</worksheet>"
    )


def _styles(formats: Sequence[str | int]) -> str:
    own = [(place, code) for place, code in enumerate(formats, 164) if isinstance(code, str)]
    numbers = "".join(f'<numFmt numFmtId="{place}" formatCode={quoteattr(code)}/>' for place, code in own)
    styles = "".join(
        '<xf numFmtId="0" applyProtection="1"><protection locked="0"/></xf>'
        if code == UNLOCKED
        else f'<xf numFmtId="{code if isinstance(code, int) else place}"/>'
        for place, code in enumerate(formats, 164)
    )
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{numbers}</numFmts><cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'


def _links(links: Sequence[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{place}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def _content_types() -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="{_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPES}.sharedStrings+xml"/></Types>'
    )
