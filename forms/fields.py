"""Field types: how each kind of answer is read, kept, and described to people and programs.

An annotated type such as ``Bedrag`` carries its :class:`Kind`. All answers arrive as text (whatever the file
format), are read by the kind's reader, and are kept as a Python value with one canonical JSON form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, InstanceOf, PlainSerializer, WithJsonSchema

from forms import choices, numbers, values
from forms.values import PartialDate, Unreadable


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of answer.

    ``name`` is what ``dossier fields`` prints; ``hint`` says in Dutch how to fill it in; ``example`` is a
    right answer; ``offered`` gives codes with labels where the answers are a closed list.
    """

    name: str
    hint: str = ""
    example: str = ""
    offered: Callable[[], dict[str, str]] | None = None


def _reader(kept: type, read: Callable[[str], Any]) -> BeforeValidator:
    """Read text by ``read``; let a value that is already of the kept type through (gegevens made by us)."""

    def validate(answer: object) -> object:
        if isinstance(answer, str) and kept is not str:
            return read(values.line(answer))
        if isinstance(answer, str):
            return read(answer)
        if type(answer) is kept:
            return answer
        raise Unreadable(
            "VELD-SOORT", "Dit antwoord heeft een vorm die hier niet past. Schrijf gewone tekst."
        )

    return BeforeValidator(validate)


def _text_schema(kind: Kind) -> WithJsonSchema:
    schema: dict[str, Any] = {"type": "string", "description": kind.hint}
    return WithJsonSchema(schema | ({"examples": [kind.example]} if kind.example else {}))


def _from_line(read: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: read(values.line(text))


LINE = Kind("text", "", "")
MULTILINE = Kind("multiline", "Meer dan één regel mag.", "")
YES_NO = Kind("yesno", "Ja of neen.", "ja", lambda: {"ja": "Ja", "neen": "Neen"})
DATE = Kind("date", "dd/mm/jjjj", "31/12/1985")
PARTIAL_DATE = Kind(
    "partial_date", "dd/mm/jjjj; mm/jjjj, jjjj of onbekend als niet alles geweten is.", "30/07/1985"
)
MONTH = Kind("month", "jjjj-mm", "2026-03")
WHOLE = Kind("integer", "Een geheel getal.", "12")
AMOUNT = Kind("amount", "In euro, met een komma voor de centen.", "1.234,56")
PERCENTAGE = Kind("percentage", "Van 0 tot 100.", "41")
INSZ_KIND = Kind("insz", "JJ.MM.DD-VVV.CC", "85.07.30-033.28")
PHONE = Kind("phone", "Met zonenummer.", "016 22 33 44")
EMAIL_KIND = Kind("email", "", "voornaam.naam@kortenberg.be")
POSTCODE_KIND = Kind("postcode", "Vier cijfers.", "3070")
COUNTRY = Kind("country", "Kies een land.", "BE", choices.countries)
LANGUAGE = Kind("language", "Kies een taal.", "nl", choices.languages)

Tekst = Annotated[
    str, LINE, _reader(str, _from_line(values.of_length(1, values.MAX_LINE))), _text_schema(LINE)
]
"""One line of text."""
Naam = Annotated[str, LINE, _reader(str, _from_line(values.of_length(2, 80))), _text_schema(LINE)]
"""A name of a person: any script, apostrophes, prefixes; kept as typed."""
LangeTekst = Annotated[
    str,
    MULTILINE,
    _reader(str, lambda text: values.of_length(1, values.MAX_TEXT)(values.printable(text))),
    _text_schema(MULTILINE),
]
"""Text of several lines."""
JaNeen = Annotated[
    bool,
    YES_NO,
    _reader(bool, values.read_yes_no),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": ["ja", "neen"]}]}),
]
Datum = Annotated[date, DATE, _reader(date, values.read_date), _text_schema(DATE)]
DeelDatum = Annotated[
    InstanceOf[PartialDate],
    PARTIAL_DATE,
    _reader(PartialDate, values.read_partial_date),
    PlainSerializer(lambda moment: moment.iso),
    _text_schema(PARTIAL_DATE),
]
"""A date of birth, perhaps known in part."""
Maand = Annotated[str, MONTH, _reader(str, _from_line(values.read_month)), _text_schema(MONTH)]
Getal = Annotated[
    int,
    WHOLE,
    _reader(int, values.read_whole),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string"}]}),
]
_AMOUNT_SCHEMA = WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "examples": ["1.234,56"]}]})
_TWO_DECIMALS = PlainSerializer(lambda amount: f"{amount:.2f}")
Bedrag = Annotated[
    Decimal, AMOUNT, _reader(Decimal, values.read_positive_amount), _TWO_DECIMALS, _AMOUNT_SCHEMA
]
"""Euro, two decimals, not below zero."""
Saldo = Annotated[Decimal, AMOUNT, _reader(Decimal, values.read_amount), _TWO_DECIMALS, _AMOUNT_SCHEMA]
"""Euro, two decimals, also below zero."""
Percentage = Annotated[
    Decimal,
    PERCENTAGE,
    _reader(Decimal, values.read_percentage),
    PlainSerializer(lambda part: f"{part:f}"),
    _AMOUNT_SCHEMA,
]
Insz = Annotated[str, INSZ_KIND, _reader(str, _from_line(numbers.read_insz)), _text_schema(INSZ_KIND)]
Telefoon = Annotated[str, PHONE, _reader(str, _from_line(numbers.read_phone)), _text_schema(PHONE)]
Email = Annotated[str, EMAIL_KIND, _reader(str, _from_line(numbers.read_email)), _text_schema(EMAIL_KIND)]
Postcode = Annotated[
    str, POSTCODE_KIND, _reader(str, _from_line(numbers.read_postcode)), _text_schema(POSTCODE_KIND)
]
Land = Annotated[str, COUNTRY, _reader(str, _from_line(choices.read_country)), _text_schema(COUNTRY)]
Taal = Annotated[str, LANGUAGE, _reader(str, _from_line(choices.read_language)), _text_schema(LANGUAGE)]
