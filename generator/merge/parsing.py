"""Reading the tags of a template with every fault in its spelling at once.

Jinja stops at its first fault. Here the tag at fault is told and taken out, and the rest is read again.
"""

import re

from jinja2 import TemplateError, nodes

from generator.merge.located import Located
from generator.merge.problem import Problem
from generator.merge.sandbox import environment
from generator.merge.text import parse, parse_part

_CODE = "SJABLOON-SYNTAX"
_MOST = 50
_KEYWORD = re.compile(r"\{%-?\s*(\w+)")
_LOOP = re.compile(r"\{%-?\s*for\s+(\w+)\s+in\b")
_UNKNOWN = re.compile(r"unknown tag '(\w+)'")
_INNERMOST = re.compile(r"needs to be closed is '(\w+)'")
_ENDS = {"if": "endif", "for": "endfor"}
_AROUND = {
    "p": "een eigen alinea",
    "r": "een alinea",
    "tc": "een eigen cel van een tabel",
    "tr": "een eigen rij van een tabel",
}
"""Letters for docxtpl, which Jinja only sees where docxtpl did not know them."""
_CLOSERS = frozenset({"endif", "endfor", "else", "elif"})


def parsed(text: Located) -> tuple[nodes.Template | None, list[Problem]]:
    """Read a text of a template: its tree, and what is misspelled in it. No tree where too little can be read."""
    problems = [
        text.problem_at(_CODE, "Hier begint een tag die niet gesloten wordt: zet er }} of %} achter.", number)
        for number in text.tags.unclosed
    ]
    if problems:
        return None, problems
    source = text.source
    lines = source.split("\n")
    for _ in range(_MOST):
        try:
            environment().parse("\n".join(lines))
        except TemplateError as error:
            line, message, instead = _fault(error, text, lines)
            problems.append(text.problem(_CODE, message, line))
            tag = text.tags.tag(line)
            if not tag or not lines[line - 1].startswith(tag):
                return None, problems
            lines[line - 1] = lines[line - 1].replace(tag, instead, 1)
        else:
            read = parse_part if text.xml else parse
            return read(text.part, "\n".join(lines)), problems
    return None, problems


def _fault(error: TemplateError, text: Located, lines: list[str]) -> tuple[int, str, str]:
    """The line of the tag at fault, in Dutch what is wrong with it, and what to read in its place."""
    told = error.message or ""
    line = _line_of(getattr(error, "lineno", 0) or 0, text)
    unknown, innermost = _UNKNOWN.search(told), _INNERMOST.search(told)
    if unknown and unknown[1] in _CLOSERS and innermost:
        end = _end(innermost[1])
        return line, f"«{unknown[1]}» staat hier te vroeg: zet er eerst {{% {end} %}} voor.", ""
    if unknown and unknown[1] in _CLOSERS:
        return line, f"«{unknown[1]}» heeft geen begin: er hoort een {{% if … %}} of {{% for … %}} voor.", ""
    if unknown and unknown[1] in _AROUND:
        message = f"«{unknown[1]}» werkt hier niet: het hoort in {_AROUND[unknown[1]]}, met een gewone spatie erachter."
        return line, message, ""
    if unknown:
        return line, f"De opdracht «{unknown[1]}» bestaat niet.", ""
    opened = _open(text, lines) if told.startswith("Unexpected end of template") else []
    if opened:
        keyword = _keyword(lines[opened[-1] - 1])
        message = f"Deze «{keyword}» wordt nergens gesloten: zet {{% {_end(keyword)} %}} waar ze eindigt."
        return opened[-1], message, ""
    message = "Deze tag kan niet gelezen worden. Kijk de spelling, de haakjes en de aanhalingstekens na."
    return line, message, _in_place_of(text.tags.tag(line))


def _line_of(line: int, text: Located) -> int:
    """The line of the last tag up to a line."""
    return max((each for each in text.tags.lines() if each <= line), default=0)


def _open(text: Located, lines: list[str]) -> list[int]:
    """The lines of the loops and conditions that are not closed, outermost first."""
    stack: list[int] = []
    for line in text.tags.lines():
        keyword = _keyword(lines[line - 1])
        if keyword in _ENDS:
            stack.append(line)
        elif keyword in _ENDS.values() and stack:
            stack.pop()
    return stack


def _keyword(tag: str) -> str:
    found = _KEYWORD.match(tag)
    return found[1] if found else ""


def _end(keyword: str) -> str:
    return _ENDS.get(keyword, f"end{keyword}")


def _in_place_of(tag: str) -> str:
    """What keeps the nesting as it was meant: a condition stays one, a loop as well; else nothing."""
    keyword, loop = _keyword(tag), _LOOP.match(tag)
    if keyword in {"if", "elif"}:
        return f"{{% {keyword} '' %}}"
    return f"{{% for {loop[1]} in [] %}}" if loop else ""
