"""All findings at once, each with its label, what is expected and an example; never the answer."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.base import field_specs
from forms.findings import Severity
from forms.nesting import flatten
from forms.rules.screening_activering import rules
from forms.screening_activering import ScreeningActivering
from generator.model import Fault
from generator.validation import finding_on, judge
from tests.forms.screening_example import AROUND, VALID, found, judged


def messages(**changes: Any) -> dict[str, str]:
    return {finding.field: finding.message for finding in judged(**changes).findings}


def test_an_accepted_form_is_whole() -> None:
    verdict = judged()
    assert verdict.form is not None
    assert json.loads(verdict.form.model_dump_json(exclude_none=True))["client"]["insz"] == "88031499962"


def test_an_empty_form_names_every_required_question_once() -> None:
    verdict = judge(ScreeningActivering, rules, {}, AROUND)
    missing = [finding.field for finding in verdict.findings if finding.code == "VELD-VERPLICHT"]
    required = [spec.name for spec in field_specs(ScreeningActivering) if spec.required and not spec.repeats]
    assert set(required) <= set(missing)
    assert len(missing) == len(set(missing))


def test_findings_come_in_the_order_of_the_paper() -> None:
    verdict = judge(ScreeningActivering, rules, {}, AROUND)
    order = [spec.name for spec in field_specs(ScreeningActivering)]
    places = [order.index(finding.field) for finding in verdict.findings if finding.field in order]
    assert places == sorted(places)


def test_wrong_answers_do_not_hide_broken_rules_elsewhere() -> None:
    both = found(client__insz="88.03.14-999.63", volgend_contact="20/04/2026", fase="6")
    assert {code for code, _, _ in both} == {"VELD-INSZ", "SCR-18", "SCR-16"}


def test_a_message_names_label_expectation_and_example() -> None:
    found = messages(datum_opmaak="31/02/2026", client__burgerlijke_staat="vrijgezel", kinderopvang="")
    assert found["datum_opmaak"].startswith("Datum opmaak: ")
    assert "31/12/1985" in found["datum_opmaak"]
    assert "Wettelijk samenwonend" in found["client.burgerlijke_staat"]
    assert found["kinderopvang"].startswith("Kinderopvang: Vul dit in. Kies uit:")


def test_a_row_is_named_by_the_number_it_has_in_the_form() -> None:
    values = {"gezin.2.naam": "Peeters"}
    verdict = judge(ScreeningActivering, rules, values, AROUND)
    found = {
        finding.field: finding.label for finding in verdict.findings if finding.field.startswith("gezin")
    }
    assert found["gezin.2.voornaam"] == "Gezinslid 3 – Voornaam"


def test_an_unknown_field_is_told_by_its_place_and_not_by_its_name() -> None:
    verdict = judged(client__familienaam_van_de_buurman="x", client__voornam="x")
    unknown = [finding for finding in verdict.findings if finding.code == "VELD-ONBEKEND"]
    assert {finding.field for finding in unknown} == {"client"}
    assert all("buurman" not in finding.message for finding in unknown)


def test_a_finding_on_a_group_stands_before_those_on_its_fields() -> None:
    found = judged(client__voornam="x", client__naam="", client__contacttaal="")
    assert [finding.field for finding in found.findings if finding.code != "CLI-04"] == [
        "client",
        "client.naam",
        "client.contacttaal",
    ]


def test_a_likely_name_is_proposed() -> None:
    (finding,) = [f for f in judged(client__voornam="x").findings if f.code == "VELD-ONBEKEND"]
    assert "Bedoelde u voornaam?" in finding.message


@pytest.mark.parametrize("value", [["a"], {"b": "c"}, {"0": "x"}])
def test_an_answer_of_the_wrong_shape_is_a_finding(value: object) -> None:
    assert any(finding.field.startswith("kinderopvang") for finding in judged(kinderopvang=value).findings)


def test_a_list_of_texts_where_rows_belong_is_told_with_all_other_faults() -> None:
    values = {**flatten(VALID), "gezin": ("naam",), "kinderopvang": "soms"}
    codes = {
        (finding.code, finding.field)
        for finding in judge(ScreeningActivering, rules, values, AROUND).findings
    }
    assert ("VELD-KEUZE", "kinderopvang") in codes
    assert any(code == "VELD-VORM" and field.startswith("gezin") for code, field in codes)


def test_the_finding_of_another_room_is_worded_alike() -> None:
    finding = finding_on(ScreeningActivering, "client.naam", "VELD-TEKEN", "Dit kan niet, bijvoorbeeld.")
    assert finding.message == "Cliënt – Naam: Dit kan niet, bijvoorbeeld."


NAMES = [spec.name for spec in field_specs(ScreeningActivering)]


@given(
    st.dictionaries(
        st.sampled_from(NAMES), st.text(max_size=30).map(lambda text: f"KANARIE{text}"), max_size=12
    )
)
def test_whatever_is_filled_in_no_finding_repeats_it(values: dict[str, str]) -> None:
    verdict = judge(ScreeningActivering, rules, values, AROUND)
    assert verdict.form is None
    assert all(
        "KANARIE" not in finding.message + finding.label + finding.field for finding in verdict.findings
    )


def test_the_example_is_not_changed_by_judging() -> None:
    before = json.dumps(VALID)
    judged()
    assert json.dumps(VALID) == before


def test_a_field_that_could_not_be_read_is_told_once_and_in_its_place() -> None:
    faults = [
        Fault("client.naam", "VELD-FORMULE", "In deze cel staat een formule."),
        Fault("gezin.3.naam", "VELD-CELFOUT", "In deze cel staat een fout."),
    ]
    values = {name: value for name, value in flatten(VALID).items() if name != "client.naam"}
    verdict = judge(ScreeningActivering, rules, values, AROUND, faults)
    told = {finding.field: finding for finding in verdict.findings if finding.severity is Severity.FOUT}
    assert verdict.form is None
    assert told["client.naam"].code == "VELD-FORMULE"
    assert told["client.naam"].message.startswith("Cliënt – Naam: In deze cel staat een formule.")
    assert told["gezin.3.naam"].label.endswith("Naam")
    assert list(told) == ["client.naam", "gezin.3.naam"]


def test_a_fault_of_no_field_stands_beside_what_else_is_wrong_with_the_form() -> None:
    values = {**flatten(VALID), "onbekend_veld": "x"}
    beside = [Fault("", "VELD-NAAST", "Er staat tekst naast de velden, bijvoorbeeld een naam.")]
    found = judge(ScreeningActivering, rules, values, AROUND, beside).findings
    assert {one.code for one in found if not one.field} == {"VELD-NAAST", "VELD-ONBEKEND"}
