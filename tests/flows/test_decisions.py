"""After the session: the list goes out, comes back filled in, and becomes decisions, letters and minutes."""

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from forms.nesting import Value
from forms.norms import Norm
from generator import publish
from generator.catalog import DECISION_LIST, FORMS
from generator.errors import OperatorFault
from generator.flows import decisions, endings, inbox, judging
from generator.flows.make import House, Judged
from generator.flows.rulings import dress_point
from generator.formats.table import formats
from generator.model import AgendaPoint, Claimed, Outcome, Paper, Result, Session
from generator.wiring import Rooms
from tests.conftest import filled
from tests.flows.standing import stand
from tests.flows.test_line import codes, drop, due, names, once, only
from tests.golden import rulings

SEEDS = (rulings.GRANTED, rulings.REFUSED)
NUMBERS = ("KB-2026-00015", "KB-2026-00006")
SESSION = Session("BCSD", date(2026, 6, 24))
HOME = "outbox/zittingen/2026-06-24 BCSD besluiten"
FILES = ["besluit.docx", "besluit.pdf", "gegevens.json", "kennisgeving.docx", "kennisgeving.pdf"]


def advices(rooms: Rooms) -> dict[str, bytes]:
    """Bring the dossiers into the outbox; returns every file that stands there."""
    reports = [(f"verslag{seed}.json", filled("sociaal_verslag", seed)) for seed in SEEDS]
    stand(rooms, (*reports, *((f"advies{seed}.json", advice(seed)) for seed in SEEDS)))
    return contents(rooms)


def advice(seed: int) -> bytes:
    return formats()["json"].blank(FORMS["advies"].model, rulings.advice(seed))


def contents(rooms: Rooms) -> dict[str, bytes]:
    outbox = rooms.workspace.outbox
    return {name: (outbox / name).read_bytes() for name in names(outbox)}


def points() -> list[AgendaPoint]:
    made = []
    for place, seed in enumerate(SEEDS, 1):
        said = {name: str(value) for name, value in rulings.advice(seed).items()}
        made.append(
            AgendaPoint(
                f"BCSD-2026-06-{place:03d}",
                said["dossiernummer"],
                said["onderwerp"],
                said["aard"],
                said["beslissing"],
                "",
            )
        )
    return made


FILLED_IN: dict[str, Value] = {
    "voorzitter": "Jan Claes",
    "secretaris": "Mieke Vos",
    "aanwezigen.0.naam": "Els Janssens",
    "aanwezigen.0.hoedanigheid": "Lid",
    "aanwezigen.1.naam": "Nadia Haddad",
    "aanwezigen.1.hoedanigheid": "Lid",
    "punten.0.besluit": "Conform",
    "punten.1.besluit": "Conform",
    "punten.1.stemming": "2-1-0",
}


def blank_list(tmp_path: Path) -> dict[str, Value]:
    """What stands in the list that goes out."""
    made = decisions.decision_list(SESSION, points())
    path = tmp_path / made.name
    path.write_bytes(made.content)
    return dict(formats()["docx"].read(path).values)


@pytest.mark.thorough
def test_a_list_of_the_largest_session_can_be_read_back(tmp_path: Path) -> None:
    many = [replace(points()[0], number=str(place)) for place in range(decisions.MOST_POINTS)]
    path = tmp_path / "lijst.docx"
    path.write_bytes(decisions.decision_list(SESSION, many).content)
    found = formats()["docx"].read(path).values
    assert [found[f"punten.{place}.nummer"] for place in range(len(many))] == [one.number for one in many]


def listed(tmp_path: Path, kind: str = "docx", changes: Mapping[str, Value] | None = None) -> bytes:
    """The list as it comes back."""
    said = blank_list(tmp_path) | FILLED_IN | dict(changes or {})
    return formats()[kind].blank(DECISION_LIST.model, {name: value for name, value in said.items() if value})


def rows(outcomes: list[Outcome]) -> list[Result]:
    return [outcome.outcome for outcome in outcomes if outcome.row]


