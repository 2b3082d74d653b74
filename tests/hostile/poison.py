"""A reader, a judge and a maker that do to their process what a hostile file could: by a word in the form."""

import os
import signal
from collections.abc import Callable
from typing import Any

from generator.formats.text import json_reading

DIE, EAT, NEST, HANG = "STERF", "GEHEUGEN", "DIEPTE", "LUS"
READING, JUDGING, MAKING, CLEANING = "LEZEN", "OORDELEN", "MAKEN", "OPKUISEN"


def prepare() -> None:
    """Poison this very worker; a function for ``Killable``."""
    from generator import bundle
    from generator.flows import make

    json_reading.parse = poisoned(
        READING, json_reading.parse, lambda content: content.decode(errors="ignore")
    )
    bundle.cleaned = poisoned(CLEANING, bundle.cleaned, lambda content, _faces: content.decode("latin-1"))
    make.judge = poisoned(JUDGING, make.judge, lambda _path, read, *_: str(read.answers))
    make.dress = poisoned(MAKING, make.dress, lambda judged, _house: str(judged.answers))


def poisoned(stage: str, sound: Callable[..., Any], words: Callable[..., str]) -> Callable[..., Any]:
    def bad(*args: Any) -> Any:
        said = words(*args)
        if f"{stage}-{DIE}" in said:
            os.kill(os.getpid(), signal.SIGKILL)
        if f"{stage}-{EAT}" in said:
            return bytearray(2**40)
        if f"{stage}-{NEST}" in said:
            return deeper()
        while f"{stage}-{HANG}" in said:
            pass
        return sound(*args)

    return bad


def deeper() -> Any:
    return [deeper()]
