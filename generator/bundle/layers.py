"""Layers of a page (optional content, ISO 32000-2 §8.11): what is hidden in a part stays hidden in the bundle."""

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, PdfObject

from generator.bundle.reading import at, listed, name_of


class Layers:
    """The layers of one file: which are shown at first, and what they became in the new file."""

    def __init__(self, reader: PdfReader) -> None:
        settings = at(at(reader.root_object, "/OCProperties"), "/D")
        self._on = _numbers(at(settings, "/ON"))
        self._off = _numbers(at(settings, "/OFF"))
        self._shown = name_of(settings, "/BaseState") != "/OFF"
        self.copied: dict[int, IndirectObject] = {}

    def shows(self, layer: IndirectObject) -> bool:
        """Tell whether a layer is shown when the file is opened."""
        return layer.idnum in self._on if not self._shown else layer.idnum not in self._off

    def hides(self, annotation: DictionaryObject) -> bool:
        """Tell whether an annotation belongs to a layer that is not shown."""
        layer = annotation.raw_get("/OC") if "/OC" in annotation else None
        return isinstance(layer, IndirectObject) and not self.shows(layer)


def _numbers(references: PdfObject | None) -> frozenset[int]:
    return frozenset(part.idnum for part in listed(references) if isinstance(part, IndirectObject))
