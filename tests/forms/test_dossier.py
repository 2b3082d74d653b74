"""The rules that look at the other papers of a dossier: each held and broken, and none where nothing is known."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms.dossier import Dossier, Kept
from forms.examples.person import fictional_insz
from forms.findings import Severity
from forms.nesting import nest
from forms.norms import shipped_norms
from forms.rulebook import Circumstances
from forms.rules import (
    advies,
    advies_dossier,
    hulpverleningsplan,
    plan_dossier,
    screening_activering,
    sociaal_verslag,
)
from forms.screening_activering import ScreeningActivering
from forms.sociaal_verslag import SociaalVerslag
from generator.catalog import FORMS
from tests.forms.advies_example import POLICY, REFUSAL
from tests.forms.answers import TODAY
from tests.forms.dossier_example import advice, broken, kept, plan, report, screening, without_number

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
OTHER = "85.07.30-033.28"
ADVICE, PLAN, SCREENING, REPORT = (
    advies.rules,
    hulpverleningsplan.rules,
    screening_activering.rules,
    sociaal_verslag.rules,
)
HEARD: dict[str, object] = {
    **REFUSAL,
    "hoorrecht_uitgeoefend": {
        "gevraagd": "ja",
        "ja": "ja",
        "datum": "04/11/2024",
        "samenvatting": "De cliënt lichtte toe.",
    },
}
ASKED: dict[str, object] = {
    "hoorrecht.gewenst": "ja",
    "hoorrecht.datum": "04/11/2024",
    "hoorrecht.plaats": "zaal 1",
}


def test_papers_that_agree_break_nothing() -> None:
    papers = (screening(), report(), plan(), advice())
    assert broken(SCREENING, screening(), *papers) == set()
    assert broken(REPORT, report(), *papers) == set()
    assert broken(PLAN, plan(), *papers) == set()
    assert broken(ADVICE, advice(), *papers) == set()
    assert broken(ADVICE, advice(), *papers, at_meeting=True) == set()


@pytest.mark.parametrize("seed", [*range(0, 60, 3), 4, 7])
def test_the_examples_of_one_seed_agree(seed: int) -> None:
    """In the order in which papers of one dossier are handled."""
    known: tuple[Kept[Any], ...] = ()
    for kind in FORMS.values():
        form: Any = kind.model.model_validate(nest(kind.example_answers(seed)).data)
        assert broken(kind.rules, kept(form), *known) == set(), kind.id
        known = (*known, kept(form))


@pytest.mark.parametrize(
    ("rules", "judged"),
    [(SCREENING, screening()), (REPORT, report()), (PLAN, plan()), (ADVICE, advice())],
    ids=["screening", "report", "plan", "advice"],
)
def test_one_dossier_is_one_client(rules: Any, judged: Kept[Any]) -> None:
    stranger = screening({"client.insz": OTHER, "client.geboortedatum": "30/07/1985"})
    found = broken(rules, judged, screening(), report(), stranger)
    assert ("DOS-01", FOUT, "client.insz") in found
    assert ("DOS-01", FOUT, "client.insz") not in broken(rules, judged, screening(), report())


def test_a_paper_without_a_number_is_no_other_client() -> None:
    assert broken(REPORT, report(), without_number(screening())) == set()
    assert broken(REPORT, without_number(report()), screening()) == set()
    assert broken(ADVICE, kept(advice(POLICY).form), screening()) == set()


def test_a_bis_number_may_be_replaced() -> None:
    """98.47.28-997.65 is a BIS number of somebody born on 28/07/1998; another birth is another person."""
    before = report({"client.insz": "98.47.28-997.65", "client.geboortedatum": "28/07/1998"})
    now = {"client.insz": fictional_insz(date(1998, 7, 28)), "client.geboortedatum": "28/07/1998"}
    assert broken(SCREENING, screening(now), before) == {("DOS-01", WAARSCHUWING, "client.insz")}
    assert broken(SCREENING, screening(), before) == {("DOS-01", FOUT, "client.insz")}


PLANS = [
    pytest.param({}, [screening()], ("HVP-02", WAARSCHUWING, "sociaal_verslag_datum"), id="no report"),
    pytest.param(
        {"sociaal_verslag_datum": "16/03/2026"},
        [report()],
        ("HVP-02", WAARSCHUWING, "sociaal_verslag_datum"),
        id="a report of another day",
    ),
    pytest.param(
        {},
        [
            report(),
            report({"datum_opmaak": "26/03/2026"}),
        ],
        ("HVP-02", WAARSCHUWING, "sociaal_verslag_datum"),
        id="older than the last report",
    ),
    pytest.param({}, [report(), screening({"fase": "5"})], ("HVP-03", FOUT, "fase"), id="another phase"),
    pytest.param(
        {},
        [report(), screening({"fase": "5", "datum_opmaak": "27/03/2026"})],
        ("HVP-03", FOUT, "fase"),
        id="another phase in the only screening, of two days later",
    ),
    pytest.param(
        {},
        [report(), screening(), screening({"fase": "5", "datum_opmaak": "01/09/2026"})],
        ("HVP-03", WAARSCHUWING, "fase"),
        id="overtaken by a newer screening",
    ),
    pytest.param(
        {},
        [
            report(),
            screening(
                {
                    "drempels": [
                        {
                            "domein": "huisvesting",
                            "ernst": "hoog",
                            "toelichting": "De woning is opgezegd tegen 1 juni.",
                        }
                    ]
                }
            ),
        ],
        ("HVP-04", WAARSCHUWING, "doelen"),
        id="a heavy domain without a goal",
    ),
    pytest.param(
        {},
        [report(), screening({"opleiding.voltijds_student": "ja"})],
        ("HVP-06", FOUT, "gpmi.code"),
        id="a student according to the screening",
    ),
    pytest.param(
        {"toekenning_datum": None},
        [report(), advice({"zitting_datum": "31/03/2026", "kennisgeving.datum_uiterlijk": "01/04/2026"})],
        ("HVP-12", WAARSCHUWING, "gpmi.contractdatum"),
        id="a contract before the session",
    ),
]


@pytest.mark.parametrize(("changes", "others", "said"), PLANS)
def test_a_plan_beside_the_other_papers(
    changes: dict[str, object], others: list[Kept[Any]], said: tuple[str, Severity, str]
) -> None:
    assert broken(PLAN, plan(changes), *others) - {said} <= {("HVP-03", WAARSCHUWING, "fase")}
    assert said in broken(PLAN, plan(changes), *others)


def test_what_a_plan_may_do() -> None:
    heavy = {
        "drempels": [
            {"domein": "financien_schulden", "ernst": "hoog", "toelichting": "Er zijn achterstallen."}
        ]
    }
    assert broken(PLAN, plan(), report(), screening(heavy)) == set()
    student = screening({"opleiding.voltijds_student": "ja"})
    assert broken(PLAN, plan({"voltijds_student": "ja", "gpmi.code": "9"}), report(), student) == set()
    granted = advice({"zitting_datum": "24/03/2026", "kennisgeving.datum_uiterlijk": "01/04/2026"})
    assert broken(PLAN, plan({"toekenning_datum": None}), report(), granted) == set()


ADVICES = [
    pytest.param({}, [], ("ADV-06", WAARSCHUWING, "sociaal_verslag_ref"), id="no report"),
    pytest.param(
        {"sociaal_verslag_ref.datum": "18/10/2024"},
        [report()],
        ("ADV-06", WAARSCHUWING, "sociaal_verslag_ref.datum"),
        id="a report of another day",
    ),
    pytest.param(
        {"sociaal_verslag_ref.hash": "0a" * 32},
        [report()],
        ("ADV-06", WAARSCHUWING, "sociaal_verslag_ref.hash"),
        id="another digest",
    ),
    pytest.param(
        {},
        [report(), report({"datum_opmaak": "25/10/2024"})],
        ("ADV-06", WAARSCHUWING, "sociaal_verslag_ref"),
        id="a newer report",
    ),
    pytest.param(
        {"onderwerp": "Leefloon voor het gezin van Wannes"},
        [
            report(
                {
                    "gezin.0.voornaam": "Wannes",
                }
            )
        ],
        ("ADV-03", WAARSCHUWING, "onderwerp"),
        id="a name from another paper",
    ),
    pytest.param(
        {},
        [report({"leefloon.categorie": "2"})],
        ("ADV-10", WAARSCHUWING, "toekenning.categorie"),
        id="another category",
    ),
    pytest.param(
        {},
        [report({"leefloon.berekening.meetelbare_middelen": "900,00"})],
        ("ADV-10", WAARSCHUWING, "toekenning.bedrag_maand"),
        id="another amount",
    ),
    pytest.param(
        {},
        [report(), plan({"acties.0.gpmi_verbintenis": "neen"})],
        ("ADV-11", WAARSCHUWING, "voorwaarden.0.in_gpmi"),
        id="no commitments",
    ),
    pytest.param(
        {},
        [report({"datum_aanvraag": "04/10/2024"})],
        ("ADV-12", WAARSCHUWING, "datum_aanvraag"),
        id="another application",
    ),
    pytest.param(
        REFUSAL, [report(ASKED)], ("ADV-15", FOUT, "hoorrecht_uitgeoefend"), id="asked, and not heard"
    ),
]


@pytest.mark.parametrize(("changes", "others", "said"), ADVICES)
def test_an_advice_beside_the_other_papers(
    changes: dict[str, object], others: list[Kept[Any]], said: tuple[str, Severity, str]
) -> None:
    assert broken(ADVICE, advice(changes), *others) == {said}


def test_what_an_advice_may_do() -> None:
    assert broken(ADVICE, advice(HEARD), report(ASKED)) == set()
    assert broken(ADVICE, advice({"sociaal_verslag_ref.hash": "D" * 64}), report()) == set()
    assert broken(ADVICE, advice({"sociaal_verslag_ref.hash": "e" * 64}), report()) == set()
    assert broken(ADVICE, advice(POLICY)) == set()


def test_at_a_meeting_the_report_must_be_there() -> None:
    assert broken(ADVICE, advice(), at_meeting=True) == {("ADV-06", FOUT, "sociaal_verslag_ref")}


def test_a_report_in_a_bundle_is_not_written_again() -> None:
    bundled = replace(report(), frozen=True)
    changed = report({"sterktes": "Iets anders."})
    assert broken(REPORT, changed, bundled) == {("DOS-02", FOUT, "datum_opmaak")}
    assert broken(REPORT, report(), bundled) == set()
    assert broken(REPORT, changed, report()) == set()
    assert broken(REPORT, report({"datum_opmaak": "22/10/2024"}), bundled) == set()


def test_the_plan_tells_the_date_of_the_gpmi() -> None:
    late = screening({"leefloon_sinds": "02/11/2025"})
    around = Circumstances(TODAY, shipped_norms())
    codes = {found.rule.code for found in SCREENING.judge(late.form, around)}
    assert "SCR-14" in codes
    known = replace(around, dossier=Dossier("x", (plan(),)))
    assert "SCR-14" not in {found.rule.code for found in SCREENING.judge(late.form, known)}


def test_holes_in_a_kept_paper_break_no_rule() -> None:
    """A paper of an older version may lack what a rule looks at."""
    holes: list[Kept[Any]] = []
    for kind in FORMS.values():
        empty: Any = kind.model.model_construct()
        empty.__dict__.clear()
        holes.append(Kept(empty, date(2024, 10, 1)))
    for rules, judged in ((SCREENING, screening()), (REPORT, report()), (PLAN, plan()), (ADVICE, advice())):
        assert {code for code, _, _ in broken(rules, judged, *holes)} <= {"HVP-02", "ADV-06"}


def test_the_latest_and_the_one_in_force() -> None:
    first, second = screening(), screening({"datum_opmaak": "01/09/2026"})
    dossier = Dossier("x", (report(), first, second))
    assert dossier.latest(ScreeningActivering) is second
    assert dossier.in_force(ScreeningActivering, date(2026, 8, 1)) is first
    assert dossier.in_force(ScreeningActivering, date(2026, 1, 1)) is second
    assert dossier.latest(SociaalVerslag) is not None
    assert Dossier("x").in_force(SociaalVerslag, TODAY) is None


def test_no_message_repeats_an_answer_of_another_paper() -> None:
    secret = "Zwaluwgeheim"
    others = (
        screening({"fase": "5", "interesses": secret * 3, "opleiding.voltijds_student": "ja"}),
        report({**ASKED, "diagnose": secret * 20, "gezin.0.voornaam": secret, "leefloon.categorie": "2"}),
    )
    around = Circumstances(TODAY, shipped_norms(), dossier=Dossier("x", others))
    judged = ((PLAN, plan()), (ADVICE, advice({**REFUSAL, "onderwerp": secret})))
    found = [one for rules, paper in judged for one in rules.judge(paper.form, around)]
    assert {one.rule.code for one in found} >= {"HVP-03", "HVP-06", "ADV-03", "ADV-15"}
    assert all(secret not in one.message for one in found)


@pytest.mark.parametrize(("book", "table"), [(plan_dossier, PLANS), (advies_dossier, ADVICES)])
def test_every_rule_is_broken_in_some_test(book: Any, table: list[Any]) -> None:
    tested = {re.sub(r"\.[0-9]+\.", ".*.", " ".join(row.values[2])) for row in table}
    own = {
        f"{rule.code} {rule.severity} {f'{rule.each}.*.{rule.field}' if rule.each else rule.field}"
        for rule in book.rules.rules
    }
    assert own - tested <= {"ADV-06 fout sociaal_verslag_ref"}
