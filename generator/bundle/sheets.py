"""The pages of a file, however wrong its tree is, each with its place on paper (ISO 32000-2 §7.7.3, §14.11.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, PdfObject

from generator.bundle.faults import MAX_PAGES, empty, too_heavy, too_long
from generator.bundle.reading import at, followed, listed, mapping, number, rectangle, whole

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
Matrix = tuple[float, float, float, float, float, float]

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_DEPTH, _NODES = 50, 50_000
_A4 = (0.0, 0.0, 595.276, 841.89)
_LEAST, _MOST = 3.0, 14_400.0
"""Points; what is smaller is no page, what is larger most programs do not show."""
_QUARTER = 90


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it lies in its file, and how it lies before a reader."""

    page: DictionaryObject
    number: int
    """The number of its object, 0 when it has none."""
    resources: DictionaryObject
    box: Box
    """What is shown, as the file measures."""
    turn: int
    unit: float

    @property
    def width(self) -> float:
        """Width as seen, in points."""
        across = (self.box[3] - self.box[1]) if self.turn % 180 else (self.box[2] - self.box[0])
        return across * self.unit

    @property
    def height(self) -> float:
        """Height as seen, in points."""
        up = (self.box[2] - self.box[0]) if self.turn % 180 else (self.box[3] - self.box[1])
        return up * self.unit

    @property
    def upright(self) -> Matrix:
        """From the file's measures to points from the bottom left as it is seen."""
        left, bottom, right, top = self.box
        a, b, c, d, e, f = {
            0: (1.0, 0.0, 0.0, 1.0, -left, -bottom),
            90: (0.0, -1.0, 1.0, 0.0, -bottom, right),
            180: (-1.0, 0.0, 0.0, -1.0, right, top),
            270: (0.0, 1.0, -1.0, 0.0, top, -left),
        }[self.turn]
        unit = self.unit
        return (a * unit, b * unit, c * unit, d * unit, e * unit, f * unit)


def sheets(reader: PdfReader, most: int = MAX_PAGES) -> list[Sheet]:
    """Give the pages in order. Raises FormFault ``BIJLAGE-LEEG``, ``BIJLAGE-PAGINAS`` or ``BIJLAGE-ZWAAR``."""
    found: list[Sheet] = []
    for page, number_, inherited in _walk(reader):
        if len(found) == most:
            raise too_long()
        found.append(_sheet(page, number_, inherited))
    if not found:
        raise empty()
    return found


_Inherited = dict[str, PdfObject | None]


def _walk(reader: PdfReader) -> Iterator[tuple[DictionaryObject, int, _Inherited]]:
    root = reader.root_object
    start = root.raw_get("/Pages") if "/Pages" in root else None
    seen: set[int] = set()
    waiting: list[tuple[PdfObject | None, int, _Inherited]] = [(start, 0, {})]
    visited = 0
    while waiting:
        raw, depth, above = waiting.pop()
        visited += 1
        if depth > _DEPTH or visited > _NODES:
            raise too_heavy()
        own = raw.idnum if isinstance(raw, IndirectObject) else 0
        node = followed(raw)
        if not isinstance(node, DictionaryObject) or own in seen:
            continue
        if own:
            seen.add(own)
        inherited = above | {key: at(node, key) for key in _INHERITED if at(node, key) is not None}
        if "/Kids" in node:
            kids = list(listed(at(node, "/Kids")))
            waiting.extend((kid, depth + 1, inherited) for kid in reversed(kids))
        else:
            yield node, own, inherited


def _sheet(page: DictionaryObject, own: int, inherited: _Inherited) -> Sheet:
    media = _paper(rectangle(inherited.get("/MediaBox"))) or _A4
    crop = rectangle(inherited.get("/CropBox")) or media
    shown = _paper(
        (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    )
    box = shown or media
    unit = number(at(page, "/UserUnit")) or 1.0
    largest = max(box[2] - box[0], box[3] - box[1])
    unit = min(unit if unit > 0 else 1.0, _MOST / largest)
    turn = whole(inherited.get("/Rotate")) % 360
    return Sheet(page, own, mapping(inherited.get("/Resources")), box, turn - turn % _QUARTER, unit)


def _paper(box: Box | None) -> Box | None:
    return box if box and box[2] - box[0] >= _LEAST and box[3] - box[1] >= _LEAST else None


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one and then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to lie."""
    return (matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5])


def moved_box(matrix: Matrix, box: Box) -> Box:
    """The upright box around a box that was moved."""
    corners = [moved(matrix, x, y) for x in box[0::2] for y in box[1::2]]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return (min(across), min(up), max(across), max(up))


def spaced(matrix: Matrix) -> str:
    """A matrix as drawing instructions have it."""
    return " ".join(f"{part:.5f}".rstrip("0").rstrip(".") for part in matrix)
