"""The line step by step, each beside the plain library call, and whole: python -m benchmarks.line [ROUNDS]"""

import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment
from pypdf import PdfReader

from forms.norms import shipped_norms
from generator import catalog, convert
from generator.flows.make import House, Judged, context_of, dress, judge
from generator.flows.reading import read_form
from generator.formats.table import formats
from generator.merge.shelf import compiled
from generator.workers import Killable, Task

FORM = "sociaal_verslag"
BATCH = 40


def house(folder: Path) -> House:
    """A house with the settings as they come."""
    return House(
        workspace=folder,
        organisation="Kortenberg OCMW",
        department="Sociale dienst",
        approval="",
        fictional_allowed=True,
        norms=shipped_norms(),
        pdf=convert.ConvertSettings(work=folder / "print"),
        today=date.today(),
        max_bytes=10**8,
    )


def milliseconds(call: Callable[[], object]) -> float:
    """Time one call."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def row(what: str, ours: Callable[[], object], theirs: Callable[[], object] | None, rounds: int) -> None:
    """Time both by turns and print the medians and their ratio."""
    pairs = [(milliseconds(ours), milliseconds(theirs) if theirs else 0.0) for _ in range(rounds)]
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"{what:<58}{mine:>9.1f}{other:>10.1f}{other / mine:>8.1f}×" if theirs else f"{what:<58}{mine:>9.1f}"
    )


def by_soffice(docx: bytes, folder: Path) -> None:
    """What a script would do: one cold LibreOffice for one document."""
    source = folder / "in.docx"
    source.write_bytes(docx)
    profile = (folder / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True)


def judged_form(path: Path, around: House) -> Judged:
    """Both tasks of the first half, one after the other."""
    return judge(path, read_form(path, around.max_bytes, ()), (), around)


def batch(folder: Path, workers: int) -> None:
    """Judge and make a batch of papers in worker processes."""
    around, kind = house(folder), catalog.form_type(FORM)
    tasks = []
    for seed in range(BATCH):
        path = folder / f"{seed}.json"
        path.write_bytes(formats()["json"].blank(kind.model, kind.example_answers(seed)))
        tasks.append(Task(str(seed), read_form, (path, around.max_bytes, ()), 60))
    hands = Killable(workers)
    list(hands.run(tasks[:workers]))
    began = time.perf_counter()
    read = dict(hands.run(tasks))
    second = [Task(name, judge, (folder / f"{name}.json", one, (), around), 60) for name, one in read.items()]
    judged = dict(hands.run(second))
    list(hands.run([Task(name, dress, (found, around), 60) for name, found in judged.items()]))
    took = time.perf_counter() - began
    hands.close()
    print(
        f"{f'{BATCH} papers, {workers} worker(s), warm':<58}{took * 1000:>9.0f}   {BATCH / took:.1f} papers/s"
    )


def main(rounds: int) -> None:
    """Print the table."""
    kind = catalog.form_type(FORM)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        around = house(folder)
        path = folder / "form.pdf"
        path.write_bytes(formats()["pdf"].blank(kind.model, kind.example_answers(3)))
        judged = judged_form(path, around)
        form = kind.model.model_validate(judged.answers)
        words = context_of(kind, form, judged.findings, around)
        template = catalog.find_template(FORM, folder).path
        docx = compiled(template).render(words)

        def by_docxtpl() -> None:
            made = DocxTemplate(template)
            made.render(words, Environment(autoescape=True), autoescape=True)
            made.save(io.BytesIO())

        print(f"{'median of ' + str(rounds) + ' rounds, ms':<58}{'ours':>9}{'theirs':>10}{'ratio':>9}")
        reader = formats()["pdf"]
        row(
            "read a PDF form | pypdf get_fields",
            lambda: reader.read(path),
            lambda: PdfReader(path).get_fields(),
            rounds,
        )
        row("read and judge", lambda: judged_form(path, around), None, rounds)
        row("Word from template | docxtpl", lambda: compiled(template).render(words), by_docxtpl, rounds)
        convert.to_pdf(docx, around.pdf)
        cold = (lambda: by_soffice(docx, folder)) if shutil.which("soffice") else None
        row(
            "PDF, checked | soffice --convert-to",
            lambda: convert.to_pdf(docx, around.pdf),
            cold,
            max(3, rounds // 5),
        )
        row(
            "one form whole (judge, Word, PDF, check)",
            lambda: dress(judged_form(path, around), around),
            None,
            rounds,
        )
        for workers in (1, os.cpu_count() or 1):
            batch(folder, workers)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
