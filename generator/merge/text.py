"""A piece of a template's text, compiled once and rendered many times."""

import marshal
import re
from collections.abc import Mapping
from types import CodeType
from typing import Any

from jinja2 import Template, TemplateError, nodes
from jinja2.exceptions import SecurityError

from generator.errors import TemplateFault
from generator.merge.names import names_in
from generator.merge.sandbox import MissingName, environment

_MARKED = re.compile(r"\n<w:p([ >])")
_TAG = re.compile(r"<[^<>]+>")
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_SNIPPET = 100


def parse(part: str, source: str) -> nodes.Template:
    """Read Jinja text. Raises TemplateFault ``SJABLOON-SYNTAX`` with the template's own words near the fault."""
    try:
        return environment().parse(source)
    except TemplateError as error:
        fault = _syntax_fault(part, source, error)
    raise fault


def parse_part(part: str, source: str) -> nodes.Template:
    """Read the text of a part that is XML, with every paragraph on a line of its own.

    docxtpl takes the paragraph marks away and turns ``{_{`` into ``{{`` after rendering, in the values too;
    done here, in the template's own text only, a value stays the text that it is.
    """
    tree = parse(part, source)
    for data in tree.find_all(nodes.TemplateData):
        data.data = _MARKED.sub(r"<w:p\1", data.data)
        for written, meant in _BRACES:
            data.data = data.data.replace(written, meant)
    return tree


def near(source: str, line: int | None) -> str:
    """Give the template's own words on a line of its source, without markup."""
    lines = source.split("\n")
    if not line or line > len(lines):
        return ""
    words = " ".join(_TAG.sub(" ", lines[line - 1]).split())
    return words if len(words) <= _SNIPPET else f"{words[:_SNIPPET]}…"


def _syntax_fault(part: str, source: str, error: TemplateError) -> TemplateFault:
    words = near(source, getattr(error, "lineno", None))
    place = f" bij «{words}»" if words else ""
    return TemplateFault(
        "SJABLOON-SYNTAX",
        f"Het sjabloon heeft een schrijffout in {part}{place}. Welke, zegt dossier templates check.",
    )


class Text:
    """A compiled piece of one part; rendering it twice gives the same text and changes nothing.

    It can be pickled, for the same version of Python and Jinja.
    Raises TemplateFault ``SJABLOON-SYNTAX`` when it uses a filter or test that does not exist.
    """

    def __init__(self, part: str, tree: nodes.Template) -> None:
        self.part = part
        self.names = names_in(tree)
        """The dotted names that it asks of its context."""
        self.constant = all(isinstance(node, nodes.TemplateData) for node in _leaves(tree))
        try:
            self._code: CodeType = environment().compile(tree)
        except TemplateError as error:
            fault = _syntax_fault(part, "", error)
        else:
            self._template = self._ready()
            return
        raise fault

    def __getstate__(self) -> dict[str, Any]:
        state = {name: value for name, value in vars(self).items() if name != "_template"}
        return state | {"_code": marshal.dumps(self._code)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._code = marshal.loads(state["_code"])  # noqa: S302 - our own, out of the state folder
        self._template = self._ready()

    def _ready(self) -> Template:
        return Template.from_code(environment(), self._code, environment().make_globals(None))

    def render(self, context: Mapping[str, Any]) -> str:
        """Fill in the context.

        Raises TemplateFault ``SJABLOON-NAAM`` (an unknown name), ``SJABLOON-VERBODEN`` (what the sandbox
        refuses) or ``SJABLOON-FOUT`` (anything else). Their messages hold the template's names only, and they
        are raised outside the handler: the first error, which may quote a value, does not travel along.
        """
        try:
            return self._template.render(context)
        except MissingName as error:
            fault = self._missing(error.name)
        except SecurityError:
            fault = TemplateFault(
                "SJABLOON-VERBODEN", f"Het sjabloon vraagt in {self.part} iets dat een sjabloon niet mag."
            )
        except Exception as error:
            # A filter may raise anything, with the value in its words: only the kind of error is told.
            fault = TemplateFault(
                "SJABLOON-FOUT", f"Het sjabloon kan {self.part} niet invullen ({type(error).__name__})."
            )
        raise fault

    def _missing(self, name: object) -> TemplateFault:
        # ``groep[sleutel]`` fails on a key that is itself a value: only names written in the template are told.
        written = sorted(full for full in self.names if full.rpartition(".")[2] == name)
        told = " of ".join(f"«{full}»" for full in written)
        asked = f"de naam {told}" if told else "een naam"
        return TemplateFault(
            "SJABLOON-NAAM", f"Het sjabloon gebruikt in {self.part} {asked}, die het formulier niet kent."
        )


def _leaves(tree: nodes.Template) -> list[nodes.Node]:
    """Everything the template does: text and expressions of its outputs, and all other statements."""
    return [leaf for node in tree.body for leaf in (node.nodes if isinstance(node, nodes.Output) else [node])]
