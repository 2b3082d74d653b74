"""Every rule of the Screening activering, broken once and kept once (domain.md §3)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from forms.norms import Norm, Norms, shipped_norms
from forms.rules.screening_activering import rules
from forms.screening_activering import ScreeningActivering
from forms.screening_choices import Competentie
from forms.screening_facts import facts, months_worked
from tests.forms.screening_example import AROUND, changed, found, judged

FOUT, LET_OP, INFO = "fout", "waarschuwing", "info"
CARD = {
    "periode": "2026-03",
    "aanbieder": "CVO Semper",
    "module": "NT2 1.1",
    "lesuren_voorzien": "40",
    "lesuren_gevolgd": "34",
    "afwezig_gewettigd": "4",
    "afwezig_ongewettigd": "2",
    "kaart_gecontroleerd_op": "19/03/2026",
    "gecontroleerd_door": "Sofie Maes",
}
OTHER_LANGUAGE = {
    "taal__nederlandstalig": "neen",
    "taal__nt2_mondeling": "1.2",
    "taal__nt2_schriftelijk": "1.1",
}
FASE_4: dict[str, Any] = {
    "regulier_haalbaar": "na_aanleren",
    "fase": "4",
    "sierra_genoteerd_op": "20/03/2026",
}
CONSENT = {
    "partners": ["VDAB", "wijkwerk_organisator"],
    "datum": "19/03/2026",
    "handtekening": "Amélie Van den Broeck",
}
SCORES = [{"competentie": each.value, "score": "4"} for each in Competentie]
ACCEPTED = {"datum": "12/02/2026", "bewijsstuk": "attest 12/02", "motivering": "Zorgt voor een zieke ouder."}


def test_the_valid_example_has_no_findings() -> None:
    assert found() == set()


BROKEN: list[tuple[str, str, str, dict[str, Any]]] = [
    (
        "SCR-01",
        FOUT,
        "vorige_screening_datum",
        {"soort_screening": "herscreening", "vorige_screening_datum": "19/03/2026"},
    ),
    ("VELD-VERPLICHT", FOUT, "vorige_screening_datum", {"soort_screening": "actualisatie"}),
    ("SCR-DATUM", FOUT, "datum_gesprek", {"datum_gesprek": "21/03/2026"}),
    ("SCR-02", FOUT, "drempels", {"klaar_voor_traject": "neen", "fase": "1"}),
    (
        "SCR-02",
        FOUT,
        "drempels.0.toelichting",
        {"drempels": [{"domein": "netwerk", "ernst": "hoog", "toelichting": "te kort"}]},
    ),
    (
        "VELD-VERPLICHT",
        FOUT,
        "drempels.0.toelichting",
        {"drempels": [{"domein": "netwerk", "ernst": "hoog"}]},
    ),
    (
        "SCR-03",
        FOUT,
        "geen_activering",
        {"reden_geen_activering": "gezondheid", "geen_activering": {"datum": "12/02/2026"}},
    ),
    ("SCR-03", LET_OP, "fase", {"reden_geen_activering": "gezondheid", "geen_activering": ACCEPTED}),
    ("SCR-04", FOUT, "taal.nt2_mondeling", {"taal__nederlandstalig": "neen"}),
    ("SCR-05", LET_OP, "taal.is_hoofddrempel", {**OTHER_LANGUAGE, "taal__is_hoofddrempel": "ja"}),
    (
        "SCR-06",
        LET_OP,
        "werkervaring.maanden_5j",
        {
            "werkervaring__betrekkingen": [
                {"functie": "hulp", "werkgever": "x", "van": "01/01/2024", "tot": "01/07/2024"}
            ]
        },
    ),
    ("SCR-06", FOUT, "werkervaring.maanden_5j", {"werkervaring__maanden_5j": "61"}),
    ("SCR-06", LET_OP, "werkervaring.maanden_5j", {"werkervaring__betrekkingen": []}),
    ("SCR-09", FOUT, "beperking.vastgesteld_door", {"beperking": {"status": "vastgesteld"}}),
    ("SCR-20", FOUT, "toestemming.partners", {"toestemming": CONSENT | {"partners": []}}),
    (
        "SCR-20",
        FOUT,
        "toestemming.partners",
        {**FASE_4, "instrumenten": ["artikel_60"], "toestemming": CONSENT},
    ),
    ("SCR-NT2", INFO, "taal.aanbieder", {"taal__aanbieder": "CBE"}),
    ("SCR-NT2", LET_OP, "taal.aanbieder", {"taal__aanbieder": "CVO", "taal__alfabetisering": "analfabeet"}),
    (
        "SCR-DATUM",
        FOUT,
        "aanwezigheidskaarten.0.kaart_gecontroleerd_op",
        {"aanwezigheidskaarten": [CARD | {"kaart_gecontroleerd_op": "21/03/2026"}]},
    ),
    ("SCR-DATUM", FOUT, "volgend_contact", {"volgend_contact": "18/03/2026"}),
    ("SCR-DATUM", FOUT, "gpmi_datum", {"gpmi_datum": "21/03/2026"}),
    (
        "CLI-07",
        LET_OP,
        "client.verblijf_geldig_tot",
        {"client__verblijfsstatuut": "erkend_vluchteling", "client__verblijf_geldig_tot": "01/01/2025"},
    ),
    ("SCR-07", FOUT, "competenties", {"competenties": SCORES[1:]}),
    ("SCR-07", LET_OP, "regulier_haalbaar", {"competenties": SCORES, **FASE_4}),
    (
        "SCR-07",
        LET_OP,
        "regulier_haalbaar",
        {"competenties": [{"competentie": each.value, "score": "1"} for each in Competentie]},
    ),
    ("SCR-08", LET_OP, "vdab.ingeschreven", {"vdab__ingeschreven": "neen"}),
    (
        "SCR-08",
        FOUT,
        "vdab.ingeschreven",
        {**FASE_4, "instrumenten": ["ibo"], "vdab__ingeschreven": "neen", "toestemming": CONSENT},
    ),
    ("VELD-VERPLICHT", FOUT, "vdab.vrijstelling_reden", {"vdab__ingeschreven": "vrijgesteld"}),
    (
        "SCR-09",
        FOUT,
        "beperking.vastgesteld_door",
        {
            "beperking": {
                "status": "vastgesteld",
                "vastgesteld_door": "OCMW_gecertificeerd",
                "datum": "01/02/2026",
                "referentie": "ICF 12",
            }
        },
    ),
    ("SCR-10", FOUT, "instrumenten", {"instrumenten": ["ama"], "vaph_dagondersteuning": "ja"}),
    (
        "SCR-11",
        FOUT,
        "aanwezigheidskaarten.0.lesuren_voorzien",
        {"aanwezigheidskaarten": [CARD | {"lesuren_gevolgd": "35"}]},
    ),
    (
        "SCR-11",
        FOUT,
        "aanwezigheidskaarten.0.periode",
        {"aanwezigheidskaarten": [CARD | {"periode": "2026-04"}]},
    ),
    (
        "SCR-12",
        LET_OP,
        "aanwezigheidskaarten.0.afwezig_ongewettigd",
        {"aanwezigheidskaarten": [CARD | {"lesuren_gevolgd": "28", "afwezig_ongewettigd": "8"}]},
    ),
    ("SCR-13", INFO, "statuut", {"statuut": "werkloosheidsuitkering"}),
    ("SCR-14", LET_OP, "gpmi_datum", {"leefloon_sinds": "19/12/2025"}),
    ("SCR-15", FOUT, "jobdoelwit.omschrijving", {"jobdoelwit": {}}),
    ("SCR-16", FOUT, "fase_afwijking_motivering", {"fase": "6"}),
    ("SCR-16", FOUT, "fase_afwijking_motivering", {"regulier_haalbaar": "niet_nu"}),
    ("SCR-16", FOUT, "fase_berekend", {"fase_berekend": "6"}),
    ("SCR-16", FOUT, "taal.erk", {**OTHER_LANGUAGE, "taal__erk": "B2"}),
    ("SCR-17", FOUT, "instrumenten", {"instrumenten": ["ama"]}),
    ("SCR-18", LET_OP, "volgend_contact", {"volgend_contact": "20/04/2026"}),
    ("SCR-19", LET_OP, "sierra_genoteerd_op", {"regulier_haalbaar": "na_aanleren", "fase": "4"}),
    ("SCR-20", FOUT, "toestemming.partners", {**FASE_4, "instrumenten": ["twe"]}),
    (
        "SCR-21",
        FOUT,
        "instrumenten",
        {**FASE_4, "instrumenten": ["twe"], "max_regime": "minder_dan_halftijds"},
    ),
    (
        "SCR-22",
        FOUT,
        "instrumenten",
        {
            **FASE_4,
            "instrumenten": ["wijkwerken"],
            "toestemming": CONSENT,
            "client__domicilie__postcode": "4000",
        },
    ),
    ("SCR-LENGTE", FOUT, "interesses", {"interesses": "tuinwerk"}),
    ("SCR-AFSPRAAK", FOUT, "afspraken", {"afspraken": []}),
    (
        "SCR-AFSPRAAK",
        FOUT,
        "afspraken.0.tegen",
        {"afspraken": [{"wat": "Cv", "wie": "mw", "tegen": "18/03/2026", "status": "gepland"}]},
    ),
    (
        "SCR-DATUM",
        FOUT,
        "werkervaring.betrekkingen.0.tot",
        {
            "werkervaring__betrekkingen": [
                {"functie": "hulp", "werkgever": "x", "van": "02/01/2024", "tot": "01/01/2024"}
            ]
        },
    ),
    ("KOP-01", FOUT, "dossiernummer", {"dossiernummer": "KB-26-42"}),
    ("KOP-02", FOUT, "datum_opmaak", {"datum_opmaak": "25/11/2026"}),
    ("KOP-03", FOUT, "datum_opmaak", {"datum_aanvraag": "21/03/2026"}),
    ("CLI-01", FOUT, "client.geboortedatum", {"client__geboortedatum": "15/03/1988"}),
    ("CLI-01", FOUT, "client.geboortedatum", {"client__geboortedatum": "1988"}),
    ("CLI-01", FOUT, "client.geboortedatum", {"client__geboortedatum": "onbekend"}),
    ("CLI-02", FOUT, "client.geboortedatum", {"client__geboortedatum": "2027"}),
    ("CLI-03", FOUT, "client.insz", {"client__insz": "26.12.30-001.49", "client__geboortedatum": "onbekend"}),
    ("CLI-06", FOUT, "client.insz_afwezig_reden", {"client__insz": "", "client__insz_afwezig_reden": "kort"}),
    (
        "CLI-07",
        LET_OP,
        "client.verblijf_geldig_tot",
        {"client__verblijfsstatuut": "verzoeker_ib", "client__verblijf_geldig_tot": "01/03/2026"},
    ),
    ("VELD-VERPLICHT", FOUT, "client.verblijf_geldig_tot", {"client__verblijfsstatuut": "verzoeker_ib"}),
    (
        "VELD-VERPLICHT",
        FOUT,
        "client.verblijfplaats.straat",
        {"client__verblijfplaats__zelfde_als_domicilie": "neen"},
    ),
    ("VELD-VERPLICHT", FOUT, "client.insz", {"client__insz": ""}),
]


@pytest.mark.parametrize(("code", "severity", "field", "changes"), BROKEN)
def test_a_broken_rule_is_found_at_its_field(
    code: str, severity: str, field: str, changes: dict[str, Any]
) -> None:
    assert (code, severity, field) in found(**changes)


def test_every_rule_is_broken_in_some_test() -> None:
    tested = {(code, severity) for code, severity, _, _ in BROKEN} | {
        ("CLI-04", INFO),
        ("CLI-04", FOUT),
        ("CLI-05", INFO),
    }
    own = [rule for rule in rules.rules if not rule.code.startswith("DOS")]
    assert {(rule.code, rule.severity.value) for rule in own} <= tested


KEPT: list[dict[str, Any]] = [
    {"soort_screening": "herscreening", "vorige_screening_datum": "18/09/2025"},
    {
        "klaar_voor_traject": "neen",
        "fase": "1",
        "drempels": [{"domein": "netwerk", "ernst": "hoog", "toelichting": "verliest op 1 mei de woning"}],
    },
    {**OTHER_LANGUAGE, "taal__erk": "A2"},
    {"aanwezigheidskaarten": [CARD]},
    {"statuut": "leefloon", "leefloon_sinds": "20/12/2025"},
    {"leefloon_sinds": "19/12/2025", "gpmi_datum": "10/03/2026"},
    {
        "jobdoelwit": {},
        "afspraken": [
            {"wat": "Jobdoelwit bepalen", "wie": "specialist", "tegen": "01/04/2026", "status": "gepland"}
        ],
    },
    {"fase": "6", "fase_afwijking_motivering": "De cliënt zoekt al zelf en heeft twee sollicitaties lopen."},
    {**FASE_4, "instrumenten": ["twe"], "toestemming": CONSENT},
    {**FASE_4, "instrumenten": ["wijkwerken"], "toestemming": CONSENT},
    {
        "werkervaring__betrekkingen": [
            {"functie": "hulp", "werkgever": "x", "van": "01/01/2023", "tot": "01/01/2025"}
        ]
    },
    {"client__insz": "", "client__insz_afwezig_reden": "aanvraag BIS-nummer loopt"},
    {"volgend_contact": "19/04/2026"},
]


@pytest.mark.parametrize("changes", KEPT)
def test_a_rule_that_holds_says_nothing(changes: dict[str, Any]) -> None:
    assert found(**changes) == set()


@pytest.mark.parametrize(
    ("instruments", "told"),
    [
        (["opleiding"], ""),
        (["ibo", "opleiding"], "Individuele beroepsopleiding (IBO): hoogstens 6 maanden"),
        (
            ["twe", "wijkwerken"],
            "Tijdelijke werkervaring (TWE): hoogstens 24 maanden; "
            "Wijk-werken: hoogstens 12 maanden, 60 uur per maand en 630 uur per jaar",
        ),
    ],
)
def test_the_paper_tells_how_long_an_instrument_may_last(instruments: list[str], told: str) -> None:
    form = ScreeningActivering.model_validate(changed(**FASE_4, instrumenten=instruments))
    assert facts(form, shipped_norms())["instrumenten_duur"] == told


def test_a_made_up_client_is_let_through_only_where_the_house_allows_it() -> None:
    allowed = judged()
    assert [(f.code, f.severity.value) for f in allowed.findings] == [("CLI-04", INFO)]
    child = {
        "naam": "Peeters",
        "voornaam": "Noor",
        "insz": "15021499906",
        "geboortedatum": "14/02/2015",
        "relatie": "kind",
        "ten_laste": "ja",
        "onder_zelfde_dak": "ja",
        "huishouden_gemeenschappelijk": "ja",
    }
    refused = judged(replace(AROUND, fictional_allowed=False), gezin=[child])
    assert [(f.code, f.severity.value, f.field) for f in refused.findings] == [
        ("CLI-04", FOUT, "client.insz"),
        ("CLI-04", FOUT, "gezin.0.insz"),
    ]
    assert refused.form is None


def test_registered_sex_that_differs_is_no_more_than_good_to_know() -> None:
    changes: dict[str, Any] = {"client__insz": "85.07.30-033.28", "client__geboortedatum": "30/07/1985"}
    assert found(**changes, client__geslacht="V") == {("CLI-05", INFO, "client.geslacht")}
    assert found(**changes, client__geslacht="M") == set()


def test_a_norm_of_the_house_changes_the_judgement() -> None:
    stricter = shipped_norms().with_changes({"contact_dagen_fase_5": (Norm(waarde=Decimal(7), bron="huis"),)})
    assert ("SCR-18", LET_OP, "volgend_contact") in found(replace(AROUND, norms=stricter))


def test_no_rule_prints_a_sanction() -> None:
    """Missing lessons never justify an automatic stop (SCR-12): the software signals, a person decides."""
    words = " ".join(rule.message.lower() for rule in rules.rules)
    assert "schors" not in words
    assert "intrek" not in words


def test_work_of_five_years_and_more_is_sixty_months() -> None:
    """From the middle of a month to the middle of that month five years later are 61 months of the calendar."""
    always = [{"functie": "hulp", "werkgever": "x", "van": "01/01/2010"}]
    form = ScreeningActivering.model_validate(changed(werkervaring__betrekkingen=always))
    assert months_worked(form, AROUND.norms) == 60


def test_for_which_partner_an_instrument_wants_consent_is_a_norm_of_the_house() -> None:
    own = shipped_norms().with_changes(
        {"toestemming_artikel_60": (Norm(waarde=("VDAB",), bron="afspraak van het huis"),)}
    )
    answers = changed(**FASE_4, instrumenten=["artikel_60"], toestemming=CONSENT)
    assert _codes(answers, shipped_norms()) == {"SCR-20"}
    assert _codes(answers, own) == set()


def _codes(answers: dict[str, Any], norms: Norms) -> set[str]:
    broken = rules.judge(ScreeningActivering.model_validate(answers), replace(AROUND, norms=norms))
    return {one.rule.code for one in broken if one.rule.severity.value == FOUT}
