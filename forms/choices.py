"""Closed lists of answers: a code that is kept and a label that is read."""

from enum import StrEnum
from functools import cache
from typing import Any, Self

from babel import Locale
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from forms.values import Unreadable

_SHOWN = 12


def _refusal(labels: list[str]) -> Unreadable:
    shown = "; ".join(labels[:_SHOWN]) + ("; …" if len(labels) > _SHOWN else "")
    return Unreadable("VELD-KEUZE", f"Kies een van deze antwoorden: {shown}.")


def pick(text: str, choices: dict[str, str]) -> str:
    """Find the code for an answer that is a code or a label, upper and lower case alike; else Unreadable."""
    if text in choices:
        return text
    wanted = text.strip().casefold()
    found = {code for code, label in choices.items() if wanted in {code.casefold(), label.casefold()}}
    if len(found) != 1:
        raise _refusal(list(choices.values()))
    return found.pop()


class Choice(StrEnum):
    """One answer of a closed list. Members: ``naam = "code"`` or ``naam = "code", "label as read"``."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make a member; without a label the code is read as words."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label or code.replace("_", " ").capitalize()
        return member

    @classmethod
    @cache
    def labels(cls) -> dict[str, str]:
        """Codes with their labels, in the order in which they are offered."""
        return {member.value: member.label for member in cls}

    @classmethod
    def read(cls, answer: object) -> Self:
        """Take a code, a label, or a member."""
        if isinstance(answer, cls):
            return answer
        if not isinstance(answer, str):
            raise _refusal(list(cls.labels().values()))
        return cls(pick(answer, cls.labels()))

    @property
    def position(self) -> int:
        """Place in the list, from 0; for lists that are a scale."""
        return list(type(self)).index(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate by :meth:`read`, keep the code."""
        return core_schema.no_info_plain_validator_function(
            cls.read,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda member: member.value),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Offer the codes."""
        return {"type": "string", "enum": list(cls.labels())}


@cache
def countries() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes with their Dutch names (CLDR), with ``XS`` stateless and ``XU`` unknown."""
    not_countries = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    names = {
        code: name
        for code, name in Locale("nl").territories.items()
        if len(code) == 2 and code.isalpha() and code not in not_countries  # noqa: PLR2004
    }
    return (
        {"BE": names["BE"]}
        | dict(sorted(names.items(), key=lambda item: item[1]))
        | {
            "XS": "Staatloos",
            "XU": "Onbekend",
        }
    )


@cache
def languages() -> dict[str, str]:
    """ISO 639-1 codes with their Dutch names (CLDR); Dutch, French and English first."""
    names = {code: name for code, name in Locale("nl").languages.items() if len(code) == 2}  # noqa: PLR2004
    first = {code: names[code] for code in ("nl", "fr", "en")}
    return first | dict(sorted(names.items(), key=lambda item: item[1]))


def read_country(text: str) -> str:
    """Read a country by code or Dutch name; returns the code."""
    return pick(text, countries())


def read_language(text: str) -> str:
    """Read a language by code or Dutch name; returns the code."""
    return pick(text, languages())
