"""Form 4: each rule broken alone."""

import re
from decimal import Decimal

import pytest

from forms.findings import Severity
from forms.norms import Norm, Norms, shipped_norms
from forms.rules import advies_dossier
from forms.rules.advies import rules
from tests.forms.advies_example import EXAMPLE, POLICY, RECOVERY, REFUSAL, SUSPENSION, broken

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
URGENT: dict[str, object] = {
    "zitting_datum": "24/10/2024",
    "kennisgeving.datum_uiterlijk": "31/10/2024",
    "spoed_reden": "De uithuiszetting is gepland op 28 oktober.",
}
RATIFIED: dict[str, object] = {
    "aard": "bekrachtiging_dringende_hulp",
    "beslissing": "bekrachtigen",
    "advies": "gunstig",
    "voorstel.0.tekst": "Het BCSD bekrachtigt de dringende hulp van de voorzitter.",
    "toekenning": None,
    "ingangsdatum": None,
    "voorwaarden": [],
    "financieel.bedrag": "250,00",
}
LONG_ARGUMENT = EXAMPLE["motivering"]["tekst"]

RULES: list[tuple[dict[str, object], str, Severity, str]] = [
    ({"orgaan": "vast_bureau"}, "ADV-01", FOUT, "orgaan"),
    (POLICY | {"orgaan": "BCSD"}, "ADV-01", FOUT, "orgaan"),
    (POLICY | {"orgaan": "BCSD", "aard": "overeenkomst"}, "ADV-01", FOUT, "orgaan"),
    (POLICY | {"orgaan": "BCSD", "aard": "beleidsadvies"}, "ADV-01", FOUT, "orgaan"),
    (
        {"zitting_datum": "29/10/2024", "kennisgeving.datum_uiterlijk": "05/11/2024"},
        "ADV-02",
        FOUT,
        "zitting_datum",
    ),
    (URGENT | {"spoed_buiten_agenda": "ja"}, "ADV-02", FOUT, "zitting_datum"),
    (RATIFIED, "ADV-17", WAARSCHUWING, "financieel.bedrag"),
    (
        {"toekenning.categorie": None, "toekenning.basisbarema": None, "toekenning.middelen_maand": None},
        "ADV-10",
        FOUT,
        "toekenning.categorie",
    ),
    (
        URGENT | {"spoed_reden": None, "spoed_akkoord_twee_derde": "5 van de 7 leden akkoord"},
        "ADV-02",
        FOUT,
        "zitting_datum",
    ),
    (
        URGENT | {"zitting_datum": "28/10/2024", "kennisgeving.datum_uiterlijk": "05/11/2024"},
        "ADV-PUNT",
        Severity.INFO,
        "zitting_datum",
    ),
    ({"aard": "twe_dossier"}, "ADV-DUUR", Severity.INFO, "aard"),
    ({"onderwerp": "Leefloon voor van den broeck"}, "ADV-03", WAARSCHUWING, "onderwerp"),
    ({"onderwerp": "Leefloon Amélie"}, "ADV-03", WAARSCHUWING, "onderwerp"),
    ({"onderwerp": "Steun voor Noor"}, "ADV-03", WAARSCHUWING, "onderwerp"),
    ({"onderwerp": "Leefloon 88.03.14-999.62"}, "ADV-03", WAARSCHUWING, "onderwerp"),
    ({"onderwerp": "Huurwaarborg Dorpsstraat 12A"}, "ADV-03", WAARSCHUWING, "onderwerp"),
    ({"onderwerp": "Huurwaarborg Leuvensesteenweg"}, "ADV-03", WAARSCHUWING, "onderwerp"),
    (POLICY | {"onderwerp": "Overleg over 88031499962"}, "ADV-03", WAARSCHUWING, "onderwerp"),
    (
        {"juridisch_kader.1.verwijzing": "KB van 30/02/1999"},
        "ADV-04",
        WAARSCHUWING,
        "juridisch_kader.1.verwijzing",
    ),
    (
        {"juridisch_kader.1.verwijzing": "OCMW-decreet"},
        "ADV-04",
        WAARSCHUWING,
        "juridisch_kader.1.verwijzing",
    ),
    ({"motivering.nood": None}, "ADV-05", FOUT, "motivering.nood"),
    ({"motivering.omvang": None}, "ADV-05", FOUT, "motivering.omvang"),
    ({"motivering.rechten": None}, "ADV-05", FOUT, "motivering.rechten"),
    ({"motivering.werkbereidheid": None}, "ADV-05", FOUT, "motivering.werkbereidheid"),
    ({"sociaal_verslag_ref": None}, "ADV-06", FOUT, "sociaal_verslag_ref"),
    ({"sociaal_verslag_ref.datum": "20/07/2024"}, "ADV-06", WAARSCHUWING, "sociaal_verslag_ref.datum"),
    ({"advies": "ongunstig"}, "ADV-07", FOUT, "beslissing"),
    (REFUSAL | {"advies": "gunstig"}, "ADV-07", FOUT, "beslissing"),
    (REFUSAL | {"motivering.tekst": "Niet aan de voorwaarden voldaan."}, "ADV-07", FOUT, "motivering.tekst"),
    ({"voorwaarden": []}, "ADV-07", FOUT, "voorwaarden"),
    ({"voorstel": []}, "ADV-08", FOUT, "voorstel"),
    (
        {"voorstel.1.tekst": "De sociale dienst doet de opvolging."},
        "ADV-08",
        FOUT,
        "voorstel.1.tekst",
    ),
    ({"voorstel.1.artikel_nr": "3"}, "ADV-08", FOUT, "voorstel"),
    (RECOVERY | {"terugvordering": None}, "ADV-09", FOUT, "terugvordering"),
    (RECOVERY | {"terugvordering": {"bedrag": "340,00"}}, "ADV-09", FOUT, "terugvordering"),
    (RECOVERY | {"terugvordering": {"grond": "RMI-wet art. 24"}}, "ADV-09", FOUT, "terugvordering"),
    (SUSPENSION | {"schorsing": {"maanden": "1"}}, "ADV-09", FOUT, "schorsing.aanmaning"),
    (SUSPENSION | {"schorsing.maanden": "2"}, "ADV-09", FOUT, "schorsing.maanden"),
    (SUSPENSION | {"schorsing.maanden": "0"}, "ADV-09", FOUT, "schorsing.maanden"),
    (SUSPENSION | {"schorsing.maanden": None}, "ADV-09", FOUT, "schorsing.maanden"),
    (
        SUSPENSION | {"schorsing.maanden": "4", "schorsing.herhaling": "ja"},
        "ADV-09",
        FOUT,
        "schorsing.maanden",
    ),
    ({"toekenning.bedrag_maand": "901,30"}, "ADV-10", FOUT, "toekenning.bedrag_maand"),
    ({"toekenning.middelen_maand": None}, "ADV-10", FOUT, "toekenning.bedrag_maand"),
    ({"toekenning.basisbarema": "1.700,00"}, "ADV-10", FOUT, "toekenning.basisbarema"),
    (
        {"toekenning.van": "01/03/2025", "ingangsdatum": "01/03/2025", "toekenning.tot": None},
        "ADV-10",
        WAARSCHUWING,
        "toekenning.basisbarema",
    ),
    ({"voorwaarden.0.bewijs": None}, "ADV-11", WAARSCHUWING, "voorwaarden.0.bewijs"),
    ({"voorwaarden.0.in_gpmi": "neen"}, "ADV-11", WAARSCHUWING, "voorwaarden.0.in_gpmi"),
    (
        {"ingangsdatum": "01/10/2024", "toekenning.van": "01/10/2024"},
        "ADV-12",
        WAARSCHUWING,
        "ingangsdatum",
    ),
    ({"kennisgeving": None}, "ADV-13", FOUT, "kennisgeving"),
    ({"kennisgeving.datum_uiterlijk": "14/11/2024"}, "ADV-13", FOUT, "kennisgeving.datum_uiterlijk"),
    ({"kennisgeving.datum_uiterlijk": "04/11/2024"}, "ADV-13", FOUT, "kennisgeving.datum_uiterlijk"),
    ({"beroep": None}, "ADV-14", FOUT, "beroep"),
    ({"beroep.rechtbank": None}, "ADV-14", FOUT, "beroep"),
    ({"beroep.termijn": None}, "ADV-14", FOUT, "beroep"),
    ({"beroep.wijze": None}, "ADV-14", FOUT, "beroep"),
    ({"beroep.rechtbank": "Raad van State"}, "ADV-14", FOUT, "beroep.rechtbank"),
    ({"beroep.termijn": "2"}, "ADV-14", FOUT, "beroep.termijn"),
    (REFUSAL | {"hoorrecht_uitgeoefend.gevraagd": "ja"}, "ADV-15", FOUT, "hoorrecht_uitgeoefend"),
    (
        REFUSAL
        | {
            "hoorrecht_uitgeoefend": {
                "gevraagd": "ja",
                "ja": "ja",
                "datum": "06/11/2024",
                "samenvatting": "De cliënt lichtte het inkomen toe.",
            }
        },
        "ADV-15",
        FOUT,
        "hoorrecht_uitgeoefend",
    ),
    (
        {"bijlagen.1.anonimiseren": "neen", "bijlagen.1.gevoelig": "gegevens_derde"},
        "ADV-16",
        WAARSCHUWING,
        "bijlagen.1.doc",
    ),
    ({"bijlagen.1.gevoelig": "medisch"}, "ADV-16", WAARSCHUWING, "bijlagen.1.doc"),
    ({"bijlagen.1.gevoelig": "gegevens_derde"}, "ADV-16", WAARSCHUWING, "bijlagen.1.doc"),
    ({"bijlagen.1.doc": "Medisch attest"}, "ADV-16", WAARSCHUWING, "bijlagen.1.doc"),
    ({"juridisch_kader": []}, "ADV-LIJST", FOUT, "juridisch_kader"),
    ({"bijlagen": []}, "ADV-LIJST", FOUT, "bijlagen"),
    ({"handtekeningen": EXAMPLE["handtekeningen"][:1]}, "ADV-LIJST", FOUT, "handtekeningen"),
    ({"handtekeningen": EXAMPLE["handtekeningen"][1:]}, "ADV-LIJST", FOUT, "handtekeningen"),
    ({"onderwerp": "Leefloon, " + "nieuwe aanvraag " * 7}, "ADV-LENGTE", FOUT, "onderwerp"),
    ({"feiten": "Geen inkomen sinds september."}, "ADV-LENGTE", FOUT, "feiten"),
    ({"feiten": "Geen inkomen. " * 250}, "ADV-LENGTE", FOUT, "feiten"),
    ({"motivering.tekst": LONG_ARGUMENT[:149]}, "ADV-LENGTE", FOUT, "motivering.tekst"),
    ({"sociaal_verslag_ref.hash": "0a" * 31}, "ADV-LENGTE", FOUT, "sociaal_verslag_ref.hash"),
    (
        URGENT
        | {
            "spoed_akkoord_twee_derde": "5 van de 7 leden akkoord",
            "zitting_datum": "21/10/2024",
            "kennisgeving.datum_uiterlijk": "28/10/2024",
            "handtekeningen.1.datum": "21/10/2024",
        },
        "ADV-DATUM",
        FOUT,
        "zitting_datum",
    ),
    ({"indiendatum": "20/10/2024"}, "ADV-DATUM", FOUT, "indiendatum"),
    ({"sociaal_verslag_ref.datum": "22/10/2024"}, "ADV-DATUM", FOUT, "sociaal_verslag_ref.datum"),
    ({"toekenning.tot": "06/10/2024"}, "ADV-DATUM", FOUT, "toekenning.tot"),
    ({"toekenning.van": "01/10/2024"}, "ADV-DATUM", WAARSCHUWING, "toekenning.van"),
    ({"handtekeningen.0.datum": "06/11/2024"}, "ADV-DATUM", FOUT, "handtekeningen.0.datum"),
    ({"financieel.rekening_jaar": "2004"}, "ADV-DATUM", WAARSCHUWING, "financieel.rekening_jaar"),
]


