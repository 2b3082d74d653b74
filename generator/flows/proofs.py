"""A template tried: papers of three lengths made with it, printed by every engine, and the prints compared.

Runs in a worker; what it gives back are the remarks of ``merge`` on the template.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from forms.base import Form
from forms.findings import Severity
from generator import catalog, convert, merge
from generator.convert.check import missing, page_count
from generator.convert.comparing import first_other_page, only_in
from generator.errors import DossierError, OperatorFault, TemplateFault
from generator.files import disk_faults
from generator.flows.make import House, context_of
from generator.flows.samples import form_of
from generator.merge.examining import examine
from generator.merge.lint import look
from generator.merge.problem import Problem

_ABOUT_THE_DOCUMENT = ("PDF-", "OFFICE2PDF-", "LETTERTYPE-TEKEN")
"""Faults of a print that the template can be the cause of; any other is for the operator."""
_NAMES: Mapping[convert.Engine, str] = {
    "office2pdf": "office2pdf",
    "libreoffice": "LibreOffice",
    "gotenberg": "Gotenberg",
}
_NUMBER = re.compile(r"\.[0-9]+(?=\.|$)")
_TELLING = ("volledig", "karig")
"""The samples that tell what there is to show."""
_MOST_LINES = 5
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Examined:
    """What the template itself shows, without making anything."""

    problems: tuple[Problem, ...]
    unshown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tried:
    """One paper made with a template. ``unrendered``: there is none, for a fault of the template."""

    sample: str
    problems: tuple[Problem, ...]
    pages: int = 0
    unrendered: bool = False


def examine_template(path: Path, form: str, house: House) -> Examined:
    """Lint a template and lay it beside its form (``form`` empty: it has none). Raises OperatorFault for the disk."""
    with disk_faults("de map templates"):
        looked = look(path)
    if not form:
        return Examined(looked.problems)
    kind = catalog.form_type(form)
    papers = [form_of(kind, sample) for sample in _TELLING]
    contexts = [context_of(kind, paper, findings, house) for paper, findings in papers]
    suits = examine(looked, kind.model, contexts)
    problems = sorted((*looked.problems, *suits.problems), key=_place_in_file)
    return Examined(tuple(problems), suits.unshown)


def _place_in_file(problem: Problem) -> tuple[bool, int]:
    """Those of the body from the first to the last, then those that are elsewhere or everywhere."""
    return problem.paragraph is None, problem.paragraph or 0


def try_template(path: Path, form: str, sample: str, house: House) -> Tried:
    """Make one paper and print it by every engine of this machine. Raises OperatorFault for what is no template's fault."""
    kind = catalog.form_type(form)
    paper, findings = form_of(kind, sample)
    place = f"proef «{sample}»"
    try:
        with disk_faults("de map templates"):
            docx = merge.template(path).render(context_of(kind, paper, findings, house))
    except TemplateFault as fault:
        return Tried(sample, (_problem(fault, place),), unrendered=True)
    prints: dict[convert.Engine, bytes] = {}
    problems: list[Problem] = []
    for engine in convert.engines(house.pdf):
        where = f"{place} in {_NAMES[engine]}"
        try:
            prints[engine] = convert.to_pdf(docx, replace(house.pdf, engine=engine))
        except TemplateFault as fault:
            problems.append(_problem(fault, where))
        except OperatorFault as fault:
            if not fault.code.startswith(_ABOUT_THE_DOCUMENT):
                raise
            problems.append(_problem(fault, where))
        else:
            problems += _lost_answers(paper, prints[engine], where)
    problems += _differences(prints, place)
    pages = page_count(prints["office2pdf"]) if "office2pdf" in prints else 0
    return Tried(sample, tuple(problems), pages)


def _problem(fault: DossierError, place: str) -> Problem:
    return Problem(fault.code, "", fault.message, place=place)


def _lost_answers(paper: Form, pdf: bytes, where: str) -> Iterator[Problem]:
    """The answers that must stand in a document and do not, by the name of their field."""
    answers = merge.printed_answers(paper)
    lost = set(missing(pdf, [answer.text for answer in answers]))
    for name in dict.fromkeys(_NUMBER.sub(".*", answer.field) for answer in answers if answer.text in lost):
        yield Problem(
            "PDF-TEKST-ONTBREEKT",
            name,
            f"Het antwoord «{name}» staat niet (volledig) in de PDF.",
            place=where,
        )


def _differences(prints: Mapping[convert.Engine, bytes], place: str) -> Iterator[Problem]:
    """What one engine prints and the other does not, and pages that break elsewhere."""
    if not {"office2pdf", "libreoffice"} <= prints.keys():
        return
    ours, theirs = prints["office2pdf"], prints["libreoffice"]
    counts = page_count(ours), page_count(theirs)
    if counts[0] != counts[1]:
        yield Problem(
            "SJABLOON-BLADZIJDEN",
            "",
            f"office2pdf maakt er {counts[0]} bladzijden van en LibreOffice {counts[1]}.",
            place=f"{place}, vanaf bladzijde {first_other_page(ours, theirs)}",
            severity=Severity.WAARSCHUWING,
        )
    yield from _only_in("libreoffice", "office2pdf", prints, place)
    yield from _only_in("office2pdf", "libreoffice", prints, place)


def _only_in(
    one: convert.Engine, other: convert.Engine, prints: Mapping[convert.Engine, bytes], place: str
) -> Iterator[Problem]:
    lines = only_in(prints[one], prints[other])
    for line in lines[:_MOST_LINES]:
        shown = line.text if len(line.text) <= _SHOWN else f"{line.text[:_SHOWN]}…"
        yield _text(
            f"«{shown}» staat in de PDF van {_NAMES[one]} en niet in die van {_NAMES[other]}.",
            place,
            line.page,
        )
    if len(lines) > _MOST_LINES:
        more = f"Nog {len(lines) - _MOST_LINES} regels staan alleen in de PDF van {_NAMES[one]}."
        yield _text(more, place, lines[_MOST_LINES].page)


def _text(message: str, place: str, page: int) -> Problem:
    return Problem("SJABLOON-TEKST", "", message, place=f"{place}, bladzijde {page}")


def joined(examined: Examined, tried: Sequence[Tried]) -> tuple[Problem, ...]:
    """All remarks on one template, each once with all its places; what only follows from another is left out.

    Where the template itself has faults, that no paper can be made is no news; nor is the absence in a PDF of what
    the template never prints.
    """
    faulty = any(problem.severity is Severity.FOUT for problem in examined.problems)
    kept: dict[tuple[str, str], Problem] = {}
    for each in tried:
        for problem in each.problems if not (each.unrendered and faulty) else ():
            if problem.part in examined.unshown:
                continue
            key = (problem.code, problem.message)
            before = kept.get(key)
            kept[key] = replace(problem, place=f"{before.place}; {problem.place}") if before else problem
    return (*examined.problems, *kept.values())
