"""How long an instrument may last, and what else limits it (domain.md §11)."""

from datetime import date, timedelta

from forms.deadlines import add_months
from forms.domains import Instrument
from forms.norms import Norms

_MONTHS = {
    Instrument.TWE: "twe_maanden",
    Instrument.IBO: "ibo_maanden",
    Instrument.WIJKWERKEN: "wijkwerken_maanden",
}
"""Instrument → the norm of its longest duration: TWE [S36][S37], IBO [S48], wijk-werken [S42][S43]."""


def last_day(instrument: Instrument, start: date, norms: Norms) -> date | None:
    """Give the last day of an instrument that starts on a day; None for one without a longest duration."""
    name = _MONTHS.get(instrument)
    return add_months(start, norms.number(name, start)) - timedelta(days=1) if name else None


def limits(instrument: Instrument, day: date, norms: Norms) -> str:
    """Say what limits an instrument, ``hoogstens 24 maanden``; empty for one without a longest duration."""
    name = _MONTHS.get(instrument)
    if name is None:
        return ""
    told = f"hoogstens {norms.number(name, day)} maanden"
    if instrument is Instrument.WIJKWERKEN:
        month, year = (norms.number(f"wijkwerken_uren_{span}", day) for span in ("maand", "jaar"))
        told += f", {month} uur per maand en {year} uur per jaar"
    return told
