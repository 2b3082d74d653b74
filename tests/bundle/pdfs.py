"""PDFs made for these tests with another library than the one that reads them."""

import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import cache

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from generator.bundle import Book, Cover, Document, Faces, Item
from generator.convert.fonts import pinned_fonts


@cache
def faces() -> Faces:
    """The fonts of the house."""
    paths = {path.name: path for path in pinned_fonts().paths}
    return Faces(paths["Carlito-Regular.ttf"], paths["Carlito-Bold.ttf"], (paths["DejaVuSans.ttf"],))


def saved(made: Pdf) -> bytes:
    """The bytes of a PDF."""
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def opened(content: bytes) -> Pdf:
    """Open bytes."""
    return Pdf.open(io.BytesIO(content))


def helvetica() -> Dictionary:
    """A font that every program has."""
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )


def add_page(
    made: Pdf, text: str = "", box: Sequence[float] = (0, 0, 595, 842), **more: object
) -> pikepdf.Page:
    """Add a page with a line of text 40 points above its bottom left."""
    made.add_blank_page()
    page = made.pages[-1]
    page.obj.MediaBox = Array(list(box))
    page.obj.Resources = Dictionary(Font=Dictionary(F1=helvetica()))
    page.obj.Contents = made.make_stream(
        f"BT /F1 12 Tf {box[0] + 40} {box[1] + 40} Td ({text}) Tj ET".encode("latin-1")
    )
    for key, value in more.items():
        page.obj[f"/{key}"] = value
    return page


def pages(*texts: str, box: Sequence[float] = (0, 0, 595, 842), **more: object) -> bytes:
    """A PDF with a page for each text."""
    made = Pdf.new()
    for text in texts:
        add_page(made, text, box, **more)
    return saved(made)


def drawing(
    made: Pdf, content: bytes, width: float = 100, height: float = 20, **more: object
) -> pikepdf.Object:
    """A form XObject."""
    form = made.make_stream(content)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, width, height])
    form.Resources = Dictionary(Font=Dictionary(F1=helvetica()))
    for key, value in more.items():
        form[f"/{key}"] = value
    return form


def written(made: Pdf, text: str) -> pikepdf.Object:
    """An appearance that shows a text."""
    return drawing(made, f"BT /F1 10 Tf 2 5 Td ({text}) Tj ET".encode("latin-1"))


def widget(made: Pdf, name: str, **more: object) -> pikepdf.Object:
    """A field that is its own widget."""
    made_ = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String(name),
        Rect=Array([100, 700, 300, 720]),
        F=4,
    )
    for key, value in more.items():
        made_[f"/{key}"] = value
    return made.make_indirect(made_)


def form(made: Pdf, *fields: pikepdf.Object, **more: object) -> bytes:
    """Put fields on the first page of a PDF, and give its bytes."""
    if not made.pages:
        add_page(made)
    made.pages[0].obj.Annots = Array(list(fields))
    made.Root.AcroForm = Dictionary(
        Fields=Array(list(fields)),
        DR=Dictionary(Font=Dictionary(Helv=helvetica())),
        DA=String("/Helv 10 Tf 0 g"),
    )
    for key, value in more.items():
        made.Root.AcroForm[f"/{key}"] = value
    return saved(made)


def texts(content: bytes) -> list[str]:
    """What each page shows, read by a program that others made."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def objects(content: bytes) -> Iterator[Dictionary | Stream]:
    """Every dictionary of a file, those without a number too."""
    made = opened(content)
    waiting = list(made.objects)
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Array):
            waiting.extend(part for part in found.as_list() if not _numbered(part))
        elif isinstance(found, (Dictionary, Stream)):
            yield found
            waiting.extend(part for _, part in found.items() if not _numbered(part))


def _numbered(part: object) -> bool:
    return isinstance(part, pikepdf.Object) and part.is_indirect


def keys(content: bytes) -> set[str]:
    """Every key that occurs in a file."""
    return {key for found in objects(content) for key in found.keys()}  # noqa: SIM118


COVER = Cover(
    "Bundel", "OCMW Kortenberg", date(2026, 12, 3), confidential="Vertrouwelijk", copy_for="An Peeters"
)


def book(*items: Item, **more: object) -> Book:
    """A bundle of these items."""
    return Book(COVER, items, faces(), **more)  # type: ignore[arg-type]


def item(number: int, *documents: bytes, title: str = "") -> Item:
    """An item with documents that are called A, B, C …"""
    named = tuple(Document(f"Stuk {chr(65 + place)}", content) for place, content in enumerate(documents))
    return Item(f"BCSD-2026-12-{number:03}", title or f"Dossier {number}", named)
