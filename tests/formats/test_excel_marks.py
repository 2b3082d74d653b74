"""Findings marked in a workbook: seen at their cells, nothing else touched, and gone again without a trace."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill

from forms.findings import Finding, Severity
from forms.nesting import Value
from generator import opc
from generator.catalog import FORMS
from generator.errors import FormFault
from generator.formats.excel.edit import _ORDER
from generator.formats.excel.fields import own_fields
from generator.formats.excel.lists import lists_of
from generator.formats.excel.marks import mark, unmark
from generator.formats.excel.read import fields, opened, read
from generator.formats.excel.tints import MARKER
from generator.formats.marking import AUTHOR, words
from generator.formats.table import formats
from tests.formats.findings import finding, wrong
from tests.formats.specimen import Specimen, answers, complete
from tests.formats.workbooks import UNLOCKED, X14, Page, replaced, text, workbook

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
EXCEL = formats()["xlsx"]
FIRST_LINE = f"{AUTHOR}:"
RED, AMBER = "FFFFDAD6", "FFFFE8C7"
V = "{urn:schemas-microsoft-com:vml}"
X = "{urn:schemas-microsoft-com:office:excel}"


WRONG = wrong("Schrijf een naam (é, €, <ł> & zo).")
SAID: dict[str, Value] = {
    "naam": "=1+1",
    "voorkeuren": ("leuven",),
    "regels.1.wat": "0471",
    "verhaal": "a\nb",
}


def loaded(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def notes(content: bytes) -> dict[tuple[str, str], str]:
    return {
        (sheet.title, one.coordinate): one.comment.text
        for sheet in loaded(content).worksheets
        for line in sheet.iter_rows()
        for one in line
        if one.comment
    }


def colours(content: bytes) -> dict[tuple[str, str], str]:
    """The colour over each cell that our rules give."""
    found = {}
    for sheet in loaded(content).worksheets:
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                if any(MARKER in formula for formula in rule.formula):
                    for each in str(area.sqref).split():
                        found[(sheet.title, each)] = rule.dxf.fill.bgColor.rgb
    return found


def place_of(content: bytes, name: str) -> tuple[str, str]:
    book = opened(content)
    (field,) = [one for one in own_fields(book, lists_of(book)).fields if one.name == name]
    return book.sheet(field.places[0].sheet).title, field.places[0].cell


def same_parts(one: bytes, other: bytes) -> bool:
    """Tell whether two packages hold the same XML, however it is written."""

    def canonical(content: bytes) -> dict[str, bytes]:
        return {
            name: etree.tostring(etree.fromstring(part), method="c14n")
            for name, part in opc.unpack(content).items()
            if name not in {"[Content_Types].xml", "xl/styles.xml"}
        }

    return canonical(one) == canonical(other)


@pytest.fixture(scope="module")
def form() -> bytes:
    return EXCEL.blank(Specimen, SAID)


@pytest.fixture(scope="module")
def marked(form: bytes) -> bytes:
    return mark(form, WRONG)


def test_each_finding_stands_in_a_note_at_its_cell(form: bytes, marked: bytes) -> None:
    found = notes(marked)
    head = (loaded(form).sheetnames[0], "A1")
    names = ("naam", "dag", "kleur", "stad", "voorkeuren", "regels.0.wat")
    assert set(found) == {head, *(place_of(form, name) for name in names)}
    assert all(told.startswith(f"{FIRST_LINE}\n") for told in found.values())
    assert found[place_of(form, "naam")] == f"{FIRST_LINE}\n{words(WRONG[1])}"
    assert found[place_of(form, "dag")] == f"{FIRST_LINE}\n{words(WRONG[2])}\n\n{words(WRONG[3])}"
    authors = {
        one.comment.author
        for sheet in loaded(marked).worksheets
        for line in sheet.iter_rows()
        for one in line
        if one.comment
    }
    assert authors == {AUTHOR}


def test_the_head_says_how_many_there_are_where_and_what_to_do(form: bytes, marked: bytes) -> None:
    told = notes(marked)[(loaded(form).sheetnames[0], "A1")]
    assert "7 te verbeteren (rood), 2 na te kijken (oranje)." in told
    sheet, cell = place_of(form, "stad")
    assert re.search(rf"– blad “{sheet}”: .*\b{cell}\b", told)
    assert "Verbeter het formulier en bewaar het." in told
    assert words(WRONG[0]) in told
    assert words(WRONG[-1]) in told
    assert words(WRONG[1]) not in told


def test_cells_are_coloured_by_weight(form: bytes, marked: bytes) -> None:
    found = colours(marked)
    assert set(found) == set(notes(marked))
    assert found[place_of(form, "kleur")] == AMBER
    assert {colour for place, colour in found.items() if place != place_of(form, "kleur")} == {RED}
    only = mark(form, [finding("kleur", Severity.WAARSCHUWING)])
    assert set(colours(only).values()) == {AMBER}


def test_a_note_is_bold_in_its_first_line_and_its_box_as_large_as_its_text(form: bytes) -> None:
    short, long = (mark(form, [finding("naam", message="Zo. " * size)]) for size in (1, 200))
    heights = []
    for content in (short, long):
        parts = opc.unpack(content)
        root = etree.fromstring(parts["xl/comments1.xml"])
        for comment in root.iter("{*}comment"):
            first = comment.find("{*}text/{*}r")
            assert first is not None
            assert first.find("{*}rPr/{*}b") is not None
            assert first.findtext("{*}t") == FIRST_LINE
        shapes = list(etree.fromstring(parts["xl/drawings/vmlDrawing1.vml"]).iter(f"{V}shape"))
        assert len(shapes) == len({shape.get("id") for shape in shapes}) == 2
        sizes = [re.search(r";height:([0-9.]+)pt", shape.get("style", "")) for shape in shapes]
        heights.append(max(float(size[1]) for size in sizes if size))
        shown = [shape for shape in shapes if shape.find(f"{X}ClientData/{X}Visible") is not None]
        assert [shape.findtext(f"{X}ClientData/{X}Row") for shape in shown] == ["0"]
    assert heights[1] > heights[0] + 100


def test_the_parts_hang_together_and_are_in_order(marked: bytes) -> None:
    parts = opc.unpack(marked)
    types = etree.fromstring(parts["[Content_Types].xml"])
    typed = [one.get("PartName", "")[1:] for one in types.iter("{*}Override")]
    assert set(typed) <= set(parts)
    assert len(set(typed)) == len(typed)
    assert [one.get("Extension") for one in types.iter("{*}Default")].count("vml") == 1
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            tags = [etree.QName(child).localname for child in etree.fromstring(part)]
            assert tags == sorted(tags, key=_ORDER.index)


@pytest.mark.parametrize("kind", FORMS)
def test_reading_a_marked_form_gives_the_same_answers(kind: str) -> None:
    content = EXCEL.blank(FORMS[kind].model, FORMS[kind].example_answers(2))
    names = [one.name for one in fields(content)][:60:7]
    marked = mark(content, [finding(name) for name in names])
    assert read(marked) == read(content)
    assert [one.name for one in fields(marked)] == [one.name for one in fields(content)]
    before, after = loaded(content), loaded(marked)
    for sheet in before.worksheets:
        assert after[sheet.title].protection.sheet
        assert len(after[sheet.title].data_validations.dataValidation) == len(
            sheet.data_validations.dataValidation
        )
    assert read(unmark(marked)) == read(content)
    assert same_parts(unmark(marked), content)


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_form_with_any_findings_comes_back_as_it_was(data: st.DataObject) -> None:
    said = data.draw(answers(Specimen))
    content = EXCEL.blank(Specimen, said)
    names = st.sampled_from([one.name for one in fields(content)] + ["", "weg"])
    found = [finding(name) for name in data.draw(st.lists(names, min_size=1, max_size=12))]
    marked = mark(content, found)
    assert read(marked).values == complete(Specimen, said)
    assert same_parts(unmark(marked), content)


def test_the_cells_of_a_marked_sheet_are_the_same_bytes(form: bytes, marked: bytes) -> None:
    def cells(part: bytes) -> bytes:
        return part[part.index(b"<sheetData>") : part.index(b"</sheetData>")]

    before, after = opc.unpack(form), opc.unpack(marked)
    for name, part in before.items():
        if name.startswith("xl/worksheets/sheet"):
            assert cells(after[name]) == cells(part)
        elif not name.endswith(".rels") and name not in {"[Content_Types].xml", "xl/styles.xml"}:
            assert after[name] == part


def test_marks_of_before_are_gone_first(form: bytes, marked: bytes) -> None:
    again = mark(marked, [finding("naam")])
    assert again == mark(unmark(marked), [finding("naam")])
    assert len(notes(again)) == 2
    assert mark(marked, []) == unmark(marked)


@pytest.mark.parametrize(
    "content", [b"", b"geen werkmap", b"PK\x03\x04rommel", bytes.fromhex("D0CF11E0A1B11AE1")]
)
def test_what_cannot_be_opened_is_not_touched(content: bytes) -> None:
    assert unmark(content) == content
    assert mark(content, []) == content
    with pytest.raises(FormFault) as refused:
        mark(content, WRONG)
    assert refused.value.code.startswith("BESTAND-")


def test_a_workbook_without_marks_is_the_very_same_bytes(form: bytes) -> None:
    assert unmark(form) is form
    book = loaded(form)
    book.worksheets[0]["A1"].comment = Comment("Ik heb dit nagekeken.", "An")
    book.worksheets[0]["B1"].value = f"{MARKER} en {AUTHOR}:"
    content = saved(book)
    assert unmark(content) == content


def test_notes_of_people_stay_and_ours_stands_below_theirs(form: bytes) -> None:
    sheet, cell = place_of(form, "naam")
    book = loaded(form)
    book[sheet][cell].comment = Comment("Navragen bij An.\n\nEn bij Bo.", "An")
    book[sheet]["B9"].comment = Comment("Blijft staan.", "Bo")
    content = saved(book)
    marked = mark(content, [finding("naam"), finding("dag")])
    found = notes(marked)
    assert found[(sheet, cell)] == f"Navragen bij An.\n\nEn bij Bo.\n\n{FIRST_LINE}\n{words(finding('naam'))}"
    assert found[(sheet, "B9")] == "Blijft staan."
    assert len(found) == 4
    for again in (unmark(marked), unmark(saved(loaded(marked)))):
        assert notes(again) == {
            (sheet, cell): "Navragen bij An.\n\nEn bij Bo.",
            (sheet, "B9"): "Blijft staan.",
        }
        assert colours(again) == {}
    boxes = next(part for name, part in opc.unpack(unmark(marked)).items() if name.endswith(".vml"))
    assert len(list(etree.fromstring(boxes).iter(f"{V}shape"))) == 2


def test_a_conversation_of_people_is_left_alone_and_the_finding_told_at_the_head(form: bytes) -> None:
    sheet, cell = place_of(form, "naam")
    book = loaded(form)
    book[sheet][cell].comment = Comment("[Threaded comment]", "tc={5E1C}")
    marked = mark(saved(book), [finding("naam")])
    assert notes(marked)[(sheet, cell)] == "[Threaded comment]"
    assert words(finding("naam")) in notes(marked)[(sheet, "A1")]
    assert (sheet, cell) in colours(marked)


def test_marks_are_known_where_a_program_lost_the_author_and_moved_everything(marked: bytes) -> None:
    for saved_again in (
        saved(loaded(marked)),
        replaced(marked, "xl/comments1.xml", f"<author>{AUTHOR}", "<author> "),
    ):
        cleaned = unmark(saved_again)
        assert notes(cleaned) == {}
        assert colours(cleaned) == {}
        assert read(cleaned).values == complete(Specimen, SAID)
        assert not any(AUTHOR.encode() in part for part in opc.unpack(cleaned).values())


def test_colours_of_people_stay(form: bytes) -> None:
    sheet, cell = place_of(form, "naam")
    book = loaded(form)
    theirs = CellIsRule(  # type: ignore[no-untyped-call]
        operator="equal", formula=['"x"'], fill=PatternFill("solid", bgColor="FF00FF00")
    )
    book[sheet].conditional_formatting.add(cell, theirs)
    content = saved(book)
    marked = mark(content, [finding("naam"), finding("dag", Severity.WAARSCHUWING)])
    root = etree.fromstring(opc.unpack(marked)["xl/worksheets/sheet1.xml"])
    assert len({one.get("priority") for one in root.iter("{*}cfRule")}) == 3
    rules = [rule for area in loaded(unmark(marked))[sheet].conditional_formatting for rule in area.rules]
    assert [(rule.formula, rule.dxf.fill.bgColor.rgb) for rule in rules] == [(['"x"'], "FF00FF00")]
    assert same_parts(unmark(marked), content)


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_a_foreign_workbook_is_marked_at_the_cells_that_it_asks() -> None:
    page = Page(
        {"A2": text("Naam"), "B2": text("An", 1), "B5": text("x", 1)},
        after='<sheetProtection sheet="1"/><controls><control shapeId="1" r:id="rId1" name="Vak 1"/></controls>',
        links=[("ctrlProp", "../ctrlProps/p1.xml")],
        rows={5: 'hidden="1"'},
    )
    hidden = Page({"A1": text("x")}, "Verborgen", "hidden")
    content = workbook(
        hidden,
        page,
        formats=[UNLOCKED],
        parts={
            "xl/ctrlProps/p1.xml": f'<formControlPr xmlns="{X14}" objectType="CheckBox" checked="Checked"/>'
        },
    )
    found = read(content)
    assert found.values == {"Blad1!B2": "An", "Vak 1": "ja"}
    marked = mark(content, [finding("Blad1!B2"), finding("Vak 1", message="Vink aan."), finding("Blad1!B5")])
    told = notes(marked)
    assert set(told) == {("Blad1", "A1"), ("Blad1", "B2")}
    assert "Vink aan." in told[("Blad1", "A1")]
    assert "Label Blad1!B5" in told[("Blad1", "A1")]
    assert read(marked) == found
    parts = opc.unpack(marked)
    assert parts["xl/ctrlProps/p1.xml"] == opc.unpack(content)["xl/ctrlProps/p1.xml"]
    assert read(unmark(marked)) == found
    assert same_parts(unmark(marked), content)


def test_a_box_goes_into_a_drawing_that_excel_wrote_loosely(form: bytes) -> None:
    sheet, cell = place_of(form, "dag")
    book = loaded(form)
    book[sheet]["B9"].comment = Comment("Van Bo.", "Bo")
    content = saved(book)
    (drawing,) = [name for name in opc.unpack(content) if name.endswith(".vml")]
    loose = opc.unpack(content)
    loose[drawing] = loose[drawing].replace(b"</xml>", b"<o:x>&nbsp;<br></o:x></xml>")
    content = opc.pack(loose)
    marked = mark(content, [finding("dag")])
    added = opc.unpack(marked)[drawing]
    assert added.count(b"ObjectType") == 3
    assert b"<br></o:x>" in added
    assert opc.unpack(unmark(marked))[drawing] == loose[drawing]
    assert notes(unmark(marked)) == {(sheet, "B9"): "Van Bo."}
    assert (sheet, cell) in notes(marked)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
@pytest.mark.parametrize("path", sorted((SAMPLES / "xlsx").glob("*")), ids=lambda path: path.name)
def test_a_real_workbook_loses_nothing(path: Path) -> None:
    content = path.read_bytes()
    try:
        found = [one.name for one in fields(content)]
    except FormFault:
        found = []
    wrong: Sequence[Finding] = [finding(name) for name in ["", *found[:40:3]]]
    try:
        marked = mark(content, wrong)
    except FormFault as fault:
        assert fault.code == "BESTAND-GEEN-VELDEN"  # noqa: PT017
        return
    before, after, cleaned = (opc.unpack(each) for each in (content, marked, unmark(marked)))
    assert set(before) <= set(after)
    assert set(cleaned) == set(before)
    kept = [name for name in before if not re.search(r"Content_Types|sheets/|styles|comments|\.vml", name)]
    assert all(before[name] == after[name] == cleaned[name] for name in kept)
    if found:
        assert read(marked) == read(content) == read(unmark(marked))