def test_the_example_breaks_nothing() -> None:
    assert broken({}) == set()


@pytest.mark.parametrize(("changes", "code", "severity", "field"), RULES)
def test_each_rule_is_broken_alone(
    changes: dict[str, object], code: str, severity: Severity, field: str
) -> None:
    assert broken(changes) == {(code, severity, field)}


def test_another_organ_by_a_norm_of_the_house_is_said() -> None:
    own = shipped_norms().with_changes(
        {"orgaan_individueel": (Norm(waarde=("BCSD", "vast_bureau"), bron="huishoudelijk reglement"),)}
    )
    assert broken({"orgaan": "vast_bureau"}, norms=own) == {("ADV-01", WAARSCHUWING, "orgaan")}
    assert broken({}, norms=own) == set()


def test_the_chair_ratifies_nothing() -> None:
    found = broken(RATIFIED | {"orgaan": "voorzitter_bcsd_dringend"}, norms=_urgent_aid("250.00"))
    assert found == {("ADV-01", FOUT, "orgaan")}


def _urgent_aid(limit: str) -> Norms:
    return shipped_norms().with_changes(
        {"dringende_hulp_grens": (Norm(waarde=Decimal(limit), bron="huishoudelijk reglement, art. 12"),)}
    )


@pytest.mark.parametrize(
    "changes", [RATIFIED, {"orgaan": "voorzitter_bcsd_dringend", "financieel.bedrag": "250,00"}]
)
def test_urgent_aid_of_the_chair_stays_under_the_limit_of_the_rules_of_procedure(
    changes: dict[str, object],
) -> None:
    too_much = {("ADV-17", FOUT, "financieel.bedrag")}
    assert broken(changes, norms=_urgent_aid("249.99")) == too_much
    assert broken(changes, norms=_urgent_aid("250.00")) == set()
    assert broken({"financieel.bedrag": "9.999,00"}, norms=_urgent_aid("250.00")) == set()


def test_every_rule_of_this_form_is_tested() -> None:
    tested = {(code, severity, re.sub(r"\.[0-9]+\.", ".*.", field)) for _, code, severity, field in RULES}
    own = {
        (rule.code, rule.severity, f"{rule.each}.*.{rule.field}" if rule.each else rule.field)
        for rule in rules.rules
        if rule.code.startswith("ADV") and rule not in advies_dossier.rules.rules
    }
    by_hand = {("ADV-01", WAARSCHUWING, "orgaan"), ("ADV-17", FOUT, "financieel.bedrag")}
    assert own == tested | by_hand
