"""Forms to fill in: blank, filled in with answers from another file, or about a fictional client."""

from collections.abc import Mapping
from pathlib import Path

from forms.nesting import Value
from generator import catalog
from generator.errors import UsageFault
from generator.files import replace_whole
from generator.flows.make import read_file
from generator.formats.table import formats
from generator.model import Workspace
from generator.settings import load
from generator.wiring import make_folders


def write_blank(workspace: Path, form: str, kind: str, target: Path, answers: Path | None) -> None:
    """Write a blank form; ``answers`` is a file whose answers are taken over.

    Raises UsageFault for an unknown form, and when the answers are of another form; FormFault when that file
    cannot be read.
    """
    found = catalog.form_type(form)
    values: Mapping[str, Value] = {}
    if answers is not None:
        read = read_file(answers, load(workspace).watch.max_megabytes * 1024 * 1024)
        if read.form not in {"", found.id}:
            raise UsageFault(
                "ANTWOORDEN-FORMULIER",
                f"De antwoorden zijn van het formulier {read.form}, niet van {found.id}. Kies het juiste bestand.",
            )
        values = read.values
    _write(target, formats(load(workspace).pdf.fonts)[kind].blank(found.model, values or None))


def write_example(workspace: Path, form: str, kind: str, target: Path, seed: int) -> None:
    """Write a valid filled form of the fictional client of a seed. Raises UsageFault for an unknown form."""
    found = catalog.form_type(form)
    _write(
        target,
        formats(load(workspace).pdf.fonts)[kind].blank(found.model, found.example_answers(seed)),
    )


def make_workspace(workspace: Workspace) -> tuple[Path, ...]:
    """Make the folders of a workspace and every blank form in every format; returns the forms.

    A workspace that is there already keeps what it holds; only the blank forms are written anew.
    """
    make_folders(workspace)
    written = []
    for found in catalog.FORMS.values():
        for kind, made in formats(load(workspace.root).pdf.fonts).items():
            target = workspace.blanks / f"{found.title}.{kind}"
            _write(target, made.blank(found.model))
            written.append(target)
    return tuple(written)


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_whole(target, content)
