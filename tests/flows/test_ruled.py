"""What a session decided, in a dossier at a glance and in the list of what is due."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from forms.nesting import Value
from generator import publish
from generator.flows import deadlines, overview
from generator.model import Result
from generator.wiring import Rooms
from tests.flows.test_decisions import NUMBERS, advices, listed
from tests.flows.test_line import drop, once

TODAY = date(2026, 11, 24)
GRANTED, REFUSED = NUMBERS
"""As the service proposed it."""
WHY = "De cliënt bracht op de zitting stukken mee die de sociale dienst nog niet kende; daarom valt het besluit anders uit."
OTHERWISE: dict[str, Value] = {
    "punten.0.besluit": "Afwijkend",
    "punten.1.besluit": "Afwijkend",
    "toelichtingen.0.nummer": "1",
    "toelichtingen.0.beslissing": "Weigeren",
    "toelichtingen.0.tekst": "Het BCSD weigert het leefloon.",
    "toelichtingen.0.motivering": WHY,
    "toelichtingen.1.nummer": "2",
    "toelichtingen.1.beslissing": "Toekennen",
    "toelichtingen.1.tekst": "Het BCSD kent een leefloon toe.",
    "toelichtingen.1.motivering": WHY,
    "toelichtingen.1.bedrag": "350,00",
    "toelichtingen.1.ingangsdatum": "01/06/2026",
}
PUT_OFF: dict[str, Value] = {
    "punten.0.besluit": "Uitgesteld",
    "punten.1.besluit": "Ingetrokken",
    "punten.1.stemming": "",
}


def decide(rooms: Rooms, tmp_path: Path, changes: Mapping[str, Value]) -> None:
    drop(rooms, "lijst.json", listed(tmp_path, "json", changes))
    assert {outcome.outcome for outcome in once(rooms)} == {Result.PUBLISHED}


def look(rooms: Rooms, number: str) -> tuple[bool, dict[str, str]]:
    """Whether it is closed, and how the terms stand that hang on the decision."""
    seen = overview.overview(rooms.workspace, rooms.settings, number, TODAY)
    states = {term.what: term.state(TODAY).value for term in seen.terms}
    return seen.closed, {
        what: states[what] for what in ("Beslissing", "GPMI", "Volgend huisbezoek") if what in states
    }


def due(rooms: Rooms, number: str) -> set[str]:
    found = deadlines.due(rooms.workspace, rooms.settings.norms, TODAY)
    return {each.term.what for each in found if each.dossier == number}


OPEN = (False, {"Beslissing": "klaar", "GPMI": "te laat", "Volgend huisbezoek": "open"})
CLOSED = (True, {"Beslissing": "klaar"})
UNDECIDED = (False, {"Beslissing": "te laat", "Volgend huisbezoek": "open"})


@pytest.mark.parametrize(
    ("changes", "first", "second"),
    [
        pytest.param({}, OPEN, CLOSED, id="conform", marks=pytest.mark.thorough),
        pytest.param(OTHERWISE, CLOSED, OPEN, id="otherwise"),
        pytest.param(PUT_OFF, UNDECIDED, UNDECIDED, id="put off"),
    ],
)
def test_what_was_decided_counts(
    rooms: Rooms,
    tmp_path: Path,
    changes: Mapping[str, Value],
    first: tuple[bool, dict[str, str]],
    second: tuple[bool, dict[str, str]],
) -> None:
    advices(rooms)
    assert (look(rooms, GRANTED), look(rooms, REFUSED)) == (OPEN, CLOSED)
    decide(rooms, tmp_path, changes)
    for number, expected in ((GRANTED, first), (REFUSED, second)):
        assert look(rooms, number) == expected
        hanging = {what for what, state in expected[1].items() if state != "klaar"}
        assert due(rooms, number) & {"Beslissing", "GPMI", "Volgend huisbezoek"} == hanging


def test_the_decision_is_a_paper_of_its_dossier_and_stays_when_minutes_go(
    rooms: Rooms, tmp_path: Path
) -> None:
    advices(rooms)
    decide(rooms, tmp_path, OTHERWISE)
    seen = overview.overview(rooms.workspace, rooms.settings, GRANTED, TODAY)
    assert [(paper.form, paper.day, paper.latest) for paper in seen.papers][-1] == (
        "besluit",
        "2026-06-24",
        True,
    )
    minutes = rooms.workspace.outbox / "zittingen/2026-06-24 BCSD besluiten"
    (minutes / "gegevens.json").write_bytes(b'{"besluitenlijst": [')
    assert look(rooms, GRANTED) == CLOSED
    (minutes / "gegevens.json").unlink()
    assert look(rooms, GRANTED) == CLOSED
    decision = rooms.workspace.root / seen.papers[-1].folder / "gegevens.json"
    decision.write_bytes(b"[]")
    assert look(rooms, GRANTED) == OPEN


@pytest.mark.thorough
@pytest.mark.parametrize("again", [{}, PUT_OFF], ids=["conform after all", "put off after all"])
def test_the_last_list_counts(rooms: Rooms, tmp_path: Path, again: Mapping[str, Value]) -> None:
    advices(rooms)
    decide(rooms, tmp_path, OTHERWISE)
    decide(rooms, tmp_path, again)
    assert look(rooms, GRANTED) == (UNDECIDED if again else OPEN)


@pytest.mark.thorough
def test_a_decision_of_after_the_minutes_counts(rooms: Rooms, tmp_path: Path) -> None:
    """A corrected list of which the decisions stand and the minutes not yet."""
    advices(rooms)
    decide(rooms, tmp_path, PUT_OFF)
    home = rooms.workspace.outbox / "zittingen"
    first = home / "2026-06-24 BCSD besluiten"
    earlier = publish.read_manifest(first).model_copy(update={"published_at": "2026-06-25T08:00:00+00:00"})
    (first / "manifest.json").write_bytes(earlier.as_json())
    decide(rooms, tmp_path, {})
    shutil.rmtree(home / "2026-06-24 BCSD besluiten (2)")
    assert look(rooms, GRANTED) == OPEN


@pytest.mark.thorough
def test_back_to_an_earlier_list_takes_a_remark(rooms: Rooms, tmp_path: Path) -> None:
    """The decisions stand already; the minutes, which are new, tell which of them counts."""
    advices(rooms)
    decide(rooms, tmp_path, {})
    decide(rooms, tmp_path, OTHERWISE)
    assert look(rooms, GRANTED) == CLOSED
    drop(rooms, "lijst.json", listed(tmp_path, "json", {"opmerkingen": "Dit is de juiste lijst."}))
    assert [outcome.outcome for outcome in once(rooms)] == [Result.DUPLICATE] * 2 + [Result.PUBLISHED]
    assert (look(rooms, GRANTED), look(rooms, REFUSED)) == (OPEN, CLOSED)
