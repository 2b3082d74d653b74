"""From leaves to pages: what is drawn, moved to where it has to be, with something drawn over it and its links."""

from collections.abc import Sequence

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject, NumberObject, PdfObject

from generator.bundle.drawn import Drawn
from generator.bundle.parts import Leaf
from generator.bundle.sheets import Box, Matrix, moved_box, spaced, times
from generator.bundle.writing import NewFile
from generator.pdf_objects import dictionary, name, numbers

AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_PRINT = 1 << 2


def add_page(
    target: NewFile,
    size: tuple[float, float],
    leaf: Leaf | None = None,
    matrix: Matrix = AS_IT_IS,
    over: Drawn | None = None,
    marked: int | None = None,
) -> IndirectObject:
    """Add a page of a size that draws a leaf, moved by a matrix, and then something over it.

    What the leaf draws from ``marked`` on gets a mark, number 0, for the tags.
    """
    drawn = leaf.drawn if leaf else ()
    lines = [
        f"q {spaced(times(placed, matrix))} cm /Deel{place} Do Q" for place, (placed, _) in enumerate(drawn)
    ]
    if marked is not None and lines[marked:]:
        lines[marked:] = ["/Div <</MCID 0>> BDC", *lines[marked:], "EMC"]
    content = "\n".join(lines).encode()
    resources = DictionaryObject(over.resources) if over else DictionaryObject()
    resources[name("XObject")] = dictionary({f"Deel{place}": form for place, (_, form) in enumerate(drawn)})
    entries = dictionary(
        {
            "MediaBox": numbers((0, 0, *size)),
            "Resources": resources,
            "Contents": target.packed(DictionaryObject(), content + (b"\n" + over.content if over else b"")),
        }
    )
    if leaf and leaf.group is not None:
        entries[name("Group")] = leaf.group
    return target.page(entries)


def put_links(
    target: NewFile, leaves: Sequence[Leaf], pages: Sequence[IndirectObject], matrices: Sequence[Matrix]
) -> None:
    """Give the pages of a part the links between them; ``matrices`` tell how each leaf was moved."""
    for leaf, page, matrix in zip(leaves, pages, matrices, strict=True):
        for link in leaf.links:
            there = matrices[link.page]
            top = leaves[link.page].height if link.top is None else link.top
            height = there[3] * top + there[5]
            put_link(target, page, moved_box(matrix, link.place), pages[link.page], height)


def put_link(
    target: NewFile, page: IndirectObject, place: Box, goal: IndirectObject, height: float
) -> IndirectObject:
    """Put a link on a page that leads to a height on another, at the zoom that the reader has."""
    link = target.add(
        dictionary(
            {
                "Type": name("Annot"),
                "Subtype": name("Link"),
                "Rect": numbers(place),
                "Border": numbers((0, 0, 0)),
                "F": NumberObject(_PRINT),
                "Dest": destination(goal, height),
            }
        )
    )
    held = page.get_object()
    if isinstance(held, DictionaryObject):
        held.setdefault(name("Annots"), ArrayObject()).append(link)
    return link


def destination(page: IndirectObject, height: float) -> ArrayObject:
    """Where a link or a bookmark leads."""
    nothing: PdfObject = NullObject()
    return ArrayObject([page, name("XYZ"), nothing, *numbers((height,)), nothing])
