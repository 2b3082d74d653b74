"""Contexts that hold docxtpl's own objects: the document is put together by docxtpl, with our texts."""

import copy
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate, InlineImage

from generator.errors import OperatorFault
from generator.merge.package import unpack
from generator.merge.parts import Part, parts_of
from generator.merge.values import is_subdocument

_NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


def settle_moment(document: Document) -> None:
    """Give a document without core properties the ones that docxtpl gives it, but with a fixed date."""
    package = document.part.package
    if all(relation.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES for relation in package.rels.values()):
        package.core_properties.modified = _NO_MOMENT


def with_objects(
    engine: DocxTemplate, parts: Sequence[Part], context: Mapping[str, Any], objects: Sequence[Any]
) -> dict[str, bytes]:
    """Render a context with objects and give all parts of the document.

    ``engine`` is open on the template; a sub-document brings its own, because making it has already added its
    styles and numbering there (and so its parts are compiled anew). Raises what the parts raise, and
    OperatorFault ``TEKST-SOORT`` when sub-documents were made for different documents.
    """
    owners = {id(owner): owner for owner in (thing.tpl for thing in objects if is_subdocument(thing))}
    if len(owners) > 1:
        raise OperatorFault("TEKST-SOORT", "De deeldocumenten zijn voor verschillende documenten gemaakt.")
    engine = next(iter(owners.values()), engine)
    engine.render_init()
    settle_moment(engine.docx)
    own = _bound(context, engine)
    for part in parts_of(engine.docx) if owners else parts:
        part.place(engine, own)
    engine.is_rendered = True
    saved = io.BytesIO()
    engine.docx.save(saved)
    return unpack(saved.getvalue())


def _bound(value: Any, engine: DocxTemplate) -> Any:
    """Copy a context with its pictures bound to the document that is being made."""
    if isinstance(value, Mapping):
        return {key: _bound(inside, engine) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_bound(inside, engine) for inside in value]
    if isinstance(value, InlineImage):
        picture = copy.copy(value)
        picture.tpl = engine
        return picture
    return value
