"""A PDF that is no form, with a file number in its name or above it, is kept in that dossier."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from forms.norms import Norm
from generator import publish
from generator.bundle import cleaned
from generator.catalog import FORMS
from generator.flows import attachments, inbox, judging
from generator.flows.house import house_of
from generator.flows.members import faces
from generator.flows.prefill import known_of
from generator.flows.reading import Read
from generator.formats.table import formats
from generator.model import Result
from generator.wiring import Rooms
from tests.conftest import filled
from tests.flows.standing import stand
from tests.flows.test_line import codes, drop, names, once, only

NUMBER = "KB-2026-00003"


def pdf(text: str = "een bladzijde") -> bytes:
    """A PDF without fields."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": text})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_papers(rooms: Rooms) -> None:
    drop(rooms, "a.json", filled("sociaal_verslag"))
    assert only(once(rooms)).outcome is Result.PUBLISHED


@pytest.mark.parametrize(
    ("place", "title"),
    [
        (f"{NUMBER}/loonfiche.pdf", "Bijlage loonfiche"),
        (f"{NUMBER} Peeters/november/loonfiche.pdf", "Bijlage loonfiche"),
        (f"{NUMBER} loonfiche.pdf", "Bijlage loonfiche"),
        (f"loonfiche_{NUMBER.lower()}.pdf", "Bijlage loonfiche"),
        (f"{NUMBER}.pdf", "Bijlage"),
        (f"KB-2026-00009/{NUMBER} brief v1.2.PDF", "Bijlage brief v1.2"),
    ],
)
def test_it_becomes_a_publication_of_its_own(rooms: Rooms, place: str, title: str) -> None:
    with_papers(rooms)
    drop(rooms, place, content := pdf())
    outcome = only(once(rooms))
    today = house_of(rooms).today
    assert (outcome.outcome, outcome.form, outcome.dossier) == (Result.PUBLISHED, "bijlage", NUMBER)
    assert outcome.folder == f"outbox/dossiers/{NUMBER}/{today} {title}"
    folder = rooms.workspace.root / outcome.folder
    name = Path(place).name
    assert names(folder) == sorted([f"{title}.pdf", f"bron/{name}", "manifest.json"])
    assert (folder / "bron" / name).read_bytes() == content
    assert len(PdfReader(folder / f"{title}.pdf").pages) == 1
    manifest = publish.read_manifest(folder)
    assert (manifest.form, manifest.title, manifest.holds_original) == ("bijlage", title, True)
    assert outcome.findings == ()
    assert names(rooms.workspace.inbox) == names(rooms.workspace.work) == []


def test_the_folder_that_it_was_dropped_in_stays(rooms: Rooms) -> None:
    drop(rooms, f"{NUMBER}/a.pdf", pdf())
    once(rooms)
    assert (rooms.workspace.inbox / NUMBER).is_dir()


def test_the_same_bytes_are_kept_once_in_a_dossier(rooms: Rooms) -> None:
    drop(rooms, f"{NUMBER}/a.pdf", pdf())
    drop(rooms, f"{NUMBER}/kopie.pdf", pdf())
    first, second = once(rooms)
    assert (first.outcome, second.outcome, second.folder) == (
        Result.PUBLISHED,
        Result.DUPLICATE,
        first.folder,
    )
    drop(rooms, f"{NUMBER}/nog eens.pdf", pdf())
    assert only(once(rooms)).outcome is Result.DUPLICATE
    drop(rooms, "KB-2026-00004/a.pdf", pdf())
    assert only(once(rooms)).outcome is Result.PUBLISHED
    drop(rooms, f"{NUMBER}/a.pdf", pdf("iets anders"))
    assert only(once(rooms)).folder == f"{first.folder} (2)"


@pytest.mark.thorough
def test_a_form_goes_before_an_attachment(rooms: Rooms) -> None:
    drop(rooms, f"{NUMBER}/formulier.pdf", filled("advies", kind="pdf"))
    drop(rooms, f"{NUMBER}/fout.pdf", filled("advies", kind="pdf", datum_opmaak="ooit"))
    drop(rooms, f"{NUMBER}/brief.pdf", pdf())
    *forms, last = [(outcome.form, outcome.outcome) for outcome in once(rooms)]
    assert sorted(forms) == [("advies", Result.PUBLISHED), ("advies", Result.REJECTED)]
    assert last == ("bijlage", Result.PUBLISHED)


