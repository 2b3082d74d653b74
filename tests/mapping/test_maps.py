"""A field map is checked when it is loaded, and puts the answers of a foreign form under our names."""

from pathlib import Path

import pytest

from forms.findings import Finding, Severity
from generator.catalog import FORMS
from generator.errors import FormFault, UsageFault
from generator.mapping import FieldMap, back, fitting, load, load_all, translated
from generator.model import Answers, Fault

MODELS = {kind.id: kind.model for kind in FORMS.values()}
HEAD = 'formulier = "advies"\nversie = "1.0"\n'
GOOD = (
    HEAD
    + """
[velden]
"Nom" = "client.naam"
"enfant_{n}_nom" = "gezin.{n}.naam"
"etat" = "client.burgerlijke_staat"
"interprete" = "client.tolk_nodig"
[vast]
"orgaan" = "BCSD"
[keuzes."client.burgerlijke_staat"]
"célibataire" = "ongehuwd"
"""
)


def written(folder: Path, text: str, name: str = "kaart.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def loaded(folder: Path, text: str = GOOD) -> FieldMap:
    return load(written(folder, text), MODELS)


def fault(folder: Path, text: str) -> str:
    with pytest.raises(UsageFault) as refused:
        loaded(folder, text)
    assert refused.value.code == "VELDKAART"
    assert "kaart.toml" in refused.value.message
    return refused.value.message


def foreign(values: dict[str, str], *more: str, faults: tuple[Fault, ...] = ()) -> Answers:
    return Answers("pdf", "", "", values, frozenset({*values, *more}), faults)


def test_answers_come_under_our_names_and_in_our_words(tmp_path: Path) -> None:
    answers = foreign(
        {"Nom": "Peeters", "enfant_2_nom": "An", "etat": " Célibataire", "interprete": "Off", "autre": "x"},
        faults=(Fault("enfant_1_nom", "VELD-X", "…"), Fault("autre", "VELD-X", "…")),
    )
    found = translated(loaded(tmp_path), answers)
    assert found.values == {
        "documenttype": "advies",
        "schema_versie": "1.0",
        "orgaan": "BCSD",
        "client.naam": "Peeters",
        "gezin.2.naam": "An",
        "client.burgerlijke_staat": "ongehuwd",
        "client.tolk_nodig": "neen",
    }
    assert (found.form, found.version) == ("advies", "1.0")
    assert "gezin.2.naam" in found.fields
    assert [one.field for one in found.faults] == ["gezin.1.naam"]


def test_what_the_form_says_goes_before_what_is_always_so(tmp_path: Path) -> None:
    both = GOOD.replace('"orgaan" = "BCSD"', '"client.naam" = "Niemand"')
    assert translated(loaded(tmp_path, both), foreign({"Nom": "Peeters"})).values["client.naam"] == "Peeters"
    assert translated(loaded(tmp_path, both), foreign({})).values["client.naam"] == "Niemand"


def test_findings_go_back_under_their_names(tmp_path: Path) -> None:
    findings = [
        Finding("VELD-X", Severity.FOUT, name, "", "…") for name in ("gezin.3.naam", "client.naam", "feiten")
    ]
    assert [one.field for one in back(loaded(tmp_path), findings)] == ["enfant_3_nom", "Nom", "feiten"]


def test_a_map_fits_a_form_that_has_all_its_fields(tmp_path: Path) -> None:
    one = loaded(tmp_path)
    all_of_them = {"Nom", "enfant_1_nom", "etat", "interprete", "more"}
    assert fitting([one], all_of_them) is one
    for name in ("Nom", "enfant_1_nom"):
        assert fitting([one], all_of_them - {name}) is None
    assert fitting([], all_of_them) is None


def test_the_map_that_names_most_is_taken_and_two_alike_are_a_fault(tmp_path: Path) -> None:
    small = load(written(tmp_path, HEAD + '[velden]\n"Nom" = "client.naam"', "klein.toml"), MODELS)
    twin = load(written(tmp_path, HEAD + '[velden]\n"etat" = "client.naam"', "twee.toml"), MODELS)
    names = {"Nom", "enfant_1_nom", "etat", "interprete"}
    assert fitting([small, loaded(tmp_path)], names) == loaded(tmp_path)
    with pytest.raises(FormFault) as refused:
        fitting([small, twin], names)
    assert refused.value.code == "BESTAND-KAART"
    assert "klein.toml" in refused.value.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[velden", "geen geldig TOML"),
        ('formulier = "factuur"', "Schrijf bij formulier een van"),
        (GOOD.replace('versie = "1.0"', 'versie = "0.1"'), 'Schrijf versie = "1.0"'),
        (HEAD + "[velden]", "Onder [velden] staat nog niets"),
        (HEAD + "velden = 3", "moet een lijst van regels zijn"),
        (HEAD + '[velden]\n"a" = 3', "tussen aanhalingstekens"),
        (HEAD + '[velden]\n"a" = "client.nam"', "Bedoelde u client.naam"),
        (HEAD + '[velden]\n"a" = "documenttype"', "niet kent"),
        (HEAD + '[velden]\n"a_{n}" = "client.naam"', "ontbreekt {n} in de naam rechts"),
        (HEAD + '[velden]\n"a" = "gezin.{n}.naam"', "ontbreekt {n} in de naam links"),
        (HEAD + '[velden]\n"a" = "client.naam"\n"b" = "client.naam"', "gaan allebei naar"),
        (GOOD.replace('"orgaan"', '"orgaam"'), "Bedoelde u orgaan"),
        (GOOD.replace('= "BCSD"', "= 3"), "hoort bij orgaan een tekst"),
        (GOOD.replace('keuzes."client.burgerlijke_staat"', 'keuzes."client.naam"'), "zonder keuzelijst"),
        (GOOD.replace('= "ongehuwd"', '= "alleen"'), "horen rechts alleen"),
        (GOOD + "\n[keus]\n", "hoort hier niet"),
    ],
)
def test_a_wrong_map_is_told_in_dutch(tmp_path: Path, text: str, words: str) -> None:
    assert words in fault(tmp_path, text)


def test_all_faults_of_all_maps_are_told_at_once(tmp_path: Path) -> None:
    written(tmp_path, HEAD + '[velden]\n"a" = "client.nam"\n"b" = "client.voornam"', "een.toml")
    written(tmp_path, "[velden", "twee.toml")
    written(tmp_path, GOOD, "goed.toml")
    with pytest.raises(UsageFault) as refused:
        load_all(tmp_path, MODELS)
    for words in ("een.toml", "client.nam.", "client.voornam.", "twee.toml"):
        assert words in refused.value.message


def test_maps_are_loaded_by_name_and_need_no_folder(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml"):
        written(tmp_path, GOOD, name)
    (tmp_path / "lees mij.txt").write_text("geen kaart")
    assert [one.name for one in load_all(tmp_path, MODELS)] == ["a.toml", "b.toml"]
    assert load_all(tmp_path / "er niet", MODELS) == ()


def test_a_map_that_notepad_saved_is_read(tmp_path: Path) -> None:
    (tmp_path / "kaart.toml").write_text(GOOD, "utf-8-sig")
    assert load(tmp_path / "kaart.toml", MODELS).form == "advies"
