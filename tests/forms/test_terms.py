"""The last days of a dossier: what sets them going, what closes them, and when they are late."""

from datetime import date
from typing import Any

import pytest

from forms.advies_choices import Beslissing, Orgaan
from forms.dossier import Dossier, Kept, Ruling
from forms.norms import shipped_norms
from forms.terms import State, Term, gpmi_date, is_closed, missing, terms
from generator.catalog import FORMS
from tests.forms.advies_example import REFUSAL
from tests.forms.dossier_example import advice, kept, plan, report, screening
from tests.forms.verslag_example import form as verslag

NORMS = shipped_norms()
TODAY = date(2024, 11, 1)


def found(*papers: Kept[Any], today: date = TODAY) -> dict[str, Term]:
    return {term.what: term for term in terms(Dossier("x", papers), NORMS, today)}


def states(*papers: Kept[Any], today: date = TODAY) -> dict[str, tuple[str, str]]:
    """Of each term its day and how it stands."""
    return {
        what: (str(term.day), term.state(today).value) for what, term in found(*papers, today=today).items()
    }


def test_a_report_sets_the_clocks_of_the_application_going() -> None:
    """Aanvraag 07/10/2024, ontvangstbewijs that day, home visit 15/10/2024."""
    assert states(report()) == {
        "Ontvangstbewijs": ("2024-10-07", "klaar"),
        "Beslissing": ("2024-11-06", "open"),
        "Kennisgeving": ("2024-11-14", "open"),
        "Beroep als er geen beslissing komt": ("2025-02-15", "open"),
        "GPMI": ("2025-02-06", "open"),
        "Volgend huisbezoek": ("2025-10-15", "open"),
    }


def test_without_a_decision_in_time_it_is_late() -> None:
    late = states(report(), today=date(2024, 11, 7))
    assert late["Beslissing"] == ("2024-11-06", "te laat")
    assert states(report(), today=date(2024, 11, 6))["Beslissing"][1] == "open"


def test_the_session_of_the_advice_is_the_decision() -> None:
    """Session 05/11/2024."""
    before, after = (states(report(), advice(), today=day) for day in (date(2024, 11, 4), date(2024, 11, 5)))
    assert (before["Beslissing"], after["Beslissing"]) == (("2024-11-06", "open"), ("2024-11-06", "klaar"))
    assert after["Kennisgeving"] == ("2024-11-13", "open")
    assert after["Beroep"] == ("2025-02-13", "open")
    assert after["GPMI"] == ("2025-02-05", "open")
    assert "Beroep als er geen beslissing komt" not in after


def test_a_session_after_the_term_is_late_before_it_is_there() -> None:
    session = {"zitting_datum": "12/11/2024", "kennisgeving.datum_uiterlijk": "20/11/2024"}
    term = found(report(), advice(session))["Beslissing"]
    assert (term.state(TODAY), term.late(TODAY)) == (State.LATE, True)
    assert (term.state(date(2024, 11, 12)), term.late(date(2024, 11, 12))) == (State.DONE, True)


def test_what_leaves_no_trace_is_never_called_late() -> None:
    assert states(report(), advice(), today=date(2025, 6, 1))["Kennisgeving"] == ("2024-11-13", "voorbij")


def test_the_plan_tells_the_grant_and_the_contract() -> None:
    """Grant 24/03/2026, contract 25/03/2026, evaluations 30/06, 30/10 and 26/03/2027."""
    assert states(plan(), today=date(2026, 7, 1)) == {
        "GPMI": ("2026-06-24", "klaar"),
        "Evaluatie 1 van het plan": ("2026-06-30", "te laat"),
        "Evaluatie 2 van het plan": ("2026-10-30", "open"),
        "Evaluatie 3 van het plan": ("2027-03-26", "open"),
        "Einde van het plan": ("2027-03-31", "open"),
    }
    held = {"evaluaties.0.uitgevoerd_op": "30/06/2026", "evaluaties.0.resultaat": "Het loopt goed."}
    assert states(plan(held), today=date(2026, 7, 1))["Evaluatie 1 van het plan"][1] == "klaar"


def test_an_instrument_has_a_last_day_of_which_no_paper_tells() -> None:
    """TWE from 01/04/2026, at most 24 months."""
    twe = plan({"activering.instrument": "twe", "activering.startdatum": "01/04/2026"})
    what = "Tijdelijke werkervaring (TWE)"
    assert states(twe, today=date(2028, 3, 31))[what] == ("2028-03-31", "open")
    assert states(twe, today=date(2028, 4, 1))[what] == ("2028-03-31", "voorbij")
    (term,) = (one for one in found(twe).values() if one.what == what)
    assert (term.rule, term.key) == ("hoogstens 24 maanden", what)


