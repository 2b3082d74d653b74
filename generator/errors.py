"""Errors say who must act.

Three parties can act, and each has one branch here and one exit status at the command line:

- the colleague who filled in the form: :class:`FormFault` (becomes findings and a report; status 1);
- the owner of a template: :class:`TemplateFault` (template and schema disagree; status 3, found first by lint);
- the operator: :class:`OperatorFault` (disk, engine, database, share; status 3, retried later, never lost).

:class:`UsageFault` is a wrong call of the program itself (status 2).

No message may hold an answer from a form (promise 5): codes, labels and our own words only.
"""


class DossierError(Exception):
    """Base of all errors that this program raises on purpose.

    ``code`` is stable and may be logged; ``message`` is plain Dutch for whoever must act.
    """

    exit_status = 3

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type["DossierError"], tuple[str, str]]:
        """Let the error cross a process border whole."""
        return type(self), (self.code, self.message)


class FormFault(DossierError):
    """The file cannot be taken as a form; the filler must mend or replace it. ``code`` is ``BESTAND-…``."""

    exit_status = 1


class UsageFault(DossierError):
    """The program was called wrongly (unknown form, bad setting)."""

    exit_status = 2


class TemplateFault(DossierError):
    """A template and its form disagree; the owner of the template must mend it."""


class OperatorFault(DossierError):
    """Disk, engine, database or share failed; the operator must act and the work is retried."""
