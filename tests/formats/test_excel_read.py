"""What the cells of a workbook say, and which cells are asked."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Mapping
from datetime import datetime

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from generator import opc
from generator.formats.excel.read import fields, read
from generator.model import Answers, FoundField
from tests.formats.workbooks import (
    MAIN,
    UNLOCKED,
    X14,
    XM,
    Page,
    fault_of,
    lists_page,
    number,
    one_cell,
    raw,
    replaced,
    shared,
    text,
    workbook,
)

MAY_BE_FILLED = '<sheetProtection sheet="1"/>'


def codes(answers: Answers) -> dict[str, str]:
    return {fault.field: fault.code for fault in answers.faults}


def stored(parts: Mapping[str, bytes]) -> bytes:
    """A package whose parts are not packed smaller."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def found(content: bytes) -> dict[str, FoundField]:
    return {one.name: one for one in fields(content)}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (text("0471 12"), "0471 12"),
        (text("  twee\nregels\t "), "  twee\nregels\t "),
        (text("_x0041__x005F_x0042_ _x00e9_ _x_"), "A_x0042_ é _x_"),
        (text("_xD83D__xDE00_"), "😀"),
        (raw("str", "<v>0012</v>"), "0012"),
        (raw("str", "<f>A1</f><v>_x0041_</v>"), "A"),
        (raw("inlineStr", "<is><r><t>Jan</t></r><r><rPr/><t> P</t></r><rPh><t>ヤン</t></rPh></is>"), "Jan P"),
        (raw("b", "<v>1</v>"), "ja"),
        (raw("b", "<v>0</v>"), "neen"),
    ],
)
def test_text_keeps_every_character(cell: str, said: str) -> None:
    assert one_cell(cell).values == {"veld": said}


