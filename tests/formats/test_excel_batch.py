"""The sheet with a row a client: made by us, looked at by openpyxl, read back row by row."""

import io
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.base import IDENTITY, Form, question, rows
from forms.choices import Choice
from forms.fields import Tekst
from forms.findings import Finding, Severity
from forms.nesting import Value
from generator.catalog import FORMS
from generator.errors import FormFault
from generator.formats.excel.batch import FREE_ROWS, make
from generator.formats.excel.format import ExcelFormat
from generator.formats.excel.read import fields, read
from generator.formats.excel.rows import MAX_ROWS
from generator.formats.fieldmap import lay_out, leaves
from generator.formats.marking import AUTHOR
from tests.contracts.test_formats import unordered
from tests.formats.specimen import Specimen, answers, complete
from tests.formats.workbooks import fault_of

EXCEL = ExcelFormat()
HOUSE = "Kortenberg OCMW"
FIRST = 5


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def column(book: Any, name: str) -> str:
    ((_, area),) = book.defined_names[name].destinations
    return str(area).split("$")[1]


@pytest.mark.parametrize(
    "form", [pytest.param(one, marks=() if one == "advies" else pytest.mark.thorough) for one in FORMS]
)
def test_a_sheet_asks_all_that_the_form_on_paper_offers(form: str) -> None:
    model = FORMS[form].model
    offered = {leaf.name for leaf in leaves(lay_out(model, {}))} - set(IDENTITY)
    assert offered <= set(opened(make(model, [], HOUSE)).defined_names)


@pytest.mark.thorough
@pytest.mark.parametrize("form", FORMS)
def test_every_row_is_read_back_as_a_form_of_its_own(form: str) -> None:
    kind = FORMS[form]
    said = [kind.example_answers(seed) for seed in (1, 2, 4)]
    found = read(make(kind.model, said, HOUSE))
    assert [row.row for row in found.rows] == [FIRST, FIRST + 1, FIRST + 2]
    assert [unordered(row.values) for row in found.rows] == [unordered(one) for one in said]
    assert (found.form, found.version, found.faults) == (kind.id, kind.version, ())
    assert all(row.faults == () for row in found.rows)


@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(said=st.lists(answers(Specimen).filter(bool), min_size=1, max_size=3))
def test_any_answers_come_back_from_their_row(said: list[dict[str, Value]]) -> None:
    found = read(make(Specimen, said, HOUSE))
    assert [dict(row.values) for row in found.rows] == [complete(Specimen, one) for one in said]


@pytest.mark.thorough
def test_a_sheet_has_free_rows_and_columns_for_some_rows_of_each_list() -> None:
    book = opened(make(Specimen, (), HOUSE))
    assert {"regels.2.wat", "dossiers.1.details.1.nota", "dossiers.0.steden"} <= set(book.defined_names)
    assert not {"regels.3.wat", "dossiers.2.titel", *IDENTITY} & (set(book.defined_names) - set(IDENTITY))
    ((title, area),) = book.defined_names["_rijen"].destinations
    assert area.startswith("$B$5:")
    assert area.endswith(f"${FIRST + FREE_ROWS - 1}")
    assert title == Specimen.TITLE
    assert fault_of(make(Specimen, (), HOUSE)).code == "BESTAND-GEEN-RIJEN"
    more = opened(make(Specimen, [{"regels.6.wat": "x"}], HOUSE))
    assert "regels.6.kleur" in more.defined_names


@pytest.mark.thorough
def test_what_a_row_is_known_by_comes_first_and_stays_in_sight() -> None:
    kind = FORMS["screening_activering"]
    content = make(kind.model, [kind.example_answers(1)], HOUSE)
    book = opened(content)
    first, *_ = book.worksheets
    assert [column(book, name) for name in ("dossiernummer", "client.naam", "client.voornaam")] == [
        "B",
        "C",
        "D",
    ]
    assert first.freeze_panes == "E5"
    assert first["A7"].value == 7
    assert [one.label for one in fields(content)][:2] == ["Dossiernummer\u00a0*", "Naam\u00a0*"]
    above = {str(one.value) for one in first[3] if one.value}
    assert {"Wie", "Cliënt – Domicilie", "Gezinslid 1", "Gezinslid 3", "Werkervaring – Betrekking 2"} <= above


def test_only_answers_can_be_changed_and_each_column_has_its_check() -> None:
    book = opened(make(Specimen, [{"naam": "An"}], HOUSE))
    sheet = book.worksheets[0]
    assert sheet.protection.sheet
    last = FIRST + FREE_ROWS
    for line in sheet.iter_rows():
        for one in line:
            free = FIRST <= one.row <= last and one.column > 1 and one.column_letter != column(book, "totaal")
            assert one.protection.locked is not free, one.coordinate
    rules = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    of = {
        name: rules.get(f"{column(book, name)}{FIRST}:{column(book, name)}{last}")
        for name in book.defined_names
        if name[0] != "_" and name not in IDENTITY
    }
    assert of.pop("totaal") is None
    assert all(one is not None and one.errorStyle == "warning" for one in of.values())
    town, several, day = of["stad"], of["voorkeuren"], of["dag"]
    assert town is not None
    assert several is not None
    assert day is not None
    assert (town.type, day.type) == ("list", "custom")
    assert several.type is None
    assert "Zet er ; tussen" in str(several.prompt)


