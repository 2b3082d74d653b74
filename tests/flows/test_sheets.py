"""A batch sheet: one paper a row; bad rows come back, and do not stop the others."""

import io
import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from forms.base import IDENTITY
from forms.nesting import Value
from generator import publish
from generator.catalog import FORMS
from generator.errors import OperatorFault
from generator.flows import endings, judging
from generator.formats.excel.format import ExcelFormat
from generator.formats.table import formats
from generator.model import Outcome, Result
from generator.wiring import Rooms
from tests.flows.test_line import codes, drop, names, once

FORM = FORMS["screening_activering"]


def row(seed: int, **changes: str) -> dict[str, Value]:
    said = {name: value for name, value in FORM.example_answers(seed).items() if name not in IDENTITY}
    return {**said, **{name.replace("__", "."): value for name, value in changes.items()}}


def sheet(*rows: Mapping[str, Value]) -> bytes:
    return ExcelFormat().batch(FORM.model, rows)


def by_row(outcomes: list[Outcome]) -> list[tuple[int, Result]]:
    return [(outcome.row, outcome.outcome) for outcome in outcomes]


def test_every_row_gives_a_paper(rooms: Rooms) -> None:
    drop(rooms, "lijst.xlsx", content := sheet(row(1), row(2), row(3)))
    *rows, last = once(rooms)
    assert {outcome.outcome for outcome in rows} == {Result.PUBLISHED}
    assert (last.row, last.outcome, last.file) == (0, Result.PUBLISHED, "lijst.xlsx")
    first = min(outcome.row for outcome in rows)
    assert sorted(outcome.file for outcome in rows) == [f"lijst.xlsx (rij {first + n})" for n in range(3)]
    for seed, outcome in zip((1, 2, 3), sorted(rows, key=lambda one: one.row), strict=True):
        folder = rooms.workspace.root / outcome.folder
        kept = json.loads((folder / "gegevens.json").read_text())
        assert kept["client"]["insz"] == str(row(seed)["client.insz"]).replace(".", "").replace("-", "")
        (source,) = (folder / "bron").iterdir()
        assert source.name == f"lijst rij {outcome.row}.json"
        assert formats()["json"].read(source).values["client.naam"] == row(seed)["client.naam"]
        assert not publish.read_manifest(folder).holds_original
    assert names(rooms.workspace.inbox) == names(rooms.workspace.work) == []
    assert [path.read_bytes() for path in rooms.workspace.archive.rglob("lijst.xlsx")] == [content]


def test_a_bad_row_comes_back_and_does_not_stop_the_others(rooms: Rooms) -> None:
    drop(rooms, "lijst.xlsx", sheet(row(1), row(2, client__naam="", datum_opmaak="ooit"), row(3)))
    *rows, last = once(rooms)
    assert sorted(outcome.outcome for outcome in rows) == ["published", "published", "rejected"]
    (bad,) = [outcome for outcome in rows if outcome.outcome is Result.REJECTED]
    assert set(codes(bad)) >= {"VELD-VERPLICHT", "VELD-DATUM"}
    assert last.outcome is Result.REJECTED
    assert last.findings[0].code == "BESTAND-RIJEN"
    assert f"rij {bad.row}" in last.findings[0].message
    assert "De andere 2 rijen zijn verwerkt" in last.findings[0].message
    report = (rooms.workspace.returned / "lijst.xlsx.fouten.txt").read_text()
    assert f"Rij {bad.row}: " in report
    notes = comments(rooms.workspace.returned / "lijst.xlsx")
    assert {cell_row for cell_row, _ in notes} >= {bad.row}
    assert once(rooms) == []


@pytest.mark.thorough
def test_a_mended_row_is_published_and_the_others_are_not_made_again(rooms: Rooms) -> None:
    drop(rooms, "lijst.xlsx", sheet(row(1), row(2, client__naam="")))
    *rows, _ = once(rooms)
    (bad,) = [outcome.row for outcome in rows if outcome.outcome is Result.REJECTED]
    copy = rooms.workspace.returned / "lijst.xlsx"
    book = openpyxl.load_workbook(copy)
    ((name, area),) = book.defined_names["client.naam"].destinations
    column = book[name][area.replace("$", "")][0][0].column
    book[name].cell(bad, column).value = "Peeters"
    book.save(copy)
    *rows, last = once(rooms)
    assert dict(by_row(rows)) == {bad: Result.PUBLISHED, bad - 1: Result.DUPLICATE}
    assert last.outcome is Result.PUBLISHED
    assert names(rooms.workspace.inbox) == []


