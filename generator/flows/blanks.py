"""Forms to fill in: blank, filled in with answers from elsewhere, about a fictional client, or a sheet for many."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from forms.base import VERSION_FIELD
from forms.nesting import Value
from generator import catalog
from generator.catalog import FormType
from generator.errors import FormFault, UsageFault
from generator.files import disk_faults, replace_whole
from generator.flows import judging
from generator.flows.prefill import known_of
from generator.flows.reading import take
from generator.formats.base import Format
from generator.formats.excel.format import ExcelFormat
from generator.formats.fieldmap import filled_in
from generator.formats.table import formats
from generator.mapping import fitting
from generator.model import Workspace
from generator.permissions import make_folder
from generator.settings import Settings, load
from generator.wiring import Hands, hands
from generator.workplace import make_folders, settled


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


@dataclass(frozen=True, slots=True)
class Blanks:
    """The blank forms of a workspace: those that were written, and files in their place that hold answers."""

    written: tuple[Path, ...]
    left: tuple[Path, ...]


def make_workspace(workspace: Workspace) -> Blanks:
    """Make the folders of a workspace and every blank form in every format.

    A workspace that is there already keeps what it holds; only the blank forms are written anew, but for one that somebody
    filled in and saved where it was, or that cannot be read: it is left.
    """
    made = _formats(settled(workspace.root))
    with disk_faults("de werkmap"):
        make_folders(workspace)
    wanted = {
        workspace.blanks / f"{found.title}.{kind}": (found, format_.blank(found.model))
        for found in catalog.FORMS.values()
        for kind, format_ in made.items()
    }
    with disk_faults("de map formulieren"):
        others = [path for path, (_, blank) in wanted.items() if path.exists() and path.read_bytes() != blank]
    left: set[Path] = set()
    if others:
        with hands(workspace.root) as opened:
            left = {path for path in others if not _holds_nothing(opened, path, wanted[path][0])}
    written = tuple(path for path in wanted if path not in left)
    for path in written:
        _write(path, wanted[path][1])
    return Blanks(written, tuple(path for path in wanted if path in left))


def _holds_nothing(opened: Hands, path: Path, found: FormType) -> bool:
    """Tell whether a file is a blank form, as of another version or with another name of the house."""
    try:
        read = judging.read(opened, path)
    except FormFault:
        return False
    start = filled_in(found.model, None)
    filled = any(value != start.get(name) for name, value in read.values.items() if name != VERSION_FIELD)
    return read.form == found.id and not (filled or read.rows or read.faults)


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