def test_answers_are_text_and_choices_are_parted() -> None:
    said: dict[str, Value] = {"naam": "=1+1", "aantal": "007", "voorkeuren": ("leuven", "luik/liège")}
    book = opened(make(Specimen, [said], HOUSE))
    sheet = book.worksheets[0]
    held = {name: sheet[f"{column(book, name)}{FIRST}"] for name in said}
    assert [one.data_type for one in held.values()] == ["s", "s", "s"]
    assert [one.value for one in held.values()] == ["=1+1", "007", "Leuven; Luik"]


@pytest.mark.thorough
def test_too_many_rows_and_unknown_names_are_refused() -> None:
    full = make(Specimen, [{"naam": "x"}] * 1_900, HOUSE)
    assert len(read(full).rows) == 1_900
    with pytest.raises(FormFault) as refused:
        make(Specimen, [{"naam": "geheim"}] * (MAX_ROWS + 1), HOUSE)
    assert refused.value.code == "BESTAND-VELDEN"
    with pytest.raises(FormFault) as refused:
        make(Specimen, [{"naam": "x"}, {"onbekend": "geheim"}], HOUSE)
    assert refused.value.code == "BESTAND-VELD-ONBEKEND"
    assert "geheim" not in str(refused.value)


def finding(field: str, message: str, severity: Severity = Severity.FOUT) -> Finding:
    return Finding("VELD-PROEF", severity, field, field, message)


def notes(content: bytes) -> dict[str, str]:
    book = opened(content)
    return {
        one.coordinate: one.comment.text
        for sheet in book.worksheets
        for line in sheet.iter_rows()
        for one in line
        if one.comment
    }


def test_findings_stand_at_the_column_of_their_field_in_their_row() -> None:
    content = make(Specimen, [{"naam": "An"}, {"naam": "Bo"}], HOUSE)
    book = opened(content)
    marked = EXCEL.mark_rows(
        content,
        {
            5: [finding("dag", "dag mist"), finding("", "hele rij")],
            6: [finding("regels", "geen regels"), finding("naam", "te kort", Severity.WAARSCHUWING)],
        },
    )
    found = notes(marked)
    assert set(found) == {
        "A1",
        f"{column(book, 'dag')}5",
        "B5",
        f"{column(book, 'regels.0.wat')}6",
        f"{column(book, 'naam')}6",
    }
    assert all(text.startswith(f"{AUTHOR}:\n") for text in found.values())
    assert "hele rij" in found["B5"]
    assert "dag mist" in found[f"{column(book, 'dag')}5"]
    assert "3 te verbeteren (rood), 1 na te kijken (oranje)" in found["A1"]
    assert read(marked) == read(content)
    assert opened(marked).worksheets[0].protection.sheet
    assert notes(EXCEL.unmark(marked)) == {}
    assert read(EXCEL.unmark(marked)) == read(content)
    assert EXCEL.mark_rows(marked, {}) == EXCEL.unmark(marked)


def test_findings_on_the_sheet_itself_stand_at_its_head() -> None:
    content = make(Specimen, [{"naam": "An"}], HOUSE)
    assert "oud formulier" in notes(EXCEL.mark(content, [finding("", "oud formulier")]))["A1"]
    assert "oud formulier" in notes(EXCEL.mark_rows(content, {0: [finding("naam", "oud formulier")]}))["A1"]


@pytest.mark.parametrize("form", [Specimen])
def test_a_form_that_is_no_batch_sheet_has_no_rows_to_mark(form: type[Form]) -> None:
    with pytest.raises(FormFault) as refused:
        EXCEL.mark_rows(EXCEL.blank(form), {5: [finding("naam", "x")]})
    assert refused.value.code == "BESTAND-GEEN-RIJEN"


class Soort(Choice):
    """A list of which one label has the sign that parts choices."""

    EEN = "een", "Eén; of geen"
    TWEE = "twee"


class Parted(Form):
    """A form with one multiple choice."""

    ID = "verdeeld"
    TITLE = "Verdeeld"
    VERSION = "1.0"

    documenttype: Tekst = question("Documenttype", section="Kop")
    schema_versie: Tekst = question("Schemaversie")
    soorten: tuple[Soort, ...] = rows("Soorten", offered=0)


def test_a_label_with_the_sign_between_choices_is_written_as_its_code() -> None:
    said: dict[str, Value] = {"soorten": ("een", "twee")}
    (row,) = read(make(Parted, [said], HOUSE)).rows
    assert row.values == complete(Parted, said)
