"""The main job: a filled form that is dropped becomes Word and PDF, or comes back with its faults."""

import errno
import hashlib
import io
import json
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document

from generator import intake
from generator.catalog import FORMS
from generator.flows import inbox, watching
from generator.ledger import Delay
from generator.model import Outcome, Result
from generator.sections import Pdf, Style
from generator.wiring import Rooms
from generator.workers import Here, Task
from tests.conftest import filled, nested


def drop(rooms: Rooms, name: str, content: bytes) -> Path:
    path = rooms.workspace.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def once(rooms: Rooms) -> list[Outcome]:
    quick = replace(
        rooms,
        settings=rooms.settings.model_copy(
            update={"watch": rooms.settings.watch.model_copy(update={"quiet_seconds": 0.0})}
        ),
    )
    return list(watching.watch_once(quick))


def due(rooms: Rooms) -> Delay:
    """Let the only file that waits for the operator be due now; returns its delay as it was."""
    (delay,) = rooms.ledger.delays()
    rooms.ledger.delay(replace(delay, next=datetime.now(UTC)))
    return delay


def only(outcomes: Iterable[Outcome]) -> Outcome:
    (outcome,) = outcomes
    return outcome


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings if finding.severity.value == "fout"]


@pytest.mark.parametrize("form", FORMS)
def test_a_dropped_form_becomes_a_folder_with_word_and_pdf(rooms: Rooms, form: str) -> None:
    content = filled(form)
    drop(rooms, "map/formulier.json", content)
    outcome = only(once(rooms))
    title = FORMS[form].title
    day = nested(content)["datum_opmaak"]
    assert outcome.outcome is Result.PUBLISHED
    folder = rooms.workspace.root / outcome.folder
    assert folder.parent == rooms.workspace.outbox / "dossiers" / "KB-2026-00003"
    assert folder.name == f"{day[6:]}-{day[3:5]}-{day[:2]} {title}"
    assert names(folder) == sorted(
        [f"{title}.docx", f"{title}.pdf", "bron/formulier.json", "gegevens.json", "manifest.json"]
    )
    assert (folder / "bron/formulier.json").read_bytes() == content
    assert names(rooms.workspace.inbox) == []
    assert names(rooms.workspace.work) == []


def test_the_manifest_tells_the_digest_of_every_file(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("advies"))
    folder = rooms.workspace.root / only(once(rooms)).folder
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in names(folder)
        if name != "manifest.json"
    }
    assert manifest["files"] == digests
    assert manifest["recipe"]
    assert manifest["versions"]["engine"].startswith("office2pdf")
    assert {finding["code"] for finding in manifest["findings"]} >= {"CLI-04"}


def test_the_kept_answers_are_a_form_again_and_the_same_paper(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("sociaal_verslag"))
    folder = rooms.workspace.root / only(once(rooms)).folder
    drop(rooms, "b.json", (folder / "gegevens.json").read_bytes())
    again = only(once(rooms))
    assert (again.outcome, again.folder) == (
        Result.DUPLICATE,
        folder.relative_to(rooms.workspace.root).as_posix(),
    )


def test_the_same_answers_in_another_format_are_the_same_paper(rooms: Rooms) -> None:
    for kind in ("json", "yaml", "pdf"):
        drop(rooms, f"a.{kind}", filled("hulpverleningsplan", kind=kind))
    results = sorted(outcome.outcome for outcome in once(rooms))
    assert results == [Result.DUPLICATE, Result.DUPLICATE, Result.PUBLISHED]
    assert len(list(rooms.workspace.archive.rglob("a.*"))) == 2


def test_a_publication_that_was_taken_away_is_made_again(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("advies"))
    folder = rooms.workspace.root / only(once(rooms)).folder
    folder.rename(rooms.workspace.root / "elders")
    drop(rooms, "a.json", filled("advies"))
    assert only(once(rooms)).outcome is Result.PUBLISHED
    assert folder.is_dir()


