"""Blank, fill, read, judge: whatever program the form was filled in with, the answers are the same."""

import json
from pathlib import Path

import pytest

from forms.base import IDENTITY
from forms.nesting import Value
from generator.catalog import FORMS
from generator.flows.house import house_of
from generator.flows.make import as_json
from generator.formats.base import Format
from generator.formats.table import formats
from generator.wiring import Rooms
from tests.conftest import judge_beside
from tests.contracts.test_formats import unordered
from tests.formats.filling import fill

ALL_FORMATS = list(formats().values())
EACH_FORM = pytest.mark.parametrize("form", FORMS)
EACH_FORMAT = pytest.mark.parametrize("kind", ALL_FORMATS, ids=lambda kind: kind.name)


def answers(form: str, seed: int = 3) -> dict[str, Value]:
    said = FORMS[form].example_answers(seed)
    return {name: value for name, value in said.items() if name not in IDENTITY and value}


@pytest.mark.parametrize(
    "form",
    ["advies", *(pytest.param(form, marks=pytest.mark.thorough) for form in FORMS if form != "advies")],
)
def test_from_the_same_answers_every_format_keeps_the_same_data(
    form: str, rooms: Rooms, tmp_path: Path
) -> None:
    kept: dict[str, bytes] = {}
    for kind in ALL_FORMATS:
        path = tmp_path / f"formulier.{kind.name}"
        path.write_bytes(fill(kind, kind.blank(FORMS[form].model), answers(form)))
        judged = judge_beside(path, house_of(rooms))
        assert judged.recipe, (kind.name, judged.findings)
        kept[kind.name] = as_json(judged.answers or {})
    assert set(kept) == {"pdf", "docx", "xlsx", "json", "yaml"}
    assert len(set(kept.values())) == 1
    assert json.loads(kept["pdf"])["documenttype"] == form


@EACH_FORM
@EACH_FORMAT
def test_a_filled_form_can_be_changed(kind: Format, form: str, tmp_path: Path) -> None:
    filled = kind.blank(FORMS[form].model, FORMS[form].example_answers(3))
    path = tmp_path / f"formulier.{kind.name}"
    path.write_bytes(fill(kind, filled, {"client.voornaam": "Żaneta d'Été", "client.naam": ""}))
    read = kind.read(path).values
    assert read["client.voornaam"] == "Żaneta d'Été"
    assert "client.naam" not in read
    untouched = {name: value for name, value in answers(form).items() if not name.startswith("client.")}
    assert unordered({name: read.get(name, "") for name in untouched}) == unordered(untouched)


@EACH_FORM
@EACH_FORMAT
def test_the_same_faults_in_every_format(kind: Format, form: str, rooms: Rooms, tmp_path: Path) -> None:
    """Each fault once, on the same field, in the same words."""
    told = []
    for found in (kind, formats()["json"]):
        path = tmp_path / f"formulier.{found.name}"
        wrong: dict[str, Value] = {
            **answers(form),
            "client.naam": "",
            "client.geboortedatum": "30/02/1985",
            "datum_opmaak": "gisteren",
            "client.insz": "85.07.30-033.29",
        }
        path.write_bytes(fill(found, found.blank(FORMS[form].model), wrong))
        told.append(
            [(one.code, one.field, one.message) for one in judge_beside(path, house_of(rooms)).findings]
        )
    assert told[0] == told[1]
    assert {field for code, field, _ in told[0] if code.startswith("VELD-")} >= {
        "client.naam",
        "datum_opmaak",
    }
