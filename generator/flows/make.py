"""One filled form → its documents. Pure but for its own work folder: runs anywhere, any number of times.

    read → find the form → judge → print the answers in Word → convert to PDF → a paper, ready to be placed

Between ``read_form`` and ``judge`` the parent looks up what the dossier has already. ``judge`` ends before anything
is rendered, with the recipe: whoever knows that recipe as published need not go on. ``dress`` does the rest.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from forms.base import FORM_FIELD, VERSION_FIELD, Form
from forms.dossier import Dossier
from forms.findings import Finding, Severity
from forms.norms import Norms
from forms.rulebook import Circumstances
from generator import catalog, convert, merge, validation
from generator.errors import FormFault
from generator.flows.codes import code_of
from generator.flows.dossier import KeptPaper, known
from generator.flows.drawable import unprintable
from generator.flows.reading import Read, Taken, file_fault, take, text_of
from generator.formats.table import formats
from generator.formats.text.format import JsonFormat
from generator.mapping import FieldMap
from generator.model import Answers, File, Paper, Workspace
from generator.publish import ANSWERS
from generator.versions import installed


@dataclass(frozen=True, slots=True)
class House:
    """What a worker must know of the workspace; plain values that cross a process border."""

    workspace: Path
    organisation: str
    department: str
    approval: str
    fictional_allowed: bool
    norms: Norms
    pdf: convert.ConvertSettings
    today: date
    max_bytes: int
    maps: tuple[FieldMap, ...] = ()
    own_state: Path | None = None
    """As of the workspace."""

    @property
    def compiled(self) -> Path:
        """Where compiled templates are kept."""
        return Workspace(self.workspace, self.own_state).compiled


@dataclass(frozen=True, slots=True)
class Judged:
    """The end of the first half: what the file is, what was found, and the recipe when a document may be made."""

    findings: tuple[Finding, ...]
    form: str = ""
    dossier: str = ""
    recipe: str = ""
    """Empty when the form is rejected."""
    answers: Mapping[str, Any] | None = None
    """The canonical nested answers (``gegevens.json``) of an accepted form."""
    format: str = ""
    """The format of a file that could be read."""
    marks: tuple[Finding, ...] = ()
    """The findings on a rejected form under the names that the fields have in the file."""
    kept: bytes | None = None
    """What is kept of the file in its place, where that is not the file as it came."""
    rows: tuple["Judged", ...] = ()
    """Of a batch sheet, what became of each row; the sheet itself has no recipe."""
    row: int = 0
    """The number of the row in its sheet."""

    @property
    def accepted(self) -> bool:
        """Tell whether a document may be made, or of a batch sheet one for every row."""
        return all(row.accepted for row in self.rows) if self.rows else bool(self.recipe)

    @property
    def title(self) -> str:
        """Title of the recognised form, or nothing."""
        return catalog.RECOGNISED[self.form].title if self.form in catalog.RECOGNISED else ""


def judge(path: Path, read: Read, kept: Sequence[KeptPaper], house: House) -> Judged:
    """Judge one file that was read, beside the papers that its dossier has already.

    Every fault of the filler ends in the findings; raises OperatorFault only.
    """
    if read.answers is None:
        return Judged(_no_form(read, house), read.form)
    taken = take(read.answers, house.maps)
    judged = _judge_answers(taken.kind, taken.answers, kept, house)
    if not judged.recipe:
        return replace(judged, format=read.format, marks=taken.as_in_file(judged.findings))
    try:
        return replace(judged, format=read.format, kept=unmarked(path, read))
    except FormFault as fault:
        return Judged((file_fault(fault),), read.form)


def unmarked(path: Path, read: Read) -> bytes | None:
    """The file without marks of ours, or None where it has none. Raises FormFault when it cannot be read."""
    if read.answers is not None and read.answers.unmarked:
        return None
    content = path.read_bytes()
    plain = formats()[read.format].unmark(content)
    return None if plain == content else plain


def _no_form(read: Read, house: House) -> tuple[Finding, ...]:
    """Say why a file is no form, and how it could be an attachment."""
    if read.fault is None:
        return ()
    if not read.attachable:
        return (read.fault,)
    example = house.norms.text("dossiernummer_voorbeeld", house.today)
    hint = f"Is het een bijlage? Zet het dan opnieuw in de map inbox met het dossiernummer in de naam, bijvoorbeeld {example} loonfiche.pdf."
    return (replace(read.fault, message=f"{read.fault.message} {hint}"),)


def judge_rows(
    read: Read, places: Sequence[int], kept: Mapping[str, Sequence[KeptPaper]], house: House
) -> tuple[Judged, ...]:
    """Judge some rows of a batch sheet, by their places in it; ``kept`` holds what each of their dossiers has."""
    taken = take(cast(Answers, read.answers), house.maps)
    return tuple(
        _judge_row(taken, taken.answers.rows[place], kept.get(read.numbers[place], ()), house)
        for place in places
    )


def _judge_row(taken: Taken, row: Answers, kept: Sequence[KeptPaper], house: House) -> Judged:
    """Judge one row of a batch sheet; what is kept of it is a form of its own."""
    values = {**row.values, FORM_FIELD: taken.kind.id, VERSION_FIELD: taken.kind.version}
    judged = _judge_answers(taken.kind, replace(row, values=values), kept, house)
    if not judged.recipe:
        return replace(judged, row=row.row, marks=taken.as_in_file(judged.findings))
    return replace(judged, row=row.row, kept=JsonFormat().blank(taken.kind.model, values))


def _judge_answers(
    kind: catalog.FormType, answers: Answers, kept: Sequence[KeptPaper], house: House
) -> Judged:
    number = text_of(answers.values.get("dossiernummer"))
    dossier = known(number, kept) if number else None
    around = circumstances(house, dossier)
    verdict = validation.judge(kind.model, kind.rules, answers.values, around, answers.faults)
    if verdict.form is None:
        return Judged(verdict.findings, kind.id)
    return accepted(kind, verdict.form, verdict.findings, house)


def accepted(kind: catalog.FormType, form: Form, findings: tuple[Finding, ...], house: House) -> Judged:
    """End the first half for a form in which nothing blocks: its recipe, unless it cannot be printed."""
    wrong = unprintable(form, house.pdf)
    if wrong:
        return Judged((*findings, *wrong), kind.id)
    kept = form.model_dump(mode="json", exclude_none=True)
    recipe = _recipe(kind, kept, context_of(kind, form, findings, house), house)
    return Judged(findings, kind.id, str(kept.get("dossiernummer", "")), recipe, kept)


def marked_copy(path: Path, judged: Judged) -> bytes:
    """Make the copy of a rejected file that goes back: each finding at its field, or the row of its field.

    Raises FormFault when the file cannot be marked.
    """
    content = path.read_bytes()
    if judged.rows:
        from generator.formats.excel.format import ExcelFormat

        found = {row.row: row.marks for row in judged.rows if row.marks}
        return ExcelFormat().mark_rows(content, found)
    return formats()[judged.format].mark(content, judged.marks)


def dress(judged: Judged, house: House) -> Paper:
    """Make the documents of an accepted form. Raises TemplateFault or OperatorFault."""
    kind = catalog.form_type(judged.form)
    form = kind.model.model_validate(judged.answers)
    template = catalog.find_template(kind.id, house.workspace)
    words = context_of(kind, form, judged.findings, house, code_of(judged.recipe))
    docx = merge.template(template.path, house.compiled).render(words)
    pdf = convert.to_pdf(docx, house.pdf, tuple(answer.text for answer in merge.printed_answers(form)))
    return Paper(
        form=kind.id,
        version=kind.version,
        title=kind.title,
        dossier=judged.dossier,
        day=str((judged.answers or {})["datum_opmaak"]),
        recipe=judged.recipe,
        files=(
            File(f"{kind.title}.docx", docx),
            File(f"{kind.title}.pdf", pdf),
            File(ANSWERS, as_json(judged.answers or {})),
        ),
        inputs=inputs_of(kind, house),
        findings=judged.findings,
        versions=versions_of(kind.id, house),
        kept=judged.kept,
    )


def as_json(answers: Mapping[str, Any]) -> bytes:
    """Write nested answers the one way they are kept: UTF-8, two blanks of indent, in the order of the form."""
    return (json.dumps(answers, ensure_ascii=False, indent=2) + "\n").encode()


def circumstances(house: House, dossier: Dossier | None = None) -> Circumstances:
    """What a judge knows besides the form."""
    return Circumstances(house.today, house.norms, house.fictional_allowed, dossier)


def context_of(
    kind: catalog.FormType, form: Form, findings: tuple[Finding, ...], house: House, code: str = ""
) -> dict[str, Any]:
    """Everything a template may show: the answers, what follows from them, the warnings, the house style.

    ``code`` tells one document from another; it comes from the recipe, so the recipe is made without it.
    """
    return {
        **merge.words_of(form),
        **merge.facts_in_words(kind.facts(form, house.norms)),
        "voluit": merge.long_dates(form),
        "huisstijl": style_of(house),
        "documentcode": code,
        "waarschuwingen": [
            {"code": finding.code, "boodschap": finding.message}
            for finding in findings
            if finding.severity is Severity.WAARSCHUWING
        ],
    }


def style_of(house: House) -> dict[str, str]:
    """What every template may show of the house."""
    return {
        "organisatie": house.organisation,
        "dienst": house.department,
        "goedkeuring": house.approval,
    }


def versions_of(template: str, house: House) -> dict[str, str]:
    """What a document of this template would be made with today, for its manifest."""
    return {
        "dossier": installed("dossier"),
        "sjabloon": catalog.find_template(template, house.workspace).digest,
        "engine": convert.engine_version(house.pdf),
        "lettertypes": convert.pinned_fonts(house.pdf.fonts).digest,
    }


def inputs_of(kind: catalog.FormType, house: House) -> str:
    """Digest of all that decides a paper of this kind besides its answers.

    The program's own version and all norms are in it, so that equal inputs need no second look; unequal ones may
    still give an equal recipe.
    """
    norms = house.norms.model_dump(mode="json")
    return digest_of([kind.id, kind.version, versions_of(kind.id, house), style_of(house), norms])


def _recipe(kind: catalog.FormType, kept: Mapping[str, Any], context: Mapping[str, Any], house: House) -> str:
    """Digest of all that shows in the documents, known before rendering.

    The program's own version is left out: it only counts through what it puts in the documents.
    """
    shown = versions_of(kind.id, house)
    del shown["dossier"]
    return digest_of([kind.id, kind.version, kept, context, shown])


def digest_of(ingredients: Sequence[object]) -> str:
    """The recipe of plain values: equal ones give an equal recipe."""
    return hashlib.sha256(json.dumps(ingredients, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
