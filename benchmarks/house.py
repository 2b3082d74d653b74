"""The house that the benchmarks work in, with its settings as they come, and the forms that come in."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from forms.nesting import nest
from forms.norms import shipped_norms
from generator import catalog, convert, merge
from generator.equipment import workers_for
from generator.flows.make import House, Judged, context_of, judge
from generator.flows.reading import read_form
from generator.formats.table import formats
from generator.sections import Workers as Count
from generator.settings import Settings
from generator.workers import Workers

LONGEST = "sociaal_verslag"
_KINDS = tuple(catalog.FORMS)


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


def workers(folder: Path, count: int) -> Workers:
    """So many worker processes, as the program has them."""
    settings = Settings(workers=Count(count=count))
    return workers_for((settings,))


def form(number: int) -> bytes:
    """The number-th form that comes in: the four kinds by turns, four of one client's dossier."""
    kind = catalog.FORMS[_KINDS[number % len(_KINDS)]]
    return formats()["json"].blank(kind.model, kind.example_answers(number // len(_KINDS)))


def drop(folder: Path, numbers: Iterable[int]) -> list[Path]:
    """Put such forms in a folder."""
    paths = [folder / f"{number:05}.json" for number in numbers]
    for path in paths:
        path.write_bytes(form(int(path.stem)))
    return paths


def filled(kind_id: str, seed: int, path: Path) -> Path:
    """Fill a form of this kind in, in the format of the path's ending."""
    kind = catalog.form_type(kind_id)
    path.write_bytes(formats()[path.suffix[1:]].blank(kind.model, kind.example_answers(seed)))
    return path


def judged_form(path: Path, around: House) -> Judged:
    """Both tasks of the first half, one after the other."""
    return judge(path, read_form(path, around.max_bytes, ()), (), around)


def to_merge(number: int, folder: Path) -> tuple[Path, dict[str, Any]]:
    """The template of the number-th form, and all that is filled in."""
    kind = catalog.FORMS[_KINDS[number % len(_KINDS)]]
    model = kind.model.model_validate(nest(kind.example_answers(number // len(_KINDS))).data)
    return catalog.find_template(kind.id, folder).path, context_of(kind, model, (), house(folder))


def papers(folder: Path, numbers: Iterable[int]) -> list[Path]:
    """The Word documents of such forms; no two are of the same client and kind."""
    made = []
    for number in numbers:
        template, words = to_merge(number, folder)
        made.append(folder / f"paper-{number:05}.docx")
        made[-1].write_bytes(merge.template(template).render(words))
    return made
