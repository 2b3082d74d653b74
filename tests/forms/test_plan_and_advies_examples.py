"""The fictional plan and advice of every seed are valid, and fit the sociaal verslag of the same dossier."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from forms.advies import Advies
from forms.base import Form
from forms.examples import advies, hulpverleningsplan, sociaal_verslag
from forms.examples.person import Person, person
from forms.findings import Severity
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.nesting import flatten, nest
from forms.norms import shipped_norms
from forms.rulebook import Circumstances, RuleBook
from forms.rules import advies as advies_rules
from forms.rules import hulpverleningsplan as plan_rules
from tests.forms.answers import TODAY

SEEDS = range(60)
AROUND = Circumstances(today=TODAY, norms=shipped_norms())
Answers = Callable[[Person, random.Random], dict[str, Any]]


def paper(model: type[Form], answers: Answers, seed: int) -> Any:
    head = {"documenttype": model.ID, "schema_versie": model.VERSION}
    made = answers(person(seed), random.Random(f"{model.ID} {seed}"))
    return model.model_validate(nest(flatten(head | made)).data)


def plan(seed: int) -> Hulpverleningsplan:
    made: Hulpverleningsplan = paper(Hulpverleningsplan, hulpverleningsplan.answers, seed)
    return made


def advice(seed: int) -> Advies:
    made: Advies = paper(Advies, advies.answers, seed)
    return made


def found(rules: RuleBook, form: Form) -> set[tuple[str, Severity]]:
    return {
        (each.rule.code, each.rule.severity)
        for each in rules.judge(form, AROUND)
        if each.rule.severity is not Severity.INFO
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_breaks_no_rule(seed: int) -> None:
    assert found(plan_rules.rules, plan(seed)) == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_an_advice_breaks_no_rule_but_the_unknown_barema_of_leefloon(seed: int) -> None:
    made = advice(seed)
    leefloon = made.aard.value == "maatschappelijke_integratie"
    expected = {("ADV-10", Severity.WAARSCHUWING)} if leefloon else set()
    assert found(advies_rules.rules, made) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_conditional_questions_are_answered(seed: int) -> None:
    made, planned = advice(seed), plan(seed)
    assert made.client is not None
    assert made.toekenning is not None
    assert made.ingangsdatum is not None
    assert (planned.activering is not None) == (planned.fase.value > "2")


def test_both_follow_the_report_of_the_dossier() -> None:
    for seed in SEEDS:
        report: Any = sociaal_verslag.answers(person(seed), random.Random(f"sociaal_verslag {seed}"))
        made, planned = advice(seed), plan(seed)
        assert made.sociaal_verslag_ref is not None
        assert f"{made.sociaal_verslag_ref.datum:%d/%m/%Y}" == report["datum_opmaak"]
        assert f"{planned.sociaal_verslag_datum:%d/%m/%Y}" == report["datum_opmaak"]
        if made.toekenning is not None and made.toekenning.categorie is not None:
            assert made.toekenning.categorie.value == report["leefloon"]["categorie"]


def test_they_keep_to_the_time_they_have() -> None:
    for seed in SEEDS:
        applied = person(seed).aanvraag
        made = advice(seed)
        assert all(0 < (each.datum_opmaak - applied).days <= 25 for each in (made, plan(seed)))
        assert (made.zitting_datum - made.datum_opmaak).days >= 8


def test_no_slot_is_left_open() -> None:
    for seed in SEEDS:
        texts = flatten(advice(seed).model_dump(mode="json")) | flatten(plan(seed).model_dump(mode="json"))
        assert not any("{" in text for value in texts.values() for text in value)


def test_one_seed_is_one_paper_and_seeds_differ() -> None:
    assert advice(7) == advice(7)
    assert plan(7) == plan(7)
    assert {advice(seed).aard.value for seed in SEEDS} == {"maatschappelijke_integratie", "individuele_steun"}
    assert {plan(seed).fase.value for seed in SEEDS} == set("123456")
    assert len({plan(seed).model_dump_json(include={"doelen", "evaluaties"}) for seed in SEEDS}) > 50
