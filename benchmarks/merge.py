"""A compiled template beside docxtpl: python -m benchmarks.merge [ROUNDS]"""

import io
import os
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

from docx import Document

from benchmarks.house import to_merge
from benchmarks.peers import by_docxtpl
from benchmarks.table import Row, Rows, beside, number_asked, show
from generator import merge
from generator.merge.compiled import CompiledTemplate

TITLE = "Word from a template, beside docxtpl"
_SENTENCE = "De betrokkene verklaart dat deze gegevens volledig en juist zijn en meldt elke wijziging. "


def template() -> bytes:
    """Make a template of four pages: headings, paragraphs with tags, a table of ten fields and two of rows."""
    document = Document()
    document.core_properties.title = "Verslag"
    document.sections[0].header.paragraphs[0].text = "{{ dossier.nummer }} – {{ client.naam }}"
    document.sections[0].footer.paragraphs[0].text = "Opgemaakt op {{ dossier.datum }}"
    for chapter in range(12):
        document.add_heading(f"{chapter + 1}. Hoofdstuk", 2)
        document.add_paragraph(f"{{{{ client.naam }}}}, {{{{ client.straat }}}}. {_SENTENCE * 3}")
        document.add_paragraph(
            f"{{% if client.ok %}}{{{{ tekst }}}}{{% else %}}Geen.{{% endif %}} {_SENTENCE}"
        )
    fields = document.add_table(rows=10, cols=2)
    for number, row in enumerate(fields.rows):
        row.cells[0].text, row.cells[1].text = f"Vraag {number}", f"{{{{ antwoorden[{number}] }}}}"
    for name in ("gezin", "inkomsten"):
        table = document.add_table(rows=4, cols=3)
        head, start, row, end = (line.cells for line in table.rows)
        start[0].text, end[0].text = f"{{%tr for rij in {name} %}}", "{%tr endfor %}"
        for column, field in enumerate(("naam", "datum", "bedrag")):
            head[column].text, row[column].text = field.title(), f"{{{{ rij.{field} }}}}"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def context(tekst: str) -> dict[str, Any]:
    """Fill the template in; ``tekst`` stands in it twelve times."""
    rows = [{"naam": f"Peeters {n}", "datum": "05/02/2026", "bedrag": "€ 1.234,56"} for n in range(8)]
    return {
        "dossier": {"nummer": "2026-0012", "datum": "5 februari 2026"},
        "client": {"naam": "D'Hondt & Zonen", "straat": "Kerkstraat 1, 9000 Gent", "ok": True},
        "tekst": tekst,
        "antwoorden": [f"Antwoord {n}" for n in range(10)],
        "gezin": rows,
        "inkomsten": rows,
    }


def rows(rounds: int = 25) -> Rows:
    """A made-up template of four pages, one of the house, and longer and longer tables."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "sjabloon.docx"
        path.write_bytes(template())
        yield from warm(path, rounds)
        yield from cold(path, rounds)
        real, words = to_merge(1, Path(name))
        yield beside(
            f"`{real.name}`, warm",
            lambda: merge.template(real).render(words),
            lambda: by_docxtpl(real, words),
            rounds,
        )
        for length in (100, 1_000, 10_000):
            yield grown(path, length)


def warm(path: Path, rounds: int) -> Rows:
    """The template is compiled."""
    ours = CompiledTemplate(path)
    for what, tekst in (("one-line values", "Kort."), ("line breaks", "Een\ntwee"), ("tabs", "Een\ttwee")):
        filled = context(tekst)
        yield beside(
            f"4 pages, {what}, warm",
            lambda filled=filled: ours.render(filled),  # type: ignore[misc]
            lambda filled=filled: by_docxtpl(path, filled),  # type: ignore[misc]
            rounds,
        )


def cold(path: Path, rounds: int) -> Rows:
    """The template was not seen before by this process; docxtpl never remembers one."""
    filled, moments = context("Kort."), count(1)

    def theirs() -> bytes:
        return by_docxtpl(path, filled)

    def kept() -> bytes:
        os.utime(path, ns=(moment := next(moments), moment))  # another file to the process, the same on disk
        return merge.template(path, path.parent / "kept").render(filled)

    kept()
    yield beside(
        "4 pages, cold: compiled and filled in", lambda: CompiledTemplate(path).render(filled), theirs, rounds
    )
    yield beside("4 pages, cold: compiled before, read from disk", kept, theirs, rounds)


def grown(path: Path, length: int) -> Row:
    """A table of so many rows; what a row takes should stay the same."""
    ours, filled = CompiledTemplate(path), context("Kort.")
    filled["gezin"] = filled["gezin"][:1] * length
    rounds = max(5, 2_000 // length)
    found = beside(
        f"a table of {length} rows",
        lambda: ours.render(filled),
        lambda: by_docxtpl(path, filled),
        rounds,
    )
    mine, other = (1000 * (took or 0) / length for took in (found.ours, found.theirs))
    return Row(found.what, found.ours, found.theirs, f"µs a row: ours {mine:.1f}, theirs {other:.1f}")


if __name__ == "__main__":
    show(TITLE, rows(number_asked(25)))
