"""Where a paragraph stands, in words that somebody with the document open in Word can follow."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TBL, _TR, _TC = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_WORDS = (f"{_W}t", f"{_W}instrText", f"{_W}delText")
_HEADING = re.compile(r"(heading|kop) [1-9]", re.IGNORECASE)
_BODY_TEXT = "9"
"""The outline level of what is no heading (ECMA-376 part 1, §17.3.1.20)."""
_SHOWN = 70
_TITLE = 60


@dataclass(frozen=True, slots=True)
class Place:
    """One paragraph: where it is and what it says."""

    where: str
    text: str

    def near(self, words: str = "") -> str:
        """The paragraph's own words, of a long one those around ``words``."""
        if len(self.text) <= _SHOWN:
            return self.text
        found = max(self.text.find(words), 0) if words else 0
        start = max(min(found - _SHOWN // 4, len(self.text) - _SHOWN), 0)
        end = start + _SHOWN
        return f"{'…' if start else ''}{self.text[start:end].strip()}{'…' if end < len(self.text) else ''}"


def heading_styles(document: Document) -> frozenset[str]:
    """The ids of the styles that make a heading, by name or outline level, also those based on one."""
    known: dict[str, str | None] = {}
    heads = set()
    for style in document.styles.element.iter(f"{_W}style"):
        name, level, base = (
            style.find(step) for step in (f"{_W}name", f"{_W}pPr/{_W}outlineLvl", f"{_W}basedOn")
        )
        own = style.get(f"{_W}styleId", "")
        known[own] = None if base is None else base.get(f"{_W}val")
        if level is not None:
            if level.get(f"{_W}val") != _BODY_TEXT:
                heads.add(own)
        elif name is not None and _HEADING.fullmatch(name.get(f"{_W}val", "")):
            heads.add(own)
    return frozenset(style for style in known if _derives(style, known, heads))


def _derives(style: str | None, known: dict[str, str | None], heads: set[str]) -> bool:
    seen = set()
    while style is not None and style not in seen:
        if style in heads:
            return True
        seen.add(style)
        style = known.get(style)
    return False


def places(root: etree._Element, name: str, headings: frozenset[str]) -> list[Place]:
    """The place of every paragraph under ``root``, in order; ``name`` is that of the part, empty for the body."""
    return list(_places(root, name, headings))


def _places(root: etree._Element, name: str, headings: frozenset[str]) -> Iterator[Place]:
    under = name or "boven de eerste kop"
    count = 0
    tables: dict[etree._Element, str] = {}
    for paragraph in root.iter(_P):
        text = " ".join(_own_text(paragraph).split())
        cell = _cell(paragraph, root)
        if cell is not None:
            yield Place(f"{under}, {_in_table(*cell, tables)}", text)
            continue
        if _is_heading(paragraph, headings):
            under, count = f"{name}{name and ', '}onder «{Place('', text).near()}»", 0
            yield Place(f"{name or 'hoofdtekst'}, kop", text)
            continue
        count += bool(text)
        yield Place(f"{under}, alinea {max(count, 1)}", text)


def _own_text(paragraph: etree._Element) -> str:
    """The text of a paragraph, without that of a text box in it; a tab or a line break is a blank."""
    return "".join(
        (node.text or "") if node.tag in _WORDS else " "
        for node in paragraph.iter(*_WORDS, f"{_W}tab", f"{_W}br")
        if next(node.iterancestors(_P), None) is paragraph
    )


def _is_heading(paragraph: etree._Element, headings: frozenset[str]) -> bool:
    style, level = (paragraph.find(f"{_W}pPr/{_W}{step}") for step in ("pStyle", "outlineLvl"))
    if level is not None:
        return level.get(f"{_W}val") != _BODY_TEXT
    return style is not None and style.get(f"{_W}val") in headings


def _cell(paragraph: etree._Element, root: etree._Element) -> tuple[etree._Element, etree._Element] | None:
    """The outermost table that a paragraph stands in, with its cell there."""
    found: tuple[etree._Element, etree._Element] | None = None
    cell: etree._Element | None = None
    for ancestor in paragraph.iterancestors():
        if ancestor is root:
            break
        if ancestor.tag == _TC:
            cell = ancestor
        elif ancestor.tag == _TBL and cell is not None:
            found = ancestor, cell
    return found


def _in_table(table: etree._Element, cell: etree._Element, tables: dict[etree._Element, str]) -> str:
    rows = _inside(table, _TR, table)
    if table not in tables:
        tables[table] = f"tabel {len(tables) + 1}{_title(rows)}"
    row = next(ancestor for ancestor in cell.iterancestors(_TR))
    column = 1
    for other in _inside(row, _TC, table):
        if other is cell:
            break
        span = other.find(f"{_W}tcPr/{_W}gridSpan")
        column += (
            int(span.get(f"{_W}val", "1")) if span is not None and span.get(f"{_W}val", "").isdecimal() else 1
        )
    return f"{tables[table]}, rij {rows.index(row) + 1}, kolom {column}"


def _inside(element: etree._Element, tag: str, table: etree._Element) -> list[etree._Element]:
    """The rows or cells of a table itself, not those of a table in it."""
    return [found for found in element.iter(tag) if next(found.iterancestors(_TBL)) is table]


def _title(rows: list[etree._Element]) -> str:
    """What stands in a first row of one cell: the name of the table, to a reader."""
    cells = list(rows[0].iter(_TC)) if rows else []
    words = (
        " ".join(_own_text(paragraph) for cell in cells for paragraph in cell.iter(_P))
        if len(cells) == 1
        else ""
    )
    words = " ".join(words.split())
    return f" «{words}»" if words and len(words) <= _TITLE and "{" not in words else ""


def numbered(names: list[str]) -> list[str]:
    """Put a number behind names that occur more than once: ``koptekst 2``."""
    many, seen = Counter(names), Counter[str]()
    told = []
    for name in names:
        seen[name] += 1
        told.append(f"{name} {seen[name]}" if name and many[name] > 1 else name)
    return told
