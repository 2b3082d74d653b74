"""Papers to try a template with: one with as little as may be, one with all that may be, one with very long answers."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from forms.base import FieldSpec, Form
from forms.examples import extremes
from forms.findings import Finding, Severity
from forms.nesting import Value
from forms.norms import shipped_norms
from forms.rulebook import Circumstances
from generator import merge, validation
from generator.catalog import FormType, form_type

AROUND: Final = Circumstances(extremes.JUDGED_ON, shipped_norms())
"""The examples are judged by the shipped norms, whatever a house makes of them: they were made for those."""
_SEEDS = range(1, 21)
_ALONE = 3
_WARNING = Finding(
    "PROEF-1", Severity.WAARSCHUWING, "", "", "Dit is een waarschuwing om het sjabloon te beproeven."
)

Maker = Callable[[FormType], dict[str, Value]]


def accepted(kind: FormType, answers: Mapping[str, Value]) -> bool:
    """Tell whether nothing blocks."""
    return validation.judge(kind.model, kind.rules, answers, AROUND).form is not None


def full(kind: FormType) -> dict[str, Value]:
    """The example that answers most, with an answer to nearly all other questions as well."""
    richest = max(map(kind.example_answers, _SEEDS), key=len)
    return extremes.full(richest, _shown(kind), lambda answers: accepted(kind, answers))


def sparse(kind: FormType) -> dict[str, Value]:
    """An example without every answer, row or list that may be left out."""
    return extremes.sparse(kind.example_answers(_ALONE), lambda answers: accepted(kind, answers))


def overlong(kind: FormType) -> dict[str, Value]:
    """The full example with each text as long as it may be."""
    return extremes.overlong(full(kind), _shown(kind), lambda answers: accepted(kind, answers))


def _shown(kind: FormType) -> tuple[FieldSpec, ...]:
    """The questions that people answer and documents show."""
    return tuple(spec for spec in kind.fields if merge.must_show(spec.path, spec.question))


SAMPLES: Final[Mapping[str, Maker]] = {"karig": sparse, "volledig": full, "overlang": overlong}


def form_of(kind: FormType, sample: str) -> tuple[Form, tuple[Finding, ...]]:
    """The paper of one sample, with the findings on it and, but for the sparse one, a warning made up for the purpose.

    Raises LookupError when the example of the form is refused.
    """
    verdict = validation.judge(kind.model, kind.rules, _answers(kind.id, sample), AROUND)
    if verdict.form is None:
        raise LookupError(f"the example of {kind.id} is not accepted")
    return verdict.form, (*verdict.findings, *([] if sample == "karig" else [_WARNING]))


@cache
def _answers(form: str, sample: str) -> Mapping[str, Value]:
    return SAMPLES[sample](form_type(form))
