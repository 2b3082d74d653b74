"""What a cell says, as the text that a person would write: numbers and dates in the Dutch way.

- Text stays as it is, zeros, blanks and line ends included. TRUE and FALSE are ``ja`` and ``neen``.
- A number has the digits that Excel shows at most (15), a decimal comma, no grouping and no exponent. A format of
  zeros only (``0000``) puts zeros in front, a percentage is written as one (``41%``).
- A number with a date format is a date: ``31/12/1985``; with the time where the format shows one and it is not
  midnight: ``31/12/1985 14:30``; ``12/1985`` where the format shows no day; ``14:30`` for a time alone.
- A cell with a line through it is not read: what it says may count no longer. A line through a part of it is not seen.
- Of a formula the outcome counts that was kept when the file was saved.

Source: ECMA-376 part 1 §18.3.1.4 (cells), §18.8.30 (number formats), §18.17.4 (dates and epochs).
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl.styles.numbers import STRIP_RE, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601

from generator.formats.excel.areas import Place
from generator.formats.excel.package import Package, Style, decoded, is_true
from generator.formats.excel.sheet import Raw
from generator.opc import Damaged

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?", re.ASCII)
_ZEROS = re.compile(r"0(,?0)+")
_UNSHOWN = re.compile(r"\\.|[_*].|am/pm|a/p", re.IGNORECASE | re.DOTALL)
_TOO_LONG = 10**15
_MIDNIGHT = "00:00"
_NO_DAY = 60
"""The serial of 29 February 1900, a day that Excel alone knows."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a cell could not be read: a code of :mod:`generator.formats.excel.faults`."""

    code: str


FORMULA = Unread("VELD-FORMULE")
WRONG = Unread("VELD-CELFOUT")
LONG = Unread("VELD-GETAL-LANG")
STRUCK = Unread("VELD-DOORGEHAALD")


def texts(package: Package, cells: Mapping[Place, Raw]) -> dict[Place, str | Unread]:
    """Read cells. Raises Damaged when a shared text or a style is not there."""
    shared = package.strings({int(raw.text or "") for raw in cells.values() if _is_shared(raw)})
    return {place: _said(package, raw, shared) for place, raw in cells.items()}


def style_of(package: Package, raw: Raw) -> Style:
    """The style of a cell; a workbook without styles has one. Raises Damaged."""
    if not package.styles and raw.style == 0:
        return Style()
    if not 0 <= raw.style < len(package.styles):
        raise Damaged
    return package.styles[raw.style]


def _is_shared(raw: Raw) -> bool:
    return raw.kind == "s" and bool(raw.text)


def _said(package: Package, raw: Raw, shared: Mapping[int, str]) -> str | Unread:
    text = _text(package, raw, shared)
    return STRUCK if text and style_of(package, raw).struck else text


def _text(package: Package, raw: Raw, shared: Mapping[int, str]) -> str | Unread:
    text = raw.text or ""
    if raw.formula and (raw.text is None or (not text and raw.kind != "str")):
        return FORMULA
    if not text or raw.kind == "inlineStr":
        return text
    if raw.kind == "s":
        return shared[int(text)]
    return decoded(text) if raw.kind == "str" else _value(package, raw, text.strip())


def _value(package: Package, raw: Raw, text: str) -> str | Unread:
    """A cell that holds anything but text; of formats for several cases the first counts."""
    if raw.kind == "b":
        return "ja" if is_true(text) else "neen"
    number_format = style_of(package, raw).format.split(";")[0]
    if raw.kind == "d":
        return _iso(text, number_format)
    return _number(text, number_format, package.epoch) if raw.kind == "n" else WRONG


def _number(text: str, number_format: str, epoch: datetime) -> str | Unread:
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):
        return WRONG
    if is_date_format(number_format):
        return _serial(number, number_format, epoch)
    if abs(number) >= _TOO_LONG:
        return LONG
    exact = Decimal(f"{number:.15g}")
    shown = _shown(number_format)
    if "%" in shown:
        return f"{_plain(exact * 100)}%"
    if _ZEROS.fullmatch(shown) and number >= 0 and exact == exact.to_integral_value():
        return _plain(exact).zfill(shown.count("0"))
    return _plain(exact)


def _plain(number: Decimal) -> str:
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits.replace(".", ",")


def _shown(number_format: str) -> str:
    """A format without the letters that stand for themselves, colours, languages, and blanks of some width."""
    return _UNSHOWN.sub("", STRIP_RE.sub("", number_format)).lower()


def _serial(number: float, number_format: str, epoch: datetime) -> str | Unread:
    try:
        if is_timedelta_format(number_format):
            return _hours(from_excel(number, epoch, timedelta=True))
        moment = from_excel(number, epoch)
    except OverflowError:
        return WRONG
    if number < 0:
        return WRONG
    if isinstance(moment, time) and epoch == MAC_EPOCH:
        moment = datetime.combine(epoch, moment)
    if epoch == WINDOWS_EPOCH and int(number) == _NO_DAY:
        return "29/02/1900"
    return _moment(moment, number_format)


def _iso(text: str, number_format: str) -> str | Unread:
    """A date as strict workbooks write it (``t="d"``): the format says what of it is shown, if it says anything."""
    try:
        moment: date | time | timedelta = from_ISO8601(text)  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        return WRONG
    if isinstance(moment, timedelta):
        return _hours(moment)
    if isinstance(moment, time):
        return _clock(moment)
    return _moment(moment, number_format if is_date_format(number_format) else "dd/mm/yyyy hh:mm")


def _moment(moment: date | datetime | time, number_format: str) -> str | Unread:
    shown = _shown(number_format)
    with_time = "h" in shown or "s" in shown
    with_day = "d" in shown
    with_date = with_day or "y" in shown or not with_time
    if not with_date:
        return _clock(moment if isinstance(moment, time) else _time_of(moment))
    if isinstance(moment, time):
        return WRONG
    if not with_day and not with_time and "m" in shown and "y" in shown:
        return f"{moment:%m}/{moment.year}"
    day = f"{moment:%d/%m}/{moment.year:04d}"
    clock = _clock(_time_of(moment))
    return f"{day} {clock}" if with_time and clock != _MIDNIGHT else day


def _time_of(moment: date | datetime) -> time:
    return moment.time() if isinstance(moment, datetime) else time()


def _clock(moment: time) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _hours(length: timedelta) -> str | Unread:
    seconds = round(length.total_seconds())
    if seconds < 0:
        return WRONG
    minutes, seconds = divmod(seconds, 60)
    whole = f"{minutes // 60}:{minutes % 60:02d}"
    return f"{whole}:{seconds:02d}" if seconds else whole
