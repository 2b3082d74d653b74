"""A form comes back with its faults marked in it, is mended right there, and goes through without the marks."""

from pathlib import Path
from typing import Any

import pytest

from generator.catalog import FORMS
from generator.formats.table import formats
from generator.model import Result
from generator.wiring import Rooms
from tests.conftest import filled
from tests.flows.test_line import codes, drop, names, once, only
from tests.formats.filling import fill

MARKED = ("pdf", "docx", "xlsx")
EACH_MARKED = pytest.mark.parametrize("kind", MARKED)
WRONG: dict[str, Any] = {"client__naam": "", "client__geboortedatum": "30/02/1985"}
RIGHT = FORMS["advies"].example_answers(3)


def mended(path: Path) -> bytes:
    values = {name: RIGHT[name] for name in ("client.naam", "client.geboortedatum")}
    return fill(formats()[path.suffix[1:]], path.read_bytes(), values)


def archived(rooms: Rooms) -> list[bytes]:
    return [path.read_bytes() for path in sorted(rooms.workspace.archive.rglob("*.*"))]


@EACH_MARKED
def test_a_rejected_form_is_marked_mended_in_place_and_published(rooms: Rooms, kind: str) -> None:
    content = filled("advies", kind=kind, **WRONG)
    drop(rooms, f"Advies.{kind}", content)
    outcome = only(once(rooms))
    assert outcome.outcome is Result.REJECTED
    assert set(codes(outcome)) >= {"VELD-VERPLICHT", "VELD-DATUM"}
    copy = rooms.workspace.returned / f"Advies.{kind}"
    assert names(rooms.workspace.returned) == [copy.name, f"{copy.name}.fouten.txt"]
    assert copy.read_bytes() != content
    assert formats()[kind].unmark(copy.read_bytes()) != copy.read_bytes()
    assert archived(rooms) == [content]

    assert once(rooms) == []
    copy.write_bytes(changed := mended(copy))
    outcome = only(once(rooms))
    assert outcome.outcome is Result.PUBLISHED
    folder = rooms.workspace.root / outcome.folder
    kept = (folder / "bron" / copy.name).read_bytes()
    assert kept == formats()[kind].unmark(kept) == formats()[kind].unmark(changed)
    assert formats()[kind].read(folder / "bron" / copy.name).values["client.naam"] == RIGHT["client.naam"]
    assert sorted(archived(rooms)) == sorted([content, changed])
    assert names(rooms.workspace.returned) == []


@pytest.mark.thorough
@EACH_MARKED
def test_a_mended_copy_may_be_dropped_in_the_inbox(rooms: Rooms, kind: str) -> None:
    drop(rooms, f"Advies.{kind}", filled("advies", kind=kind, **WRONG))
    once(rooms)
    drop(rooms, f"nieuw/Advies.{kind}", mended(rooms.workspace.returned / f"Advies.{kind}"))
    assert only(once(rooms)).outcome is Result.PUBLISHED


@pytest.mark.thorough
@EACH_MARKED
def test_what_is_still_wrong_is_marked_anew(rooms: Rooms, kind: str) -> None:
    drop(rooms, f"Advies.{kind}", filled("advies", kind=kind, **WRONG))
    once(rooms)
    copy = rooms.workspace.returned / f"Advies.{kind}"
    half = fill(formats()[kind], copy.read_bytes(), {"client.naam": RIGHT["client.naam"]})
    copy.write_bytes(half)
    outcome = only(once(rooms))
    assert codes(outcome) == ["VELD-DATUM"]
    again = copy.read_bytes()
    assert again not in {half, formats()[kind].unmark(again)}
    assert names(rooms.workspace.returned) == [copy.name, f"{copy.name}.fouten.txt"]


@pytest.mark.parametrize("kind", ["json", "yaml"])
def test_data_comes_back_as_it_was(rooms: Rooms, kind: str) -> None:
    content = filled("advies", kind=kind, **WRONG)
    drop(rooms, f"Advies.{kind}", content)
    once(rooms)
    assert (rooms.workspace.returned / f"Advies.{kind}").read_bytes() == content


@EACH_MARKED
def test_a_form_that_never_came_back_is_kept_as_it_is(rooms: Rooms, kind: str) -> None:
    content = filled("advies", kind=kind)
    drop(rooms, f"Advies.{kind}", content)
    folder = rooms.workspace.root / only(once(rooms)).folder
    assert (folder / "bron" / f"Advies.{kind}").read_bytes() == content
    assert archived(rooms) == []