@pytest.mark.parametrize(("struck", "fault"), [(True, {"huur": "VELD-DOORGEHAALD"}), (False, {})])
@pytest.mark.parametrize("said", ["900 euro", 900, None])
def test_what_has_a_line_through_it_is_told(
    said: str | int | None, struck: bool, fault: dict[str, str]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Blad")
    for row, name in enumerate(("huur", "gas"), start=1):
        sheet.cell(row, 1, said if name == "huur" else "50")
        book.defined_names[name] = DefinedName(name, attr_text=f"Blad!$A${row}")
    sheet["A1"].font = Font(strike=struck)
    target = io.BytesIO()
    book.save(target)
    answers = read(target.getvalue())
    assert codes(answers) == (fault if said else {})
    assert answers.values == {"gas": "50"} | ({} if struck or not said else {"huur": str(said)})


def test_shared_text_is_one_of_many() -> None:
    strings = [f"<t>{place:03d}</t>" for place in range(50)] + [
        '<r><t xml:space="preserve">Öz </t></r><r><rPr><b/></rPr><t>Türk</t></r><rPh sb="0" eb="1"><t>x</t></rPh>'
    ]
    assert one_cell(shared(7), strings=strings).values == {"veld": "007"}
    assert one_cell(shared(50), strings=strings).values == {"veld": "Öz Türk"}
    content = workbook(Page({"B2": shared(51)}), names={"veld": "Blad1!$B$2"}, strings=strings)
    assert fault_of(content).code == "BESTAND-BESCHADIGD"


@pytest.mark.parametrize(
    ("value", "number_format", "said"),
    [
        ("12", "General", "12"),
        ("12.0", "General", "12"),
        ("1.2E+3", "General", "1200"),
        ("0.30000000000000004", "General", "0,3"),
        ("1234.5600000000001", "#,##0.00", "1234,56"),
        ("-0", "General", "0"),
        ("-3.25", "General", "-3,25"),
        ("1E-7", "General", "0,0000001"),
        ("123456789012345", "0.00E+00", "123456789012345"),
        ("42", "@", "42"),
        ("85", "000000", "000085"),
        ("5073003328", r"00\.00\.00\-000\.00", "05073003328"),
        ("471123456", "0000,000,000", "0471123456"),
        ("1.5", "000", "1,5"),
        ("7", "0", "7"),
        ("7", "0.00", "7"),
        ("0.41", "0%", "41%"),
        ("0.415", "0.0 %", "41,5%"),
        ("1234.5", '#,##0.00" euro %d"', "1234,5"),
        ("1234.5", r"[$€-813]\ #,##0.00;[Red]\-0.00", "1234,5"),
    ],
)
def test_numbers_are_written_the_dutch_way(value: str, number_format: str, said: str) -> None:
    assert one_cell(number(value, 1), [number_format]).values == {"veld": said}


@pytest.mark.parametrize("value", ["1E+15", "1234567890123456", "-1E+300"])
def test_a_number_that_lost_digits_is_refused(value: str) -> None:
    assert codes(one_cell(number(value))) == {"veld": "VELD-GETAL-LANG"}


@pytest.mark.parametrize(
    ("serial", "number_format", "said"),
    [
        ("31412", "dd/mm/yyyy", "31/12/1985"),
        ("31412", 14, "31/12/1985"),
        ("31412.75", "DD/MM/YYYY", "31/12/1985"),
        ("31412.75", "dd/mm/yyyy hh:mm", "31/12/1985 18:00"),
        ("31412.0000001", "dd/mm/yyyy hh:mm", "31/12/1985"),
        ("31412", 22, "31/12/1985"),
        ("31412", 17, "12/1985"),
        ("31412", "mmmm yyyy", "12/1985"),
        ("31412", 16, "31/12/1985"),
        ("31412", "mmmm", "31/12/1985"),
        ("31412", r"[$-813]dddd\ d\ mmmm\ yyyy;@", "31/12/1985"),
        ("0.604166666666667", "hh:mm", "14:30"),
        ("31412.604166666666667", 20, "14:30"),
        ("0.60421296296", "h:mm AM/PM", "14:30:04"),
        ("1.5", "[h]:mm", "36:00"),
        ("1", "dd/mm/yyyy", "01/01/1900"),
        ("59", "dd/mm/yyyy", "28/02/1900"),
        ("60", "dd/mm/yyyy", "29/02/1900"),
        ("61", "dd/mm/yyyy", "01/03/1900"),
        ("2958465", "dd/mm/yyyy", "31/12/9999"),
    ],
)
def test_a_number_with_a_date_format_is_a_date(serial: str, number_format: str | int, said: str) -> None:
    assert one_cell(number(serial, 1), [number_format]).values == {"veld": said}


@pytest.mark.parametrize("serial", ["2958466", "-1", "0", "0.5", "1E+300"])
def test_a_number_that_is_no_day_is_a_fault(serial: str) -> None:
    assert codes(one_cell(number(serial, 1), ["dd/mm/yyyy"])) == {"veld": "VELD-CELFOUT"}


@pytest.mark.parametrize(
    ("serial", "said"), [("0", "01/01/1904"), ("60", "01/03/1904"), ("29950", "31/12/1985")]
)
def test_the_epoch_of_the_workbook_counts(serial: str, said: str) -> None:
    answers = one_cell(number(serial, 1), ["dd/mm/yyyy"], settings='date1904="1"')
    assert answers.values == {"veld": said}


@pytest.mark.parametrize(
    ("iso", "number_format", "said"),
    [
        ("1985-12-31", "General", "31/12/1985"),
        ("1985-12-31T00:00:00", "dd/mm/yyyy", "31/12/1985"),
        ("1985-12-31T14:30:00", "General", "31/12/1985 14:30"),
        ("1985-12-31T14:30:00", "dd/mm/yyyy", "31/12/1985"),
        ("14:30:00", "General", "14:30"),
        ("PT36H15M", "General", "36:15"),
    ],
)
def test_dates_of_strict_workbooks(iso: str, number_format: str, said: str) -> None:
    assert one_cell(raw("d", f"<v>{iso}</v>", 1), [number_format]).values == {"veld": said}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (raw("n", "<f>1+1</f>"), "VELD-FORMULE"),
        (raw("n", "<f>1+1</f><v></v>"), "VELD-FORMULE"),
        (raw("str", "<f>1+1</f>"), "VELD-FORMULE"),
        (raw("e", "<v>#N/A</v>"), "VELD-CELFOUT"),
        (raw("e", "<f>1/0</f><v>#DIV/0!</v>"), "VELD-CELFOUT"),
        (raw("n", "<v>1_000</v>"), "VELD-CELFOUT"),
        (raw("n", "<v>geheim</v>"), "VELD-CELFOUT"),
        (raw("n", "<v>1e999</v>"), "VELD-CELFOUT"),
        (raw("d", "<v>1985-13-45</v>"), "VELD-CELFOUT"),
        (raw("zzz", "<v>1</v>"), "VELD-CELFOUT"),
    ],
)
def test_a_cell_that_says_nothing_certain_is_a_fault(cell: str, code: str) -> None:
    answers = one_cell(cell)
    (fault,) = answers.faults
    assert (fault.field, fault.code, answers.values) == ("veld", code, {})
    assert "Blad1" in fault.message
    assert "B2" in fault.message
    assert "geheim" not in fault.message
    assert answers.fields == {"veld"}


