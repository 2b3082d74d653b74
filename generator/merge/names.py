"""Which names of the context a template uses."""

from collections.abc import Iterator, Mapping, Sequence

from jinja2 import nodes

_SAME_ROWS = frozenset({"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"})
"""Filters that give some or all rows of what they got, so that a row keeps its fields."""

_Scope = Mapping[str, str | None]
"""What the template's own names stand for: a dotted path, or None where that is not known."""


def names_in(tree: nodes.Template) -> frozenset[str]:
    """The dotted names a template asks of its context; a row of a list is ``*`` (``gezin.*.naam``)."""
    return frozenset(_of_all(tree.body, {}))


def _of_all(parts: Sequence[nodes.Node], scope: _Scope) -> Iterator[str]:
    own: dict[str, str | None] = dict(scope)
    for node in parts:
        yield from _of(node, own)
        if isinstance(node, nodes.Assign):
            own.update(_bound(node.target, _path(node.node, own)))
        elif isinstance(node, nodes.AssignBlock):
            own.update(_bound(node.target, None))


def _of(node: nodes.Node, scope: _Scope) -> Iterator[str]:
    if isinstance(node, nodes.For):
        yield from _of(node.iter, scope)
        rows = _path(node.iter, scope)
        inside = {**scope, "loop": None, **_bound(node.target, rows and f"{rows}.*")}
        yield from _of_all(([node.test] if node.test else []) + node.body, inside)
        yield from _of_all(node.else_, scope)
    elif isinstance(node, nodes.If):
        yield from _of(node.test, scope)
        for branch in (node.body, node.elif_, node.else_):
            yield from _of_all(branch, scope)
    elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        yield from _of_reference(node, scope)
    else:
        yield from _of_all(list(node.iter_child_nodes()), scope)


def _of_reference(node: nodes.Name | nodes.Getattr | nodes.Getitem, scope: _Scope) -> Iterator[str]:
    path = _path(node, scope)
    if path is not None and node.ctx == "load":
        yield path
    if isinstance(node, nodes.Getitem):
        yield from _of(node.arg, scope)
    if path is None and not isinstance(node, nodes.Name):
        yield from _of(node.node, scope)


def _path(node: nodes.Node, scope: _Scope) -> str | None:
    """Write a reference as a dotted name, or None where it depends on a value."""
    match node:
        case nodes.Name():
            return scope.get(node.name, node.name)
        case nodes.Getattr():
            inner, last = _path(node.node, scope), node.attr
        case nodes.Getitem(arg=nodes.Const(value=str() | int() as key)):
            inner, last = _path(node.node, scope), str(key)
        case nodes.Filter(name=name, node=nodes.Node() as filtered) if name in _SAME_ROWS:
            return _path(filtered, scope)
        case _:
            return None
    return inner and f"{inner}.{last}"


def _bound(target: nodes.Node, path: str | None) -> dict[str, str | None]:
    """Tell what the names of a loop or ``set`` stand for; in ``for a, b in …`` that is not known."""
    if isinstance(target, nodes.Name):
        return {target.name: path}
    return {name.name: None for name in target.find_all(nodes.Name)}
