"""Form 3: each rule broken alone, and what follows from the answers."""

import re

import pytest

from forms.findings import Severity
from forms.norms import shipped_norms
from forms.rules import plan_dossier
from forms.rules.hulpverleningsplan import rules
from tests.forms.plan_example import (
    EXAMPLE,
    LATE_GRANT,
    LONG,
    SUSPENDS,
    VOLUNTEERING,
    broken,
    evaluations,
)

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
NORMS = shipped_norms()


RULES: list[tuple[dict[str, object], str, Severity, str]] = [
    (
        {
            "tot": "01/04/2026",
            "doelen.0.termijn": "01/04/2026",
            "doelen.1.termijn": "01/04/2026",
        },
        "HVP-01",
        FOUT,
        "tot",
    ),
    (
        LONG
        | {
            "evaluaties": evaluations(
                ("05/04/2027", "persoonlijk"),
                ("05/05/2027", "persoonlijk"),
                ("05/06/2027", "persoonlijk"),
                ("25/06/2027", "telefonisch"),
            )
        },
        "HVP-01",
        FOUT,
        "evaluaties",
    ),
    ({"sociaal_verslag_datum": "26/03/2026"}, "HVP-02", WAARSCHUWING, "sociaal_verslag_datum"),
    ({"doelen.1.termijn": "01/04/2027"}, "HVP-05", FOUT, "doelen.1.termijn"),
    ({"doelen.1.termijn": "31/03/2026"}, "HVP-05", FOUT, "doelen.1.termijn"),
    ({"acties.0.doel_nr": "2"}, "HVP-05", FOUT, "doelen.0.nr"),
    ({"voltijds_student": "ja"}, "HVP-06", FOUT, "gpmi.code"),
    ({"voltijds_student": "ja", "gpmi.code": "17"}, "HVP-06", FOUT, "gpmi.code"),
    ({"acties.1.door": "client"}, "HVP-07", FOUT, "acties"),
    ({"acties.1.door": "derde"}, "HVP-07", FOUT, "acties"),
    ({"ondersteuning": EXAMPLE["ondersteuning"][:3]}, "HVP-08", WAARSCHUWING, "ondersteuning"),
    (
        {"fase": "1", "activering": None, "ondersteuning": []},
        "HVP-08",
        WAARSCHUWING,
        "ondersteuning",
    ),
    (
        VOLUNTEERING | {"acties.0.gpmi_verbintenis": "ja"},
        "HVP-09",
        WAARSCHUWING,
        "acties.0.gpmi_verbintenis",
    ),
    (
        VOLUNTEERING | {"vrijwilligerswerk_gemeld_op": None},
        "HVP-09",
        WAARSCHUWING,
        "vrijwilligerswerk_gemeld_op",
    ),
    (
        VOLUNTEERING | {"vrijwilligerswerk_gemeld_op": "08/04/2026"},
        "HVP-09",
        WAARSCHUWING,
        "vrijwilligerswerk_gemeld_op",
    ),
    (
        LATE_GRANT | {"gpmi": {"verplicht": "ja"}},
        "HVP-10",
        FOUT,
        "gpmi.contractdatum",
    ),
    (LATE_GRANT | {"gpmi": None}, "HVP-10", FOUT, "gpmi.contractdatum"),
    (
        LATE_GRANT | {"gpmi": None, "toekenning_datum": None, "datum_aanvraag": "02/12/2025"},
        "HVP-10",
        WAARSCHUWING,
        "toekenning_datum",
    ),
    ({"gpmi.code": "3"}, "HVP-10", FOUT, "gpmi.code"),
    ({"gpmi.code": "15"}, "HVP-10", FOUT, "gpmi.code"),
    ({"evaluaties": EXAMPLE["evaluaties"][1:]}, "HVP-11", FOUT, "evaluaties"),
    ({"evaluaties.0.wijze": "digitaal"}, "HVP-11", FOUT, "evaluaties"),
    (
        {"gpmi.evaluaties": evaluations(("30/06/2026", "persoonlijk"))},
        "HVP-11",
        FOUT,
        "gpmi.evaluaties",
    ),
    ({"gpmi.contractdatum": "23/03/2026"}, "HVP-12", WAARSCHUWING, "gpmi.contractdatum"),
    ({"bcsd_vermelding_datum": None}, "HVP-12", WAARSCHUWING, "bcsd_vermelding_datum"),
    (
        {"gevolgen": SUSPENDS.format("even"), "aanmaning_verplicht": "neen"},
        "HVP-13",
        FOUT,
        "aanmaning_verplicht",
    ),
    (
        {"gevolgen": SUSPENDS.format("even"), "aanmaning_verplicht": None},
        "HVP-13",
        FOUT,
        "aanmaning_verplicht",
    ),
    ({"gevolgen": SUSPENDS.format("twee maanden")}, "HVP-13", FOUT, "gevolgen"),
    ({"gevolgen": SUSPENDS.format("hoogstens 1 maand, bij herhaling 4 maanden")}, "HVP-13", FOUT, "gevolgen"),
    ({"betrokkenen": []}, "HVP-LIJST", FOUT, "betrokkenen"),
    ({"domeinen": []}, "HVP-LIJST", FOUT, "domeinen"),
    ({"doelen": [], "acties": []}, "HVP-LIJST", FOUT, "doelen"),
    ({"acties.1.doel_nr": "2", "acties.0.tegen": "01/04/2027"}, "HVP-DATUM", FOUT, "acties.0.tegen"),
    (
        {
            "evaluaties": [
                *EXAMPLE["evaluaties"],
                {"datum_gepland": "02/04/2027", "wijze": "persoonlijk"},
            ]
        },
        "HVP-DATUM",
        WAARSCHUWING,
        "evaluaties.3.datum_gepland",
    ),
    (
        {"evaluaties.0.uitgevoerd_op": "26/03/2026", "evaluaties.0.resultaat": "Vlot verlopen."},
        "HVP-DATUM",
        FOUT,
        "evaluaties.0.uitgevoerd_op",
    ),
    ({"akkoord_client.datum": "25/11/2026"}, "HVP-DATUM", FOUT, "akkoord_client.datum"),
    ({"akkoord_ocmw.datum": "25/11/2026"}, "HVP-DATUM", FOUT, "akkoord_ocmw.datum"),
    ({"akkoord_client.uitleg_vooraf": "neen"}, "HVP-AKKOORD", FOUT, "akkoord_client.uitleg_vooraf"),
    (
        {"doelen.0.meetbaar_resultaat": "Is hulpkok."},
        "HVP-LENGTE",
        FOUT,
        "doelen.0.meetbaar_resultaat",
    ),
    (
        {"gpmi": {"verplicht": "neen", "uitzondering_reden": "is ziek", "code": "8"}},
        "HVP-LENGTE",
        FOUT,
        "gpmi.uitzondering_reden",
    ),
]


