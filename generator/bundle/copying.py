"""Copying what draws a page from one file to another: only what ``shapes`` names, within limits, and without circles."""

import re

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from generator.bundle import archival
from generator.bundle.faults import too_heavy
from generator.bundle.layers import Layers
from generator.bundle.reading import at, followed, listed, name_of, whole
from generator.bundle.shapes import EACH, KEYS, LAYER, NEVER, PLAIN, STREAM_KEYS
from generator.bundle.writing import NewFile
from generator.pdf_objects import dictionary, name

_DEPTH = 60
_OBJECTS = 300_000
_PIXELS = 250_000_000
_DRAWN = 500_000
"""How many things one page may draw, counted as often as they are drawn."""
_UNPACKED = 400_000_000
"""How many bytes all drawing instructions of a file may be."""
_FORM = {"Type": name("XObject"), "Subtype": name("Form")}
_DRAW = re.compile(rb"(/[^\s/<>\[\](){}%]*)\s+Do\b")


class Copier:
    """Copies from one file. An object met again while it is being copied is a circle and becomes nothing."""

    def __init__(self, target: NewFile, layers: Layers) -> None:
        self.target = target
        self.flaws: set[str] = set()
        """Why what was copied cannot stand in a PDF/A-2b."""
        self._layers = layers
        self._done: dict[tuple[int, int, str], PdfObject] = {}
        self._weights: dict[int, int] = {}
        self._page = DictionaryObject()
        self._copied = self._unpacked = 0

    def drawing(self, entries: DictionaryObject, data: bytes, resources: DictionaryObject) -> IndirectObject:
        """Copy the content of a page as a form XObject with these entries. Raises FormFault ``BIJLAGE-ZWAAR``."""
        self._page = resources
        self._weigh(len(data))
        entries.update(dictionary(_FORM))
        entries[name("Resources")] = copied = self._members(resources, "resources", 0)
        self._check_weight(data, copied)
        return self.target.packed(entries, data)

    def form(self, raw: PdfObject, page: DictionaryObject) -> IndirectObject | None:
        """Copy a form XObject, such as an appearance; ``page`` are the resources that it may lean on."""
        self._page = page
        copied = self.value(raw, "form")
        return copied if isinstance(copied, IndirectObject) else None

    def value(self, raw: PdfObject, kind: str, depth: int = 0) -> PdfObject:
        """Copy a value of a kind; what has a number gets a new one. Raises FormFault ``BIJLAGE-ZWAAR``."""
        if depth > _DEPTH:
            raise too_heavy()
        found = followed(raw)
        if found is None:
            return NullObject()
        if not isinstance(raw, IndirectObject):
            return self._copy(found, kind, depth)
        leans = kind in {"drawing", "form"} and at(found, "/Resources") is None
        key = (raw.idnum, id(self._page) if leans else 0, kind)
        if key not in self._done:
            self._done[key] = NullObject()
            copied = self._copy(found, kind, depth)
            if isinstance(copied, DictionaryObject | ArrayObject):
                copied = self.target.add(copied)
            self._done[key] = copied
        return self._done[key]

    def _copy(self, found: PdfObject, kind: str, depth: int) -> PdfObject:
        self._copied += 1
        if self._copied > _OBJECTS:
            raise too_heavy()
        if isinstance(found, StreamObject):
            return self._stream(found, kind, depth)
        if isinstance(found, DictionaryObject):
            return self._dictionary(found, kind, depth)
        if isinstance(found, ArrayObject):
            return ArrayObject([self.value(part, kind, depth + 1) for part in found])
        if isinstance(found, TextStringObject):
            return ByteStringObject(found.original_bytes)
        return found

    def _dictionary(self, found: DictionaryObject, kind: str, depth: int) -> PdfObject:
        if kind == LAYER or (kind == "mark" and name_of(found, "/Type") in {"/OCG", "/OCMD"}):
            return self._layer(found, depth)
        if kind in {"drawing", "form", "image", "glyph", "mask"}:
            return NullObject()
        copied = self._members(found, kind, depth)
        if kind == "font":
            self.flaws |= archival.flaws_of_font(copied)
        return copied

    def _members(self, found: DictionaryObject, kind: str, depth: int) -> DictionaryObject:
        copied = DictionaryObject()
        for key, raw in found.items():
            if inner := _kind_of(key, kind):
                copied[NameObject(key)] = self.value(raw, inner, depth + 1)
        return copied

    def _layer(self, found: DictionaryObject, depth: int) -> PdfObject:
        if name_of(found, "/Type") == "/OCMD":
            return self._members(found, "rule over layers", depth)
        own = found.indirect_reference
        if own is None:
            return NullObject()
        if own.idnum not in self._layers.copied:
            group = self.target.add(self._members(found, "group of layers", depth))
            self._layers.copied[own.idnum] = group
            self.target.layers.append((group, self._layers.shows(own)))
        return self._layers.copied[own.idnum]

    def _stream(self, found: StreamObject, kind: str, depth: int) -> PdfObject:
        if kind in {"drawing", "mask"}:
            kind = {"/Image": "image", "/Form": "form"}.get(name_of(found, "/Subtype"), "")
        if kind in {"form", "glyph", "pattern"}:
            return self._drawn(found, kind, depth)
        if kind not in {"image", PLAIN}:
            return NullObject()  # PostScript, or a thing in the wrong place
        if kind == "image" and whole(at(found, "/Width")) * whole(at(found, "/Height")) > _PIXELS:
            raise too_heavy()
        copied = self._members(found, kind, depth)
        copied.update(self._members(found, "stream", depth))
        self.flaws |= archival.flaws_of_stream(copied)
        return self.target.stream(copied, found._data)

    def _drawn(self, found: StreamObject, kind: str, depth: int) -> PdfObject:
        """Copy a stream of drawing instructions; it is unpacked, so that a bomb ends here and not with a reader."""
        data = found.get_data()
        self._weigh(len(data))
        copied = self._members(found, kind, depth)
        if kind == "form":
            copied.update(dictionary(_FORM))
        if kind == "form" and "/Resources" not in copied:
            copied[name("Resources")] = self._members(self._page, "lent", depth + 1)
        weight = self._check_weight(data, copied.get("/Resources"))
        reference = self.target.packed(copied, data)
        self._weights[reference.idnum] = weight
        return reference

    def _weigh(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > _UNPACKED:
            raise too_heavy()

    def _check_weight(self, data: bytes, resources: PdfObject | None) -> int:
        """Count what is drawn: forms that draw forms ten times each grow beyond all bounds."""
        drawings = at(followed(resources), "/XObject")
        if not isinstance(drawings, DictionaryObject):
            return 1
        times: dict[str, int] = {}
        for found in _DRAW.finditer(data):
            key = found[1].decode("latin-1")
            times[key] = times.get(key, 0) + 1
        weight = 1
        for key, raw in drawings.items():
            own = self._weights.get(raw.idnum, 1) if isinstance(raw, IndirectObject) else 0
            weight += own * max(1, times.get(key, 1))
        if weight > _DRAWN:
            raise too_heavy()
        return weight


def joined(contents: PdfObject | None) -> bytes:
    """The drawing instructions of a page, in one or in several streams."""
    contents = followed(contents)
    streams = (
        [contents] if isinstance(contents, StreamObject) else [followed(part) for part in listed(contents)]
    )
    return b"\n".join(part.get_data() for part in streams if isinstance(part, StreamObject))


def _kind_of(key: str, kind: str) -> str:
    """Of what kind the value of a key is, empty when the key stays behind."""
    if kind == PLAIN:
        return "" if key in NEVER else PLAIN
    if kind in EACH:
        return EACH[kind]
    return (STREAM_KEYS if kind == "stream" else KEYS.get(kind, {})).get(key, "")