def test_that_the_disk_refuses_a_publication_does_not_mean_that_it_is_gone(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(rooms, "a.json", filled("advies"))
    folder = rooms.workspace.root / only(once(rooms)).folder
    plain = Path.stat

    def refuse(self: Path, **named: bool) -> os.stat_result:
        if self == folder / "manifest.json":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return plain(self, **named)

    monkeypatch.setattr(Path, "stat", refuse)
    drop(rooms, "a.json", filled("advies"))
    outcome = only(once(rooms))
    assert (outcome.outcome, [finding.code for finding in outcome.findings]) == (
        Result.FAILED,
        ["SCHIJF-FOUT"],
    )


def test_a_session_that_may_not_be_read_holds_up_nothing(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    closed = rooms.workspace.outbox / "zittingen/2026-12-03 BCSD"
    closed.mkdir(parents=True)

    def refusing(plain: Any) -> Any:
        def refuse(self: Path, **named: bool) -> Any:
            if self == closed / "manifest.json":
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return plain(self, **named)

        return refuse

    for method in ("stat", "read_bytes"):
        monkeypatch.setattr(Path, method, refusing(getattr(Path, method)))
    dropped = drop(rooms, "a.json", filled("advies"))
    assert intake.claim(dropped, rooms.workspace)
    with caplog.at_level(logging.WARNING):
        assert only(once(rooms)).outcome is Result.PUBLISHED
    assert "MANIFEST-TOEGANG" in caplog.messages


def test_another_paper_of_the_same_form_and_date_gets_a_number(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("screening_activering"))
    drop(
        rooms, "b.json", filled("screening_activering", interesses="Iets heel anders, met dieren en planten.")
    )
    folders = sorted(outcome.folder for outcome in once(rooms))
    assert folders[1] == f"{folders[0]} (2)"


def test_a_faulty_form_comes_back_untouched_with_its_reasons(rooms: Rooms) -> None:
    content = filled("sociaal_verslag", client__insz="88.03.14-999.63", datum_opmaak="31/02/2026")
    drop(rooms, "formulier.json", content)
    outcome = only(once(rooms))
    assert outcome.outcome is Result.REJECTED
    assert {"VELD-INSZ", "VELD-DATUM"} <= set(codes(outcome))
    assert names(rooms.workspace.inbox) == [
        "te-verbeteren/formulier.json",
        "te-verbeteren/formulier.json.fouten.txt",
    ]
    assert (rooms.workspace.returned / "formulier.json").read_bytes() == content
    report = (rooms.workspace.returned / "formulier.json.fouten.txt").read_text("utf-8")
    assert "Datum opmaak  (VELD-DATUM)" in report
    assert "31/12/1985" in report
    assert "88.03.14" not in report
    assert [path.read_bytes() for path in rooms.workspace.archive.rglob("formulier.json")] == [content]


def test_a_form_that_came_back_waits_until_it_is_mended_in_place(rooms: Rooms) -> None:
    drop(rooms, "formulier.json", filled("advies", client__insz="88.03.14-999.63"))
    once(rooms)
    assert once(rooms) == []
    (rooms.workspace.returned / "formulier.json").write_bytes(filled("advies"))
    assert only(once(rooms)).outcome is Result.PUBLISHED
    assert names(rooms.workspace.inbox) == []


def test_a_form_that_came_back_may_be_dropped_again(rooms: Rooms) -> None:
    content = filled("advies", client__insz="88.03.14-999.63")
    drop(rooms, "formulier.json", content)
    once(rooms)
    drop(rooms, "formulier.json", content)
    assert only(once(rooms)).outcome is Result.REJECTED


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leeg.pdf", b"%PDF-1.7\n%%EOF\n", "BESTAND-BESCHADIGD"),
        ("geen.json", b"[1, 2]", "BESTAND-JSON"),
        ("geen.yaml", b"a: &x 1\nb: *x\n", "BESTAND-YAML"),
        ("vreemd.json", b'{"naam": "iemand"}', "BESTAND-ONBEKEND-FORMULIER"),
        ("ander.json", b'{"documenttype": "factuur", "schema_versie": "1.0"}', "BESTAND-ONBEKEND-FORMULIER"),
        ("oud.json", b'{"documenttype": "advies", "schema_versie": "0.9"}', "BESTAND-VERSIE"),
        ("brief.pdf", b"Geachte heer", "BESTAND-SOORT"),
    ],
)
def test_a_file_that_is_no_form_comes_back_with_one_plain_reason(
    rooms: Rooms, name: str, content: bytes, code: str
) -> None:
    outcome = only(inbox.process(rooms, [drop(rooms, name, content)]))
    assert outcome.outcome is Result.REJECTED
    assert codes(outcome) == [code]
    assert outcome.findings[0].message.endswith(".")


