"""Every shipped template suits its form: nothing forbidden in it, no unknown name, no field that it never shows."""

from pathlib import Path

import pytest

from forms.norms import shipped_norms
from generator.catalog import FORMS, find_template
from generator.errors import OperatorFault
from generator.merge import compiled, facts_in_words, words_of
from generator.merge.lint import lint
from generator.validation import judge
from tests.golden import papers

OWN = {"documenttype", "schema_versie"}
ELSEWHERE = {"documentcode", "huisstijl", "voluit", "waarschuwingen"}
BY_ANOTHER_NAME = {
    "juridisch_gronden.*.verwijzing": "juridisch_kader.*.verwijzing",
    "juridisch_gronden.*.artikel": "juridisch_kader.*.artikel",
    "artikels.*.tekst": "voorstel.*.tekst",
}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_forbidden_stands_in_a_template(form: str, tmp_path: Path) -> None:
    assert lint(find_template(form, tmp_path).path) == ()


@pytest.mark.parametrize("form", FORMS)
def test_a_template_shows_every_field_of_its_form(form: str, tmp_path: Path) -> None:
    names = compiled(find_template(form, tmp_path).path).names
    shown = {BY_ANOTHER_NAME.get(name, name) for name in names}
    asked = {spec.path for spec in FORMS[form].fields if not spec.question.computed}
    assert asked - OWN - shown == set()


@pytest.mark.parametrize("form", FORMS)
def test_a_template_uses_no_name_that_its_form_lacks(form: str, tmp_path: Path) -> None:
    kind = FORMS[form]
    whole = judge(kind.model, kind.rules, papers.full(kind), papers.AROUND).form
    assert whole is not None
    known = {*words_of(whole), *facts_in_words(kind.facts(whole, shipped_norms())), *ELSEWHERE}
    used = {name.partition(".")[0] for name in compiled(find_template(form, tmp_path).path).names}
    assert used - known == set()


def test_a_workspace_may_have_its_own_template(tmp_path: Path) -> None:
    own = tmp_path / "templates/advies.docx"
    own.parent.mkdir()
    own.write_bytes(b"eigen")
    assert find_template("advies", tmp_path).path == own
    assert find_template("sociaal_verslag", tmp_path).path != own


def test_a_form_without_a_template_is_for_the_operator(tmp_path: Path) -> None:
    with pytest.raises(OperatorFault) as caught:
        find_template("factuur", tmp_path)
    assert caught.value.code == "SJABLOON-ONTBREEKT"