def test_the_kept_outcome_of_a_formula_is_the_answer() -> None:
    assert one_cell(raw("n", "<f>1+1</f><v>2</v>")).values == {"veld": "2"}
    assert one_cell(raw("str", "<f>A1</f><v></v>")).values == {}
    assert one_cell(raw("str", "<f>A1</f><v></v>")).faults == ()


def test_merged_cells() -> None:
    def told(
        merge: str, names: Mapping[str, str], cells: Mapping[str, str]
    ) -> tuple[Mapping[str, object], object]:
        page = Page(cells, after=f'<mergeCells><mergeCell ref="{merge}"/></mergeCells>')
        answers = read(workbook(page, names=names))
        return answers.values, codes(answers)

    filled = {"B2": text("een")}
    assert told("B2:D2", {"a": "Blad1!$B$2"}, filled) == ({"a": "een"}, {})
    assert told("B2:D2", {"a": "Blad1!$B$2:$D$2"}, filled) == ({"a": "een"}, {})
    assert told("A1:D2", {"a": "Blad1!$B$2"}, {"A1": text("een")}) == ({}, {"a": "VELD-SAMENGEVOEGD"})
    assert told("A1:D2", {"a": "Blad1!$B$2"}, filled) == ({}, {"a": "VELD-SAMENGEVOEGD"})
    both = {"a": "Blad1!$B$2", "b": "Blad1!$B$3"}
    assert told("B2:B3", both, filled) == ({}, dict.fromkeys("ab", "VELD-SAMENGEVOEGD"))
    assert told("B2:B3", both, {}) == ({}, {})


@pytest.mark.parametrize(
    "page",
    [
        Page({"B2": text("x")}, rows={2: 'hidden="1"'}),
        Page({"B2": text("x")}, before='<cols><col min="2" max="3" hidden="true"/></cols>'),
    ],
)
def test_a_hidden_answer_is_a_fault(page: Page) -> None:
    assert codes(one_cell("", page=page)) == {"veld": "VELD-VERBORGEN"}
    blank = Page({}, rows=page.rows, before=page.before)
    assert one_cell("", page=blank) == read(workbook(names={"veld": "Blad1!$B$2"}))


def test_names_of_one_cell_of_more_and_of_a_sheet() -> None:
    page = Page({"A1": text("a"), "A3": text("c"), "C1": text("los")}, "Jan's blad")
    names = [
        ("rij", "'Jan''s blad'!$A$1:$A$3", ""),
        ("twee", "'Jan''s blad'!$C$1,'Jan''s blad'!$A$3", ""),
        ("los", "'Jan''s blad'!$C$1", 'localSheetId="0"'),
    ]
    answers = read(workbook(page, names=names))
    assert answers.values == {
        "rij.0": "a",
        "rij.2": "c",
        "twee.0": "los",
        "twee.1": "c",
        "Jan's blad!los": "los",
    }
    assert answers.fields == {*answers.values, "rij.1"}


