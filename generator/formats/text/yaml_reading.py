"""Reading YAML strictly: every answer is the text that was typed.

YAML's own typing would turn ``0471123456`` into an octal number and ``NO`` into false; its aliases can make a
small file endless. So only the events of the grammar are used: mappings, lists and scalars.
"""

from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.formats.text.notation import Notation

NOTATION = Notation("YAML", max_bytes=1_000_000)
MAX_EVENTS = 10_000
MAX_DEPTH = 50
_NOTHING = {"null", "~"}
_UNREADABLE = (
    "kijk na of de regels met spaties (geen tabs) zijn ingesprongen, en of een antwoord met : of # erin "
    "tussen aanhalingstekens staat"
)


def parse(content: bytes) -> dict[str, Any]:
    """Parse one YAML mapping of text, lists and mappings; unquoted ``null`` and ``~`` are no answer.

    Raises FormFault ``BESTAND-YAML`` with the line and never a value, ``BESTAND-GROOT`` above 1 MB.
    """
    text = NOTATION.text(content)
    try:
        data = _build(text)
    except yaml.reader.ReaderError as fault:
        line = text.count("\n", 0, fault.position) + 1
        raise NOTATION.fault(line, "er staat een onzichtbaar stuurteken; typ de regel opnieuw") from None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise NOTATION.fault(mark.line + 1 if mark else 1, _UNREADABLE) from None
    if not isinstance(data, dict):
        raise NOTATION.fault(1, "het bestand moet uit regels «veld: antwoord» bestaan")
    return data


class _Tree:
    """Grows nested answers from events; holds the path of mappings and lists that are still open."""

    def __init__(self) -> None:
        self.root: Any = None
        self._open: list[dict[str, Any] | list[Any]] = []
        self._names: list[str | None] = []

    def put(self, value: Any, line: int) -> None:
        if not self._open:
            self.root = value
            return
        inside, name = self._open[-1], self._names[-1]
        if isinstance(inside, list):
            inside.append(value)
        elif name is not None:
            inside[name] = value
            self._names[-1] = None
        elif not isinstance(value, str):
            raise NOTATION.fault(line, "hier hoort de naam van een veld te staan")
        elif value in inside:
            raise NOTATION.fault(line, "dit veld staat er twee keer; laat er één staan")
        else:
            self._names[-1] = value

    def open(self, inside: dict[str, Any] | list[Any], line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise NOTATION.fault(line, f"er zitten meer dan {MAX_DEPTH} niveaus in elkaar")
        self.put(inside, line)
        self._open.append(inside)
        self._names.append(None)

    def close(self) -> None:
        self._open.pop()
        self._names.pop()

    @property
    def wants_name(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], dict) and self._names[-1] is None


def _build(text: str) -> Any:
    tree = _Tree()
    documents = 0
    for number, event in enumerate(yaml.parse(text, Loader=yaml.BaseLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if number >= MAX_EVENTS:
            raise NOTATION.fault(line, f"er staan meer dan {MAX_EVENTS} onderdelen in; dat is geen formulier")
        documents += isinstance(event, DocumentStartEvent)
        if documents > 1:
            raise NOTATION.fault(line, "er staat een tweede document in (na ---); bewaar elk formulier apart")
        _refuse_magic(event, line)
        _grow(tree, event, line)
    return tree.root


def _refuse_magic(event: Event, line: int) -> None:
    if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor is not None):
        raise NOTATION.fault(line, "verwijzingen met & en * mogen niet; schrijf het antwoord voluit")
    if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent) and event.tag is not None:
        raise NOTATION.fault(line, "een merkteken met ! mag niet; zet het antwoord tussen aanhalingstekens")


def _grow(tree: _Tree, event: Event, line: int) -> None:
    if isinstance(event, ScalarEvent):
        plain_nothing = event.style is None and event.value in _NOTHING and not tree.wants_name
        tree.put("" if plain_nothing else event.value, line)
    elif isinstance(event, MappingStartEvent):
        tree.open({}, line)
    elif isinstance(event, SequenceStartEvent):
        tree.open([], line)
    elif isinstance(event, MappingEndEvent | SequenceEndEvent):
        tree.close()
