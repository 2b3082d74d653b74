"""Where a paragraph stands, in the words of somebody who has the document open in Word."""

import io
from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE

from generator.merge.places import heading_styles, numbered, places
from tests.merge.templates import docx, p, put, saved, tbl, tc, tr


def where(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    return [place.where for place in places(document.element.body, "", heading_styles(document))]


def test_a_heading_may_be_of_a_style_of_ones_own() -> None:
    document = Document()
    own = document.styles.add_style("Titel van ons", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 2"]
    plain = document.styles.add_style("Geen kop", WD_STYLE_TYPE.PARAGRAPH)
    plain.base_style = document.styles["Normal"]
    for text, style in (("voor", plain), ("Wie", own), ("een", plain), ("", plain), ("twee", plain)):
        document.add_paragraph(text, style)
    assert where(saved(document)) == [
        "boven de eerste kop, alinea 1",
        "hoofdtekst, kop",
        "onder «Wie», alinea 1",
        "onder «Wie», alinea 1",
        "onder «Wie», alinea 2",
    ]


def test_columns_are_counted_as_they_are_seen() -> None:
    wide = tc("breed", '<w:gridSpan w:val="2"/>')
    content = docx(tbl(tr("a", "b", "c"), tr(wide, "d"), grid=(1, 2, 3)))
    assert [place.rpartition(", ")[2] for place in where(content)] == [
        "kolom 1",
        "kolom 2",
        "kolom 3",
        "kolom 1",
        "kolom 3",
    ]


def test_a_table_in_a_table_is_told_by_the_outer_one() -> None:
    inner = tbl(tr("x", "y"))
    content = docx(tbl(tr("a", tc(p("b") + inner + p("c")))) + tbl(tr("d", "e")))
    found = where(content)
    assert found[1:5] == ["boven de eerste kop, tabel 1, rij 1, kolom 2"] * 4
    assert found[5] == "boven de eerste kop, tabel 2, rij 1, kolom 1"


def test_of_a_long_paragraph_the_words_around_are_shown(tmp_path: Path) -> None:
    long = f"{'voor ' * 30}{{{{ hier }}}} {'na ' * 40}"
    document = Document(str(put(tmp_path, docx(p(long)))))
    (place,) = places(document.element.body, "", frozenset())
    near = place.near("{{ hier }}")
    assert "{{ hier }}" in near
    assert near.startswith("…")
    assert near.endswith("…")
    assert len(near) < 80


def test_parts_of_one_kind_are_numbered() -> None:
    assert numbered(["koptekst", "voettekst", "koptekst"]) == ["koptekst 1", "voettekst", "koptekst 2"]
