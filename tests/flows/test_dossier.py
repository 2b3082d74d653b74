"""A form is judged beside the papers of its dossier: looked up in the outbox, and in the right order within a batch."""

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from forms.base import IDENTITY
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.sociaal_verslag import SociaalVerslag
from generator import publish
from generator.catalog import FORMS
from generator.flows import dossier, inbox, judging
from generator.formats.excel.format import ExcelFormat
from generator.model import Outcome, Result
from generator.wiring import Rooms
from tests.conftest import filled
from tests.flows.standing import stand
from tests.flows.test_line import codes, drop, once, only

NUMBER = "KB-2026-00003"
FASE = str(FORMS["screening_activering"].example_answers(3)["fase"])
OTHER_PHASE: dict[str, Any] = {"fase": "2" if FASE == "1" else "1"}
BIRTH: dict[str, Any] = {"client__insz": "85.07.30-033.28", "client__geboortedatum": "30/07/1985"}


def all_codes(outcome: Outcome) -> set[str]:
    return {finding.code for finding in outcome.findings}


def warned(outcome: Outcome) -> set[str]:
    return {
        finding.code
        for finding in outcome.findings
        if finding.code in {"HVP-02", "HVP-03", "HVP-04", "ADV-06"}
    }


@pytest.mark.parametrize("order", [list(FORMS), list(FORMS)[::-1]], ids=["in order", "the last first"])
def test_four_papers_dropped_at_once_are_judged_in_the_order_in_which_they_rest_on_each_other(
    rooms: Rooms, order: list[str]
) -> None:
    for place, form in enumerate(order):
        drop(rooms, f"{place}.json", filled(form))
    outcomes = once(rooms)
    assert [outcome.form for outcome in outcomes] == list(FORMS)
    assert {outcome.outcome for outcome in outcomes} == {Result.PUBLISHED}
    assert [warned(outcome) for outcome in outcomes] == [set()] * 4


def test_a_plan_in_a_batch_is_judged_with_the_screening_of_that_batch(rooms: Rooms) -> None:
    drop(rooms, "1.json", filled("hulpverleningsplan"))
    reason = "De cliënt vroeg zelf om eerst aan iets anders te werken, na overleg."
    changes: dict[str, Any] = {**OTHER_PHASE, "fase_afwijking_motivering": reason, "instrumenten": ""}
    drop(rooms, "2.json", filled("screening_activering", **changes))
    screening, plan = once(rooms)
    assert screening.outcome is Result.PUBLISHED, screening.findings
    assert (plan.outcome, codes(plan)) == (Result.REJECTED, ["HVP-03"])


def test_papers_of_other_dossiers_do_not_wait_for_each_other(rooms: Rooms) -> None:
    places = {
        "a": ("1", "advies"),
        "b": ("1", "sociaal_verslag"),
        "c": ("2", "advies"),
        "d": ("", ""),
        "e": ("", ""),
    }
    assert list(dossier.waves(places)) == [["b", "c", "d", "e"], ["a"]]


def test_a_paper_alone_is_published_with_a_warning(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("advies"))
    outcome = only(once(rooms))
    assert (outcome.outcome, warned(outcome)) == (Result.PUBLISHED, {"ADV-06"})


def test_another_client_under_the_same_number_comes_back(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("screening_activering"))
    drop(rooms, "b.json", filled("sociaal_verslag", **BIRTH))
    first, second = once(rooms)
    assert (first.outcome, second.outcome, codes(second)) == (Result.PUBLISHED, Result.REJECTED, ["DOS-01"])
    assert "85.07.30" not in (rooms.workspace.returned / "b.json.fouten.txt").read_text()


def test_two_clients_in_the_same_form_under_one_number_are_not_both_published(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("sociaal_verslag"))
    drop(rooms, "b.json", filled("sociaal_verslag", **BIRTH))
    assert sorted(outcome.outcome for outcome in once(rooms)) == [Result.PUBLISHED, Result.REJECTED]


