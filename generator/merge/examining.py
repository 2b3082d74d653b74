"""A template laid beside its form: names, types, loops, and the answers that it never shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from jinja2 import nodes

from forms.base import FieldSpec, Form, field_specs
from forms.findings import Severity
from generator.merge.context import Context, must_show
from generator.merge.expressions import Expressions
from generator.merge.filters import called
from generator.merge.lint import Looked
from generator.merge.located import Located
from generator.merge.problem import Problem
from generator.merge.remarks import Remarks, Scope, spelled
from generator.merge.shapes import Anything, Group, Number, Rows, Shape, Text, Truth, paths_of, shape_of

_CLOSED = frozenset({"choice", "choices", "country", "language", "yesno"})
"""Kinds whose few words stand for many answers."""


@dataclass(frozen=True, slots=True)
class Suits:
    """How a template and a form go together; ``unshown`` are the answers that the template never prints."""

    problems: tuple[Problem, ...]
    unshown: frozenset[str] = frozenset()


def examine(looked: Looked, model: type[Form], contexts: Sequence[Context]) -> Suits:
    """Lay a template beside its form.

    ``contexts`` are what ``flows`` would fill in for some papers, the fuller the better: they tell what there is
    beyond the answers, and where an answer goes by another name. The names that are never shown are only told when
    the whole template could be read.
    """
    whole = shape_of(model, contexts)
    loop_names = frozenset(chain.from_iterable(_loop_names(tree) for _, tree in looked.texts))
    problems: list[Problem] = []
    shown: set[str] = set()
    for text, tree in looked.texts:
        found = _examined(text, tree, whole, loop_names)
        problems += found.problems
        shown |= found.shown
    unshown = list(_unshown(model, shown, contexts)) if looked.whole else []
    told = [_told(spec) for spec in unshown]
    return Suits((*problems, *told), frozenset(spec.path for spec in unshown))


def _examined(text: Located, tree: nodes.Template, whole: Group, loop_names: frozenset[str]) -> Remarks:
    remarks = Remarks(text)
    _Reader(Expressions(whole, remarks, loop_names), remarks).read(tree.body, {})
    return remarks


def _loop_names(tree: nodes.Template) -> Iterator[str]:
    for loop in tree.find_all(nodes.For):
        for name in (loop.target, *loop.target.find_all(nodes.Name)):
            if isinstance(name, nodes.Name):
                yield name.name


class _Reader:
    """Walks through the statements, knowing what the names of loops stand for."""

    def __init__(self, expressions: Expressions, remarks: Remarks) -> None:
        self._expressions = expressions
        self._remarks = remarks

    def read(self, parts: Iterable[nodes.Node], scope: Scope) -> None:
        """Read statements one after the other."""
        for node in parts:
            match node:
                case nodes.Output(nodes=printed):
                    for piece in printed:
                        self._printed(piece, scope)
                case nodes.For():
                    self._loop(node, scope)
                case nodes.If():
                    self._condition(node.test, scope)
                    for branch in (node.body, node.elif_, node.else_):
                        self.read(branch, scope)
                case nodes.Assign(target=nodes.Name(name=name), node=value):
                    scope = {**scope, name: self._expressions.of(value, scope)}
                case _:
                    self.read(node.iter_child_nodes(), scope)

    def _printed(self, piece: nodes.Node, scope: Scope) -> None:
        if not isinstance(piece, nodes.TemplateData):
            shape = self._expressions.of(piece, scope)
            self._expressions.printable(piece, shape)
            self._remarks.shown.update(paths_of(shape))

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        given = self._expressions.of(node.iter, scope)
        if isinstance(given, Text | Group | Number | Truth):
            name = spelled(node.iter)
            message = f"«{name}» is {called(given)} en geen lijst: hier kan geen lus over lopen."
            self._remarks.add("SJABLOON-LUS", node, message)
        row: Shape = given.row if isinstance(given, Rows) else Anything()
        inside = {**scope, **_bound(node.target, row), "loop": _loop_group(row)}
        if node.test is not None:
            self._condition(node.test, inside)
        self.read(node.body, inside)
        self.read(node.else_, scope)

    def _condition(self, node: nodes.Node, scope: Scope) -> None:
        """Read a question; one that is always true was meant otherwise."""
        if isinstance(node, nodes.And | nodes.Or):
            self._condition(node.left, scope)
            self._condition(node.right, scope)
            return
        if isinstance(node, nodes.Not):
            self._condition(node.node, scope)
            return
        shape, name = self._expressions.of(node, scope), spelled(node)
        if isinstance(shape, Group):
            message = f"«{name}» is een groep en die is er altijd, ook leeg. Vraag naar een antwoord erin."
            self._remarks.add("SJABLOON-ALTIJD", node, message)
        elif isinstance(shape, Text) and shape.kind == "yesno" and shape.always:
            message = f"«{name}» is altijd ingevuld, met Ja of Neen. Schrijf {name} == 'Ja'."
            self._remarks.add("SJABLOON-ALTIJD", node, message, Severity.WAARSCHUWING)


def _bound(target: nodes.Node, row: Shape) -> dict[str, Shape]:
    if isinstance(target, nodes.Name):
        return {target.name: row}
    return {name.name: Anything() for name in target.find_all(nodes.Name)}


def _loop_group(row: Shape) -> Group:
    """What ``loop`` has (Jinja, list of control structures); what it can be asked to do is refused elsewhere."""
    numbers = ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
    fields: dict[str, Shape] = dict.fromkeys(numbers, Number())
    fields |= {"first": Truth(), "last": Truth(), "previtem": row, "nextitem": row}
    return Group("loop", {**fields, "cycle": Anything(), "changed": Anything()})


def _unshown(model: type[Form], shown: set[str], contexts: Sequence[Context]) -> Iterator[FieldSpec]:
    """The fields that must stand in a document and that a template does not print, under no name at all."""
    fields = {spec.path: spec for spec in field_specs(model)}
    others = [[_words(context, path) for context in contexts] for path in shown - fields.keys()]
    for path, spec in fields.items():
        if path in shown or not must_show(path, spec.question):
            continue
        words = [_words(context, path) for context in contexts]
        elsewhere = spec.kind.name not in _CLOSED and any(words) and words in others
        if not elsewhere:
            yield spec


def _words(context: Any, path: str) -> list[str]:
    """Everything that stands in a context under a dotted name, but for what is blank."""
    found = [context]
    for name in path.split("."):
        if name == "*":
            found = [row for rows in found if isinstance(rows, list) for row in rows]
        else:
            found = [group[name] for group in found if isinstance(group, dict) and name in group]
    return [words for words in found if isinstance(words, str) and words]


def _told(spec: FieldSpec) -> Problem:
    heading = " – ".join(filter(None, (spec.groups[-1] if spec.groups else "", spec.label)))
    field = f"«{spec.path}» ({heading})"
    if spec.required:
        message = (
            f"Het sjabloon drukt het verplichte {field} nergens af: zo kan er geen document gemaakt worden."
        )
        return Problem("SJABLOON-ONGEDRUKT", "", message)
    message = f"Het sjabloon drukt {field} nergens af: wie dat invult, krijgt geen document."
    return Problem("SJABLOON-ONGEDRUKT", "", message, severity=Severity.WAARSCHUWING)
