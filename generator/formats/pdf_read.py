"""Reading a filled PDF form: nothing but its fields, never its text, pictures or metadata."""

import io
import logging
import re
from collections.abc import Iterable

from pypdf import Configuration, PasswordType, PdfReader, apply_configuration
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

from forms.nesting import Value
from generator.errors import FormFault
from generator.formats.base import FORM_FIELD, answers_of, is_blank
from generator.formats.pdf_answers import answer, holds_answer, is_check_box, unclear
from generator.formats.pdf_fields import RawField, entry, fields_of, resolved
from generator.formats.pdf_text import box_name, text_of
from generator.model import Answers

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
_XML_TAG = re.compile(rb"<[^>]*>")
_XFA_DATA = re.compile(rb"<xfa:datasets.*?</xfa:datasets\s*>", re.DOTALL)


def read(content: bytes) -> Answers:
    """Read the fields of a PDF, of ours or of anyone.

    In one of our forms the boxes of a multiple choice become one tuple of codes. Raises FormFault
    ``BESTAND-BESCHADIGD``, ``-WACHTWOORD``, ``-GEEN-VELDEN``, ``-XFA`` or ``-VELDEN``.
    """
    if not content.startswith(b"%PDF-"):
        raise _damaged()
    try:
        with apply_configuration(_LIMITS):
            return _answers(content)
    except FormFault:
        raise
    except Exception:  # pypdf raises a dozen kinds on bad input, and whatever Python raises inside it
        raise (_locked() if b"/Encrypt" in content else _damaged()) from None


def _answers(content: bytes) -> Answers:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise _locked()
    form = entry(reader.root_object, "/AcroForm")
    if not isinstance(form, DictionaryObject):
        raise _no_fields()
    fields = [field for field in fields_of(form) if holds_answer(field)]
    xfa = entry(form, "/XFA")
    if not fields:
        raise _xfa() if xfa is not None else _no_fields()
    values = _collected(fields)
    if xfa is not None and not values and _has_data(xfa):
        raise _xfa()
    ours = FORM_FIELD in values
    return answers_of("pdf", _folded(fields, values) if ours else values)


def _collected(fields: Iterable[RawField]) -> dict[str, Value]:
    """Answers by name. Two fields of one name may both hold the same answer, or one of them none."""
    values: dict[str, Value] = {}
    unnamed = 0
    for field in fields:
        value = answer(field)
        if is_blank(value):
            continue
        unnamed += not field.name
        name = field.name or f"zonder_naam.{unnamed}"
        if values.setdefault(name, value) != value:
            raise unclear(name)
    return values


def _folded(fields: Iterable[RawField], values: dict[str, Value]) -> dict[str, Value]:
    """Gather the check boxes of each multiple choice: the box ``instrumenten.twe`` that says ``twe`` is one code.

    In our forms check boxes are nothing else (yes and no are radio buttons). Codes stand in the order of the form.
    """
    boxes = {field.name for field in fields if is_check_box(field)}
    folded: dict[str, Value] = {}
    for name, value in values.items():
        question, _, box = name.rpartition(".")
        earlier = folded.get(question, ())
        is_box = name in boxes and isinstance(value, str) and box == box_name(value)
        if is_box and isinstance(earlier, tuple):
            folded[question] = (*earlier, str(value))
        else:
            folded[name] = value
    return folded


def _has_data(xfa: PdfObject) -> bool:
    """Tell whether the data packet of an XFA form says anything; its XML is never parsed."""
    packet = xfa
    if isinstance(xfa, ArrayObject):
        names = [text_of(resolved(item)) for item in xfa[::2]]
        places = [2 * place + 1 for place, name in enumerate(names) if name == "datasets"]
        if not places or places[0] >= len(xfa):
            return False
        packet = resolved(xfa[places[0]]) or xfa
    raw = packet.get_data() if isinstance(packet, StreamObject) else b""
    if packet is xfa:
        raw = b"".join(_XFA_DATA.findall(raw))
    return bool(_XML_TAG.sub(b"", raw).strip())


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


def _no_fields() -> FormFault:
    return FormFault(
        "BESTAND-GEEN-VELDEN",
        "Dit PDF-bestand heeft geen velden om in te vullen; is dit een scan of een afgedrukt formulier? Vul het "
        "formulier zelf in op de computer.",
    )


def _xfa() -> FormFault:
    return FormFault(
        "BESTAND-XFA",
        "Dit is een XFA-formulier; dat soort PDF kan niet worden gelezen. Gebruik een leeg formulier van deze dienst.",
    )
