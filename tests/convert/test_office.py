"""office2pdf: what is its own, beside the contract of all engines."""

import hashlib
import io
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import office2pdf
import pikepdf
import pytest
from docx.shared import Cm

from generator.convert import ConvertSettings, office, package, pinned_fonts, to_pdf
from generator.convert.check import read
from generator.errors import DossierError, OperatorFault, TemplateFault
from tests.convert.documents import add_table, bare, packed, png, with_paragraphs

ROOT = Path(__file__).parents[2]
MAKE = """
import hashlib, sys
from pathlib import Path
from generator.convert import ConvertSettings, to_pdf
print(hashlib.sha256(to_pdf(Path(sys.argv[1]).read_bytes(), ConvertSettings(Path(sys.argv[2])))).hexdigest())
"""


@pytest.fixture
def settings(tmp_path: Path) -> ConvertSettings:
    return ConvertSettings(work=tmp_path / "work")


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def fault_of(word: bytes, settings: ConvertSettings) -> DossierError:
    with pytest.raises(DossierError) as caught:
        to_pdf(word, settings)
    assert caught.value.__context__ is None, "the engine's own message holds text of the document"
    return caught.value


def test_the_bytes_are_the_same_in_every_process(settings: ConvertSettings, tmp_path: Path) -> None:
    document = bare()
    add_table(document, [("Naam", "Bedrag"), ("Γεωργία ☒", "€ 1.234,50")])
    word = tmp_path / "d.docx"
    word.write_bytes(packed(document))
    digests = {hashlib.sha256(to_pdf(word.read_bytes(), settings)).hexdigest() for _ in range(2)}
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/New_York")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": "C", "PYTHONPATH": str(ROOT)}
        work = tmp_path / f"work{seed}"
        made = subprocess.run(
            [sys.executable, "-c", MAKE, word, work],
            env=environment,
            capture_output=True,
            check=True,
            text=True,
        )
        digests.add(made.stdout.strip())
    assert len(digests) == 1


def test_no_date_in_the_pdf_is_of_the_clock(settings: ConvertSettings) -> None:
    with opened(to_pdf(with_paragraphs("tekst"), settings)) as pdf:
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20131223231500Z"
        xmp = pdf.Root.Metadata.read_bytes().decode()
    assert xmp.count("2013-12-23T23:15:00Z") == xmp.count("T23:15:00Z") >= 2


def test_no_font_of_the_system_is_used_but_the_pinned(settings: ConvertSettings) -> None:
    document = bare()
    for name in ("Comic Sans MS", "DejaVu Serif", "DejaVu Sans Condensed", "Arial", "Courier New"):
        document.add_paragraph().add_run("José Γεωργία ☒ محمد").font.name = name
    with opened(to_pdf(packed(document), settings)) as pdf:
        names = {str(item.BaseFont).split("+")[-1] for item in pdf.objects if _is_font(item)}
    pinned = {path.stem.replace("-Regular", "") for path in pinned_fonts().paths}
    of_the_engine_itself = {"DejaVuSansMono"}
    assert names >= {"Carlito", "LiberationSans", "DejaVuSans"}
    assert names <= pinned | of_the_engine_itself


def _is_font(item: object) -> bool:
    return (
        isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == "/Font"
        and item.get("/Subtype") == "/Type0"
    )


def test_headings_lists_and_table_heads_are_tagged(settings: ConvertSettings) -> None:
    document = bare()
    document.add_heading("Budget", 2)
    document.add_paragraph("punt", style="List Bullet")
    add_table(document, [("Post", "Bedrag"), ("Huur", "650")])
    with opened(to_pdf(packed(document), settings)) as pdf:
        tags = {str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item}
        bookmarks = [item.title for item in pdf.open_outline().root]
    assert tags >= {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/P"}
    assert bookmarks == ["Verslag"]


@pytest.mark.parametrize("levels", [(3,), (2, 4)])
def test_headings_that_skip_a_level_are_the_templates_fault(
    settings: ConvertSettings, levels: tuple[int, ...]
) -> None:
    document = bare()
    for level in levels:
        document.add_heading("Geheime kop", level)
    fault = fault_of(packed(document), settings)
    assert isinstance(fault, TemplateFault)
    assert fault.code == "SJABLOON-KOPPEN"


def test_a_picture_belongs_in_the_header(settings: ConvertSettings) -> None:
    document = bare()
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png()), width=Cm(1))
    assert to_pdf(packed(document), settings)
    document.add_paragraph().add_run().add_picture(io.BytesIO(png()), width=Cm(1))
    fault = fault_of(packed(document), settings)
    assert isinstance(fault, TemplateFault)
    assert fault.code == "SJABLOON-BEELD"


def test_an_undrawable_sign_of_the_template_is_refused_and_not_told(settings: ConvertSettings) -> None:
    fault = fault_of(with_paragraphs("Naam 王小明 Geheim"), settings)
    assert fault.code == "LETTERTYPE-TEKEN"
    assert "王" not in str(fault)
    assert "Geheim" not in str(fault)


