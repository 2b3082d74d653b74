"""Values as people write them: the worked examples of domain.md §9, and what may never be guessed."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import numbers, values
from forms.values import PartialDate, Unreadable


def refused(read: Callable[[str], object], text: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read(text)
    return caught.value.type


@pytest.mark.parametrize(
    ("text", "digits", "born", "sex", "bis"),
    [
        ("85.07.30-033.28", "85073003328", PartialDate(1985, 7, 30), "M", False),
        ("93.05.18-223.61", "93051822361", PartialDate(1993, 5, 18), "M", False),
        ("17.07.30-033.84", "17073003384", PartialDate(2017, 7, 30), "M", False),
        ("98.47.28-997.65", "98472899765", PartialDate(1998, 7, 28), "M", True),
        ("01.49.07-001.85", "01490700185", PartialDate(2001, 9, 7), "M", True),
        ("88.23.14-001.36", "88231400136", PartialDate(1988, 3, 14), "onbekend", True),
        ("70.06.00-001.56", "70060000156", PartialDate(1970, 6), "M", False),
        ("70.00.00-001.14", "70000000114", PartialDate(1970), "M", False),
        ("00.00.01-001.66", "00000100166", PartialDate(), "M", False),
        ("00.00.01-001.95", "00000100195", PartialDate(), "M", False),
        ("88.03.14-999.62", "88031499962", PartialDate(1988, 3, 14), "M", False),
        ("85.07.30 – 033.28", "85073003328", PartialDate(1985, 7, 30), "M", False),
        ("85.07.30\u2011033\u202f28", "85073003328", PartialDate(1985, 7, 30), "M", False),
        ("\ufeff850730\u00ad03328", "85073003328", PartialDate(1985, 7, 30), "M", False),
    ],
)
def test_insz_worked_examples(text: str, digits: str, born: PartialDate, sex: str, bis: bool) -> None:
    assert numbers.read_insz(text) == digits
    facts = numbers.insz_facts(digits)
    assert (facts.born, facts.sex, facts.bis) == (born, sex, bis)


@pytest.mark.parametrize(
    "text", ["85.07.30-033.29", "90.02.29-002.62", "8507300332", "85.07.30-033.2٨", "een naam"]
)
def test_insz_that_cannot_be(text: str) -> None:
    assert refused(numbers.read_insz, text) == "VELD-INSZ"


def test_the_counter_that_is_never_issued_is_recognised() -> None:
    assert numbers.insz_facts("88031499962").fictional
    assert not numbers.insz_facts("85073003328").fictional


@given(st.integers(0, 10**11 - 1))
def test_both_centuries_never_fit_one_number(number: int) -> None:
    nine, check = divmod(number, 100)
    old = 97 - nine % 97 == check
    new = 97 - (2_000_000_000 + nine) % 97 == check
    assert not (old and new)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("016 22 33 44", "+3216223344"),
        ("02 755 30 00", "+3227553000"),
        ("0470 12 34 56", "+32470123456"),
        ("0032 2 755 30 00", "+3227553000"),
        ("02/755.30.00", "+3227553000"),
        ("016\u201322\u202f33\u202f44", "+3216223344"),
    ],
)
def test_telephone_worked_examples(text: str, kept: str) -> None:
    assert numbers.read_phone(text) == kept


def test_a_telephone_number_is_printed_the_national_way() -> None:
    assert numbers.show_phone("+3216223344") == "016 22 33 44"
    assert numbers.show_phone("+31201234567") == "+31 20 123 4567"


@pytest.mark.parametrize("text", ["014 12 345", "1234", "bel me"])
def test_telephone_that_cannot_be(text: str) -> None:
    assert refused(numbers.read_phone, text) == "VELD-TELEFOON"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("€ 1.234,56", "1234.56"),
        ("1 234,56 euro", "1234.56"),
        ("858,97", "858.97"),
        ("0", "0.00"),
        ("1.234.567", "1234567.00"),
        ("12,5", "12.50"),
    ],
)
def test_amounts_as_people_write_them(text: str, amount: str) -> None:
    assert values.read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["1.234", "1,234", "-1.234"])
def test_an_ambiguous_amount_is_asked_back(text: str) -> None:
    assert refused(values.read_amount, text) == "VELD-BEDRAG-DUBBELZINNIG"


@pytest.mark.parametrize("text", ["1,234.56", "1e3", "NaN", "Infinity", "12,345,6", "١٢", "9" * 13, "twaalf"])
def test_amounts_that_are_none(text: str) -> None:
    assert refused(values.read_amount, text) == "VELD-BEDRAG"


@pytest.mark.parametrize("text", ["19536,7749", "19.536,774", "0,3333333333"])
def test_an_amount_finer_than_cents_is_to_be_rounded(text: str) -> None:
    with pytest.raises(Unreadable, match="Rond dit bedrag af") as told:
        values.read_amount(text)
    assert told.value.type == "VELD-BEDRAG"


def test_an_amount_below_zero_is_refused_where_it_cannot_be() -> None:
    assert refused(values.read_positive_amount, "-5,00") == "VELD-BEDRAG"


@pytest.mark.parametrize("text", ["31/12/1985", "31-12-1985", "31.12.1985", "1985-12-31"])
def test_dates_as_people_write_them(text: str) -> None:
    assert values.read_date(text) == date(1985, 12, 31)


@pytest.mark.parametrize(
    "text", ["12/31/1985", "29/02/2027", "31/12/85", "0", "1985", "2026-1-5", "01/01/1899", "٠١/٠١/٢٠٢٠"]
)
def test_dates_that_are_none(text: str) -> None:
    assert refused(values.read_date, text) == "VELD-DATUM"


@pytest.mark.parametrize(
    ("text", "kept"),
    [("30/07/1985", "1985-07-30"), ("07/1985", "1985-07"), ("1985", "1985"), ("onbekend", "onbekend")],
)
def test_a_date_of_birth_may_be_known_in_part(text: str, kept: str) -> None:
    assert values.read_partial_date(text).iso == kept


def test_age_counts_whole_years_and_takes_the_youngest_when_in_doubt() -> None:
    assert PartialDate(2008, 11, 24).age_on(date(2026, 11, 24)) == 18
    assert PartialDate(2008, 11, 25).age_on(date(2026, 11, 24)) == 17
    assert PartialDate(2008).age_on(date(2026, 11, 24)) == 17
    assert PartialDate().age_on(date(2026, 11, 24)) is None


@pytest.mark.parametrize(("text", "answer"), [("ja", True), ("Ja", True), ("neen", False), ("nee", False)])
def test_yes_and_no(text: str, answer: bool) -> None:
    assert values.read_yes_no(text) is answer


@pytest.mark.parametrize("text", ["j", "y", "on", "1", "NO", "misschien"])
def test_neither_yes_nor_no(text: str) -> None:
    assert refused(values.read_yes_no, text) == "VELD-JA-NEEN"


@pytest.mark.parametrize("text", ["007", "1_000", "1.0", "-1", "٣", "1e3", "9" * 10])
def test_whole_numbers_that_are_none(text: str) -> None:
    assert refused(values.read_whole, text) == "VELD-GETAL"


@pytest.mark.parametrize("text", ["2026-03", "03/2026", "3/2026"])
def test_months(text: str) -> None:
    assert values.read_month(text) == "2026-03"


@pytest.mark.parametrize(("text", "part"), [("41 %", "41"), ("41,5", "41.5"), ("100", "100"), ("0", "0")])
def test_percentages(text: str, part: str) -> None:
    assert values.read_percentage(text) == Decimal(part)


@pytest.mark.parametrize("text", ["101", "100,5", "-1", "veel"])
def test_percentages_that_are_none(text: str) -> None:
    assert refused(values.read_percentage, text) == "VELD-PERCENTAGE"


@pytest.mark.parametrize(
    "text", ["a\x00b", "a\x07b", "a\x0cb", "a\x85b", "a\u202eb", "a\u2066b", "a\ud800b", "a\uffffb"]
)
def test_what_cannot_be_printed_is_refused(text: str) -> None:
    assert refused(values.printable, text) == "VELD-TEKEN"


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn", "Zl", "Zp"])))
def test_text_keeps_every_character(text: str) -> None:
    assert values.printable(text) == text


def test_line_ends_of_all_systems_become_one() -> None:
    assert values.printable("a\r\nb\rc\nd\te") == "a\nb\nc\nd\te"


@pytest.mark.parametrize("text", ["3070", "1000", "9999"])
def test_postcodes(text: str) -> None:
    assert numbers.read_postcode(text) == text


@pytest.mark.parametrize("text", ["0999", "307", "30700", "B-3070"])
def test_postcodes_that_are_none(text: str) -> None:
    assert refused(numbers.read_postcode, text) == "VELD-POSTCODE"


@pytest.mark.parametrize("text", ["sofie.maes@kortenberg.be", "a+b@x-y.be"])
def test_email(text: str) -> None:
    assert numbers.read_email(text) == text


@pytest.mark.parametrize("text", ["sofie", "a@b", "a..b@c.be", "a b@c.be", "a@" + "b" * 260 + ".be"])
def test_email_that_is_none(text: str) -> None:
    assert refused(numbers.read_email, text) == "VELD-EMAIL"


@given(st.text(max_size=40))
def test_no_reader_says_more_than_its_own_words(text: str) -> None:
    """Whatever is typed, a reader takes it or refuses with a code; and a refusal never holds the answer."""
    token = f"geheim{text}"
    for read in (
        values.read_date,
        values.read_amount,
        numbers.read_insz,
        numbers.read_phone,
    ):
        with pytest.raises(Unreadable) as caught:
            read(token)
        assert "geheim" not in caught.value.message()


@pytest.mark.parametrize("around", ["\u200b", "\ufeff", " \u00ad\u2060\u00a0"])
def test_what_nobody_sees_around_a_line_does_not_count(around: str) -> None:
    assert values.line(f"{around}KB-2026-00042{around}") == "KB-2026-00042"
    assert values.line(f"{around}") == ""
    assert values.line("werk\u00adloos") == "werk\u00adloos"
