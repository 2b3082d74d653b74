"""Values as people write them: read strictly, never silently reinterpreted.

Every reader takes the text of one answer and returns a value, or raises :class:`Unreadable` with a stable code
and a plain Dutch sentence that says what is expected and gives an example. The sentence never repeats the
answer. Digits are ASCII digits: ``[0-9]``, not every digit that Unicode knows.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic_core import PydanticCustomError

UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""What pasted text has between its letters without anybody seeing it: where a word may be broken, or not."""
MAX_LINE = 250
MAX_TEXT = 20_000
_MAX_DIGITS = 12

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_AROUND = (
    " \t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    + UNSEEN
)
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DATE = re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})", re.ASCII)
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})", re.ASCII)
_GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,2})?", re.ASCII)
_COMMA = re.compile(r"-?[0-9]+(,[0-9]{1,2})?", re.ASCII)
_POINT = re.compile(r"-?[0-9]+\.[0-9]{1,2}", re.ASCII)
_FINER = re.compile(r"-?[0-9]+(\.[0-9]{3})*,[0-9]{3,}", re.ASCII)
_AMBIGUOUS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3}|,[0-9]{3})", re.ASCII)


class Unreadable(PydanticCustomError):
    """An answer that its reader cannot take; ``type`` is the code, the message is Dutch."""

    def __new__(cls, code: str, message: str) -> "Unreadable":
        """Make the error; braces in the message are literal."""
        return super().__new__(cls, code, message.replace("{", "(").replace("}", ")"))


