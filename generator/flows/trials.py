"""Does the work succeed here: a trial page of each engine, made for real in a worker, and the templates beside their forms."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator import catalog, convert, merge
from generator.errors import DossierError, OperatorFault
from generator.flows.checkup import Check, fault, of_fault, well
from generator.flows.house import house_of
from generator.flows.make import House, context_of
from generator.flows.proofs import examine_template
from generator.flows.samples import form_of
from generator.flows.templates import form_of_template
from generator.wiring import Hands
from generator.workers import Failure, Task

_FORM, _SAMPLE = "screening_activering", "karig"
_NAMES = {"office2pdf": "office2pdf", "libreoffice": "LibreOffice", "gotenberg": "Gotenberg"}
_TEMPLATES = "Sjablonen"


def trials(hands: Hands) -> Iterator[Check]:
    """Print a trial page with each engine of this machine, and examine each template."""
    with tempfile.TemporaryDirectory(prefix="proef-") as work:
        house = house_of(hands)
        house = replace(house, pdf=replace(house.pdf, work=Path(work)))
        yield from _pages(hands, house)
        yield _templates(hands, house)


def print_page(engine: convert.Engine, house: House) -> float:
    """Make a paper of a fictional client and print it; returns the seconds that printing took. Raises DossierError."""
    kind = catalog.form_type(_FORM)
    paper, findings = form_of(kind, _SAMPLE)
    context = context_of(kind, paper, findings, house)
    docx = merge.template(catalog.find_template(_FORM, house.workspace).path).render(context)
    answers = [answer.text for answer in merge.printed_answers(paper)]
    began = time.monotonic()
    convert.to_pdf(docx, replace(house.pdf, engine=engine), answers)
    return time.monotonic() - began


def _pages(hands: Hands, house: House) -> Iterator[Check]:
    limit = hands.settings.workers.time_limit + house.pdf.time_limit
    engines = convert.engines(house.pdf)
    tasks = [Task(engine, print_page, (engine, house), limit) for engine in engines]
    for engine, end in hands.workers.run(tasks):
        name = f"PDF met {_NAMES[engine]}"
        if isinstance(end, DossierError):
            yield of_fault(name, end)
        elif isinstance(end, Failure):
            found = f"het maken van een proefbladzijde brak af ({end.code})"
            yield fault(name, found, "Kijk het geheugen van de machine na en meld dit.")
        else:
            yield well(name, f"een proefbladzijde in {end:.1f} seconden".replace(".", ","))


def _templates(hands: Hands, house: House) -> Check:
    paths = catalog.all_templates(house.workspace)
    limit = hands.settings.workers.time_limit
    tasks = [
        Task(path.stem, examine_template, (path, form_of_template(path), house), limit) for path in paths
    ]
    wrong = []
    for name, end in hands.workers.run(tasks):
        if isinstance(end, OperatorFault):
            return of_fault(_TEMPLATES, end)
        if isinstance(end, DossierError | Failure) or any(
            each.severity.value == "fout" for each in end.problems
        ):
            wrong.append(name)
    if wrong:
        do = f"Kijk ze na: dossier templates check {' '.join(sorted(wrong))}"
        return fault(_TEMPLATES, f"fouten in {', '.join(sorted(wrong))}", do)
    own = sum(path.is_relative_to(house.workspace) for path in paths)
    return well(_TEMPLATES, f"{len(paths)} sjablonen zonder fouten, waarvan {own} van deze werkmap")
