"""What may be filled in: plain text, numbers, yes/no, lists and groups; and docxtpl's own objects, knowingly."""

import re
from collections.abc import Mapping
from typing import Any

import docxtpl
from docxtpl import InlineImage, Listing, RichText, RichTextParagraph

from generator.errors import OperatorFault

_NO_TEXT = re.compile("[^\t\n\r\a\f\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
r"""All that XML 1.0 (§2.2, Char) cannot hold, but for ``\a`` and ``\f``, which docxtpl turns into layout."""

_SUBDOC = getattr(docxtpl, "Subdoc", None)
"""Only there when docxtpl was installed with sub-documents."""

OBJECTS: tuple[type, ...] = (
    InlineImage,
    Listing,
    RichText,
    RichTextParagraph,
    *([_SUBDOC] if _SUBDOC else []),
)


def is_text(value: str) -> bool:
    """Tell whether a text can stand in a Word document."""
    # isprintable() is far quicker than a pattern, and true for nearly every answer.
    return value.isprintable() or not _NO_TEXT.search(value)


def is_subdocument(value: object) -> bool:
    """Tell whether an object is a sub-document of docxtpl."""
    return _SUBDOC is not None and isinstance(value, _SUBDOC)


def objects_in(context: Mapping[str, Any]) -> list[Any]:
    """Check a context and give docxtpl's objects that it holds.

    Raises OperatorFault ``TEKST-ONGELDIG`` (a character that no document can hold) or ``TEKST-SOORT`` (not plain
    data), with the dotted name of the field and never its content.
    """
    found: list[Any] = []
    _walk(dict(context), "", found)
    return found


def _walk(value: Any, path: str, found: list[Any]) -> None:
    kind = type(value)
    if kind is str:
        if not is_text(value):
            raise _fault("TEKST-ONGELDIG", path, "bevat een teken dat in geen document kan staan")
    elif kind is dict:
        for key, inside in value.items():
            if type(key) is not str or not is_text(key):
                raise _fault("TEKST-SOORT", path, "is een groep waarin een naam geen tekst is")
            _walk(inside, f"{path}.{key}", found)
    elif kind is list or kind is tuple:
        for number, inside in enumerate(value):
            _walk(inside, f"{path}.{number}", found)
    elif isinstance(value, OBJECTS):
        found.append(value)
    elif value is not None and kind is not int and kind is not bool:
        raise _fault("TEKST-SOORT", path, "is geen tekst, getal, lijst of groep")


def _fault(code: str, path: str, reason: str) -> OperatorFault:
    return OperatorFault(code, f"Het gegeven «{path[1:]}» {reason}.")
