"""Reading a filled PDF form: nothing but its fields, never its text, pictures or metadata."""

import re
from collections.abc import Callable
from dataclasses import replace

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

from forms.nesting import Value
from generator.errors import FormFault
from generator.formats.base import answers_of, is_blank
from generator.formats.pdf.answers import Contradiction
from generator.formats.pdf.fields import entry, resolved
from generator.formats.pdf.marks import has_typed_text, is_marked
from generator.formats.pdf.open import opened
from generator.formats.pdf.questions import Asked, questions
from generator.formats.pdf.text import text_of
from generator.model import Answers, Fault, FoundField

_XML_TAG = re.compile(rb"<[^>]*>")
_XFA_DATA = re.compile(rb"<xfa:datasets.*?</xfa:datasets\s*>", re.DOTALL)
_UNCLEAR = (
    "Dit veld spreekt zichzelf tegen: het bestand geeft er meer dan één antwoord op. Open het formulier, vul het veld "
    "opnieuw in en bewaar."
)

_BESIDE = (
    "Op een bladzijde staat tekst die naast de velden getypt is (een tekstvak), en die komt niet in het document. Typ ze in "
    "het veld waar ze hoort, wis het tekstvak en bewaar, bijvoorbeeld de naam in het veld Naam."
)


def read(content: bytes) -> Answers:
    """Read the fields of a PDF, of ours or of anyone.

    In one of our forms the boxes of a multiple choice become one tuple of codes. A field that contradicts itself
    is a fault ``VELD-TEGENSTRIJDIG`` and has no answer. In one of our forms text typed beside the fields is a fault
    ``VELD-NAAST`` of no field: it would be lost. Raises FormFault ``BESTAND-BESCHADIGD``, ``-WACHTWOORD``,
    ``-GEEN-VELDEN``, ``-XFA`` or ``-VELDEN``.
    """
    with opened(content) as reader:
        asked = _asked(reader)
        values: dict[str, Value] = {}
        faults: list[Fault] = []
        for one in asked:
            try:
                values[one.name] = one.answer()
            except Contradiction:
                faults.append(Fault(one.name, "VELD-TEGENSTRIJDIG", _UNCLEAR))
        nothing = not faults and all(is_blank(value) for value in values.values())
        xfa = _xfa_of(reader)
        if nothing and xfa is not None and _has_data(xfa):
            raise _xfa()
        answers = answers_of("pdf", values, (one.name for one in asked), tuple(faults))
        if answers.form and _says(has_typed_text, reader):
            answers = replace(answers, faults=(*answers.faults, Fault("", "VELD-NAAST", _BESIDE)))
        return replace(answers, unmarked=not _says(is_marked, reader, unsure=True))


def fields(content: bytes) -> tuple[FoundField, ...]:
    """List the fields of a PDF with their tooltips and choices. Raises FormFault as :func:`read` does."""
    with opened(content) as reader:
        return tuple(one.found() for one in _asked(reader))


def _asked(reader: PdfReader) -> tuple[Asked, ...]:
    asked = questions(reader.root_object)
    if not asked:
        raise _no_fields() if _xfa_of(reader) is None else _xfa()
    return asked


def _says(question: Callable[[PdfReader], bool], reader: PdfReader, *, unsure: bool = False) -> bool:
    """Ask something of the pages; those that cannot be walked do not keep the fields from being read."""
    try:
        return question(reader)
    except Exception:
        return unsure


def _xfa_of(reader: PdfReader) -> PdfObject | None:
    form = entry(reader.root_object, "/AcroForm")
    return entry(form, "/XFA") if isinstance(form, DictionaryObject) else None


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
