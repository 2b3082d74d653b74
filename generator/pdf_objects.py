"""Making PDF objects: dictionaries, text strings and streams as a form needs them."""

import codecs
from collections.abc import Iterable, Mapping

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)


def name(text: str) -> NameObject:
    """A name; the slash is added."""
    return NameObject(f"/{text}")


def text(value: str) -> PdfObject:
    """A text string: ASCII as it is, the rest as UTF-16, which cannot be mistaken for another encoding."""
    if value.isascii():
        return TextStringObject(value)
    return ByteStringObject(codecs.BOM_UTF16_BE + value.encode("utf-16-be", "surrogatepass"))


def numbers(values: Iterable[float]) -> ArrayObject:
    """An array of numbers, to a hundredth of a point."""
    return ArrayObject(FloatObject(round(value, 2)) for value in values)


def dictionary(entries: Mapping[str, PdfObject]) -> DictionaryObject:
    """A dictionary; keys without their slash."""
    return DictionaryObject({name(key): value for key, value in entries.items()})


def drawing(width: float, height: float, content: str, fonts: DictionaryObject | None = None) -> StreamObject:
    """A form XObject: something drawn once, of a size."""
    stream = StreamObject()
    stream.set_data(content.encode("latin-1"))
    stream.update(
        dictionary({"Type": name("XObject"), "Subtype": name("Form"), "BBox": numbers((0, 0, width, height))})
    )
    stream[name("Resources")] = dictionary({"Font": fonts} if fonts else {})
    return stream
