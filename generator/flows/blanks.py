"""Forms to fill in: blank, filled in with answers from elsewhere, about a fictional client, or a sheet for many."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from forms.nesting import Value
from generator import catalog
from generator.catalog import FormType
from generator.errors import UsageFault
from generator.files import disk_faults, replace_whole
from generator.flows import judging
from generator.flows.prefill import known_of
from generator.flows.reading import take
from generator.formats.base import Format
from generator.formats.excel.format import ExcelFormat
from generator.formats.table import formats
from generator.mapping import fitting
from generator.model import Workspace
from generator.permissions import make_folder
from generator.settings import Settings, load
from generator.wiring import hands, make_folders, settled


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new form starts with: the answers in a file, those that a dossier knows, or (neither) its defaults."""

    answers: Path | None = None
    dossier: str = ""


def write_blank(workspace: Path, form: str, kind: str, target: Path, wanted: Wanted) -> None:
    """Write a form to fill in.

    Raises UsageFault for an unknown form or dossier, and when the answers are of another form; FormFault when that
    file cannot be read.
    """
    found = catalog.form_type(form)
    settings = load(workspace)
    values: Mapping[str, Value] = {}
    if wanted.dossier:
        values = known_of(Workspace(workspace), wanted.dossier, found.model)
    if wanted.answers is not None:
        values = {**values, **_answers(wanted.answers, found, workspace)}
    _write(target, _formats(settings)[kind].blank(found.model, values or None))


def write_sheet(workspace: Path, form: str, target: Path) -> None:
    """Write an empty batch sheet: one row a client. Raises UsageFault for an unknown form."""
    found = catalog.form_type(form)
    _write(target, ExcelFormat(load(workspace).style.organisation).batch(found.model))


def write_example(workspace: Path, form: str, kind: str, target: Path, seed: int) -> None:
    """Write a valid filled form of the fictional client of a seed. Raises UsageFault for an unknown form."""
    found = catalog.form_type(form)
    _write(target, _formats(load(workspace))[kind].blank(found.model, found.example_answers(seed)))


def make_workspace(workspace: Workspace) -> tuple[Path, ...]:
    """Make the folders of a workspace and every blank form in every format; returns the forms.

    A workspace that is there already keeps what it holds; only the blank forms are written anew.
    """
    made = _formats(settled(workspace.root))
    with disk_faults("de werkmap"):
        make_folders(workspace)
    written = []
    for found in catalog.FORMS.values():
        for kind, format_ in made.items():
            target = workspace.blanks / f"{found.title}.{kind}"
            _write(target, format_.blank(found.model))
            written.append(target)
    return tuple(written)


def _formats(settings: Settings) -> dict[str, Format]:
    return formats(settings.pdf.fonts, settings.style.organisation)


def _answers(file: Path, found: FormType, workspace: Path) -> Mapping[str, Value]:
    with hands(workspace) as opened:
        read, maps = judging.read(opened, file), opened.maps
    if not catalog.identified(read).form and not fitting(maps, read.fields):
        return read.values  # data under our own names, of no form in particular
    taken = take(read, maps)
    if taken.kind is not found:
        raise UsageFault(
            "ANTWOORDEN-FORMULIER",
            f"De antwoorden zijn van het formulier {taken.kind.id}, niet van {found.id}. Kies het juiste bestand.",
        )
    return taken.answers.values


def _write(target: Path, content: bytes) -> None:
    make_folder(target.parent)
    replace_whole(target, content)
