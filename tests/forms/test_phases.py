"""The beslissingsboom: the worked examples of domain.md §7.2 and its whole table."""

from collections import Counter
from itertools import product

import pytest

from forms.domains import Fase, Instrument, Nt2
from forms.duties import DUTIES, duties
from forms.phases import TREE, TreeInputs, language_sufficient, place
from forms.screening_choices import Haalbaar

J, N = True, False
NU, AANLEREN, NIET = Haalbaar.NU, Haalbaar.NA_AANLEREN, Haalbaar.NIET_NU


@pytest.mark.parametrize(
    ("client", "inputs", "phase", "rule", "track"),
    [
        ("dakloos, crisis", TreeInputs(N, J, N, N, J, NIET, J), "1", "R1", False),
        ("analfabeet, net gestart CBE", TreeInputs(J, N, J, N, N, NIET, J), "2", "R2", False),
        ("VDAB stelde beperking vast", TreeInputs(J, J, N, J, J, NIET, J), "3", "R3", False),
        (
            "2 jaar onderbreking, attitudes bij te schaven",
            TreeInputs(J, J, N, N, N, AANLEREN, J),
            "4",
            "R4",
            False,
        ),
        ("bachelor, zoekt jobdoelwit", TreeInputs(J, J, N, N, J, NU, J), "5", "R5", False),
        ("net werkloos, zoekt zelf", TreeInputs(J, J, N, N, J, NU, N), "6", "R6", False),
        ("niveau 1.2 maar geen werkervaring", TreeInputs(J, J, N, N, N, AANLEREN, J), "4", "R4", False),
        ("NT2 geen, niet de hoofddrempel, nu inzetbaar", TreeInputs(J, N, N, N, J, NU, J), "5", "R5", True),
    ],
)
def test_worked_examples(client: str, inputs: TreeInputs, phase: str, rule: str, track: bool) -> None:
    placed = place(inputs)
    assert (placed.phase.value, placed.rule, placed.language_track) == (phase, rule, track), client


def test_the_table_is_total_and_every_phase_is_reached_as_often_as_computed() -> None:
    """288 combinations, the limitation three-valued: established, being examined, neither (domain.md §7.2)."""
    reached: Counter[str] = Counter()
    for ready, enough, main, limit, experience, feasible, support in product(
        (J, N), (J, N), (J, N), ("vastgesteld", "in_onderzoek", "neen"), (J, N), Haalbaar, (J, N)
    ):
        placed = place(TreeInputs(ready, enough, main, limit != "neen", experience, feasible, support))
        reached[placed.phase.value] += 1
    assert [reached[phase] for phase in "123456"] == [144, 36, 30, 36, 24, 18]


def test_the_reasons_name_the_rules_that_were_passed() -> None:
    placed = place(TreeInputs(J, J, N, N, J, NU, J))
    assert placed.passed == ("R1", "R2", "R3", "R4")
    assert placed.reason == next(rule.reason for rule in TREE if rule.name == "R5")


def test_phase_3_is_provisional_while_vdab_examines() -> None:
    inputs = TreeInputs(J, J, N, J, J, NIET, J)
    assert place(inputs, examining=True).provisional
    assert not place(inputs).provisional


@pytest.mark.parametrize(
    ("native", "spoken", "enough"),
    [
        (True, None, True),
        (False, Nt2.GEEN, False),
        (False, Nt2.BEZIG_1_1, False),
        (False, Nt2.N1_1, True),
        (False, Nt2.N4, True),
    ],
)
def test_dutch_suffices_from_1_1(native: bool, spoken: Nt2 | None, enough: bool) -> None:
    assert language_sufficient(native, spoken) is enough


def test_each_phase_but_the_first_has_duties_and_instruments_narrow_them() -> None:
    assert {duty.phase for duty in DUTIES} == set(Fase) - {Fase.ZORG}
    tasks = [duty.task for duty in duties(Fase.ARBEIDSACTIVERING, frozenset({Instrument.OPLEIDING}))]
    assert tasks == ["Zoekt met de cliënt naar interesses en gericht naar een passende opleiding"]
    assert next(duty.rhythm for duty in duties(Fase.ARBEID, frozenset())) == "twee maal per maand"