def test_the_list_goes_out_with_what_is_known(tmp_path: Path) -> None:
    made = decisions.decision_list(SESSION, points(), "OCMW Proefdorp")
    assert made.name == "besluitenlijst.docx"
    assert blank_list(tmp_path) == {
        "documenttype": "besluitenlijst",
        "schema_versie": "1.0",
        "orgaan": "Bijzonder comité voor de sociale dienst (BCSD)",
        "zitting_datum": "24/06/2026",
        "punten.0.nummer": "BCSD-2026-06-001",
        "punten.0.dossiernummer": NUMBERS[0],
        "punten.0.onderwerp": points()[0].subject,
        "punten.0.voorstel": "Toekennen",
        "punten.1.nummer": "BCSD-2026-06-002",
        "punten.1.dossiernummer": NUMBERS[1],
        "punten.1.onderwerp": points()[1].subject,
        "punten.1.voorstel": "Weigeren",
    }
    head = Document(io.BytesIO(made.content)).sections[0].header
    assert "OCMW Proefdorp" in "".join(head._element.itertext())


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=pytest.mark.thorough) if kind in {"pdf", "xlsx", "yaml"} else kind
        for kind in formats()
    ],
)
def test_a_filled_list_becomes_decisions_letters_and_minutes(rooms: Rooms, tmp_path: Path, kind: str) -> None:
    before = advices(rooms)
    drop(rooms, f"lijst.{kind}", content := listed(tmp_path, kind))
    *each, last = once(rooms)
    assert rows(each) == [Result.PUBLISHED] * 2
    for number, row, outcome in zip(NUMBERS, (1, 2), sorted(each, key=lambda one: one.row), strict=True):
        folder = rooms.workspace.root / outcome.folder
        assert outcome.folder == f"outbox/dossiers/{number}/2026-06-24 Besluit"
        assert names(folder) == sorted([*FILES, f"bron/lijst rij {row}.json", "manifest.json"])
        kept = json.loads((folder / "gegevens.json").read_text())
        assert [point["dossiernummer"] for point in kept["besluitenlijst"]["punten"]] == [number]
        assert kept["advies"]["dossiernummer"] == number
    assert (last.outcome, last.folder, last.form) == (Result.PUBLISHED, HOME, "notulen")
    home = rooms.workspace.root / HOME
    assert names(home) == sorted(
        [f"bron/lijst.{kind}", "gegevens.json", "manifest.json", "notulen.docx", "notulen.pdf"]
    )
    assert (home / f"bron/lijst.{kind}").read_bytes() == content
    assert names(rooms.workspace.inbox) == names(rooms.workspace.work) == []
    after = contents(rooms)
    assert {name: after[name] for name in before} == before


def test_the_row_that_is_kept_is_a_list_by_itself(rooms: Rooms, tmp_path: Path) -> None:
    advices(rooms)
    drop(rooms, "lijst.docx", listed(tmp_path))
    once(rooms)
    row = rooms.workspace.outbox / f"dossiers/{NUMBERS[1]}/2026-06-24 Besluit/bron/lijst rij 2.json"
    drop(rooms, "rij.json", row.read_bytes())
    *each, last = once(rooms)
    assert rows(each) == [Result.DUPLICATE]
    assert last.folder == f"{HOME} (2)"


def test_the_same_list_twice_makes_nothing_twice(rooms: Rooms, tmp_path: Path) -> None:
    advices(rooms)
    drop(rooms, "lijst.docx", listed(tmp_path))
    once(rooms)
    before = contents(rooms)
    drop(rooms, "opnieuw.json", listed(tmp_path, "json"))
    *each, last = once(rooms)
    assert [*rows(each), last.outcome] == [Result.DUPLICATE] * 3
    assert contents(rooms) == before


@pytest.mark.thorough
def test_a_corrected_list_makes_only_what_changed(rooms: Rooms, tmp_path: Path) -> None:
    advices(rooms)
    drop(rooms, "lijst.docx", listed(tmp_path))
    once(rooms)
    drop(rooms, "lijst2.docx", listed(tmp_path, changes={"punten.1.stemming": "3-0-0"}))
    *each, last = once(rooms)
    assert sorted(rows(each)) == [Result.DUPLICATE, Result.PUBLISHED]
    assert f"outbox/dossiers/{NUMBERS[1]}/2026-06-24 Besluit (2)" in {outcome.folder for outcome in each}
    assert last.folder == f"{HOME} (2)"


