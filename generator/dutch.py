"""Dates, amounts and names as a Flemish reader expects them (domain.md §9–10)."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

_LOCALE = "nl_BE"
_NO_BREAK = "\u00a0"


def short_date(day: date) -> str:
    """``05/02/2026``, for tables and forms."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def long_date(day: date) -> str:
    """``5 februari 2026``, for running text."""
    return format_date(day, "d MMMM y", locale=_LOCALE)


def euro(amount: Decimal) -> str:
    """``€ 1.234,56`` with a no-break space, so that the sign never stands alone at the end of a line."""
    return f"€{_NO_BREAK}{format_decimal(amount, '#,##0.00', locale=_LOCALE)}"


def percentage(part: Decimal) -> str:
    """``41,5 %`` with a no-break space."""
    return f"{format_decimal(part, '#,##0.##', locale=_LOCALE)}{_NO_BREAK}%"


def counted(number: int, one: str, many: str) -> str:
    """``1 fout`` or ``3 fouten``."""
    return f"{number} {one if number == 1 else many}"
