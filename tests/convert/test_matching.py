"""The matcher: finds every way in which an honest engine prints an answer, and no answer that lost a letter."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.convert.matching import Pages, holds

LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyzéñøΩжАЯ0123456789.,:;'’€&<>()–\"")
WORDS = st.text(LETTERS, min_size=1, max_size=12)
VALUES = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
HEADER = ["Kortenberg OCMW", "Welzijnshuis"]
FOOTER = ["Goedgekeurd AD-besluit", "Blz."]


def on_pages(lines: list[str], length: int) -> list[str]:
    """Lay lines out on pages of ``length`` lines, with a header and a footer, as pdfium reads them."""
    bodies = [lines[start : start + length] for start in range(0, len(lines), length)]
    return [
        "\r\n".join([*HEADER, *body, *FOOTER, f"{number} van {len(bodies)}"])
        for number, body in enumerate(bodies)
    ]


def wrapped(words: list[str], per_line: int) -> list[str]:
    return [" ".join(words[start : start + per_line]) for start in range(0, len(words), per_line)]


@given(before=VALUES, value=VALUES, after=VALUES, per_line=st.integers(2, 9), per_page=st.integers(3, 12))
def test_an_answer_is_found_however_lines_and_pages_fall(
    before: str, value: str, after: str, per_line: int, per_page: int
) -> None:
    words = [*before.split(), *value.split(), *after.split()]
    assert holds(Pages.of(on_pages(wrapped(words, per_line), per_page)), value)


@given(
    value=st.lists(
        st.text(st.sampled_from("abcdefghijklmnop"), min_size=2, max_size=9), min_size=3, max_size=40
    ),
    per_line=st.integers(2, 6),
    per_page=st.integers(2, 6),
    data=st.data(),
)
def test_an_answer_that_lost_a_letter_is_not_found(
    value: list[str], per_line: int, per_page: int, data: st.DataObject
) -> None:
    lines = wrapped(value, per_line)
    row = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.sampled_from([n for n, sign in enumerate(lines[row]) if sign != " "]))
    lines[row] = lines[row][:column] + lines[row][column + 1 :]
    assert not holds(Pages.of(on_pages(lines, per_page)), " ".join(value))


@given(value=st.lists(WORDS, min_size=3, max_size=40), per_page=st.integers(2, 6), data=st.data())
def test_an_answer_that_lost_a_line_is_not_found(
    value: list[str], per_page: int, data: st.DataObject
) -> None:
    lines = wrapped([f"{number}{word}" for number, word in enumerate(value)], 3)
    lost = data.draw(st.integers(0, len(lines) - 1))
    answer = " ".join(lines)
    del lines[lost]
    assert not holds(Pages.of(on_pages(lines or ["leeg"], per_page)), answer)


@pytest.mark.parametrize(
    ("value", "page"),
    [
        ("Jan-Baptist Vanden-Broucke", "Naam: Jan\x02Baptist Vanden-\r\nBroucke einde"),
        ("gemeenschap", "de gemeen\x02schap"),
        ("gemeen\u00adschap", "de gemeenschap"),
        ("gemeen\u00adschap", "de gemeen\x02schap"),
        ("Jan-Baptist in de gemeenschap", "Jan\x02Baptist in de ge\x02meenschap"),
        ("financiën officier", "ﬁnanciën oﬃcier"),
        ("ﬁnanciën", "financiën"),
        ("Weiſt", "Weiﬅ"),
        ("Jose\u0301 Mun\u0303oz", "José Muñoz"),
        ("10\u00a0000 €", "10 000\u202f€"),
        ("a\tb\nc", "a b\r\nc"),
        ("wo\u200brd", "woord".replace("o", "o", 1).replace("wo", "w", 1)),
        ("-5", "Saldo: -5 euro"),
        ("-5", "-\x025"),
        ("a -", "a -\r\nVolgende"),
        ("-", "Tussenkomst: -"),
        ("--", "lijn\r\n--\r\n"),
        ("", "wat dan ook"),
        (" \u200b\n", "wat dan ook"),
        ("http://voorbeeld.be/een/heel-lang/pad", "http://voorbeeld.be/een/\r\nheel\x02lang/pad"),
    ],
)
def test_what_an_engine_may_change(value: str, page: str) -> None:
    assert holds(Pages.of([page]), value)


@pytest.mark.parametrize(
    ("value", "page"),
    [
        ("1985-01-01", "19850101"),
        ("1985-01-01", "1985-0101"),
        ("19850101", "1985-01-01"),
        ("-5", "Saldo: 5"),
        ("5-", "Saldo: 5"),
        ("-", "geen streepje – hier"),
        ("--", "een - en nog een -"),
        ("1.234,50", "1.234,5 0".replace(" ", "x")),
        ("Peeters", "peeters"),
        ("é", "e"),
        ("a…b", "a...b"),
        ("D’Hondt", "D'Hondt"),
        ("²", "2"),
        ("12", "1\r\n3"),
    ],
)
def test_what_no_engine_may_change(value: str, page: str) -> None:
    assert not holds(Pages.of([page]), value)


def test_a_word_is_not_put_together_from_two_pages() -> None:
    pages = Pages.of(["Kop\r\nbedrag 1\r\nBlz. 1", "Kop\r\n2 maart\r\nBlz. 2"])
    assert not holds(pages, "12")
    assert holds(pages, "1 2")


def test_a_very_long_word_may_break_at_a_page() -> None:
    word = "x1y2z3" * 10
    assert holds(Pages.of(["Kop\r\n" + word[:33] + "\r\nVoet", "Kop\r\n" + word[33:]]), word)


@pytest.mark.parametrize("end", ["Jan-\r\nVoet", "Jan\x02Voet"])
def test_a_page_may_break_after_a_hyphen(end: str) -> None:
    assert holds(Pages.of([f"Kop\r\nNaam: {end}", "Kop\r\nBaptist Peeters"]), "Jan-Baptist Peeters")


@pytest.mark.parametrize("value", ["- eerste deel en slot", "eerste deel en slot -"])
def test_a_dash_before_or_after_an_answer_is_not_asked_at_a_page_break(value: str) -> None:
    first, last = value.split(" deel ")
    assert holds(Pages.of([f"Kop\r\n{first} deel", f"Kop\r\n{last}"]), value)


def test_a_page_break_does_not_hide_a_lost_hyphen() -> None:
    assert not holds(Pages.of(["Kop\r\nNaam: Jan\r\nVoet", "Kop\r\nBaptist Peeters"]), "Jan-Baptist Peeters")


def test_no_more_than_twenty_lines_are_skipped() -> None:
    assert holds(Pages.of(["een" + "\r\nvoet" * 19, "twee"]), "een twee")
    assert not holds(Pages.of(["een" + "\r\nvoet" * 20, "twee"]), "een twee")
    assert not holds(Pages.of(["een", "kop\r\n" * 20 + "twee"]), "een twee")


def test_pages_between_must_be_full() -> None:
    assert holds(Pages.of(["a b", "c d", "e f"]), "a b c d e f")
    assert not holds(Pages.of(["a b", "c", "e f"]), "a b c d e f")
    assert not holds(Pages.of(["a b", "leeg", "c d"]), "a b c d")


def test_of_right_to_left_words_the_letters_must_be_there() -> None:
    drawn = Pages.of(["دمحأ Naam 12"])
    assert holds(drawn, "أحمد 12")
    assert not holds(drawn, "أحمد 13")
    assert not holds(drawn, "أحمد ب")


@given(st.text(st.characters(exclude_categories=("Cs", "Co", "Cn")), max_size=40))
@settings(max_examples=200)
def test_any_text_is_found_in_itself(text: str) -> None:
    assert holds(
        Pages.of(["voor\r\n" + text.replace("\x02", "") + "\r\nna"]), unicodedata.normalize("NFC", text)
    )


@pytest.mark.parametrize("word", ["handtekening", "onderhoudsplicht"])
def test_a_page_may_break_at_a_hyphen_within_a_word(word: str) -> None:
    value = f"Zij vraagt een {word} en wacht. Zij vraagt nog een {word} en zwijgt."
    first, second = f"Kop\r\nZij vraagt een {word[:4]}", f"{word[4:]} en wacht. Zij vraagt nog een {word[:4]}"
    pages = [f"{first}\x02Voet 1", f"Kop\r\n{second}\x02Voet 2", f"Kop\r\n{word[4:]} en zwijgt.\r\nVoet 3"]
    assert holds(Pages.of(pages), value)
    assert not holds(Pages.of([pages[0], pages[1], f"Kop\r\n{word[5:]} en zwijgt.\r\nVoet 3"]), value)
    assert not holds(Pages.of([page.replace("\x02", "\r\n") for page in pages]), value)
