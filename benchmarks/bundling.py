"""Binding a meeting's bundle, beside pypdf merging the same files: python -m benchmarks.bundling [ROUNDS]

60 items, each with an advies and a sociaal verslag as the house prints them, and a letter of one page.
The plain merge has no cover, contents, numbers, links or bookmarks, and takes forms and scripts along.
"""

import io
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from pypdf import PdfWriter

from benchmarks.line import house, judged_form, row
from generator import catalog, convert
from generator.bundle import Book, Cover, Document, Faces, Item, bind, cleaned
from generator.flows.make import dress
from generator.formats.table import formats

ITEMS, CLIENTS = 60, 4
FORMS = ("advies", "sociaal_verslag")


def faces() -> Faces:
    """The fonts of the house."""
    paths = {path.name: path for path in convert.pinned_fonts().paths}
    return Faces(paths["Carlito-Regular.ttf"], paths["Carlito-Bold.ttf"], (paths["DejaVuSans.ttf"],))


def papers(folder: Path, seed: int) -> tuple[Document, ...]:
    """The papers of one fictional client, as PDF."""
    around = house(folder)
    made: list[Document] = []
    for name in FORMS:
        kind = catalog.form_type(name)
        path = folder / f"{name}-{seed}.json"
        path.write_bytes(formats()["json"].blank(kind.model, kind.example_answers(seed)))
        paper = dress(judged_form(path, around), around)
        made.extend(Document(paper.title, file.content) for file in paper.files if file.name.endswith(".pdf"))
    return tuple(made)


def client_form(seed: int) -> bytes:
    """A form that a client filled in on screen."""
    kind = catalog.form_type("screening_activering")
    return formats()["pdf"].blank(kind.model, kind.example_answers(seed))


def first_page(form: bytes) -> bytes:
    """One page of a form, as an attachment."""
    writer = PdfWriter()
    writer.append(io.BytesIO(form), pages=(0, 1))
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def merged(items: tuple[Item, ...]) -> bytes:
    """What one would do without us."""
    writer = PdfWriter()
    for item in items:
        for document in item.documents:
            writer.append(io.BytesIO(document.pdf))
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def main(rounds: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as made:
        clients = [papers(Path(made), seed) for seed in range(1, CLIENTS + 1)]
    form = client_form(1)
    letter = cleaned(first_page(form), faces()).pdf
    items = tuple(
        Item(
            f"BCSD-2026-12-{number:03}",
            "Leefloon, nieuwe aanvraag",
            (*clients[number % CLIENTS], Document("Bijlage 1", letter)),
        )
        for number in range(1, ITEMS + 1)
    )
    cover = Cover("Bundel", "OCMW Kortenberg", date(2026, 12, 3), copy_for="An Peeters")
    tagged = Book(cover, items, faces(), "vertrouwelijk, exemplaar voor An Peeters", duplex=True)
    row("clean a filled form of many pages", lambda: cleaned(form, faces()), None, rounds)
    plain = replace(tagged, tagged=False)
    bound = bind(tagged)
    what = f"bind {ITEMS} items, {bound.pages} pages"
    row(f"{what} | pypdf append", lambda: bind(tagged), lambda: merged(items), rounds)
    row(f"{what}, no tags | pypdf append", lambda: bind(plain), lambda: merged(items), rounds)
    sizes = (len(bound.pdf), len(bind(plain).pdf), len(merged(items)))
    print("megabytes, tagged, without tags, merged:", *(f"{size / 1e6:.1f}" for size in sizes))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
