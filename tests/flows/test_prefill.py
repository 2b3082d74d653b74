"""A new form starts with what the dossier knows; a form of somebody else's making is taken by its map."""

from pathlib import Path

import pytest

from forms.numbers import show_insz
from generator.catalog import FORMS
from generator.errors import UsageFault
from generator.flows import blanks
from generator.flows.prefill import known_of
from generator.formats.table import formats
from generator.model import Result
from generator.wiring import Rooms
from tests.conftest import filled
from tests.flows.standing import stand
from tests.flows.test_line import drop, once, only

DOSSIER = "KB-2026-00003"


@pytest.mark.parametrize("kind", formats())
def test_a_blank_form_of_a_dossier_holds_what_is_known(rooms: Rooms, kind: str, tmp_path: Path) -> None:
    stand(rooms, (("a.json", filled("screening_activering")),))
    target = tmp_path / f"plan.{kind}"
    wanted = blanks.Wanted(dossier=DOSSIER)
    blanks.write_blank(rooms.workspace.root, "hulpverleningsplan", kind, target, wanted)
    values = formats()[kind].read(target).values
    said = FORMS["screening_activering"].example_answers(3)
    assert values["client.insz"] == show_insz(str(said["client.insz"]))
    for name in (
        "client.naam",
        "client.geboortedatum",
        "client.domicilie.straat",
        "gezin.0.naam",
    ):
        if name in said:
            assert values[name] == said[name], name
    assert values["dossiernummer"] == DOSSIER
    assert values["fase"] == said["fase"]
    assert "datum_opmaak" not in values
    assert not any(name.startswith("doelen") for name in values)


@pytest.mark.parametrize(
    ("day", "newest"), [("05/02/2026", "0471 22 22 22"), ("04/02/2026", "0471 11 11 11")]
)
def test_the_newest_paper_decides(rooms: Rooms, day: str, newest: str) -> None:
    """Of two papers of one day the one that was published last."""
    stand(rooms, (("a.json", filled("sociaal_verslag", client__gsm="0471 11 11 11")),))
    drop(rooms, "b.json", filled("screening_activering", client__gsm="0471 22 22 22", datum_opmaak=day))
    assert only(once(rooms)).outcome is Result.PUBLISHED
    known = known_of(rooms.workspace, DOSSIER, FORMS["advies"].model)
    assert known["client.gsm"] == newest


def test_answers_go_before_what_the_dossier_knows(rooms: Rooms, tmp_path: Path) -> None:
    stand(rooms, (("a.json", filled("advies")),))
    answers = tmp_path / "antwoorden.json"
    answers.write_text('{"client": {"gsm": "0499 99 99 99"}}')
    target = tmp_path / "sv.json"
    blanks.write_blank(
        rooms.workspace.root, "sociaal_verslag", "json", target, blanks.Wanted(answers, DOSSIER)
    )
    values = formats()["json"].read(target).values
    assert values["client.gsm"] == "0499 99 99 99"
    assert values["client.naam"] == FORMS["advies"].example_answers(3)["client.naam"]


@pytest.mark.parametrize("dossier", ["KB-2026-99999", "../..", "x/y"])
def test_an_unknown_dossier_is_told(rooms: Rooms, dossier: str) -> None:
    with pytest.raises(UsageFault) as caught:
        known_of(rooms.workspace, dossier, FORMS["advies"].model)
    assert caught.value.code == "DOSSIER-ONBEKEND"
