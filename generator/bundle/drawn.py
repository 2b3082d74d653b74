"""Pages that this room drew itself, brought into the new file."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from generator.bundle.appearances import Look, draw
from generator.bundle.book import Faces
from generator.bundle.copying import Copier, joined
from generator.bundle.layers import Layers
from generator.bundle.sheets import Sheet, sheets
from generator.bundle.typesetting import Board, typeface
from generator.bundle.writing import NewFile
from generator.pdf_objects import dictionary, numbers

_MOST = 40_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one page draws, and the copied resources that it needs for that."""

    content: bytes
    resources: DictionaryObject


def drawn_pages(content: bytes, target: NewFile) -> Iterator[Drawn]:
    """Take over what each page of our own draws, to put it over another page."""
    for copier, sheet in _pages(content, target):
        copied = copier.value(sheet.resources, "resources")
        if isinstance(copied, DictionaryObject):
            yield Drawn(joined(sheet.page.get("/Contents")), copied)


def drawn_forms(looks: Sequence[Look], target: NewFile, faces: Faces) -> list[IndirectObject]:
    """Draw fields, each as a form XObject of the new file."""
    board = Board(typeface(faces))
    for look in looks:
        draw(board, look)
    return [
        copier.drawing(
            dictionary({"BBox": numbers(sheet.box)}), joined(sheet.page.get("/Contents")), sheet.resources
        )
        for copier, sheet in _pages(board.finish(), target)
    ]


def _pages(content: bytes, target: NewFile) -> Iterator[tuple[Copier, Sheet]]:
    reader = PdfReader(io.BytesIO(content))
    copier = Copier(target, Layers(reader))
    for sheet in sheets(reader, _MOST):
        yield copier, sheet
