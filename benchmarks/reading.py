"""Reading forms, each beside the plain library call: python -m benchmarks.reading [ROUNDS]

The form of 200 fields has one of four kinds of question by turns, all filled in; the largest form of the house has
all its offered rows.
"""

import io
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import yaml
from docx import Document
from pydantic import create_model
from pypdf import PdfReader

from benchmarks.line import row
from forms.base import Form, question
from forms.choices import Choice
from forms.fields import Datum, LangeTekst, Tekst
from forms.nesting import Value
from generator import catalog
from generator.formats.table import formats

FIELDS = 200


class Keuze(Choice):
    """Some answers to choose from."""

    EEN = "een"
    TWEE = "twee"
    DRIE = "drie"
    VIER = "vier"
    VIJF = "vijf"


def form_of(fields: int) -> tuple[type[Form], dict[str, Value]]:
    """A form with so many questions, and an answer to each."""
    kinds: tuple[tuple[object, str], ...] = (
        (Tekst, "Een antwoord van enkele woorden"),
        (Datum, "05/02/2026"),
        (Keuze, "drie"),
        (LangeTekst, "Een antwoord\nvan drie regels,\nzoals mensen schrijven. " * 3),
    )
    asked = {
        f"vraag_{number}": (
            kinds[number % 4][0],
            question(f"Vraag {number}", section="" if number else "Vragen"),
        )
        for number in range(fields)
    }
    identity = {name: (Tekst, question(name, section="Kop")) for name in ("documenttype", "schema_versie")}
    made = create_model("Tweehonderd", __base__=Form, **{**identity, **asked})  # type: ignore[call-overload]
    made.ID, made.TITLE, made.VERSION = "tweehonderd", "Tweehonderd vragen", "1.0"
    return made, {f"vraag_{number}": kinds[number % 4][1] for number in range(fields)}


PLAIN: Mapping[str, tuple[str, Callable[[bytes], object]]] = {
    "pdf": ("pypdf get_fields", lambda content: PdfReader(io.BytesIO(content)).get_fields()),
    "docx": ("python-docx Document", lambda content: Document(io.BytesIO(content))),
    "xlsx": ("openpyxl load_workbook", lambda content: openpyxl.load_workbook(io.BytesIO(content))),
    "json": ("json.loads", json.loads),
    "yaml": ("yaml.safe_load", yaml.safe_load),
}
"""What one would call without us; python-docx has then only opened the file, and seen none of the answers."""


def compare(what: str, model: type[Form], answers: Mapping[str, Value], folder: Path, rounds: int) -> None:
    """Print one line a format."""
    for name, kind in formats().items():
        path = folder / f"form.{name}"
        path.write_bytes(content := kind.blank(model, answers))
        call, plain = PLAIN[name]
        row(
            f"read {what}, {name}, against {call}",
            lambda kind=kind, path=path: kind.read(path),  # type: ignore[misc]
            lambda plain=plain, content=content: plain(content),  # type: ignore[misc]
            rounds,
        )


def main(rounds: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        model, answers = form_of(FIELDS)
        compare(f"{FIELDS} fields", model, answers, folder, rounds)
        kind = catalog.form_type("sociaal_verslag")
        compare("the longest form", kind.model, kind.example_answers(1), folder, max(3, rounds // 3))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
