"""Text strings in a PDF: PDFDocEncoding, UTF-16 and UTF-8 (ISO 32000-2 §7.9.2.2 and annex D.2)."""

import codecs

from pypdf.generic import (
    ByteStringObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from forms.values import normal_newlines

_ACCENTS = dict(enumerate("˘ˇˆ˙˝˛˚˜", 0x18))
_SIGNS = dict(enumerate("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", 0x80))
_PDF_DOC = _ACCENTS | _SIGNS | {0xA0: "€"}
"""Where PDFDocEncoding differs from Latin-1."""

NameObject.CHARSETS = ("utf-8", "ascii", "latin1")  # pypdf would read a stray byte in a name as Chinese


def text_of(value: PdfObject | None) -> str | None:
    """The text that a string, a stream, a name or a number holds, with LF for line ends; None for another object.

    Half a surrogate pair stays as it is: whoever judges the answer refuses it, nothing is lost in silence.
    """
    if isinstance(value, TextStringObject | ByteStringObject):
        return normal_newlines(decoded(value.original_bytes))
    if isinstance(value, StreamObject):
        return normal_newlines(decoded(value.get_data()))
    if isinstance(value, NameObject):
        return name_of(value)
    if isinstance(value, NumberObject | FloatObject):
        return str(value)
    return None


def name_of(name: str) -> str:
    """A PDF name without its slash; names are UTF-8 by right, but old forms have PDFDocEncoding in them."""
    return name.removeprefix("/").translate(_SIGNS)


def box_name(code: str) -> str:
    """The partial name of the check box for one code of a multiple choice: such a name holds no points."""
    return code.replace(".", "_")


def decoded(raw: bytes) -> str:
    """Decode a text string by its byte order mark; without one it is PDFDocEncoding."""
    if raw.startswith(codecs.BOM_UTF16_BE):
        return _wide(raw[2:], "utf-16-be")
    if raw.startswith(codecs.BOM_UTF16_LE):
        return _wide(raw[2:], "utf-16-le")
    if raw.startswith(codecs.BOM_UTF8):
        return raw[3:].decode("utf-8", "replace")
    return raw.decode("latin-1").translate(_PDF_DOC)


def _wide(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return raw.decode(encoding, "replace")
