"""What a form's judge has to say about one answer or one combination of answers."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs (domain.md §2.1)."""

    FOUT = "fout"
    """Blocks: no document is made."""
    WAARSCHUWING = "waarschuwing"
    """The document is made; the warning is printed and somebody confirms it by hand."""
    INFO = "info"
    """Good to know; kept in the manifest."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on a form, in plain Dutch.

    ``code`` is a rule of domain.md (``SV-14``), a field's own rule (``VELD-DATUM``) or a fault of the file
    (``BESTAND-WACHTWOORD``). ``field`` is the dotted name (empty where the whole file is meant) and ``label``
    what is printed beside it. ``message`` names the label, what is expected and an example, and never the
    answer itself.
    """

    code: str
    severity: Severity
    field: str
    label: str
    message: str