def test_names_that_lead_to_no_cells_are_no_fields() -> None:
    page = Page({"A1": text("a")})
    nowhere = [
        "#REF!",
        "Blad1!#REF!",
        "[1]Blad1!$A$1",
        "'[1]Blad1'!$A$1",
        "'[Ander.xlsx]Blad1'!$A$1",
        "Blad1:Blad2!$A$1",
        '"tekst"',
        "0.21",
        "OFFSET(Blad1!$A$1,1,0)",
        "Weg!$A$1",
        "Blad1!$A$0",
        "Blad1!$XFE$1",
        "",
    ]
    names = [(f"n{place}", refers, "") for place, refers in enumerate(nowhere)]
    names += [
        ("_xlnm.Print_Area", "Blad1!$A$1", 'localSheetId="0"'),
        ("_xlnm._FilterDatabase", "Blad1!$A$1", 'localSheetId="0" hidden="1"'),
        ("verborgen", "Blad1!$A$1", 'hidden="1"'),
    ]
    assert fault_of(workbook(page, names=names)).code == "BESTAND-GEEN-VELDEN"
    assert read(workbook(page, names=[*names, ("ja", "=Blad1!A1", "")])).values == {"ja": "a"}


def test_a_name_with_two_places_is_a_fault() -> None:
    page = Page({"A1": text("a"), "A2": text("b")})
    answers = read(workbook(page, names=[("n", "Blad1!$A$1", ""), ("n", "Blad1!$A$2", "")]))
    assert (answers.values, codes(answers)) == ({}, {"n": "VELD-NAAM-DUBBEL"})
    assert read(workbook(page, names=[("n", "Blad1!$A$1", "")] * 2)).values == {"n": "a"}


def test_what_lies_beyond_the_limits_is_told() -> None:
    answers = read(workbook(Page({"A1": text("a"), "A2001": text("b")}), names={"n": "Blad1!$A$1:$A$3000"}))
    assert answers.values == {"n.0": "a"}
    assert codes(answers) == {"n": "VELD-BEREIK"}
    assert len(answers.fields) == 2000
    blank = read(workbook(Page({"A1": text("a"), "B2001": text("b")}), names={"n": "Blad1!$A:$A"}))
    assert blank.faults == ()
    many = {f"n{place}": f"Blad1!$A{place}:$A$9999" for place in range(1, 200)}
    assert fault_of(workbook(Page(), names=many)).code == "BESTAND-VELDEN"


def test_cells_that_somebody_made_to_be_filled_in() -> None:
    page = Page(
        {
            "A1": text("Naam", 0),
            "B1": text("Jan", 1),
            "B2": text("slot"),
            "C4": text("ja"),
            "C5": text("y"),
            "C9": text("niet"),
        },
        after=MAY_BE_FILLED
        + '<mergeCells><mergeCell ref="C4:D4"/></mergeCells><dataValidations><dataValidation type="list" '
        'sqref="C4:D4 C6"><formula1>"ja,neen"</formula1></dataValidation></dataValidations><extLst><ext>'
        f'<x:dataValidations xmlns:x="{X14}" xmlns:m="{XM}"><x:dataValidation type="list"><x:formula1>'
        "<m:f>Lijst!$A$1:$A$2</m:f></x:formula1><m:sqref>C5</m:sqref></x:dataValidation></x:dataValidations>"
        "</ext></extLst>",
    )
    lists = Page({"A1": text("x"), "A2": text("y")}, "Lijst", "hidden")
    content = workbook(page, lists, formats=[UNLOCKED], names={"keuzes": "Lijst!$A$1:$A$2"})
    answers = read(content)
    assert answers.values == {"Blad1!B1": "Jan", "Blad1!C4": "ja", "Blad1!C5": "y"}
    assert answers.fields == {*answers.values, "Blad1!C6"}
    told = found(content)
    assert told["Blad1!C4"].choices == ("ja", "neen")
    assert told["Blad1!C5"].choices == ("x", "y")
    assert told["Blad1!B1"].label == "Naam"
    open_sheet = replaced(content, "xl/worksheets/sheet1.xml", MAY_BE_FILLED, "")
    assert "Blad1!B1" not in read(open_sheet).fields


