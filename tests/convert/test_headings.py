"""A heading never stands alone at the foot of a page."""

import io
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.shared import Pt

from generator.convert import ConvertSettings, to_pdf

_TEXT = "Een lange alinea die over verschillende regels loopt en dus bij elkaar wil blijven. " * 4


def printed(lines: int, folder: Path, *, table: bool) -> list[str]:
    """The text of each page of a document whose second heading comes after so many lines."""
    document = Document()
    document.core_properties.title = "Proef"
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    document.add_heading("Eerste", 1)
    for number in range(lines):
        document.add_paragraph(f"regel {number}")
    document.add_heading("KOPTEKST", 2)
    if table:
        document.add_table(4, 1).rows[0].cells[0].text = _TEXT
    else:
        document.add_paragraph(_TEXT)
    written = io.BytesIO()
    document.save(written)
    pdf = pypdfium2.PdfDocument(to_pdf(written.getvalue(), ConvertSettings(work=folder)))
    return [page.get_textpage().get_text_bounded() for page in pdf]


@pytest.mark.parametrize("table", [False, True], ids=["tekst", "tabel"])
@pytest.mark.parametrize("lines", range(38, 54))
def test_a_heading_stands_with_what_follows_it(lines: int, table: bool, tmp_path: Path) -> None:
    pages = printed(lines, tmp_path, table=table)
    (page,) = (text for text in pages if "KOPTEKST" in text)
    assert "Een lange alinea" in page


def test_the_same_document_still_gives_the_same_bytes(tmp_path: Path) -> None:
    assert printed(47, tmp_path, table=False) == printed(47, tmp_path, table=False)
