"""What an expression of a template gives, and what cannot be right in it, laid beside the context of its form."""

from collections.abc import Sequence

from jinja2 import nodes

from generator.merge.comparing import wrong_choice, wrong_type
from generator.merge.filters import attribute_of, called, objection, result
from generator.merge.remarks import Remarks, Scope, did_you_mean, spelled
from generator.merge.shapes import Anything, Group, Number, Rows, Shape, Text, Truth, either, paths_of

_UNKNOWN, _TYPE, _CHOICE, _LOOP = "SJABLOON-NAAM", "SJABLOON-SOORT", "SJABLOON-KEUZE", "SJABLOON-LUS"


class Expressions:
    """Reads the expressions of one text. ``loop_names`` are the names that any loop of the template gives its row."""

    def __init__(self, whole: Group, remarks: Remarks, loop_names: frozenset[str]) -> None:
        self._whole = whole
        self._remarks = remarks
        self._loop_names = loop_names

    def of(self, node: nodes.Node, scope: Scope) -> Shape:
        """Give the shape of an expression; what is wrong in it is remarked on once."""
        match node:
            case nodes.Name():
                shape = self._name(node, scope)
            case (
                nodes.Getattr(node=inside, attr=name)
                | nodes.Getitem(node=inside, arg=nodes.Const(value=str() as name))
            ):
                shape = self.field_of(self.of(inside, scope), name, spelled(inside), node, scope)
            case nodes.Getitem(node=inside):
                given = self.of(inside, scope)
                shape = given.row if isinstance(given, Rows) else Anything(paths_of(given))
            case nodes.Filter():
                shape = self._filtered(node, scope)
            case nodes.Const():
                shape = _constant(node.value)
            case _:
                shape = self._composed(node, scope)
        return shape

    def _composed(self, node: nodes.Node, scope: Scope) -> Shape:
        shape: Shape
        match node:
            case nodes.Compare():
                shape = self._compared(node, scope)
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                shape = either(self.of(left, scope), self.of(right, scope))
            case nodes.CondExpr():
                shape = self._chosen(node, scope)
            case nodes.Concat(nodes=pieces):
                shape = self._joined(pieces, scope)
            case nodes.Add(left=left, right=right) | nodes.Sub(left=left, right=right):
                shape = self._summed(node, self.of(left, scope), self.of(right, scope))
            case nodes.List(items=items) | nodes.Tuple(items=items):
                found = self._all(items, scope)
                shape = Rows("", found[0] if found else Anything())
            case _:
                self._all(list(node.iter_child_nodes()), scope)
                shape = Truth() if isinstance(node, nodes.Not | nodes.Test) else Anything()
        return shape

    def _all(self, parts: Sequence[nodes.Node], scope: Scope) -> list[Shape]:
        return [self.of(part, scope) for part in parts]

    def _name(self, node: nodes.Name, scope: Scope) -> Shape:
        known = scope.get(node.name) or self._whole.fields.get(node.name)
        if known is not None:
            return known
        if node.name in self._loop_names or node.name == "loop":
            message = f"De naam «{node.name}» bestaat alleen binnen zijn lus, tussen {{% for … %}} en {{% endfor %}}."
            self._remarks.add(_LOOP, node, message)
        else:
            hint = did_you_mean(node.name, "", self._whole, self._whole, scope)
            self._remarks.add(_UNKNOWN, node, f"De naam «{node.name}» bestaat niet.{hint}")
        return Anything()

    def field_of(self, given: Shape, name: str, whose: str, node: nodes.Node, scope: Scope) -> Shape:
        """Give one field of what has fields; ``whose`` is how the template calls that."""
        match given:
            case Group(fields=fields) if name in fields:
                return fields[name]
            case Group():
                hint = did_you_mean(name, whose, given, self._whole, scope)
                self._remarks.add(_UNKNOWN, node, f"De naam «{whose}.{name}» bestaat niet.{hint}")
            case Rows():
                message = f"«{whose}» is een lijst: «{name}» staat in elke rij. Gebruik {{% for rij in {whose} %}} en «rij.{name}»."
                self._remarks.add(_TYPE, node, message)
            case Text() | Number() | Truth():
                self._remarks.add(_TYPE, node, f"«{whose}» is {called(given)}: daar zit geen «{name}» in.")
        return Anything()

    def _filtered(self, node: nodes.Filter, scope: Scope) -> Shape:
        if node.node is None:
            return Anything()
        given = self.of(node.node, scope)
        others = self._all([*node.args, *(pair.value for pair in node.kwargs)], scope)
        if node.name in {"d", "default"}:
            return either(given, others[0] if others else Text())
        dotted, attribute = attribute_of(node), None
        if dotted is not None and isinstance(given, Rows):
            attribute = given.row
            for name in dotted.split("."):
                attribute = self.field_of(attribute, name, f"{spelled(node.node)}.*", node, scope)
        if reason := objection(node, given, attribute):
            self._remarks.add(_TYPE, node, reason)
            return Anything()
        return result(node, given, attribute)

    def _compared(self, node: nodes.Compare, scope: Scope) -> Shape:
        left, one = node.expr, self.of(node.expr, scope)
        for operand in node.ops:
            other = self.of(operand.expr, scope)
            if reason := wrong_type(operand.op, one, other):
                self._remarks.add(_TYPE, node, reason)
            else:
                self._choices(operand.op, (left, one), (operand.expr, other))
            left, one = operand.expr, other
        return Truth()

    def _choices(self, operator: str, one: tuple[nodes.Node, Shape], other: tuple[nodes.Node, Shape]) -> None:
        """Look whether the words that an answer is compared with are among its own."""
        within = operator in {"in", "notin"}
        for (node, asked), (words, found) in ((one, other), (other, one)):
            if not isinstance(asked, Text) or not asked.choices:
                continue
            listed = words.items if isinstance(words, nodes.List | nodes.Tuple) else [words]
            for each in listed:
                if isinstance(each, nodes.Const) and isinstance(each.value, str):
                    part = within and isinstance(found, Text)
                    if reason := wrong_choice(asked, spelled(node), each.value, part=part):
                        self._remarks.add(_CHOICE, each, reason)

    def _chosen(self, node: nodes.CondExpr, scope: Scope) -> Shape:
        self.of(node.test, scope)
        first = self.of(node.expr1, scope)
        if node.expr2 is None:
            self._remarks.add(_TYPE, node, "Deze «if» heeft geen «else»: schrijf er else '' bij.")
            return first
        return either(first, self.of(node.expr2, scope))

    def _joined(self, pieces: Sequence[nodes.Node], scope: Scope) -> Shape:
        shapes = self._all(pieces, scope)
        for piece, shape in zip(pieces, shapes, strict=True):
            self.printable(piece, shape)
        return Text(frozenset[str]().union(*map(paths_of, shapes)))

    def _summed(self, node: nodes.Node, one: Shape, other: Shape) -> Shape:
        if isinstance(one, Anything) or isinstance(other, Anything):
            return Anything(paths_of(one) | paths_of(other))
        both_text = isinstance(one, Text) and isinstance(other, Text) and isinstance(node, nodes.Add)
        if both_text:
            return either(Text(paths_of(one)), Text(paths_of(other)))
        if not (isinstance(one, Number) and isinstance(other, Number)):
            odd = other if isinstance(one, Number) else one
            self._remarks.add(_TYPE, node, f"Rekenen kan alleen met getallen, en dit is {called(odd)}.")
            return Anything()
        return Number()

    def printable(self, node: nodes.Node, shape: Shape) -> None:
        """Remark on what cannot be printed."""
        name = spelled(node)
        match shape:
            case Rows():
                message = (
                    f"«{name}» is een lijst en kan niet zo gedrukt worden. Gebruik {{% for rij in {name} %}}."
                )
            case Group():
                some = next(
                    (f"{name}.{field}" for field, inside in shape.fields.items() if isinstance(inside, Text)),
                    name,
                )
                message = f"«{name}» is een groep en kan niet zo gedrukt worden. Noem het antwoord erin, zoals «{some}»."
            case Truth():
                message = (
                    "Hier zou True of False staan. Schrijf {% if … %} met de woorden die er moeten komen."
                )
            case _:
                return
        self._remarks.add(_TYPE, node, message)


def _constant(value: object) -> Shape:
    if isinstance(value, str):
        return Text(always=bool(value))
    if isinstance(value, bool):
        return Truth()
    return Number() if isinstance(value, int | float) else Anything()