def test_a_name_goes_before_the_cell_and_lists_are_no_answers() -> None:
    page = Page(
        {"B1": text("een"), "E1": text("een"), "E2": text("twee")},
        after='<dataValidations><dataValidation type="list" sqref="B1"><formula1>lijst</formula1></dataValidation>'
        "</dataValidations>",
    )
    content = workbook(page, names={"keuze": "Blad1!$B$1", "lijst": "Blad1!$E$1:$E$2"})
    assert read(content).values == {"keuze": "een"}
    assert read(content).fields == {"keuze"}
    assert found(content)["keuze"] == FoundField("keuze", "", "choice", ("een", "twee"))


def test_the_columns_of_a_table() -> None:
    table = (
        f'<table xmlns="{MAIN}" id="1" name="T" displayName="Gezin" ref="A1:B4" totalsRowCount="1"><tableColumns>'
        '<tableColumn id="1" name="Naam"/><tableColumn id="2" name="Geboren_x000a_op"/></tableColumns></table>'
    )
    page = Page(
        {"A1": text("Naam"), "A2": text("An"), "B3": number(31412, 1), "A4": text("Totaal")},
        after='<tableParts><tablePart r:id="rId1"/></tableParts>',
        links=[("table", "../tables/table1.xml")],
    )
    content = workbook(page, formats=["dd/mm/yyyy"], parts={"xl/tables/table1.xml": table})
    answers = read(content)
    assert answers.values == {"Gezin.0.Naam": "An", "Gezin.1.Geboren\nop": "31/12/1985"}
    assert len(answers.fields) == 4
    assert found(content)["Gezin.1.Geboren\nop"] == FoundField("Gezin.1.Geboren\nop", "Geboren\nop", "date")


def test_form_controls() -> None:
    def control(kind: str, more: str) -> str:
        return f'<formControlPr xmlns="{X14}" objectType="{kind}" {more}/>'

    drawn = "".join(
        f'<control shapeId="{place}" r:id="rId{place}" name="C{place}"/>' for place in range(1, 6)
    )
    page = Page(
        {"A1": text("rood"), "A2": text("blauw")},
        after=f"<controls>{drawn}</controls>",
        links=[
            *(("ctrlProp", f"../ctrlProps/p{place}.xml") for place in range(1, 5)),
            ("control", "../activeX/a.bin"),
        ],
    )
    parts = {
        "xl/ctrlProps/p1.xml": control("CheckBox", 'checked="Checked" fmlaLink="$C$1"'),
        "xl/ctrlProps/p2.xml": control("CheckBox", ""),
        "xl/ctrlProps/p3.xml": control("Drop", 'sel="2" fmlaRange="$A$1:$A$2"'),
        "xl/ctrlProps/p4.xml": control("Button", ""),
    }
    content = workbook(page, parts=parts)
    assert read(content).values == {"C1": "ja", "C3": "blauw"}
    assert read(content).fields == {"C1", "C2", "C3"}
    assert found(content)["C3"] == FoundField("C3", "C3", "choice", ("rood", "blauw"))


LISTS = [
    ("kleur", "rood", "Rood"),
    ("kleur", "blauw", "Blauw; donker"),
    ("regels.*.kleur", "rood", "Rood"),
    ("steden[]", "l", "Leuven"),
    ("steden[]", "g", "Gent"),
    ("steden[]", "n", "Namen"),
]


def own(
    cells: Mapping[str, str], names: Mapping[str, str], *, state: str = "visible", before: str = ""
) -> bytes:
    hidden, known = lists_page(LISTS)
    return workbook(Page(cells, state=state, before=before), hidden, names={**known, **names})