def test_without_a_contract_the_gpmi_is_late_after_three_months() -> None:
    without = {"gpmi": {"verplicht": "ja"}}
    assert states(plan(without), today=date(2026, 6, 24))["GPMI"] == ("2026-06-24", "open")
    assert states(plan(without), today=date(2026, 6, 25))["GPMI"] == ("2026-06-24", "te laat")
    assert (
        states(plan(without), screening({"gpmi_datum": "01/05/2026"}), today=date(2026, 7, 1))["GPMI"][1]
        == "klaar"
    )


def test_who_is_exempt_or_gets_no_leefloon_has_no_gpmi() -> None:
    exempt = {
        "gpmi": {
            "verplicht": "neen",
            "uitzondering_reden": "Attest van 12/03/2026, arbeidsongeschikt.",
            "code": "8",
        }
    }
    assert "GPMI" not in found(report(), plan(exempt))
    none = {"leefloon": "neen", "gpmi": None, "toekenning_datum": None}
    assert "GPMI" not in found(report(), plan(none))


def test_evaluations_of_the_gpmi_go_before_those_of_the_plan() -> None:
    own = {"gpmi.evaluaties": [{"datum_gepland": "01/06/2026", "wijze": "persoonlijk"}]}
    assert "Evaluatie 1 van het GPMI" in found(plan(own))
    assert "Evaluatie 1 van het plan" not in found(plan(own))


def test_the_last_home_visit_of_any_report_counts() -> None:
    later = report(
        {"datum_opmaak": "01/03/2025", "huisbezoek": {"reden_geen": "Uitgesteld: de cliënt is opgenomen."}}
    )
    assert states(report(), later)["Volgend huisbezoek"][0] == "2025-10-15"


def test_the_next_contact_is_that_of_the_last_screening() -> None:
    first, second = screening(), screening({"datum_opmaak": "01/04/2026", "volgend_contact": "15/04/2026"})
    assert states(first, today=date(2026, 4, 3))["Volgend contact"] == ("2026-04-02", "te laat")
    assert states(first, second, today=date(2026, 4, 3))["Volgend contact"] == ("2026-04-15", "open")


def test_an_ocmw_without_competence_sends_on() -> None:
    away = {
        "bevoegdheid": "onbevoegd_doorgestuurd",
        "doorsturing": {"reden": "Woont in Zaventem.", "datum": "09/10/2024", "ocmw": "OCMW Zaventem"},
    }
    shown = states(report(away))
    assert shown["Doorsturen naar het bevoegde OCMW"] == ("2024-10-12", "klaar")
    assert "Beslissing" not in shown


def test_a_new_application_starts_anew() -> None:
    again = report(
        {"datum_opmaak": "14/04/2025", "datum_aanvraag": "07/04/2025", "ontvangstbewijs_datum": "07/04/2025"}
    )
    shown = states(report(), advice(), again, today=date(2025, 4, 15))
    assert shown["Beslissing"] == ("2025-05-07", "open")
    assert "Beroep" not in shown


def test_a_refused_or_ended_dossier_has_no_duties_left() -> None:
    papers = (report(), advice(REFUSAL))
    assert not is_closed(Dossier("x", papers), date(2024, 11, 4))
    assert is_closed(Dossier("x", papers), date(2024, 11, 5))
    assert set(found(*papers, today=date(2024, 11, 5))) == {
        "Ontvangstbewijs",
        "Beslissing",
        "Kennisgeving",
        "Beroep",
    }
    assert not is_closed(Dossier("x", (*papers, screening())), date(2026, 11, 5))


def ruling(
    beslissing: str | None, subject: str = "Leefloon, nieuwe aanvraag, dossier KB-2024-00042"
) -> Ruling:
    taken = Beslissing(beslissing) if beslissing else None
    return Ruling(Orgaan.BCSD, date(2024, 11, 5), subject, taken)


_GRANTED = {"Beslissing": "klaar", "Beroep": "open", "GPMI": "open", "Volgend huisbezoek": "open"}
_REFUSED = {"Beslissing": "klaar", "Beroep": "open"}
_PUT_OFF = {
    "Beslissing": "te laat",
    "Beroep als er geen beslissing komt": "open",
    "Volgend huisbezoek": "open",
}


@pytest.mark.parametrize(
    ("proposal", "rulings", "closed", "expected"),
    [
        pytest.param({}, ["toekennen"], False, _GRANTED, id="granted as proposed"),
        pytest.param(REFUSAL, ["weigeren"], True, _REFUSED, id="refused as proposed"),
        pytest.param(REFUSAL, ["toekennen"], False, _GRANTED, id="granted, proposed to refuse"),
        pytest.param({}, ["weigeren"], True, _REFUSED, id="refused, proposed to grant"),
        pytest.param({}, ["stopzetten"], True, _REFUSED, id="ended, proposed to grant"),
        pytest.param({}, [None], False, _PUT_OFF, id="put off, proposed to grant"),
        pytest.param(REFUSAL, [None], False, _PUT_OFF, id="put off, proposed to refuse"),
        pytest.param({}, ["toekennen", "weigeren"], True, _REFUSED, id="a corrected list goes before"),
        pytest.param({}, [None, "toekennen"], False, _GRANTED, id="put off by mistake"),
        pytest.param({}, [], False, _GRANTED, id="no list: the proposal to grant"),
        pytest.param(REFUSAL, [], True, _REFUSED, id="no list: the proposal to refuse"),
    ],
)
def test_what_the_organ_decided_counts(
    proposal: dict[str, object], rulings: list[str | None], closed: bool, expected: dict[str, str]
) -> None:
    """Session 05/11/2024, looked at a month after; without a decision the term ended on 06/11/2024."""
    dossier = Dossier("x", (report(), advice(proposal)), tuple(map(ruling, rulings)))
    today = date(2024, 12, 5)
    found = {term.what: term.state(today).value for term in terms(dossier, NORMS, today)}
    told = {what: state for what, state in found.items() if what not in {"Ontvangstbewijs", "Kennisgeving"}}
    assert (is_closed(dossier, today), told) == (closed, expected)


