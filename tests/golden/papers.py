"""Papers made to be looked at, and a document as plain text."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.table import Table
from docx.text.paragraph import Paragraph

from forms.examples.extremes import JUDGED_ON
from forms.nesting import Value, nest
from forms.norms import shipped_norms
from generator import convert
from generator.catalog import FORMS, FormType
from generator.flows.dossier import KeptPaper
from generator.flows.make import House, Judged, as_json, dress
from generator.flows.samples import AROUND, overlong, sparse
from generator.formats.table import formats
from generator.model import Paper
from tests.conftest import judge_beside

__all__ = [
    "AROUND",
    "as_text",
    "content",
    "full",
    "headings_without_text",
    "house",
    "judged",
    "made",
    "overlong",
    "sparse",
]

_CODE = re.compile("Code [0-9A-Z]{4}-[0-9A-Z]{4}")


def full(kind: FormType) -> dict[str, Value]:
    """The example of one client."""
    return kind.example_answers(6)


def house(folder: Path) -> House:
    """A house with the settings as they come."""
    return House(
        workspace=folder,
        organisation="Kortenberg OCMW",
        department="Welzijnshuis – Sociale dienst",
        approval="Goedgekeurd AD-besluit 05/02/2026",
        fictional_allowed=True,
        norms=shipped_norms(),
        pdf=convert.ConvertSettings(work=folder / "print"),
        today=JUDGED_ON,
        max_bytes=10**7,
    )


def judged(form: str, answers: dict[str, Value], folder: Path) -> Judged:
    """Write the answers as JSON and judge that file."""
    path = folder / "formulier.json"
    path.write_bytes(formats()["json"].blank(FORMS[form].model, answers))
    return judge_beside(path, house(folder), report_of(str(answers["dossiernummer"])))


def report_of(number: str) -> KeptPaper:
    """The sociaal verslag that the example papers of a dossier rest on."""
    kind = FORMS["sociaal_verslag"]
    form = kind.model.model_validate(nest(kind.example_answers(int(number.rpartition("-")[2]))).data)
    answers = form.model_dump(mode="json", exclude_none=True)
    return KeptPaper(kind.id, answers["datum_opmaak"], as_json(answers))


def made(form: str, answers: dict[str, Value], folder: Path, engine: convert.Engine = "office2pdf") -> Paper:
    """Make the documents; they are checked answer by answer on the way."""
    settings = house(folder)
    pdf = replace(settings.pdf, engine=engine)
    return dress(judged(form, answers, folder), replace(settings, pdf=pdf))


def content(paper: Paper, suffix: str) -> bytes:
    """The one file of a paper with this suffix."""
    (found,) = (file.content for file in paper.files if file.name.endswith(suffix))
    return found


def as_text(docx: bytes) -> str:
    """A Word document as a person reads it: a line a paragraph, ``#`` for headings, ``|`` between cells.

    The document's code is left out: it follows from the engine and the fonts of the machine.
    """
    document = Document(io.BytesIO(docx))
    section = document.sections[0]
    head = [f"[kop] {line}" for line in _lines(section.header.iter_inner_content())]
    foot = [f"[voet] {_CODE.sub('Code …', line)}" for line in _lines(section.footer.iter_inner_content())]
    return "\n".join([*head, *foot, "", *_lines(document.iter_inner_content())]) + "\n"


def _lines(blocks: Iterator[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                cells = [
                    " / ".join(paragraph.text for paragraph in cell.paragraphs) for cell in _once(row.cells)
                ]
                yield "| " + " | ".join(cells)
        elif block.text.strip():
            level = re.fullmatch(
                r"Heading ([1-9])", block.style.name if block.style and block.style.name else ""
            )
            yield "#" * int(level[1]) + " " + block.text if level else block.text.replace("\n", "\n    ")


def _once(cells: tuple[object, ...]) -> list:  # type: ignore[type-arg]
    return list(dict.fromkeys(cells))


def headings_without_text(document: Word) -> list[str]:
    """Headings that are followed at once by another of the same or a higher level, or by nothing."""
    holes: list[str] = []
    open_heading: tuple[int, str] | None = None
    for block in document.iter_inner_content():
        style = block.style.name if isinstance(block, Paragraph) and block.style else ""
        level = re.fullmatch(r"Heading ([1-9])", style or "")
        if level and isinstance(block, Paragraph):
            if open_heading and int(level[1]) <= open_heading[0]:
                holes.append(open_heading[1])
            open_heading = (int(level[1]), block.text)
        elif isinstance(block, Table) or block.text.strip():
            open_heading = None
    return holes + ([open_heading[1]] if open_heading else [])
