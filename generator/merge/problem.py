"""One thing that is wrong with a template."""

from dataclasses import dataclass

from forms.findings import Severity


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a template, for its owner.

    ``code`` is ``SJABLOON-…`` as in a TemplateFault, ``part`` the part's name in the docx, ``message`` plain
    Dutch, ``near`` the template's own words at that place (empty where the whole part is meant).
    """

    code: str
    part: str
    message: str
    near: str = ""
    place: str = ""
    """Where that is in Word, in Dutch: heading, table, row and column, or header; empty for the whole file."""
    severity: Severity = Severity.FOUT
    paragraph: int | None = None
    """Number of the paragraph among all those of the body; None for what is elsewhere or everywhere."""
