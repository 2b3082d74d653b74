"""How much quicker is a compiled template than docxtpl? Prints a table; asserts nothing.

python -m benchmarks.merge [ROUNDS]
"""

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docxtpl import DocxTemplate

from generator.merge.compiled import CompiledTemplate

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


def milliseconds(work: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def by_docxtpl(path: Path, filled: dict[str, Any]) -> bytes:
    """Render as docxtpl does, from file to bytes."""
    template = DocxTemplate(path)
    template.render(filled, autoescape=True)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


def main(rounds: int) -> None:
    """Time both by turns, so that a busy moment of the machine touches both."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sjabloon.docx"
        path.write_bytes(template())
        compiling = [milliseconds(lambda: CompiledTemplate(path)) for _ in range(5)]
        ours = CompiledTemplate(path)
        print(f"compile once: {statistics.median(compiling):.1f} ms; median of {rounds} rounds, in ms")
        print(f"{'text':<24}{'docxtpl':>9}{'ours':>8}{'ratio':>8}")
        for name, tekst in (
            ("one line", "Kort."),
            ("line breaks", "Een\ntwee"),
            ("tabs", "Een\ttwee"),
        ):
            filled = context(tekst)
            pairs = [
                (milliseconds(lambda: by_docxtpl(path, filled)), milliseconds(lambda: ours.render(filled)))  # noqa: B023
                for _ in range(rounds)
            ]
            theirs, mine = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(f"{name:<24}{theirs:>9.2f}{mine:>8.2f}{theirs / mine:>7.1f}×")
        growth(path, ours)


def growth(path: Path, ours: CompiledTemplate) -> None:
    """Time tables of more and more rows; ``a row`` should stay the same."""
    for rows in (100, 1_000, 10_000):
        filled = context("Kort.")
        filled["gezin"] = filled["gezin"][:1] * rows
        mine = min(milliseconds(lambda: ours.render(filled)) for _ in range(5))  # noqa: B023
        theirs = min(milliseconds(lambda: by_docxtpl(path, filled)) for _ in range(2))  # noqa: B023
        name = f"{rows} rows of a table"
        print(
            f"{name:<24}{theirs:>9.1f}{mine:>8.1f}{theirs / mine:>7.1f}×   a row: {1000 * mine / rows:.1f} µs"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
