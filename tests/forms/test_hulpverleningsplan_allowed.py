"""Form 3: what the rules let through, and what follows from the answers."""

from datetime import date
from typing import Any

import pytest

from forms import plan_facts
from forms.base import Unanswered, field_specs
from forms.findings import Severity
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.norms import Norm, shipped_norms
from forms.plan_choices import GpmiCode
from forms.rulebook import Circumstances
from forms.rules.hulpverleningsplan import rules
from tests.forms.answers import TODAY
from tests.forms.plan_example import (
    EXAMPLE,
    LATE_GRANT,
    LONG,
    SUSPENDS,
    VOLUNTEERING,
    broken,
    changed,
    evaluations,
    form,
)

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
NORMS = shipped_norms()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(VOLUNTEERING, id="volunteering, notified and no condition"),
        pytest.param({"voltijds_student": "ja", "gpmi.code": "9"}, id="student with a student's code"),
        pytest.param({"gevolgen": SUSPENDS.format("één maand")}, id="suspension of one month"),
        pytest.param(
            {"gevolgen": SUSPENDS.format("1 maand, en bij herhaling binnen een jaar drie maanden,")},
            id="three months on repetition",
        ),
        pytest.param({"gevolgen": "We evalueren na drie maanden."}, id="a term that is no suspension"),
        pytest.param(
            LATE_GRANT
            | {
                "gpmi": {
                    "verplicht": "neen",
                    "uitzondering_reden": "Arbeidsongeschikt, attest van 12/03/2026.",
                    "code": "8",
                },
                "bcsd_vermelding_datum": None,
            },
            id="motivated exemption",
        ),
        pytest.param(
            {"toekenning_datum": "25/12/2025", "gpmi": {"verplicht": "ja"}},
            id="grant three months ago to the day",
        ),
        pytest.param(
            {"leefloon": "neen", "gpmi": None, "toekenning_datum": None, "ondersteuning": []},
            id="no leefloon: no GPMI and no covered costs",
        ),
        pytest.param(
            LONG
            | {
                "evaluaties": evaluations(
                    ("30/06/2026", "persoonlijk"),
                    ("30/10/2026", "digitaal"),
                    ("26/03/2027", "persoonlijk"),
                    ("26/06/2027", "persoonlijk"),
                )
            },
            id="fifteen months, evaluated within the first twelve",
        ),
    ],
)
def test_what_is_allowed_is_let_through(changes: dict[str, object]) -> None:
    assert broken(changes) == set()


def test_a_stricter_cadence_is_a_norm_of_the_house() -> None:
    stricter = NORMS.with_changes({"gpmi_evaluaties_per_jaar": (Norm(waarde="4", bron="reglement"),)})
    assert broken({}, norms=stricter) == {("HVP-11", FOUT, "evaluaties")}


@pytest.mark.parametrize(
    ("end", "needed", "in_person"), [("31/03/2027", 3, 2), ("30/09/2026", 2, 1), ("30/04/2026", 1, 1)]
)
def test_evaluations_are_needed_in_proportion(end: str, needed: int, in_person: int) -> None:
    plan = form({"tot": end})
    counted = plan_facts.evaluations(plan, plan.evaluaties, NORMS)
    assert (counted.needed, counted.needed_in_person) == (needed, in_person)


def test_all_historic_codes_are_known_and_the_ended_ones_named() -> None:
    assert {code.value for code in GpmiCode} >= {str(code) for code in (*range(1, 13), 15, 16, 17)}
    assert "31/10/2016" in GpmiCode("1").label
    assert "01/10/2018" in GpmiCode("12").label


def test_deadlines_and_facts_of_the_document() -> None:
    shown = plan_facts.facts(form({}), NORMS)
    assert shown["client_leeftijd"] == 38
    assert shown["looptijd_maanden"] == 12
    assert shown["termijnen"] == [
        {"wat": "GPMI", "uiterlijk": date(2026, 6, 24), "regel": "3 maanden na de toekenning"},
        {"wat": "Volgende evaluatie", "uiterlijk": date(2026, 6, 30), "regel": "eerste geplande evaluatie"},
        {"wat": "Einde van het plan", "uiterlijk": date(2027, 3, 31), "regel": "looptijd"},
    ]
    assert shown["taken"]


@pytest.mark.parametrize(
    ("instrument", "term"),
    [
        ("twe", ("Tijdelijke werkervaring (TWE)", date(2028, 4, 14), "hoogstens 24 maanden")),
        ("ibo", ("Individuele beroepsopleiding (IBO)", date(2026, 10, 14), "hoogstens 6 maanden")),
        (
            "wijkwerken",
            ("Wijk-werken", date(2027, 4, 14), "hoogstens 12 maanden, 60 uur per maand en 630 uur per jaar"),
        ),
        ("opleiding", None),
    ],
)
def test_the_longest_duration_of_an_instrument_is_a_last_day(
    instrument: str, term: tuple[str, date, str] | None
) -> None:
    plan = form({"activering": {"instrument": instrument, "startdatum": "15/04/2026"}})
    known = {"GPMI", "Volgende evaluatie", "Einde van het plan"}
    found = [each for each in plan_facts.deadlines(plan, NORMS) if each.what not in known]
    assert [(each.what, each.day, each.rule) for each in found] == ([term] if term else [])


def test_a_period_that_cannot_be_is_unanswered() -> None:
    with pytest.raises(Unanswered):
        plan_facts.period(form({"tot": "31/03/2026"}))


def test_rules_pass_over_what_is_missing() -> None:
    empty = Hulpverleningsplan.model_construct()
    empty.__dict__.clear()
    around = Circumstances(today=TODAY, norms=NORMS)
    assert list(rules.judge(empty, around)) == []


def test_every_question_has_a_label_of_its_own_within_its_group() -> None:
    seen: dict[tuple[Any, ...], str] = {}
    for spec in field_specs(Hulpverleningsplan):
        key = (spec.section, spec.groups, spec.label)
        assert key not in seen, f"{spec.path} and {seen[key]}"
        seen[key] = spec.path


def test_no_message_repeats_an_answer() -> None:
    secret = "Zwaluwgeheim"
    answers: dict[str, object] = {
        "vertrekpunt": secret,
        "acties.0.wat": f"{secret} vrijwillig en opleiding",
        "doelen.0.meetbaar_resultaat": secret,
        "gevolgen": f"{secret} geschorst voor 5 maanden",
        "aanmaning_verplicht": "neen",
        "ondersteuning": [],
    }
    found = list(rules.judge(form(answers), Circumstances(today=TODAY, norms=NORMS)))
    assert len(found) > 4
    assert all(secret not in each.message for each in found)


def test_changed_leaves_the_example_alone() -> None:
    assert changed({"versie": "2"})["versie"] == "2"
    assert EXAMPLE["versie"] == "1"
