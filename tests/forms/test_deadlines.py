"""The legal clocks: the worked chain of domain.md §11."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.deadlines import Clocks, add_months, is_working_day, months_between
from forms.norms import Norm, shipped_norms

CLOCKS = Clocks(shipped_norms())
APPLIED = date(2026, 3, 2)
SESSION = date(2026, 3, 24)


def changed(name: str, value: object) -> Clocks:
    return Clocks(shipped_norms().with_changes({name: (Norm(waarde=value, bron="test"),)}))  # type: ignore[arg-type]


def test_worked_chain() -> None:
    assert CLOCKS.receipt(APPLIED) == APPLIED
    assert CLOCKS.forwarding(APPLIED) == date(2026, 3, 7)
    assert CLOCKS.decision(APPLIED) == date(2026, 4, 1)
    assert CLOCKS.summons(SESSION) == date(2026, 3, 16)
    assert changed("oproeping_dagen", 5).summons(SESSION) == date(2026, 3, 19)
    assert CLOCKS.notification(SESSION) == date(2026, 4, 1)
    assert CLOCKS.gpmi(SESSION) == date(2026, 6, 24)
    assert CLOCKS.appeal(date(2026, 3, 27)) == date(2026, 6, 27)


def test_appeal_without_a_decision_is_four_months_and_eight_days() -> None:
    assert CLOCKS.appeal_without_decision(APPLIED) == date(2026, 7, 10)


def test_home_visit_is_yearly() -> None:
    assert CLOCKS.home_visit(date(2026, 2, 28)) == date(2027, 2, 28)


def test_months_clip_to_the_last_day() -> None:
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_months_between_undoes_adding_months(start: date, months: int) -> None:
    assert months_between(start, add_months(start, months)) == months


@pytest.mark.parametrize(
    "day", ["2026-04-06", "2026-05-14", "2026-05-25", "2026-12-25", "2026-07-21", "2026-11-28"]
)
def test_holidays_and_weekends_are_no_working_days(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


def test_a_term_moves_to_a_working_day_only_when_the_switch_is_on() -> None:
    saturday = APPLIED + timedelta(days=5)
    assert CLOCKS.forwarding(APPLIED) == saturday
    assert changed("termijn_verschuift_naar_werkdag", True).forwarding(APPLIED) == date(2026, 3, 9)


def test_norms_are_dated() -> None:
    norms = shipped_norms()
    assert str(norms.amount("leefloon_categorie_1", date(2024, 5, 1))) == "858.97"
    assert norms.amount("leefloon_categorie_1", date(2024, 4, 30)) is None
    assert norms.number("pensioenleeftijd", date(2025, 1, 31)) == 65
    assert norms.number("pensioenleeftijd", date(2025, 2, 1)) == 66


def test_a_norm_of_the_house_counts_where_it_holds_and_the_shipped_one_elsewhere() -> None:
    own = Norm(waarde=Decimal(6), geldig_van=date(2026, 6, 1), geldig_tot=date(2026, 12, 31), bron="huis")
    always = Norm(waarde=Decimal(60), bron="huis")
    norms = shipped_norms().with_changes({"huisbezoek_maanden": (own,), "pensioenleeftijd": (always,)})
    days = (date(2026, 5, 31), date(2026, 6, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [norms.number("huisbezoek_maanden", day) for day in days] == [12, 6, 6, 12]
    assert norms.source("huisbezoek_maanden", days[1]) == "huis"
    assert norms.number("pensioenleeftijd", date(2026, 1, 1)) == 60


def test_a_shipped_number_that_is_no_amount_holds_on_every_day() -> None:
    """``Norms.number`` stands on it; only an amount in euro may be unknown."""
    norms, amounts = shipped_norms(), ("leefloon_categorie_", "dringende_hulp_grens")
    for name, entries in norms.normen.items():
        if isinstance(entries[0].waarde, Decimal) and not name.startswith(amounts):
            starts = {entry.geldig_van for entry in entries}
            ends = {entry.geldig_tot + timedelta(days=1) for entry in entries if entry.geldig_tot}
            assert all(norms.number(name, day) for day in {date(1900, 1, 1), *starts, *ends}), name


def test_every_shipped_norm_is_read_by_the_program() -> None:
    root = Path(__file__).parents[2]
    code = "".join(
        path.read_text("utf-8") for room in ("forms", "generator") for path in (root / room).rglob("*.py")
    )
    for name in shipped_norms().normen:
        parts = name.split("_")
        shapes = [f'"{name}"', *(f'"{"_".join(parts[:count])}_{{' for count in range(1, len(parts)))]
        assert any(shape in code for shape in shapes), name


def test_every_shipped_norm_names_its_source() -> None:
    for name, entries in shipped_norms().normen.items():
        assert all("[" in entry.bron or "KB" in entry.bron or "et" in entry.bron for entry in entries), name
