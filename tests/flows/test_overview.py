"""A dossier at a glance, and what is due in all of them."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from forms.dossier import Dossier
from forms.terms import State
from generator.catalog import FORMS
from generator.errors import UsageFault
from generator.flows import deadlines, overview
from generator.wiring import Rooms
from tests.conftest import filled
from tests.flows.standing import stand
from tests.flows.test_attachments import pdf
from tests.flows.test_line import drop, once

NUMBER, OTHER = "KB-2026-00003", "KB-2026-00004"
DECIDED_BY = date(2026, 1, 1)


@pytest.fixture
def house(rooms: Rooms) -> Rooms:
    """Two dossiers: one with four papers and an attachment, one with an advice only."""
    papers = [(f"{form}.json", filled(form)) for form in FORMS]
    stand(rooms, (*papers, (f"{NUMBER}/brief.pdf", pdf()), ("ander.json", filled("advies", seed=4))))
    return rooms


def look(rooms: Rooms, number: str = NUMBER) -> overview.Overview:
    return overview.overview(rooms.workspace, rooms.settings, number, date(2026, 11, 24))


def test_a_dossier_at_a_glance(house: Rooms) -> None:
    seen = look(house)
    assert [paper.form for paper in seen.papers] == list(FORMS)
    assert [paper.title for paper in seen.attachments] == ["Bijlage brief"]
    assert all((house.workspace.root / paper.folder).is_dir() for paper in (*seen.papers, *seen.attachments))
    assert seen.phase is not None
    assert seen.phase.phase.value == FORMS["screening_activering"].example_answers(3)["fase"]
    assert seen.phase.title == "Screening activering"
    assert {
        "Ontvangstbewijs",
        "Beslissing",
        "Kennisgeving",
        "GPMI",
        "Volgend huisbezoek",
        "Volgend contact",
    } <= {term.what for term in seen.terms}
    assert [term.day for term in seen.terms] == sorted(term.day for term in seen.terms)
    assert not seen.closed
    assert {finding.severity.value for _, finding in seen.findings} <= {"fout", "waarschuwing"}


def test_of_each_kind_the_latest_is_told(house: Rooms) -> None:
    drop(
        house, "b.json", filled("screening_activering", interesses="Iets heel anders, met dieren en planten.")
    )
    once(house)
    marks = [(paper.form, paper.latest) for paper in look(house).papers]
    assert marks.count(("screening_activering", True)) == marks.count(("screening_activering", False)) == 1


def test_what_is_missing_is_judged_as_for_a_session(house: Rooms) -> None:
    seen = look(house, OTHER)
    assert seen.phase is None
    assert seen.missing[:2] == ("Screening activering: nog geen", "Sociaal verslag: nog geen")
    assert ("Advies", "ADV-06", "fout") in {
        (title, finding.code, finding.severity.value) for title, finding in seen.findings
    }


def test_what_came_since_is_judged_again(house: Rooms) -> None:
    """A plan that was right when it was made is overtaken by a screening of later, in another phase."""
    before = {finding.code for _, finding in look(house).findings}
    fase = str(FORMS["screening_activering"].example_answers(3)["fase"])
    changes = {
        "fase": "2" if fase == "1" else "1",
        "fase_afwijking_motivering": "De cliënt vroeg zelf om eerst aan iets anders te werken, na overleg.",
        "instrumenten": "",
        "datum_opmaak": "20/11/2026",
    }
    drop(house, "b.json", filled("screening_activering", 3, **changes))
    once(house)
    assert {finding.code for _, finding in look(house).findings} - before >= {"HVP-03"}


def test_a_dossier_with_attachments_only_is_shown(rooms: Rooms) -> None:
    drop(rooms, f"{NUMBER}/brief.pdf", pdf())
    once(rooms)
    seen = look(rooms)
    assert (len(seen.attachments), seen.papers, seen.terms) == (1, (), ())
    assert len(seen.missing) == 4


@pytest.mark.parametrize("number", ["KB-2026-99999", "../..", ""])
def test_an_unknown_dossier_is_told(house: Rooms, number: str) -> None:
    with pytest.raises(UsageFault) as caught:
        look(house, number)
    assert caught.value.code == "DOSSIER-ONBEKEND"


def test_the_phase_of_nothing_is_unknown() -> None:
    assert overview.phase_of(Dossier("x")) is None


def test_what_is_due_in_all_dossiers_comes_in_order(house: Rooms) -> None:
    norms, today = house.settings.norms, DECIDED_BY
    found = deadlines.due(house.workspace, norms, today)
    assert {each.dossier for each in found} == {NUMBER, OTHER}
    assert [each.term.day for each in found] == sorted(each.term.day for each in found)
    assert {each.state for each in found} <= {State.OPEN, State.LATE}
    until = found[len(found) // 2].term.day
    some = deadlines.due(house.workspace, norms, today, until)
    assert list(some) == [each for each in found if each.term.day <= until]
    assert 0 < len(some) < len(found)
    later = deadlines.due(house.workspace, norms, today + timedelta(days=4000))
    assert {each.state for each in later} == {State.LATE}
    assert "Kennisgeving" not in {each.term.what for each in later}


def test_the_calendar_says_no_name_and_knows_its_events_again(house: Rooms, tmp_path: Path) -> None:
    found = deadlines.due(house.workspace, house.settings.norms, DECIDED_BY)
    deadlines.write_calendar(tmp_path / "map/termijnen.ics", found)
    text = (tmp_path / "map/termijnen.ics").read_bytes().replace(b"\r\n ", b"").decode()
    uids = re.findall(r"^UID:(.*)\r$", text, re.MULTILINE)
    assert len(set(uids)) == len(uids) == len(found)
    assert f"SUMMARY:{NUMBER}: GPMI" in text
    person = FORMS["advies"].example_answers(3)
    for name in (
        "client.naam",
        "client.voornaam",
        "client.insz",
        "opsteller.naam",
        "client.domicilie.straat",
    ):
        assert str(person[name]) not in text
    moved = [replace(each, term=replace(each.term, day=each.term.day + timedelta(days=9))) for each in found]
    deadlines.write_calendar(tmp_path / "map/termijnen.ics", moved)
    again = (tmp_path / "map/termijnen.ics").read_bytes().decode()
    assert re.findall(r"^UID:(.*)\r$", again, re.MULTILINE) == uids
