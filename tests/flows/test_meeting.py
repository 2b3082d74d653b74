"""The papers of a session: what is on the agenda, what is left out, what stays when it is made again."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document
from openpyxl import load_workbook

from generator import publish
from generator.catalog import FORMS, find_template
from generator.errors import OperatorFault, UsageFault
from generator.flows import meeting
from generator.flows.meeting import Held, Wanted, hold, look
from generator.flows.session_sheets import AGENDA, CONTROL
from generator.merge.lint import lint
from generator.model import Session
from tests.conftest import filled
from tests.flows import boards
from tests.flows.boards import SESSION, TOKENS, Board

LATER = {"zitting_datum": "17/12/2026", "kennisgeving__datum_uiterlijk": "25/12/2026"}
FOLDER = "outbox/zittingen/2026-12-03 BCSD"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Board:
    return boards.made(tmp_path_factory.mktemp("huis") / "werkmap")


@pytest.fixture
def board(whole: Board, tmp_path: Path) -> Board:
    return boards.copied(whole, tmp_path)


def held(board: Board, session: Session = SESSION, **wanted: Any) -> Held:
    return hold(board.hands, session, Wanted(**wanted), board.steps)


def home(board: Board) -> Path:
    return board.workspace.root / FOLDER


def manifest(board: Board) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((home(board) / "manifest.json").read_text("utf-8"))
    return found


def numbers(done: Held) -> dict[str, str]:
    return {item.dossier: item.number for item in done.items}


def reasons(done: Held) -> dict[str, str]:
    return {item.dossier: item.reason for item in done.items}


def files(board: Board) -> dict[str, bytes]:
    return {
        path.relative_to(home(board)).as_posix(): path.read_bytes()
        for path in home(board).rglob("*")
        if path.is_file()
    }


def overview(board: Board) -> list[Any]:
    sheet = load_workbook(home(board) / "overzicht.xlsx").active
    assert sheet is not None
    return [cell for row in sheet.iter_rows() for cell in row if cell.value]


def starts(board: Board) -> list[int]:
    """The pages on which the points begin, by the bookmarks."""
    with pikepdf.open(home(board) / "bundel.pdf") as pdf, pdf.open_outline() as outline:
        places = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        goals: list[Any] = [item.destination for item in outline.root if item.title.startswith("BCSD-")]
        return [places[goal[0].objgen] for goal in goals]


def test_a_session_becomes_a_folder_with_all_its_papers(board: Board) -> None:
    done = held(board)
    assert done.folder == FOLDER
    assert {name.rpartition("/")[2] for name in done.documents} >= {
        "agenda.docx",
        "agenda.pdf",
        "bundel.pdf",
        "controleblad.pdf",
        "overzicht.xlsx",
    }
    assert numbers(done) == {
        "KB-2026-00003": "BCSD-2026-12-001",
        "KB-2026-00001": "BCSD-2026-12-002",
        "KB-2026-00002": "BCSD-2026-12-003",
        "KB-2026-00004": "BCSD-2026-12-004",
    }
    assert "002 KB-2026-00001/1 Advies.pdf" in files(board)
    assert (home(board) / "002 KB-2026-00001/1 Advies.pdf").read_bytes() == (
        board.publication(1, "Advies") / "Advies.pdf"
    ).read_bytes()
    assert board.steps.expected == board.steps.finished
    assert set(manifest(board)["files"]) == files(board).keys() - {"manifest.json"}
    assert not list((board.workspace.outbox / "zittingen").glob(".*"))


def test_the_bundle_holds_the_papers_in_order_with_true_page_numbers(board: Board) -> None:
    held(board)
    text = boards.pages(home(board) / "bundel.pdf")
    with pikepdf.open(home(board) / "bundel.pdf") as pdf, pdf.open_outline() as outline:
        marks = {item.title: [below.title for below in item.children] for item in outline.root}
    assert marks["BCSD-2026-12-001 Leefloon, nieuwe aanvraag, dossier KB-2026-00003"] == [
        "Advies",
        "Sociaal verslag van 05/02/2026",
        "Hulpverleningsplan van 05/02/2026",
    ]
    assert [below for title, below in marks.items() if title.startswith("BCSD-2026-12-002")] == [
        ["Advies", "Sociaal verslag van 23/05/2026", "Bijlage 1: loonfiche"]
    ]
    assert f"pagina 1 van {len(text)}" in text[0]
    assert all("Voorstel van beslissing" in text[start - 1] for start in starts(board))
    listed = " ".join(text[1].split())
    assert all(
        re.search(rf"dossier KB-2026-0000{seed}[ .]*{start} ", listed)
        for seed, start in zip((3, 1, 2), starts(board), strict=True)
    )
    assert "vertrouwelijk" in text[2]


def test_what_breaks_a_rule_is_left_out_and_told(board: Board) -> None:
    done = held(board)
    assert {dossier for dossier, reason in reasons(done).items() if reason} == {"KB-2026-00004"}
    assert "ADV-06" in reasons(done)["KB-2026-00004"]
    assert "KB-2026-00004" not in boards.words(home(board) / "bundel.pdf")
    assert "KB-2026-00004" not in boards.words(home(board) / "agenda.pdf")
    control = boards.words(home(board) / "controleblad.pdf")
    assert "Niet opgenomen: een fout houdt dit punt tegen (ADV-06)" in control
    assert "Ontbreekt: geen sociaal verslag" in control
    assert "Het advies noemt 1 bijlage, in het dossier: 0" in control
    assert "Te laat: de beslissing moest er uiterlijk op" in control
    called = (
        "Oproeping van de leden: uiterlijk op 25/11/2026. Een lid kan punten toevoegen tot en met 28/11/2026."
    )
    assert called in control


@pytest.mark.thorough
def test_no_name_of_a_client_stands_on_the_papers_around_the_bundle(board: Board) -> None:
    board.add(advice_with_name(1))
    done = held(board)
    texts = [boards.words(home(board) / f"{name}.pdf") for name in ("agenda", "controleblad")]
    texts.append("\n".join(p.text for p in Document(str(home(board) / "agenda.docx")).paragraphs))
    texts.append(" ".join(str(cell.value) for cell in overview(board)))
    texts.append(json.dumps(manifest(board), ensure_ascii=False))
    texts.append(boards.pages(home(board) / "bundel.pdf")[1])
    for text in texts:
        assert "D'Haese" not in text
        assert "Søren" not in text
    assert "Steun voor [naam]" in {item.subject for item in done.items}


def advice_with_name(seed: int) -> bytes:
    return boards.advice(seed, onderwerp="Steun voor D'Haese")


@pytest.mark.thorough
def test_numbers_stay_when_the_session_is_made_again(board: Board) -> None:
    before = numbers(held(board))
    board.add(filled("sociaal_verslag", 8), boards.advice(8))
    later = numbers(held(board))
    assert later == {**before, "KB-2026-00008": "BCSD-2026-12-005"}
    assert [item.number for item in held(board).items][:2] == ["BCSD-2026-12-001", "BCSD-2026-12-005"]


@pytest.mark.thorough
def test_another_session_in_the_same_month_goes_on_counting(board: Board) -> None:
    held(board)
    board.add(filled("sociaal_verslag", 8), boards.advice(8, **LATER))
    assert numbers(held(board, Session("BCSD", date(2026, 12, 17)))) == {"KB-2026-00008": "BCSD-2026-12-005"}


@pytest.mark.thorough
def test_an_advice_made_anew_for_another_session_leaves_the_agenda(board: Board) -> None:
    held(board)
    postponed = boards.advice(2, datum_opmaak="22/02/2026", **LATER)
    board.add(postponed)
    assert "KB-2026-00002" not in numbers(held(board))
    assert "003 KB-2026-00002/1 Advies.pdf" not in files(board)
    assert "BCSD-2026-12-003" in manifest(board)["numbers"].values()


def test_the_newest_advice_on_a_subject_counts(board: Board) -> None:
    board.add(boards.advice(1, spoed_reden="De energie wordt afgesloten op 1 december, dus spoed."))
    done = held(board)
    (item,) = [item for item in done.items if item.dossier == "KB-2026-00001"]
    assert item.place.endswith("Advies (2)")


@pytest.mark.thorough
def test_a_word_file_edited_by_hand_is_converted_afresh_and_marked(board: Board) -> None:
    edited = board.publication(3, "Advies") / "Advies.docx"
    document = Document(str(edited))
    document.add_paragraph("Toegevoegd na overleg met de voorzitter.")
    document.save(str(edited))
    held(board)
    text = boards.words(home(board) / "bundel.pdf")
    assert "Toegevoegd na overleg met de voorzitter." in text
    assert "Advies (met de hand gewijzigd)" in text
    assert "Advies: met de hand gewijzigd" in boards.words(home(board) / "controleblad.pdf")
    (member, *_) = manifest(board)["points"][0]["members"]
    assert member["edited"]


@pytest.mark.thorough
def test_a_damaged_attachment_is_left_out_and_the_point_stays(board: Board) -> None:
    (pdf,) = board.publication(1, "Bijlage loonfiche").glob("*.pdf")
    pdf.write_bytes(b"geen pdf")
    done = held(board)
    assert not reasons(done)["KB-2026-00001"]
    assert "Bijlage 1: loonfiche is niet opgenomen." in boards.words(home(board) / "controleblad.pdf")


@pytest.mark.thorough
def test_a_document_that_is_gone_holds_up_its_own_point_only(board: Board) -> None:
    for name in ("Advies.docx", "Advies.pdf"):
        (board.publication(1, "Advies") / name).unlink()
    (board.publication(2, "Sociaal verslag") / "Sociaal verslag.pdf").write_bytes(b"%PDF-1.7 stuk")
    done = held(board)
    assert {dossier for dossier, reason in reasons(done).items() if not reason} == {"KB-2026-00003"}


def test_two_forms_with_the_same_field_name_never_mix(board: Board) -> None:
    held(board)
    pages = boards.pages(home(board) / "bundel.pdf")
    place = {seed: [page for page in pages if token in page] for seed, token in TOKENS.items()}
    assert all(len(found) == 1 for found in place.values())
    assert "BCSD-2026-12-002" in place[1][0]
    assert "BCSD-2026-12-003" in place[2][0]
    for seed, number in ((1, "002"), (2, "003")):
        folder = home(board) / f"{number} KB-2026-{seed:05d}"
        own = " ".join(boards.words(path) for path in folder.glob("*.pdf"))
        assert TOKENS[seed] in own
        assert TOKENS[3 - seed] not in own
    with pikepdf.open(home(board) / "bundel.pdf") as pdf:
        assert "/AcroForm" not in pdf.Root


@pytest.mark.thorough
def test_the_anonymous_copy_names_nobody_on_any_page(board: Board) -> None:
    done = held(board, anonymous=True)
    assert f"{FOLDER}/bundel (anoniem).pdf" in done.documents
    pages = boards.pages(home(board) / "bundel (anoniem).pdf")
    for seed in (1, 2, 3):
        client = FORMS["advies"].example_answers(seed)
        hidden = [
            str(client[f"client.{name}"]) for name in ("naam", "voornaam", "insz", "domicilie.straat", "gsm")
        ]
        hidden += [
            str(value) for name, value in client.items() if name.startswith("gezin.") and "naam" in name
        ]
        for page in pages:
            flat = " ".join(page.split())
            assert not [name for name in hidden if name in flat]
            assert TOKENS.get(seed, "TOKEN") not in flat
    whole = " ".join(pages)
    assert "44 jaar" in boards.words(home(board) / "agenda.pdf")
    assert "KB-2026-00003" in whole
    assert "[rijksregisternummer]" in whole


@pytest.mark.thorough
def test_a_copy_for_somebody_says_so_on_its_pages(board: Board) -> None:
    held(board, copies=("An Verlinden", "An  Verlinden", "Jo/Ann"))
    assert {"bundel voor An Verlinden.pdf", "bundel voor Jo_Ann.pdf"} <= files(board).keys()
    pages = boards.pages(home(board) / "bundel voor An Verlinden.pdf")
    assert all("An Verlinden" in " ".join(page.split()) for page in pages)
    assert "An Verlinden" in boards.words(home(board) / "controleblad.pdf")
    held(board)
    assert "bundel voor An Verlinden.pdf" in files(board)


@pytest.mark.thorough
def test_duplex_starts_every_point_on_a_front(board: Board) -> None:
    held(board, duplex=True)
    assert len(starts(board)) == 3
    assert all(start % 2 for start in starts(board))


@pytest.mark.thorough
def test_what_the_secretary_wrote_is_never_lost(board: Board) -> None:
    held(board)
    (home(board) / "nota.txt").write_text("eigen nota")
    agenda = home(board) / "agenda.docx"
    document = Document(str(agenda))
    document.add_paragraph("Eigen punt")
    document.save(str(agenda))
    written = agenda.read_bytes()
    for _ in range(2):
        done = held(board)
        assert (home(board) / "nota.txt").read_text() == "eigen nota"
        assert agenda.read_bytes() == written
        assert f"{FOLDER}/agenda (nieuw).docx" in done.documents
        assert [name for name in files(board) if name.startswith("agenda (nieuw")] == ["agenda (nieuw).docx"]


@pytest.mark.thorough
def test_a_final_bundle_is_frozen_and_what_came_later_goes_to_a_supplement(board: Board) -> None:
    held(board, final=True)
    frozen = files(board)
    same = held(board)
    assert (same.documents, same.supplement, files(board)) == ((), 0, frozen)
    assert not reasons(same)["KB-2026-00001"]
    board.add(filled("sociaal_verslag", 4), filled("sociaal_verslag", 8), boards.advice(8))
    done = held(board, copies=("An Verlinden",))
    assert done.supplement == 1
    assert not any(reasons(done).values())
    now = files(board)
    assert {name: now[name] for name in frozen if name != "manifest.json"} == {
        name: content for name, content in frozen.items() if name != "manifest.json"
    }
    assert {
        "bundel supplement 1.pdf",
        "bundel supplement 1 voor An Verlinden.pdf",
        "controleblad supplement 1.pdf",
        "agenda supplement 1.pdf",
    } <= now.keys()
    text = boards.words(home(board) / "bundel supplement 1.pdf")
    assert "KB-2026-00008" in text
    assert "KB-2026-00004" in text
    assert "KB-2026-00001" not in text
    assert {point["number"]: point["part"] for point in manifest(board)["points"]} == {
        "BCSD-2026-12-001": 0,
        "BCSD-2026-12-002": 0,
        "BCSD-2026-12-003": 0,
        "BCSD-2026-12-004": 1,
        "BCSD-2026-12-005": 1,
    }
    assert held(board).supplement == 0


@pytest.mark.thorough
def test_of_a_changed_point_a_supplement_holds_only_what_changed(board: Board) -> None:
    held(board, final=True)
    board.attach("KB-2026-00003", "attest.pdf", boards.form_with("LATER"))
    assert held(board).supplement == 1
    text = boards.words(home(board) / "bundel supplement 1.pdf")
    assert "LATER" in text
    assert "Advies" not in text
    assert "001 KB-2026-00003 supplement 1/1 Bijlage 1 attest.pdf" in files(board)


@pytest.mark.thorough
def test_a_report_in_a_final_bundle_never_changes(board: Board) -> None:
    changed = filled(
        "sociaal_verslag", 3, conclusie__tekst="Een heel andere conclusie dan in het verslag stond."
    )
    held(board)
    session = publish.session_folder(board.workspace.outbox, SESSION)
    assert publish.bundled(board.workspace.outbox) == {}
    held(board, final=True)
    (outcome,) = board.add(changed)
    assert session.is_dir()
    assert outcome.outcome.value == "rejected"
    assert "DOS-02" in {finding.code for finding in outcome.findings}


def test_nothing_ready_is_never_final(board: Board) -> None:
    for seed in (1, 2, 3):
        board.publication(seed, "Sociaal verslag").rename(board.workspace.root / f"weg-{seed}")
    done = held(board, final=True)
    assert not done.final
    assert f"{FOLDER}/bundel.pdf" not in done.documents
    assert "niet definitief gemaakt" in boards.words(home(board) / "controleblad.pdf")
    assert "Geen punten." in boards.words(home(board) / "agenda.pdf")


@pytest.mark.thorough
def test_the_bureau_has_its_own_agenda(board: Board) -> None:
    bureau = {"orgaan": "vast_bureau", "aard": "groepswerking", "onderwerp": "Kookgroep in het dorpshuis"}
    (outcome,) = board.add(boards.advice(6, **bureau))
    assert outcome.outcome.value == "published", outcome.findings
    done = held(board, Session("vast_bureau", SESSION.day))
    assert done.folder == "outbox/zittingen/2026-12-03 vast_bureau"
    assert numbers(done) == {"KB-2026-00006": "VB-2026-12-001"}
    agenda = boards.words(board.workspace.root / done.folder / "agenda.pdf")
    assert "2. Groepswerking" in agenda
    assert "Individuele dossiers" not in agenda
    assert "Vast bureau" in agenda
    assert "KB-2026-00001" not in agenda


@pytest.mark.parametrize("template", [AGENDA, CONTROL])
def test_the_templates_keep_the_house_rules(template: str, tmp_path: Path) -> None:
    assert lint(find_template(template, tmp_path).path) == ()


def test_looking_makes_nothing(board: Board) -> None:
    done = look(board.hands, SESSION, board.steps)
    assert numbers(done)["KB-2026-00003"] == "BCSD-2026-12-001"
    assert not (board.workspace.outbox / "zittingen").exists()


def test_a_session_without_advices_is_a_wrong_call(board: Board) -> None:
    with pytest.raises(UsageFault) as fault:
        held(board, Session("vast_bureau", SESSION.day))
    assert fault.value.code == "ZITTING-LEEG"


def test_a_session_that_no_decision_list_holds_is_told_before_anything_is_made(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = len([item for item in look(board.hands, SESSION, board.steps).items if not item.reason])
    monkeypatch.setattr(meeting, "MOST_POINTS", points - 1)
    with pytest.raises(UsageFault, match=f"heeft {points} punten"):
        look(board.hands, SESSION, board.steps)
    with pytest.raises(UsageFault, match=f"heeft {points} punten"):
        held(board)
    assert not list(board.workspace.outbox.glob("zittingen/*"))


@pytest.mark.thorough
def test_when_the_engine_is_not_in_order_nothing_changes(board: Board) -> None:
    held(board)
    before = files(board)
    pdf = board.hands.settings.pdf.model_copy(update={"engine": "libreoffice", "soffice": "/bestaat/niet"})
    broken = replace(board.hands, settings=board.hands.settings.model_copy(update={"pdf": pdf}))
    with pytest.raises(OperatorFault):
        hold(broken, SESSION, Wanted(), board.steps)
    assert files(board) == before
    assert not list((board.workspace.outbox / "zittingen").glob(".*"))


@pytest.mark.thorough
def test_a_damaged_manifest_is_told_on_the_control_sheet(board: Board) -> None:
    (board.publication(2, "Advies") / "manifest.json").write_text("{")
    done = held(board)
    assert "KB-2026-00002" not in numbers(done)
    assert done.remarks
    assert "manifest dat beschadigd is" in boards.words(home(board) / "controleblad.pdf")


def test_the_overview_holds_no_formula(board: Board) -> None:
    board.add(boards.advice(1, onderwerp="=HYPERLINK(1), dossier"))
    held(board)
    cells = overview(board)
    assert "=HYPERLINK(1), dossier" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}
