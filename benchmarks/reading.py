"""Reading forms, each beside the plain library call: python -m benchmarks.reading [ROUNDS]

The form of 200 fields has one of four kinds of question by turns, all filled in; the largest form of the house has
all its offered rows.
"""

import io
import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import yaml
from docx import Document
from pydantic import create_model
from pypdf import PdfReader

from benchmarks.house import LONGEST, filled, house, judged_form
from benchmarks.table import Row, Rows, beside, by_turns, number_asked, show
from forms.base import Form, question
from forms.choices import Choice
from forms.fields import Datum, LangeTekst, Tekst
from forms.nesting import Value
from generator import catalog
from generator.formats.table import formats

TITLE = "Reading a form, beside the plain library call"
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
    "pdf": ("pypdf `get_fields`", lambda content: PdfReader(io.BytesIO(content)).get_fields()),
    "docx": ("python-docx `Document`, no answer seen", lambda content: Document(io.BytesIO(content))),
    "xlsx": ("openpyxl `load_workbook`", lambda content: openpyxl.load_workbook(io.BytesIO(content))),
    "json": ("`json.loads`, nothing judged", json.loads),
    "yaml": ("`yaml.safe_load`, nothing judged", yaml.safe_load),
}
"""What one would call without us; python-docx has then only opened the file, and seen none of the answers."""


def compare(what: str, model: type[Form], answers: Mapping[str, Value], folder: Path, rounds: int) -> Rows:
    """One row a format."""
    for name, kind in formats().items():
        path = folder / f"form.{name}"
        path.write_bytes(content := kind.blank(model, answers))
        call, plain = PLAIN[name]
        yield beside(
            f"{what}, {name}",
            lambda kind=kind, path=path: kind.read(path),  # type: ignore[misc]
            lambda plain=plain, content=content: plain(content),  # type: ignore[misc]
            rounds,
            f"theirs: {call}",
        )


def rows(rounds: int = 15) -> Rows:
    """Both forms in the five formats; the longest also judged."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        model, answers = form_of(FIELDS)
        yield from compare(f"{FIELDS} fields", model, answers, folder, rounds)
        kind, few = catalog.form_type(LONGEST), max(3, rounds // 3)
        yield from compare("the longest form", kind.model, kind.example_answers(1), folder, few)
        path, around = filled(LONGEST, 1, folder / "form.pdf"), house(folder)
        (whole,) = by_turns(lambda: judged_form(path, around), rounds=few)
        yield Row("the longest form, pdf, read and judged", whole)


if __name__ == "__main__":
    show(TITLE, rows(number_asked(15)))
