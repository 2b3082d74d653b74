"""The documents as text that a person can read in a diff, and what must hold for each of them.

To accept a change: UPDATE_GOLDEN=1 python -m pytest tests/golden, then read the diff.
"""

import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from docx import Document
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from generator import convert, merge
from generator.catalog import FORMS, find_template
from generator.flows.make import context_of
from generator.flows.samples import form_of
from tests.golden import papers

HERE = Path(__file__).parent
_LEFT = 52
"""Points; the bar beside a coloured paragraph stands a little left of the margin (56.7)."""
KINDS = {"volledig": papers.full, "karig": papers.sparse, "overlang": papers.overlong}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["volledig", "karig"])
def test_the_document_reads_as_it_did(form: str, kind: str, tmp_path: Path) -> None:
    text = papers.as_text(papers.content(papers.made(form, KINDS[kind](FORMS[form]), tmp_path), ".docx"))
    golden = HERE / f"{form}-{kind}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_what_was_left_out_leaves_no_hole(form: str, tmp_path: Path) -> None:
    docx = papers.content(papers.made(form, papers.sparse(FORMS[form]), tmp_path), ".docx")
    document = Document(io.BytesIO(docx))
    assert papers.headings_without_text(document) == []
    words = papers.as_text(docx)
    assert "None" not in words
    assert "{{" not in words
    assert ", ," not in words


@pytest.mark.thorough
@pytest.mark.parametrize("form", FORMS)
def test_very_long_answers_flow_over_pages_and_all_stand_in_the_pdf(form: str, tmp_path: Path) -> None:
    paper = papers.made(form, papers.overlong(FORMS[form]), tmp_path)
    assert len(pypdfium2.PdfDocument(papers.content(paper, ".pdf"))) > 5


def test_a_screening_tells_how_long_its_instruments_may_last(tmp_path: Path) -> None:
    answers = FORMS["screening_activering"].example_answers(11)
    text = papers.as_text(papers.content(papers.made("screening_activering", answers, tmp_path), ".docx"))
    assert "Langste duur\tTijdelijke werkervaring (TWE): hoogstens 24 maanden" in text


def test_an_application_that_was_sent_on_names_the_other_ocmw_once(tmp_path: Path) -> None:
    away = {
        "bevoegdheid": "onbevoegd_doorgestuurd",
        "doorsturing.reden": "Woont gewoonlijk in Zaventem.",
        "doorsturing.datum": "20/01/2026",
        "doorsturing.ocmw": "OCMW Zaventem",
    }
    answers = {**FORMS["sociaal_verslag"].example_answers(3), **away}
    text = papers.as_text(papers.content(papers.made("sociaal_verslag", answers, tmp_path), ".docx"))
    assert "Doorgestuurd\t20/01/2026, naar OCMW Zaventem\n" in text


@pytest.mark.parametrize("form", FORMS)
def test_the_same_form_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    first, second = (papers.made(form, papers.full(FORMS[form]), tmp_path) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("form", FORMS)
def test_the_pdf_is_archivable_and_accessible_and_says_no_name(form: str, tmp_path: Path) -> None:
    answers = papers.full(FORMS[form])
    paper = papers.made(form, answers, tmp_path)
    with pikepdf.open(io.BytesIO(papers.content(paper, ".pdf"))) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "B", "1")
        assert str(pdf.Root.Lang) == "nl-BE"
        assert str(pdf.docinfo["/Title"]) == f"{FORMS[form].title} {answers['dossiernummer']}"
        assert not set(pdf.docinfo) - {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
    with zipfile.ZipFile(io.BytesIO(papers.content(paper, ".docx"))) as docx:
        properties = docx.read("docProps/core.xml").decode()
    assert str(answers["client.naam"]) not in properties
    assert (
        "<dc:creator></dc:creator>" in properties
        or "creator" not in properties
        or "<dc:creator/>" in properties
    )


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_drawn_outside_the_margins(form: str, tmp_path: Path) -> None:
    kind, settings = FORMS[form], papers.house(tmp_path)
    context = context_of(kind, *form_of(kind, "volledig"), settings)
    assert len(context["waarschuwingen"]) > 1
    docx = merge.template(find_template(form, tmp_path).path).render(context)
    with pypdfium2.PdfDocument(convert.to_pdf(docx, settings.pdf)) as pdf:
        drawn = [thing.get_bounds() for page in pdf for thing in page.get_objects([FPDF_PAGEOBJ_PATH])]
    assert min((left for left, *_ in drawn), default=_LEFT + 1) > _LEFT


@pytest.mark.parametrize("form", FORMS)
def test_a_copy_without_code_has_its_page_number_in_the_same_line(form: str, tmp_path: Path) -> None:
    kind, settings = FORMS[form], replace(papers.house(tmp_path), approval="")
    context = context_of(kind, *form_of(kind, "karig"), settings)
    docx = merge.template(find_template(form, tmp_path).path).render(context)
    with pypdfium2.PdfDocument(convert.to_pdf(docx, settings.pdf)) as pdf:
        lines = pdf[0].get_textpage().get_text_bounded().splitlines()
    assert not [line for line in lines if line.startswith("pagina 1") or line.endswith("Code")]


@pytest.mark.parametrize("form", FORMS)
def test_the_recipe_follows_what_shows(form: str, tmp_path: Path) -> None:
    answers = papers.full(FORMS[form])
    recipe = papers.judged(form, answers, tmp_path).recipe
    assert papers.judged(form, answers, tmp_path).recipe == recipe
    other = answers | {"opsteller.naam": "Iemand Anders"}
    assert papers.judged(form, other, tmp_path).recipe != recipe
    (tmp_path / "templates").mkdir()
    template = (Path(__file__).parents[2] / f"templates/{form}.docx").read_bytes()
    (tmp_path / f"templates/{form}.docx").write_bytes(template + b" ")
    assert papers.judged(form, answers, tmp_path).recipe != recipe