def test_what_was_taken_out_of_the_outbox_counts_no_more(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("screening_activering", **BIRTH))
    folder = rooms.workspace.root / only(once(rooms)).folder
    drop(rooms, "b.json", filled("sociaal_verslag"))
    assert codes(only(once(rooms))) == ["DOS-01"]
    shutil.rmtree(folder)
    drop(rooms, "b.json", filled("sociaal_verslag"))
    assert only(once(rooms)).outcome is Result.PUBLISHED


def test_all_faults_come_at_once(rooms: Rooms) -> None:
    stand(rooms, (("a.json", filled("screening_activering")),))
    drop(rooms, "b.json", filled("hulpverleningsplan", **OTHER_PHASE, datum_opmaak="", versie="een"))
    assert {"VELD-VERPLICHT", "VELD-GETAL"} <= all_codes(only(once(rooms)))
    drop(rooms, "b.json", filled("hulpverleningsplan", **OTHER_PHASE, versie="een"))
    assert {"HVP-03", "VELD-GETAL"} <= all_codes(only(once(rooms)))


@pytest.mark.parametrize("content", [None, b"{", b"[]", b'{"schema_versie": "0.1"}'])
def test_a_damaged_paper_holds_up_no_other(rooms: Rooms, content: bytes | None) -> None:
    drop(rooms, "a.json", filled("sociaal_verslag"))
    answers = rooms.workspace.root / only(once(rooms)).folder / "gegevens.json"
    answers.write_bytes(content) if content is not None else answers.unlink()
    drop(rooms, "b.json", filled("advies"))
    outcome = only(once(rooms))
    assert (outcome.outcome, warned(outcome)) == (Result.PUBLISHED, {"ADV-06"})


def test_a_paper_with_a_damaged_manifest_is_left_out(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("sociaal_verslag"))
    (rooms.workspace.root / only(once(rooms)).folder / "manifest.json").write_bytes(b"{")
    drop(rooms, "b.json", filled("advies"))
    assert warned(only(once(rooms))) == {"ADV-06"}


def test_an_outbox_that_cannot_be_read_puts_the_file_back(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("sociaal_verslag"))
    manifest = rooms.workspace.root / only(once(rooms)).folder / "manifest.json"
    manifest.rename(manifest.with_name("elders"))
    manifest.mkdir()
    path = drop(rooms, "b.json", filled("advies"))
    outcome = only(once(rooms))
    assert (outcome.outcome, outcome.findings[0].code) == (Result.FAILED, "SCHIJF-FOUT")
    assert path.read_bytes() == filled("advies")
    manifest.rmdir()
    manifest.with_name("elders").rename(manifest)
    assert warned(only(once(rooms))) == set()


@pytest.mark.parametrize("number", ["", "../..", "x/y", "."])
def test_what_can_be_no_file_number_has_no_papers(rooms: Rooms, number: str) -> None:
    stand(rooms, (("a.json", filled("advies")),))
    assert dossier.kept_of(rooms.workspace, number) == ()


def test_a_kept_paper_becomes_a_form_again_with_its_digests(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("sociaal_verslag"))
    outcome = only(once(rooms))
    manifest = publish.read_manifest(rooms.workspace.root / outcome.folder)
    found = dossier.known(NUMBER, dossier.kept_of(rooms.workspace, NUMBER)).latest(SociaalVerslag)
    assert found is not None
    assert found.form.dossiernummer == NUMBER
    assert found.digest == manifest.files["gegevens.json"]
    assert set(found.documents) == {"Sociaal verslag.docx", "Sociaal verslag.pdf"}
    assert (found.published_at, found.frozen) == (manifest.published_at, False)


