"""Making a PDF form: laid out, drawn, given its fields, and tagged."""

import io
from collections.abc import Mapping

from pypdf import PdfWriter
from pypdf.generic import BooleanObject

from forms.base import IDENTITY, Form
from forms.nesting import Value
from generator.formats.asking import tip_of
from generator.formats.fieldmap import filled_in, lay_out, leaves
from generator.formats.pdf.draw import draw
from generator.formats.pdf.fonts import Type
from generator.formats.pdf.items import Look, Page, Place
from generator.formats.pdf.layout import pages
from generator.formats.pdf.style import LEFT, PAGE_HEIGHT
from generator.formats.pdf.tags import tag
from generator.formats.pdf.widgets import add_fields
from generator.pdf_objects import dictionary, name

_LANGUAGE = "nl-BE"


def make(form: type[Form], answers: Mapping[str, Value] | None, kind: Type, organisation: str) -> bytes:
    """Make a form with its answers, or with its defaults when ``answers`` is None."""
    values = filled_in(form, answers)
    whole = lay_out(form, values)
    hidden = [leaf for leaf in leaves(whole) if leaf.name in IDENTITY]
    identity: Page = tuple(
        Place(LEFT, PAGE_HEIGHT - 20, 40, 10, leaf, Look.HIDDEN, tip_of(leaf)) for leaf in hidden
    )
    first, *others = pages(form, whole, values, kind, organisation)
    sheets = [(*identity, *first), *others]
    writer = PdfWriter(clone_from=io.BytesIO(draw(sheets, kind, form.TITLE, organisation)))
    widgets = add_fields(writer, sheets, values)
    tag(writer, sheets, widgets, _LANGUAGE)
    writer.root_object[name("ViewerPreferences")] = dictionary({"DisplayDocTitle": BooleanObject(True)})
    writer.pdf_header = "%PDF-1.7"
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
