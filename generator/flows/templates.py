"""Checking templates: each against its form, and tried on papers of three lengths."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from forms.findings import Severity
from generator import catalog, convert
from generator.errors import DossierError, OperatorFault, UsageFault
from generator.files import disk_faults, replace_whole
from generator.flows.house import house_of
from generator.flows.make import House
from generator.flows.proofs import Examined, Tried, examine_template, joined, try_template
from generator.flows.samples import SAMPLES
from generator.merge.annotating import annotated
from generator.merge.problem import Problem
from generator.wiring import Hands
from generator.workers import Failure, Task

_OF_NO_FORM = "_"
_DAMAGED = "SJABLOON-BESCHADIGD"
_BROKEN_OFF = "Het maken van een document met dit sjabloon duurt te lang of breekt af."


@dataclass(frozen=True, slots=True)
class Checked:
    """A template with everything that was found; ``form`` is empty where it has none."""

    path: Path
    form: str
    problems: tuple[Problem, ...]
    pages: dict[str, int]
    """Of each sample that could be made, the pages."""
    engines: tuple[convert.Engine, ...] = ()

    @property
    def accepted(self) -> bool:
        """Tell whether nothing blocks."""
        return not any(problem.severity is Severity.FOUT for problem in self.problems)


def chosen(workspace: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """The templates with these names, or all of a workspace. Raises UsageFault that lists what there is."""
    known = {path.stem: path for path in catalog.all_templates(workspace)}
    for name in names:
        if name.removesuffix(".docx") not in known:
            raise UsageFault(
                "SJABLOON-ONBEKEND", f"Dit sjabloon bestaat niet: {name}. Kies uit: {', '.join(known)}."
            )
    return tuple(known[name.removesuffix(".docx")] for name in names) if names else tuple(known.values())


def check(hands: Hands, paths: Sequence[Path]) -> Iterator[Checked]:
    """Check templates, one after the other in the order asked.

    Raises OperatorFault for what no template is the cause of (engine, fonts, disk).
    """
    with tempfile.TemporaryDirectory(prefix="dossier-") as work:
        house = house_of(hands)
        house = replace(house, pdf=replace(house.pdf, work=Path(work)))
        waiting = dict(enumerate(paths))
        done: dict[int, list[Examined | Tried]] = {number: [] for number in waiting}
        for id_, result in hands.workers.run(list(_tasks(hands, house, waiting))):
            number = int(id_.partition(" ")[0])
            done[number].append(_result(id_, result))
            while waiting and len(done[first := min(waiting)]) == _parts(waiting[first]):
                yield _checked(waiting.pop(first), done[first], convert.engines(house.pdf))


def form_of_template(path: Path) -> str:
    """The id of the form that a template belongs to, by its name; empty for one of no form of ours."""
    return path.stem if path.stem in catalog.FORMS else ""


def annotate(checked: Checked, target: Path) -> bool:
    """Write a copy with the faults as comments; tells whether the template could be opened.

    Raises UsageFault when the copy would take the template's own place.
    """
    if target.resolve() == checked.path.resolve():
        raise UsageFault("SJABLOON-KOPIE", "De kopie kan niet in de plaats van het sjabloon zelf komen.")
    if any(problem.code == _DAMAGED for problem in checked.problems):
        return False
    with disk_faults("de map van de kopie"):
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(target, annotated(checked.path, checked.problems))
    return True


def _parts(path: Path) -> int:
    return 1 + len(SAMPLES) if form_of_template(path) else 1


def _tasks(hands: Hands, house: House, paths: dict[int, Path]) -> Iterator[Task[Examined | Tried]]:
    limit = hands.settings.workers.time_limit
    for number, path in paths.items():
        form = form_of_template(path)
        yield Task(f"{number}", examine_template, (path, form, house), limit)
        for sample in SAMPLES if form else ():
            printing = limit + house.pdf.time_limit
            yield Task(f"{number} {sample}", try_template, (path, form, sample, house), printing)


def _result(id_: str, result: Examined | Tried | DossierError | Failure) -> Examined | Tried:
    if isinstance(result, DossierError):
        raise result
    if isinstance(result, Failure) and result.code == "WERK-FOUT":
        raise OperatorFault(
            f"{result.code}-{result.kind}",
            "Het nakijken is mislukt door een fout in het programma. Meld dit.",
        )
    if not isinstance(result, Failure):
        return result
    sample = id_.partition(" ")[2]
    problem = Problem(result.code, "", _BROKEN_OFF, place=f"proef «{sample}»" if sample else "")
    return Tried(sample, (problem,)) if sample else Examined((problem,))


def _checked(path: Path, found: Sequence[Examined | Tried], engines: tuple[convert.Engine, ...]) -> Checked:
    examined = next(each for each in found if isinstance(each, Examined))
    order = list(SAMPLES)
    tried = sorted(
        (each for each in found if isinstance(each, Tried)), key=lambda each: order.index(each.sample)
    )
    problems = joined(examined, tried)
    if not form_of_template(path) and not path.stem.startswith(_OF_NO_FORM):
        problems = (*problems, _nameless(path))
    pages = {each.sample: each.pages for each in tried if each.pages}
    return Checked(path, form_of_template(path), problems, pages, engines)


def _nameless(path: Path) -> Problem:
    like = get_close_matches(path.stem, catalog.FORMS, 1)
    hint = f" Bedoelde u {like[0]}.docx?" if like else f" Kies uit: {', '.join(catalog.FORMS)}."
    return Problem(
        "SJABLOON-FORMULIER", "", f"Geen formulier heet zoals dit bestand: het wordt nergens gebruikt.{hint}"
    )
