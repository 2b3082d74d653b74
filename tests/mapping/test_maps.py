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


@pytest.mark.parametrize("first", [0, 1, 11])
def test_the_first_row_of_their_paper_is_the_first_of_ours(tmp_path: Path, first: int) -> None:
    values = {"Nom": "Peeters", f"enfant_{first}_nom": "An", f"enfant_{first + 2}_nom": "Bo"}
    answers = foreign(values, "etat", "interprete", f"enfant_{first + 1}_nom")
    one = fitting([loaded(tmp_path)], answers.fields)
    assert one
    rows = {
        name: value for name, value in translated(one, answers).values.items() if name.startswith("gezin")
    }
    assert rows == {"gezin.0.naam": "An", "gezin.2.naam": "Bo"}
    told = [Finding("VELD-X", Severity.FOUT, "gezin.1.naam", "", "…")]
    assert [finding.field for finding in back(one, told)] == [f"enfant_{first + 1}_nom"]


def test_a_list_of_which_the_map_numbers_a_row_keeps_those_numbers(tmp_path: Path) -> None:
    text = GOOD.replace("[vast]", '"conjoint" = "gezin.0.voornaam"\n[vast]')
    answers = foreign({"Nom": "x", "etat": "y", "interprete": "z", "conjoint": "An", "enfant_1_nom": "Bo"})
    one = fitting([loaded(tmp_path, text)], answers.fields)
    assert one
    values = translated(one, answers).values
    assert (values["gezin.0.voornaam"], values["gezin.1.naam"]) == ("An", "Bo")


def test_findings_go_back_under_their_names(tmp_path: Path) -> None:
    findings = [
        Finding("VELD-X", Severity.FOUT, name, "", "…") for name in ("gezin.3.naam", "client.naam", "feiten")
    ]
    assert [one.field for one in back(loaded(tmp_path), findings)] == ["enfant_3_nom", "Nom", "feiten"]


def test_a_map_fits_a_form_that_has_all_its_fields(tmp_path: Path) -> None:
    one = loaded(tmp_path)
    all_of_them = {"Nom", "enfant_1_nom", "etat", "interprete", "more"}
    assert fitting([one], all_of_them) == one.counted(all_of_them)
    for name in ("Nom", "enfant_1_nom"):
        assert fitting([one], all_of_them - {name}) is None
    assert fitting([], all_of_them) is None


def test_the_map_that_names_most_is_taken_and_two_alike_are_a_fault(tmp_path: Path) -> None:
    small = load(written(tmp_path, HEAD + '[velden]\n"Nom" = "client.naam"', "klein.toml"), MODELS)
    twin = load(written(tmp_path, HEAD + '[velden]\n"etat" = "client.naam"', "twee.toml"), MODELS)
    names = {"Nom", "enfant_1_nom", "etat", "interprete"}
    taken = fitting([small, loaded(tmp_path)], names)
    assert taken
    assert taken.name == "kaart.toml"
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
        (
            GOOD.replace("[vast]", '"premier" = "gezin.0.naam"\n[vast]'),
            "«premier» en «enfant_{n}_nom» gaan allebei naar",
        ),
        (
            HEAD + '[velden]\n"a" = "gezin.0.naam"\n"b_{n}" = "gezin.{n}.naam"',
            "«b_{n}» en «a» gaan allebei naar",
        ),
        (
            GOOD.replace('"orgaan"', '"client.naam"'),
            "«Nom» en een regel onder [vast] gaan allebei naar client.naam",
        ),
        (GOOD.replace('"orgaan"', '"orgaam"'), "Bedoelde u orgaan"),
        (GOOD.replace('= "BCSD"', "= 3"), "hoort bij orgaan een tekst"),
        (GOOD.replace('keuzes."client.burgerlijke_staat"', 'keuzes."client.naam"'), "zonder keuzelijst"),
        (GOOD.replace('= "ongehuwd"', '= "alleen"'), "horen rechts alleen"),
        (GOOD.replace('= "ongehuwd"', '= ["ongehuwd"]'), "horen rechts alleen"),
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