def test_our_own_form_says_which_it_is_and_gives_codes() -> None:
    names = {
        "kleur": "Blad1!$B$1",
        "regels.3.kleur": "Blad1!$B$2",
        "steden": "Blad1!$B$3:$B$5",
        "open": "Blad1!$B$6",
    }
    cells = {
        "B1": text("Blauw; donker"),
        "B2": text(" rOOD "),
        "B3": text("X"),
        "B5": raw("b", "<v>1</v>"),
        "B6": text("Rood"),
    }
    content = own(cells, names)
    answers = read(content)
    assert (answers.format, answers.form, answers.version) == ("xlsx", "proef", "1.0")
    assert answers.values == {
        "kleur": "blauw",
        "regels.3.kleur": "rood",
        "steden": ("l", "n"),
        "open": "Rood",
        "documenttype": "proef",
        "schema_versie": "1.0",
    }
    assert answers.fields == answers.values.keys()
    told = found(content)
    assert told["steden"].choices == ("Leuven", "Gent", "Namen")
    assert read(own({"B1": text("groen")}, names)).values["kleur"] == "groen"


def test_a_multiple_choice_takes_crosses_only() -> None:
    names = {"steden": "Blad1!$B$3:$B$5"}
    assert "steden" not in read(own({"B3": text("neen")}, names)).values
    odd = read(own({"B3": text("x"), "B4": text("misschien")}, names))
    assert (odd.values.get("steden"), codes(odd)) == (None, {"steden": "VELD-AANKRUISEN"})
    assert "B4" in odd.faults[0].message
    short = read(own({"B3": text("x")}, {"steden": "Blad1!$B$3:$B$4"}))
    assert codes(short) == {"steden": "VELD-NAAM-STUK"}


def test_a_name_of_ours_that_is_broken_or_double_is_a_fault() -> None:
    hidden, known = lists_page(LISTS)
    names = [(name, refers, "") for name, refers in known.items()]
    names += [("weg", "#REF!", ""), ("twee", "Blad1!$A$1", ""), ("twee", "Blad1!$A$2", 'localSheetId="0"')]
    answers = read(workbook(Page(), hidden, names=names))
    assert codes(answers) == {"weg": "VELD-NAAM-STUK", "twee": "VELD-NAAM-DUBBEL"}
    assert answers.form == "proef"


def test_an_answer_on_a_hidden_sheet_of_ours_is_a_fault() -> None:
    content = own({"B1": text("rood")}, {"kleur": "Blad1!$B$1"}, state="veryHidden")
    assert codes(read(content)) == {"kleur": "VELD-VERBORGEN"}


BATCH = {
    "_rijen": "Blad1!$A$3:$D$6",
    "naam": "Blad1!$A$3:$A$6",
    "kleur": "Blad1!$B$3:$B$6",
    "regels.0.kleur": "Blad1!$C$3:$C$6",
    "steden": "Blad1!$D$3:$D$6",
}


def test_a_batch_sheet_is_one_form_a_row() -> None:
    cells = {
        "A2": text("Naam"),
        "A3": text("An"),
        "B3": text("Blauw; donker"),
        "D3": text("Namen; l;;Namen"),
        "A4": text("  "),
        "B5": raw("e", "<v>#N/A</v>"),
        "A6": text("Bo"),
        "D6": text("Rome"),
    }
    content = own(cells, BATCH)
    batch = read(content)
    identity = {"documenttype": "proef", "schema_versie": "1.0"}
    assert (batch.form, batch.version, batch.values, batch.faults) == ("proef", "1.0", identity, ())
    first, bad, last = batch.rows
    assert first.values == {**identity, "naam": "An", "kleur": "blauw", "steden": ("n", "l")}
    assert (bad.row, bad.values, codes(bad)) == (5, identity, {"kleur": "VELD-CELFOUT"})
    assert (last.row, last.form, last.values["steden"]) == (6, "proef", ("Rome",))
    assert first.fields == {*identity, "naam", "kleur", "regels.0.kleur", "steden"}
    told = found(content)
    assert list(told) == ["naam", "kleur", "regels.0.kleur", "steden"]
    assert told["naam"].label == "Naam"


