"""The legal clocks (domain.md §11): dates that follow from dates, with dated terms.

All terms are calendar days or months; months clip to the last day (30/11 + 3 months = 28/02). Moving a term
that ends on a weekend or holiday to the next working day is a norm, off by default.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from forms.norms import Norms

_SATURDAY = 5


def add_months(start: date, months: int) -> date:
    """Add calendar months (also negative); a day that the month lacks becomes its last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """Whole months from start to end; negative when end lies before start."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day and end < add_months(start, months))


def _easter(year: int) -> date:
    """Easter Sunday (Gregorian computus, Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    w = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * w) // 451
    month, day = divmod(h + w - 7 * m + 114, 31)
    return date(year, month, day + 1)


def is_working_day(day: date) -> bool:
    """Tell whether a day is no Saturday, Sunday or Belgian legal holiday (wet 04/01/1974, KB 18/04/1974)."""
    easter = _easter(day.year)
    moving = {easter + timedelta(days=1), easter + timedelta(days=39), easter + timedelta(days=50)}
    fixed = {(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)}
    return day.weekday() < _SATURDAY and day not in moving and (day.month, day.day) not in fixed


@dataclass(frozen=True, slots=True)
class Clocks:
    """Computes each term with the norms that held when it began."""

    norms: Norms

    def _settle(self, end: date, began: date) -> date:
        if self.norms.switch("termijn_verschuift_naar_werkdag", began):
            while not is_working_day(end):
                end += timedelta(days=1)
        return end

    def _days(self, name: str, began: date) -> date:
        return self._settle(began + timedelta(days=self.norms.number(name, began)), began)

    def receipt(self, applied: date) -> date:
        """Receipt (ontvangstbewijs): the same day [S6]."""
        return applied

    def forwarding(self, applied: date) -> date:
        """Forwarding by an OCMW without competence [S31]."""
        return self._days("doorsturen_dagen", applied)

    def decision(self, applied: date) -> date:
        """Decision of the committee [S31][S32][S33]."""
        return self._days("beslissing_dagen", applied)

    def notification(self, decided: date) -> date:
        """Notification of the decision [S32][S33]."""
        return self._days("kennisgeving_dagen", decided)

    def appeal(self, notified: date) -> date:
        """Appeal at the labour court after notification [S33][S34]."""
        return self._settle(add_months(notified, self.norms.number("beroep_maanden", notified)), notified)

    def appeal_without_decision(self, applied: date) -> date:
        """Appeal when no decision came: months and days after the application [S34]."""
        end = add_months(applied, self.norms.number("beroep_zonder_beslissing_maanden", applied))
        return self._settle(
            end + timedelta(days=self.norms.number("beroep_zonder_beslissing_dagen", applied)), applied
        )

    def summons(self, session: date) -> date:
        """Latest day on which the members are called to a session [S20]."""
        return session - timedelta(days=self.norms.number("oproeping_dagen", session))

    def adding(self, session: date) -> date:
        """Last day on which a member may add a point to the agenda of a session [S20]."""
        return session - timedelta(days=self.norms.number("toevoegen_punt_dagen", session))

    def gpmi(self, granted: date) -> date:
        """Latest date of the GPMI after the grant [S11]."""
        return self._settle(add_months(granted, self.norms.number("gpmi_maanden", granted)), granted)

    def home_visit(self, visited: date) -> date:
        """Latest next home visit [S1]."""
        return add_months(visited, self.norms.number("huisbezoek_maanden", visited))


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day: what is due, when, and the rule in words."""

    what: str
    day: date
    rule: str

    @property
    def shown(self) -> dict[str, object]:
        """As a row of the table of last days in a document."""
        return {"wat": self.what, "uiterlijk": self.day, "regel": self.rule}
