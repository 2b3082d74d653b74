"""Opening a PDF form: the limits of all PDFs, in the words of whoever filled it in."""

from collections.abc import Iterator
from contextlib import contextmanager

from pypdf import PdfReader

from generator import pdf_open
from generator.errors import FormFault

_STREAM = 20_000_000


@contextmanager
def opened(content: bytes) -> Iterator[PdfReader]:
    """Open a PDF; all work on its objects belongs inside, where the limits hold.

    Raises FormFault ``BESTAND-BESCHADIGD``, ``BESTAND-TE-ZWAAR``, or ``BESTAND-WACHTWOORD`` unless the password is an
    empty one.
    """
    with pdf_open.opened(content, pdf_open.Faults(_damaged(), _locked(), _heavy()), stream=_STREAM) as reader:
        yield reader


def _damaged() -> FormFault:
    return FormFault(
        "BESTAND-BESCHADIGD",
        "Dit PDF-bestand is beschadigd of is geen PDF. Open het, bewaar het opnieuw als PDF en sleep het nog eens "
        "naar de map inbox.",
    )


def _locked() -> FormFault:
    return FormFault(
        "BESTAND-WACHTWOORD",
        "Dit PDF-bestand is met een wachtwoord beveiligd. Bewaar het zonder wachtwoord en sleep het nog eens naar de "
        "map inbox.",
    )


def _heavy() -> FormFault:
    return FormFault(
        "BESTAND-TE-ZWAAR",
        "Dit PDF-bestand is te ingewikkeld om te lezen. Vul een leeg formulier van deze dienst in.",
    )
