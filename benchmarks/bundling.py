"""Binding a meeting's bundle, beside pypdf merging the same files: python -m benchmarks.bundling [ROUNDS]

60 items, each with an advies and a sociaal verslag as the house prints them, and a letter of one page.
The plain merge has no cover, contents, numbers, links or bookmarks, and takes forms and scripts along.
"""

import io
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from benchmarks.house import filled, house, judged_form
from benchmarks.table import Row, Rows, by_turns, number_asked, show
from generator import catalog, convert
from generator.bundle import Book, Cover, Document, Faces, Item, bind, cleaned
from generator.flows.make import dress
from generator.formats.table import formats

TITLE = "Binding a bundle, beside pypdf's `append` of the same files"
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
        paper = dress(judged_form(filled(name, seed, folder / f"{name}-{seed}.json"), around), around)
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


def rows(rounds: int = 1) -> Rows:
    """The bundle with its tags and without, by turns with the plain merge."""
    with tempfile.TemporaryDirectory() as made:
        clients = [papers(Path(made), seed) for seed in range(1, CLIENTS + 1)]
    form = client_form(1)
    letter = cleaned(first_page(form), faces()).pdf
    (took,) = by_turns(lambda: cleaned(form, faces()), rounds=3)
    yield Row("a filled form of many pages made a plain paper", took)
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
    plain = replace(tagged, tagged=False)
    results: dict[str, bytes] = {}
    with_tags, without, theirs = by_turns(
        lambda: results.update(tagged=bind(tagged).pdf),
        lambda: results.update(plain=bind(plain).pdf),
        lambda: results.update(theirs=merged(items)),
        rounds=rounds,
    )
    size = {name: f"{len(pdf) / 1e6:.1f} MB" for name, pdf in results.items()}
    what = f"{ITEMS} items bound, {len(PdfReader(io.BytesIO(results['plain'])).pages)} pages"
    yield Row(f"{what}, tagged", with_tags, theirs, f"{size['tagged']}; theirs {size['theirs']}")
    yield Row(f"{what}, no tags", without, theirs, f"{size['plain']}; theirs {size['theirs']}")


if __name__ == "__main__":
    show(TITLE, rows(number_asked(1)))
