"""Opening a PDF from outside: within limits, without a password, and with one fault for whatever is wrong with it."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pypdf import Configuration, PasswordType, PdfReader, apply_configuration

from generator.errors import FormFault

logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings quote strings of the file


class Faults(NamedTuple):
    """What is told of a file that cannot be opened."""

    damaged: FormFault
    locked: FormFault
    """It has a password."""
    heavy: FormFault
    """It asks for more memory or nesting than there is."""


@contextmanager
def opened(content: bytes, faults: Faults, *, stream: int) -> Iterator[PdfReader]:
    """Open a PDF; all work on its objects belongs inside, where the limits hold.

    ``stream`` is how many bytes one stream of it may be, packed or unpacked. Raises one of ``faults``, never for an
    empty password; a FormFault from inside passes.
    """
    if not content.startswith(b"%PDF-"):
        raise faults.damaged
    try:
        with apply_configuration(_limits(stream)):
            yield _unlocked(PdfReader(io.BytesIO(content)), faults.locked)
    except FormFault:
        raise
    except (MemoryError, RecursionError):
        raise faults.heavy from None
    except Exception:  # pypdf raises a dozen kinds on bad input, and whatever Python raises inside it
        raise (faults.locked if b"/Encrypt" in content else faults.damaged) from None


def _unlocked(reader: PdfReader, locked: FormFault) -> PdfReader:
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise locked
    return reader


def _limits(stream: int) -> Configuration:
    return Configuration(
        maximum_declared_stream_length=stream,
        array_based_stream_maximum_output_length=stream,
        lzw_maximum_output_length=stream,
        run_length_maximum_output_length=stream,
        zlib_maximum_output_length=stream,
        brotli_maximum_output_length=stream,
        stream_decoding_work_maximum_length=4 * stream,
        jbig2dec_binary=None,
        disable_legacy_handling=True,
    )
