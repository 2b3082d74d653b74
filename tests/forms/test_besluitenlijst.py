"""The decision list: each rule broken alone, and what follows from a list."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms import besluitenlijst_facts as facts
from forms.advies_choices import Beslissing
from forms.base import Unanswered
from forms.besluitenlijst import Besluitenlijst
from forms.client import Aanspreking
from forms.dossier import Dossier, Kept
from forms.findings import Severity
from forms.norms import Norm, Norms, shipped_norms
from forms.rulebook import Circumstances
from forms.rules.besluitenlijst import rules
from tests.forms import advies_example
from tests.forms.advies_example import POLICY, REFUSAL, SUSPENSION
from tests.forms.answers import TODAY, with_changes

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
WHY = "De cliënt woont sinds 1 november samen met een zus en deelt de kosten van het huishouden met haar."
EXAMPLE: dict[str, Any] = {
    "documenttype": "besluitenlijst",
    "schema_versie": "1.0",
    "orgaan": "BCSD",
    "zitting_datum": "05/11/2024",
    "voorzitter": "Jan Claes",
    "secretaris": "Mieke Vos",
    "leden_in_functie": "7",
    "aanwezigen": [
        {"naam": "Els Janssens"},
        {"naam": "Rik Peeters", "hoedanigheid": "lid"},
        {"naam": "Nadia Haddad"},
        {"naam": "An Verlinden", "hoedanigheid": "hoofd_sociale_dienst"},
    ],
    "punten": [
        {
            "nummer": "BCSD-2024-11-001",
            "dossiernummer": "KB-2024-00042",
            "onderwerp": "Leefloon, nieuwe aanvraag, dossier KB-2024-00042",
            "voorstel": "toekennen",
            "besluit": "conform",
        },
        {
            "nummer": "BCSD-2024-11-002",
            "dossiernummer": "KB-2024-00043",
            "onderwerp": "Leefloon, nieuwe aanvraag, dossier KB-2024-00042",
            "voorstel": "weigeren",
            "besluit": "conform",
            "stemming": "2-1-1",
        },
        {
            "nummer": "BCSD-2024-11-003",
            "dossiernummer": "KB-2024-00044",
            "onderwerp": "Leefloon, nieuwe aanvraag, dossier KB-2024-00042",
            "voorstel": "Toekennen",
            "besluit": "afwijkend",
            "stemming": "2-2-0",
        },
    ],
    "toelichtingen": [
        {
            "nummer": "3",
            "beslissing": "toekennen",
            "tekst": "Het BCSD kent een leefloon van categorie 1 toe.\n\nHet BCSD gelast de dienst met de opvolging.",
            "motivering": WHY,
            "bedrag": "858,97",
            "ingangsdatum": "01/11/2024",
        },
        {"nummer": "BCSD-2024-11-002", "opmerkingen": "De cliënt krijgt een afspraak bij de dienst."},
    ],
}
UNHEARD: dict[str, object] = {"hoorrecht_uitgeoefend": {"gevraagd": "ja", "ja": "neen"}}
DENIED: dict[str, object] = {
    "toelichtingen.0.beslissing": "weigeren",
    "toelichtingen.0.tekst": "Het BCSD weigert het leefloon.",
    "toelichtingen.0.bedrag": None,
    "toelichtingen.0.ingangsdatum": None,
}
SUPPLEMENT = {"onderwerp": "Huurwaarborg, dossier KB-2024-00042"}
Dossiers = dict[str, Dossier]


def kept(number: str, changes: dict[str, object], day: int = 21) -> Kept[Any]:
    return Kept(advies_example.form({"dossiernummer": number, **changes}), date(2024, 10, day))


def dossiers(**changes: dict[str, object]) -> Dossiers:
    """The dossiers of the example; ``d44`` changes the advice of KB-2024-00044."""
    heard: dict[str, object] = {"hoorrecht_uitgeoefend": {"gevraagd": "neen", "ja": "neen"}}
    made = {"d42": {}, "d43": REFUSAL, "d44": heard, **changes}
    numbers = {name: f"KB-2024-000{name[1:]}" for name in made}
    return {number: Dossier(number, (kept(number, dict(made[name])),)) for name, number in numbers.items()}


def norms(**own: str) -> Norms:
    address = {"beroep_adres": "Rechtbanklaan 1, 3000 Leuven", **own}
    return shipped_norms().with_changes(
        {name: (Norm(waarde=value, bron="proef"),) for name, value in address.items()}
    )


def form(changes: dict[str, object] | None = None) -> Besluitenlijst:
    return Besluitenlijst.model_validate(with_changes(EXAMPLE, changes or {}))


def broken(
    changes: dict[str, object], beside: Dossiers | None = None, **circumstances: Any
) -> set[tuple[str, Severity, str]]:
    around = Circumstances(TODAY, norms(), dossiers=dossiers() if beside is None else beside)
    judged = rules.judge(form(changes), replace(around, **circumstances))
    return {(found.rule.code, found.rule.severity, found.field) for found in judged}


OF_THE_LIST: list[tuple[dict[str, object], str, Severity, str]] = [
    ({"orgaan": None}, "BSL-01", FOUT, "orgaan"),
    ({"zitting_datum": None}, "BSL-01", FOUT, "zitting_datum"),
    ({"aanwezigen": EXAMPLE["aanwezigen"][3:], "punten.1.stemming": None, "punten.2.stemming": None, "leden_in_functie": None}, "BSL-03", FOUT, "aanwezigen"),
    ({"leden_in_functie": "8"}, "BSL-04", WAARSCHUWING, "leden_in_functie"),
    ({"punten": [], "toelichtingen": []}, "BSL-05", FOUT, "punten"),
    ({"punten.0.voorstel": None}, "BSL-06", FOUT, "punten.0.dossiernummer"),
    ({"punten.0.onderwerp": None}, "BSL-06", FOUT, "punten.0.dossiernummer"),
    ({"punten.1.stemming": "twee voor"}, "BSL-08", FOUT, "punten.1.stemming"),
    ({"punten.1.stemming": "2-2-0"}, "BSL-09", FOUT, "punten.1.besluit"),
    ({"punten.1.stemming": "1-2-0"}, "BSL-09", FOUT, "punten.1.besluit"),
    ({"punten.1.stemming": "4-1-0"}, "BSL-10", FOUT, "punten.1.stemming"),
    ({"punten.1.besluit": "ingetrokken"}, "BSL-11", FOUT, "punten.1.stemming"),
    ({"punten.0.besluit": "afwijkend"}, "BSL-12", FOUT, "punten.0.besluit"),
    ({"toelichtingen.1.nummer": "9"}, "BSL-13", FOUT, "toelichtingen.1.nummer"),
    ({"toelichtingen.1.nummer": "geen"}, "BSL-13", FOUT, "toelichtingen.1.nummer"),
    ({"toelichtingen.1.bedrag": "10,00"}, "BSL-15", FOUT, "toelichtingen.1.beslissing"),
    ({"toelichtingen.0.motivering": WHY[:59]}, "BSL-16", FOUT, "toelichtingen.0.motivering"),
    ({"toelichtingen.0.tekst": "Het BCSD kent leefloon toe.\nDrie maanden lang."}, "BSL-17", FOUT, "toelichtingen.0.tekst"),
    ({"punten.0.dossiernummer": "KB-2024-00099"}, "BSL-18", FOUT, "punten.0.dossiernummer"),
    ({"punten.0.voorstel": "weigeren"}, "BSL-20", FOUT, "punten.0.voorstel"),
    ({"toelichtingen.0.ingangsdatum": None}, "BSL-22", FOUT, "toelichtingen.0.ingangsdatum"),
    ({"toelichtingen.0.bedrag": None}, "BSL-22", FOUT, "toelichtingen.0.bedrag"),
    ({"punten.0.besluit": "uitgesteld"}, "BSL-24", WAARSCHUWING, "punten.0.besluit"),
]  # fmt: skip


def test_the_example_breaks_nothing() -> None:
    assert broken({}) == set()


@pytest.mark.parametrize(("changes", "code", "severity", "field"), OF_THE_LIST)
def test_each_rule_is_broken_alone(
    changes: dict[str, object], code: str, severity: Severity, field: str
) -> None:
    assert broken(changes) == {(code, severity, field)}


def test_a_deviation_is_motivated_in_sixty_characters() -> None:
    assert broken({"toelichtingen.0.motivering": "x" * 60}) == set()


def test_a_list_is_filled_in_after_the_session() -> None:
    found = broken({}, today=date(2024, 11, 4))
    assert found == {("BSL-02", FOUT, "zitting_datum")}
    assert broken({}, today=date(2024, 11, 5)) == set()


def test_a_number_stands_once_on_the_list() -> None:
    found = broken({"punten.0.nummer": "BCSD-2024-11-002"})
    assert found == {("BSL-07", FOUT, "punten.0.nummer"), ("BSL-07", FOUT, "punten.1.nummer")}


def test_a_point_has_one_block_below() -> None:
    found = broken({"toelichtingen.1.nummer": "003"})
    assert found == {("BSL-14", FOUT, "toelichtingen.0.nummer"), ("BSL-14", FOUT, "toelichtingen.1.nummer")}


def test_an_advice_for_another_session_or_organ_is_not_the_one() -> None:
    later = dossiers(d42={"zitting_datum": "12/11/2024"})
    assert broken({}, later) == {("BSL-18", FOUT, "punten.0.dossiernummer")}
    elsewhere = dossiers(d42={"orgaan": "vast_bureau"})
    assert broken({}, elsewhere) == {("BSL-18", FOUT, "punten.0.dossiernummer")}


def test_of_two_advices_the_subject_tells_which() -> None:
    two = dossiers()
    number = "KB-2024-00042"
    two[number] = Dossier(number, (*two[number].papers, kept(number, dict(SUPPLEMENT), 22)))
    assert broken({}, two) == set()
    point = form().punten[0]
    assert facts.advice_of(form(), point, two).onderwerp == point.onderwerp
    assert broken({"punten.0.onderwerp": "Iets anders"}, two) == {("BSL-19", FOUT, "punten.0.onderwerp")}


SUSPENDED: dict[str, object] = {
    "toelichtingen.0.beslissing": "schorsen",
    "toelichtingen.0.tekst": "Het BCSD schorst het leefloon voor een maand.",
    "toelichtingen.0.bedrag": None,
}


@pytest.mark.parametrize(
    ("advice", "text", "codes"),
    [
        pytest.param({}, "Het BCSD schorst het leefloon voor een maand.", {"BSL-26"}, id="no notice"),
        pytest.param(SUSPENSION, "Het BCSD schorst het leefloon voor een maand.", set(), id="after a notice"),
        pytest.param(SUSPENSION, "Het BCSD schorst het leefloon voor 31 dagen.", set(), id="31 days"),
        pytest.param(SUSPENSION, "Het BCSD schorst het leefloon voor 32 dagen.", {"BSL-27"}, id="32 days"),
        pytest.param(
            SUSPENSION, "Het BCSD schorst het leefloon voor twee maanden.", {"BSL-27"}, id="two months"
        ),
        pytest.param(
            SUSPENSION | {"schorsing.herhaling": "ja", "schorsing.maanden": "3"},
            "Het BCSD schorst het leefloon voor drie maanden.",
            set(),
            id="three months on repetition",
        ),
        pytest.param(
            SUSPENSION | {"schorsing.herhaling": "ja", "schorsing.maanden": "3"},
            "Het BCSD schorst het leefloon voor vier maanden.",
            {"BSL-27"},
            id="four months on repetition",
        ),
    ],
)
def test_a_suspension_of_the_organ_itself_follows_a_notice_and_is_short(
    advice: dict[str, object], text: str, codes: set[str]
) -> None:
    heard: dict[str, object] = {"hoorrecht_uitgeoefend": {"gevraagd": "neen", "ja": "neen"}}
    found = broken(
        SUSPENDED
        | {"toelichtingen.0.tekst": text, "punten.2.voorstel": "schorsen" if advice else "toekennen"},
        dossiers(d44={**advice, **heard}),
    )
    assert {(code, severity) for code, severity, _ in found} == {(code, WAARSCHUWING) for code in codes}


def test_of_two_versions_of_an_advice_the_latest_counts() -> None:
    two = dossiers()
    number = "KB-2024-00042"
    two[number] = Dossier(number, (*two[number].papers, kept(number, {"feiten": "Nieuw. " * 20}, 22)))
    assert broken({}, two) == set()
    assert facts.advice_of(form(), form().punten[0], two).feiten.startswith("Nieuw.")


def test_an_advice_that_lacks_answers_makes_no_decision() -> None:
    beside = dossiers()
    (advice,) = beside["KB-2024-00042"].papers
    advice.form.__dict__.pop("feiten")
    assert broken({}, beside) == {("BSL-21", FOUT, "punten.0.dossiernummer")}


def test_a_client_is_heard_before_the_organ_turns_against_him() -> None:
    assert broken(DENIED) == set()
    assert broken(DENIED, dossiers(d44=UNHEARD)) == {("BSL-23", FOUT, "toelichtingen.0.beslissing")}
    untold = dossiers(d44={"hoorrecht_uitgeoefend": None})
    assert broken(DENIED, untold) == {("BSL-23", WAARSCHUWING, "toelichtingen.0.beslissing")}
    assert broken({}, untold) == set()


def test_a_letter_wants_the_address_of_the_court() -> None:
    unknown = norms(beroep_adres="")
    assert broken({}, norms=unknown) == {("BSL-25", WAARSCHUWING, "punten")}
    nothing = {f"punten.{place}.besluit": "ingetrokken" for place in range(3)}
    quiet: dict[str, object] = {"punten.1.stemming": None, "punten.2.stemming": None, "toelichtingen": []}
    assert broken(nothing | quiet, norms=unknown) == set()


def test_one_person_decides_without_members_or_votes() -> None:
    alone: dict[str, object] = {"orgaan": "voorzitter_bcsd_dringend"}
    beside = dossiers(d42=alone, d43=REFUSAL | alone, d44=alone)
    found = broken(alone | {"aanwezigen": [], "punten.1.stemming": None, "punten.2.stemming": None}, beside)
    assert found == set()
    assert facts.vote_in_words(form(alone), form().punten[0], norms()) == ""


def test_without_the_dossiers_at_hand_no_rule_counts_on_them() -> None:
    assert [found.rule.code for found in rules.judge(form(), Circumstances(TODAY, norms()))] == []


def test_every_rule_is_tested() -> None:
    by_hand = {"BSL-02", "BSL-07", "BSL-14", "BSL-19", "BSL-21", "BSL-23", "BSL-25", "BSL-26", "BSL-27"}
    tested = {(code, re.sub(r"\.[0-9]+\.", ".*.", field)) for _, code, _, field in OF_THE_LIST}
    own = {
        (rule.code, f"{rule.each}.*.{rule.field}" if rule.each else rule.field)
        for rule in rules.rules
        if rule.code not in by_hand
    }
    assert own == tested
    assert by_hand <= {rule.code for rule in rules.rules}


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (None, "Eenparig"),
        ("2-1-1", "2 stemmen voor, 1 stem tegen, 1 onthouding"),
        ("1 - 0 - 2", "1 stem voor, 0 stemmen tegen, 2 onthoudingen"),
    ],
)
def test_a_vote_is_told_in_words(told: str | None, shown: str) -> None:
    voted = form({"punten.1.stemming": told})
    assert facts.vote_in_words(voted, voted.punten[1], norms()) == shown


def test_what_was_decided_is_the_proposal_or_what_deviates_from_it() -> None:
    said, beside = form(), dossiers()
    taken = [facts.decision(said, point, facts.advice_of(said, point, beside)) for point in said.punten]
    assert taken == [Beslissing.TOEKENNEN, Beslissing.WEIGEREN, Beslissing.TOEKENNEN]
    deviating = said.punten[2]
    assert facts.articles(said, deviating, facts.advice_of(said, deviating, beside)) == [
        "Het BCSD kent een leefloon van categorie 1 toe.",
        "Het BCSD gelast de dienst met de opvolging.",
    ]
    assert facts.rejected_by_vote(deviating)
    untold = form({"punten.0.besluit": "afwijkend"})
    with pytest.raises(Unanswered):
        facts.decision(untold, untold.punten[0], advies_example.form({}))


def test_a_typed_number_is_not_printed_twice() -> None:
    assert facts.lines("Artikel 1. Het BCSD weigert.\n art. 2: Het BCSD beslist.\n\nEnig artikel") == [
        "Het BCSD weigert.",
        "Het BCSD beslist.",
        "Enig artikel",
    ]


def test_only_a_decision_with_effect_on_a_client_is_notified() -> None:
    said = form()
    point = said.punten[0]
    assert facts.concerns_client(said, point, advies_example.form({}))
    assert not facts.concerns_client(said, point, advies_example.form(POLICY))
    assert not facts.concerns_client(said, point, advies_example.form({"beslissing": "kennisnemen"}))
    postponed = form({"punten.0.besluit": "uitgesteld"})
    assert not facts.concerns_client(postponed, postponed.punten[0], advies_example.form({}))


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        (Aanspreking.MEVROUW, "Beste mevrouw Van den Broeck"),
        (Aanspreking.MENEER, "Beste heer Van den Broeck"),
        (Aanspreking.VOORNAAM_NAAM, "Beste Amélie Van den Broeck"),
    ],
)
def test_a_client_is_addressed_as_chosen(chosen: Aanspreking, shown: str) -> None:
    client = advies_example.form({}).client
    assert client is not None
    assert facts.salutation(client.model_copy(update={"aanspreking": chosen})) == shown


def test_terms_come_from_the_norms() -> None:
    said, advice = form(), advies_example.form({"beroep": None})
    ruling = facts.ruling(said, said.punten[0], advice, norms())
    assert ruling["kennisgeving_uiterlijk"] == date(2024, 11, 13)
    assert (ruling["beroep_maanden"], ruling["beroep_rechtbank"]) == (3, "arbeidsrechtbank")
    assert "verzoekschrift" in str(ruling["beroep_wijze"])
    other = shipped_norms().with_changes({"beroep_maanden": (Norm(waarde="4", bron="proef"),)})
    assert facts.ruling(said, said.punten[0], advice, other)["beroep_maanden"] == 4
