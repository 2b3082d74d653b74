"""A first draft of a field map, for a person to finish: what is sure stands there, what is not is marked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from forms.base import IDENTITY, FieldSpec, Form, field_specs
from forms.choices import pick
from forms.values import Unreadable
from generator.mapping.likeness import Likeness, words_of
from generator.mapping.toml import aside, pair, quoted, remark
from generator.model import FoundField

_SURE, _MAYBE = 0.7, 0.42
_AHEAD = 0.08
"""How far the best of our fields must be ahead of the next to be sure."""
_MOST_OPTIONS, _MOST_CODES = 3, 20
_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,3}(?![0-9])")
_ROW = "{n}"
_DATES = frozenset({"date", "partial_date", "month"})


@dataclass(frozen=True, slots=True)
class _Theirs:
    """A field of theirs, or the same field of every row (``kind_{n}_naam``)."""

    found: FoundField
    row: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    """A field of theirs with those of ours that it may be, the best first; ``sure`` when no person need look."""

    theirs: _Theirs
    ours: tuple[str, ...]
    score: float
    sure: bool


def proposal(fields: Sequence[FoundField], form: type[Form], file: str) -> str:
    """Propose a map from the fields of a foreign form to one of ours, as the text of a TOML file.

    Names, labels and tooltips are compared with ours. Lines that a person must look at are remarks (``#``) until
    they are freed; the text is a valid map as soon as one field is mapped.
    """
    known = {spec.path.replace("*", _ROW): spec for spec in field_specs(form) if spec.path not in IDENTITY}
    matches = _settled(_matched(_rows_joined(fields), known))
    return "\n".join([*_head(form, file), *_fields(matches, known), *_rest(matches, known)]) + "\n"


def _rows_joined(fields: Iterable[FoundField]) -> list[_Theirs]:
    """Join fields that differ only by a number, in their labels too: they are the rows of a list."""
    found: dict[tuple[str, str, str], list[FoundField]] = {}
    for one in fields:
        found.setdefault((_pattern(one.name), _NUMBER.sub("", one.label), one.kind), []).append(one)
    joined: list[_Theirs] = []
    for (pattern, label, _kind), same in found.items():
        if len(same) > 1 and _ROW in pattern and words_of(pattern.replace(_ROW, " "), label):
            joined.append(_Theirs(replace(same[0], name=pattern), row=True))
        else:
            joined.extend(_Theirs(one) for one in same)
    return joined


def _pattern(name: str) -> str:
    """A name with ``{n}`` for its last number, when that may be the number of a row."""
    numbers = [number for number in _NUMBER.finditer(name) if not _is_index(name, number)]
    if not numbers:
        return name
    return f"{name[: numbers[-1].start()]}{_ROW}{name[numbers[-1].end() :]}"


def _is_index(name: str, number: re.Match[str]) -> bool:
    """Tell whether a number is the ``[0]`` that some programs put behind every name."""
    return name[number.end() :].startswith("]") and number.group() == "0"


def _matched(fields: Iterable[_Theirs], known: Mapping[str, FieldSpec]) -> Iterator[_Match]:
    own = {path: (spec.label.partition("(")[0], path.rpartition(".")[2]) for path, spec in known.items()}
    above = {path: (*spec.groups, path.rpartition(".")[0]) for path, spec in known.items()}
    likeness = Likeness(own, above)
    for theirs in fields:
        words = words_of(theirs.found.name.replace(_ROW, " "), theirs.found.label)
        scores = {
            path: likeness.of(words, path) * _fits(theirs, spec)
            for path, spec in known.items()
            if theirs.row == (_ROW in path)
        }
        best = sorted(scores, key=lambda path: -scores[path])[:_MOST_OPTIONS]
        best = [path for path in best if scores[path] >= _MAYBE]
        if not best:
            yield _Match(theirs, (), 0.0, sure=False)
            continue
        first, *others = best
        ahead = scores[first] - max((scores[path] for path in others), default=0.0)
        close = (first, *(path for path in others if scores[first] - scores[path] < _AHEAD))
        sure = scores[first] >= _SURE and ahead >= _AHEAD
        yield _Match(theirs, (first,) if sure else close, scores[first], sure)


def _fits(theirs: _Theirs, spec: FieldSpec) -> float:
    """How well the kinds agree: a date that must become a choice is no match, whatever it is called."""
    kind, found = spec.kind.name, theirs.found
    if found.kind == "date":
        return 1.0 if kind in _DATES else 0.5
    if found.kind == "check":
        return 1.0 if kind == "yesno" else 0.6
    if found.kind == "choice" and spec.choices:
        taken = sum(_code(choice, spec) is not None for choice in found.choices)
        return 0.8 + 0.2 * taken / max(1, len(found.choices))
    if found.kind == "choice":
        return 0.7
    return 0.6 if spec.multiple else 1.0


def _settled(matches: Iterable[_Match]) -> list[_Match]:
    """Let each field of ours be sure once at most: of two that want it, the better one."""
    found = list(matches)
    taken: dict[str, float] = {}
    for match in found:
        if match.sure:
            taken[match.ours[0]] = max(taken.get(match.ours[0], 0.0), match.score)
    given: set[str] = set()
    settled: list[_Match] = []
    for match in found:
        best = match.sure and match.score >= taken[match.ours[0]] and match.ours[0] not in given
        if best:
            given.add(match.ours[0])
        settled.append(match if best == match.sure else replace(match, sure=False))
    return settled


def _head(form: type[Form], file: str) -> Iterator[str]:
    yield from remark(
        f"Veldkaart: van het formulier {file} naar {form.TITLE}. Dit is een voorstel.\n"
        "Links staat een veld van het andere formulier, rechts dat van ons. Kijk elke regel na:\n"
        "- een regel zonder # telt; is ze verkeerd, verbeter ze of zet er een # voor;\n"
        "- een regel met # telt niet; klopt ze, haal dan het # weg.\n"
        "Velden die u weglaat, worden niet overgenomen. {n} staat voor het nummer van een rij.\n"
        "Zet de kaart daarna in de map veldkaarten van de werkmap."
    )
    yield ""
    yield f"formulier = {quoted(form.ID)}"
    yield f"versie = {quoted(form.VERSION)}"


def _fields(matches: Sequence[_Match], known: Mapping[str, FieldSpec]) -> Iterator[str]:
    yield from ("", "[velden]")
    for match in matches:
        theirs = match.theirs.found
        label = theirs.label or theirs.name
        if match.sure:
            yield f"{pair(theirs.name, match.ours[0])}{aside(f'{label} → {_called(known[match.ours[0]])}')}"
            continue
        if not match.ours:
            yield f"# {pair(theirs.name, '')}{aside(f'geen voorstel: {label}')}"
            continue
        for ours in match.ours:
            yield f"# {pair(theirs.name, ours)}{aside(f'onzeker: {label} → {_called(known[ours])}')}"


def _rest(matches: Sequence[_Match], known: Mapping[str, FieldSpec]) -> Iterator[str]:
    """What the other form does not ask: answers that are always the same, answers in other words, what is left."""
    sure = {match.ours[0]: match.theirs for match in matches if match.sure}
    left = [path for path in known if path not in sure and not known[path].question.computed]
    yield from ("", "[vast]")
    yield from remark(
        "Verplichte velden die het andere formulier niet heeft: schrijf hier wat er altijd komt te staan."
    )
    for path in (path for path in left if known[path].required and _ROW not in path):
        yield f"# {pair(path, next(iter(known[path].choices), ''))}{aside(_called(known[path]))}"
    for path, theirs in sure.items():
        if known[path].choices and theirs.found.choices and theirs.found.kind == "choice":
            yield from _choices(path, theirs.found.choices, known[path])
    yield ""
    yield from remark("Onze andere velden, om over te nemen in de regels hierboven:")
    yield from (f"#   {path}{aside(_called(known[path]))}" for path in left)


def _choices(path: str, choices: Iterable[str], spec: FieldSpec) -> Iterator[str]:
    yield from ("", f"[keuzes.{quoted(path)}]")
    ours = ", ".join(spec.choices) if len(spec.choices) <= _MOST_CODES else "onze codes (zie dossier schema)"
    yield from remark(f"Links wat er in het andere formulier staat, rechts een van: {ours}.")
    for choice in choices:
        code = _code(choice, spec)
        if code is None:
            yield f"# {pair(choice, '')}{aside('geen voorstel')}"
        elif code != choice:
            yield pair(choice, code)


def _code(choice: str, spec: FieldSpec) -> str | None:
    try:
        return pick(choice, dict(spec.choices))
    except Unreadable:
        return None


def _called(spec: FieldSpec) -> str:
    return " – ".join((*spec.groups, spec.label))
