"""A word that is wider than its column goes on at the next line, and no letter is lost."""

import io
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.shared import Cm
from hypothesis import given
from hypothesis import strategies as st

from generator.convert import ConvertSettings, pinned_fonts, to_pdf
from generator.convert.long_words import _Letters, _pieces, letter_widths

PATH = r"\\server\welzijnshuis\dossiers\KB-2026-00042\bijlagen\loonfiche-januari-2026-definitief.pdf"
LETTERS = _Letters(letter_widths(pinned_fonts()), 10.0)


@pytest.fixture
def settings(tmp_path: Path) -> ConvertSettings:
    return ConvertSettings(work=tmp_path / "work")


@given(st.text(max_size=200), st.integers(1, 5000))
def test_the_pieces_are_the_text_again(text: str, room: int) -> None:
    assert "".join(_pieces(text, room, LETTERS)) == text


def test_words_that_fit_are_left_alone() -> None:
    text = "pieter.aerts@kortenberg.be en arbeidstrajectbegeleider"
    assert _pieces(text, 2700, LETTERS) == [text]


def test_a_word_that_fits_in_two_parts_is_only_cut_at_its_hyphen(settings: ConvertSettings) -> None:
    document = Document()
    document.core_properties.title = "Proef"
    document.add_heading("Proef", 1)
    table = document.add_table(1, 4)
    table.autofit = False
    for cell in table.rows[0].cells:
        cell.width = Cm(4)
        cell.text = "een dienstencheque-onderneming (België)"
    written = io.BytesIO()
    document.save(written)
    with pypdfium2.PdfDocument(to_pdf(written.getvalue(), settings)) as pdf:
        assert pdf[0].get_textpage().get_text_bounded().count("onderneming") == 4


@pytest.mark.parametrize("columns", [1, 4, 8])
def test_a_path_in_a_narrow_cell_is_printed_whole(columns: int, settings: ConvertSettings) -> None:
    document = Document()
    document.core_properties.title = "Proef"
    document.add_heading("Proef", 1)
    table = document.add_table(1, columns)
    table.autofit = False
    for cell in table.rows[0].cells:
        cell.width = Cm(16 / columns)
        cell.text = PATH
    written = io.BytesIO()
    document.save(written)
    assert to_pdf(written.getvalue(), settings, [PATH]).startswith(b"%PDF-")


def test_a_very_long_word_in_running_text_is_printed_whole(settings: ConvertSettings) -> None:
    document = Document()
    document.core_properties.title = "Proef"
    document.add_heading("Proef", 1)
    document.add_paragraph(word := "Zeer" + "lang" * 100)
    written = io.BytesIO()
    document.save(written)
    assert to_pdf(written.getvalue(), settings, [word]).startswith(b"%PDF-")
