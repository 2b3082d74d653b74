"""The parts of a workbook that say where its cells are and how they are written.

Only these parts are parsed, by lxml within the limits of :mod:`generator.opc`. openpyxl would build every cell of
every sheet, twice where formulas count: a form of 1,100 fields takes it 25 times as long, a sheet of a million
rows for ever. Source: ECMA-376 part 1 §18.2 (workbook), §18.4 (shared strings), §18.8 (styles); part 2 §9
(relationships).
"""

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, FORMAT_GENERAL
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.utils.escape import unescape

from generator import opc

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another: what for (the last word of its type), and the part's name."""

    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name: what it refers to, and the position of the sheet that alone knows it."""

    name: str
    refers: str
    scope: int | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as the workbook lists it. ``part`` is empty for what holds no cells (a chart sheet)."""

    title: str
    visible: bool
    part: str


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's style says of reading: its number format, whether protection locks it, whether a line goes through it."""

    format: str = FORMAT_GENERAL
    locked: bool = True
    struck: bool = False


class Package:
    """A workbook's parts, opened. Raises Damaged where a part that is asked for is missing or broken."""

    def __init__(self, content: bytes) -> None:
        """Unpack. Raises Damaged or TooLarge."""
        self.parts = opc.unpack(content)
        self._folded = {name.casefold(): name for name in self.parts}
        main = [link.part for link in self.relations("").values() if link.kind == "officeDocument"]
        if not main:
            raise opc.Damaged
        self.main = main[0]
        self._links = self.relations(self.main)
        self._workbook = opc.parse(self.part(self.main))
        if self._workbook.tag != f"{MAIN}workbook":
            raise opc.Damaged

    def part(self, name: str) -> bytes:
        """The content of a part; names are the same in upper and lower case."""
        return self.parts[self._folded[name.casefold()]]

    def relations(self, part: str) -> dict[str, Relation]:
        """The links of a part to others inside the package, by their ids; of the package itself for ``""``."""
        place = opc.relations_part(part).casefold()
        if place not in self._folded:
            return {}
        return {
            link.get("Id", ""): Relation(link.get("Type", "").rpartition("/")[2], opc.target_of(link, part))
            for link in opc.parse(self.part(place)).iter(_RELATION)
            if link.get("TargetMode") != "External"
        }

    @cached_property
    def sheets(self) -> tuple[Listed, ...]:
        """The sheets in their order."""
        return tuple(
            Listed(
                sheet.get("name", ""),
                sheet.get("state", "visible") == "visible",
                link.part if (link := self._links[sheet.get(LINK, "")]).kind == "worksheet" else "",
            )
            for sheet in self._workbook.iterfind(f"{MAIN}sheets/{MAIN}sheet")
        )

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The defined names, without those that Excel makes for itself (print areas, filters)."""
        return tuple(
            Name(
                name.get("name", ""),
                name.text or "",
                int(scope) if (scope := name.get("localSheetId")) else None,
                is_true(name.get("hidden")),
            )
            for name in self._workbook.iterfind(f"{MAIN}definedNames/{MAIN}definedName")
            if not name.get("name", "").casefold().startswith("_xlnm.")
        )

    @cached_property
    def epoch(self) -> datetime:
        """The day from which dates are counted (§18.17.4.1)."""
        settings = self._workbook.find(f"{MAIN}workbookPr")
        is_1904 = settings is not None and is_true(settings.get("date1904"))
        return MAC_EPOCH if is_1904 else WINDOWS_EPOCH

    @cached_property
    def styles(self) -> tuple[Style, ...]:
        """The cell styles by their number."""
        content = self._linked("styles")
        if content is None:
            return ()
        root = opc.parse(content)
        formats: dict[int, str] = dict(BUILTIN_FORMATS)
        for own in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt"):
            formats[int(own.get("numFmtId", ""))] = own.get("formatCode", "")
        struck = {
            str(number)
            for number, font in enumerate(root.iterfind(f"{MAIN}fonts/{MAIN}font"))
            if _struck(font)
        }
        return tuple(
            Style(
                formats.get(int(style.get("numFmtId", "0")), FORMAT_GENERAL),
                _locked(style),
                style.get("fontId") in struck,
            )
            for style in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")
        )

    def strings(self, wanted: Collection[int]) -> dict[int, str]:
        """These of the texts that cells share, by number."""
        if not wanted:
            return {}
        content = self._linked("sharedStrings")
        if content is None or min(wanted) < 0:
            raise opc.Damaged
        found: dict[int, str] = {}
        last = max(wanted)
        for number, item in enumerate(elements(content, "si")):
            if number in wanted:
                found[number] = text_of(item)
            if number == last:
                return found
        raise opc.Damaged

    def _linked(self, kind: str) -> bytes | None:
        """The part that the workbook links to for one purpose."""
        return next((self.part(link.part) for link in self._links.values() if link.kind == kind), None)


def elements(content: bytes, tag: str) -> Iterator[etree._Element]:
    """Yield the elements of one name in a part, one at a time; each is empty once the next is asked for.

    Raises Damaged for broken XML and for a document type, at the latest with the first element.
    """
    try:
        stream = etree.iterparse(
            io.BytesIO(content),
            tag=MAIN + tag,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for number, (_, element) in enumerate(stream):
            if number == 0 and element.getroottree().docinfo.doctype:
                raise opc.Damaged
            yield element
            above = element.getparent()
            element.clear()
            while above is not None and above[0] is not element:
                del above[0]
    except etree.XMLSyntaxError:
        raise opc.Damaged from None


def text_of(item: etree._Element) -> str:
    """The text of a shared or inline string: its runs joined, without the reading aid (§18.4.6 ``rPh``)."""
    pieces = [
        part.text or "" if part.tag == f"{MAIN}t" else part.findtext(f"{MAIN}t", "")
        for part in item
        if part.tag in {f"{MAIN}t", f"{MAIN}r"}
    ]
    return decoded("".join(pieces))


def decoded(text: str) -> str:
    """Decode ``_xHHHH_`` (§22.9.2.19 ``ST_Xstring``), pairs that make up one character included."""
    if "_x" not in text:
        return text
    return unescape(text).encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def printable(text: str) -> str:
    """Replace what no screen can take (half of a surrogate pair), in words that are shown and not kept."""
    return text.encode("utf-8", "replace").decode("utf-8")


def is_true(word: str | None) -> bool:
    """Read an XML boolean; what is missing is false."""
    return word is not None and word.strip() in {"1", "true", "on"}


def _locked(style: etree._Element) -> bool:
    protection = style.find(f"{MAIN}protection")
    return protection is None or is_true(protection.get("locked", "1"))


def _struck(font: etree._Element) -> bool:
    strike = font.find(f"{MAIN}strike")
    return strike is not None and is_true(strike.get("val", "1"))