def test_a_table_row_taller_than_the_page_is_refused(settings: ConvertSettings) -> None:
    long = " ".join(f"woord{number}" for number in range(1200))
    document = bare()
    add_table(document, [("Veld", "Antwoord"), ("Motivering", long)])
    with pytest.raises(OperatorFault) as caught:
        to_pdf(packed(document), settings, [long])
    assert caught.value.code == "PDF-TEKST-ONTBREEKT"


def test_paragraphs_crammed_in_a_cell_are_refused(settings: ConvertSettings) -> None:
    document = bare()
    add_table(document, [("Veld", "Antwoord"), ("Motivering", "eerste")])
    for number in range(60):
        document.tables[0].cell(1, 1).add_paragraph(f"alinea {number} van de motivering")
    with pytest.raises(OperatorFault) as caught:
        to_pdf(packed(document), settings)
    assert caught.value.code in {"PDF-TEKST-OVERDRUK", "PDF-TEKST-ONTBREEKT"}


@pytest.mark.parametrize(
    "text",
    [
        "...",
        "a...b",
        "....",
        ".....",
        "......",
        ". . .",
        "wacht ... nog ... eens",
        "…",
        "a &lt;b&gt; &amp;amp; c",
        "&#60; &#x3C; &quot;&apos; & & x;",
        ".. .",
        "a...\tb...\nc",
    ],
)
def test_what_is_typed_is_printed_as_typed(settings: ConvertSettings, text: str) -> None:
    document = bare()
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    paragraph.add_run("einde")
    document.sections[0].first_page_header.paragraphs[0].text = "kop" + text
    printed = "".join("".join(read(to_pdf(packed(document), settings)).texts).split())
    expected = "".join(text.split())
    assert expected + "einde" in printed
    assert "kop" + expected in printed


def test_the_look_of_a_run_with_points_is_kept(settings: ConvertSettings) -> None:
    parts = package.read(with_paragraphs("begin"))
    run = b"<w:r><w:rPr><w:b/></w:rPr><w:t>een...twee</w:t><w:br/><w:t>drie</w:t></w:r>"
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:sectPr", b"<w:p>" + run + b"</w:p><w:sectPr"
    )
    office._keep_as_typed(parts)
    assert (
        b'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">een..</w:t></w:r>'
        b'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">.twee</w:t><w:br/><w:t>drie</w:t></w:r>'
    ) in parts["word/document.xml"]
    assert to_pdf(package.write(parts), settings, ["een...twee\ndrie"])


def warned(monkeypatch: pytest.MonkeyPatch, *warnings: office2pdf.ConvertWarning) -> None:
    """Let the engine warn; no document is known that makes this version of it do so."""
    real = office2pdf.convert_bytes

    def convert_bytes(*arguments: Any) -> office2pdf.ConversionResult:
        return office2pdf.ConversionResult(real(*arguments).pdf, warnings)

    monkeypatch.setattr(office2pdf, "convert_bytes", convert_bytes)


def test_what_the_engine_draws_in_part_is_logged_by_kind_only(
    settings: ConvertSettings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    warned(
        monkeypatch,
        office2pdf.PartialElementWarning(format="DOCX", element="Geheim", detail="Geheim"),
        office2pdf.UnsupportedElementWarning(format="DOCX", element="Geheim"),
        office2pdf.FallbackUsedWarning(format="DOCX", from_="Calibri", to="Carlito"),
    )
    to_pdf(with_paragraphs("Geheim"), settings, ["Geheim"])
    assert [record.getMessage() for record in caplog.records] == [
        "OFFICE2PDF-PartialElement",
        "OFFICE2PDF-UnsupportedElement",
    ]


def test_what_the_engine_skips_is_refused(settings: ConvertSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    warned(monkeypatch, office2pdf.ParseSkippedWarning(format="DOCX", reason="Geheim"))
    fault = fault_of(with_paragraphs("Geheim"), settings)
    assert fault.code == "OFFICE2PDF-OVERSLAAN"
    assert "Geheim" not in str(fault)


def in_child(word: bytes, work: Path, answer: str) -> None:
    to_pdf(word, ConvertSettings(work), [answer])


def test_it_works_in_a_spawned_process(tmp_path: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(
        target=in_child, args=(with_paragraphs("Jan Peeters"), tmp_path, "Jan Peeters")
    )
    child.start()
    child.join(60)
    assert child.exitcode == 0


def test_the_room_is_cheap_to_enter() -> None:
    code = (
        "import sys, generator.convert\n"
        "heavy = {'office2pdf', 'pypdfium2', 'fontTools', 'lxml'} & {name.split('.')[0] for name in sys.modules}\n"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, text=True)
    assert made.returncode == 0, made.stderr
