"""Opening a PDF from outside: within limits, without a password, and with one fault for whatever is wrong with it."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pypdf import Configuration, PasswordType, PdfReader, apply_configuration

from generator.errors import FormFault

logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings quote strings of the file

_STREAM = 20_000_000
_LIMITS = Configuration(
    maximum_declared_stream_length=_STREAM,
    array_based_stream_maximum_output_length=_STREAM,
    lzw_maximum_output_length=_STREAM,
    run_length_maximum_output_length=_STREAM,
    zlib_maximum_output_length=_STREAM,
    brotli_maximum_output_length=_STREAM,
    stream_decoding_work_maximum_length=4 * _STREAM,
    jbig2dec_binary=None,
    disable_legacy_handling=True,
)


@contextmanager
def opened(content: bytes) -> Iterator[PdfReader]:
    """Open a PDF; all work on its objects belongs inside, where the limits hold.

    Raises FormFault ``BESTAND-BESCHADIGD``, or ``BESTAND-WACHTWOORD`` unless the password is an empty one.
    """
    if not content.startswith(b"%PDF-"):
        raise _damaged()
    try:
        with apply_configuration(_LIMITS):
            yield _unlocked(PdfReader(io.BytesIO(content)))
    except FormFault:
        raise
    except Exception:  # pypdf raises a dozen kinds on bad input, and whatever Python raises inside it
        raise (_locked() if b"/Encrypt" in content else _damaged()) from None


def _unlocked(reader: PdfReader) -> PdfReader:
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise _locked()
    return reader


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
