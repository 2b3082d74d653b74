"""Form 4: what the rules let through, what follows from the answers, and the legal library."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from forms import advies_facts, legal_library
from forms.advies import Advies
from forms.base import field_specs
from forms.findings import Severity
from forms.norms import Norm, shipped_norms
from forms.rulebook import Circumstances
from forms.rules.advies import rules
from tests.forms.advies_example import POLICY, RECOVERY, REFUSAL, SUSPENSION, broken, changed, form
from tests.forms.answers import TODAY

NORMS = shipped_norms()
HEARD = {
    "gevraagd": "ja",
    "ja": "ja",
    "datum": "04/11/2024",
    "samenvatting": "De cliënt lichtte het inkomen van augustus toe.",
}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(REFUSAL, id="refusal"),
        pytest.param(REFUSAL | {"hoorrecht_uitgeoefend": HEARD}, id="refusal after a hearing"),
        pytest.param(RECOVERY, id="recovery"),
        pytest.param(SUSPENSION, id="suspension of one month"),
        pytest.param(
            SUSPENSION | {"schorsing.maanden": "3", "schorsing.herhaling": "ja"},
            id="three months on repetition",
        ),
        pytest.param(POLICY, id="group work at the vast bureau"),
        pytest.param(POLICY | {"orgaan": "RMW", "aard": "overeenkomst"}, id="agreement at the council"),
        pytest.param(
            POLICY | {"orgaan": "BCSD", "aard": "beleidsadvies", "beslissing": "advies_verlenen"},
            id="the committee gives advice on policy",
        ),
        pytest.param(
            {
                "zitting_datum": "23/10/2024",
                "kennisgeving.datum_uiterlijk": "31/10/2024",
                "orgaan": "voorzitter_bcsd_dringend",
            },
            id="the chair decides alone",
        ),
        pytest.param(
            {
                "zitting_datum": "24/10/2024",
                "kennisgeving.datum_uiterlijk": "31/10/2024",
                "spoed_reden": "De uithuiszetting is gepland op 28 oktober.",
                "spoed_akkoord_twee_derde": "5 van de 7 leden akkoord",
            },
            id="urgent, with two thirds",
        ),
        pytest.param(
            {
                "zitting_datum": "26/10/2024",
                "kennisgeving.datum_uiterlijk": "03/11/2024",
                "spoed_reden": "De uithuiszetting is gepland op 28 oktober.",
            },
            id="urgent, when no member can add a point any more",
        ),
        pytest.param(
            {"zitting_datum": "30/10/2024", "kennisgeving.datum_uiterlijk": "07/11/2024"},
            id="eight days ahead to the day",
        ),
        pytest.param(
            {
                "indiendatum": None,
                "zitting_datum": "29/10/2024",
                "kennisgeving.datum_uiterlijk": "06/11/2024",
            },
            id="submitted on the day of the paper",
        ),
        pytest.param(
            {
                "toekenning.van": "01/10/2024",
                "ingangsdatum": "01/10/2024",
                "ingangsdatum_motivering": "De hulpvraag was er al op 1 oktober.",
            },
            id="earlier start with a reason",
        ),
        pytest.param({"onderwerp": "Noorderlicht, project 12"}, id="a name inside another word"),
        pytest.param({"sociaal_verslag_ref.datum": "21/07/2024"}, id="report of three months to the day"),
        pytest.param({"toekenning.basisbarema": None}, id="barema left to the program"),
        pytest.param(
            {
                "aard": "kennisname_gpmi",
                "beslissing": "kennisnemen",
                "voorstel": [{"tekst": "Het BCSD neemt kennis van het GPMI."}],
                "sociaal_verslag_ref": None,
                "toekenning": None,
                "kennisgeving": None,
                "beroep": None,
                "ingangsdatum": None,
            },
            id="a GPMI is mentioned",
        ),
        pytest.param(
            {"aard": "individuele_steun", "motivering.werkbereidheid": None, "toekenning.categorie": None}
            | {"voorwaarden.0.in_gpmi": None},
            id="support without a category",
        ),
    ],
)
def test_what_is_allowed_is_let_through(changes: dict[str, object]) -> None:
    assert broken(changes) == set()


def test_a_shorter_summons_is_a_norm_of_the_house() -> None:
    sooner: dict[str, object] = {"zitting_datum": "28/10/2024", "kennisgeving.datum_uiterlijk": "05/11/2024"}
    five = NORMS.with_changes({"oproeping_dagen": (Norm(waarde=Decimal(5), bron="reglement"),)})
    assert broken(sooner, norms=five) == set()
    assert broken(sooner) == {("ADV-02", Severity.FOUT, "zitting_datum")}


def test_without_a_known_barema_the_sum_is_done_with_the_answered_one() -> None:
    start = {"toekenning.van": "01/03/2025", "ingangsdatum": "01/03/2025"}
    unknown: dict[str, object] = {**start, "toekenning.tot": None}
    wrong = broken(unknown | {"toekenning.basisbarema": "1.800,00"})
    assert wrong == {
        ("ADV-10", Severity.FOUT, "toekenning.bedrag_maand"),
        ("ADV-10", Severity.WAARSCHUWING, "toekenning.basisbarema"),
    }


def test_own_means_above_the_barema_leave_nothing() -> None:
    grant = form({"toekenning.middelen_maand": "2.000,00"}).toekenning
    assert grant is not None
    assert advies_facts.computed_amount(grant, NORMS) == 0


def test_facts_of_the_document() -> None:
    shown = advies_facts.facts(form({}), NORMS)
    assert shown["client_leeftijd"] == 36
    assert shown["toekenning_barema"] == Decimal("1741.29")
    assert shown["toekenning_berekend"] == Decimal("901.29")
    assert [row["nummer"] for row in _rows(shown["artikels"])] == [1, 2]
    assert shown["termijnen"] == [
        {"wat": "Beslissing", "uiterlijk": date(2024, 11, 6), "regel": "30 dagen na de aanvraag"},
        {"wat": "Kennisgeving", "uiterlijk": date(2024, 11, 13), "regel": "8 dagen na de zitting"},
        {"wat": "Beroep", "uiterlijk": date(2025, 2, 13), "regel": "3 maanden na de kennisgeving"},
    ]


def test_facts_of_an_item_about_no_client() -> None:
    shown = advies_facts.facts(form(POLICY), NORMS)
    assert shown["client_leeftijd"] is None
    assert shown["termijnen"] == []


def _rows(shown: object) -> list[dict[str, Any]]:
    assert isinstance(shown, list)
    return shown


@pytest.mark.parametrize(
    "reference",
    ["rmi_wet_2002", "RMI-wet", "Wet van 26.05.2002", "wet van 26 mei 2002", " WET VAN 26/05/2002. "],
)
def test_a_law_is_found_however_it_is_written(reference: str) -> None:
    law = legal_library.find(reference)
    assert law is not None
    assert law.code == "rmi_wet_2002"


def test_laws_are_cited_once_and_hold_for_their_period() -> None:
    names = [law.code for law in legal_library.library()]
    assert len(names) == len(set(names))
    ended = legal_library.find("bestaansminimumwet")
    assert ended is not None
    assert ended.holds_on(date(2002, 9, 30))
    assert not ended.holds_on(date(2002, 10, 1))


def test_rules_pass_over_what_is_missing() -> None:
    empty = Advies.model_construct()
    empty.__dict__.clear()
    assert list(rules.judge(empty, Circumstances(today=TODAY, norms=NORMS))) == []


def test_every_question_has_a_label_of_its_own_within_its_group() -> None:
    seen: dict[tuple[Any, ...], str] = {}
    for spec in field_specs(Advies):
        key = (spec.section, spec.groups, spec.label)
        assert key not in seen, f"{spec.path} and {seen[key]}"
        seen[key] = spec.path


def test_no_message_repeats_an_answer() -> None:
    secret = "Zwaluwgeheim"
    answers: dict[str, object] = {
        "onderwerp": f"{secret} Dorpsstraat",
        "feiten": secret,
        "motivering.tekst": secret,
        "juridisch_kader.0.verwijzing": secret,
        "voorstel.0.tekst": secret,
        "beroep.rechtbank": secret,
        "bijlagen.0.doc": f"medisch {secret}",
    }
    found = list(rules.judge(form(answers), Circumstances(today=TODAY, norms=NORMS)))
    assert len(found) > 6
    assert all(secret not in each.message for each in found)


def test_changed_leaves_the_example_alone() -> None:
    assert changed({"orgaan": "RMW"})["orgaan"] == "RMW"
    assert changed({})["orgaan"] == "BCSD"
