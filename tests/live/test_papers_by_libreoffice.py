"""The templates tried with the reference engine beside our own: the same words, on as many pages."""

from pathlib import Path

import pytest
from docx import Document

from generator.catalog import FORMS
from generator.flows import templates
from generator.wiring import Rooms

pytestmark = pytest.mark.live
SHIPPED = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize("form", FORMS)
def test_both_engines_print_the_same_papers(form: str, rooms: Rooms) -> None:
    (found,) = templates.check(rooms, templates.chosen(rooms.workspace.root, [form]))
    assert found.engines == ("office2pdf", "libreoffice")
    assert len(found.pages) == 3
    assert found.problems == ()


def test_what_only_one_engine_prints_is_told_with_its_page(rooms: Rooms) -> None:
    document = Document(str(SHIPPED / "advies.docx"))
    hidden = document.paragraphs[1].add_run(" Verborgen woorden.")
    hidden.font.hidden = True
    (rooms.workspace.root / "templates").mkdir()
    document.save(str(rooms.workspace.root / "templates/advies.docx"))
    (found,) = templates.check(rooms, templates.chosen(rooms.workspace.root, ["advies"]))
    assert {problem.code for problem in found.problems} == {"SJABLOON-TEKST"}
    assert all(
        "staat in de PDF van office2pdf en niet in die van LibreOffice" in problem.message
        for problem in found.problems
    )
    assert "proef «karig», bladzijde 1" in found.problems[0].place
    assert not found.accepted


def test_pages_that_break_elsewhere_are_a_warning(rooms: Rooms) -> None:
    document = Document(str(SHIPPED / "advies.docx"))
    for paragraph in document.paragraphs:
        paragraph.paragraph_format.keep_together = True  # office2pdf breaks it all the same
    (rooms.workspace.root / "templates").mkdir()
    document.save(str(rooms.workspace.root / "templates/advies.docx"))
    (found,) = templates.check(rooms, templates.chosen(rooms.workspace.root, ["advies"]))
    assert found.accepted
    assert {problem.code for problem in found.problems} == {"SJABLOON-BLADZIJDEN"}
    assert "proef «overlang», vanaf bladzijde " in found.problems[-1].place
