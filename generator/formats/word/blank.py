"""Making a Word form: laid out, written, and packed."""

from collections.abc import Mapping

from forms.base import IDENTITY, Form
from forms.nesting import Value
from generator.formats.fieldmap import filled_in, lay_out, leaves
from generator.formats.word import map as word_map
from generator.formats.word.answers import Pen
from generator.formats.word.body import Body
from generator.formats.word.parts import footer, header, package, paper
from generator.formats.word.styles import numbering, styles
from generator.formats.word.xml import make as element
from generator.formats.word.xml import part


def make(form: type[Form], answers: Mapping[str, Value] | None, organisation: str) -> bytes:
    """Make a form with its answers, or with its defaults when ``answers`` is None.

    Raises FormFault ``BESTAND-VELD-ONBEKEND`` for an answer to no question of the form, ``BESTAND-TEKEN`` for a
    character that no Word file can hold.
    """
    values = filled_in(form, answers)
    whole = lay_out(form, values)
    pen = Pen(values)
    body = Body(pen)
    content = body.written(form, whole)
    identity = {leaf.name: pen.answer(leaf) for leaf in leaves(whole) if leaf.name in IDENTITY}
    parts = {
        "word/document.xml": part("document", [element("body", content, paper())]),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(body.counters),
        "word/header1.xml": header(organisation, form.TITLE),
        "word/footer1.xml": footer(identity),
        word_map.PART: word_map.written(pen.written),
    }
    return package(form, parts)
