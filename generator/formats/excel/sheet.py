"""One sheet of a workbook: what stands around its cells, and the cells that are asked for.

Cells are read as a stream that ends after the last wanted row, so that nothing depends on how large a sheet is.
Source: ECMA-376 part 1 §18.3.1 (worksheets); MS-XLSX §2.3.3 (``x14`` data validations).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from openpyxl.utils.cell import column_index_from_string

from generator import opc
from generator.formats.excel.areas import Area, Columns, Place, covering, listed
from generator.formats.excel.package import LINK, MAIN, decoded, elements, is_true, printable, text_of

_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_CELLS = re.compile(rb"<(?P<prefix>(?:[A-Za-z_][\w.-]*:)?)sheetData(?:\s[^<>]*)?(?<!/)>", re.ASCII)
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell as the file has it: ``kind`` is its ``t``, ``text`` what it holds (None when it holds nothing)."""

    kind: str
    style: int
    text: str | None
    formula: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Validation:
    """What may be filled in: the kind of check, its source (a list's texts or their place), the prompt."""

    kind: str
    source: str
    prompt: str
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """A form control on the sheet: its name, and the id of the link to its properties."""

    name: str
    link: str


class Sheet:
    """One worksheet, opened as far as it is asked for."""

    def __init__(self, number: int, title: str, visible: bool, content: bytes) -> None:
        """Take the sheet's position, title and part."""
        self.number = number
        self.title = title
        self.visible = visible
        self._content = content

    @cached_property
    def merges(self) -> tuple[Area, ...]:
        """The ranges that are merged to one cell."""
        found = self._frame.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell")
        return tuple(area for merge in found for area in listed(merge.get("ref", ""), self.number))

    @cached_property
    def protected(self) -> bool:
        """Whether only unlocked cells can be filled in."""
        protection = self._frame.find(f"{MAIN}sheetProtection")
        return protection is not None and is_true(protection.get("sheet"))

    @cached_property
    def validations(self) -> tuple[Validation, ...]:
        """All data validations: the usual ones, and those that refer to other sheets the way Excel 2010 writes."""
        usual = self._frame.iterfind(f"{MAIN}dataValidations/{MAIN}dataValidation")
        later = self._frame.iter(f"{_X14}dataValidation")
        return (
            *(self._validation(one, one.get("sqref", ""), f"{MAIN}formula1") for one in usual),
            *(
                self._validation(one, one.findtext(f"{_XM}sqref", ""), f"{_X14}formula1/{_XM}f")
                for one in later
            ),
        )

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The ids of the links to its tables."""
        return tuple(part.get(LINK, "") for part in self._frame.iterfind(f"{MAIN}tableParts/{MAIN}tablePart"))

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Its form controls (and ActiveX controls); a program that knows them reads the first of two variants."""
        found = {one.get(LINK, ""): one.get("name", "") for one in self._frame.iter(f"{MAIN}control")}
        return tuple(Control(name, link) for link, name in found.items())

    def covers(self, wanted: Columns) -> dict[tuple[int, int], Area]:
        """For each wanted cell that is merged with others, the merged range."""
        return covering(self.merges, wanted)

    def cells(
        self,
        wanted: Columns,
        beyond: Sequence[Area] = (),
        *,
        blanks: bool = False,
    ) -> tuple[dict[Place, Raw], set[Area]]:
        """Read the wanted cells, and tell which of the areas ``beyond`` hold anything at all.

        Cells that hold nothing are left out, unless ``blanks``. Raises Damaged.
        """
        found: dict[Place, Raw] = {}
        left, used = list(beyond), set[Area]()
        last = max(wanted, default=0)
        for number, row in self._rows():
            if number > last and all(number > area.bottom for area in left):
                break
            hidden = is_true(row.get("hidden")) or not self.visible
            columns = wanted.get(number, ())
            near = [area for area in left if area.top <= number <= area.bottom]
            if not columns and not near:
                continue
            for column, cell in _cells(row, number):
                if column in columns:
                    raw = _raw(cell, hidden or self._hidden(column))
                    if blanks or raw.text is not None or raw.formula:
                        found[Place(self.number, number, column)] = raw
                if near and len(cell):
                    used.update(area for area in near if area.left <= column <= area.right)
            left = [area for area in left if area not in used]
        return found, used

    def unlocked(self, locked: Sequence[bool]) -> Iterator[tuple[Place, bool]]:
        """The cells that the file holds whose style (``locked`` by its number) lets somebody fill them in.

        Tells of each whether it holds anything.
        """
        free = {number for number, lock in enumerate(locked) if not lock}
        if not free:
            return
        for number, row in self._rows():
            for column, cell in _cells(row, number):
                if int(cell.get("s", "0")) in free:
                    yield Place(self.number, number, column), len(cell) > 0

    @cached_property
    def _frame(self) -> etree._Element:
        """The sheet without its cells. Raises Damaged, also for a document type."""
        begin = _CELLS.search(self._content)
        if begin:
            closing = b"</" + begin["prefix"] + b"sheetData"
            end = self._content.rfind(closing)
            if end > begin.end():
                return opc.parse(self._content[: begin.end()] + self._content[end:])
        return opc.parse(self._content)

    @cached_property
    def _hidden_columns(self) -> tuple[tuple[int, int], ...]:
        return tuple(
            (int(one.get("min", "0")), int(one.get("max", "0")))
            for one in self._frame.iterfind(f"{MAIN}cols/{MAIN}col")
            if is_true(one.get("hidden"))
        )

    def _hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self._hidden_columns)

    def _rows(self) -> Iterator[tuple[int, etree._Element]]:
        """The rows that the file holds, in their order; one without a number follows the one before it (§18.3.1.73)."""
        number = 0
        for row in elements(self._content, "row"):
            number, before = int(row.get("r", number + 1)), number
            if number <= before:
                raise opc.Damaged
            yield number, row

    def _validation(self, one: etree._Element, references: str, source: str) -> Validation:
        words = (printable(decoded(one.get(key, ""))).strip() for key in ("promptTitle", "prompt"))
        prompt = " ".join(filter(None, words))
        areas = listed(references, self.number)
        return Validation(one.get("type", "none"), one.findtext(source, "").strip(), prompt, areas)


def _cells(row: etree._Element, number: int) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row by column; one without a reference follows the one before it (§18.3.1.4)."""
    column = 0
    for cell in row.iterchildren(f"{MAIN}c"):
        reference = cell.get("r")
        before = column
        if reference is None:
            column += 1
        else:
            letters = reference.rstrip(_DIGITS)
            if reference[len(letters) :] != str(number):
                raise opc.Damaged
            column = column_index_from_string(letters)
        if column <= before:
            raise opc.Damaged
        yield column, cell


def _raw(cell: etree._Element, hidden: bool) -> Raw:
    kind = cell.get("t", "n")
    inline = cell.find(f"{MAIN}is")
    text = cell.findtext(f"{MAIN}v")
    if kind == "inlineStr":
        text = None if inline is None else text_of(inline)
    formula = cell.find(f"{MAIN}f") is not None
    return Raw(kind, int(cell.get("s", "0")), text, formula, hidden)
