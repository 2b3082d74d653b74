"""How a question is put to a person, in the same words in every format: label, help, and what a screen reader says."""

from collections import Counter
from collections.abc import Sequence

from forms.base import When
from generator.formats.fieldmap import Leaf

_HINTS = {"text": "", "multiline": "", "integer": "", "postcode": "", "amount": "In euro."}


def label_of(leaf: Leaf) -> str:
    """The label, with a star when the answer is required."""
    star = leaf.spec.required and not leaf.spec.question.computed
    return f"{leaf.spec.label}\u00a0*" if star else leaf.spec.label


def help_of(leaf: Leaf, *, say_when: bool) -> str:
    """What is printed under the place: how to write the answer, and when it is asked."""
    spec = leaf.spec
    if spec.question.computed:
        return "Leeg laten: dit berekent het programma."
    hint = "" if spec.choices else _HINTS.get(spec.kind.name, spec.kind.hint)
    when = spec.question.required_when if say_when else None
    told = [hint, spec.question.help, f"Invullen als {when.words}." if when else ""]
    told = [part for part in told if part]
    return told[0] if len(told) == 1 else " ".join(f"{part.removesuffix('.')}." for part in told)


def tip_of(leaf: Leaf) -> str:
    """What a screen reader says and a mouse shows: headings, label, how to write it, an example."""
    spec = leaf.spec
    told = [" – ".join([*headings_of(leaf), spec.label]) + (" (verplicht)" if spec.required else "")]
    if hint := help_of(leaf, say_when=True):
        told.append(hint.rstrip("."))
    example = spec.question.example or ("" if spec.choices else spec.kind.example)
    if example and not spec.question.computed:
        told.append(f"Bijvoorbeeld: {example}")
    return ". ".join(told) + "."


def shared_conditions(leaves: Sequence[Leaf]) -> set[When]:
    """The conditions that several of these questions share: they are said once, above the first of them."""
    counted = Counter(leaf.spec.question.required_when for leaf in leaves)
    return {when for when, times in counted.items() if when is not None and times > 1}


def condition_of(when: When) -> str:
    """What is printed above questions that share a condition."""
    return f"Alleen invullen als {when.words}:"


def headings_of(leaf: Leaf) -> list[str]:
    """The groups above a field, those that are rows with their number."""
    headings: list[str] = []
    groups = iter(leaf.spec.groups)
    for part in leaf.name.split(".")[:-1]:
        if part.isdecimal():
            headings[-1] += f" {int(part) + 1}"
        else:
            headings.append(next(groups))
    return headings
