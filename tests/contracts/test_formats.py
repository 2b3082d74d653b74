"""Every file format keeps the same promises, for every form."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.base import Form
from forms.nesting import Value
from generator.catalog.forms import FORMS
from generator.errors import FormFault
from generator.formats.base import Format, is_blank
from generator.formats.fieldmap import lay_out, leaves
from generator.formats.table import formats
from tests.formats.specimen import Specimen, answers, complete

ALL_FORMATS = list(formats().values())
ALL_FORMS = [Specimen, *(kind.model for kind in FORMS.values())]

pytestmark = [
    pytest.mark.parametrize("kind", ALL_FORMATS, ids=lambda kind: kind.name),
    pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.ID),
]


def reread(kind: Format, content: bytes, folder: Path) -> dict[str, Value]:
    path = folder / f"formulier{kind.suffixes[0]}"
    path.write_bytes(content)
    found = kind.read(path)
    assert (found.format, found.form, found.version) == (
        kind.name,
        found.values["documenttype"],
        found.values["schema_versie"],
    )
    return dict(found.values)


def test_a_blank_form_holds_its_defaults_and_nothing_else(
    kind: Format, form: type[Form], tmp_path: Path
) -> None:
    defaults = {
        leaf.name: leaf.spec.question.default
        for leaf in leaves(lay_out(form, {}))
        if leaf.spec.question.default
    }
    assert reread(kind, kind.blank(form), tmp_path) == complete(form, defaults)


def test_a_form_filled_with_nothing_holds_nothing(kind: Format, form: type[Form], tmp_path: Path) -> None:
    assert reread(kind, kind.blank(form, {}), tmp_path) == complete(form, {})


def test_the_same_answers_make_the_same_bytes(kind: Format, form: type[Form], tmp_path: Path) -> None:
    first = next(leaf for leaf in leaves(lay_out(form, {})) if leaf.spec.kind.name == "text")
    filled = {first.name: "Jürgen (Öztürk)"}
    assert kind.blank(form, filled) == kind.blank(form, filled)


def test_blank_answers_are_no_answers(kind: Format, form: type[Form], tmp_path: Path) -> None:
    spaces: dict[str, Value] = {
        leaf.name: () if leaf.spec.multiple else " "
        for leaf in leaves(lay_out(form, {}))
        if leaf.spec.multiple or not leaf.spec.choices
    }
    assert all(is_blank(value) for value in spaces.values())
    assert reread(kind, kind.blank(form, spaces), tmp_path) == complete(form, {})


def test_an_answer_may_be_the_name_of_its_own_field(kind: Format, form: type[Form], tmp_path: Path) -> None:
    named: dict[str, Value] = {
        leaf.name: leaf.name.rpartition(".")[2]
        for leaf in leaves(lay_out(form, {}))
        if not leaf.spec.choices or leaf.name.rpartition(".")[2] in leaf.spec.choices
    }
    assert reread(kind, kind.blank(form, named), tmp_path) == complete(form, named)


def test_a_name_that_the_form_does_not_have_is_refused(kind: Format, form: type[Form]) -> None:
    for name in ("client.onbestaand", "gezin.9999.naam", "naam.naam", ""):
        with pytest.raises(FormFault) as refused:
            kind.blank(form, {name: "geheim"})
        assert refused.value.code == "BESTAND-VELD-ONBEKEND"
        assert "geheim" not in str(refused.value)


@settings(max_examples=3, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_answers_come_back_as_they_went_in(
    kind: Format, form: type[Form], tmp_path: Path, data: st.DataObject
) -> None:
    given_answers = data.draw(answers(form))
    assert reread(kind, kind.blank(form, given_answers), tmp_path) == complete(form, given_answers)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1])
def test_a_fictional_client_comes_back(kind: Format, form: type[Form], tmp_path: Path, seed: int) -> None:
    if form.ID not in FORMS:
        pytest.skip("no fictional client for this form")
    example = FORMS[form.ID].example_answers(seed)
    assert unordered(reread(kind, kind.blank(form, example), tmp_path)) == unordered(example)


def unordered(values: Mapping[str, Value]) -> dict[str, Value]:
    """Answers with the codes of each multiple choice sorted: a PDF has them in the order of the form."""
    return {
        name: tuple(sorted(value)) if isinstance(value, tuple) else value for name, value in values.items()
    }
