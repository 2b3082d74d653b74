"""INSZ with its check digits, telephone numbers, e-mail addresses and postcodes; account numbers in free text.

Algorithms: python-stdnum where it fits; domain.md §9 gives the worked examples. The libraries are loaded at the first
number: commands that judge nothing need not wait for them.
"""

import re
from dataclasses import dataclass

from forms.values import UNSEEN, PartialDate, Unreadable, real_date

FICTIONAL_COUNTER = 999
"""Counter that the Rijksregister never issues: our examples use it, so that they can be nobody."""

_INSZ = "Schrijf het rijksregisternummer als JJ.MM.DD-VVV.CC, bijvoorbeeld 85.07.30-033.28."
_BIS_UNKNOWN_SEX, _BIS_KNOWN_SEX = 20, 40
_LAST_MONTH = 12

DASH = r"\-\u2010-\u2015\u2212"
"""Within a class of a pattern: the hyphen, and what Word makes of one (joined, long) or a calculator of minus."""
BLANK = r" \u00a0\u2000-\u200a\u202f\u205f"
"""Within a class of a pattern: blanks of any width."""
_BETWEEN = rf"[./{DASH}{BLANK}{UNSEEN}]"
_GROUPS = ("[0-9]{2}", "[0-9]{2}", "[0-9]{2}", "[0-9]{3}", "[0-9]{2}")
INSZ_IN_TEXT = re.compile(rf"(?<![0-9]){(_BETWEEN + '{0,3}').join(_GROUPS)}(?![0-9])")
"""What looks like an INSZ in free text, with any of the signs between that ``read_insz`` takes, right or wrong."""
_ACCOUNT_IN_TEXT = re.compile(
    rf"\bBE(?:{_BETWEEN}?[0-9]){{14}}(?![0-9])|(?<![0-9{DASH}])[0-9]{{3}}[{DASH}][0-9]{{7}}[{DASH}][0-9]{{2}}(?![0-9{DASH}])",
    re.IGNORECASE,
)
_FOREIGN_IN_TEXT = re.compile(
    rf"\b[A-Z]{{2}}[0-9]{{2}}(?:{_BETWEEN}?[A-Z0-9]){{10,30}}", re.IGNORECASE | re.ASCII
)
_SHORTEST_IBAN = 14


@dataclass(frozen=True, slots=True)
class InszFacts:
    """What an INSZ tells: date of birth as far as known, sex (``V``, ``M`` or ``onbekend``), BIS, fictional."""

    born: PartialDate
    sex: str
    bis: bool
    fictional: bool


def _century(digits: str) -> int:
    """Find the century by which modulus fits: both can never fit at once (domain.md §9.1)."""
    number, check = int(digits[:9]), int(digits[9:])
    if 97 - number % 97 == check:
        return 1900
    if 97 - (2_000_000_000 + number) % 97 == check:
        return 2000
    raise Unreadable(
        "VELD-INSZ", f"Het controlegetal klopt niet: er is een cijfer verkeerd of verwisseld. {_INSZ}"
    )


def insz_facts(digits: str) -> InszFacts:
    """Read what 11 digits of an INSZ mean; raises Unreadable when no such number can exist."""
    century = _century(digits)
    year, month, day = century + int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    counter = int(digits[6:9])
    bis = month >= _BIS_UNKNOWN_SEX
    sex = "V" if counter % 2 == 0 else "M"
    if bis and month < _BIS_KNOWN_SEX:
        sex, month = "onbekend", month - _BIS_UNKNOWN_SEX
    elif bis:
        month -= _BIS_KNOWN_SEX
    if month > _LAST_MONTH or counter == 0:
        raise Unreadable("VELD-INSZ", f"Zo'n nummer wordt niet toegekend. {_INSZ}")
    return InszFacts(_born(year, month, day), sex, bis, counter == FICTIONAL_COUNTER)


