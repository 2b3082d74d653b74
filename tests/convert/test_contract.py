"""What all engines promise. All but the first need LibreOffice."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from generator.convert import ConvertSettings, engine_version, gotenberg, libreoffice, listener, to_pdf
from generator.convert.check import page_count, read
from generator.errors import DossierError, OperatorFault, TemplateFault
from tests.convert.documents import (
    TITLE,
    add_table,
    bare,
    changed,
    packed,
    part,
    with_language,
    with_paragraphs,
)
from tests.convert.gotenberg import printing, serving

ANSWERS = (
    "José Muñoz",
    "Wiśniewska-Sørensen",
    "Γεωργία Παπαδοπούλου",
    "Светлана Иванова",
    "محمد الأحمد",
    "D’Hondt en d'Hondt",
    "2025–2026",
    "€ 1.234,50",
    'A & B <c> "d" {{ 7*7 }} $x$ #let [y] *z* _w_ \\ ~ @ ^',
    "wacht... nog .... en ..... klaar",
    "☒ ja ☐ nee",
    "ﬁnanciën van de oﬃcier",
    "10\u202f000\u00a0km",
    "85.07.30-033.28",
    "-5",
    "-",
    "",
)
LONG = " ".join(f"woord{number}-{number % 7} d’Hondt," for number in range(900))


@pytest.fixture(
    params=[
        "office2pdf",
        *(pytest.param(name, marks=pytest.mark.live) for name in ("libreoffice", "gotenberg")),
    ]
)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ConvertSettings]:
    """Gotenberg itself needs a container; a server of ours speaks as it does and prints with LibreOffice."""
    work = tmp_path / "work"
    work.mkdir()
    there = ConvertSettings(tmp_path / "there", "libreoffice")
    with serving(printing(lambda docx: libreoffice.print_once(docx, there))) as (url, _):
        yield ConvertSettings(work=work, engine=request.param, gotenberg_url=url)
    listener.close()
    gotenberg._version.cache_clear()


def opened(pdf: bytes, folder: Path) -> pikepdf.Pdf:
    path = folder / "made.pdf"
    path.write_bytes(pdf)
    return pikepdf.open(path)


def test_every_answer_is_found_in_paragraphs_and_in_a_table(settings: ConvertSettings) -> None:
    document = bare()
    for number, answer in enumerate(ANSWERS):
        document.add_paragraph(f"Vraag {number}: {answer}")
    add_table(
        document, [("Vraag", "Antwoord"), *((f"Vraag {n}", answer) for n, answer in enumerate(ANSWERS))]
    )
    to_pdf(packed(document), settings, ANSWERS)


def test_an_answer_over_three_pages_and_a_table_over_two_are_found(settings: ConvertSettings) -> None:
    document = bare()
    document.add_paragraph("Motivering: " + LONG)
    rows = [
        (f"rij {number}", f"omschrijving {number} van een uitgave, met twee regels tekst in de cel")
        for number in range(60)
    ]
    add_table(document, [("Post", "Omschrijving"), *rows])
    pdf = to_pdf(packed(document), settings, [LONG, *(cell for row in rows for cell in row)])
    assert page_count(pdf) >= 5
    assert sum("Post" in text for text in read(pdf).texts) >= 2, "the head row must repeat"


def test_one_wrong_letter_is_refused_without_telling_which(settings: ConvertSettings) -> None:
    word = with_paragraphs("Naam: Jan Peeters", LONG)
    with pytest.raises(OperatorFault) as caught:
        to_pdf(word, settings, ["Jan Peters", LONG, LONG.replace("woord850-3", "woord850-4"), "Jan Peeters"])
    assert caught.value.code == "PDF-TEKST-ONTBREEKT"
    assert "Van 4 antwoorden staan er 2 niet" in caught.value.message
    assert "Peters" not in caught.value.message


def test_the_pdf_is_archival_accessible_dutch_and_anonymous(
    settings: ConvertSettings, tmp_path: Path
) -> None:
    document = bare()
    with_language(document, "en-US")
    add_table(document, [("Post", "Bedrag"), ("Huur", "€ 650")])
    with opened(to_pdf(packed(document), settings, ["Huur"]), tmp_path) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfaid:conformance"] == "B"
            assert metadata["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == "nl-BE"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo.Title) == TITLE
        everything = xmp + " ".join(f"{name} {value}" for name, value in pdf.docinfo.items())
    for secret in ("Geheim", "Sleutel", "Opmerking", "python-docx", "/Author", "/Keywords", "/Subject"):
        assert secret not in everything


def test_custom_properties_and_company_stay_behind(settings: ConvertSettings, tmp_path: Path) -> None:
    word = with_paragraphs("tekst")
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    word = changed(
        word,
        {
            "[Content_Types].xml": part(word, "[Content_Types].xml").replace(
                b"</Types>",
                b'<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-'
                b'officedocument.custom-properties+xml"/></Types>',
            ),
            "_rels/.rels": part(word, "_rels/.rels").replace(
                b"</Relationships>",
                f'<Relationship Id="rIdCustom" Type="{office}/relationships/custom-properties" '
                'Target="docProps/custom.xml"/></Relationships>'.encode(),
            ),
            "docProps/custom.xml": (
                f'<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="{office}/custom-properties" '
                f'xmlns:vt="{office}/docPropsVTypes"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" '
                'pid="2" name="Client"><vt:lpwstr>Geheim</vt:lpwstr></property></Properties>'
            ).encode(),
        },
    )
    with opened(to_pdf(word, settings), tmp_path) as pdf:
        assert "Geheim" not in pdf.Root.Metadata.read_bytes().decode()
        assert "Geheim" not in str(list(pdf.docinfo.items()))


@pytest.mark.parametrize("target", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "beeld.png"])
def test_a_linked_picture_is_refused(settings: ConvertSettings, target: str) -> None:
    document = bare()
    document.part.relate_to(target, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    with pytest.raises(TemplateFault) as caught:
        to_pdf(packed(document), settings)
    assert caught.value.code == "SJABLOON-VERWIJZING"


def test_a_hyperlink_is_let_through(settings: ConvertSettings) -> None:
    document = bare()
    document.part.relate_to("https://www.kortenberg.be/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    assert to_pdf(packed(document), settings, ["Verslag"])


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 geen zip", b"%PDF-1.7"])
def test_a_damaged_document_is_the_templates_fault(settings: ConvertSettings, damage: bytes) -> None:
    with pytest.raises(TemplateFault) as caught:
        to_pdf(damage, settings)
    assert caught.value.code == "SJABLOON-BESCHADIGD"


def test_a_document_without_title_is_the_templates_fault(settings: ConvertSettings) -> None:
    with pytest.raises(TemplateFault) as caught:
        to_pdf(packed(bare(title=" ")), settings)
    assert caught.value.code == "SJABLOON-ZONDER-TITEL"


def test_a_title_with_markup_arrives_whole(settings: ConvertSettings, tmp_path: Path) -> None:
    with opened(to_pdf(packed(bare(title="Huur & <energie> d'Hondt")), settings), tmp_path) as pdf:
        assert str(pdf.docinfo.Title) == "Huur en ‹energie› d'Hondt"


def test_an_undrawable_answer_is_refused_before_printing(settings: ConvertSettings) -> None:
    with pytest.raises(OperatorFault) as caught:
        to_pdf(with_paragraphs("Naam: 王小明"), settings, ["王小明"])
    assert caught.value.code == "LETTERTYPE-TEKEN"
    assert "王" not in str(caught.value)


def test_nothing_of_the_document_stays_behind(settings: ConvertSettings) -> None:
    to_pdf(with_paragraphs("Jan Peeters"), settings, ["Jan Peeters"])
    with pytest.raises(DossierError):
        to_pdf(with_paragraphs("Jan Peeters"), settings, ["iets anders"])
    left = [path for path in settings.work.rglob("*") if path.is_file() and path.suffix != ".ttf"]
    assert not [path for path in left if path.suffix in {".docx", ".pdf"} or b"Peeters" in path.read_bytes()]
    listener.close()
    assert {path.name.partition("-")[0] for path in settings.work.iterdir()} <= {"lettertypes"}


def test_the_version_names_the_engine_and_a_number(settings: ConvertSettings) -> None:
    name, number = engine_version(settings).split()
    assert name.lower() == settings.engine
    assert number[0].isdigit()


def test_the_documents_of_other_makers_are_printed_or_refused_cleanly(settings: ConvertSettings) -> None:
    samples = Path(__file__).parents[3] / "shared/samples/docx"
    if not samples.is_dir():
        pytest.skip("no samples here")
    for sample in sorted(samples.glob("*.docx")):
        document = docx.Document(str(sample))
        document.core_properties.title = "Voorbeeld"
        assert outcome(packed(document), settings).startswith(
            ("pdf", "SJABLOON-", "LETTERTYPE-", "PDF-TEKST-")
        )


def outcome(word: bytes, settings: ConvertSettings) -> str:
    try:
        return f"pdf of {page_count(to_pdf(word, settings))} pages"
    except DossierError as fault:
        return fault.code
