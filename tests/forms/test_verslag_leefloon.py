"""Rules of the Sociaal verslag on the leefloon, the hearing and the conclusion."""

from typing import Any

import pytest

from forms.findings import Severity
from forms.norms import shipped_norms
from forms.rulebook import Circumstances
from forms.rules.sociaal_verslag import rules
from tests.forms.answers import TODAY
from tests.forms.verslag_example import broken, form

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

ALONE: dict[str, Any] = {
    "leefloon.categorie": "2",
    "leefloon.berekening.barema": "1.288,46",
    "leefloon.berekening.resultaat": None,
}
COHABITING: dict[str, Any] = {
    "leefloon.categorie": "1",
    "leefloon.berekening.barema": "858,97",
    "leefloon.berekening.resultaat": None,
}
LATER: dict[str, Any] = {"leefloon.begin": "01/02/2025", "datum_opmaak": "21/10/2024"}
MINOR: dict[str, Any] = {
    "client.insz": None,
    "client.insz_afwezig_reden": "aanvraag BIS-nummer loopt",
    "client.geboortedatum": "08/10/2006",
}
ASKS_HEARING: dict[str, Any] = {
    "hoorrecht.gewenst": "ja",
    "hoorrecht.datum": "05/11/2024",
    "hoorrecht.uur": "14:30",
    "hoorrecht.plaats": "Welzijnshuis, zaal 1",
}


@pytest.mark.parametrize(
    ("changes", "code", "weight", "field"),
    [
        (ALONE, "SV-15", FOUT, "leefloon.categorie"),
        (COHABITING, "SV-16", FOUT, "leefloon.samenwoning_motivering"),
        ({"gezin": []}, "SV-17", FOUT, "leefloon.categorie"),
        ({"gezin.0.ten_laste": "neen"}, "SV-17", FOUT, "leefloon.categorie"),
        ({"gezin.0.geboortedatum": "07/10/2006"}, "SV-17", FOUT, "leefloon.categorie"),
        ({"gezin.0.burgerlijke_staat": "gehuwd"}, "SV-17", FOUT, "leefloon.categorie"),
        ({"gezin.0.relatie": "broer_zus"}, "SV-17", FOUT, "leefloon.categorie"),
        (
            {"leefloon.berekening.barema": "1.741,30", "leefloon.berekening.resultaat": None},
            "SV-18",
            FOUT,
            "leefloon.berekening.barema",
        ),
        (
            {"leefloon.berekening.datum_barema": "08/10/2024"},
            "SV-18",
            FOUT,
            "leefloon.berekening.datum_barema",
        ),
        (LATER, "SV-18", WAARSCHUWING, "leefloon.berekening.barema"),
        (
            {"leefloon.berekening.resultaat": "900,00"},
            "SV-18",
            FOUT,
            "leefloon.berekening.resultaat",
        ),
        ({"werkbereidheid.oordeel": None}, "SV-22", FOUT, "werkbereidheid.oordeel"),
        (
            {"werkbereidheid.oordeel": "vrijgesteld_gezondheid"},
            "SV-22",
            FOUT,
            "werkbereidheid.attest",
        ),
        (
            {"werkbereidheid.oordeel": "vrijgesteld_billijkheid"},
            "SV-22",
            FOUT,
            "werkbereidheid.billijkheidsreden",
        ),
        (MINOR, "SV-23", FOUT, "leefloon.minderjarige"),
        ({**MINOR, "client.geboortedatum": "2007"}, "SV-23", FOUT, "leefloon.minderjarige"),
        ({"hoorrecht.wijze": "mondeling"}, "SV-19", FOUT, "hoorrecht.wijze"),
        ({**ASKS_HEARING, "hoorrecht.datum": None}, "SV-20", FOUT, "hoorrecht.datum"),
        ({**ASKS_HEARING, "hoorrecht.plaats": None}, "SV-20", FOUT, "hoorrecht.plaats"),
        ({**ASKS_HEARING, "hoorrecht.uur": None}, "SV-20", FOUT, "hoorrecht.uur"),
        ({"conclusie.nood": "Ja."}, "SV-21", FOUT, "conclusie.nood"),
        ({"conclusie.omvang": "Groot."}, "SV-21", FOUT, "conclusie.omvang"),
    ],
)
def test_one_answer_breaks_one_rule(
    changes: dict[str, object], code: str, weight: Severity, field: str
) -> None:
    assert broken(changes) == {(code, weight, field)}


@pytest.mark.parametrize(
    "changes",
    [
        {**ALONE, "gezin.0.onder_zelfde_dak": "neen"},
        {**ALONE, "gezin.0.huishouden_gemeenschappelijk": "neen"},
        {**COHABITING, "leefloon.samenwoning_motivering": "Ze delen de huur, koken samen en eten samen."},
        {"gezin.0.geboortedatum": "08/10/2006"},
        {"gezin.0.geboortedatum": "onbekend"},
        {"gezin.0.onder_zelfde_dak": "neen"},
        {"leefloon.berekening.datum_barema": "07/10/2024"},
        {
            "werkbereidheid.oordeel": "vrijgesteld_gezondheid",
            "werkbereidheid.attest": "bijlage 5, attest van 12/09/2024",
        },
        {
            "werkbereidheid.oordeel": "vrijgesteld_billijkheid",
            "werkbereidheid.billijkheidsreden": "Zorgt alleen voor een kind zonder opvang.",
        },
        {**MINOR, "leefloon.minderjarige": "zwanger"},
        {**MINOR, "client.geboortedatum": "07/10/2006"},
        {**MINOR, "client.geboortedatum": "2006"},
        {**MINOR, "client.geboortedatum": "onbekend"},
        ASKS_HEARING,
        {**ASKS_HEARING, "hoorrecht.uur": "19.30 uur", "hoorrecht.begeleider": "Meester An Claes"},
    ],
)
def test_what_the_rules_let_through(changes: dict[str, object]) -> None:
    assert broken(changes) == set()


def test_the_message_gives_the_known_barema_in_belgian_figures() -> None:
    paper = form({"leefloon.berekening.barema": "1.700,00", "leefloon.berekening.resultaat": None})
    found = list(rules.judge(paper, Circumstances(today=TODAY, norms=shipped_norms())))
    assert [each.message for each in found if each.rule.code == "SV-18"] == [
        "Dit is niet het barema van deze categorie bij het begin van het recht. Dat is 1.741,29 euro per maand."
    ]
