"""A file from outside becomes leaves: what each page draws, upright, and its inner links. Nothing else of it is taken."""

from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from generator import pdf_open
from generator.bundle import archival, faults
from generator.bundle.book import Faces, Taken
from generator.bundle.copying import Copier, joined
from generator.bundle.drawn import drawn_forms
from generator.bundle.flattening import Flattener, Shown
from generator.bundle.layers import Layers
from generator.bundle.links import Goals, Link
from generator.bundle.reading import at, is_true, mapping, name_of
from generator.bundle.sheets import Matrix, Sheet, sheets, times
from generator.bundle.tags import Tag, tags
from generator.bundle.writing import NewFile
from generator.pdf_objects import dictionary, name, numbers

_STREAM = 80_000_000
_SCRIPTED = ("/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToR", "/URI", "/Named", "/Rendition")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its size as seen in points, and what to draw, each thing with the matrix that puts it in place."""

    width: float
    height: float
    drawn: tuple[tuple[Matrix, IndirectObject], ...]
    group: IndirectObject | DictionaryObject | None
    """How its transparency blends (ISO 32000-2 §11.6.6)."""
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One file, taken over."""

    leaves: tuple[Leaf, ...]
    taken: tuple[Taken, ...]
    flaws: tuple[str, ...]
    """Why it is no PDF/A-2b, empty when it is."""
    tags: tuple[Tag, ...]
    """For screen readers; the marks lie in the first thing that each leaf draws. Empty when it has none that are sound."""

    @property
    def marked(self) -> int:
        """From which thing on what a leaf draws needs a mark, for it has no tags of its own."""
        return 1 if self.tags else 0


def taken_over(content: bytes, target: NewFile, faces: Faces, *, with_tags: bool) -> Part:
    """Copy what the pages of a PDF show into another file, perhaps with its tags.

    Raises FormFault ``BIJLAGE-BESCHADIGD``, ``-WACHTWOORD``, ``-LEEG``, ``-PAGINAS``, ``-ZWAAR`` or ``-XFA``.
    """
    if len(content) > faults.MAX_BYTES:
        raise faults.too_heavy()
    told = pdf_open.Faults(faults.damaged(), faults.locked(), faults.too_heavy())
    with pdf_open.opened(content, told, stream=_STREAM) as reader:
        if is_true(at(reader.root_object, "/NeedsRendering")):
            raise faults.dynamic()
        return _Taking(reader, target, faces, with_tags=with_tags).part()


class _Taking:
    def __init__(self, reader: PdfReader, target: NewFile, faces: Faces, *, with_tags: bool) -> None:
        layers = Layers(reader)
        self._reader = reader
        self._target = target
        self._faces = faces
        self._copier = Copier(target, layers)
        self._sheets = sheets(reader)
        self._tags = tags(reader, self._sheets) if with_tags else ()
        self._taken = _taken_of_file(reader)
        if any("/AA" in sheet.page for sheet in self._sheets):
            self._taken.add(Taken.SCRIPTS)
        self._flattener = Flattener(reader, layers, Goals(reader, self._sheets), self._taken)

    def part(self) -> Part:
        flattened = [self._flattener.page(sheet) for sheet in self._sheets]
        looks = [shown.look for drawn, _ in flattened for shown in drawn if shown.look]
        ours = iter(drawn_forms(looks, self._target, self._faces) if looks else ())
        leaves: list[Leaf] = []
        for sheet, (shown, links) in zip(self._sheets, flattened, strict=True):
            drawn = [(sheet.upright, self._content(sheet))]
            for thing in shown:
                form = next(ours) if thing.look else self._appearance(thing, sheet)
                if form is not None:
                    drawn.append((times(thing.matrix, sheet.upright), form))
            group = self._group(sheet)
            leaves.append(Leaf(sheet.width, sheet.height, tuple(drawn), group, tuple(links)))
        flaws = archival.flaws_of_file(self._reader) | self._copier.flaws
        taken = tuple(one for one in Taken if one in self._taken)
        return Part(tuple(leaves), taken, tuple(sorted(flaws)), self._tags)

    def _content(self, sheet: Sheet) -> IndirectObject:
        entries = dictionary({"BBox": numbers(sheet.box)})
        if self._tags:
            entries[name("StructParents")] = self._target.key()
        data = joined(at(sheet.page, "/Contents"))
        return self._copier.drawing(entries, data, sheet.resources)

    def _appearance(self, thing: Shown, sheet: Sheet) -> IndirectObject | None:
        return None if thing.appearance is None else self._copier.form(thing.appearance, sheet.resources)

    def _group(self, sheet: Sheet) -> IndirectObject | DictionaryObject | None:
        group = self._copier.value(mapping(at(sheet.page, "/Group")), "group")
        return group if isinstance(group, DictionaryObject) and group else None


def _taken_of_file(reader: PdfReader) -> set[Taken]:
    """What the file as a whole has that stays behind."""
    root = reader.root_object
    names = at(root, "/Names")
    opening = name_of(at(root, "/OpenAction"), "/S")
    found: set[Taken] = set()
    if at(names, "/JavaScript") or at(root, "/AA") or opening in _SCRIPTED:
        found.add(Taken.SCRIPTS)
    if at(names, "/EmbeddedFiles") or at(root, "/AF") or at(root, "/Collection"):
        found.add(Taken.FILES)
    return found
