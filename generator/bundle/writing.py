"""A PDF in the making: from scratch, one cross-reference section, no dates, the same bytes each time."""

import hashlib
import io
import zlib

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from generator.pdf_objects import dictionary, name, text


class NewFile:
    """Collects objects and pages. What is the same stream twice (a logo on every paper) is kept once."""

    def __init__(self) -> None:
        self._writer = PdfWriter()
        self._writer.pdf_header = "%PDF-1.7"
        self._digest = hashlib.sha256()
        self._streams: dict[bytes, IndirectObject] = {}
        self._above = self._writer.root_object.raw_get("/Pages")
        self.pages: list[IndirectObject] = []
        self.layers: list[tuple[IndirectObject, bool]] = []
        """Optional content groups, and whether each is shown at first."""
        self._keys = 0

    def add(self, thing: PdfObject) -> IndirectObject:
        """Give an object a number."""
        return self._writer._add_object(thing)

    def stream(self, entries: DictionaryObject, data: bytes) -> IndirectObject:
        """Add a stream whose data is packed as its ``/Filter`` says."""
        told = io.BytesIO()
        entries.write_to_stream(told)
        digest = hashlib.sha256(told.getvalue())
        digest.update(data)
        if (key := digest.digest()) not in self._streams:
            self._digest.update(key)
            made = StreamObject()
            made.update(entries)
            made._data = data
            self._streams[key] = self.add(made)
        return self._streams[key]

    def packed(self, entries: DictionaryObject, data: bytes) -> IndirectObject:
        """Add a stream and pack its data."""
        entries[name("Filter")] = name("FlateDecode")
        entries.pop("/DecodeParms", None)
        return self.stream(entries, zlib.compress(data))

    def key(self) -> NumberObject:
        """A number by which a page, a drawing or a link is found in the tree of tags."""
        self._keys += 1
        return NumberObject(self._keys - 1)

    def page(self, entries: DictionaryObject) -> IndirectObject:
        """Add a page after the last one."""
        entries.update(dictionary({"Type": name("Page"), "Parent": self._above}))
        self.pages.append(self.add(entries))
        return self.pages[-1]

    def finish(self, catalog: DictionaryObject, title: str) -> bytes:
        """Complete the file with these entries of its catalog; ``title`` may be empty."""
        tree = self._above.get_object()
        tree[name("Kids")] = ArrayObject(self.pages)
        tree[name("Count")] = NumberObject(len(self.pages))
        root = self._writer.root_object
        root.update(catalog)
        if self.layers:
            root[name("OCProperties")] = self._layer_settings()
        self._writer.metadata = {"/Title": text(title)} if title else None
        self._digest.update(title.encode("utf-8", "surrogatepass"))
        same = ByteStringObject(self._digest.digest()[:16])
        self._writer._ID = ArrayObject([same, same])
        content = io.BytesIO()
        self._writer.write(content)
        return content.getvalue()

    def _layer_settings(self) -> DictionaryObject:
        """Say which layers are shown; nobody can switch one, so that all see the same."""
        groups = ArrayObject(group for group, _ in self.layers)
        hidden = ArrayObject(group for group, shown in self.layers if not shown)
        shown = dictionary(
            {"Name": text("Zoals bezorgd"), "Order": ArrayObject(), "OFF": hidden, "Locked": groups}
        )
        return dictionary({"OCGs": groups, "D": shown})
