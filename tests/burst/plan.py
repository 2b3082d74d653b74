"""What is dropped in the burst: which file, how it is written, and how it must end."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tests.conftest import filled

FORM = "screening_activering"
WAYS = ("at once", "slowly", "renamed", "truncated first")


@dataclass(frozen=True, slots=True)
class Drop:
    """One file: its name, its bytes, how it is written, and its outcome."""

    name: str
    content: bytes
    way: str
    ends: str


def drops(number: int) -> Iterator[Drop]:
    """As many files as asked, always the same: of ten, four are good, one is the twin of such a one, five come back.

    Twins share their bytes, so of two files of one ``ends`` = ``one of two`` one is published and one is a duplicate.
    """
    for index in range(number):
        way = WAYS[index // 10 % len(WAYS)]
        kind = index % 10
        if kind == 0:
            yield Drop(f"tweeling-{index:04}.json", _good(index), way, "one of two")
        elif kind == 1:
            yield Drop(f"tweeling-{index:04}.json", _good(index - 1), way, "one of two")
        elif kind in {2, 3, 4}:
            yield Drop(f"goed-{index:04}.json", _good(index), way, "published")
        elif kind in {5, 6, 7}:
            yield Drop(f"fout-{index:04}.json", _faulty(index), way, "rejected")
        elif kind == 8:
            yield Drop(f"vreemd-{index:04}.json", json.dumps({"nummer": index}).encode(), way, "rejected")
        else:
            yield Drop(f"kapot-{index:04}.pdf", f"%PDF-1.7\n{index} 0 obj\n%%EOF\n".encode(), way, "rejected")


@lru_cache(maxsize=1)
def _example() -> bytes:
    return filled(FORM)


def _good(index: int) -> bytes:
    """The example under a file number of its own."""
    return _with(index, {})


def _faulty(index: int) -> bytes:
    return _with(index, {"datum_opmaak": "31/02/2026"})


def _with(index: int, changes: dict[str, object]) -> bytes:
    answers = json.loads(_example()) | changes | {"dossiernummer": f"KB-2026-{index:05}"}
    return json.dumps(answers, ensure_ascii=False).encode()
