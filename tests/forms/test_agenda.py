"""Order and headings of an agenda, and who an item is about without a name (domain.md §12)."""

from typing import Any

import pytest

from forms import agenda
from forms.advies import Advies
from forms.advies_choices import Aard, Beslissing, Orgaan
from forms.nesting import nest
from generator.catalog import FORMS

SUPPORT = {"aard": "individuele_steun", "toekenning.categorie": "", "onderwerp": "Steun voor huur"}


def advice(seed: int = 3, **changes: Any) -> Advies:
    answers = {
        **FORMS["advies"].example_answers(seed),
        **{k.replace("__", "."): v for k, v in changes.items()},
    }
    return Advies.model_validate(nest({name: value for name, value in answers.items() if value}).data)


@pytest.mark.parametrize(
    ("changes", "group"),
    [
        ({}, "Leefloon: nieuwe aanvraag"),
        ({"beslissing": "herzien"}, "Leefloon: herziening"),
        ({"beslissing": "stopzetten"}, "Leefloon: stopzetting"),
        ({"beslissing": "weigeren"}, "Leefloon: nieuwe aanvraag"),
        ({"beslissing": "schorsen"}, "Sanctie"),
        ({"aard": "individuele_steun"}, "Equivalent leefloon"),
        ({**SUPPORT, "onderwerp": "Equivalent leefloon, dossier"}, "Equivalent leefloon"),
        ({**SUPPORT, "onderwerp": "Dringende medische kosten"}, "Dringende medische kosten"),
        (SUPPORT, "Financiële steun"),
        ({"aard": "twe_dossier"}, "Artikel 60 en TWE"),
        ({"aard": "artikel_60"}, "Artikel 60 en TWE"),
        ({"aard": "terugvordering"}, "Terugvordering"),
        ({"aard": "sanctie"}, "Sanctie"),
    ],
)
def test_individual_items_have_a_group(changes: dict[str, Any], group: str) -> None:
    assert agenda.heading_of(advice(**changes)) == agenda.Heading("Individuele dossiers", group)


def test_the_committee_ratifies_first_and_takes_note_after_the_cases() -> None:
    kinds = ("kennisname_gpmi", "sanctie", "bekrachtiging_dringende_hulp", "beleidsadvies")
    forms = [advice(aard=kind) for kind in kinds] + [advice(beslissing="herzien"), advice()]
    found = sorted(
        (agenda.rank(agenda.heading_of(form), "BCSD"), form.aard.value, form.beslissing.value)
        for form in forms
    )
    assert [(kind, decision) for _, kind, decision in found] == [
        ("bekrachtiging_dringende_hulp", "toekennen"),
        ("maatschappelijke_integratie", "toekennen"),
        ("maatschappelijke_integratie", "herzien"),
        ("sanctie", "toekennen"),
        ("kennisname_gpmi", "toekennen"),
        ("beleidsadvies", "toekennen"),
    ]


@pytest.mark.parametrize("aard", Aard)
@pytest.mark.parametrize("orgaan", [Orgaan.BCSD, Orgaan.VAST_BUREAU])
@pytest.mark.parametrize("beslissing", Beslissing)
def test_every_advice_has_a_heading_of_its_organ(aard: Aard, orgaan: Orgaan, beslissing: Beslissing) -> None:
    form = advice(aard=aard.value, orgaan=orgaan.value, beslissing=beslissing.value)
    assert agenda.heading_of(form).title in agenda.headings(orgaan.value)


def test_people_are_described_without_a_name() -> None:
    day = advice().zitting_datum
    assert agenda.described(advice(), day) == "43 jaar, alleenstaand"
    assert agenda.described(advice(2), day) == "24 jaar, met partner en 3 kinderen ten laste"
    assert agenda.described(advice(5), day) == "27 jaar, alleenstaand met 3 kinderen ten laste"
    grown = advice(5, gezin__0__ten_laste="neen")
    assert agenda.described(grown, day) == "27 jaar, samenwonend met 2 kinderen ten laste"
    lodger = advice(5, gezin__0__ten_laste="neen", gezin__0__huishouden_gemeenschappelijk="neen")
    assert agenda.described(lodger, day) == "27 jaar, alleenstaand met 2 kinderen ten laste"
    unknown = advice(client__geboortedatum="onbekend")
    assert agenda.described(unknown, day) == "alleenstaand"
