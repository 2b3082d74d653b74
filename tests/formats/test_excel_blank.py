"""Excel forms as we make them, looked at by openpyxl and lxml, not by our own reader."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.cell.cell import Cell

from forms.base import IDENTITY, Form, question, rows
from forms.fields import Tekst
from forms.nesting import Value
from generator import opc
from generator.catalog import FORMS
from generator.errors import FormFault
from generator.formats.excel.blank import make
from generator.formats.excel.edit import _ORDER
from generator.formats.excel.read import fields, read
from generator.formats.fieldmap import MAX_ROWS, Group, Leaf, Listing, Part, lay_out, leaves
from tests.contracts.test_formats import unordered
from tests.formats.specimen import Regel, Specimen, answers, complete

ALL_FORMS = [Specimen, *(kind.model for kind in FORMS.values())]
EACH_FORM = pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.ID)
HOUSE = "Kortenberg OCMW"
A_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,254}")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[RrCc]")
ROOT = Path(__file__).parents[2]


@cache
def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(book: Any, name: str) -> list[Any]:
    """The cells that a name leads to."""
    ((title, area),) = book.defined_names[name].destinations
    found = book[title][area.replace("$", "")]
    flat = [found] if isinstance(found, Cell) else [cell for line in found for cell in line]
    return [cell for cell in flat if isinstance(cell, Cell)]


def cell(book: Any, name: str) -> Any:
    (only,) = cells(book, name)
    return only


def rule(book: Any, name: str) -> Any:
    """The one check on the cell of a field."""
    place = cells(book, name)[0]
    sheet = place.parent
    (found,) = [one for one in sheet.data_validations.dataValidation if place.coordinate in one.sqref]
    return found


def asked(form: type[Form]) -> list[Leaf]:
    return [leaf for leaf in leaves(lay_out(form, {})) if leaf.name not in IDENTITY]


def listings(part: Part) -> Iterator[Listing]:
    if isinstance(part, Listing):
        yield part
    if isinstance(part, Group | Listing):
        for below in part.rows if isinstance(part, Listing) else part.parts:
            yield from listings(below)


def visible(book: Any) -> list[Any]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def xml(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    for name, part in opc.unpack(content).items():
        if name.endswith((".xml", ".rels")):
            yield name, etree.fromstring(part)


@pytest.mark.parametrize("seed", [1, 2, 5, 9])
@pytest.mark.parametrize("form", FORMS)
def test_a_fictional_client_is_read_back_whole(form: str, seed: int) -> None:
    example = FORMS[form].example_answers(seed)
    found = read(make(FORMS[form].model, example, HOUSE))
    assert (unordered(found.values), found.faults) == (unordered(example), ())


@pytest.mark.thorough
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@EACH_FORM
@given(data=st.data())
def test_answers_stand_in_the_named_cells_as_text(form: type[Form], data: st.DataObject) -> None:
    said = data.draw(answers(form))
    book = opened(make(form, said, HOUSE))
    specs = {leaf.name: leaf.spec for leaf in leaves(lay_out(form, said))}
    for name, value in said.items():
        places, choices = cells(book, name), specs[name].choices
        assert all(place.data_type == "s" for place in places if place.value is not None)
        if isinstance(value, tuple):
            crossed = {code for code, place in zip(choices, places, strict=True) if place.value == "x"}
            assert crossed == set(value)
        elif choices:
            assert places[0].value in {choices.get(value), value}


@EACH_FORM
def test_every_question_has_a_name_that_excel_takes_in_the_order_of_the_paper(form: type[Form]) -> None:
    content = make(form, None, HOUSE)
    book = opened(content)
    names = list(book.defined_names)
    wanted = [leaf.name for leaf in asked(form)]
    assert [name for name in names if name in set(wanted)] == wanted
    tables = {table.displayName.casefold() for sheet in book.worksheets for table in sheet.tables.values()}
    folded = [name.casefold() for name in names]
    assert len(set(folded)) == len(folded)
    assert not tables & set(folded)
    for name in [*names, *tables]:
        assert A_NAME.fullmatch(name)
        assert not LIKE_A_CELL.fullmatch(name)
    assert [one.name for one in fields(content) if one.name in set(wanted)] == wanted
    assert read(content).fields == {*names} - {"_lijsten"}


@EACH_FORM
def test_only_answers_can_be_changed(form: type[Form]) -> None:
    book = opened(make(form, None, HOUSE))
    assert book.security.lockStructure
    free: set[tuple[str, str]] = set()
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.protection.selectLockedCells
        for line in sheet.iter_rows():
            free |= {(sheet.title, one.coordinate) for one in line if not one.protection.locked}
    computed = {leaf.spec.path for leaf in asked(form) if leaf.spec.question.computed}
    expected = {
        (place.parent.title, place.coordinate)
        for name in book.defined_names
        if name not in {*IDENTITY, "_lijsten"} and re.sub(r"(?<=\.)\d+(?=\.)", "*", name) not in computed
        for place in cells(book, name)
    }
    assert free == expected
    assert all(
        not sheet.protection.formatColumns and not sheet.protection.formatRows for sheet in visible(book)
    )


@EACH_FORM
def test_each_answer_is_checked_as_its_kind_asks_and_never_barred(form: type[Form]) -> None:
    book = opened(make(form, None, HOUSE))
    kinds = {"date": "custom", "amount": "custom", "integer": "custom", "percentage": "custom"}
    for leaf in asked(form):
        if leaf.spec.question.computed:
            continue
        found, place = rule(book, leaf.name), cells(book, leaf.name)[0]
        assert found.errorStyle == "warning"
        assert found.showErrorMessage
        assert place.number_format == "@"
        assert len(found.promptTitle or "") <= 32
        assert len(found.errorTitle or "") <= 32
        assert all(len(text or "") <= 255 for text in (found.prompt, found.error, found.formula1))
        if leaf.spec.multiple:
            assert (found.type, found.formula1) == ("list", '"x"')
        elif leaf.spec.choices:
            title, area = found.formula1.split("!")
            offered = [one[0].value for one in book[title.strip("'")][area.replace("$", "")]]
            assert (found.type, offered) == ("list", list(leaf.spec.choices.values()))
        else:
            assert found.type == kinds.get(leaf.spec.kind.name, "textLength")


def test_numbers_are_checked_without_their_signs() -> None:
    book = opened(make(Specimen, {}, HOUSE))
    place = cell(book, "bedrag").coordinate
    amount = str(rule(book, "bedrag").formula1)
    assert amount.startswith("ISNUMBER(--SUBSTITUTE(")
    assert f"UPPER({place})" in amount
    assert all(f'"{sign}",""' in amount for sign in ("€", ".", ",", " ", "EURO"))
    whole = str(rule(book, "aantal").formula1)
    assert '".","x"' in whole
    assert '",","x"' in whole
    assert rule(book, "regels.0.dag").sqref == rule(book, "regels.3.dag").sqref


@EACH_FORM
def test_lists_are_tables_with_a_row_an_item_and_rows_to_spare(form: type[Form]) -> None:
    book = opened(make(form, None, HOUSE))
    tables = {table.displayName: (sheet, table) for sheet in visible(book) for table in sheet.tables.values()}
    plain = [
        one
        for one in listings(lay_out(form, {}))
        if all(isinstance(part, Leaf) and not part.spec.multiple for part in one.rows[0].parts)
    ]
    assert {f"Tabel.{one.name}" for one in plain} <= set(tables)
    for one in plain:
        sheet, table = tables[f"Tabel.{one.name}"]
        head, *lines = sheet[table.ref]
        assert [column.name for column in table.tableColumns] == [str(each.value) for each in head]
        assert len({str(each.value).casefold() for each in head}) == len(head)
        assert table.autoFilter is None
        assert len(lines) == len(one.rows) + 5
        for number, line in enumerate(lines):
            assert line[0].value == number + 1
            for leaf, place in zip(leaves(one.rows[0]), line[1:], strict=True):
                own = leaf.name.replace(f"{one.name}.0.", f"{one.name}.{number}.", 1)
                assert cell(book, own).coordinate == place.coordinate


def test_a_list_of_large_rows_is_blocks_below_each_other() -> None:
    book = opened(make(Specimen, None, HOUSE))
    names = set(book.defined_names)
    assert {"dossiers.3.verhaal", "dossiers.3.details.6.nota", "dossiers.0.steden"} <= names
    assert "dossiers.4.verhaal" not in names
    titles = [cell(book, f"dossiers.{number}.titel").row for number in range(4)]
    assert titles == sorted(titles)
    assert len(cells(book, "dossiers.0.steden")) == 5
    assert [one.offset(column=1).value for one in cells(book, "voorkeuren")][2] == "Luik"


def test_a_list_never_grows_beyond_what_is_laid_out() -> None:
    names = set(opened(make(Specimen, {f"regels.{MAX_ROWS - 1}.wat": "x"}, HOUSE)).defined_names)
    assert f"regels.{MAX_ROWS - 1}.wat" in names
    assert f"regels.{MAX_ROWS}.wat" not in names


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", '=HYPERLINK("http://x","y")', "\t=1", "=", "=A1:B2"]
)
def test_no_answer_is_ever_a_formula(text: str) -> None:
    said: dict[str, Value] = {"naam": text, "dag": text, "verhaal": text, "kleur": text, "regels.0.wat": text}
    content = make(Specimen, said, HOUSE)
    assert read(content).values == complete(Specimen, said)
    for _, root in xml(content):
        assert not list(root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}f"))
    place = cell(opened(content), "dag")
    assert place.data_type == "s"
    assert place.quotePrefix or not text.startswith(("=", "+", "-", "@", "'"))


@pytest.mark.parametrize(
    "text",
    [
        "0471",
        "85073003328",
        "  rond  ",
        "a\n\nb\n",
        "_x0041_",
        "_x000D_",
        "1E5",
        "12345678901234567890",
        "TRUE",
        "#N/A",
        "31/12/1985",
    ],
)
def test_every_character_is_kept(text: str) -> None:
    said: dict[str, Value] = {"naam": text, "dag": text, "aantal": text, "bedrag": text, "verhaal": text}
    assert read(make(Specimen, said, HOUSE)).values == complete(Specimen, said)


def test_what_no_cell_can_hold_is_refused_without_telling_it() -> None:
    for text in ("geheim\x07", "geheim\ud800", "geheim\uffff"):
        with pytest.raises(FormFault) as refused:
            make(Specimen, {"naam": text}, HOUSE)
        assert refused.value.code == "BESTAND-TEKEN"
        assert "geheim" not in str(refused.value)
        assert "Naam" in refused.value.message
    longest = "é😀" * 10_922 + "a"
    assert read(make(Specimen, {"verhaal": longest}, HOUSE)).values["verhaal"] == longest
    with pytest.raises(FormFault) as refused:
        make(Specimen, {"verhaal": f"{longest}b"}, HOUSE)
    assert refused.value.code == "BESTAND-TEKST-LANG"
    assert "Verhaal" in refused.value.message
    assert "é😀" not in refused.value.message


@pytest.mark.thorough
def test_the_same_answers_give_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib; from generator.catalog import FORMS; from generator.formats.excel.format import ExcelFormat; "
        "kind = FORMS['screening_activering']; made = ExcelFormat(); said = kind.example_answers(3); "
        "print(hashlib.sha256(made.blank(kind.model, said) + made.batch(kind.model, [said])).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


@EACH_FORM
def test_there_is_a_sheet_a_section_that_prints_well(form: type[Form]) -> None:
    book = opened(make(form, None, HOUSE))
    sections = list(dict.fromkeys(leaf.spec.section for leaf in asked(form)))
    titles = [title if len(title) <= 31 else f"{title[:31].rpartition(' ')[0]}…" for title in sections]
    assert [sheet.title for sheet in visible(book)] == titles
    assert [sheet.title for sheet in book.worksheets[len(sections) :]] == ["Keuzelijsten"]
    first = visible(book)[0]
    words = {str(one.value) for line in first.iter_rows() for one in line if one.value}
    assert {HOUSE, form.TITLE} <= words
    for sheet in visible(book):
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        wide = sum(column.width for column in sheet.column_dimensions.values()) > 150
        assert sheet.page_setup.orientation == ("landscape" if wide else "portrait")
        assert sheet.print_title_rows == "$1:$2"
        assert sheet.freeze_panes == "A3"
        foot = sheet.oddFooter
        assert foot is not None
        assert form.VERSION in str(foot.left.text)
        assert "&P" in str(foot.right.text)


def test_titles_of_sheets_are_such_that_excel_takes_them() -> None:
    class Awkward(Form):
        ID = "lastig"
        TITLE = "Lastig & [lang]"
        VERSION = "1.0"
        documenttype: Tekst = question("Documenttype", section="Kop")
        schema_versie: Tekst = question("Schemaversie")
        een: Tekst = question("Eén", section="Dit is een titel die veel te lang is voor een tabblad")
        twee: Tekst = question("Twee", section="Dit is een titel die veel te lang is voor een ander")
        drie: Tekst = question("Drie", section="Wat/hoe: [x]? *'")
        vier: tuple[Regel, ...] = rows("Vier", offered=1, section="Keuzelijsten")

    content = make(Awkward, {"een": "a", "vier.0.wat": "b"}, HOUSE)
    titles = opened(content).sheetnames
    assert len({title.casefold() for title in titles}) == len(titles) == 5
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\'") for title in titles)
    assert read(content).values == complete(Awkward, {"een": "a", "vier.0.wat": "b"})
    head = opened(content).worksheets[0].oddHeader
    assert head is not None
    assert head.right.text == "Lastig && [lang]"


@EACH_FORM
def test_the_properties_tell_the_form_and_nobody(form: type[Form]) -> None:
    content = make(form, None, HOUSE)
    told = opened(content).properties
    assert (told.title, told.language) == (form.TITLE, "nl-BE")
    core = etree.fromstring(opc.unpack(content)["docProps/core.xml"])
    assert [etree.QName(one).localname for one in core] == ["title", "language"]
    custom = {one.name: one.value for one in opened(content).custom_doc_props.props}
    assert custom == {"documenttype": form.ID, "schema_versie": form.VERSION}


@EACH_FORM
def test_the_parts_are_written_in_the_order_of_the_schema(form: type[Form]) -> None:
    for name, root in xml(make(form, None, HOUSE)):
        if name.startswith("xl/worksheets/sheet"):
            tags = [etree.QName(child).localname for child in root]
            assert tags == sorted(tags, key=_ORDER.index)
            assert "ignoredErrors" in tags


def test_a_cell_grows_with_its_answer_and_words_stand_where_they_help() -> None:
    content = make(Specimen, {"verhaal": "Een lange zin over iets. " * 60}, HOUSE)
    book = opened(content)
    place = cell(book, "verhaal")
    sheet = place.parent
    assert 300 < (sheet.row_dimensions[place.row].height or 0) <= 409
    root = etree.fromstring(opc.unpack(content)["xl/worksheets/sheet2.xml"])
    (row,) = [one for one in root.iter("{*}row") if one.get("r") == str(place.row)]
    assert row.get("customHeight") is None
    assert row.get("ht")
    assert "Minstens 20 tekens" in str(place.offset(column=1).value)
    words = [str(one.value) for line in sheet.iter_rows() for one in line if one.value]
    assert words.count("Alleen invullen als de kleur rood is:") == 1
    rich: Any = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    plain, star = cell(rich, "naam").offset(column=-1).value
    assert (str(plain), str(star)) == ("Naam\u00a0", "*")
    assert star.font.color.rgb.endswith("B3261E")
    assert cell(book, "aantal").offset(column=-1).value == "Aantal"
