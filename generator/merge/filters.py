"""Which filter goes with what: a list is no text, and a printed amount is no number any more."""

from collections.abc import Mapping

from jinja2 import nodes

from generator.merge.shapes import Anything, Group, Number, Rows, Shape, Text, Truth, paths_of

_TO_TEXT = frozenset(
    {
        "capitalize",
        "center",
        "indent",
        "lower",
        "replace",
        "string",
        "title",
        "trim",
        "truncate",
        "upper",
        "wordwrap",
    }
)
_SAME = frozenset({"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"})
_ONE_OF = frozenset({"first", "last", "max", "min"})
_TO_NUMBER = frozenset({"abs", "count", "float", "int", "length", "round", "wordcount"})

_Takes = tuple[tuple[type, ...], str]
_TEXT: _Takes = ((Text, Number), "een tekst")
_LIST: _Takes = ((Rows,), "een lijst")
_GROUP: _Takes = ((Group,), "een groep")
_NUMBER: _Takes = ((Number,), "een getal")
_SEVERAL: _Takes = ((Rows, Text), "een lijst of een tekst")
_COUNTED: _Takes = ((Rows, Text, Group), "een lijst of een tekst")
_TAKES: Mapping[str, _Takes] = {
    **dict.fromkeys((*_TO_TEXT, "wordcount"), _TEXT),
    **dict.fromkeys((*_SAME, *_ONE_OF, "batch", "groupby", "join", "map", "slice", "sum"), _LIST),
    **dict.fromkeys(("first", "last", "reverse"), _SEVERAL),
    **dict.fromkeys(("count", "length"), _COUNTED),
    **dict.fromkeys(("dictsort", "items"), _GROUP),
    **dict.fromkeys(("abs", "round"), _NUMBER),
    **dict.fromkeys(("float", "int"), _TEXT),
}
"""What each filter can do something sensible with."""

_WHOLE = frozenset({"", "integer", "text"})
"""Kinds of which ``int`` makes the number that was meant; of ``€ 1.234,56`` it makes 0."""
_FIELD_AT = {
    **dict.fromkeys(("groupby", "rejectattr", "selectattr", "sum"), 0),
    **dict.fromkeys(("join", "max", "min", "unique"), 1),
    "sort": 2,
}
"""Which argument of a filter is the name of a field of the rows, where it is not given as ``attribute=``."""


def attribute_of(node: nodes.Filter) -> str | None:
    """The field of each row that a filter looks at, where it is spelled out."""
    named = next((pair.value for pair in node.kwargs if pair.key == "attribute"), None)
    place = _FIELD_AT.get(node.name, len(node.args))
    if named is None and place < len(node.args):
        named = node.args[place]
    return named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else None


def objection(node: nodes.Filter, given: Shape, attribute: Shape | None) -> str:
    """Say in Dutch why a filter does not go with what it gets; empty when it does."""
    name = node.name
    takes, what = _TAKES.get(name, ((), ""))
    if isinstance(given, Anything):
        return ""
    if takes and not isinstance(given, takes):
        return f"De filter «{name}» is voor {what}, en dit is {called(given)}."
    if name in {"float", "int"} and _is_printed(given):
        return f"De filter «{name}» maakt hier 0 van: dit is {called(given)}, zoals het gedrukt wordt."
    return _of_rows(name, given, attribute) if isinstance(given, Rows) else ""


def _is_printed(given: Shape) -> bool:
    return isinstance(given, Text) and given.kind not in _WHOLE


def _of_rows(name: str, given: Rows, attribute: Shape | None) -> str:
    each = given.row if attribute is None else attribute
    if name == "sum" and not isinstance(each, Number | Anything):
        return "Antwoorden zijn al gedrukt («€ 12,00») en zijn niet op te tellen. Gebruik een totaal van het programma."
    if name in {"max", "min", "sort", "unique"} and isinstance(each, Group | Rows):
        return f"De filter «{name}» moet weten waarop: schrijf {name}(attribute='…')."
    if name == "join" and isinstance(each, Group | Rows):
        return "De filter «join» moet weten wat hij aaneenrijgt: schrijf join(', ', attribute='…')."
    return ""


def result(node: nodes.Filter, given: Shape, attribute: Shape | None) -> Shape:
    """What a filter gives."""
    name = node.name
    shape: Shape = Anything()
    if name in _TO_NUMBER:
        shape = Number()
    elif name in _TO_TEXT:
        shape = Text(paths_of(given), always=isinstance(given, Text) and given.always)
    elif isinstance(given, Rows):
        shape = _result_of_rows(name, given, attribute)
    elif name in _ONE_OF or name in _SAME:
        shape = Text()
    return shape


def _result_of_rows(name: str, given: Rows, attribute: Shape | None) -> Shape:
    shape: Shape = Anything()
    if name == "join":
        shape = Text(paths_of(given.row if attribute is None else attribute))
    elif name == "map":
        shape = Rows(given.path, Anything(paths_of(given.row)) if attribute is None else attribute)
    elif name in _SAME:
        shape = given
    elif name in _ONE_OF:
        shape = given.row
    return shape


_WORDS: Mapping[type, str] = {
    Group: "een groep",
    Rows: "een lijst",
    Number: "een getal",
    Truth: "een ja-of-neen van het sjabloon",
}
_KINDS = {"amount": "een bedrag", "date": "een datum", "partial_date": "een datum", "month": "een maand"}


def called(shape: Shape) -> str:
    """What a shape is called in a sentence."""
    if isinstance(shape, Text):
        return _KINDS.get(shape.kind, "een tekst")
    return _WORDS.get(type(shape), "iets anders")
