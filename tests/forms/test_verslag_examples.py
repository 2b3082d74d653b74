"""The fictional sociaal verslag of every seed is a valid one, and one seed gives one report."""

import random
from dataclasses import replace
from typing import Any

import pytest

from forms.examples import sociaal_verslag
from forms.examples.person import Person, person
from forms.findings import Severity
from forms.norms import shipped_norms
from forms.rulebook import Circumstances
from forms.rules.sociaal_verslag import rules
from forms.sociaal_verslag import SociaalVerslag
from forms.verslag_choices import Categorie
from tests.forms.answers import TODAY

SEEDS = range(60)
UNKNOWN_BAREMA = {("SV-18", Severity.WAARSCHUWING)}


def _without_blanks(answers: Any) -> Any:
    """An empty answer is no answer: that is how every reader of forms hands it on."""
    if isinstance(answers, dict):
        return {name: _without_blanks(answer) for name, answer in answers.items() if answer != ""}
    return [_without_blanks(each) for each in answers] if isinstance(answers, list) else answers


def _texts(kept: Any) -> list[str]:
    if isinstance(kept, dict):
        kept = list(kept.values())
    return [text for each in kept for text in _texts(each)] if isinstance(kept, list) else [str(kept)]


def _paper(whom: Person, seed: int) -> SociaalVerslag:
    answers = sociaal_verslag.answers(whom, random.Random(seed))
    head = {"documenttype": SociaalVerslag.ID, "schema_versie": SociaalVerslag.VERSION}
    return SociaalVerslag.model_validate(_without_blanks(head | answers))


def _findings(paper: SociaalVerslag) -> set[tuple[str, Severity]]:
    around = Circumstances(today=TODAY, norms=shipped_norms())
    judged = [broken.rule for broken in rules.judge(paper, around)]
    return {(rule.code, rule.severity) for rule in judged if rule.severity is not Severity.INFO}


def _category(paper: SociaalVerslag) -> Categorie | None:
    return paper.leefloon.categorie if paper.leefloon else None


@pytest.mark.parametrize("seed", SEEDS)
def test_an_example_breaks_no_rule_but_the_unknown_barema(seed: int) -> None:
    assert _findings(_paper(person(seed), seed)) == UNKNOWN_BAREMA


@pytest.mark.parametrize("seed", SEEDS)
def test_an_example_fills_every_slot_of_its_prose(seed: int) -> None:
    kept = _paper(person(seed), seed).model_dump(mode="json")
    assert not [text for text in _texts(kept) if "{" in text]


def test_an_example_keeps_to_the_time_it_has() -> None:
    for seed in SEEDS:
        paper = _paper(person(seed), seed)
        assert paper.datum_aanvraag is not None
        assert 0 < (paper.datum_opmaak - paper.datum_aanvraag).days <= 25


def test_one_seed_is_one_report_and_seeds_differ() -> None:
    assert _paper(person(7), 7) == _paper(person(7), 7)
    papers = [_paper(person(seed), seed) for seed in SEEDS]
    assert len({paper.diagnose for paper in papers}) > 40
    assert {_category(paper) for paper in papers} == {Categorie.ALLEENSTAAND, Categorie.GEZINSLAST}


def test_a_grown_household_with_an_income_is_cohabiting() -> None:
    mother = {
        "naam": "Claes",
        "voornaam": "Rita",
        "geboortedatum": "1955",
        "relatie": "ouder",
        "ten_laste": "neen",
        "onder_zelfde_dak": "ja",
        "huishouden_gemeenschappelijk": "ja",
        "inkomen_maand": "1.310,00",
        "inkomen_bron": "pensioen",
    }
    paper = _paper(replace(person(3), gezin=[mother], alone=False), 3)
    assert _category(paper) is Categorie.SAMENWONEND
    assert _findings(paper) == UNKNOWN_BAREMA
