"""The same cases each time, a few; ``make fuzz`` runs others for as long as one likes."""

from pathlib import Path

import pytest

from tests.fuzz.cases import case
from tests.fuzz.running import run

SEED = 1
CASES = 15


@pytest.mark.thorough
def test_broken_forms_end_in_an_outcome(tmp_path: Path) -> None:
    report = run(SEED, range(CASES), tmp_path)
    assert report.failures == [], str(report)
    assert report.cases == CASES
    assert len(report.ends) > 3, "they break in more than one way"


@pytest.mark.thorough
def test_a_case_can_be_made_again() -> None:
    again = [case(SEED, number) for number in range(CASES)]
    assert [case(SEED, number) for number in range(CASES)] == again
