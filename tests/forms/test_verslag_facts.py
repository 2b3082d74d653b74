"""What the program computes from a Sociaal verslag: budget, leefloon, ages, deadlines."""

from datetime import date
from decimal import Decimal

import pytest

from forms import verslag_facts
from forms.base import Unanswered
from forms.norms import shipped_norms
from forms.values import PartialDate
from tests.forms.verslag_example import form

NORMS = shipped_norms()


def test_budget_adds_what_comes_in_and_goes_out() -> None:
    sums = verslag_facts.budget(form({}))
    assert (sums.income, sums.expenses, sums.balance) == (
        Decimal("1079.00"),
        Decimal("970.00"),
        Decimal("109.00"),
    )


def test_an_empty_budget_is_nought_with_two_decimals() -> None:
    sums = verslag_facts.budget(form({"inkomsten": [], "uitgaven": [], "budget": None}))
    assert f"{sums.income} {sums.expenses} {sums.balance}" == "0.00 0.00 0.00"


def test_debts_and_instalments() -> None:
    assert verslag_facts.debts(form({})) == Decimal("600.00")
    assert verslag_facts.instalments(form({"schulden.0.afbetaling": None})) == (Decimal(0), Decimal("50.00"))


def test_leefloon_is_barema_less_means_and_never_below_nought() -> None:
    assert verslag_facts.leefloon_per_month(form({})) == Decimal("901.29")
    rich = {"leefloon.berekening.meetelbare_middelen": "9.000,00"}
    assert verslag_facts.leefloon_per_month(form(rich)) == 0


def test_the_exemption_lowers_the_income_that_counts_but_not_below_nought() -> None:
    assert verslag_facts.countable_income(form({})) == Decimal("840.00")
    assert verslag_facts.countable_income(form({"leefloon.spi": None})) == Decimal("900.00")
    assert verslag_facts.countable_income(form({"leefloon.spi.bedrag": "1.000,00"})) == 0


def test_the_right_starts_with_the_application_unless_said_otherwise() -> None:
    assert verslag_facts.start_of_right(form({})) == date(2024, 10, 7)
    assert verslag_facts.start_of_right(form({"leefloon.begin": "01/11/2024"})) == date(2024, 11, 1)


def test_the_barema_is_that_of_the_category_on_the_first_day() -> None:
    assert verslag_facts.known_barema(form({"leefloon.categorie": "1"}), NORMS) == Decimal("858.97")
    assert verslag_facts.known_barema(form({"leefloon.begin": "01/02/2025"}), NORMS) is None


def test_a_paper_without_leefloon_has_none_to_compute() -> None:
    with pytest.raises(Unanswered):
        verslag_facts.leefloon_per_month(form({"leefloon": None}))


def test_ages_are_those_on_the_day_of_the_paper() -> None:
    assert verslag_facts.client_age(form({})) == 36
    assert verslag_facts.household_ages(form({})) == (9,)
    assert verslag_facts.household_ages(form({"gezin.0.geboortedatum": "onbekend"})) == (None,)


@pytest.mark.parametrize(
    ("born", "minor"),
    [
        (PartialDate(2006, 10, 7), False),
        (PartialDate(2006, 10, 8), True),
        (PartialDate(2006, 10), False),
        (PartialDate(2006, 11), True),
        (PartialDate(2006), False),
        (PartialDate(2007), True),
        (PartialDate(), False),
    ],
)
def test_surely_minor_gives_the_benefit_of_the_doubt(born: PartialDate, minor: bool) -> None:
    assert verslag_facts.is_surely_minor(born, date(2024, 10, 7), 18) is minor


def test_deadlines_follow_the_application_and_the_home_visit() -> None:
    paper = form({"datum_aanvraag": "02/03/2026", "huisbezoek.datum": "05/03/2026"})
    assert [(each.what, each.day) for each in verslag_facts.deadlines(paper, NORMS)] == [
        ("Ontvangstbewijs", date(2026, 3, 2)),
        ("Beslissing", date(2026, 4, 1)),
        ("Kennisgeving", date(2026, 4, 9)),
        ("GPMI", date(2026, 7, 1)),
        ("Beroep als er geen beslissing komt", date(2026, 7, 10)),
        ("Volgend huisbezoek", date(2027, 3, 5)),
    ]


def test_other_aid_has_no_gpmi_and_no_visit_no_next_one() -> None:
    paper = form({"aanvraag.aard": "budgetbeheer", "huisbezoek": None})
    assert {"GPMI", "Volgend huisbezoek"}.isdisjoint(
        each.what for each in verslag_facts.deadlines(paper, NORMS)
    )


def test_an_ocmw_without_competence_only_forwards() -> None:
    paper = form(
        {"datum_aanvraag": "02/03/2026", "bevoegdheid": "onbevoegd_doorgestuurd", "huisbezoek": None}
    )
    assert [(each.what, each.day) for each in verslag_facts.deadlines(paper, NORMS)] == [
        ("Ontvangstbewijs", date(2026, 3, 2)),
        ("Doorsturen naar het bevoegde OCMW", date(2026, 3, 7)),
    ]


def test_a_document_gets_totals_ages_and_last_days_with_their_rule() -> None:
    shown = verslag_facts.facts(form({}), NORMS)
    assert shown["client_leeftijd"] == 36
    assert shown["gezin_leeftijden"] == (9,)
    assert shown["budget_totaal"] == {
        "inkomsten": Decimal("1079.00"),
        "uitgaven": Decimal("970.00"),
        "saldo": Decimal("109.00"),
    }
    assert shown["schulden_totaal"] == {"saldo": Decimal("600.00"), "afbetaling": Decimal("50.00")}
    assert shown["leefloon_resultaat"] == Decimal("901.29")
    terms = shown["termijnen"]
    assert isinstance(terms, list)
    assert terms[1] == {
        "wat": "Beslissing",
        "uiterlijk": date(2024, 11, 6),
        "regel": "30 dagen na de aanvraag",
    }


def test_a_document_without_leefloon_shows_no_result() -> None:
    assert verslag_facts.facts(form({"leefloon": None}), NORMS)["leefloon_resultaat"] is None
