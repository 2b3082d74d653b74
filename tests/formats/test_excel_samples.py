"""Real workbooks of others, read completely: compared with a walk over the raw XML, where the samples are there."""

import re
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from generator.errors import FormFault
from generator.formats.excel.read import read

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NOTHING_ASKED = {"open-xml-sdk__ActiveXControls-O12-XL-Controls.xlsx"}
"""Controls of Excel 2007 alone: what was chosen in them stands in binary parts."""

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")


class Walk:
    """A workbook, walked cell by cell."""

    def __init__(self, path: Path) -> None:
        self.package = zipfile.ZipFile(path)
        self.book = self.root("xl/workbook.xml")
        links = {one.get("Id"): one.get("Target", "") for one in self.root("xl/_rels/workbook.xml.rels")}
        self.sheets = {
            one.get("name", ""): self.root(f"xl/{links[one.get(LINK)]}")
            for one in self.book.iter("{*}sheet")
            if one.get("state", "visible") == "visible"
        }
        names = self.package.namelist()
        texts = self.root("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else ()
        self.shared = ["".join(piece.text or "" for piece in one.iter("{*}t")) for one in texts]
        styles = self.root("xl/styles.xml")
        locks = [one.find("{*}protection") for one in styles.iterfind("{*}cellXfs/{*}xf")]
        self.free = {
            str(place) for place, one in enumerate(locks) if one is not None and one.get("locked") == "0"
        }

    def root(self, name: str) -> etree._Element:
        return etree.fromstring(self.package.read(name))

    def filled(self) -> Iterator[str]:
        """The texts of all filled cells that somebody made to be filled in."""
        for title, sheet in self.sheets.items():
            asked = set(self.asked(title, sheet))
            protected = sheet.find("{*}sheetProtection")
            free = self.free if protected is not None and protected.get("sheet") == "1" else set()
            for cell in sheet.iter("{*}c"):
                said = self.text(cell)
                if said.strip() and (cell.get("r") in asked or cell.get("s") in free):
                    yield said

    def asked(self, title: str, sheet: etree._Element) -> Iterator[str]:
        """The cells with a check on them, or a name."""
        for one in sheet.iter("{*}dataValidation"):
            for area in (one.get("sqref") or one.findtext("{*}sqref") or "").split():
                yield from cells(area)
        for name in self.book.iter("{*}definedName"):
            sheet_name, _, area = (name.text or "").replace("$", "").rpartition("!")
            if sheet_name.strip("'") == title and not name.get("name", "").startswith("_xlnm"):
                yield from cells(area)

    def text(self, cell: etree._Element) -> str:
        said = cell.findtext("{*}v", "")
        if cell.get("t") == "s":
            return self.shared[int(said)]
        return "".join(one.text or "" for one in cell.iter("{*}t")) or said


def cells(area: str) -> Iterator[str]:
    first, _, last = area.partition(":")
    (left, top), (right, bottom) = (corner(one) for one in (first, last or first))
    for row in range(top, min(bottom, top + 3_000) + 1):
        for column in range(left, right + 1):
            yield f"{letters(column)}{row}"


def corner(reference: str) -> tuple[int, int]:
    found = re.fullmatch(r"([A-Z]+)([0-9]+)", reference)
    assert found is not None, reference
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])


def letters(column: int) -> str:
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said


@pytest.mark.parametrize("path", sorted((SAMPLES / "xlsx").glob("*")), ids=lambda path: path.name)
def test_every_filled_field_of_a_real_workbook_is_read(path: Path) -> None:
    if path.name in NOTHING_ASKED:
        with pytest.raises(FormFault) as refused:
            read(path.read_bytes())
        assert refused.value.code == "BESTAND-GEEN-VELDEN"
        return
    found = read(path.read_bytes())
    assert found.faults == ()
    assert Counter(found.values.values()) == Counter(Walk(path).filled())


def test_some_real_workbook_has_answers() -> None:
    assert sum(len(read(path.read_bytes()).values) for path in (SAMPLES / "xlsx").glob("[fp]*")) == 12


@pytest.mark.parametrize("path", sorted((SAMPLES / "bad").glob("*.xlsx")), ids=lambda path: path.name)
def test_a_hostile_workbook_ends_soon(path: Path) -> None:
    start = time.monotonic()
    with pytest.raises(FormFault) as refused:
        read(path.read_bytes())
    assert refused.value.code.startswith("BESTAND-")
    assert time.monotonic() - start < 5
