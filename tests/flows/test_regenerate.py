"""Papers made again: only what changed, with the reason, and nothing of anybody lost."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from forms.upgrades import Upgrade
from generator import catalog, publish
from generator.errors import OperatorFault, UsageFault
from generator.flows import inbox, regenerate, watching
from generator.flows.index import entry_of
from generator.flows.papers import Chosen
from generator.ledger import SqlLedger
from generator.model import Outcome, Result, Session
from generator.sections import Pdf
from generator.wiring import Rooms
from tests.conftest import filled
from tests.flows.outbox import again, change_manifest, edit_template, everything, published, styled
from tests.publish.bundles import bundle_of

TITLE = "Screening activering"


class NoHands:
    """Workers that nobody may give work."""

    def run(self, tasks: object) -> list[object]:
        assert not list(tasks)  # type: ignore[call-overload]
        return []

    def close(self) -> None:
        """Nothing to let go of."""


def only(outcomes: list[Outcome]) -> tuple[Result, str]:
    (outcome,) = outcomes
    return outcome.outcome, outcome.reason


def codes(outcomes: list[Outcome]) -> list[str]:
    return [finding.code for outcome in outcomes for finding in outcome.findings]


def test_what_did_not_change_is_told_without_reading_an_answer(rooms: Rooms) -> None:
    folder = published(rooms)
    before = everything(folder)
    idle = replace(rooms, workers=NoHands())  # type: ignore[arg-type]
    assert only(again(idle)) == (Result.DUPLICATE, "ongewijzigd")
    assert everything(folder) == before


def test_editing_one_template_makes_the_papers_of_that_form_only(rooms: Rooms) -> None:
    screening, advies = published(rooms), published(rooms, "advies")
    before = everything(screening), everything(advies)
    edit_template(rooms)
    outcomes = {outcome.form: outcome for outcome in again(rooms)}
    made, left = outcomes["screening_activering"], outcomes["advies"]
    assert (made.outcome, made.reason) == (Result.PUBLISHED, "sjabloon screening_activering gewijzigd")
    assert (left.outcome, left.reason) == (Result.DUPLICATE, "ongewijzigd")
    where = screening.relative_to(rooms.workspace.root).as_posix()
    assert (made.file, made.folder, made.dossier) == (where, where, "KB-2026-00003")
    assert made.documents == (f"{where}/{TITLE}.docx", f"{where}/{TITLE}.pdf")
    assert everything(advies) == before[1]
    kept = {name: before[0][name] for name in ("manifest.json", f"{TITLE}.docx", f"{TITLE}.pdf")}
    assert {name: everything(screening)[f"versies/1/{name}"] for name in kept} == kept
    assert only(again(rooms, Chosen(form="screening_activering"))) == (Result.DUPLICATE, "ongewijzigd")


def test_the_house_style_is_a_reason(rooms: Rooms) -> None:
    published(rooms)
    other = styled(rooms, "Leuven OCMW")
    assert only(again(other)) == (Result.PUBLISHED, "huisstijl of normen gewijzigd")
    assert only(again(other)) == (Result.DUPLICATE, "ongewijzigd")


def test_engine_and_fonts_are_reasons(rooms: Rooms) -> None:
    folder = published(rooms)
    manifest = publish.read_manifest(folder)
    older = {**manifest.versions, "engine": "office2pdf 0.1.0", "lettertypes": "x"}
    change_manifest(folder, versions=older, recipe="a" * 64, inputs="")
    result, reason = only(again(rooms))
    assert result is Result.PUBLISHED
    assert reason == f"engine office2pdf 0.1.0 → {manifest.versions['engine']}, lettertypes gewijzigd"


def test_a_new_program_that_makes_the_same_makes_nothing_and_looks_once(rooms: Rooms) -> None:
    folder = published(rooms)
    known = publish.read_manifest(folder)
    change_manifest(folder, inputs="of an older program")
    before = everything(folder)
    assert only(again(rooms, dry=True)) == (Result.DUPLICATE, "ongewijzigd")
    assert everything(folder) == before
    assert only(again(rooms)) == (Result.DUPLICATE, "ongewijzigd")
    assert publish.read_manifest(folder) == known
    idle = replace(rooms, workers=NoHands())  # type: ignore[arg-type]
    assert only(again(idle)) == (Result.DUPLICATE, "ongewijzigd")


def test_a_manifest_of_before_has_no_inputs_and_is_good(rooms: Rooms) -> None:
    folder = published(rooms)
    path = folder / "manifest.json"
    written = json.loads(path.read_bytes())
    for name in ("inputs", "remade_at"):
        del written[name]
    path.write_text(json.dumps(written), "utf-8")
    assert only(again(rooms)) == (Result.DUPLICATE, "ongewijzigd")
    assert publish.read_manifest(folder).inputs


def test_a_dry_run_tells_and_makes_nothing(rooms: Rooms) -> None:
    folder = published(rooms)
    edit_template(rooms)
    before = everything(rooms.workspace.outbox)
    assert only(again(rooms, dry=True)) == (Result.WAITING, "sjabloon screening_activering gewijzigd")
    assert everything(rooms.workspace.outbox) == before
    (folder / f"{TITLE}.pdf").unlink()
    reason = "document ontbreekt, sjabloon screening_activering gewijzigd"
    assert only(again(rooms, dry=True)) == (Result.WAITING, reason)


def test_a_document_that_is_gone_is_made_again(rooms: Rooms) -> None:
    folder = published(rooms)
    before = everything(folder)
    (folder / f"{TITLE}.pdf").unlink()
    assert only(again(rooms)) == (Result.PUBLISHED, "document ontbreekt")
    assert everything(folder)[f"{TITLE}.pdf"] == before[f"{TITLE}.pdf"]


def test_an_edited_document_is_never_overwritten(rooms: Rooms) -> None:
    folder = published(rooms)
    (folder / f"{TITLE}.docx").write_bytes(b"edited")
    assert only(again(rooms)) == (Result.DUPLICATE, "ongewijzigd, met de hand bewerkt")
    edit_template(rooms)
    result, reason = only(again(rooms))
    assert result is Result.PUBLISHED
    assert reason.endswith("gewijzigd, met de hand bewerkt: het nieuwe staat ernaast")
    assert (folder / f"{TITLE}.docx").read_bytes() == b"edited"
    before = everything(folder)
    assert only(again(rooms)) == (Result.DUPLICATE, "ongewijzigd, met de hand bewerkt")
    assert everything(folder) == before


def test_force_makes_an_edited_document_again_and_keeps_it(rooms: Rooms) -> None:
    folder = published(rooms)
    made = (folder / f"{TITLE}.docx").read_bytes()
    (folder / f"{TITLE}.docx").write_bytes(b"edited")
    reason = "met de hand bewerkt: bewaard in versies"
    assert only(again(rooms, force=True, dry=True)) == (Result.WAITING, reason)
    assert only(again(rooms, force=True)) == (Result.PUBLISHED, reason)
    assert (folder / f"{TITLE}.docx").read_bytes() == made
    assert (folder / f"versies/1/{TITLE}.docx").read_bytes() == b"edited"
    assert only(again(rooms, force=True)) == (Result.DUPLICATE, "ongewijzigd")


def bind(rooms: Rooms, folder: Path) -> None:
    """Let the final bundle of a session hold a paper."""
    manifest = bundle_of(folder.relative_to(rooms.workspace.root).as_posix(), final=True)
    place = publish.session_folder(rooms.workspace.outbox, Session("BCSD", date(2026, 12, 3)))
    publish.place_session(manifest, [], place, keep=False)


def test_what_the_board_had_in_its_bundle_stays_as_it_was(rooms: Rooms) -> None:
    folder, other = published(rooms, "sociaal_verslag"), published(rooms, "sociaal_verslag", 4)
    bind(rooms, folder)
    edit_template(rooms, "sociaal_verslag")
    before = everything(folder)
    made = {outcome.dossier: (outcome.outcome, outcome.reason) for outcome in again(rooms, force=True)}
    assert made == {
        "KB-2026-00003": (
            Result.DUPLICATE,
            "ligt vast in de bundel van de zitting van 03/12/2026",
        ),
        "KB-2026-00004": (Result.PUBLISHED, "sjabloon sociaal_verslag gewijzigd"),
    }
    assert everything(folder) == before
    assert (other / "versies/1").is_dir()
    (folder / "Sociaal verslag.docx").write_bytes(b"edited")
    assert only(again(rooms, Chosen(("KB-2026-00003",)), force=True))[0] is Result.DUPLICATE
    assert (folder / "Sociaal verslag.docx").read_bytes() == b"edited"


def test_of_what_the_board_had_a_lost_document_comes_back_only_as_it_was(rooms: Rooms) -> None:
    folder = published(rooms)
    bind(rooms, folder)
    document = folder / f"{TITLE}.pdf"
    before = document.read_bytes()
    document.unlink()
    assert only(again(rooms)) == (Result.PUBLISHED, "document ontbreekt")
    assert document.read_bytes() == before
    document.unlink()
    edit_template(rooms)
    for dry in (True, False):
        outcomes = again(rooms, dry=dry)
        assert (only(outcomes)[0], codes(outcomes)) == (Result.FAILED, ["PUBLICATIE-VAST"])
    assert not document.exists()


def test_a_document_that_somebody_has_open_waits(rooms: Rooms) -> None:
    folder = published(rooms)
    edit_template(rooms)
    (folder / "~$reening activering.docx").write_bytes(b"")
    result, reason = only(again(rooms))
    assert result is Result.WAITING
    assert "open" in reason


def test_what_was_found_then_stays_found_whatever_day_it_is(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = published(rooms, "advies")
    known = publish.read_manifest(folder)
    assert known.findings

    class Later(date):
        @classmethod
        def today(cls) -> "Later":
            return cls(2039, 1, 1)

    monkeypatch.setattr("generator.flows.house.date", Later)
    assert only(again(rooms)) == (Result.DUPLICATE, "ongewijzigd")
    edit_template(rooms, "advies")
    outcomes = again(rooms)
    assert only(outcomes) == (Result.PUBLISHED, "sjabloon advies gewijzigd")
    assert codes(outcomes) == [remark.code for remark in known.findings]
    assert publish.read_manifest(folder).findings == known.findings


def test_an_older_version_goes_through_its_steps(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = published(rooms)
    known = publish.read_manifest(folder)
    older = json.loads((folder / "gegevens.json").read_bytes())
    older["schema_versie"], older["vrije_tijd"] = "0.9", older.pop("interesses")
    content = json.dumps(older).encode()
    (folder / "gegevens.json").write_bytes(content)
    files = {**known.files, "gegevens.json": hashlib.sha256(content).hexdigest()}
    change_manifest(folder, version="0.9", files=files, recipe="a" * 64, inputs="")
    kind = catalog.FORMS["screening_activering"]
    step = Upgrade("vrije tijd heet nu interesses", "0.9", "1.0", renamed={"vrije_tijd": "interesses"})
    for known_forms in (catalog.FORMS, catalog.RECOGNISED):
        monkeypatch.setitem(known_forms, kind.id, replace(kind, upgrades=(step,)))
    assert only(again(rooms)) == (Result.PUBLISHED, "formulier versie 0.9 → 1.0")
    now = publish.read_manifest(folder)
    assert (now.version, now.recipe, now.files["gegevens.json"]) == (
        "1.0",
        known.recipe,
        known.files["gegevens.json"],
    )
    assert (folder / "versies/1/gegevens.json").read_bytes() == content


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"datum_opmaak": "geen datum"}, "VELD-DATUM"),
        ({"onbekend_veld": "x"}, "VELD-ONBEKEND"),
        ({"schema_versie": "0.1"}, "BESTAND-VERSIE"),
        ({"documenttype": "factuur"}, "BESTAND-ONBEKEND-FORMULIER"),
    ],
)
def test_answers_that_no_longer_fit_are_told_and_left_alone(
    rooms: Rooms, change: dict[str, str], code: str
) -> None:
    folder = published(rooms)
    kept = json.loads((folder / "gegevens.json").read_bytes()) | change
    content = json.dumps(kept).encode()
    (folder / "gegevens.json").write_bytes(content)
    files = {
        **publish.read_manifest(folder).files,
        "gegevens.json": hashlib.sha256(content).hexdigest(),
    }
    change_manifest(folder, files=files, inputs="")
    before = everything(folder)
    outcomes = again(rooms)
    assert only(outcomes)[0] is Result.REJECTED
    assert code in codes(outcomes)
    assert everything(folder) == before


def test_answers_that_were_edited_by_hand_are_not_made_into_a_document(rooms: Rooms) -> None:
    folder = published(rooms)
    path = folder / "gegevens.json"
    path.write_bytes(path.read_bytes() + b" ")
    edit_template(rooms)
    outcomes = again(rooms, force=True)
    assert (only(outcomes)[0], codes(outcomes)) == (Result.REJECTED, ["GEGEVENS-GEWIJZIGD"])


def test_a_damaged_paper_is_for_the_operator_and_holds_up_no_other(rooms: Rooms) -> None:
    for seed in (3, 4, 5):
        published(rooms, seed=seed)
    dossiers = rooms.workspace.outbox / "dossiers"
    (manifest,) = dossiers.glob("KB-2026-00003/*/manifest.json")
    manifest.write_bytes(b"{")
    (answers,) = dossiers.glob("KB-2026-00004/*/gegevens.json")
    answers.unlink()
    outcomes = again(rooms)
    assert [outcome.outcome for outcome in outcomes] == [Result.FAILED, Result.FAILED, Result.DUPLICATE]
    assert codes(outcomes) == ["MANIFEST-BESCHADIGD", "GEGEVENS-BESCHADIGD"]


def test_what_is_no_paper_is_not_spoken_of(rooms: Rooms) -> None:
    folder = published(rooms)
    (folder.parent / "bijlagen").mkdir()
    assert len(again(rooms)) == 1


def test_a_fault_of_the_engine_leaves_the_old_and_is_for_the_operator(rooms: Rooms) -> None:
    folder = published(rooms)
    before = everything(folder)
    settings = rooms.settings.model_copy(update={"pdf": Pdf(engine="libreoffice", soffice="/bestaat/niet")})
    assert only(again(replace(rooms, settings=settings)))[0] is Result.FAILED
    assert everything(folder) == before


def test_which_papers_are_meant(rooms: Rooms) -> None:
    published(rooms)
    published(rooms, seed=4)
    advies = published(rooms, "advies")
    day = date.fromisoformat(publish.read_manifest(advies).day)
    assert len(again(rooms)) == 3
    assert {outcome.dossier for outcome in again(rooms, Chosen(("KB-2026-00004",)))} == {"KB-2026-00004"}
    assert len(again(rooms, Chosen(("KB-2026-00003",), form="advies"))) == 1
    assert len(again(rooms, Chosen(("KB-2026-00003", "KB-2026-00003")))) == 2
    days = [date.fromisoformat(paper.day) for _, paper in publish.manifests(rooms.workspace.outbox) if paper]
    assert len(again(rooms, Chosen(since=day))) == sum(one >= day for one in days)
    for chosen in (Chosen(("KB-0",)), Chosen(("../x",)), Chosen(form="factuur")):
        with pytest.raises(UsageFault):
            again(rooms, chosen)


def test_the_ledger_learns_the_new_recipe(rooms: Rooms, tmp_path: Path) -> None:
    published(rooms)
    edit_template(rooms)
    again(rooms)
    path = tmp_path / "nog eens.json"
    path.write_bytes(filled("screening_activering"))
    (dropped,) = inbox.process(rooms, [path])
    assert dropped.outcome is Result.DUPLICATE
    entries = {entry for entry in rooms.ledger.entries(10) if entry.outcome is Result.PUBLISHED}
    fresh = SqlLedger.in_file(tmp_path / "fresh.sqlite")
    fresh.rebuild(
        entry_of(rooms.workspace, folder, manifest)
        for folder, manifest in publish.manifests(rooms.workspace.outbox)
        if manifest
    )
    assert set(fresh.entries(10)) == entries
    fresh.close()


def test_one_regenerate_at_a_time(rooms: Rooms) -> None:
    published(rooms)
    edit_template(rooms)
    with FileLock(rooms.workspace.remaking), pytest.raises(OperatorFault) as caught:
        again(rooms)
    assert caught.value.code == "OPNIEUW-BEZET"
    with FileLock(rooms.workspace.lock):
        assert only(again(rooms))[0] is Result.PUBLISHED


def test_a_watcher_that_starts_brings_a_cut_off_remaking_to_its_end(rooms: Rooms) -> None:
    """The stop comes after the new folder took its place, and before the ledger hears of it."""
    folder = published(rooms)
    edit_template(rooms)
    again(rooms)
    recipe = publish.read_manifest(folder).recipe
    (known,) = (entry for entry in rooms.ledger.entries(10) if entry.outcome is Result.PUBLISHED)
    rooms.ledger.record(replace(known, recipe="of before"))
    left = rooms.workspace.outbox / ".opnieuw-x" / "nieuw" / folder.parent.name / folder.name
    left.mkdir(parents=True)
    with FileLock(rooms.workspace.remaking):
        assert list(watching.watch_once(rooms)) == []
        assert left.exists()
    assert list(watching.watch_once(rooms)) == []
    assert [path.name for path in rooms.workspace.outbox.iterdir()] == ["dossiers"]
    assert rooms.ledger.published(recipe) == (folder.relative_to(rooms.workspace.root).as_posix(),)


def test_more_papers_than_go_through_at_once(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regenerate, "_BATCH", 1)
    for seed in (3, 4):
        published(rooms, seed=seed)
    edit_template(rooms)
    assert [outcome.outcome for outcome in again(rooms)] == [Result.PUBLISHED] * 2


def test_no_answer_reaches_the_log_or_an_outcome(rooms: Rooms, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    folder = published(rooms)
    kept = json.loads((folder / "gegevens.json").read_bytes()) | {
        "datum_opmaak": "KANARIE",
        "KANARIEVELD": "x",
    }
    content = json.dumps(kept).encode()
    (folder / "gegevens.json").write_bytes(content)
    files = {**publish.read_manifest(folder).files, "gegevens.json": hashlib.sha256(content).hexdigest()}
    change_manifest(folder, files=files, inputs="")
    assert "KANARIE" not in " ".join(finding.message for one in again(rooms) for finding in one.findings)
    assert "KANARIE" not in caplog.text
