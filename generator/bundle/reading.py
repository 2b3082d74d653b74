"""Reading objects of a PDF that may be wrong in any way: the right kind, or nothing."""

import math
from collections.abc import Iterator

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

_FAR = 1e7
"""No sound file has a coordinate beyond this."""


def at(holder: PdfObject | None, key: str) -> PdfObject | None:
    """The value of a key, its reference followed; nothing when the holder is no dictionary or lacks it."""
    if not isinstance(holder, DictionaryObject) or key not in holder:
        return None
    return followed(holder.raw_get(key))


def followed(value: PdfObject | None) -> PdfObject | None:
    """What a reference points at; anything else as it is."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def mapping(value: PdfObject | None) -> DictionaryObject:
    """A dictionary, empty when it is none."""
    value = followed(value)
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def listed(value: PdfObject | None) -> Iterator[PdfObject]:
    """The members of an array, references not followed; none when it is no array."""
    value = followed(value)
    if isinstance(value, ArrayObject):
        yield from value


def number(value: PdfObject | None) -> float | None:
    """A number that can be a coordinate."""
    value = followed(value)
    if isinstance(value, FloatObject | NumberObject):
        found = float(value)
        if math.isfinite(found) and abs(found) < _FAR:
            return found
    return None


def name_of(holder: PdfObject | None, key: str) -> str:
    """The name under a key, with its slash; empty when there is none."""
    found = at(holder, key)
    return str(found) if isinstance(found, NameObject) else ""


def whole(value: PdfObject | None, otherwise: int = 0) -> int:
    """An integer, such as flags."""
    value = followed(value)
    return int(value) if isinstance(value, NumberObject) and abs(value) < 1 << 32 else otherwise


def is_true(value: PdfObject | None) -> bool:
    """Whether a value is ``true``."""
    value = followed(value)
    return isinstance(value, BooleanObject) and bool(value.value)


def numbers_of(value: PdfObject | None, count: int) -> tuple[float, ...] | None:
    """An array of exactly so many numbers."""
    found = [number(part) for part in listed(value)]
    sound = [part for part in found if part is not None]
    return tuple(sound) if len(found) == len(sound) == count else None


def rectangle(value: PdfObject | None) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top, whichever corners were given."""
    found = numbers_of(value, 4)
    if found is None:
        return None
    left, right = sorted(found[0::2])
    bottom, top = sorted(found[1::2])
    return (left, bottom, right, top)


def words(value: PdfObject | None) -> str:
    """A text, empty when there is none; without signs that are no XML characters, line ends as LF."""
    value = followed(value)
    if not isinstance(value, ByteStringObject | TextStringObject | NameObject):
        return ""
    found = value.decode("latin-1") if isinstance(value, ByteStringObject) else str(value)
    found = found.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign for sign in found if sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff")
    )
