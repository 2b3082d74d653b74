"""What the example papers share: a client, and how one answer is changed and the rules are asked."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from forms.base import Form
from forms.findings import Severity
from forms.norms import Norms, shipped_norms
from forms.rulebook import Circumstances, RuleBook

TODAY = date(2026, 11, 24)
CLIENT: dict[str, Any] = {
    "naam": "Van den Broeck",
    "voornaam": "Amélie",
    "insz": "88.03.14-999.62",
    "geboortedatum": "14/03/1988",
    "nationaliteit": "BE",
    "burgerlijke_staat": "ongehuwd",
    "verblijfsstatuut": "belg",
    "domicilie": {
        "straat": "Dorpsstraat",
        "huisnummer": "12A",
        "postcode": "3070",
        "gemeente": "Kortenberg",
    },
    "verblijfplaats": {"zelfde_als_domicilie": "ja"},
    "adrestype": "domicilie",
    "contacttaal": "nl",
    "tolk_nodig": "neen",
}
"""Nobody: counter 999 is never issued."""


def with_changes(example: Mapping[str, Any], changes: Mapping[str, object]) -> dict[str, Any]:
    """An example with other answers at dotted names; ``rechten.0.status`` reaches into a list."""
    answers = deepcopy(dict(example))
    for name, answer in changes.items():
        place: Any = answers
        *path, last = (int(part) if part.isdecimal() else part for part in name.split("."))
        for part in path:
            place = place[part]
        place[last] = deepcopy(answer)
    return answers


def said(rules: RuleBook, form: Form, norms: Norms | None = None) -> set[tuple[str, Severity, str]]:
    """What the rules say of a form: code, weight and field. That it is fictional goes unsaid."""
    around = Circumstances(today=TODAY, norms=norms or shipped_norms())
    return {
        (found.rule.code, found.rule.severity, found.field)
        for found in rules.judge(form, around)
        if found.rule.code != "CLI-04"
    }
