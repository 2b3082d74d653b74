"""The decision, the letter and the minutes as text that a person can read in a diff, and what must hold for them.

To accept a change: UPDATE_GOLDEN=1 python -m pytest tests/golden, then read the diff.
"""

import io
import os
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document

from generator.catalog import find_template
from generator.flows.rulings import dress_minutes, dress_point, minutes_words, point_words
from generator.merge.lint import lint
from generator.merge.shelf import compiled
from generator.model import Paper
from tests.golden import papers, rulings

HERE = Path(__file__).parent
GRANT, REFUSAL, DEVIATION = 0, 1, 2
"""Places of the decisions in the session."""
TEXTS = {
    "besluit-conform": (GRANT, "besluit"),
    "besluit-weigering": (REFUSAL, "besluit"),
    "besluit-afwijkend": (DEVIATION, "besluit"),
    "kennisgeving-toekenning": (GRANT, "kennisgeving"),
    "kennisgeving-weigering": (REFUSAL, "kennisgeving"),
    "kennisgeving-afwijkend": (DEVIATION, "kennisgeving"),
}
DOCUMENTS = ("_besluit", "_kennisgeving", "_notulen")


def decision(place: int, folder: Path) -> Paper:
    return dress_point(rulings.judged(folder).rows[place], papers.house(folder))


def minutes(folder: Path) -> Paper:
    return dress_minutes(rulings.judged(folder), papers.house(folder))


def same_as_before(name: str, text: str) -> None:
    golden = HERE / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.parametrize("name", TEXTS)
def test_a_decision_and_its_letter_read_as_they_did(name: str, tmp_path: Path) -> None:
    place, document = TEXTS[name]
    docx = rulings.file_of(decision(place, tmp_path), f"{document}.docx")
    same_as_before(name, papers.as_text(docx))
    assert papers.headings_without_text(Document(io.BytesIO(docx))) == []


def test_a_condition_that_ends_on_a_full_stop_reads_well(tmp_path: Path) -> None:
    judged, house = rulings.judged(tmp_path), papers.house(tmp_path)
    words = point_words(judged.rows[GRANT].answers or {}, house)
    condition = {"tekst": "Schrijf u in bij VDAB.", "bewijs": "attest van VDAB", "in_gpmi": "Ja"}
    letter = compiled(find_template("_kennisgeving", tmp_path).path).render(
        {**words, "voorwaarden": [condition]}
    )
    assert "•\tSchrijf u in bij VDAB. (wij zien dat aan: attest van VDAB)\n" in papers.as_text(letter)


def test_the_minutes_read_as_they_did(tmp_path: Path) -> None:
    docx = rulings.file_of(minutes(tmp_path), "notulen.docx")
    same_as_before("notulen", papers.as_text(docx))


def test_the_minutes_name_no_client(tmp_path: Path) -> None:
    text = papers.as_text(rulings.file_of(minutes(tmp_path), "notulen.docx"))
    for seed in rulings.SEEDS:
        assert str(rulings.advice(seed)["client.naam"]) not in text


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        [decision(DEVIATION, tmp_path), minutes(tmp_path)],
        [decision(DEVIATION, tmp_path), minutes(tmp_path)],
    )
    assert first == second


def test_a_recipe_follows_what_shows(tmp_path: Path) -> None:
    before = rulings.judged(tmp_path)
    said = rulings.answers() | {"punten.0.stemming": "4-0-1"}
    after = rulings.judged(tmp_path, said)
    assert after.recipe != before.recipe
    changed = [old.recipe != new.recipe for old, new in zip(before.rows, after.rows, strict=True)]
    assert changed == [True, False, False]
    (tmp_path / "templates").mkdir()
    own = (find_template("_kennisgeving", tmp_path).path.read_bytes()) + b" "
    (tmp_path / "templates/_kennisgeving.docx").write_bytes(own)
    newer = rulings.judged(tmp_path)
    assert newer.recipe == before.recipe
    assert not {row.recipe for row in newer.rows} & {row.recipe for row in before.rows}


@pytest.mark.parametrize("document", ["besluit", "kennisgeving"])
def test_the_pdfs_are_archivable_and_accessible(document: str, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(rulings.file_of(decision(GRANT, tmp_path), f"{document}.pdf"))) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "B", "1")
        assert str(pdf.Root.Lang) == "nl-BE"
        assert str(pdf.docinfo["/Title"]) == f"{document.capitalize()} KB-2026-00015"


@pytest.mark.parametrize("template", DOCUMENTS)
def test_a_template_uses_no_name_that_it_does_not_get(template: str, tmp_path: Path) -> None:
    judged, house = rulings.judged(tmp_path), papers.house(tmp_path)
    answers = judged.rows[DEVIATION].answers or {}
    known = (
        minutes_words(judged.answers or {}, house) if template == "_notulen" else point_words(answers, house)
    )
    for name in compiled(find_template(template, tmp_path).path).names:
        assert is_known(name, known), name


def is_known(name: str, words: Any) -> bool:
    """Follow a dotted name; what stands in an empty list cannot be told."""
    for part in name.split("."):
        if part == "*":
            if not words:
                return True
            words = words[0]
        elif not isinstance(words, dict) or part not in words:
            return False
        else:
            words = words[part]
    return True


@pytest.mark.parametrize("template", DOCUMENTS)
def test_nothing_forbidden_stands_in_a_template(template: str, tmp_path: Path) -> None:
    assert lint(find_template(template, tmp_path).path) == ()