def test_a_paper_with_holes_is_known_by_what_it_holds() -> None:
    """As one of an older version may be."""
    content = json.dumps({"schema_versie": "1.0", "dossiernummer": NUMBER, "fase": "4"}).encode()
    paper = dossier.KeptPaper("hulpverleningsplan", "2026-03-25", content)
    found = dossier.known(NUMBER, [paper]).latest(Hulpverleningsplan)
    assert found is not None
    assert found.form.fase.value == "4"


@pytest.mark.thorough
def test_of_two_papers_of_one_day_the_last_published_counts(rooms: Rooms) -> None:
    said = [f"Iets heel anders, met dieren en planten, keer {number}." for number in range(11)]
    for text in said:
        drop(rooms, "a.json", filled("screening_activering", interesses=text))
        assert only(once(rooms)).outcome is Result.PUBLISHED
    kept = [paper.answers for paper in dossier.kept_of(rooms.workspace, NUMBER)]
    assert [answers["interesses"] for answers in kept if answers] == said


def rows_of(form: str, *changes: Mapping[str, str]) -> bytes:
    kind = FORMS[form]
    said = {name: value for name, value in kind.example_answers(3).items() if name not in IDENTITY}
    return ExcelFormat().batch(kind.model, [{**said, **change} for change in changes])


@pytest.mark.thorough
def test_rows_of_one_dossier_in_a_sheet_are_judged_beside_each_other(rooms: Rooms) -> None:
    other = {"client.insz": "85.07.30-033.28", "client.geboortedatum": "30/07/1985"}
    drop(rooms, "lijst.xlsx", rows_of("sociaal_verslag", {}, other))
    first, second, whole = once(rooms)
    assert (first.outcome, second.outcome, whole.outcome) == (
        Result.PUBLISHED,
        Result.REJECTED,
        Result.REJECTED,
    )
    assert codes(second) == ["DOS-01"]


@pytest.mark.thorough
def test_a_row_is_judged_beside_the_papers_that_stand(rooms: Rooms) -> None:
    stand(rooms, (("a.json", filled("sociaal_verslag")),))
    drop(rooms, "lijst.xlsx", rows_of("advies", {}))
    row, _ = once(rooms)
    assert (row.outcome, warned(row)) == (Result.PUBLISHED, set())


def checked(rooms: Rooms, *contents: bytes, folder: Path) -> list[Any]:
    paths = [folder / f"{place}.json" for place in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return [judged for _, judged in judging.check(rooms, paths)]


def test_check_knows_the_papers_that_stand_and_makes_nothing(rooms: Rooms, tmp_path: Path) -> None:
    (alone,) = checked(rooms, filled("advies"), folder=tmp_path)
    assert warned_of(alone.findings) == {"ADV-06"}
    stand(rooms, (("a.json", filled("sociaal_verslag")),))
    (beside,) = checked(rooms, filled("advies"), folder=tmp_path)
    assert warned_of(beside.findings) == set()
    assert len(list(publish.manifests(rooms.workspace.outbox))) == 1


def test_check_judges_files_beside_each_other(rooms: Rooms, tmp_path: Path) -> None:
    found = checked(rooms, filled("advies"), filled("sociaal_verslag"), folder=tmp_path)
    assert [(judged.form, warned_of(judged.findings)) for judged in found] == [
        ("sociaal_verslag", set()),
        ("advies", set()),
    ]
    assert list(publish.manifests(rooms.workspace.outbox)) == []


def warned_of(findings: Iterable[Any]) -> set[str]:
    return {finding.code for finding in findings if finding.code in {"HVP-02", "ADV-06"}}


def test_process_judges_beside_each_other_too(rooms: Rooms, tmp_path: Path) -> None:
    paths = [tmp_path / "1.json", tmp_path / "2.json"]
    for path, form in zip(paths, ("advies", "sociaal_verslag"), strict=True):
        path.write_bytes(filled(form))
    outcomes = list(inbox.process(rooms, paths))
    assert [(outcome.form, warned(outcome)) for outcome in outcomes] == [
        ("sociaal_verslag", set()),
        ("advies", set()),
    ]
