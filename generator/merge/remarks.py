"""What is said of a template while it is laid beside its form, and the words for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from jinja2 import nodes

from forms.findings import Severity
from generator.merge.located import Located
from generator.merge.problem import Problem
from generator.merge.shapes import Group, Rows, Shape, Text

_MANY = 3
_LIKE = 0.7
Scope = Mapping[str, Shape]
"""The names of loops, and what they stand for there."""


@dataclass(slots=True)
class Remarks:
    """The remarks on one text of a template, and the names whose words it prints."""

    text: Located
    problems: list[Problem] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)

    def add(self, code: str, node: nodes.Node, message: str, severity: Severity = Severity.FOUT) -> None:
        """Remark on the tag of a node; the same words at the same tag are said once."""
        problem = self.text.problem(code, message, node.lineno, severity)
        if problem not in self.problems:
            self.problems.append(problem)


def spelled(node: nodes.Node) -> str:
    """A reference as it stands in the template, as far as it is one: ``client.naam``."""
    match node:
        case nodes.Name(name=name):
            return name
        case nodes.Getattr(node=inside, attr=last):
            return f"{spelled(inside)}.{last}"
        case nodes.Getitem(node=inside, arg=nodes.Const(value=last)):
            return f"{spelled(inside)}.{last}"
        case nodes.Filter(node=nodes.Node() as inside):
            return spelled(inside)
    return "dit"


def did_you_mean(name: str, prefix: str, beside: Group, whole: Group, scope: Scope) -> str:
    """Suggest names for one that is not there: like ones beside it, else the same one in another group or loop."""
    dotted = f"{prefix}." if prefix else ""
    like = [f"{dotted}{found}" for found in get_close_matches(name, beside.fields, 1, _LIKE)]
    if not prefix:
        like += get_close_matches(name, scope, 1, _LIKE)
    if not like:
        loops = Group("", {each: inside for each, inside in scope.items() if each != "loop"})
        like = [*_ending_on(name, loops), *_ending_on(name, whole)][:_MANY]
    return f" Bedoelde u {' of '.join(f'«{found}»' for found in like)}?" if like else ""


def _ending_on(name: str, group: Group, prefix: str = "") -> Iterator[str]:
    """The names of texts that end on a name, without those in the rows of lists."""
    for each, inside in group.fields.items():
        here = f"{prefix}{each}"
        if isinstance(inside, Group):
            yield from _ending_on(name, inside, f"{here}.")
        elif each == name and prefix and isinstance(inside, Text | Rows):
            yield here
