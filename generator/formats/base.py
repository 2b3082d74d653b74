"""What every file format of a form can do, and what all of them agree on."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from forms.base import FORM_FIELD, VERSION_FIELD, Form
from forms.findings import Finding
from forms.nesting import Value
from generator.errors import FormFault
from generator.model import Answers, Fault, FoundField

INVITATION = "sleep het bestand naar de map inbox"
"""Stands on the first page of every blank form."""
MAX_SIGNS = 5_000_000
"""What a file may hold in all, in characters: a small file may say one long text in a thousand fields."""


class Format(Protocol):
    """One file format. An implementation holds no state but its own settings."""

    @property
    def name(self) -> str:
        """What the command line calls it: ``pdf``."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """How its files end, in lower case with the dot."""
        ...

    def read(self, path: Path) -> Answers:
        """Read what a file holds, ours or foreign. Raises FormFault when it cannot be taken as a form."""
        ...

    def blank(self, form: type[Form], answers: Mapping[str, Value] | None = None) -> bytes:
        """Make an empty form, or one filled with exactly these answers; the same input gives the same bytes.

        Without answers the form holds the defaults of its questions. Raises FormFault
        ``BESTAND-VELD-ONBEKEND`` for answers under names that the form does not have.
        """
        ...

    def fields(self, path: Path) -> tuple[FoundField, ...]:
        """List every field of a file, filled in or not, in its order. Raises FormFault as ``read`` does."""
        ...

    def mark(self, content: bytes, findings: Sequence[Finding]) -> bytes:
        """Mark each finding at its field, in a copy that can still be filled in; marks of before are gone.

        A finding on a group or a list is put at its first field, one on no field at the head of the form. A format
        that has no marks gives the same bytes. Raises FormFault when the file cannot be read.
        """
        ...

    def unmark(self, content: bytes) -> bytes:
        """Take away the marks that ``mark`` made; the very same bytes where there are none."""
        ...


def answers_of(
    format_name: str,
    values: Mapping[str, Value],
    fields: Iterable[str] = (),
    faults: tuple[Fault, ...] = (),
) -> Answers:
    """Make Answers of what a file held: blanks left out, names printable, the form's own word for what it is.

    Raises FormFault ``BESTAND-GROOT`` when names and answers together are longer than any form.
    """
    kept = {_printable(name): value for name, value in values.items() if not is_blank(value)}
    names = frozenset({*map(_printable, fields), *kept})
    if sum(map(len, names)) + sum(map(_length, kept.values())) > MAX_SIGNS:
        raise FormFault(
            "BESTAND-GROOT",
            "In dit bestand staat veel meer tekst dan in een formulier kan staan. Kijk na of u het juiste bestand koos.",
        )
    return Answers(format_name, _told(kept, FORM_FIELD), _told(kept, VERSION_FIELD), kept, names, faults)


def _length(value: Value) -> int:
    return len(value) if isinstance(value, str) else sum(map(len, value))


def is_blank(value: Value) -> bool:
    """Tell whether an answer says nothing: no text, only blanks, or no choice."""
    return not value if isinstance(value, tuple) else not value.strip()


def _told(values: Mapping[str, Value], name: str) -> str:
    told = values.get(name, "")
    return told.strip() if isinstance(told, str) else ""


def _printable(name: str) -> str:
    """Replace what no file and no screen can take (half of a surrogate pair) in the name of a field."""
    return name.encode("utf-8", "replace").decode("utf-8")