@pytest.mark.thorough
def test_a_stop_in_the_middle_makes_no_paper_twice(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(rooms, "lijst.xlsx", sheet(row(1), row(2), row(3)))
    placed = endings.placed

    def stop(*given: object) -> Outcome:
        placed(*given)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(endings, "placed", stop)
    with pytest.raises(KeyboardInterrupt):
        once(rooms)
    monkeypatch.undo()
    outcomes = once(rooms)
    assert sorted(outcome.outcome for outcome in outcomes if outcome.row) == [
        "duplicate",
        "published",
        "published",
    ]
    assert len(list(publish.manifests(rooms.workspace.outbox))) == 3


@pytest.mark.thorough
def test_a_paper_that_was_placed_but_not_recorded_is_not_placed_again(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(rooms, "lijst.xlsx", sheet(row(1), row(2)))

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(endings, "record", stop)
    with pytest.raises(KeyboardInterrupt):
        once(rooms)
    monkeypatch.undo()
    assert len(list(publish.manifests(rooms.workspace.outbox))) == 1
    once(rooms)
    assert len(list(publish.manifests(rooms.workspace.outbox))) == 2


@pytest.mark.thorough
def test_a_sheet_without_rows_is_told_so(rooms: Rooms) -> None:
    drop(rooms, "lijst.xlsx", sheet())
    (outcome,) = once(rooms)
    assert codes(outcome) == ["BESTAND-GEEN-RIJEN"]


@pytest.mark.thorough
def test_a_sheet_can_be_checked_without_making_anything(rooms: Rooms, tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(sheet(row(1), row(2, client__naam="")))
    ((_, judged),) = judging.check(rooms, [path])
    assert [one.accepted for one in judged.rows] == [True, False]
    assert not judged.accepted
    assert list(publish.manifests(rooms.workspace.outbox)) == []


def comments(path: Path) -> list[tuple[int, str]]:
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    cells = (cell for each in book.worksheets for line in each.iter_rows() for cell in line)
    return [(cell.row or 0, cell.comment.text) for cell in cells if cell.comment]


@pytest.mark.thorough
def test_a_form_that_is_dropped_meanwhile_overtakes_a_sheet(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.flows.sheets._LOT", 1)
    drop(rooms, "lijst.xlsx", sheet(row(1), row(2)))
    placed, count = endings.placed, []

    def drops(*given: object) -> Outcome | str:
        count.append(0)
        if len(count) == 1:
            drop(rooms, "tweede.xlsx", sheet(row(1)))
            drop(rooms, "form.json", b"{}")
        return placed(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(endings, "placed", drops)
    files = [outcome.file for outcome in once(rooms)]
    assert [file[0] for file in files] == list("llfltt")
    assert names(rooms.workspace.work) == []


@pytest.mark.thorough
def test_forms_go_before_a_sheet_that_was_dropped_first(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.flows.inbox._BATCH", 2)
    drop(rooms, "a.xlsx", sheet(row(1, client__naam="")))
    for number in range(4):
        drop(rooms, f"b{number}.json", b"{}")
    files = [outcome.file for outcome in once(rooms)]
    assert "".join(file[0] for file in files) == "bbbbaa"


@pytest.mark.thorough
def test_a_row_of_which_it_is_not_certain_that_it_stands_is_made_once(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The paper is placed, and then the ledger refuses: the sheet goes back only after the outbox was looked at."""
    monkeypatch.setattr("generator.flows.retries._PAUSES", (timedelta(0),))
    drop(rooms, "lijst.xlsx", sheet(row(1), row(2)))
    record, calls = endings.record, []

    def refuses(*given: object, **named: object) -> None:
        calls.append(0)
        if len(calls) == 1:
            raise OperatorFault("LEDGER-BEZET", "Het lukt niet.")
        record(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(endings, "record", refuses)
    outcomes = once(rooms)
    assert (outcomes[-1].file, outcomes[-1].outcome) == ("lijst.xlsx", Result.PUBLISHED)
    assert len(list(publish.manifests(rooms.workspace.outbox))) == 2
    assert names(rooms.workspace.inbox) == names(rooms.workspace.work) == []
