"""Rules of the Sociaal verslag on its texts and on the order of its dates."""

import pytest

from forms.base import field_specs
from forms.fields import MULTILINE
from forms.findings import Severity
from forms.rules.verslag_texts import mentions_illness, rules
from forms.sociaal_verslag import SociaalVerslag
from tests.forms.verslag_example import EXAMPLE, broken

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING


@pytest.mark.parametrize(
    ("changes", "code", "weight", "field"),
    [
        ({"hulpvraag": "Ik heb hulp nodig."}, "SV-LENGTE", FOUT, "hulpvraag"),
        ({"hulpvraag": "a" * 4001}, "SV-LENGTE", FOUT, "hulpvraag"),
        ({"diagnose": "a" * 149}, "SV-LENGTE", FOUT, "diagnose"),
        ({"diagnose": "a" * 6001}, "SV-LENGTE", FOUT, "diagnose"),
        ({"werkbereidheid.motivering": "Zoekt werk."}, "SV-LENGTE", FOUT, "werkbereidheid.motivering"),
        ({"huisbezoek": {"reden_geen": "Niet thuis."}}, "SV-LENGTE", FOUT, "huisbezoek.reden_geen"),
        ({"sterktes": "Werkt mee ondanks een depressie."}, "SV-13", WAARSCHUWING, "sterktes"),
        ({"visie_client": "Neemt Sertraline."}, "SV-13", WAARSCHUWING, "visie_client"),
        (
            {"gezondheid.samenvatting": "Arts noteert M54.5 op het attest."},
            "SV-13",
            WAARSCHUWING,
            "gezondheid.samenvatting",
        ),
        (
            {"rechten.0.motivering": "Behandeling voor kanker loopt."},
            "SV-13",
            WAARSCHUWING,
            "rechten.0.motivering",
        ),
        (
            {"installatiepremie_eerder.datum": "22/10/2024"},
            "SV-DATUM",
            FOUT,
            "installatiepremie_eerder.datum",
        ),
        ({"huisbezoek.datum": "22/10/2024"}, "SV-DATUM", FOUT, "huisbezoek.datum"),
        ({"screening_ref.datum": "22/10/2024"}, "SV-DATUM", FOUT, "screening_ref.datum"),
        ({"hoorrecht.meegedeeld_op": "22/10/2024"}, "SV-DATUM", FOUT, "hoorrecht.meegedeeld_op"),
        ({"rechten.6.datum": "22/10/2024"}, "SV-DATUM", FOUT, "rechten.6.datum"),
        ({"ksz.0.geraadpleegd_op": "22/10/2024"}, "SV-DATUM", FOUT, "ksz.0.geraadpleegd_op"),
        ({"vermogen.0.datum": "22/10/2024"}, "SV-DATUM", FOUT, "vermogen.0.datum"),
        (
            {"werkbereidheid.inspanningen.0.datum": "22/10/2024"},
            "SV-DATUM",
            FOUT,
            "werkbereidheid.inspanningen.0.datum",
        ),
        ({"bijlagen.0.datum": "22/10/2024"}, "SV-DATUM", FOUT, "bijlagen.0.datum"),
        ({"spi_eerder.tot": "31/05/2019"}, "SV-DATUM", FOUT, "spi_eerder.tot"),
        ({"leefloon.spi.tot": "06/10/2024"}, "SV-DATUM", FOUT, "leefloon.spi.tot"),
        ({"eerdere_ocmws.0.tot": "31/01/2019"}, "SV-DATUM", FOUT, "eerdere_ocmws.0.tot"),
        ({"buitenland.0.tot": "30/06/2024"}, "SV-DATUM", FOUT, "buitenland.0.tot"),
        (
            {"doorsturing": {"reden": "Verblijft in Leuven.", "datum": "06/10/2024"}},
            "SV-DATUM",
            FOUT,
            "doorsturing.datum",
        ),
        ({"hoorrecht.datum": "06/10/2024"}, "SV-DATUM", FOUT, "hoorrecht.datum"),
        ({"handtekening.datum": "20/10/2024"}, "SV-DATUM", FOUT, "handtekening.datum"),
        ({"handtekening.datum": "25/11/2026"}, "SV-DATUM", FOUT, "handtekening.datum"),
    ],
)
def test_one_answer_breaks_one_rule(
    changes: dict[str, object], code: str, weight: Severity, field: str
) -> None:
    assert broken(changes) == {(code, weight, field)}


@pytest.mark.parametrize(
    "changes",
    [
        {"hulpvraag": "a" * 30},
        {"hulpvraag": "a" * 4000},
        {"diagnose": "a" * 150},
        {"diagnose": "a" * 6000},
        {"werkbereidheid.motivering": "a" * 60},
        {"sterktes": "De sociale diagnose is samen besproken."},
        {"eerdere_ocmws.0.tot": None},
        {"huisbezoek.datum": EXAMPLE["datum_opmaak"]},
        {"handtekening.datum": "24/11/2026"},
        {"gezondheid": None},
        {"screening_ref": None},
    ],
)
def test_what_the_rules_let_through(changes: dict[str, object]) -> None:
    assert broken(changes) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("code F32", True),
        ("code F32.1", True),
        ("Z63.0 op het attest", True),
        ("woont langs de E40", False),
        ("bus 272 tot halte F3", False),
        ("bedrag 32.10", False),
        ("Depressief na het ontslag", True),
        ("geen archivering", False),
        ("", False),
        (None, False),
    ],
)
def test_codes_and_words_of_illness(text: str | None, expected: bool) -> None:
    assert mentions_illness(text, ("depressie", "hiv")) is expected


def test_every_long_text_is_watched_for_medical_data() -> None:
    watched = {
        f"{rule.each}.*.{rule.field}" if rule.each else rule.field
        for rule in rules.rules
        if rule.code == "SV-13"
    }
    long_texts = {spec.path for spec in field_specs(SociaalVerslag) if spec.kind is MULTILINE}
    short_texts = {"werkbereidheid.attest", "bijlagen.*.omschrijving", "uitgaven.*.omschrijving"}
    assert watched == long_texts | short_texts
