"""Each kind of question in each format: the table of docs/reference/soorten-vragen.md, cell by cell."""

from functools import cache
from pathlib import Path

import pytest

from forms.base import IDENTITY
from forms.nesting import Value
from forms.norms import shipped_norms
from forms.rulebook import Circumstances, RuleBook
from generator.formats.table import formats
from generator.validation import judge
from scripts.field_types import EXAMPLES, NAMES, EveryKind, asked_as, table
from tests.formats.filling import fill
from tests.forms.answers import TODAY

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "soorten-vragen.md"
EACH_FORMAT = pytest.mark.parametrize("kind", NAMES)
EACH_QUESTION = pytest.mark.parametrize("name", EXAMPLES)
AROUND = Circumstances(TODAY, shipped_norms(), True)


@cache
def answered(name: str, kind: str) -> bytes:
    """A blank form in which one question is answered by another program."""
    found = formats()[kind]
    return fill(found, blank(kind), {name: EXAMPLES[name].written})


@cache
def blank(kind: str) -> bytes:
    return formats()[kind].blank(EveryKind, {})


def written(name: str, kind: str, folder: Path) -> dict[str, Value]:
    """What is read of that form."""
    found = formats()[kind]
    path = folder / f"formulier{found.suffixes[0]}"
    path.write_bytes(answered(name, kind))
    return {each: value for each, value in found.read(path).values.items() if each not in IDENTITY}


@EACH_FORMAT
@EACH_QUESTION
def test_an_answer_is_read_as_it_was_filled_in(name: str, kind: str, tmp_path: Path) -> None:
    assert written(name, kind, tmp_path) == {name: EXAMPLES[name].written}


@EACH_FORMAT
@EACH_QUESTION
def test_an_answer_is_the_same_data_from_every_format(name: str, kind: str, tmp_path: Path) -> None:
    others = {each: example.written for each, example in EXAMPLES.items() if each != name}
    values = {**others, **written(name, kind, tmp_path), "documenttype": "elke_soort", "schema_versie": "1.0"}
    verdict = judge(EveryKind, RuleBook(), values, AROUND)
    assert verdict.form is not None, verdict.findings
    inside: object = verdict.form.model_dump(mode="json", exclude_none=True)
    for part in name.split("."):
        inside = inside[int(part)] if isinstance(inside, list) else inside[part]  # type: ignore[index]
    assert inside == EXAMPLES[name].kept


@EACH_FORMAT
def test_the_page_says_how_each_question_is_asked(kind: str) -> None:
    asked = asked_as(formats()[kind])
    assert set(EXAMPLES) <= set(asked)
    page = PAGE.read_text("utf-8")
    for line in table():
        assert f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" in page
