"""Forms with a token of its own in every answer that can hold one, and the search for them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from forms.nesting import Value
from generator.catalog import FORMS, FormType
from generator.flows.samples import accepted, full
from generator.formats.table import formats

MARK = "zqx"
"""How every token begins; no word of ours has these letters in a row."""
_FREE = frozenset({"text", "multiline", "email"})
_PACKED = (".docx", ".xlsx", ".pdf", ".png")
_UTF16 = MARK.encode("utf-16-le")


def _token(number: int) -> str:
    letters = "abcdefghij"
    return MARK + "".join(letters[int(digit)] for digit in f"{number:04d}")


def planted(kind: FormType) -> dict[str, Value]:
    """The fullest example, with a token in each answer in free words that may be anything."""
    answers = full(kind)
    for number, spec in enumerate(kind.fields):
        if spec.kind.name not in _FREE or spec.name not in answers:
            continue
        token = _token(number).capitalize()
        fresh = f"{token}@voorbeeld.be" if spec.kind.name == "email" else token
        if accepted(kind, answers | {spec.name: fresh}):
            answers[spec.name] = fresh
    return answers


def spoiled(kind: FormType) -> dict[str, Value]:
    """The same, with a token too where none can be right: dates, amounts, numbers, choices."""
    answers = planted(kind)
    for number, spec in enumerate(kind.fields):
        plain = isinstance(answers.get(spec.name), str) and spec.name != "dossiernummer"
        if plain and spec.kind.name not in {*_FREE, "choice", "yesno"}:
            answers[spec.name] = _token(5000 + number)
    return answers


def as_file(kind: FormType, answers: Mapping[str, Value], suffix: str) -> bytes:
    """A filled form."""
    return formats()[suffix].blank(kind.model, {name: value for name, value in answers.items() if value})


def secrets_of(answers: Mapping[str, Value]) -> frozenset[str]:
    """What must show nowhere: the mark of all tokens, and the numbers that are of one person."""
    digits = (re.sub("[^0-9]", "", value) for value in answers.values() if isinstance(value, str))
    found = {MARK, *(number for number in digits if len(number) >= 11)}
    return frozenset(
        found | {value for value in answers.values() if isinstance(value, str) and _is_insz(value)}
    )


def _is_insz(value: str) -> bool:
    return re.fullmatch(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}", value) is not None


def shown(text: str, secrets: Iterable[str]) -> list[str]:
    """The secrets that a text shows, each with the words around it."""
    low = text.casefold()
    return [low[max(0, low.index(one) - 60) : low.index(one) + 40] for one in secrets if one in low]


def leaks(folder: Path, secrets: frozenset[str], *allowed: Path) -> Iterator[str]:
    """The files and names below a folder that show a secret, but those that are meant to."""
    for path in folder.rglob("*"):
        if any(path.is_relative_to(each) for each in allowed):
            continue
        name = path.relative_to(folder).as_posix()
        if shown(name, secrets):
            yield f"name {name}"
        if path.is_file() and not path.is_symlink() and path.suffix not in _PACKED:
            content = path.read_bytes()
            if _UTF16 in content.lower() or shown(content.decode("latin-1"), secrets):
                yield name


def all_forms() -> list[FormType]:
    """The four forms, in the order in which a dossier gets them."""
    return list(FORMS.values())


def as_text(values: object) -> str:
    """A value with all that is in it, as text."""
    return json.dumps(values, default=str, ensure_ascii=False)
