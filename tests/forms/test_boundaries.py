"""The day itself, the last character, the number that is named: on which side of a rule each boundary lies."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from forms import legal_library
from forms.deadlines import months_between
from forms.dossier import Dossier, Kept
from forms.norms import shipped_norms
from forms.numbers import insz_facts, read_email
from forms.readiness import missing
from forms.rulebook import Circumstances
from forms.rules import advies, hulpverleningsplan
from forms.sociaal_verslag import SociaalVerslag
from forms.terms import State, Term, is_closed, terms
from forms.values import PartialDate, Unreadable, of_length, read_date, read_positive_amount
from forms.verslag_facts import is_dependent_minor
from tests.forms import advies_example, plan_example, screening_example, verslag_example
from tests.forms.advies_example import REFUSAL
from tests.forms.answers import CLIENT, TODAY
from tests.forms.dossier_example import advice, broken, plan, report, screening
from tests.forms.plan_example import LONG, VOLUNTEERING, evaluations
from tests.forms.screening_example import VALID

NOW, TOMORROW = f"{TODAY:%d/%m/%Y}", f"{TODAY.replace(day=TODAY.day + 1):%d/%m/%Y}"
URGENT: dict[str, object] = {
    "spoed_reden": "De uithuiszetting is gepland op 28 oktober.",
    "kennisgeving.datum_uiterlijk": "05/11/2024",
}
EXEMPT = {"gpmi": {"verplicht": "neen", "code": "8"}}
SENT_ON = {
    "bevoegdheid": "onbevoegd_doorgestuurd",
    "doorsturing": {"reden": "Verblijft in Leuven.", "ocmw": "OCMW Leuven"},
}
CARD = {
    "periode": "2026-03",
    "aanbieder": "CVO Semper",
    "module": "NT2 1.1",
    "lesuren_voorzien": "40",
    "lesuren_gevolgd": "40",
    "afwezig_gewettigd": "0",
    "afwezig_ongewettigd": "0",
    "kaart_gecontroleerd_op": "20/03/2026",
    "gecontroleerd_door": "Sofie Maes",
}
TWE = {"instrumenten": ["twe"], "regulier_haalbaar": "na_aanleren", "leerpotentieel": "voldoende"}


def heard(day: str) -> dict[str, str]:
    return {"gevraagd": "ja", "ja": "ja", "datum": day, "samenvatting": "De cliënt lichtte het inkomen toe."}


def foreigner(reason: str) -> dict[str, object]:
    return CLIENT | {
        "insz": None,
        "verblijfsstatuut": "eu_burger_meer_dan_3_maanden",
        "insz_afwezig_reden": reason,
    }


def costing(month: str) -> list[dict[str, str]]:
    return [{"post": "huur", "maand": month, "bewijs": "1"}]


def abroad(until: str) -> list[dict[str, str]]:
    return [{"van": "01/07/2024", "tot": until, "reden": "bezoek aan familie"}]


def alone(score: str) -> list[dict[str, str]]:
    scores: list[dict[str, str]] = VALID["competenties"]
    return [row | ({"score": score} if row["competentie"] == "zelfstandigheid" else {}) for row in scores]


def job(until: str, since: str = "19/03/2025") -> list[dict[str, str]]:
    return [{"functie": "keukenhulp", "werkgever": "een rusthuis", "van": since, "tot": until}]


def heavy(why: str) -> list[dict[str, str]]:
    return [{"domein": "netwerk", "ernst": "hoog", "toelichting": why}]


def scored(score: str, first: str = "") -> list[dict[str, str]]:
    one, *others = [row | {"score": score} for row in VALID["competenties"]]
    return [one | {"score": first or score}, *others]


@pytest.mark.parametrize(
    ("code", "field", "besides", "answer", "allowed", "refused"),
    [
        ("ADV-DATUM", "zitting_datum", URGENT, "zitting_datum", "22/10/2024", "21/10/2024"),
        ("ADV-DATUM", "indiendatum", {}, "indiendatum", "21/10/2024", "20/10/2024"),
        (
            "ADV-DATUM",
            "sociaal_verslag_ref.datum",
            {},
            "sociaal_verslag_ref.datum",
            "21/10/2024",
            "22/10/2024",
        ),
        ("ADV-DATUM", "toekenning.tot", {}, "toekenning.tot", "07/10/2024", "06/10/2024"),
        ("ADV-DATUM", "financieel.rekening_jaar", {}, "financieel.rekening_jaar", "2025", "2026"),
        ("ADV-LENGTE", "onderwerp", {}, "onderwerp", "x" * 120, "x" * 121),
        ("ADV-LENGTE", "feiten", {}, "feiten", "x" * 60, "x" * 59),
        ("ADV-LENGTE", "feiten", {}, "feiten", "x" * 3000, "x" * 3001),
        ("ADV-LENGTE", "motivering.tekst", {}, "motivering.tekst", "x" * 150, "x" * 149),
        (
            "ADV-13",
            "kennisgeving.datum_uiterlijk",
            {},
            "kennisgeving.datum_uiterlijk",
            "05/11/2024",
            "04/11/2024",
        ),
        ("ADV-PUNT", "zitting_datum", URGENT, "zitting_datum", "30/10/2024", "29/10/2024"),
        ("ADV-PUNT", "zitting_datum", URGENT, "zitting_datum", "26/10/2024", "27/10/2024"),
        (
            "ADV-15",
            "hoorrecht_uitgeoefend",
            REFUSAL,
            "hoorrecht_uitgeoefend",
            heard("05/11/2024"),
            heard("06/11/2024"),
        ),
        ("KOP-02", "datum_opmaak", {}, "datum_opmaak", NOW, TOMORROW),
        ("KOP-03", "datum_opmaak", {}, "datum_aanvraag", "21/10/2024", "22/10/2024"),
        ("CLI-02", "client.geboortedatum", {}, "client.geboortedatum", NOW, TOMORROW),
        ("CLI-06", "client.insz_afwezig_reden", {}, "client", foreigner("x" * 10), foreigner("x" * 9)),
        (
            "CLI-07",
            "client.verblijf_geldig_tot",
            {},
            "client.verblijf_geldig_tot",
            "21/10/2024",
            "20/10/2024",
        ),
    ],
)
def test_advice(
    code: str, field: str, besides: Mapping[str, object], answer: str, allowed: object, refused: object
) -> None:
    found = [advies_example.broken({**besides, answer: each}) for each in (allowed, refused)]
    assert told(found, code, field) == [False, True]


@pytest.mark.parametrize(
    ("code", "field", "besides", "answer", "allowed", "refused"),
    [
        (
            "HVP-01",
            "evaluaties",
            LONG,
            "evaluaties",
            evaluations(("01/04/2027", "digitaal")),
            evaluations(("02/04/2027", "digitaal")),
        ),
        (
            "HVP-01",
            "evaluaties",
            LONG,
            "evaluaties",
            evaluations(("01/04/2026", "digitaal")),
            evaluations(("31/03/2026", "digitaal")),
        ),
        ("HVP-01", "evaluaties", {"evaluaties": []}, "tot", "01/04/2027", "02/04/2027"),
        ("HVP-02", "sociaal_verslag_datum", {}, "sociaal_verslag_datum", "25/03/2026", "26/03/2026"),
        ("HVP-11", "evaluaties", {}, "evaluaties.0.datum_gepland", "01/04/2026", "31/03/2026"),
        ("HVP-11", "evaluaties", {}, "evaluaties.2.datum_gepland", "31/03/2027", "01/04/2027"),
        *(
            ("HVP-DATUM", f"{answer}", {}, f"{answer}", allowed, refused)
            for answer, allowed, refused in (
                ("evaluaties.0.datum_gepland", "01/04/2026", "31/03/2026"),
                ("evaluaties.2.datum_gepland", "31/03/2027", "01/04/2027"),
                ("evaluaties.0.uitgevoerd_op", "25/03/2026", "26/03/2026"),
            )
        ),
        (
            "HVP-09",
            "vrijwilligerswerk_gemeld_op",
            VOLUNTEERING,
            "vrijwilligerswerk_gemeld_op",
            "07/04/2026",
            "08/04/2026",
        ),
        (
            "HVP-10",
            "toekenning_datum",
            {"toekenning_datum": None, "gpmi": {"verplicht": "ja"}},
            "datum_aanvraag",
            "25/12/2025",
            "24/12/2025",
        ),
        ("HVP-12", "gpmi.contractdatum", {}, "toekenning_datum", "25/03/2026", "26/03/2026"),
        ("HVP-DATUM", "akkoord_client.datum", {}, "akkoord_client.datum", NOW, TOMORROW),
        (
            "HVP-LENGTE",
            "doelen.0.meetbaar_resultaat",
            {},
            "doelen.0.meetbaar_resultaat",
            "x" * 15,
            "x" * 14,
        ),
        (
            "HVP-LENGTE",
            "gpmi.uitzondering_reden",
            EXEMPT,
            "gpmi.uitzondering_reden",
            "x" * 20,
            "x" * 19,
        ),
    ],
)
def test_plan(
    code: str, field: str, besides: Mapping[str, object], answer: str, allowed: object, refused: object
) -> None:
    found = [plan_example.broken({**besides, answer: each}) for each in (allowed, refused)]
    assert told(found, code, field) == [False, True]


@pytest.mark.parametrize(
    ("code", "field", "besides", "answer", "allowed", "refused"),
    [
        ("SV-05", "buitenland.0.gemeld_op", {}, "buitenland", abroad("06/07/2024"), abroad("07/07/2024")),
        ("SV-05", "buitenland.0.gemeld_op", {}, "buitenland.0.gemeld_op", "01/07/2024", "02/07/2024"),
        ("SV-12", "diagnose", {"budget": None}, "uitgaven", costing("1079,00"), costing("1079,01")),
        ("SV-21", "conclusie.nood", {}, "conclusie.nood", "x" * 20, "x" * 19),
        ("SV-21", "conclusie.omvang", {}, "conclusie.omvang", "x" * 20, "x" * 19),
        ("SV-DATUM", "eerdere_ocmws.0.tot", {}, "eerdere_ocmws.0.tot", "01/02/2019", "31/01/2019"),
        ("SV-DATUM", "hoorrecht.datum", {}, "hoorrecht.datum", "07/10/2024", "06/10/2024"),
        ("SV-DATUM", "doorsturing.datum", SENT_ON, "doorsturing.datum", "07/10/2024", "06/10/2024"),
        ("SV-DATUM", "doorsturing.datum", SENT_ON, "doorsturing.datum", "21/10/2024", "22/10/2024"),
    ],
)
def test_report(
    code: str, field: str, besides: Mapping[str, object], answer: str, allowed: object, refused: object
) -> None:
    found = [verslag_example.broken({**besides, answer: each}) for each in (allowed, refused)]
    assert told(found, code, field) == [False, True]


@pytest.mark.parametrize(
    ("code", "field", "besides", "answer", "allowed", "refused"),
    [
        (
            "SCR-10",
            "instrumenten",
            {"instrumenten": ["ama"]},
            "client__geboortedatum",
            "20/03/2008",
            "21/03/2008",
        ),
        (
            "SCR-10",
            "instrumenten",
            {"instrumenten": ["ama"]},
            "client__geboortedatum",
            "21/03/1960",
            "20/03/1960",
        ),
        ("SCR-21", "instrumenten", TWE, "max_regime", "halftijds", "minder_dan_halftijds"),
        ("SCR-22", "instrumenten", {"instrumenten": ["wijkwerken"]}, "competenties", alone("2"), alone("1")),
        *(
            (
                "SCR-22",
                "instrumenten",
                {"instrumenten": ["wijkwerken"]},
                "client__domicilie__postcode",
                *codes,
            )
            for codes in (("1500", "1499"), ("3999", "4000"), ("8000", "7999"))
        ),
        (
            "SCR-16",
            "fase_afwijking_motivering",
            {"fase": "4"},
            "fase_afwijking_motivering",
            "x" * 40,
            "x" * 39,
        ),
        ("SCR-06", "werkervaring.maanden_5j", {}, "werkervaring__maanden_5j", "26", "27"),
        ("SCR-07", "regulier_haalbaar", {}, "competenties", scored("2"), scored("2", "1")),
        ("SCR-02", "drempels.0.toelichting", {}, "drempels", heavy("x" * 20), heavy("x" * 19)),
        ("SCR-LENGTE", "interesses", {}, "interesses", "x" * 20, "x" * 19),
        (
            "SCR-DATUM",
            "werkervaring.betrekkingen.0.tot",
            {},
            "werkervaring__betrekkingen",
            job("19/03/2025"),
            job("18/03/2025"),
        ),
        ("SCR-DATUM", "datum_gesprek", {}, "datum_gesprek", "20/03/2026", "21/03/2026"),
        ("SCR-DATUM", "volgend_contact", {}, "volgend_contact", "19/03/2026", "18/03/2026"),
        ("SCR-DATUM", "gpmi_datum", {}, "gpmi_datum", "20/03/2026", "21/03/2026"),
        (
            "SCR-DATUM",
            "aanwezigheidskaarten.0.kaart_gecontroleerd_op",
            {},
            "aanwezigheidskaarten",
            [CARD],
            [CARD | {"kaart_gecontroleerd_op": "21/03/2026"}],
        ),
        (
            "SCR-AFSPRAAK",
            "afspraken.0.tegen",
            {},
            "afspraken",
            [VALID["afspraken"][0] | {"tegen": "19/03/2026"}],
            [VALID["afspraken"][0] | {"tegen": "18/03/2026"}],
        ),
        (
            "SCR-06",
            "werkervaring.maanden_5j",
            {"werkervaring__betrekkingen": job("20/03/2026", "20/03/2021")},
            "werkervaring__maanden_5j",
            "60",
            "61",
        ),
    ],
)
def test_screening(
    code: str, field: str, besides: Mapping[str, Any], answer: str, allowed: object, refused: object
) -> None:
    found = [screening_example.found(**{**besides, answer: each}) for each in (allowed, refused)]
    assert told(found, code, field) == [False, True]


def told(found: list[Any], code: str, field: str) -> list[bool]:
    """Whether a rule speaks of a field, in each of some judgements."""
    return [(code, field) in {(one, place) for one, _, place in each} for each in found]


def test_a_law_holds_on_its_first_and_its_last_day() -> None:
    law = legal_library.find("OCMW-decreet")
    assert law is not None
    days = [date(2009, 6, 30), date(2009, 7, 1), date(2018, 12, 31), date(2019, 1, 1)]
    assert [law.holds_on(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(("day", "months"), [(14, 0), (15, 1), (16, 1)])
def test_a_month_is_whole_on_the_same_day_of_the_next(day: int, months: int) -> None:
    assert months_between(date(2026, 3, 15), date(2026, 4, day)) == months


def test_years_that_are_read() -> None:
    assert [read_date(text).year for text in ("01/01/1900", "31/12/2200")] == [1900, 2200]
    for text in ("31/12/1899", "01/01/2201"):
        with pytest.raises(Unreadable):
            read_date(text)


def test_a_text_is_as_short_and_as_long_as_is_said() -> None:
    check = of_length(2, 4)
    assert [check(text) for text in ("ab", "abcd")] == ["ab", "abcd"]
    for text in ("a", "abcde"):
        with pytest.raises(Unreadable):
            check(text)


def test_an_amount_may_be_nothing_and_have_twelve_digits() -> None:
    assert [str(read_positive_amount(text)) for text in ("0", "9" * 12)] == ["0.00", f"{'9' * 12}.00"]
    for text in ("-0,01", "9" * 13):
        with pytest.raises(Unreadable):
            read_positive_amount(text)


def test_an_address_of_254_characters_is_read() -> None:
    longest = f"{'a' * 64}@{'b' * 186}.be"
    assert read_email(longest) == longest
    with pytest.raises(Unreadable):
        read_email(longest.replace("@", "@b"))


@pytest.mark.parametrize(
    ("birth", "born", "sex"),
    [
        ("851231", PartialDate(1985, 12, 31), "M"),
        ("852000", PartialDate(1985), "onbekend"),
        ("853231", PartialDate(1985, 12, 31), "onbekend"),
        ("854000", PartialDate(1985), "M"),
        ("855231", PartialDate(1985, 12, 31), "M"),
    ],
)
def test_months_of_a_national_number(birth: str, born: PartialDate, sex: str) -> None:
    """From 20 on it is a BIS number of which the sex is not known, from 40 on one of which it is."""
    facts = insz_facts(numbered(birth))
    assert (facts.born, facts.sex, facts.bis) == (born, sex, birth[2] != "1")


@pytest.mark.parametrize("birth", ["851301", "853301", "855301"])
def test_a_thirteenth_month_is_never_issued(birth: str) -> None:
    with pytest.raises(Unreadable):
        insz_facts(numbered(birth))


def numbered(birth: str) -> str:
    digits = f"{birth}033"
    return f"{digits}{97 - int(digits) % 97:02}"


def test_a_paper_of_the_day_itself_is_in_force() -> None:
    before, after = report({"datum_opmaak": "20/10/2024"}), report()
    dossier = Dossier("x", (before, after))
    found = [dossier.in_force(SociaalVerslag, date(2024, 10, day)) for day in (20, 21)]
    assert found == [before, after]


def test_a_term_that_no_paper_traces_is_open_on_its_last_day() -> None:
    term = Term("x", "x", date(2024, 11, 5), "x", traced=False)
    assert [term.state(date(2024, 11, day)) for day in (5, 6)] == [State.OPEN, State.PAST]


def test_a_dossier_is_closed_by_a_session_unless_something_is_made_after_that_day() -> None:
    days = ("05/11/2024", "06/11/2024")
    papers = [(advice(REFUSAL), report({"datum_opmaak": day})) for day in days]
    assert [is_closed(Dossier("x", each), date(2024, 12, 5)) for each in papers] == [True, False]


@pytest.mark.parametrize(
    ("made", "applied", "counts"),
    [
        ("21/10/2024", "08/10/2024", True),
        ("22/10/2024", "08/10/2024", False),
        ("22/10/2024", "07/10/2024", True),
    ],
)
def test_a_report_brings_another_application_when_both_its_days_are_later(
    made: str, applied: str, counts: bool
) -> None:
    """The advice is of 21/10/2024 on an application of 07/10/2024, for the session of 05/11/2024."""
    papers = (report({"datum_opmaak": made, "datum_aanvraag": applied}), advice())
    found = {term.what: term.day for term in terms(Dossier("x", papers), shipped_norms(), date(2024, 11, 6))}
    assert (found["Kennisgeving"] == date(2024, 11, 13)) is counts


def test_a_contract_may_be_of_the_day_of_the_session() -> None:
    session = advice({"zitting_datum": "31/03/2026", "kennisgeving.datum_uiterlijk": "08/04/2026"})
    plans = [
        plan({"toekenning_datum": None, "gpmi.contractdatum": day}) for day in ("31/03/2026", "30/03/2026")
    ]
    found = [broken(hulpverleningsplan.rules, each, report(), session) for each in plans]
    assert told(found, "HVP-12", "gpmi.contractdatum") == [False, True]


def test_a_screening_of_the_day_of_the_plan_does_not_come_after_it() -> None:
    """One of a later day with another phase overtakes the plan; one of the same day contradicts it."""
    days = ("25/03/2026", "26/03/2026")
    found = [
        hulpverleningsplan.rules.judge(plan().form, beside(screening({"datum_opmaak": day, "fase": "5"})))
        for day in days
    ]
    assert [any("Na dit plan" in one.message for one in each) for each in found] == [False, True]


def beside(paper: Kept[Any]) -> Circumstances:
    return Circumstances(TODAY, shipped_norms(), dossier=Dossier("x", (paper,)))


def test_who_asked_may_be_heard_on_the_day_of_the_session() -> None:
    asked = report({"hoorrecht.gewenst": "ja", "hoorrecht.datum": "04/11/2024", "hoorrecht.plaats": "zaal 1"})
    days = ("05/11/2024", "06/11/2024")
    advices = [advice(REFUSAL | {"hoorrecht_uitgeoefend": heard(day) | {"gevraagd": "neen"}}) for day in days]
    found = [broken(advies.rules, each, asked) for each in advices]
    assert told(found, "ADV-15", "hoorrecht_uitgeoefend") == [False, True]


@pytest.mark.parametrize(
    ("changes", "lacking"),
    [
        ({"hoorrecht.meegedeeld_op": "05/11/2024"}, False),
        ({"hoorrecht.meegedeeld_op": "06/11/2024"}, True),
        ({"hoorrecht.gewenst": "ja", "hoorrecht.datum": "05/11/2024"}, False),
        ({"hoorrecht.gewenst": "ja", "hoorrecht.datum": "06/11/2024"}, True),
    ],
)
def test_the_right_to_be_heard_is_told_and_used_by_the_day_of_the_session(
    changes: dict[str, object], lacking: bool
) -> None:
    found = missing(advies_example.form({}), report(changes), plan(), shipped_norms())
    assert any("hoor" in each for each in found) is lacking


@pytest.mark.parametrize(("born", "minor"), [("21/10/2006", False), ("22/10/2006", True)])
def test_a_child_is_no_minor_from_its_eighteenth_birthday(born: str, minor: bool) -> None:
    (child,) = verslag_example.form({"gezin.0.geboortedatum": born}).gezin
    assert is_dependent_minor(child, date(2024, 10, 21), 18) is minor
