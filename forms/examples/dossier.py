"""What the papers of one fictional dossier tell each other: the plan and the advice follow the sociaal verslag."""

import random
from datetime import date
from typing import Any

from babel.dates import format_date

from forms.examples import sociaal_verslag
from forms.examples.person import Person
from forms.values import read_date


def report(person: Person) -> dict[str, Any]:
    """The sociaal verslag of the same dossier, made again from its file number, which ends on the seed."""
    seed = int(person.dossiernummer.rpartition("-")[2])
    return sociaal_verslag.answers(person, random.Random(f"sociaal_verslag {seed}"))  # noqa: S311


def report_day(person: Person) -> date:
    """The day of that report."""
    return read_date(report(person)["datum_opmaak"])


def in_words(day: date) -> str:
    """A date as it stands in running text: ``5 februari 2026``."""
    return format_date(day, "d MMMM y", locale="nl_BE")
