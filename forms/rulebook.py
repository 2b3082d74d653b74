"""Rules over several answers: how one is written down, found and judged.

A rule is a small function next to its code, weight, Dutch sentence and source. It returns True when it is
broken, or a mapping with the words to fill into the sentence, or False. A rule that reads an answer which is
missing or wrong is skipped by itself (:class:`forms.base.Unanswered`): that answer has its own finding.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms.base import Block, Unanswered
from forms.dossier import Dossier
from forms.findings import Severity
from forms.norms import Norms


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a judge knows besides the form: today's date, the dated norms, what this house allows, the other papers."""

    today: date
    norms: Norms
    fictional_allowed: bool = True
    """Accept examples (INSZ counter 999, which is nobody)."""
    dossier: Dossier | None = None
    """The papers that were published before; None where they are not at hand, so that no rule counts on them."""
    dossiers: Mapping[str, Dossier] | None = None
    """By file number, for a form that is about several dossiers; None where they are not at hand."""
    at_meeting: bool = False
    """Judge strictly, for the board: what may still arrive before a session must be there now."""

    @property
    def papers(self) -> Dossier:
        """The dossier. Raises Unanswered where it is not at hand: a rule that needs it is then not judged."""
        if self.dossier is None:
            raise Unanswered("dossier")
        return self.dossier

    @property
    def all_dossiers(self) -> Mapping[str, Dossier]:
        """The dossiers. Raises Unanswered where they are not at hand."""
        if self.dossiers is None:
            raise Unanswered("dossiers")
        return self.dossiers


Verdict = bool | Mapping[str, object]
Check = Callable[[Any, Circumstances], Verdict]
RowCheck = Callable[[Any, Any, Circumstances], Verdict]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the findings catalogue."""

    code: str
    severity: Severity
    field: str
    message: str
    source: str
    check: Check | RowCheck
    each: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that does not hold, at a dotted field name, with its sentence filled in."""

    rule: Rule
    field: str
    message: str


class RuleBook:
    """The rules of one form, in the order in which they were written down."""

    def __init__(self, *included: "RuleBook") -> None:
        self.rules: list[Rule] = [rule for book in included for rule in book.rules]

    def rule(
        self, code: str, severity: Severity, field: str, message: str, *, source: str
    ) -> Callable[[Check], Check]:
        """Write down a rule over the whole form; ``field`` is the answer that the filler must look at."""

        def note(check: Check) -> Check:
            self.rules.append(Rule(code, severity, field, message, source, check))
            return check

        return note

    def each(
        self, rows: str, code: str, severity: Severity, field: str, message: str, *, source: str
    ) -> Callable[[RowCheck], RowCheck]:
        """Write down a rule over each row of the list ``rows``; ``field`` is a name within the row."""

        def note(check: RowCheck) -> RowCheck:
            self.rules.append(Rule(code, severity, field, message, source, check, rows))
            return check

        return note

    def judge(self, form: Block, circumstances: Circumstances) -> Iterator[Broken]:
        """Apply every rule to a form, whole or partly answered, and yield the broken ones."""
        for rule in self.rules:
            yield from (
                _judge_rows(rule, form, circumstances) if rule.each else _judge_one(rule, form, circumstances)
            )


def _judge_one(rule: Rule, form: Block, circumstances: Circumstances) -> Iterator[Broken]:
    try:
        verdict = rule.check(form, circumstances)  # type: ignore[call-arg]
    except Unanswered:
        return
    if verdict is not False:
        yield Broken(rule, rule.field, _fill(rule, verdict))


def _judge_rows(rule: Rule, form: Block, circumstances: Circumstances) -> Iterator[Broken]:
    try:
        listed = dig(form, rule.each)
    except Unanswered:
        return
    for number, row in enumerate(listed):
        try:
            verdict = rule.check(row, form, circumstances)  # type: ignore[call-arg,arg-type]
        except Unanswered:
            continue
        if verdict is not False:
            yield Broken(
                rule, ".".join(filter(None, (rule.each, str(number), rule.field))), _fill(rule, verdict)
            )


def dig(form: Block, path: str) -> Any:
    """Follow a dotted path through blocks; an absent optional block counts as unanswered."""
    found: Any = form
    for name in path.split("."):
        if found is None:
            raise Unanswered(name)
        found = getattr(found, name)
    return found


def _fill(rule: Rule, verdict: Verdict) -> str:
    return rule.message.format_map(verdict) if isinstance(verdict, Mapping) else rule.message
