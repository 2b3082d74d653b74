"""The house rules for templates: what a tag may say, and what the file may carry, all faults at once.

The sandbox is what makes rendering safe. These rules are stricter, so that the owner of a template hears at
once, and not from a colleague's form, that a tag cannot work.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import nodes

from generator.merge.cargo import cargo_problems
from generator.merge.filters import attribute_of
from generator.merge.located import Located, located
from generator.merge.parsing import parsed
from generator.merge.problem import Problem
from generator.merge.proof import prove
from generator.merge.sandbox import TEXT_FILTERS, environment

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Filter,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Const,
    nodes.Test,
    nodes.Concat,
    nodes.Add,
    nodes.Sub,
    nodes.List,
    nodes.Tuple,
    nodes.Keyword,
)
_OF_JINJA = frozenset({"self", "super", "caller", "varargs", "kwargs"})
_INNER = "Een naam mag niet met een streepje onderaan beginnen."
_LARGEST = 10_000
"""No document needs a larger number in a tag; ``center(100000000)`` would fill the memory."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A template that was looked at: what is wrong with it by itself, and its texts with what Jinja reads in them."""

    problems: tuple[Problem, ...]
    texts: tuple[tuple[Located, nodes.Template], ...] = ()
    whole: bool = False
    """Whether all its texts could be read."""


def lint(path: Path) -> tuple[Problem, ...]:
    """Give everything that is wrong with a template of this program; nothing when it may be used.

    Raises OSError when the file cannot be read.
    """
    return look(path).problems


def look(path: Path) -> Looked:
    """Look at a template by the house rules, and keep what was read. Raises OSError when the file cannot be read."""
    carried = tuple(cargo_problems(path))
    if any(problem.code == "SJABLOON-BESCHADIGD" for problem in carried):
        return Looked(carried)
    try:
        texts = located(path)
    except Exception:
        # python-docx raises anything on a file that is a zip but no Word document.
        return Looked(
            (*carried, Problem("SJABLOON-BESCHADIGD", path.name, "Dit is geen Word-document (.docx)."))
        )
    problems = list(carried)
    read = []
    for text in texts:
        tree, faults = parsed(text)
        problems += faults
        if tree is not None:
            read.append((text, tree))
            problems += _tag_problems(text, tree)
            problems += _place_problems(text, tree)
    return Looked(tuple(problems), tuple(read), len(read) == len(texts))


def _place_problems(text: Located, tree: nodes.Template) -> Iterator[Problem]:
    """What is wrong with the places where the tags of a part of XML stand."""
    for number in text.tags.dropped:
        yield text.problem_at(
            "SJABLOON-PLAATS",
            "Hier valt een tag weg: wat met {%p …%} in een alinea staat, of met {%tr …%} in een rij, verdwijnt. Zet "
            "zo'n tag in een eigen alinea of rij.",
            number,
        )
    if text.xml:
        for line in prove(tree).objects:
            yield text.problem(
                "SJABLOON-PLAATS",
                "Een waarde staat hier buiten gewone tekst: gebruik geen {{r …}} of {{p …}} en geen waarde in een veld.",
                line,
            )


def _tag_problems(text: Located, tree: nodes.Template) -> Iterator[Problem]:
    """What is wrong in the tags themselves."""
    for node in _every(tree):
        if reason := _refusal(node):
            yield text.problem("SJABLOON-TAAL", reason, node.lineno)


def _every(node: nodes.Node) -> Iterator[nodes.Node]:
    """All nodes of a template, but for what docxtpl itself writes for ``{% hm %}``."""
    if not _is_merge(node):
        yield node
        for child in node.iter_child_nodes():
            yield from _every(child)


def _is_merge(node: nodes.Node) -> bool:
    match node:
        case nodes.Mul(
            left=nodes.Const(value=int()), right=nodes.Getattr(node=nodes.Name(name="loop"), attr="length")
        ):
            return True
    return False


def _refusal(node: nodes.Node) -> str:
    """Say why a node may not be in a template; empty when it may."""
    reason = _reach(node)
    match node:
        case _ if reason:
            pass
        case nodes.Call():
            reason = "Een tag mag niets aanroepen: haakjes met een opdracht kunnen niet."
        case nodes.Filter(name=name) if name not in TEXT_FILTERS:
            reason = f"De filter «{name}» bestaat niet of mag niet."
        case nodes.Test(name=name) if name not in environment().tests:
            reason = f"De vraag «is {name}» bestaat niet."
        case nodes.Name(name=name) if name in _OF_JINJA or name.startswith("_"):
            reason = f"De naam «{name}» mag niet."
        case nodes.Const(value=int() as number) if abs(number) > _LARGEST:
            reason = f"Een getal in een tag mag niet groter zijn dan {_LARGEST}."
        case nodes.For(recursive=True):
            reason = "Een lus mag zichzelf niet herhalen (recursive)."
        case _ if not isinstance(node, _ALLOWED):
            reason = "Deze opdracht mag niet in een sjabloon: gebruik namen, filters, for, if, vergelijkingen, + en -."
    return reason


def _reach(node: nodes.Node) -> str:
    """Say why a node could reach what is not of the form: names that begin with ``_``, and names made of words."""
    reason = ""
    match node:
        case nodes.Getattr(attr=name) | nodes.Getitem(arg=nodes.Const(value=str() as name)) if (
            name.startswith("_")
        ):
            reason = _INNER
        case nodes.Getitem(arg=part) if not isinstance(part, nodes.Const) and _makes_words(part):
            reason = "Tussen [ en ] mag geen naam staan die uit woorden wordt samengesteld."
        case nodes.Filter() if _leads_inside(attribute_of(node) or ""):
            reason = _INNER
        case nodes.Filter(name=name, args=[nodes.Const(value=str() as word), *_]):
            reason = _in_filter(name, word)
        case nodes.Add(left=left, right=right) | nodes.Sub(left=left, right=right) if _is_text(
            left
        ) or _is_text(right):
            reason = "Met tekst kan niet gerekend worden. Zet teksten achter elkaar met ~."
    return reason


def _in_filter(filtered: str, word: str) -> str:
    """Say why a filter may not get the name of a filter or a question; empty when it may."""
    if filtered == "map" and word not in TEXT_FILTERS:
        return f"De filter «{word}» bestaat niet of mag niet."
    if filtered in {"select", "reject"} and word not in environment().tests:
        return f"De vraag «is {word}» bestaat niet."
    return ""


def _leads_inside(dotted: str) -> bool:
    """Tell whether a dotted name has a part that begins with ``_``."""
    return any(name.startswith("_") for name in dotted.split("."))


def _makes_words(node: nodes.Node) -> bool:
    """Tell whether an expression can give text that stands nowhere in the template as such."""
    return _is_text(node) or any(map(_makes_words, node.iter_child_nodes()))


def _is_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Concat) or (isinstance(node, nodes.Const) and isinstance(node.value, str))
