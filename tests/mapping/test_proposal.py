"""A proposed map: what is sure counts, what is not is a remark, and the whole can be finished by hand."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalog import FORMS
from generator.mapping import load, proposal
from generator.model import FoundField

ADVIES = FORMS["advies"].model
MODELS = {kind.id: kind.model for kind in FORMS.values()}


def proposed(*fields: FoundField) -> str:
    return proposal(fields, ADVIES, "vreemd.pdf")


def sure(text: str) -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(text)["velden"]
    return found


@pytest.mark.parametrize(
    ("name", "label", "ours"),
    [
        ("txtVoornaam", "", "client.voornaam"),
        ("Text12", "Geboortedatum", "client.geboortedatum"),
        ("form1[0].#subform[0].RRN[0]", "Rijksregisternr.", "client.insz"),
        ("t1", "Burgerlijke staat", "client.burgerlijke_staat"),
        ("Prénom", "", "client.voornaam"),
        ("courriel", "E-mailadres", "client.email"),
        ("zittingDatum", "", "zitting_datum"),
        ("f7", "Datum opmaak", "datum_opmaak"),
    ],
)
def test_names_and_labels_lead_to_our_fields(name: str, label: str, ours: str) -> None:
    assert sure(proposed(FoundField(name, label))) == {name: ours}


def test_what_may_be_two_things_is_left_to_a_person() -> None:
    text = proposed(FoundField("pc", "Postcode"))
    assert sure(text) == {}
    lines = [line for line in text.splitlines() if line.startswith('# "pc"')]
    assert [line.split('"')[3] for line in lines] == [
        "client.domicilie.postcode",
        "client.verblijfplaats.postcode",
    ]
    assert all("onzeker" in line for line in lines)


def test_what_is_like_nothing_gets_no_proposal() -> None:
    text = proposed(FoundField("hobby", "Lievelingskleur van uw hond"))
    assert '# "hobby" = ""  # geen voorstel: Lievelingskleur van uw hond' in text
    assert sure(text) == {}


def test_fields_that_differ_by_a_number_are_rows() -> None:
    fields = [FoundField(f"enfant_{row}_{what}") for row in (1, 2) for what in ("prenom", "date_naissance")]
    assert sure(proposed(*fields)) == {
        "enfant_{n}_prenom": "gezin.{n}.voornaam",
        "enfant_{n}_date_naissance": "gezin.{n}.geboortedatum",
    }


def test_one_of_our_fields_is_given_away_once(tmp_path: Path) -> None:
    path = tmp_path / "kaart.toml"
    path.write_text(proposed(FoundField("a", "Voornaam"), FoundField("b", "Voornaam")), "utf-8")
    assert load(path, MODELS).names == {"a": "client.voornaam"}


def test_kinds_that_do_not_agree_are_not_sure() -> None:
    assert sure(proposed(FoundField("v", "Voornaam", "date"))) == {}


def test_choices_in_other_words_are_listed() -> None:
    text = proposed(
        FoundField("bs", "Burgerlijke staat", "choice", ("Gehuwd", "gescheiden", "Ongehuwd", "anders"))
    )
    table = tomllib.loads(text)["keuzes"]["client.burgerlijke_staat"]
    assert table == {"Gehuwd": "gehuwd", "Ongehuwd": "ongehuwd"}
    assert '# "anders" = ""  # geen voorstel' in text


def test_required_fields_that_are_missing_are_offered_as_fixed_answers() -> None:
    text = proposed(FoundField("v", "Voornaam"))
    assert '# "orgaan" = "BCSD"  # Orgaan' in text
    assert '# "client.voornaam"' not in text
    assert "#   client.naam  # Cliënt – Naam" in text


def test_every_remark_freed_gives_a_map_of_known_fields(tmp_path: Path) -> None:
    """What is proposed as unsure must itself be right TOML, with a field that exists."""
    text = proposed(FoundField("pc", "Postcode"), FoundField("dossier", "Ons kenmerk"))
    freed = [
        line.removeprefix("# ") for line in text.splitlines() if line.startswith('# "') and "onzeker" in line
    ]
    assert len(freed) > 2
    for line in freed:
        path = tmp_path / "kaart.toml"
        path.write_text(f'formulier = "advies"\nversie = "1.0"\n[velden]\n{line}\n', "utf-8")
        load(path, MODELS)


strange = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(
    st.lists(
        st.builds(
            FoundField,
            strange,
            strange,
            st.sampled_from(["text", "date", "choice", "check"]),
            st.tuples(strange, strange),
        ),
        max_size=5,
        unique_by=lambda one: one.name,
    )
)
def test_whatever_a_form_is_called_the_proposal_is_toml(fields: list[FoundField]) -> None:
    told = tomllib.loads(proposed(*fields))
    assert told["formulier"] == "advies"
    assert set(told["velden"]) <= {one.name for one in fields} | {
        name for name in told["velden"] if "{n}" in name
    }


@pytest.mark.parametrize("form", FORMS)
def test_our_own_names_and_labels_lead_to_themselves(form: str) -> None:
    """No field is proposed wrongly as sure when a form has our own labels under meaningless names."""
    specs = [spec for spec in FORMS[form].fields if not spec.repeats]
    fields = [
        FoundField(f"veld{number}", " ".join((*spec.groups, spec.label))) for number, spec in enumerate(specs)
    ]
    found = sure(proposal(fields, FORMS[form].model, "vreemd.pdf"))
    right = {f"veld{number}": spec.path for number, spec in enumerate(specs)}
    wrong = {name: ours for name, ours in found.items() if right.get(name) != ours}
    assert not wrong
    assert len(found) > len(fields) / 3
