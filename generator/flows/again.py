"""One published paper → the same paper of today, from its kept answers. Pure, as ``make`` is: runs in a worker.

It is not judged again: what was found when it was published stays with it, whatever day it is now.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from forms.findings import Finding
from forms.rulebook import RuleBook
from generator import catalog, validation
from generator.errors import FormFault
from generator.flows.make import House, Judged, accepted, circumstances, dress
from generator.flows.reading import file_fault, told_form
from generator.formats.text.format import JsonFormat
from generator.model import Paper

_NO_RULES = RuleBook()


@dataclass(frozen=True, slots=True)
class Kept:
    """What a worker must know of a publication to make it again."""

    answers: Path
    findings: tuple[Finding, ...]
    recipe: str = ""
    """By which the documents were made; a paper whose recipe is still this one is read and not made."""
    dry: bool = False
    """Read in any case, and make nothing."""


def make_again(kept: Kept, house: House) -> Judged | Paper:
    """Make a paper again, or only tell its recipe of today, or what no longer fits its form.

    Raises TemplateFault or OperatorFault.
    """
    judged = _read_again(kept, house)
    if not judged.recipe or kept.dry or judged.recipe == kept.recipe:
        return judged
    return dress(judged, house)


@dataclass(frozen=True, slots=True)
class Made:
    """What making a paper again gave, without the documents themselves."""

    recipe: str
    """Empty where the answers no longer fit."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of each document by its ending, where the recipe is the one that was asked."""


def digests_again(kept: Kept, house: House) -> Made:
    """Make a paper again to tell whether it would have the same bytes. Raises TemplateFault or OperatorFault."""
    judged = _read_again(kept, house)
    if judged.recipe != kept.recipe:
        return Made(judged.recipe)
    made = dress(judged, house).files
    return Made(
        judged.recipe,
        {Path(file.name).suffix: hashlib.sha256(file.content).hexdigest() for file in made},
    )


def _read_again(kept: Kept, house: House) -> Judged:
    """Read kept answers as a form of today. They are asked to fit its fields; its rules are not asked again."""
    form = ""
    try:
        answers = JsonFormat().read(kept.answers)
        form = told_form(answers)
        found = catalog.recognised(answers)
    except FormFault as fault:
        return Judged((file_fault(fault),), form)
    kind, now = found.kind, found.answers
    verdict = validation.judge(kind.model, _NO_RULES, now.values, circumstances(house), now.faults)
    if verdict.form is None:
        return Judged(verdict.findings, kind.id)
    findings = kept.findings
    for step in found.upgrades:
        findings = tuple(replace(each, field=step.name_of_now(each.field)) for each in findings)
    return accepted(kind, verdict.form, findings, house)