def test_the_day_of_a_grant_is_that_of_the_session_that_granted() -> None:
    """GPMI three months after it, also where the service advised to refuse."""
    papers = (report(), advice(REFUSAL))
    (gpmi,) = (
        term
        for term in terms(Dossier("x", papers, (ruling("toekennen"),)), NORMS, TODAY)
        if term.what == "GPMI"
    )
    assert gpmi.day == date(2025, 2, 5)


@pytest.mark.parametrize(("taken", "known"), [("toekennen", True), (None, False), ("weigeren", False)])
def test_a_plan_that_counted_on_a_session_is_not_believed(taken: str | None, known: bool) -> None:
    papers = (report(), advice(), plan({"toekenning_datum": "05/11/2024"}))
    found = terms(Dossier("x", papers, (ruling(taken),)), NORMS, TODAY)
    assert ("GPMI" in {term.what for term in found}) is known
    earlier = (report(), advice(), plan({"toekenning_datum": "05/09/2024"}))
    found = terms(Dossier("x", earlier, (ruling(taken),)), NORMS, TODAY)
    assert date(2024, 12, 5) in {term.day for term in found if term.what == "GPMI"}


def test_a_ruling_is_on_the_advice_with_its_subject() -> None:
    """Two items of one dossier on one session: leefloon granted, the guarantee refused."""
    guarantee = advice({"onderwerp": "Huurwaarborg", "aard": "individuele_steun"})
    papers, other = (report(), guarantee, advice()), ruling("weigeren", "huurwaarborg")
    today = date(2024, 12, 5)
    assert not is_closed(Dossier("x", papers, (ruling("toekennen"), other)), today)
    assert is_closed(Dossier("x", papers, (ruling("weigeren"), other)), today)
    assert not is_closed(Dossier("x", papers, (other,)), today)


def test_a_ruling_is_on_the_last_advice_for_its_session() -> None:
    """An advice that was made again before the session."""
    papers = (report(), advice(REFUSAL), advice({"feiten": "Nieuw. " * 20}))
    dossier = Dossier("x", papers, (ruling("weigeren"),))
    assert is_closed(dossier, date(2024, 12, 5))


def test_a_ruling_on_another_session_says_nothing() -> None:
    later = advice({"zitting_datum": "19/11/2024", "kennisgeving.datum_uiterlijk": "27/11/2024"})
    dossier = Dossier("x", (report(), later), (ruling(None),))
    (decision,) = (term for term in terms(dossier, NORMS, TODAY) if term.what == "Beslissing")
    assert decision.on == date(2024, 11, 19)


def test_a_key_stays_when_the_day_moves() -> None:
    moved = {"zitting_datum": "12/11/2024", "kennisgeving.datum_uiterlijk": "20/11/2024"}
    before, after = found(report(), advice()), found(report(), advice(moved))
    assert {what: term.key for what, term in before.items()} == {
        what: term.key for what, term in after.items()
    }
    assert before["Kennisgeving"].day != after["Kennisgeving"].day
    assert len({term.key for term in before.values()}) == len(before)


def test_what_is_missing() -> None:
    assert missing(Dossier("x")) == tuple(f"{kind.title}: nog geen" for kind in FORMS.values())
    assert missing(Dossier("x", (screening(), report(), plan(), advice()))) == ()
    bare = verslag({"huisbezoek": {"reden_geen": "Uitgesteld: de cliënt is opgenomen."}})
    papers = (screening(), kept(bare), plan({"gpmi": {"verplicht": "ja"}}), advice())
    assert [line.partition(":")[0] for line in missing(Dossier("x", papers))] == ["Huisbezoek", "GPMI"]
    assert gpmi_date(Dossier("x", papers)) is None


@pytest.mark.parametrize("form", FORMS)
def test_holes_in_a_paper_set_nothing_going(form: str) -> None:
    empty: Any = FORMS[form].model.model_construct()
    empty.__dict__.clear()
    dossier = Dossier("x", (Kept(empty, date(2024, 10, 1)),))
    assert terms(dossier, NORMS, TODAY) == ()
    missing(dossier)