def test_what_is_wrong_with_a_batch_sheet_as_a_whole() -> None:
    assert fault_of(own({"A2": text("Naam")}, BATCH)).code == "BESTAND-GEEN-RIJEN"
    below = read(own({"A3": text("An"), "B8": text("x")}, BATCH))
    assert [fault.code for fault in below.faults] == ["VELD-BEREIK"]
    assert fault_of(own({}, {**BATCH, "_rijen": "Blad1!$A$3:$D$3000"})).code == "BESTAND-VELDEN"
    hidden = read(own({"A3": text("An")}, BATCH, before='<cols><col min="1" max="1" hidden="1"/></cols>'))
    assert codes(hidden.rows[0]) == {"naam": "VELD-VERBORGEN"}


def test_labels_stand_to_the_left_or_above_or_in_prompt_or_note() -> None:
    page = Page(
        {"A2": text("Links"), "B1": text("Boven"), "D1": text("Kolom"), "D2": text("antwoord")},
        after='<mergeCells><mergeCell ref="F5:G5"/></mergeCells><dataValidations><dataValidation type="date" '
        'sqref="B9" promptTitle="Dag" prompt="van opmaak"/></dataValidations>',
        links=[("comments", "../comments1.xml")],
    )
    cells = {**page.cells, "F5": text("Samengevoegd")}
    notes = f'<comments xmlns="{MAIN}"><commentList><comment ref="B12"><text><r><t>Zie nota</t></r></text></comment></commentList></comments>'
    places = {"links": "B2", "kolom": "D2:$D$3", "samen": "H5", "dag": "B9", "nota": "B12", "niets": "B15"}
    content = workbook(
        Page(cells, after=page.after, links=page.links),
        names={name: f"Blad1!${place}" for name, place in places.items()},
        parts={"xl/comments1.xml": notes},
    )
    assert [(one.name, one.label, one.kind) for one in fields(content)] == [
        ("links", "Links", "text"),
        ("kolom.0", "Kolom", "text"),
        ("kolom.1", "Kolom", "text"),
        ("samen", "Samengevoegd", "text"),
        ("dag", "Dag van opmaak", "date"),
        ("nota", "Zie nota", "text"),
        ("niets", "", "text"),
    ]


def test_what_openpyxl_writes_is_read() -> None:
    made = openpyxl.Workbook()
    page = made.create_sheet("Cliënt")
    page["B1"], page["B2"], page["B3"] = "0471", datetime(1985, 12, 31), 1234.5
    page["B4"], page["B5"] = "=1+1", True
    for row in range(1, 6):
        made.defined_names[f"v.{row}"] = DefinedName(f"v.{row}", attr_text=f"'Cliënt'!$B${row}")
    target = io.BytesIO()
    made.save(target)
    answers = read(target.getvalue())
    assert answers.values == {"v.1": "0471", "v.2": "31/12/1985", "v.3": "1234,5", "v.5": "ja"}
    assert codes(answers) == {"v.4": "VELD-FORMULE"}


def test_templates_and_strict_workbooks_are_read() -> None:
    content = workbook(Page({"B2": text("x")}), names={"veld": "Blad1!$B$2"})
    strict = opc.pack(
        {
            name: part.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            for name, part in opc.unpack(content).items()
        }
    )
    assert read(strict).values == {"veld": "x"}
    template = replaced(content, "[Content_Types].xml", "sheet.main+xml", "template.main+xml")
    assert read(template).values == {"veld": "x"}


def test_a_million_rows_are_not_walked() -> None:
    filler = "".join(f'<row r="{row}"><c><v>{row}</v></c></row>' for row in range(6, 1_000_001))
    content = workbook(
        Page({"B2": text("een"), "B4": text("twee"), "B5": text("drie")}),
        names={f"n{row}": f"Blad1!$B${row}" for row in (2, 4, 5)},
    )
    parts = opc.unpack(content)
    sheet = "xl/worksheets/sheet1.xml"
    huge = parts[sheet].replace(b"</sheetData>", filler.encode() + b"</sheetData>")
    assert len(huge) > 40_000_000
    # stored, not deflated: so much repetition in a small file is refused as a bomb
    content = stored({**parts, sheet: huge})
    start = time.perf_counter()
    tracemalloc.start()
    answers = read(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answers.values == {"n2": "een", "n4": "twee", "n5": "drie"}
    assert time.perf_counter() - start < 2
    assert peak < 6 * len(huge)