def test_the_example_breaks_nothing() -> None:
    assert broken({}) == set()


@pytest.mark.parametrize(("changes", "code", "severity", "field"), RULES)
def test_each_rule_is_broken_alone(
    changes: dict[str, object], code: str, severity: Severity, field: str
) -> None:
    assert broken(changes) == {(code, severity, field)}


def test_a_goal_number_used_twice_is_told_at_both_goals() -> None:
    doubled: dict[str, object] = {"doelen.1.nr": "1", "acties.1.doel_nr": "1"}
    assert broken(doubled) == {("HVP-NUMMER", FOUT, "doelen.0.nr"), ("HVP-NUMMER", FOUT, "doelen.1.nr")}


def test_an_action_refers_to_a_goal_that_is_there() -> None:
    third = EXAMPLE["acties"][1] | {"doel_nr": "7"}
    assert broken({"acties": [*EXAMPLE["acties"], third]}) == {("HVP-NUMMER", FOUT, "acties.2.doel_nr")}


def test_an_evaluation_of_the_gpmi_is_not_held_ahead() -> None:
    held = [row | {"uitgevoerd_op": "26/03/2026"} for row in EXAMPLE["evaluaties"]]
    assert broken({"gpmi.evaluaties": held}) == {
        ("HVP-DATUM", FOUT, f"gpmi.evaluaties.{number}.uitgevoerd_op") for number in range(3)
    }


def test_every_rule_of_this_form_is_tested() -> None:
    tested = {(code, severity, re.sub(r"\.[0-9]+\.", ".*.", field)) for _, code, severity, field in RULES}
    own = {
        (rule.code, rule.severity, f"{rule.each}.*.{rule.field}" if rule.each else rule.field)
        for rule in rules.rules
        if rule.code.startswith("HVP") and rule not in plan_dossier.rules.rules
    }
    assert own == tested | {
        ("HVP-NUMMER", FOUT, "doelen.*.nr"),
        ("HVP-NUMMER", FOUT, "acties.*.doel_nr"),
        ("HVP-DATUM", FOUT, "gpmi.evaluaties.*.uitgevoerd_op"),
    }