@pytest.mark.thorough
def test_one_bad_file_holds_up_no_other(rooms: Rooms) -> None:
    drop(rooms, "1.json", b"{")
    drop(rooms, "2.json", filled("advies"))
    drop(rooms, "3.pdf", b"%PDF-1.7 niets")
    drop(rooms, "4.json", filled("screening_activering"))
    results = {outcome.file: outcome.outcome for outcome in once(rooms)}
    assert results["2.json"] is Result.PUBLISHED
    assert results["4.json"] is Result.PUBLISHED


def test_process_leaves_the_file_where_it_is(rooms: Rooms, tmp_path: Path) -> None:
    path = tmp_path / "op het bureau.json"
    path.write_bytes(filled("advies"))
    outcome = only(inbox.process(rooms, [path]))
    assert (outcome.outcome, outcome.file) == (Result.PUBLISHED, str(path))
    assert path.read_bytes() == filled("advies")
    assert names(rooms.workspace.work) == []


def test_when_the_operator_must_act_the_file_goes_back_and_nothing_is_published(rooms: Rooms) -> None:
    broken = replace(
        rooms,
        settings=rooms.settings.model_copy(
            update={"pdf": Pdf(engine="libreoffice", soffice="/bestaat/niet")}
        ),
    )
    path = drop(rooms, "a.json", filled("advies"))
    outcome = only(once(broken))
    assert outcome.outcome is Result.FAILED
    assert path.read_bytes() == filled("advies")
    assert names(rooms.workspace.outbox) == []
    assert due(rooms).code == outcome.findings[0].code
    assert only(once(rooms)).outcome is Result.PUBLISHED