def test_a_bad_list_comes_back_whole_with_every_fault_marked(rooms: Rooms, tmp_path: Path) -> None:
    advices(rooms)
    wrong = {"voorzitter": "", "punten.0.besluit": "", "punten.1.stemming": "1-1-1"}
    drop(rooms, "lijst.docx", listed(tmp_path, changes=wrong))
    outcome = only(once(rooms))
    assert outcome.outcome is Result.REJECTED
    assert set(codes(outcome)) == {"VELD-VERPLICHT", "BSL-09"}
    assert {finding.field for finding in outcome.findings} >= {"voorzitter", "punten.0.besluit"}
    copy = rooms.workspace.returned / "lijst.docx"
    notes = " ".join(comment.text for comment in Document(str(copy)).comments)
    assert all(code in notes for code in ("VELD-VERPLICHT", "BSL-09"))
    assert "Punt 2 – Besluit" in (rooms.workspace.returned / "lijst.docx.fouten.txt").read_text()
    assert not (rooms.workspace.outbox / "zittingen").exists()
    assert once(rooms) == []


def test_the_mended_copy_is_kept_without_its_marks(rooms: Rooms, tmp_path: Path) -> None:
    advices(rooms)
    drop(rooms, "lijst.docx", listed(tmp_path, changes={"punten.1.stemming": "1-1-1"}))
    once(rooms)
    copy = rooms.workspace.returned / "lijst.docx"
    mended = Document(str(copy))
    for node in mended.element.body.iter():
        if node.text == "1-1-1":
            node.text = "2-1-0"
    mended.save(str(copy))
    *each, last = once(rooms)
    assert [*rows(each), last.outcome] == [Result.PUBLISHED] * 3
    kept = Document(str(rooms.workspace.root / HOME / "bron/lijst.docx"))
    assert list(kept.comments) == []
    assert names(rooms.workspace.inbox) == []


def test_a_point_without_its_advice_is_a_finding(rooms: Rooms, tmp_path: Path) -> None:
    drop(rooms, "lijst.json", listed(tmp_path, "json"))
    outcome = only(once(rooms))
    assert outcome.outcome is Result.REJECTED
    assert [(finding.code, finding.field) for finding in outcome.findings] == [
        ("BSL-18", "punten.0.dossiernummer"),
        ("BSL-18", "punten.1.dossiernummer"),
    ]


@pytest.mark.thorough
def test_an_advice_in_the_same_drop_counts(rooms: Rooms, tmp_path: Path) -> None:
    drop(rooms, "a-lijst.json", listed(tmp_path, "json"))
    for seed in SEEDS:
        drop(rooms, f"verslag{seed}.json", filled("sociaal_verslag", seed))
        drop(rooms, f"z-advies{seed}.json", advice(seed))
    assert {outcome.outcome for outcome in once(rooms)} == {Result.PUBLISHED}


def test_a_file_number_that_is_a_path_reaches_nothing(rooms: Rooms, tmp_path: Path) -> None:
    advices(rooms)
    elsewhere = {"punten.0.dossiernummer": f"../dossiers/{NUMBERS[0]}"}
    drop(rooms, "lijst.json", listed(tmp_path, "json", elsewhere))
    assert codes(only(once(rooms))) == ["BSL-18"]


def test_of_a_postponed_point_there_is_no_decision(rooms: Rooms, tmp_path: Path) -> None:
    advices(rooms)
    late = {"punten.0.besluit": "Uitgesteld", "punten.1.besluit": "Ingetrokken", "punten.1.stemming": ""}
    drop(rooms, "lijst.docx", listed(tmp_path, changes=late))
    outcome = only(once(rooms))
    assert (outcome.outcome, outcome.folder) == (Result.PUBLISHED, HOME)
    assert "BSL-24" in {finding.code for finding in outcome.findings}


@pytest.mark.thorough
def test_an_item_about_no_client_has_no_letter(rooms: Rooms, tmp_path: Path) -> None:
    advices(rooms)
    noted = {"punten.0.besluit": "Afwijkend"} | {
        "toelichtingen.0.nummer": "1",
        "toelichtingen.0.beslissing": "Kennisnemen",
        "toelichtingen.0.tekst": "Het BCSD neemt kennis van de vraag.",
        "toelichtingen.0.motivering": "De cliënt trok de vraag in op de dag van de zitting; er valt niets meer te beslissen.",
    }
    drop(rooms, "lijst.json", listed(tmp_path, "json", noted))
    *each, _ = once(rooms)
    (first,) = [outcome for outcome in each if outcome.dossier == NUMBERS[0]]
    assert [Path(name).name for name in first.documents] == ["besluit.docx", "besluit.pdf"]


