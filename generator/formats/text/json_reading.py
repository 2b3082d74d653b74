"""Reading JSON strictly: no second meaning for one text (RFC 8259, and hazards of Python's own reader)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator.formats.text.notation import Notation

NOTATION = Notation("JSON", max_bytes=5_000_000)
MAX_DEPTH = 50
MAX_DIGITS = 30
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)


def parse(content: bytes) -> dict[str, Any]:
    """Parse one JSON object: text, whole numbers, Decimals, true, false, null, lists, objects.

    Raises FormFault ``BESTAND-JSON`` with the line and never a value, ``BESTAND-GROOT`` above 5 MB.
    """
    text = NOTATION.text(content)
    _check(text)
    try:
        data = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as fault:
        raise NOTATION.fault(
            fault.lineno, "kijk na of er een komma, aanhalingsteken, haakje of accolade ontbreekt"
        ) from None
    if not isinstance(data, dict):
        raise NOTATION.fault(1, "het bestand moet met een accolade { beginnen en met } eindigen")
    return data


@dataclass(slots=True)
class _Open:
    """An object or list that is not closed yet, with the names that an object has had."""

    is_object: bool
    names: set[str] = field(default_factory=set)


def _check(text: str) -> None:
    """Refuse what Python's reader takes without a word: doubles, exponents, NaN, depth, endless numbers.

    Grammar is not judged here; a text that breaks it passes and is refused by the reader after this.
    """
    open_ones: list[_Open] = []
    previous = ""
    for line, piece in _pieces(text):
        if piece in "{[":
            open_ones.append(_Open(piece == "{"))
            if len(open_ones) > MAX_DEPTH:
                raise NOTATION.fault(line, f"er zitten meer dan {MAX_DEPTH} niveaus in elkaar")
        elif piece in "}]" and open_ones:
            open_ones.pop()
        elif piece == ":" and open_ones and open_ones[-1].is_object and previous.startswith('"'):
            _note_name(open_ones[-1], previous, line)
        elif not piece.startswith('"') and piece not in {"}", "]", ",", ":", "true", "false", "null"}:
            _check_number(piece, line)
        previous = piece


def _note_name(inside: _Open, quoted: str, line: int) -> None:
    try:
        name = json.loads(quoted)
    except json.JSONDecodeError:
        return
    if name in inside.names:
        raise NOTATION.fault(line, "dit veld staat er twee keer; laat er één staan")
    inside.names.add(name)


def _check_number(piece: str, line: int) -> None:
    if not _NUMBER.fullmatch(piece):
        raise NOTATION.fault(
            line,
            "hier staat een woord zonder aanhalingstekens of een getal dat niet gewoon in cijfers is geschreven",
        )
    if len(piece) > MAX_DIGITS:
        raise NOTATION.fault(line, f"een getal heeft hoogstens {MAX_DIGITS} cijfers")


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    line, seen = 1, 0
    for match in _PIECE.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        yield line, match.group()
