"""Who stands in a paper, and the same words without who: for agendas, contents and copies without names.

A name is masked wherever it stands as a whole word, also in free text; so are a street, a number of the
Rijksregister or of an account, a date of birth, a telephone number and an e-mail address (domain.md §12 [S21][S24]).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel.dates import format_date
from phonenumbers import NumberParseException, parse

from forms.base import Block, field_specs
from forms.nesting import Value, path_of
from forms.numbers import BLANK, DASH, INSZ_IN_TEXT, without_accounts
from forms.plan_choices import Rol
from forms.values import UNSEEN, read_partial_date

NAME, STREET, BORN = "[naam]", "[straat]", "[geboortedatum]"
_INSZ, _ACCOUNT, _PHONE, _MAIL = "[rijksregisternummer]", "[rekeningnummer]", "[telefoon]", "[e-mail]"

_PEOPLE = re.compile(
    r"(client|gezin\.\*|client\.bewindvoerder|onderhoudsplichtigen\.\*|handtekening_client)\.(voor)?naam",
    re.ASCII,
)
_TOLD = re.compile(
    r"(ksz|inkomsten|vermogen)\.\*\.persoon|hoorrecht\.begeleider|(toestemming|akkoord_client)\.handtekening",
    re.ASCII,
)
"""Questions of who somebody is that may be answered with a name, or with what that person is to the client."""
_INVOLVED = "betrokkenen.*.naam"
_NO_PROFESSIONALS = frozenset({Rol.NETWERK.value, Rol.ANDERE.value})
"""Those who work for the client stay readable, as who made the paper does."""
_ROLE = re.compile(
    r"aanvrager|beiden?|broer|cli[eë]nt|dochter|echtgeno(ot|te)|familie|kind(eren)?|man|moeder|ouders?|partner|vader"
    r"|vriend(in)?|vrouw|zoon|zus(ter)?",
    re.IGNORECASE,
)
_STREETS = re.compile(r"client\.(domicilie|verblijfplaats)\.straat", re.ASCII)
_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_UNSEEN = re.compile(f"[{UNSEEN}]")
_SHORT, _PART = 3, 4
"""A name so short counts with its capitals only; a part of a name so long counts on its own."""


@dataclass(frozen=True, slots=True)
class Mask:
    """What must not be read, each with what stands in its place."""

    words: tuple[tuple[str, str], ...] = ()

    def over(self, text: str) -> str:
        """Give a text without what identifies."""
        text = _seen(text)
        text = without_accounts(INSZ_IN_TEXT.sub(_INSZ, text), _ACCOUNT)
        for pattern, instead in _patterns(self.words):
            text = pattern.sub(instead, text)
        return text


def mask_of(papers: Iterable[tuple[type[Block], Mapping[str, Value]]]) -> Mask:
    """Gather what identifies people in papers: each its form and its flat answers."""
    found = {word: instead for form, answers in papers for word, instead in _identifying(form, answers)}
    return Mask(tuple(sorted(found.items(), key=lambda each: (-len(each[0]), each))))


def _identifying(form: type[Block], answers: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    kinds = {spec.path: spec.kind.name for spec in field_specs(form)}
    for name, value in answers.items():
        path = path_of(name)
        if not isinstance(value, str) or path not in kinds or path.startswith("opsteller."):
            continue
        close = path == _INVOLVED and answers.get(f"{name.removesuffix('naam')}rol") in _NO_PROFESSIONALS
        if close or _PEOPLE.fullmatch(path):
            yield from ((word, NAME) for word in _names(value))
        elif _TOLD.fullmatch(path):
            yield from ((word, NAME) for told in _told(value) for word in _names(told))
        elif _STREETS.fullmatch(path):
            yield value.strip(), STREET
        elif kinds[path] == "partial_date":
            yield from ((day, BORN) for day in _days(value))
        elif kinds[path] == "phone":
            yield value, _PHONE
        elif kinds[path] == "email":
            yield value, _MAIL


def _names(name: str) -> Iterator[str]:
    """A name, its longer parts, and all of these without accents."""
    whole = " ".join(name.split())
    for word in (whole, *(part for part in re.split(r"[\s-]+", whole) if len(part) >= _PART)):
        yield word
        yield "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def _told(answer: str) -> Iterator[str]:
    """The names in an answer that may tell in other words who somebody is: words with a capital, from the first that is no role."""
    name: list[str] = []
    for word in (*re.findall(r"\w[\w'’-]*|[^\w\s]", answer), "."):
        if word[0].isupper() and (name or not _ROLE.fullmatch(word)):
            name.append(word)
        elif name:
            yield " ".join(name)
            name = []


def _days(born: str) -> Iterator[str]:
    """A date of birth in words, and as ``1985-07-30`` for all ways in figures."""
    try:
        day = read_partial_date(born).full
    except ValueError:
        return
    if day is not None:
        yield day.isoformat()
        yield format_date(day, "d MMMM y", locale="nl_BE")


@lru_cache(maxsize=64)
def _patterns(words: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(word, instead), instead) for word, instead in words if word)


def _pattern(word: str, instead: str) -> re.Pattern[str]:
    flags = re.NOFLAG if len(word) <= _SHORT else re.IGNORECASE
    if instead == BORN and _ISO.fullmatch(word):
        return re.compile(_day_in_figures(word))
    return re.compile(_phone(word) if instead == _PHONE else _spelled(word), flags)


def _spelled(word: str) -> str:
    """A word with any apostrophe for an apostrophe, any dash for a dash, and blanks of any kind for a blank."""
    parts = (re.escape(part) for part in _seen(word).split())
    spelled = r"\s+".join(re.sub("['’]", "['’]", part).replace(r"\-", f"[{DASH}]") for part in parts)
    return rf"(?<!\w){spelled}(?!\w)"


def _day_in_figures(iso: str) -> str:
    year, month, day = iso.split("-")
    sign = rf"[{BLANK}]?[./{DASH}][{BLANK}]?"
    figures = rf"0?{int(day)}{sign}0?{int(month)}{sign}(?:{year[:2]})?{year[2:]}"
    return rf"(?<![0-9])(?:{figures}|{year}{sign}{month}{sign}{day})(?![0-9])"


def _phone(e164: str) -> str:
    """A telephone number, national or international, its figures grouped in any way."""
    try:
        number = parse(e164)
    except NumberParseException:
        return _spelled(e164)
    sign = rf"[./(){DASH}{BLANK}]{{0,3}}"
    own = sign.join(str(number.national_number))
    return rf"(?<![0-9])(?:(?:\+|00){sign}{number.country_code}{sign})?(?:0{sign})?{own}(?![0-9])"


def _seen(text: str) -> str:
    """A text with its accents composed, without the signs that nobody sees."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))
