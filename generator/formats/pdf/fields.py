"""The field tree of a PDF, walked by its own rules (ISO 32000-2 §12.7.4).

pypdf's ``get_fields`` names fields by ``/TM`` where there is one and treats unnamed kids otherwise, so the tree
is walked here: qualified names from ``/T`` alone, inherited entries, and bounds against loops and giants.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject, PdfObject

from generator.errors import FormFault
from generator.formats.pdf.text import text_of

MAX_DEPTH = 32
MAX_FIELDS = 5_000
MAX_NODES = 20_000
_INHERITED = ("/FT", "/V", "/Ff", "/Opt", "/TU", "/AA")


@dataclass(frozen=True, slots=True)
class RawField:
    """A field that can hold an answer, with the boxes on the pages that show it."""

    name: str
    entries: Mapping[str, PdfObject]
    """``/FT``, ``/V``, ``/Ff``, ``/Opt``, ``/TU`` and ``/AA``, own or inherited, where present."""
    widgets: tuple[DictionaryObject, ...]

    @property
    def kind(self) -> str:
        """``/Tx``, ``/Btn``, ``/Ch``, ``/Sig``, or nothing."""
        return str(self.entries.get("/FT", ""))

    @property
    def flags(self) -> int:
        """The bits of ``/Ff``."""
        flags = self.entries.get("/Ff")
        return int(flags) if isinstance(flags, int) else 0


def resolved(value: PdfObject | None) -> PdfObject | None:
    """Follow a reference; null is None."""
    found = value.get_object() if value is not None else None
    return None if isinstance(found, NullObject) else found


def entry(node: DictionaryObject, key: str) -> PdfObject | None:
    """One entry of a dictionary, its reference followed."""
    return resolved(node.get(key))


def fields_of(form: DictionaryObject) -> Iterator[RawField]:
    """Walk ``/AcroForm``. Raises FormFault ``BESTAND-VELDEN`` for a tree that is too deep or too large."""
    walk = _Walk()
    for node in walk.unseen(form.get("/Fields")):
        yield from walk.below(node, "", {}, 0)


@dataclass(slots=True)
class _Walk:
    """What was seen so far, over the whole tree."""

    seen: set[tuple[int, int]] = field(default_factory=set)
    nodes: int = 0
    fields: int = 0

    def unseen(self, listed: PdfObject | None) -> Iterator[DictionaryObject]:
        """Yield the dictionaries in an array, each object once: a tree may point back into itself."""
        array = resolved(listed)
        for item in array if isinstance(array, ArrayObject) else ():
            if isinstance(item, IndirectObject):
                key = (item.idnum, item.generation)
                if key in self.seen:
                    continue
                self.seen.add(key)
            self.nodes += 1
            if self.nodes > MAX_NODES:
                raise _too_large()
            node = resolved(item)
            if isinstance(node, DictionaryObject):
                yield node

    def below(
        self, node: DictionaryObject, above: str, inherited: Mapping[str, PdfObject], depth: int
    ) -> Iterator[RawField]:
        if depth > MAX_DEPTH:
            raise _too_large()
        own = text_of(entry(node, "/T"))
        name = ".".join(part for part in (above, own) if part)
        entries = {**inherited, **_own_entries(node)}
        kids = list(self.unseen(node.get("/Kids")))
        widgets: list[DictionaryObject] = []
        for kid in kids:
            if "/T" in kid or "/Kids" in kid:
                yield from self.below(kid, name, entries, depth + 1)
            else:
                widgets.append(kid)
        if widgets or not kids:
            self.fields += 1
            if self.fields > MAX_FIELDS:
                raise _too_large()
            yield _field(name, entries, tuple(widgets) or (node,))


def _own_entries(node: DictionaryObject) -> dict[str, PdfObject]:
    found = {key: entry(node, key) for key in _INHERITED}
    return {key: value for key, value in found.items() if value is not None}


def _field(name: str, entries: dict[str, PdfObject], widgets: tuple[DictionaryObject, ...]) -> RawField:
    """Make a field; some programs write type and value on the box instead of on the field."""
    for widget in widgets:
        entries = {**_own_entries(widget), **entries}
    return RawField(name, entries, widgets)


def _too_large() -> FormFault:
    return FormFault(
        "BESTAND-VELDEN",
        f"Dit PDF-bestand heeft te veel velden (meer dan {MAX_FIELDS}) of ze zitten te diep in elkaar. "
        "Gebruik een leeg formulier van deze dienst.",
    )
