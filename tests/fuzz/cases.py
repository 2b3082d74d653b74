"""The cases: from a seed and a number to a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from forms.nesting import Value
from generator.catalog import FORMS
from generator.errors import FormFault
from generator.formats.table import formats
from tests.fuzz.bytes_changed import ANY, WORDS, Change, spliced
from tests.fuzz.data_changed import JSON, YAML
from tests.fuzz.package_changed import PACKAGE
from tests.fuzz.pdf_changed import PDF

_CHANGES: Mapping[str, tuple[Change, ...]] = {
    "docx": PACKAGE,
    "xlsx": PACKAGE,
    "pdf": PDF,
    "json": JSON,
    "yaml": YAML,
}
_CLIENTS = 4


@dataclass(frozen=True, slots=True)
class Case:
    """A broken file."""

    name: str
    """Says how it was broken; the end is that of the format."""
    content: bytes


def case(seed: int, number: int) -> Case:
    """Make one case; the same seed and number give the same file."""
    random = Random(f"{seed}:{number}")
    form, kind = random.choice(list(FORMS)), random.choice(list(_CHANGES))
    client = random.randrange(_CLIENTS)
    if random.random() < 0.25:
        kind, content = _worded(random, form, kind, client)
        return Case(_name(number, form, "worded", kind), content)
    content = _filled(form, kind, client)
    if random.random() < 0.1:
        other = _filled(random.choice(list(FORMS)), random.choice(list(_CHANGES)), client)
        return Case(_name(number, form, "spliced", kind), spliced(random, content, other))
    change = random.choice(ANY if random.random() < 0.35 else _CHANGES[kind])
    return Case(_name(number, form, change.__name__, kind), change(random, content))


def _name(number: int, form: str, change: str, kind: str) -> str:
    """Half of the PDFs have a file number in their name: one that is no form any more becomes an attachment."""
    dossier = "-KB-2026-00001" if kind == "pdf" and number % 2 else ""
    return f"{number}-{form}-{change}{dossier}.{kind}"


@cache
def _filled(form: str, kind: str, client: int) -> bytes:
    return formats()[kind].blank(FORMS[form].model, _answers(form, client))


def _worded(random: Random, form: str, kind: str, client: int) -> tuple[str, bytes]:
    """A sound file with one to six answers that nobody expects; as JSON where the format cannot hold them."""
    answers = dict(_answers(form, client))
    for _ in range(random.randint(1, 6)):
        name, word = random.choice(list(answers)), random.choice(WORDS)
        answers[name] = f"{answers[name]} {word}" if random.random() < 0.5 else word
    known = formats()
    try:
        return kind, known[kind].blank(FORMS[form].model, answers)
    except FormFault:
        return "json", known["json"].blank(FORMS[form].model, answers)


@cache
def _answers(form: str, client: int) -> dict[str, Value]:
    return {name: value for name, value in FORMS[form].example_answers(client).items() if value}