@pytest.mark.thorough
def test_a_stop_in_the_middle_makes_no_decision_twice(
    rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advices(rooms)
    drop(rooms, "lijst.docx", listed(tmp_path))
    placed = endings.placed

    def stop(*given: Any) -> Outcome:
        placed(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(endings, "placed", stop)
    with pytest.raises(KeyboardInterrupt):
        once(rooms)
    monkeypatch.undo()
    *each, last = once(rooms)
    assert sorted(rows(each)) == [Result.DUPLICATE, Result.PUBLISHED]
    assert last.outcome is Result.PUBLISHED


@pytest.mark.thorough
def test_minutes_that_were_placed_but_not_recorded_are_not_placed_again(
    rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advices(rooms)
    drop(rooms, "lijst.docx", listed(tmp_path))
    record = endings.record

    def stop(rooms: Rooms, claimed: Claimed, outcome: Outcome, **more: Any) -> None:
        if outcome.form == "notulen":
            raise KeyboardInterrupt
        record(rooms, claimed, outcome, **more)

    monkeypatch.setattr(endings, "record", stop)
    with pytest.raises(KeyboardInterrupt):
        once(rooms)
    monkeypatch.undo()
    before = contents(rooms)
    once(rooms)
    assert contents(rooms) == before
    assert names(rooms.workspace.inbox) == names(rooms.workspace.work) == []


@pytest.mark.thorough
def test_a_decision_that_cannot_be_made_holds_the_list_back(
    rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advices(rooms)
    drop(rooms, "lijst.docx", content := listed(tmp_path))

    def fails(judged: Judged, house: House) -> Paper:
        if judged.row == 2:
            raise OperatorFault("PDF-STUK", "Het lukt niet.")
        return dress_point(judged, house)

    monkeypatch.setattr("generator.flows.decisions.dress_point", fails)
    *each, last = once(rooms)
    assert sorted(rows(each)) == [Result.FAILED, Result.PUBLISHED]
    assert (last.outcome, codes(last)) == (Result.FAILED, ["LIJST-MISLUKT"])
    assert (rooms.workspace.inbox / "lijst.docx").read_bytes() == content
    monkeypatch.undo()
    due(rooms)
    *each, last = once(rooms)
    assert sorted(rows(each)) == [Result.DUPLICATE, Result.PUBLISHED]
    assert last.outcome is Result.PUBLISHED


def test_a_list_is_checked_as_a_whole(rooms: Rooms, tmp_path: Path) -> None:
    advices(rooms)
    good, bad = tmp_path / "goed.json", tmp_path / "fout.json"
    good.write_bytes(listed(tmp_path, "json"))
    bad.write_bytes(listed(tmp_path, "json", {"punten.1.stemming": "1-1-1"}))
    found = dict(judging.check(rooms, [good, bad]))
    assert (found[good].accepted, found[good].rows) == (True, ())
    assert [finding.code for finding in found[bad].findings if finding.code != "BSL-25"] == ["BSL-09"]
    assert not found[bad].accepted
    assert not (rooms.workspace.outbox / "zittingen").exists()


@pytest.mark.thorough
def test_the_address_of_the_court_comes_from_the_house(rooms: Rooms, tmp_path: Path) -> None:
    advices(rooms)
    own = {"beroep_adres": (Norm(waarde="Rechtbanklaan 1, 3000 Leuven", bron="het huis"),)}
    settings = rooms.settings.model_copy(update={"normen": own})
    drop(rooms, "lijst.docx", listed(tmp_path))
    *each, last = once(replace(rooms, settings=settings))
    assert last.findings == ()
    letter = rooms.workspace.root / each[0].folder / "kennisgeving.docx"
    assert "Rechtbanklaan 1, 3000 Leuven" in "\n".join(
        paragraph.text for paragraph in Document(str(letter)).paragraphs
    )


def test_a_named_file_that_is_no_list_comes_back(rooms: Rooms, tmp_path: Path) -> None:
    path = tmp_path / "advies.json"
    path.write_bytes(filled("advies"))
    outcome = only(inbox.process(rooms, [path], only=DECISION_LIST.id))
    assert (outcome.outcome, codes(outcome)) == (Result.REJECTED, ["BESTAND-ANDER-FORMULIER"])
    assert list(publish.manifests(rooms.workspace.outbox)) == []
