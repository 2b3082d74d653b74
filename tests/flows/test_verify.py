"""Papers looked after: the files, the manifest, and whether making them again would give the same bytes."""

import io
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from generator import publish
from generator.flows import verify
from generator.flows.codes import code_in, code_of
from generator.flows.papers import Chosen, papers_of
from generator.flows.verify import Coded, Verified
from generator.sections import Pdf
from generator.wiring import Rooms
from tests.flows.outbox import again, change_manifest, edit_template, everything, published, styled
from tests.publish.papers import claimed, paper

TITLE = "Screening activering"


def verified(rooms: Rooms) -> Verified:
    (found,) = verify.verify(rooms, papers_of(rooms.workspace, Chosen()))
    return found


def test_a_paper_as_it_was_made_is_the_same(rooms: Rooms) -> None:
    folder = published(rooms)
    before = everything(rooms.workspace.root)
    found = verified(rooms)
    manifest = publish.read_manifest(folder)
    assert (found.outcome, found.again, found.reason, found.fault) == ("same", "same", "", "")
    assert found.folder == folder.relative_to(rooms.workspace.root).as_posix()
    assert found.code == code_of(manifest.recipe)
    assert (found.template, found.engine) == (manifest.versions["sjabloon"], manifest.versions["engine"])
    assert everything(rooms.workspace.root) == before


@pytest.mark.parametrize("name", [f"{TITLE}.docx", f"{TITLE}.pdf", "bron/screening_activering-3.json"])
def test_a_file_that_is_gone_or_changed_is_named(rooms: Rooms, name: str) -> None:
    folder = published(rooms)
    (folder / name).write_bytes(b"edited")
    found = verified(rooms)
    assert (found.outcome, found.state.changed, found.again) == ("different", (name,), "same")
    (folder / name).unlink()
    assert verified(rooms).state.missing == (name,)


def test_a_file_of_somebody_is_named(rooms: Rooms) -> None:
    (published(rooms) / "brief.txt").write_bytes(b"")
    found = verified(rooms)
    assert (found.outcome, found.state.extra) == ("different", ("brief.txt",))


def test_the_minutes_of_a_session_are_looked_after_with_all_else(rooms: Rooms, tmp_path: Path) -> None:
    minutes = replace(paper("", "BCSD besluiten", "0" * 64), form="notulen", of_session=True)
    folder = publish.place(minutes, claimed(tmp_path), rooms.workspace.outbox).folder
    (folder / "BCSD besluiten.docx").write_bytes(b"edited")
    (found,) = verify.verify(rooms, papers_of(rooms.workspace, Chosen(others=True)))
    assert found.folder == "outbox/zittingen/2026-11-24 BCSD besluiten"
    assert (found.outcome, found.again, found.dossier, found.code) == ("different", "never", "", "")
    assert found.state.changed == ("BCSD besluiten.docx",)
    published(rooms)
    chosen = Chosen(("KB-2026-00003",), others=True)
    assert [path.parent.name for path, _ in papers_of(rooms.workspace, chosen)] == ["KB-2026-00003"]


def test_a_damaged_manifest_is_a_difference_of_that_paper(rooms: Rooms) -> None:
    (published(rooms) / "manifest.json").write_bytes(b"{")
    found = verified(rooms)
    assert (found.outcome, found.fault, found.again) == ("different", "MANIFEST-BESCHADIGD", "unknown")


@pytest.mark.parametrize("content", [None, b"{}"])
def test_without_its_answers_a_paper_cannot_be_made_again(rooms: Rooms, content: bytes | None) -> None:
    path = published(rooms) / "gegevens.json"
    path.unlink()
    if content:
        path.write_bytes(content)
    assert (verified(rooms).outcome, verified(rooms).again) == ("different", "other")


def test_a_template_of_another_day_would_give_another_paper(rooms: Rooms) -> None:
    published(rooms)
    edit_template(rooms)
    found = verified(rooms)
    assert (found.outcome, found.again) == ("different", "other")
    assert found.reason == "sjabloon screening_activering gewijzigd"
    again(rooms)
    assert verified(rooms).outcome == "same"


def test_the_same_recipe_with_other_bytes_is_told(rooms: Rooms) -> None:
    """As by an update of a library that the recipe does not know."""
    folder = published(rooms)
    files = publish.read_manifest(folder).files
    (folder / f"{TITLE}.pdf").write_bytes(b"other")
    change_manifest(folder, files={**files, f"{TITLE}.pdf": sha256(b"other").hexdigest()})
    found = verified(rooms)
    assert (found.state.sound, found.again, found.outcome) == (True, "other", "different")
    assert found.reason == "dezelfde gegevens geven andere bytes"


def test_an_engine_that_does_not_work_is_for_the_operator(rooms: Rooms) -> None:
    published(rooms)
    broken = rooms.settings.model_copy(update={"pdf": Pdf(engine="libreoffice", soffice="/bestaat/niet")})
    assert verified(replace(rooms, settings=broken)).outcome == "failed"


def test_who_chose_between_the_edited_and_the_new_hears_no_more_of_it(rooms: Rooms) -> None:
    folder = published(rooms)
    (folder / f"{TITLE}.docx").write_bytes(b"edited")
    edit_template(rooms)
    again(rooms)
    assert verified(rooms).state.changed == (f"{TITLE}.docx",)
    for name in (f"{TITLE}.docx", f"{TITLE}.pdf", publish.NOTE):
        (folder / name).unlink()
    assert verified(rooms).outcome == "same"


def test_the_code_at_the_foot_finds_the_paper_and_its_older_versions(rooms: Rooms) -> None:
    folder = published(rooms)
    published(rooms, seed=4)
    where = folder.relative_to(rooms.workspace.root).as_posix()
    first = code_on(folder)
    assert list(verify.of_code(rooms.workspace, first, Chosen())) == [Coded(where, "KB-2026-00003")]
    other = styled(rooms, "Leuven OCMW")
    again(other)
    second = code_on(folder)
    assert first != second
    assert list(verify.of_code(rooms.workspace, second, Chosen())) == [Coded(where, "KB-2026-00003")]
    assert list(verify.of_code(rooms.workspace, first, Chosen())) == [Coded(where, "KB-2026-00003", "1")]
    assert list(verify.of_code(rooms.workspace, first, Chosen(("KB-2026-00004",)))) == []


def code_on(folder: Path) -> str:
    """The code that a reader of the Word document and of each page of the PDF sees."""
    word = Document(io.BytesIO((folder / f"{TITLE}.docx").read_bytes()))
    code: str = word.sections[0].footer.paragraphs[0].text.partition(" · Code ")[2].partition("\t")[0]
    pdf = pypdfium2.PdfDocument(folder / f"{TITLE}.pdf")
    assert all(f"Code {code}" in page.get_textpage().get_text_bounded() for page in pdf)
    assert code_in(code) == code
    return code


@pytest.mark.parametrize("text", ["5GC4-X59T", "5gc4x59t", " 5gc4 x59t "])
def test_a_code_is_read_as_people_type_it(text: str) -> None:
    assert code_in(text) == "5GC4-X59T"


@pytest.mark.parametrize("text", ["", "5GC4-X59", "5GC4-X590", "5GC4-X59TT", "5GC4-X59L"])
def test_what_is_no_code(text: str) -> None:
    assert code_in(text) is None


def test_a_code_follows_from_the_whole_recipe() -> None:
    codes = {code_of(f"{number:064x}") for number in range(1000)}
    assert len(codes) == 1000
    assert all(code_in(code) == code for code in codes)
