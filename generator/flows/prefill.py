"""What a dossier already knows, for a new form about the same client."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from forms.base import Form, field_specs
from forms.nesting import Value, flatten
from forms.numbers import show_insz, show_phone
from generator.errors import OperatorFault, UsageFault
from generator.flows.dossier import KeptPaper, kept_of
from generator.model import Workspace

_SHARED = ("dossiernummer", "client", "gezin", "fase")
"""The parts of a paper that hold for the client and not for that paper alone (domain.md §2.2–2.4, §7)."""
_NUMBER = re.compile(r"\.[0-9]+(?=\.|$)", re.ASCII)
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", re.ASCII)


def known_of(workspace: Workspace, dossier: str, form: type[Form]) -> dict[str, Value]:
    """Gather the answers to a form that the dossier's papers hold already: of each part the newest paper decides.

    Answers stand as a person writes them. Raises UsageFault ``DOSSIER-ONBEKEND`` when the dossier has no papers,
    OperatorFault when they cannot be read.
    """
    parts: dict[str, Any] = {}
    for paper in _papers(workspace, dossier):
        answers = paper.answers
        if answers is None:
            message = "Een gegevens.json in de outbox ontbreekt of is beschadigd. Zet het terug uit een reservekopie."
            raise OperatorFault("GEGEVENS-BESCHADIGD", message)
        parts.update({name: answers[name] for name in _SHARED if name in answers})
    kinds = {spec.path: spec.kind.name for spec in field_specs(form)}
    return {
        name: _as_written(kinds[path], value)
        for name, value in flatten(parts).items()
        if (path := _NUMBER.sub(".*", name)) in kinds
    }


def _papers(workspace: Workspace, dossier: str) -> tuple[KeptPaper, ...]:
    """The papers of a dossier, oldest first."""
    found = kept_of(workspace, dossier)
    if not found:
        raise UsageFault(
            "DOSSIER-ONBEKEND",
            "Van dit dossier staat er nog geen papier in de outbox. Kijk het dossiernummer na, bijvoorbeeld "
            "KB-2026-00042, of maak een leeg formulier zonder --dossier.",
        )
    return found


def _as_written(kind: str, value: Value) -> Value:
    """Write a kept answer the way a person does: dates day first, a comma for the cents, a number with its points."""
    write = _WRITTEN.get(kind)
    return write(value) if write and isinstance(value, str) else value


def _day_first(text: str) -> str:
    found = _ISO.fullmatch(text)
    return "/".join(part for part in reversed(found.groups()) if part) if found else text


def _with_comma(text: str) -> str:
    return text.replace(".", ",")


_WRITTEN: Mapping[str, Callable[[str], str]] = {
    "date": _day_first,
    "partial_date": _day_first,
    "amount": _with_comma,
    "percentage": _with_comma,
    "insz": show_insz,
    "phone": show_phone,
}
