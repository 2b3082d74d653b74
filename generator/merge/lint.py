"""The house rules for templates: what a tag may say, and what the file may carry, all faults at once.

The sandbox is what makes rendering safe. These rules are stricter, so that the owner of a template hears at
once, and not from a colleague's form, that a tag cannot work.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from docx import Document
from jinja2 import nodes

from generator.errors import TemplateFault
from generator.merge.cargo import cargo_problems
from generator.merge.problem import Problem
from generator.merge.proof import prove
from generator.merge.sandbox import TEXT_FILTERS, environment
from generator.merge.sources import core_of, member, property_sources, sources_of
from generator.merge.text import near, parse, parse_part

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
_LARGEST = 10_000
"""No document needs a larger number in a tag; ``center(100000000)`` would fill the memory."""


def lint(path: Path) -> tuple[Problem, ...]:
    """Give everything that is wrong with a template of this program; nothing when it may be used.

    Raises OSError when the file cannot be read.
    """
    carried = tuple(cargo_problems(path))
    if any(problem.code == "SJABLOON-BESCHADIGD" for problem in carried):
        return carried
    try:
        with path.open("rb") as file:
            document = Document(file)
        sources = tuple(sources_of(document))
        properties = property_sources(document).values()
    except Exception:
        # python-docx raises anything on a file that is a zip but no Word document.
        return (*carried, Problem("SJABLOON-BESCHADIGD", path.name, "Dit is geen Word-document (.docx)."))
    told = [problem for part, source in sources for problem in _part_problems(part, source)]
    core = member(core_of(document))
    told += [problem for source in properties for problem in _tag_problems(core, source, parse)]
    return (*carried, *told)


def _part_problems(part: str, source: str) -> Iterator[Problem]:
    """What is wrong in a part of XML: in its tags, and with the places where they stand."""
    problems = tuple(_tag_problems(part, source, parse_part))
    yield from problems
    if any(problem.code == "SJABLOON-SYNTAX" for problem in problems):
        return
    for line in prove(parse_part(part, source)).objects:
        yield Problem(
            "SJABLOON-PLAATS",
            part,
            "Een waarde staat hier buiten gewone tekst: gebruik geen {{r …}} of {{p …}} en geen waarde in een veld.",
            near(source, line),
        )


def _tag_problems(part: str, source: str, read: Callable[[str, str], nodes.Template]) -> Iterator[Problem]:
    """What is wrong in the tags themselves."""
    try:
        tree = read(part, source)
    except TemplateFault as fault:
        yield Problem(fault.code, part, fault.message)
        return
    for node in _every(tree):
        if reason := _refusal(node):
            yield Problem("SJABLOON-TAAL", part, reason, near(source, node.lineno))


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
    reason = ""
    match node:
        case nodes.Call():
            reason = "Een tag mag niets aanroepen: haakjes met een opdracht kunnen niet."
        case nodes.Filter(name=name) if name not in TEXT_FILTERS:
            reason = f"De filter «{name}» bestaat niet of mag niet."
        case nodes.Test(name=name) if name not in environment().tests:
            reason = f"De vraag «is {name}» bestaat niet."
        case nodes.Getattr(attr=name) if name.startswith("_"):
            reason = "Een naam mag niet met een streepje onderaan beginnen."
        case nodes.Getitem(arg=nodes.Const(value=str() as name)) if name.startswith("_"):
            reason = "Een naam mag niet met een streepje onderaan beginnen."
        case nodes.Name(name=name) if name in _OF_JINJA or name.startswith("_"):
            reason = f"De naam «{name}» mag niet."
        case nodes.Const(value=int() as number) if abs(number) > _LARGEST:
            reason = f"Een getal in een tag mag niet groter zijn dan {_LARGEST}."
        case nodes.For(recursive=True):
            reason = "Een lus mag zichzelf niet herhalen (recursive)."
        case _ if not isinstance(node, _ALLOWED):
            reason = "Deze opdracht mag niet in een sjabloon: gebruik namen, filters, for, if, vergelijkingen, + en -."
    return reason
