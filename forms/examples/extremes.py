"""The same papers at their extremes: with as little as may be, with all that may be, and with very long answers.

What may be is for a judge to say (``accepted``): the rules of a form decide which answers can go and how long one can
get, so that nothing here knows a form.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from forms.base import FieldSpec
from forms.nesting import Value

JUDGED_ON = date(2026, 11, 24)
"""A day on which the examples are judged: after all their papers, which are of 2026."""

Accepted = Callable[[Mapping[str, Value]], bool]

_LONG = "Dit is een lang antwoord met é, ñ, ś, € en ‘aanhaling’ – zodat de tekst over veel regels en bladzijden loopt. "
_PATH = r"\\server\welzijnshuis\dossiers\bijlagen\een-heel-lange-naam-zonder-spaties-van-een-bestand.pdf"
_TEXT = "Een antwoord op deze vraag, in een hele zin."
_MOST_CHOICES = 20
_TIMES = 25
_LONGEST_LINE = 240
_LONGEST_NAME = 78
_ROW = re.compile(r".*?\.\d+(?=\.)")
_DAY = re.compile(r"[0-9]{2}/[0-9]{2}/[0-9]{4}", re.ASCII)
_NUMBER = re.compile(r"\.\d+(?=\.|$)")


def sparse(answers: Mapping[str, Value], accepted: Accepted) -> dict[str, Value]:
    """Leave out every answer, row and list that may be left out."""
    kept = dict(answers)
    rows = sorted({match[0] for name in kept if (match := _ROW.match(name))}, reverse=True)
    for gone in [*rows, *kept]:
        fewer = {
            name: value for name, value in kept.items() if name != gone and not name.startswith(f"{gone}.")
        }
        if len(fewer) < len(kept) and accepted(fewer):
            kept = fewer
    return kept


def full(answers: Mapping[str, Value], specs: Sequence[FieldSpec], accepted: Accepted) -> dict[str, Value]:
    """Answer every question among ``specs`` that may still be answered, in the first row of each list.

    What was not asked of this client gets the example of its question or kind; of a group first the whole is tried.
    """
    kept = dict(answers)
    days = sorted({value for value in kept.values() if isinstance(value, str) and _DAY.fullmatch(value)})
    tried: set[str] = set()
    for spec in specs:
        if spec.question.computed or spec.name in kept:
            continue
        parent = spec.name.rpartition(".")[0]
        beside = [each for each in specs if parent and each.name.startswith(f"{parent}.")]
        if parent and parent not in tried:
            tried.add(parent)
            whole = {each.name: next(_likely(each, days)) for each in beside if each.name not in kept}
            needed = {each.name: whole[each.name] for each in beside if each.required and each.name in whole}
            kept = next((more for new in (whole, needed) if accepted(more := kept | new)), kept)
        if spec.name not in kept:
            more_of = ({**kept, spec.name: value} for value in _likely(spec, days))
            kept = next((more for more in more_of if accepted(more)), kept)
    return kept


def _likely(spec: FieldSpec, days: Sequence[str]) -> Iterator[Value]:
    """Answers that a question may take, the likeliest first."""
    if spec.choices:
        for code in list(spec.choices)[:_MOST_CHOICES]:
            yield (code,) if spec.multiple else code
        return
    if spec.kind.name == "date":
        yield from days
        return
    yield spec.question.example or spec.kind.example or _TEXT


def overlong(
    answers: Mapping[str, Value], specs: Sequence[FieldSpec], accepted: Accepted
) -> dict[str, Value]:
    """Make each text among ``specs`` as long as it may be, with a word without blanks in those of one line."""
    kinds = {spec.path: spec.kind.name for spec in specs}
    kept = dict(answers)
    for name, value in answers.items():
        longer = {
            "multiline": f"{value} {_LONG * _TIMES}",
            "text": f"{value} {_PATH} {_LONG}"[:_LONGEST_LINE].strip(),
        }.get(kinds.get(_NUMBER.sub(".*", name), ""))
        if longer is None:
            continue
        for tried in (longer, f"{value} {_LONG}"[:_LONGEST_NAME].strip()):
            if accepted(kept | {name: tried}):
                kept[name] = tried
                break
    return kept
