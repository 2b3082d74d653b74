"""Judge the answers of a form: every fault at once, each with its label, what is expected and an example."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError

from forms.base import Block, Form, Unanswered, field_specs, is_block, question_of, row_type
from forms.base import inner as bare
from forms.findings import Finding, Severity
from forms.nesting import Nested, Value, nest
from forms.rulebook import Circumstances, RuleBook
from generator.model import Fault, blocks
from generator.validation import wording
from generator.validation.partial import partial


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome: the form when nothing blocks (else None), and all findings in the order of the paper."""

    form: Form | None
    findings: tuple[Finding, ...]


def judge(
    model: type[Form],
    rules: RuleBook,
    values: Mapping[str, Value],
    circumstances: Circumstances,
    faults: Sequence[Fault] = (),
) -> Verdict:
    """Judge flat answers (dotted name → text as filled in) against a form and its rules.

    ``faults`` are the fields that could not be read: each is a finding, and takes the place of the remark that the
    field is blank. Never raises for anything a filler wrote.
    """
    specs = field_specs(model)
    catalogue = wording.Catalogue(specs, model)
    nested = nest(values)
    data = _with_required_blocks(model, nested.data)
    found: list[Finding] = []
    try:
        form: Form | None = model.model_validate(data)
        judged: Block = cast(Form, form)
    except ValidationError as wrong:
        form = None
        found.extend(_field_findings(wrong, nested, catalogue))
        judged = partial(model, data)
    ruled = [
        catalogue.finding(
            broken.rule.code, broken.rule.severity, nested.original(broken.field), broken.message
        )
        for broken in rules.judge(judged, circumstances)
    ]
    spoken_of = {finding.field for finding in ruled if finding.severity is Severity.FOUT}
    missing = _conditional(judged, (), nested, catalogue)
    found.extend(finding for finding in missing if finding.field not in spoken_of)
    unread = [catalogue.finding(fault.code, Severity.FOUT, fault.field, fault.message) for fault in faults]
    blank = {finding.field for finding in unread if finding.field}
    told = [finding for finding in (*found, *ruled) if finding.field not in blank]
    findings = tuple(sorted(_once([*told, *unread]), key=lambda finding: catalogue.position(finding.field)))
    return Verdict(None if blocks(findings) else form, findings)


def _once(findings: list[Finding]) -> list[Finding]:
    """Keep one finding per code and field, the heaviest: two rules may say the same of one answer."""
    kept: dict[tuple[str, str], Finding] = {}
    for finding in sorted(findings, key=lambda each: list(Severity).index(each.severity)):
        kept.setdefault((finding.code, finding.field), finding)
    return list(kept.values())


def _with_required_blocks(model: type[Block], data: Mapping[str, Any]) -> dict[str, Any]:
    """Put an empty group wherever a required one is wholly blank, so that each missing answer is named."""
    filled = dict(data)
    for name, info in model.model_fields.items():
        single, listed = bare(info.annotation), row_type(info.annotation)
        if is_block(single) and (info.is_required() or name in filled):
            inside = filled.get(name, {})
            filled[name] = _with_required_blocks(single, inside) if isinstance(inside, Mapping) else inside
        elif is_block(listed) and isinstance(filled.get(name), list):
            filled[name] = [
                _with_required_blocks(listed, row) if isinstance(row, Mapping) else row
                for row in filled[name]
            ]
    return filled


def _field_findings(
    wrong: ValidationError, nested: Nested, catalogue: wording.Catalogue
) -> Iterator[Finding]:
    for error in wrong.errors(include_input=False, include_url=False):
        path = ".".join(str(part) for part in error["loc"])
        name = nested.original(path)
        if error["type"] == "missing":
            yield catalogue.missing(name)
        elif error["type"] == "extra_forbidden":
            yield catalogue.unknown(name)
        elif error["type"].startswith("VELD-"):
            yield catalogue.finding(error["type"], Severity.FOUT, name, error["msg"])
        else:
            yield catalogue.misplaced(name)


def _conditional(
    block: Block, path: tuple[str, ...], nested: Nested, catalogue: wording.Catalogue
) -> Iterator[Finding]:
    """Find the questions that must be answered because of other answers; a rule that asks the same goes before."""
    for name, info in type(block).model_fields.items():
        here = (*path, name)
        try:
            value = getattr(block, name)
            when = question_of(info).required_when
            if when and value in (None, ()) and when.holds(block):
                yield catalogue.missing(nested.original(".".join(here)), when.words)
        except Unanswered:
            value = block.__dict__.get(name)
        if isinstance(value, Block):
            yield from _conditional(value, here, nested, catalogue)
        elif isinstance(value, tuple):
            for number, row in enumerate(value):
                if isinstance(row, Block):
                    yield from _conditional(row, (*here, str(number)), nested, catalogue)


def finding_on(model: type[Form], field: str, code: str, sentence: str) -> Finding:
    """Word a fault on a field that another room found."""
    return wording.Catalogue(field_specs(model), model).finding(code, Severity.FOUT, field, sentence)