def normal_newlines(text: str) -> str:
    r"""Turn CR and CR LF into LF: PDF and Windows programs write line ends their own way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def printable(text: str) -> str:
    """Take text whose every character can stand in a document; TAB and LF are the only controls.

    Refuses control characters, lone surrogates (XML 1.0 §2.2) and bidirectional overrides (they make a
    text read otherwise than it is stored: Unicode TR 36).
    """
    text = normal_newlines(text)
    if _SURROGATE.search(text):
        raise Unreadable(
            "VELD-TEKEN",
            "Hier staat een teken dat beschadigd is en niet kan worden afgedrukt. Typ de tekst opnieuw, "
            "bijvoorbeeld zonder emoji.",
        )
    if _CONTROL.search(text):
        raise Unreadable(
            "VELD-TEKEN",
            "Hier staat een onzichtbaar stuurteken dat niet kan worden afgedrukt. Typ de tekst opnieuw of plak "
            "ze als gewone tekst (in Word: Ctrl+Shift+V).",
        )
    if _BIDI.search(text):
        raise Unreadable(
            "VELD-TEKEN",
            "Hier staat een onzichtbaar teken dat de leesrichting omkeert. Typ de tekst opnieuw of plak ze als "
            "gewone tekst (in Word: Ctrl+Shift+V).",
        )
    return text


def line(text: str) -> str:
    """Take one line of text, without the blanks around it, also those that nobody sees."""
    text = printable(text).strip(_AROUND)
    if "\n" in text or "\t" in text:
        raise Unreadable(
            "VELD-REGEL", "Schrijf dit op één regel, zonder Enter of Tab, bijvoorbeeld: Van den Broeck."
        )
    return text


def real_date(year: int, month: int, day: int) -> date:
    """Make a date between 1900 and 2200, or say that the calendar has no such day."""
    try:
        made = date(year, month, day)
    except ValueError:
        raise Unreadable(
            "VELD-DATUM", "Deze dag bestaat niet. Schrijf dag, maand en jaar, bijvoorbeeld 31/12/1985."
        ) from None
    if not 1900 <= year <= 2200:  # noqa: PLR2004
        raise Unreadable("VELD-DATUM", "Schrijf een jaartal tussen 1900 en 2200, bijvoorbeeld 31/12/1985.")
    return made


def read_date(text: str) -> date:
    """Read ``31/12/1985`` (also with points or hyphens) or ISO ``1985-12-31``; never month before day."""
    match = _DATE.fullmatch(text) or _ISO.fullmatch(text)
    if match is None:
        raise Unreadable("VELD-DATUM", "Schrijf een datum als dd/mm/jjjj, bijvoorbeeld 31/12/1985.")
    return real_date(int(match["year"]), int(match["month"]), int(match["day"]))


def read_amount(text: str) -> Decimal:
    """Read euro: ``1.234,56``, ``1234,56``, ``1234.56``, with or without ``€`` or ``euro``; two decimals at most.

    ``1.234`` may mean a thousand or one and a bit: it is refused, not guessed.
    """
    bare = re.sub(r"^(€|EUR|euro)\s*|\s*(€|EUR|euro)$", "", text.strip(), flags=re.IGNORECASE)
    bare = bare.replace("\u00a0", "").replace("\u202f", "")
    bare = re.sub(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))", "", bare)
    if _AMBIGUOUS.fullmatch(bare):
        raise Unreadable(
            "VELD-BEDRAG-DUBBELZINNIG",
            "Dit bedrag kan op twee manieren gelezen worden. Schrijf de centen erbij met een komma, bijvoorbeeld "
            "1.234,00 of 1,23.",
        )
    if _GROUPED.fullmatch(bare) or _COMMA.fullmatch(bare):
        plain = bare.replace(".", "").replace(",", ".")
    elif _POINT.fullmatch(bare):
        plain = bare
    elif _FINER.fullmatch(bare):
        raise Unreadable(
            "VELD-BEDRAG", "Rond dit bedrag af op de cent: twee cijfers na de komma, bijvoorbeeld 1.234,56."
        )
    else:
        raise Unreadable(
            "VELD-BEDRAG", "Schrijf een bedrag in euro met een komma voor de centen, bijvoorbeeld 1.234,56."
        )
    if len(plain.lstrip("-").partition(".")[0]) > _MAX_DIGITS:
        raise Unreadable("VELD-BEDRAG", "Dit bedrag is te groot. Schrijf het in euro, bijvoorbeeld 1.234,56.")
    return Decimal(plain).quantize(Decimal("0.01"))


def write_amount(amount: Decimal | int) -> str:
    """Write euro as a person does, and as ``read_amount`` reads them: ``1.314,20``."""
    from babel.numbers import format_decimal

    return str(format_decimal(amount, format="#,##0.00", locale="nl_BE"))


def read_positive_amount(text: str) -> Decimal:
    """Read an amount that is not below zero."""
    amount = read_amount(text)
    if amount < 0:
        raise Unreadable("VELD-BEDRAG", "Schrijf een bedrag dat niet onder nul ligt, bijvoorbeeld 1.234,56.")
    return abs(amount)


def read_whole(text: str) -> int:
    """Read a whole number of at most nine digits; ``007`` is refused, since zeros in front say it is a code."""
    if not re.fullmatch(r"0|[1-9][0-9]{0,8}", text, re.ASCII):
        raise Unreadable("VELD-GETAL", "Schrijf een geheel getal in cijfers, bijvoorbeeld 12.")
    return int(text)


def read_percentage(text: str) -> Decimal:
    """Read ``41 %`` or ``41,5``: between 0 and 100, two decimals at most."""
    bare = text.removesuffix("%").strip()
    if not re.fullmatch(r"(100|[0-9]{1,2}([.,][0-9]{1,2})?)", bare, re.ASCII):
        raise Unreadable("VELD-PERCENTAGE", "Schrijf een percentage van 0 tot 100, bijvoorbeeld 41 of 41,5.")
    return Decimal(bare.replace(",", "."))


def read_month(text: str) -> str:
    """Read a month as ``2026-03`` or ``03/2026``; returns ``2026-03``."""
    match = re.fullmatch(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})", text, re.ASCII) or re.fullmatch(
        r"(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})", text, re.ASCII
    )
    if match is None:
        raise Unreadable("VELD-MAAND", "Schrijf een maand als jjjj-mm, bijvoorbeeld 2026-03.")
    first = real_date(int(match["y"]), int(match["m"]), 1)
    return f"{first:%Y-%m}"


def read_yes_no(text: str) -> bool:
    """Read ``ja`` or ``neen`` (also ``nee``); other words, and single letters, are refused."""
    word = text.strip().casefold()
    if word in {"ja", "true"}:
        return True
    if word in {"neen", "nee", "false"}:
        return False
    raise Unreadable("VELD-JA-NEEN", "Antwoord met ja of neen, bijvoorbeeld: ja.")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of birth of which the day, the day and month, or everything may be unknown."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def full(self) -> date | None:
        """The date when all of it is known."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    @property
    def iso(self) -> str:
        """``1985-07-30``, ``1985-07``, ``1985`` or ``onbekend``: the form in which it is kept."""
        if not self.year:
            return "onbekend"
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    def age_on(self, day: date) -> int | None:
        """Age in whole years on ``day``; None when the year is unknown. Unknown parts count as 31 December."""
        if not self.year:
            return None
        month, day_of_month = self.month or 12, self.day or 31
        return day.year - self.year - ((day.month, day.day) < (month, day_of_month))


def read_partial_date(text: str) -> PartialDate:
    """Read a date of birth: ``30/07/1985``, ``07/1985``, ``1985``, or ``onbekend``."""
    word = text.strip().casefold()
    if word == "onbekend":
        return PartialDate()
    if re.fullmatch(r"[0-9]{4}", word, re.ASCII):
        return PartialDate(real_date(int(word), 1, 1).year)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}|[0-9]{1,2}/[0-9]{4}", word, re.ASCII):
        year, month = read_month(word).split("-")
        return PartialDate(int(year), int(month))
    whole = read_date(word)
    return PartialDate(whole.year, whole.month, whole.day)


def of_length(minimum: int, maximum: int) -> Callable[[str], str]:
    """Make a check on the number of characters of a text (blanks around it do not count)."""

    def check(text: str) -> str:
        length = len(text.strip())
        if length < minimum:
            raise Unreadable(
                "VELD-LENGTE",
                f"Schrijf minstens {minimum} tekens; nu zijn het er {length}.",
            )
        if length > maximum:
            raise Unreadable(
                "VELD-LENGTE",
                f"Schrijf hoogstens {maximum} tekens; nu zijn het er {length}. Kort de tekst in.",
            )
        return text

    return check