def _born(year: int, month: int, day: int) -> PartialDate:
    """Turn the date part into a date of birth; zeros mean unknown (00.00.01: wholly unknown)."""
    if month == 0:
        return PartialDate() if day == 1 else PartialDate(year)
    if day == 0:
        return PartialDate(year, month)
    try:
        real_date(year, month, day)
    except Unreadable:
        raise Unreadable("VELD-INSZ", f"De geboortedatum in dit nummer bestaat niet. {_INSZ}") from None
    return PartialDate(year, month, day)


def read_insz(text: str) -> str:
    """Read an INSZ (rijksregisternummer or BIS number), with points, slashes, dashes and blanks of any kind; returns 11 digits."""
    digits = re.sub(_BETWEEN, "", text)
    if not re.fullmatch(r"[0-9]{11}", digits, re.ASCII):
        raise Unreadable("VELD-INSZ", f"Een rijksregisternummer telt 11 cijfers. {_INSZ}")
    insz_facts(digits)
    return digits


def without_accounts(text: str, instead: str) -> str:
    """Put ``instead`` for each account number in free text: Belgian ones right or wrong, foreign IBANs that exist."""
    text = _ACCOUNT_IN_TEXT.sub(instead, text)
    kept, at = "", 0
    while found := _FOREIGN_IN_TEXT.search(text, at):
        begin, length = found.start(), _length_of_iban(found[0])
        kept += text[at:begin] + (instead if length else text[begin])
        at = begin + (length or 1)
    return kept + text[at:]


def _length_of_iban(text: str) -> int:
    """How many signs of a text, from its beginning, are an IBAN; the words that follow may look like part of it."""
    from stdnum import iban

    ends = (end for end in range(len(text), _SHORTEST_IBAN - 1, -1) if text[end - 1].isalnum())
    return next(
        (end for end in ends if iban.is_valid(re.sub(_BETWEEN, "", text[:end]), check_country=False)), 0
    )


def read_phone(text: str) -> str:
    """Read a telephone number, Belgian unless it starts with + or 00; returns E.164 such as ``+3216223344``."""
    import phonenumbers

    hint = "Schrijf het nummer met zonenummer, bijvoorbeeld 016 22 33 44 of 0470 12 34 56."
    if not re.fullmatch(rf"[0-9+./(){DASH}{BLANK}]{{6,25}}", text, re.ASCII):
        raise Unreadable("VELD-TELEFOON", f"Dit is geen telefoonnummer. {hint}")
    try:
        number = phonenumbers.parse(re.sub(f"[{DASH}{BLANK}]", " ", text), "BE")
    except phonenumbers.NumberParseException:
        raise Unreadable("VELD-TELEFOON", f"Dit is geen telefoonnummer. {hint}") from None
    if not phonenumbers.is_valid_number(number):
        raise Unreadable("VELD-TELEFOON", f"Er ontbreekt een cijfer, of er is er een te veel. {hint}")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def read_email(text: str) -> str:
    """Read an e-mail address of at most 254 characters (RFC 5321 §4.5.3)."""
    pattern = r"[A-Za-z0-9.!#$%&'*+/=?^_`(|)~\-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.\-]{0,250}[A-Za-z0-9])?\.[A-Za-z]{2,}"
    if len(text) > 254 or not re.fullmatch(pattern, text, re.ASCII) or ".." in text:  # noqa: PLR2004
        raise Unreadable("VELD-EMAIL", "Schrijf een e-mailadres, bijvoorbeeld voornaam.naam@kortenberg.be.")
    return text


def read_postcode(text: str) -> str:
    """Read a Belgian postcode, 1000 to 9999; returns four digits."""
    if not re.fullmatch(r"[1-9][0-9]{3}", text, re.ASCII):
        raise Unreadable("VELD-POSTCODE", "Schrijf een postcode van vier cijfers, bijvoorbeeld 3070.")
    return text


def show_insz(digits: str) -> str:
    """Print 11 digits as ``85.07.30-033.28``."""
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}"


def show_phone(e164: str) -> str:
    """Print a Belgian number the national way (``016 22 33 44``), another one the international way."""
    import phonenumbers

    number = phonenumbers.parse(e164, None)
    national = number.country_code == 32  # noqa: PLR2004
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return str(phonenumbers.format_number(number, style))
