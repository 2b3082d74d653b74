"""Which of our forms a file is: by what it carries, never by its name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from forms.base import IDENTITY
from forms.findings import Finding
from forms.nesting import path_of
from forms.upgrades import Upgrade, steps
from generator.catalog.forms import RECOGNISED, FormType
from generator.errors import FormFault
from generator.model import Answers

_MOST = 0.8
"""The part of a form's fields that a file must have to be known by its fields alone."""
_BLANKS = "Neem een nieuw leeg formulier uit de map formulieren en vul dat in."


@dataclass(frozen=True, slots=True)
class Recognised:
    """One of our forms, with the answers under the names of today."""

    kind: FormType
    answers: Answers
    upgrades: Sequence[Upgrade] = ()
    """The steps that the answers went through."""

    def as_in_file(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Give findings the names that the fields have in the file."""
        for upgrade in reversed(self.upgrades):
            findings = [replace(finding, field=upgrade.name_of_then(finding.field)) for finding in findings]
        return tuple(findings)


def identified(answers: Answers) -> Answers:
    """Tell of answers without a form's id which form they are, when their fields are those of one form of ours.

    A file may lose its id on the way (a program that drops hidden fields), but then it still has nearly all the
    fields of that form and no others. Answers that are of no form, or of several, come back as they are.
    """
    if answers.form or not answers.fields:
        return answers
    names = {path_of(name) for name in answers.fields}.difference(IDENTITY)
    fitting = [kind for kind in RECOGNISED.values() if _fits(names, kind)]
    if len(fitting) != 1:
        return answers
    return replace(answers, form=fitting[0].id, version=answers.version or fitting[0].version)


def recognised(answers: Answers, known: Mapping[str, FormType] = RECOGNISED) -> Recognised:
    """Find the form that answers say they are, and bring them to its version of today.

    Raises FormFault ``BESTAND-ONBEKEND-FORMULIER`` when it is none of ours, ``BESTAND-VERSIE`` when there is no
    step from its version to that of today.
    """
    if not answers.form:
        raise FormFault(
            "BESTAND-ONBEKEND-FORMULIER",
            "Dit is geen formulier van het Welzijnshuis: het draagt geen documenttype. Vul een leeg formulier uit de "
            f"map formulieren in, bijvoorbeeld {next(iter(known.values())).title}.",
        )
    kind = known.get(answers.form)
    if kind is None:
        titles = ", ".join(each.title for each in known.values())
        raise FormFault(
            "BESTAND-ONBEKEND-FORMULIER",
            f"Het documenttype van dit bestand is niet bekend. Kies een van deze formulieren: {titles}.",
        )
    way = steps(kind.upgrades, answers.version, kind.version)
    if way is None:
        raise _other_version(kind, answers.version)
    for step in way:
        answers = _upgraded(answers, step)
    return Recognised(kind, answers, way)


def _fits(names: set[str], kind: FormType) -> bool:
    paths = {spec.path for spec in kind.fields}.difference(IDENTITY)
    return names <= paths and len(names) >= _MOST * len(paths)


def _upgraded(answers: Answers, step: Upgrade) -> Answers:
    return replace(
        answers,
        version=step.after,
        values={**step.values(answers.values), "schema_versie": step.after},
        fields=frozenset(map(step.name_of_now, answers.fields)),
        faults=tuple(replace(fault, field=step.name_of_now(fault.field)) for fault in answers.faults),
        rows=tuple(_upgraded(row, step) for row in answers.rows),
    )


def _other_version(kind: FormType, version: str) -> FormFault:
    """Say which way the versions differ, as far as both can be read as numbers."""
    told, now = _numbers(version), _numbers(kind.version)
    if told and now and told < now:
        why = f"Dit formulier is van een oudere versie dan die van nu ({kind.title} {kind.version}); de vragen zijn veranderd."
    elif told and now:
        why = (
            f"Dit formulier is van een nieuwere versie dan dit programma kent ({kind.title} {kind.version})."
        )
    else:
        why = f"Dit formulier zegt niet van welke versie het is; nu geldt {kind.title} {kind.version}."
    return FormFault("BESTAND-VERSIE", f"{why} {_BLANKS}")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split("."))) if re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,4})*", version) else ()
