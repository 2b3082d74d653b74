"""Our Excel forms in LibreOffice: opened, filled in, marked, mended, saved, and read by us again."""

import json
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from forms.findings import Finding, Severity
from forms.nesting import Value
from forms.norms import shipped_norms
from forms.rulebook import Circumstances
from generator import opc
from generator.catalog import FORMS
from generator.formats.excel.format import ExcelFormat
from generator.formats.marking import AUTHOR, words
from generator.validation import judge
from tests.contracts.test_formats import unordered
from tests.formats.specimen import TRICKY, Specimen, complete

pytestmark = pytest.mark.live

EXCEL = ExcelFormat()
PYTHON_OF_LIBREOFFICE = "/usr/bin/python3"
_FILL_IN = Path(__file__).with_name("fill_cells_by_uno.py")
_AROUND = Circumstances(date(2026, 11, 24), shipped_norms())
_LIMIT = 120


def filled_in(
    content: bytes, typed: Mapping[str, str], folder: Path, row: int = 0
) -> tuple[Path, dict[str, Any]]:
    """The workbook as LibreOffice saves it, after a person typed in the cells of these names; and what it showed."""
    source, target = folder / "voor.xlsx", folder / "na.xlsx"
    source.write_bytes(content)
    book = openpyxl.load_workbook(source)
    keys = []
    for name, text in typed.items():
        ((sheet, area),) = book.defined_names[name].destinations
        first = area.partition(":")[0]
        keys.append([sheet, f"${first.split('$')[1]}${row}" if row else first, text])
    done = subprocess.run(
        [PYTHON_OF_LIBREOFFICE, _FILL_IN, source, target, folder / "profile"],
        input=json.dumps(keys).encode(),
        capture_output=True,
        check=True,
        timeout=_LIMIT,
    )
    return target, json.loads(done.stdout)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_libreoffice_saves_is_accepted_with_the_same_answers(form: str, tmp_path: Path) -> None:
    kind = FORMS[form]
    before = kind.example_answers(6)
    path, seen = filled_in(EXCEL.blank(kind.model, before), {}, tmp_path)
    found = EXCEL.read(path)
    assert (unordered(found.values), found.faults) == (unordered(before), ())
    assert found.fields == EXCEL.read(tmp_path / "voor.xlsx").fields
    assert all(sheet["protected"] for sheet in seen.values())
    assert judge(kind.model, kind.rules, found.values, _AROUND).form is not None


def test_what_is_typed_in_libreoffice_is_read_and_nothing_else_changes(tmp_path: Path) -> None:
    kind = FORMS["hulpverleningsplan"]
    before = kind.example_answers(6)
    typed = {
        "client.voornaam": "Żaneta d'Été",
        "client.telefoon": "0471 22 33 44",
        "client.insz": "05073003328",
        "client.domicilie.bus": "",
        "client.domicilie.postcode": "3070",
        "evaluaties.0.wijze": "Digitaal",
        "ondersteuning.0.bedrag": "1.234,56",
        "evaluaties.0.datum_gepland": "05/12/2026",
        "sociaal_verslag_datum": "2.4.2026",
        "opsteller.naam": "=1+1",
    }
    path, _ = filled_in(EXCEL.blank(kind.model, before), typed, tmp_path)
    found = EXCEL.read(path)
    changed: dict[str, Value] = {**typed, "evaluaties.0.wijze": "digitaal"}
    expected = {name: value for name, value in {**before, **changed}.items() if value}
    assert (unordered(found.values), found.faults) == (unordered(expected), ())


def test_a_marked_copy_is_mended_in_libreoffice_and_the_marks_go(tmp_path: Path) -> None:
    kind = FORMS["screening_activering"]
    before = kind.example_answers(3)
    wrong = [
        Finding("VELD-VERPLICHT", Severity.FOUT, "client.naam", "Naam", "Vul dit in."),
        Finding("SV-01", Severity.WAARSCHUWING, "opsteller.naam", "Naam opsteller", "Klopt dit?"),
    ]
    content = EXCEL.blank(kind.model, {**before, "client.naam": ""})
    path, seen = filled_in(EXCEL.mark(content, wrong), {"client.naam": "Peeters"}, tmp_path)
    notes = [text for sheet in seen.values() for text in sheet["notes"].values()]
    assert [text.startswith(f"{AUTHOR}:\n") for text in notes] == [True, True, True]
    assert any(words(wrong[0]) in text for text in notes)
    mended = tmp_path / "hersteld.xlsx"
    mended.write_bytes(EXCEL.unmark(path.read_bytes()))
    found = EXCEL.read(mended)
    assert unordered(found.values) == unordered({**before, "client.naam": "Peeters"})
    assert judge(kind.model, kind.rules, found.values, _AROUND).form is not None
    left = opc.unpack(mended.read_bytes()).values()
    assert not any(b"nazicht-formulier" in part or AUTHOR.encode() in part for part in left)
    _, clean = filled_in(mended.read_bytes(), {}, tmp_path)
    assert all(sheet == {"notes": {}, "protected": True} for sheet in clean.values())


def test_a_batch_sheet_is_filled_in_with_libreoffice(tmp_path: Path) -> None:
    rows = [FORMS["advies"].example_answers(seed) for seed in (1, 2)]
    content = EXCEL.batch(FORMS["advies"].model, rows)
    marked = EXCEL.mark_rows(content, {6: [Finding("X", Severity.FOUT, "client.naam", "Naam", "Vul in.")]})
    path, _ = filled_in(marked, {"client.naam": "Peeters"}, tmp_path, row=6)
    target = tmp_path / "zonder.xlsx"
    target.write_bytes(EXCEL.unmark(path.read_bytes()))
    found = EXCEL.read(target)
    assert [unordered(row.values) for row in found.rows] == [
        unordered(rows[0]),
        unordered({**rows[1], "client.naam": "Peeters"}),
    ]


def test_awkward_texts_come_through_libreoffice(tmp_path: Path) -> None:
    texts: dict[str, Value] = {f"dossiers.{number}.verhaal": text for number, text in enumerate(TRICKY)}
    lines: dict[str, Value] = {f"dossiers.{number}.titel": text for number, text in enumerate(TRICKY)}
    path, _ = filled_in(EXCEL.blank(Specimen, texts | lines), {}, tmp_path)
    assert dict(EXCEL.read(path).values) == complete(Specimen, texts | lines)
