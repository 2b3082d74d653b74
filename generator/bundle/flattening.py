"""What annotations and fields show becomes part of the page (ISO 32000-2 §12.5.5); the rest of them goes.

So equal field names of two clients cannot mix, and what a page shows does not depend on the program that shows it.
"""

from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, PdfObject, StreamObject

from generator.bundle.appearances import Look
from generator.bundle.book import Taken
from generator.bundle.faults import too_heavy
from generator.bundle.fields import box_colours, entry, is_ticked, kind_of, state_of
from generator.bundle.layers import Layers
from generator.bundle.links import Goals, Link
from generator.bundle.reading import (
    at,
    followed,
    is_true,
    listed,
    mapping,
    name_of,
    numbers_of,
    rectangle,
    whole,
)
from generator.bundle.sheets import Box, Matrix, Sheet, moved_box

_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
_MOST = 20_000
_OUTWARD = {"", "/URI", "/GoTo", "/GoToR", "/GoToE"}
_FILES = {"/FileAttachment"}
_MEDIA = {"/Movie", "/Sound", "/Screen", "/RichMedia", "/3D"}
_SILENT = {"/Popup", "/TrapNet", "/PrinterMark", "/Watermark"}
_TURNS: dict[int, Matrix] = {
    0: (1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
    90: (0.0, 1.0, -1.0, 0.0, 1.0, 0.0),
    180: (-1.0, 0.0, 0.0, -1.0, 1.0, 1.0),
    270: (0.0, -1.0, 1.0, 0.0, 0.0, 1.0),
}
"""Turns a square of side 1 within itself."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing to draw on the page: an appearance of the file (placed by ``matrix``), or a field that we draw."""

    matrix: Matrix
    appearance: PdfObject | None = None
    look: Look | None = None


class Flattener:
    """Goes through the annotations of one file."""

    def __init__(self, reader: PdfReader, layers: Layers, goals: Goals, taken: set[Taken]) -> None:
        self._form = mapping(at(reader.root_object, "/AcroForm"))
        self._anew = is_true(at(self._form, "/NeedAppearances"))
        self._layers = layers
        self._goals = goals
        self._taken = taken
        self._met = 0

    def page(self, sheet: Sheet) -> tuple[list[Shown], list[Link]]:
        """Give what a page shows of its annotations, and its inner links. Raises FormFault ``BIJLAGE-ZWAAR``."""
        drawn: list[Shown] = []
        links: list[Link] = []
        for raw in listed(at(sheet.page, "/Annots")):
            self._met += 1
            if self._met > _MOST:
                raise too_heavy()
            annotation = mapping(raw)
            if name_of(annotation, "/Subtype") == "/Link":
                links.extend(self._link(annotation, sheet))
                continue
            self._note(annotation)
            if not self._is_hidden(annotation) and (shown := self._shown(annotation)):
                drawn.append(shown)
        return drawn, links

    def _link(self, annotation: DictionaryObject, sheet: Sheet) -> list[Link]:
        link = self._goals.link(annotation, sheet)
        if link is None:
            outward = name_of(at(annotation, "/A"), "/S") in _OUTWARD
            self._taken.add(Taken.LINKS if outward else Taken.SCRIPTS)
        return [link] if link else []

    def _note(self, annotation: DictionaryObject) -> None:
        subtype = name_of(annotation, "/Subtype")
        if at(annotation, "/A") is not None or at(annotation, "/AA") is not None:
            self._taken.add(Taken.SCRIPTS)
        if subtype == "/Widget":
            signed = kind_of(annotation) == "/Sig"
            self._taken.add(Taken.SIGNATURE if signed else Taken.FIELDS)
        elif subtype in _FILES:
            self._taken.add(Taken.FILES)
        elif subtype in _MEDIA:
            self._taken.add(Taken.MEDIA)
        elif subtype not in _SILENT:
            self._taken.add(Taken.REMARKS)

    def _is_hidden(self, annotation: DictionaryObject) -> bool:
        subtype = name_of(annotation, "/Subtype")
        flags = whole(at(annotation, "/F"))
        return (
            bool(flags & (_HIDDEN | _NO_VIEW))
            or subtype == "/Popup"
            or subtype in _FILES
            or self._layers.hides(annotation)
        )

    def _shown(self, annotation: DictionaryObject) -> Shown | None:
        place = rectangle(at(annotation, "/Rect"))
        if place is None or place[0] == place[2] or place[1] == place[3]:
            return None
        kind = kind_of(annotation)
        if self._anew and kind in {"/Tx", "/Ch"} and (look := self._look(annotation, place)):
            return look
        appearance = _appearance(annotation)
        if appearance is not None:
            matrix = _placed(followed(appearance), place)
            return Shown(matrix, appearance=appearance) if matrix else None
        return self._look(annotation, place)

    def _look(self, annotation: DictionaryObject, place: Box) -> Shown | None:
        """A field drawn by ourselves; nothing when it would show nothing."""
        ticked = is_ticked(annotation)
        text = None if ticked else entry(annotation, self._form)
        if not (ticked or text):
            return None
        turn = whole(at(at(annotation, "/MK"), "/R")) % 360 // 90 * 90
        across, up = place[2] - place[0], place[3] - place[1]
        width, height = (up, across) if turn % 180 else (across, up)
        a, b, c, d, e, f = _TURNS[turn]
        matrix = (a, b, c, d, place[0] + e * across, place[1] + f * up)
        ground, edge = box_colours(annotation)
        return Shown(matrix, look=Look(width, height, text, ticked, ground, edge))


def _appearance(annotation: DictionaryObject) -> PdfObject | None:
    """The normal appearance, in the state that is shown; a reference where there is one."""
    above = at(annotation, "/AP")
    raw = above.raw_get("/N") if isinstance(above, DictionaryObject) and "/N" in above else None
    found = followed(raw)
    if isinstance(found, DictionaryObject) and not isinstance(found, StreamObject):
        state = state_of(annotation)
        raw = found.raw_get(state) if state in found else None
        found = followed(raw)
    return raw if isinstance(found, StreamObject) and isinstance(raw, IndirectObject) else None


def _placed(form: PdfObject | None, place: Box) -> Matrix | None:
    """The matrix that puts an appearance in its rectangle (algorithm of §12.5.5)."""
    box = rectangle(at(form, "/BBox"))
    if box is None:
        return None
    own = numbers_of(at(form, "/Matrix"), 6)
    left, bottom, right, top = (
        moved_box((own[0], own[1], own[2], own[3], own[4], own[5]), box) if own else box
    )
    if right == left or top == bottom:
        return None
    across = (place[2] - place[0]) / (right - left)
    up = (place[3] - place[1]) / (top - bottom)
    return (across, 0.0, 0.0, up, place[0] - left * across, place[1] - bottom * up)
