"""A file is known by its id, or by its fields; an older version is brought up to date by named steps."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from forms.findings import Finding, Severity
from forms.upgrades import Upgrade
from generator.catalog import FORMS, RECOGNISED, FormType, identified, recognised
from generator.errors import FormFault
from generator.model import Answers, Fault


def answers(form: str, version: str, **values: str) -> Answers:
    return Answers("pdf", form, version, values, frozenset(values))


@pytest.mark.parametrize(
    ("form", "version", "code", "words"),
    [
        ("", "", "BESTAND-ONBEKEND-FORMULIER", "draagt geen documenttype"),
        ("factuur", "1.0", "BESTAND-ONBEKEND-FORMULIER", "Kies een van deze"),
        ("advies", "2.0", "BESTAND-VERSIE", "nieuwere versie"),
        ("advies", "0.9", "BESTAND-VERSIE", "oudere versie"),
        ("advies", "", "BESTAND-VERSIE", "zegt niet van welke versie"),
        ("advies", "een", "BESTAND-VERSIE", "zegt niet van welke versie"),
    ],
)
def test_what_is_not_our_form_is_told_why(form: str, version: str, code: str, words: str) -> None:
    with pytest.raises(FormFault) as caught:
        recognised(answers(form, version))
    assert caught.value.code == code
    assert words in caught.value.message
    assert "formulier" in caught.value.message


FIRST = Upgrade(
    "de naam van de bewindvoerder staat bij de cliënt", "0.8", "0.9", renamed={"bewind.*.wie": "gezin.*.naam"}
)
SECOND = Upgrade(
    "«lid» heet nu «andere»",
    "0.9",
    "1.0",
    recoded={"gezin.*.relatie": {"lid": "andere"}, "soorten": {"a": "b"}},
)
KIND: FormType = replace(FORMS["advies"], upgrades=(FIRST, SECOND))
OLD = Answers(
    "docx",
    "advies",
    "0.8",
    {"bewind.2.wie": "x", "gezin.2.relatie": "lid", "soorten": ("a", "c"), "schema_versie": "0.8"},
    frozenset({"bewind.2.wie", "bewind.3.wie"}),
    (Fault("bewind.3.wie", "VELD-X", "…"),),
)


def test_an_older_form_goes_through_its_steps() -> None:
    found = recognised(OLD, {"advies": KIND})
    assert found.answers.version == "1.0"
    assert found.answers.values == {
        "gezin.2.naam": "x",
        "gezin.2.relatie": "andere",
        "soorten": ("b", "c"),
        "schema_versie": "1.0",
    }
    assert found.answers.fields == {"gezin.2.naam", "gezin.3.naam"}
    assert [fault.field for fault in found.answers.faults] == ["gezin.3.naam"]
    assert [step.name for step in found.upgrades] == [FIRST.name, SECOND.name]


def test_findings_go_back_under_the_names_of_the_file() -> None:
    found = recognised(OLD, {"advies": KIND})
    finding = Finding("VELD-X", Severity.FOUT, "gezin.2.naam", "Naam", "…")
    assert [one.field for one in found.as_in_file([finding])] == ["bewind.2.wie"]


def test_rows_of_a_sheet_are_upgraded_too() -> None:
    sheet = Answers("xlsx", "advies", "0.9", {}, rows=(replace(OLD, version="0.9", row=7),))
    (row,) = recognised(sheet, {"advies": KIND}).answers.rows
    assert row.values["gezin.2.relatie"] == "andere"
    assert row.row == 7


def test_steps_that_lead_nowhere_are_a_refusal() -> None:
    turning = replace(KIND, upgrades=(FIRST, replace(SECOND, after="0.8")))
    with pytest.raises(FormFault) as caught:
        recognised(OLD, {"advies": turning})
    assert caught.value.code == "BESTAND-VERSIE"


@pytest.mark.parametrize("form", RECOGNISED)
def test_a_file_that_lost_its_id_is_known_by_its_fields(form: str) -> None:
    names = {spec.name for spec in RECOGNISED[form].fields} - {"documenttype", "schema_versie"}
    found = identified(Answers("docx", "", "", {}, frozenset(names)))
    assert (found.form, found.version) == (form, RECOGNISED[form].version)


@pytest.mark.parametrize(
    "change",
    [
        lambda names: names | {"iets_van_een_ander"},
        lambda names: set(sorted(names)[: len(names) // 2]),
        lambda names: set(),
    ],
    ids=["a field of another form", "half of the fields", "no fields"],
)
def test_a_few_fields_of_ours_do_not_make_it_our_form(change: Callable[[set[str]], set[str]]) -> None:
    names = {spec.name for spec in FORMS["advies"].fields}
    assert identified(Answers("docx", "", "", {}, frozenset(change(names)))).form == ""


def test_what_says_its_form_keeps_it() -> None:
    names = frozenset(spec.name for spec in FORMS["advies"].fields)
    assert identified(Answers("docx", "factuur", "1.0", {}, names)).form == "factuur"