def test_a_number_that_has_no_papers_is_told(rooms: Rooms) -> None:
    drop(rooms, f"{NUMBER}/a.pdf", pdf())
    outcome = only(once(rooms))
    assert [finding.code for finding in outcome.findings] == ["DOS-03"]
    manifest = publish.read_manifest(rooms.workspace.root / outcome.folder)
    assert [remark.code for remark in manifest.findings] == ["DOS-03"]


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_that_was_printed_to_pdf_is_kept_and_told(rooms: Rooms, kind: str) -> None:
    with_papers(rooms)
    form = FORMS[kind]
    blank = formats()["pdf"].blank(form.model, form.example_answers(3))
    drop(rooms, f"{NUMBER} {kind}.pdf", cleaned(blank, faces(house_of(rooms).pdf)).pdf)
    outcome = only(once(rooms))
    assert (outcome.outcome, outcome.form) == (Result.PUBLISHED, "bijlage")
    assert [finding.code for finding in outcome.findings] == ["BIJLAGE-FORMULIER"]


def test_in_one_batch_the_papers_come_first(rooms: Rooms) -> None:
    drop(rooms, f"{NUMBER}/a.pdf", pdf())
    drop(rooms, "b.json", filled("sociaal_verslag"))
    assert [(outcome.form, len(outcome.findings) > 1) for outcome in once(rooms)][1] == ("bijlage", False)


@pytest.mark.parametrize(
    "place",
    ["loonfiche.pdf", "KB-2026-000031.pdf", "XKB-2026-00003.pdf", "KB-2026-00003 en KB-2026-00004.pdf"],
)
def test_without_one_clear_number_it_comes_back_and_says_how(rooms: Rooms, place: str) -> None:
    drop(rooms, place, pdf())
    outcome = only(once(rooms))
    assert (outcome.outcome, codes(outcome)) == (Result.REJECTED, ["BESTAND-GEEN-VELDEN"])
    assert "met het dossiernummer in de naam" in outcome.findings[0].message
    (rooms.workspace.returned / place).rename(rooms.workspace.inbox / f"{NUMBER} brief.pdf")
    assert only(once(rooms)).form == "bijlage"


@pytest.mark.parametrize("content", [b"%PDF-1.7 niets", b"%PDF-1.7\n%%EOF\n", b"brief"])
def test_what_is_no_whole_pdf_is_no_attachment(rooms: Rooms, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / f"{NUMBER} a.pdf"
    path.write_bytes(content)
    assert only(inbox.process(rooms, [path])).outcome is Result.REJECTED


def test_process_looks_at_the_folder_of_the_file(rooms: Rooms, tmp_path: Path) -> None:
    path = tmp_path / NUMBER / "brief.pdf"
    path.parent.mkdir()
    path.write_bytes(pdf())
    (judged,) = [judged for _, judged in judging.check(rooms, [path])]
    assert (judged.form, judged.dossier, judged.accepted) == ("bijlage", NUMBER, True)
    assert names(rooms.workspace.outbox) == []
    outcome = only(inbox.process(rooms, [path]))
    assert (outcome.form, outcome.dossier, outcome.outcome) == ("bijlage", NUMBER, Result.PUBLISHED)
    assert path.exists()


def test_a_very_long_name_still_fits(rooms: Rooms) -> None:
    drop(rooms, f"{NUMBER}/{'é' * 60} {'lang ' * 20}.pdf", pdf())
    assert only(once(rooms)).outcome is Result.PUBLISHED


def test_a_house_without_a_pattern_has_no_attachments(rooms: Rooms) -> None:
    read, house = Read(attachable=True), house_of(rooms)
    path = rooms.workspace.inbox / f"{NUMBER} a.pdf"
    assert attachments.number_of(read, path, rooms.workspace, house) == NUMBER
    without = house.norms.with_changes({"dossiernummer_patroon": (Norm(waarde="", bron="huis"),)})
    assert attachments.number_of(read, path, rooms.workspace, replace(house, norms=without)) == ""


def test_the_answers_of_a_dossier_are_found_beside_its_attachments(rooms: Rooms) -> None:
    drop(rooms, f"{NUMBER}/a.pdf", pdf())
    stand(rooms, (("b.json", filled("sociaal_verslag")),))
    known = known_of(rooms.workspace, NUMBER, FORMS["advies"].model)
    assert known["client.naam"] == FORMS["sociaal_verslag"].example_answers(3)["client.naam"]


def test_an_attachment_that_was_placed_when_the_program_stopped_is_not_placed_again(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    drop(rooms, f"{NUMBER}/a.pdf", pdf())
    with monkeypatch.context() as patched:
        patched.setattr("generator.flows.endings.record", stop)
        with pytest.raises(KeyboardInterrupt):
            once(rooms)
    assert once(rooms) == []
    drop(rooms, f"{NUMBER}/a.pdf", pdf())
    assert only(once(rooms)).outcome is Result.DUPLICATE
    assert len(list(publish.manifests(rooms.workspace.outbox))) == 1