def test_an_error_of_our_own_is_never_blamed_on_the_filler(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("Jan Peeters")

    path = drop(rooms, "a.json", filled("advies"))
    with monkeypatch.context() as patched:
        patched.setattr("generator.validation.judge", broken)
        outcome = only(once(rooms))
    assert outcome.outcome is Result.FAILED
    assert outcome.findings[0].code == "WERK-FOUT-ZeroDivisionError"
    assert path.exists()


@pytest.mark.parametrize(
    ("interests", "where"),
    [
        ("Kookt graag, vooral 寿司 voor vrienden en buren.", "Hier staat"),
        ("Kookt graag.\n\nVooral 寿司 voor vrienden.\nWandelt.\nSpeelt 囲碁.", "In alinea 2, 4 staat"),
    ],
)
def test_a_character_that_no_font_can_draw_is_a_finding_on_its_field(
    rooms: Rooms, tmp_path: Path, interests: str, where: str
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(filled("screening_activering", interesses=interests))
    outcome = only(inbox.process(rooms, [path]))
    (finding,) = (finding for finding in outcome.findings if finding.severity.value == "fout")
    assert (finding.code, finding.field) == ("VELD-TEKEN", "interesses")
    assert f": {where} een teken" in finding.message


TEXT = "Núñez & zonen <test> {{7*7}} {% if x %} “aanhaling” 3 < 4 ½ ř Ω Ж – € \\ / 'x' \"y\""


def test_every_character_of_an_answer_stands_in_both_documents(rooms: Rooms, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(filled("screening_activering", interesses=f"{TEXT}\n\ttweede regel"))
    folder = rooms.workspace.root / only(inbox.process(rooms, [path])).folder
    word = Document(io.BytesIO((folder / "Screening activering.docx").read_bytes()))
    assert any(TEXT in paragraph.text for paragraph in word.paragraphs)
    pdf = pypdfium2.PdfDocument(folder / "Screening activering.pdf")
    printed = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "".join(TEXT.split()) in "".join(printed.split())


def test_no_answer_reaches_the_log_or_the_ledger(rooms: Rooms, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    drop(rooms, "a.json", filled("sociaal_verslag", hulpvraag="KANARIE " * 10))
    drop(rooms, "b.json", filled("sociaal_verslag", hulpvraag="KANARIE", client__naam="K\x07ANARIE"))
    once(rooms)
    assert "KANARIE" not in caplog.text
    rooms.ledger.close()
    assert b"KANARIE" not in rooms.workspace.ledger.read_bytes()


def test_the_house_style_shows_and_counts(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("advies"))
    once(rooms)
    other = replace(
        rooms, settings=rooms.settings.model_copy(update={"style": Style(organisation="Leuven OCMW")})
    )
    drop(rooms, "a.json", filled("advies"))
    outcome = only(once(other))
    assert outcome.outcome is Result.PUBLISHED
    pdf = pypdfium2.PdfDocument(rooms.workspace.root / outcome.folder / "Advies.pdf")
    assert "Leuven OCMW" in pdf[0].get_textpage().get_text_bounded()


def test_a_clock_that_is_turned_back_makes_no_paper_twice(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The publication of later was taken away, and the one of now is older by the clock."""
    drop(rooms, "a.json", filled("advies"))
    folder = rooms.workspace.root / only(once(rooms)).folder
    (entry,) = rooms.ledger.entries(1)
    rooms.ledger.record(replace(entry, at=entry.at + timedelta(days=9)))
    folder.rename(rooms.workspace.root / "elders")
    folder.mkdir()
    (folder / "van de dienst.txt").write_bytes(b"")
    for wanted in (Result.PUBLISHED, Result.DUPLICATE):
        drop(rooms, "a.json", filled("advies"))
        assert only(once(rooms)).outcome is wanted


class Noting(Here):
    """Hands that note what they are given to do."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[str] = []

    def run(self, tasks: Iterable[Task[Any]]) -> Iterator[tuple[str, Any]]:
        def noted() -> Iterator[Task[Any]]:
            waiting = iter(tasks)
            while (task := next(waiting, None)) is not None:
                self.given.append(task.call.__name__)
                yield task

        return super().run(noted())


def test_a_form_does_not_wait_until_all_others_are_judged(rooms: Rooms) -> None:
    hands = Noting()
    for seed in (1, 2):
        drop(rooms, f"{seed}.json", filled("advies", seed))
    drop(rooms, "3.json", filled("advies", 3, client__naam=""))
    ends = [outcome.outcome.value for outcome in once(replace(rooms, workers=hands))]
    assert sorted(ends) == ["published", "published", "rejected"]
    assert hands.given[:3] == ["read_form"] * 3
    assert sorted(zip(hands.given[3::2], hands.given[4::2], strict=True)) == [
        ("judge", "dress"),
        ("judge", "dress"),
        ("judge", "marked_copy"),
    ]


def test_a_later_paper_of_a_dossier_is_judged_when_the_earlier_stands(rooms: Rooms) -> None:
    hands = Noting()
    drop(rooms, "a.json", filled("advies"))
    drop(rooms, "s.json", filled("screening_activering"))
    screening, advice = once(replace(rooms, workers=hands))
    assert (screening.form, advice.form) == ("screening_activering", "advies")
    assert hands.given == ["read_form", "read_form", "judge", "dress", "judge", "dress"]
