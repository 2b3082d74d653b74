"""Two prints of one document, compared line by line."""

from generator.convert.comparing import Line, first_other_page, only_in
from tests.convert.test_check import pdf_of

ONE = pdf_of(
    [(70, 700, "Naam: Jan Peeters"), (70, 686, "Hij woont in Kortenberg."), (70, 40, "pagina 1 van 2")],
    [(70, 700, "Slot"), (70, 40, "pagina 2 van 2")],
)


def test_the_same_words_on_other_pages_are_no_difference() -> None:
    other = pdf_of(
        [(70, 700, "Naam: Jan"), (70, 40, "pagina 1 van 3")],
        [
            (70, 700, "Peeters"),
            (70, 686, "Hij woont in"),
            (70, 672, "Kortenberg."),
            (70, 40, "pagina 2 van 3"),
        ],
        [(70, 700, "Slot"), (70, 40, "pagina 3 van 3")],
    )
    assert only_in(ONE, other) == only_in(other, ONE) == ()
    assert first_other_page(ONE, other) == 1


def test_a_line_that_only_one_has_is_told_with_its_page() -> None:
    other = pdf_of(
        [(70, 700, "Naam: Jan Peeters"), (70, 686, "Hij woont in Kortenberg.")], [(70, 700, "Eind")]
    )
    assert only_in(ONE, other) == (Line(2, "Slot"),)
    assert only_in(other, ONE) == (Line(2, "Eind"),)
    assert first_other_page(ONE, other) == 2
    assert first_other_page(ONE, ONE) == 0


def test_a_page_more_is_the_first_other_page() -> None:
    longer = pdf_of(*([(70.0, 700.0, "Slot")] for _ in range(3)))
    assert first_other_page(longer, pdf_of([(70, 700, "Slot")])) == 2


def test_a_page_may_end_elsewhere_in_a_very_long_word() -> None:
    one = pdf_of([(70, 700, "Pad: \\\\"), (70, 686, r"server\welzijnshuis\dossiers\bijlagen")])
    other = pdf_of([(70, 700, "Pad: \\")], [(70, 700, r"\server\welzijnshuis\dossiers\bijlagen")])
    assert only_in(one, other) == only_in(other, one) == ()
    wrong = pdf_of([(70, 700, "Pad: \\")], [(70, 700, r"\sever\welzijnshuis\dossiers\bijlagen")])
    assert only_in(one, wrong) == (Line(1, "Pad: \\\\"), Line(1, r"server\welzijnshuis\dossiers\bijlagen"))
