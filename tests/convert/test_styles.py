"""Which styles an engine gets to see."""

from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from generator.convert import ConvertSettings, package, styles, to_pdf
from generator.convert.preparing import prepared
from tests.convert.documents import add_table, bare, changed, packed, with_paragraphs

WORD = with_paragraphs("tekst")


def many() -> docx.document.Document:
    """A document in which a style is used in each way in which one can be."""
    document = bare()
    based = document.styles.add_style("Eigen", WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = document.styles["Intense Quote"]
    document.add_paragraph("alinea", style="Eigen")
    document.add_paragraph("punt", style="List Bullet")
    document.add_paragraph().add_run("teken", style="Emphasis")
    add_table(document, [("Post", "Bedrag"), ("Huur", "€ 650")])
    document.sections[0].footer.paragraphs[0].style = "Caption"
    document.styles.add_style("Q & A", WD_STYLE_TYPE.PARAGRAPH)
    return document


def left(word: bytes) -> set[str]:
    root = package.parse(prepared(word)[styles.STYLES])
    return {style.get(f"{package.W}styleId", "") for style in root.iter(f"{package.W}style")}


def test_only_what_is_used_and_what_that_leads_to_is_left() -> None:
    kept = left(packed(many()))
    assert {
        "Normal",
        "Eigen",
        "IntenseQuote",
        "IntenseQuoteChar",
        "ListBullet",
        "Emphasis",
        "TableGrid",
    } <= kept
    assert {"Caption", "Heading1", "Heading1Char"} <= kept
    assert "MediumShading1-Accent1" not in kept
    assert len(kept) < 30 < len(list(many().styles))


@pytest.mark.parametrize("field", ["STYLEREF &quot;Intense Quote&quot;", "TOC \\t &quot;Caption,1&quot;"])
def test_a_field_may_tell_a_style_by_its_name(field: str) -> None:
    document = package.read(WORD)["word/document.xml"].replace(
        b"<w:t>tekst</w:t>", f"<w:instrText>{field}</w:instrText>".encode()
    )
    assert left(changed(WORD, {"word/document.xml": document})) >= {"IntenseQuote", "Caption"}


def test_the_pdf_is_the_same_to_the_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, word = ConvertSettings(tmp_path), packed(many())
    short = to_pdf(word, settings)
    monkeypatch.setattr(styles, "_quoted", lambda said: styles._ids(package.read(word)[styles.STYLES]))
    assert left(word) == {style.style_id for style in many().styles}
    assert to_pdf(word, settings) == short


def test_a_document_without_styles_stays_so() -> None:
    parts = package.read(WORD)
    del parts[styles.STYLES]
    styles.settle(parts)
    assert styles.STYLES not in parts


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"<w:docDefaults/>",
        b'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>',
    ],
)
def test_the_language_is_set_whatever_the_styles_say(said: bytes) -> None:
    root = (
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        + said
        + b"</w:styles>"
    )
    parts = package.read(changed(WORD, {"word/styles.xml": root}))
    styles.settle(parts)
    assert parts["word/styles.xml"].count(b'w:lang w:val="nl-BE"') == 1
