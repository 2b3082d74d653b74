"""Writing YAML for a person with an editor: each field explained above it, blanks ready between quotes."""

import json
import re
from collections.abc import Iterator, Mapping
from textwrap import wrap

from forms.base import IDENTITY, Form, Question
from forms.nesting import Value
from generator.formats.fieldmap import Group, Leaf, Part, leaves

_WIDTH = 100
_LISTED = 40
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_BLOCK_LINE = re.compile(r"(?:[^\s](?:.*[^\s])?)?")
_INTRODUCTION = """\
Vul de antwoorden in tussen de aanhalingstekens, bewaar dit bestand en sleep het naar de map inbox.
Een veld met * is verplicht. Wat leeg blijft, telt niet mee.

Een aanhalingsteken in het antwoord zelf: schrijf \\" .
Meer dan één regel: schrijf |- in de plaats van de aanhalingstekens, en de tekst eronder, dieper ingesprongen.
Meer dan één keuze: zet ze tussen haken, [zo, en_zo].
Nog een rij in een lijst: kopieer een hele rij, vanaf het streepje (-)."""


def document(form: type[Form], whole: Group, values: Mapping[str, Value]) -> str:
    """Write a laid-out form with its answers."""
    lines = [f"# {form.TITLE} (versie {form.VERSION})", "#"]
    lines += [f"# {line}".rstrip() for line in _INTRODUCTION.splitlines()]
    section = ""
    number = 0
    for part in whole.parts:
        if isinstance(part, Leaf) and part.name in IDENTITY:
            lines += ["", *_leaf(part, values, "", explain=False)]
            continue
        opened = next(leaves(part)).spec.section
        if opened != section:
            section, number = opened, number + 1
            lines += ["", "", f"# {'═' * 78}", f"# {number}. {section}", f"# {'═' * 78}"]
        lines += ["", *_part(part, values, "", explain=True)]
    return "\n".join(lines) + "\n"


def _part(part: Part, values: Mapping[str, Value], indent: str, *, explain: bool) -> list[str]:
    if isinstance(part, Leaf):
        return _leaf(part, values, indent, explain=explain)
    heading = _comment(indent, [f"── {part.question.label} ──", *_advice(part.question)]) if explain else []
    if heading and indent:
        heading.insert(0, "")
    key = f"{indent}{_last(part.name)}:"
    below = f"{indent}  "
    if isinstance(part, Group):
        return [*heading, key, *_lines_of(part, values, below, explain=explain)]
    lines = [*heading, key]
    for number, row in enumerate(part.rows):
        lines += _dashed(_lines_of(row, values, f"{below}  ", explain=explain and number == 0), below)
    return lines


def _lines_of(group: Group, values: Mapping[str, Value], indent: str, *, explain: bool) -> list[str]:
    return [line for part in group.parts for line in _part(part, values, indent, explain=explain)]


def _dashed(lines: list[str], indent: str) -> list[str]:
    """Put the dash of a row before its first field, below the comments of that field."""
    first = next(place for place, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
    return [*lines[:first], f"{indent}- {lines[first].lstrip()}", *lines[first + 1 :]]


def _leaf(leaf: Leaf, values: Mapping[str, Value], indent: str, *, explain: bool) -> list[str]:
    above = _comment(indent, list(_explanation(leaf))) if explain else []
    value = values.get(leaf.name, () if leaf.spec.multiple else "")
    name = f"{indent}{_last(leaf.name)}:"
    if isinstance(value, tuple):
        return [*above, f"{name} [{', '.join(_quoted(code) for code in value)}]"]
    if _fits_block(value):
        inside = [f"{indent}  {line}".rstrip() for line in value.split("\n")]
        return [*above, f"{name} |-", *inside]
    return [*above, f"{name} {_quoted(value)}"]


def _explanation(leaf: Leaf) -> Iterator[str]:
    spec = leaf.spec
    star = " *" if spec.required and not spec.question.computed else ""
    hint = "" if spec.choices else spec.kind.hint
    example = spec.question.example or ("" if spec.choices else spec.kind.example)
    form = "; ".join(part for part in (hint.rstrip("."), f"bv. {example}" if example else "") if part)
    yield f"{spec.label}{star}{f' ({form})' if form else ''}"
    yield from _advice(spec.question)
    if spec.question.computed:
        yield "Laat leeg: dit berekent het programma."
    elif len(spec.choices) > _LISTED:
        yield f"{spec.kind.hint} De code ({', '.join(list(spec.choices)[:3])} …) of de naam."
    elif spec.choices:
        yield "Keuzes: " + "; ".join(_choice(code, label) for code, label in spec.choices.items())


def _choice(code: str, label: str) -> str:
    says_the_same = code.replace("_", " ").casefold() == label.casefold()
    return code if says_the_same else f"{code} ({label})"


def _advice(question: Question) -> Iterator[str]:
    if question.help:
        yield question.help
    if question.required_when:
        yield f"Invullen als {question.required_when.words}."


def _comment(indent: str, texts: list[str]) -> list[str]:
    return [f"{indent}# {line}" for text in texts for line in wrap(text, _WIDTH)]


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _fits_block(text: str) -> bool:
    """Tell whether a text reads back exactly from a literal block: several lines, nothing odd at their ends."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0])
        and bool(lines[-1])
        and text.replace("\n", "").isprintable()
        and not _ESCAPED.search(text)
        and all(_BLOCK_LINE.fullmatch(line) for line in lines)
    )


def _quoted(text: str) -> str:
    """Write text between double quotes, as JSON does and YAML understands (YAML 1.2 §7.3.1)."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign.group()):04x}", quoted)
