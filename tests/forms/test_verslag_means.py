"""Rules of the Sociaal verslag on income, property, spending, debts, proof and the budget."""

import pytest

from forms.findings import Severity
from tests.forms.verslag_example import EXAMPLE, broken

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

CHILD_EARNS = {"gezin.0.inkomen_maand": "300,00", "gezin.0.inkomen_bron": "studentenwerk"}
CHILD_LINE = {
    "persoon": "noor van den broeck",
    "soort": "loon",
    "netto_maand": "300,00",
    "bron": "studentenwerk",
    "bewijsstuk": "3",
    "meetelbaar": "neen",
}
COLLECTIVE = {"schulden.0.status": "collectieve_schuldenregeling"}
SHORTAGE = {"uitgaven.0.maand": "1.780,00", "budget": None}
NO_INCOME = {
    "inkomsten": [],
    "budget": None,
    "verklaring_geen_inkomsten": "ja",
    "leefloon.berekening.meetelbare_middelen": "0,00",
    "leefloon.berekening.resultaat": None,
    "diagnose": EXAMPLE["diagnose"] + " Er is elke maand een tekort.",
}


@pytest.mark.parametrize(
    ("changes", "code", "weight", "field"),
    [
        ({"inkomsten.0.persoon": None}, "SV-06", FOUT, "inkomsten.0.persoon"),
        (CHILD_EARNS, "SV-06", FOUT, "gezin.0.inkomen_maand"),
        ({**NO_INCOME, "verklaring_geen_inkomsten": "neen"}, "SV-06", FOUT, "verklaring_geen_inkomsten"),
        ({"inkomsten.0.bewijsstuk": None}, "SV-07", WAARSCHUWING, "inkomsten.0.bewijsstuk"),
        ({"inkomsten.1.bewijsstuk": "9"}, "SV-07", WAARSCHUWING, "inkomsten.1.bewijsstuk"),
        ({"vermogen.0.bewijsstuk": None}, "SV-07", WAARSCHUWING, "vermogen.0.bewijsstuk"),
        ({"uitgaven.0.bewijs": None}, "SV-07", WAARSCHUWING, "uitgaven.0.bewijs"),
        ({"schulden.0.bewijsstuk": "12"}, "SV-07", WAARSCHUWING, "schulden.0.bewijsstuk"),
        (COLLECTIVE, "SV-11", WAARSCHUWING, "schulden.0.schuldbemiddelaar"),
        ({"budget.inkomsten": "1.079,01"}, "SV-12", FOUT, "budget.inkomsten"),
        ({"budget.uitgaven": "900,00"}, "SV-12", FOUT, "budget.uitgaven"),
        ({"budget.saldo": "-109,00"}, "SV-12", FOUT, "budget.saldo"),
        (SHORTAGE, "SV-12", WAARSCHUWING, "diagnose"),
        ({"schulden.0.afbetaling": "75,00"}, "SV-12", WAARSCHUWING, "uitgaven"),
        (
            {
                "leefloon.berekening.meetelbare_middelen": "900,00",
                "leefloon.berekening.resultaat": "841,29",
            },
            "SV-12",
            WAARSCHUWING,
            "leefloon.berekening.meetelbare_middelen",
        ),
        ({"vermogen": []}, "SV-LIJST", WAARSCHUWING, "vermogen"),
        ({"uitgaven": [], "schulden": [], "budget": None}, "SV-LIJST", WAARSCHUWING, "uitgaven"),
    ],
)
def test_one_answer_breaks_one_rule(
    changes: dict[str, object], code: str, weight: Severity, field: str
) -> None:
    assert broken(changes) == {(code, weight, field)}


@pytest.mark.parametrize(
    "changes",
    [
        {**CHILD_EARNS, "budget": None, "inkomsten": [*EXAMPLE["inkomsten"], CHILD_LINE]},
        {
            **CHILD_EARNS,
            "budget": None,
            "inkomsten": [*EXAMPLE["inkomsten"], {**CHILD_LINE, "persoon": "kind"}],
        },
        {"gezin.0.inkomen_maand": "0,00"},
        NO_INCOME,
        {"vermogen": [{"soort": "geen"}]},
        {"uitgaven.1.maand": "0,00", "uitgaven.1.bewijs": None, "budget": None},
        {**COLLECTIVE, "schulden.0.schuldbemiddelaar": "Meester An Claes"},
        {**SHORTAGE, "diagnose": EXAMPLE["diagnose"] + " Het budget kan de hoge huur niet dragen."},
        {"budget": {}},
        {"schulden": []},
    ],
)
def test_what_the_rules_let_through(changes: dict[str, object]) -> None:
    assert broken(changes) == set()


def test_one_number_for_two_documents_is_said_of_both() -> None:
    assert broken({"bijlagen.1.nr": "3", "inkomsten.0.bewijsstuk": "3"}) == {
        ("SV-07", WAARSCHUWING, "bijlagen.1.nr"),
        ("SV-07", WAARSCHUWING, "bijlagen.2.nr"),
    }


def test_part_of_a_first_name_is_not_the_member() -> None:
    line = {**CHILD_LINE, "persoon": "Eleonoor Van den Broeck"}
    found = broken({**CHILD_EARNS, "budget": None, "inkomsten": [*EXAMPLE["inkomsten"], line]})
    assert found == {("SV-06", FOUT, "gezin.0.inkomen_maand")}
