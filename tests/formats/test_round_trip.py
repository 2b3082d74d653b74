"""Many answers through each format, on the small form with every kind of field."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from forms.nesting import Value
from generator.formats.base import Format
from generator.formats.table import formats
from tests.formats.specimen import TRICKY, Specimen, answers, blank_leaves, complete

FORMATS = pytest.mark.parametrize("kind", list(formats().values()), ids=lambda kind: kind.name)


def through(kind: Format, filled: Mapping[str, Value], folder: Path) -> dict[str, Value]:
    path = folder / f"formulier{kind.suffixes[0]}"
    path.write_bytes(kind.blank(Specimen, filled))
    return dict(kind.read(path).values)


@FORMATS
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filled=answers(Specimen))
def test_any_answers_come_back(kind: Format, tmp_path: Path, filled: dict[str, Value]) -> None:
    assert through(kind, filled, tmp_path) == complete(Specimen, filled)


@FORMATS
def test_tricky_texts_come_back_from_every_open_field(kind: Format, tmp_path: Path) -> None:
    open_fields = [leaf for leaf in blank_leaves(Specimen) if not leaf.spec.choices]
    for start in range(0, len(TRICKY), 6):
        filled: dict[str, Value] = {
            leaf.name: TRICKY[(start + place) % len(TRICKY)] for place, leaf in enumerate(open_fields)
        }
        assert through(kind, filled, tmp_path) == complete(Specimen, filled)


@FORMATS
def test_a_long_text_comes_back_whole(kind: Format, tmp_path: Path) -> None:
    filled = {"verhaal": "Een lange zin over meer dan één regel. " * 500 + "\n\neinde"}
    assert through(kind, filled, tmp_path) == complete(Specimen, filled)


@FORMATS
def test_rows_keep_their_numbers(kind: Format, tmp_path: Path) -> None:
    filled = {"regels.0.wat": "eerste", "regels.4.wat": "vijfde", "dossiers.1.details.3.nota": "diep"}
    assert through(kind, filled, tmp_path) == complete(Specimen, filled)


@FORMATS
@pytest.mark.parametrize("said", ["Neen", "NEE", "false"])
def test_choices_may_be_given_in_words(kind: Format, tmp_path: Path, said: str) -> None:
    filled = {"akkoord": said, "kleur": "paars (BEZIG)", "stad": "Luik"}
    back = through(kind, filled, tmp_path)
    if kind.name not in {"json", "yaml"}:
        filled = {"akkoord": "neen", "kleur": "1.1_bezig", "stad": "luik/liège"}
    assert back == complete(Specimen, filled)


@pytest.mark.parametrize("kind", [formats()[name] for name in ("pdf", "docx")], ids=lambda kind: kind.name)
def test_an_unknown_choice_is_left_unset(kind: Format, tmp_path: Path) -> None:
    filled: dict[str, Value] = {"akkoord": "misschien", "stad": "Parijs", "voorkeuren": ("gent", "namen")}
    assert through(kind, filled, tmp_path) == complete(Specimen, {"voorkeuren": ("namen",)})
