"""The check of a PDF, on PDFs drawn for the purpose."""

import io
import logging
import time
from collections.abc import Sequence
from contextlib import closing

import pikepdf
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from generator.convert import check as checking
from generator.convert import pinned_fonts
from generator.convert.check import page_count
from generator.convert.opened import Opened
from generator.errors import OperatorFault

Drawn = tuple[float, float, str]


def pdf_of(*pages: list[Drawn]) -> bytes:
    pdfmetrics.registerFont(TTFont("Gewoon", str(pinned_fonts().regular[1])))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842))
    for page in pages:
        canvas.setFont("Gewoon", 11)
        for left, bottom, text in page:
            canvas.drawString(left, bottom, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def check(pdf: bytes, values: Sequence[str]) -> None:
    with closing(Opened(pdf)) as printed:
        checking.check(printed, values)


def code_of(pdf: bytes, *values: str) -> str:
    with pytest.raises(OperatorFault) as caught:
        check(pdf, values)
    return caught.value.code


def test_a_whole_pdf_passes() -> None:
    pdf = pdf_of(
        [(70, 700, "Naam: Jan Peeters"), (70, 686, "tweede regel, dicht opeen")], [(70, 700, "slot")]
    )
    check(pdf, ["Jan Peeters", "slot"])
    assert page_count(pdf) == 2


@pytest.mark.parametrize(
    ("left", "height"),
    [(70, -20), (590, 600), (-80, 600), (70, 860)],
    ids=["below", "right", "left", "above"],
)
def test_text_off_the_sheet_is_missing(left: int, height: int) -> None:
    pdf = pdf_of([(70, 700, "boven"), (left, height, "Jan Peeters")])
    assert code_of(pdf, "Jan Peeters") == "PDF-TEKST-ONTBREEKT"


def test_lines_over_one_another_are_refused() -> None:
    assert (
        code_of(pdf_of([(70, 700, "Naam: Jan Peeters"), (72, 702, "Adres: Dorpsstraat")]))
        == "PDF-TEKST-OVERDRUK"
    )


def test_lines_that_only_touch_pass() -> None:
    check(pdf_of([(70, 700, "gypsgy ÉÂÑ"), (70, 690, "ÉÂÑ gypsgy"), (70, 680, "klaar")]), ["klaar"])


def test_letters_printed_out_of_order_are_read_as_they_stand() -> None:
    pdf = pdf_of([(70, 700, "ja         nee"), (84, 700, "of")])
    check(pdf, ["ja of nee"])
    assert code_of(pdf, "ja of neen") == "PDF-TEKST-ONTBREEKT"


def test_ligatures_between_two_goes_are_not_taken_for_overprint() -> None:
    check(pdf_of([(70, 700, "ﬁ ﬂ ﬁ ﬂ            ﬁ"), (110, 700, "ﬁﬂ")]), [])


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.7\n", b"geen pdf"])
def test_a_damaged_pdf_is_refused(damage: bytes) -> None:
    assert code_of(damage) == "PDF-ONLEESBAAR"
    with pytest.raises(OperatorFault):
        page_count(damage)


def test_half_a_pdf_is_refused() -> None:
    whole = pdf_of([(70, 700, "Jan Peeters")])
    assert code_of(whole[: len(whole) // 2], "Jan Peeters") in {"PDF-ONLEESBAAR", "PDF-TEKST-ONTBREEKT"}


def test_a_pdf_without_pages_is_refused() -> None:
    target = io.BytesIO()
    pikepdf.new().save(target)
    assert code_of(target.getvalue()) == "PDF-ONLEESBAAR"


def test_no_answer_is_logged_or_told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(OperatorFault) as caught:
        check(pdf_of([(70, 700, "x")]), ["Jan Peeters", "85.07.30-033.28"])
    told = str(caught.value) + repr(caught.value.__context__) + caplog.text
    assert "Peeters" not in told
    assert "85.07" not in told
    assert "Van 2 antwoorden staan er 2" in told


def test_three_hundred_answers_on_ten_pages_are_checked_within_a_second() -> None:
    lines = [
        f"regel {number} met een antwoord van gewone lengte en nummer {number * 37}" for number in range(500)
    ]
    pages = [[(70.0, 800.0 - 14 * row, lines[page * 50 + row]) for row in range(50)] for page in range(10)]
    pdf = pdf_of(*pages)
    values = [*lines[:299], "\n".join(lines[20:400])]
    begun = time.process_time()
    check(pdf, values)
    assert time.process_time() - begun < 1
