"""The Sociaal verslag as a form: its questions, its conditions, and the rules on the request and the rights."""

import pytest
from pydantic import ValidationError

from forms.base import Question, field_specs, question_of
from forms.findings import Severity
from forms.norms import shipped_norms
from forms.rulebook import Circumstances
from forms.rules.sociaal_verslag import rules
from forms.sociaal_verslag import SociaalVerslag
from tests.forms.answers import TODAY
from tests.forms.verslag_example import EXAMPLE, broken, changed, form

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

OTHER_AID = {
    "aanvraag.aard": "financiele_steun",
    "aanvraag.rechtsgrond": "ocmw_wet_1976",
    "leefloon": None,
}
INCOMPETENT = {
    "bevoegdheid": "onbevoegd_doorgestuurd",
    "doorsturing": {"reden": "Verblijft gewoonlijk in Leuven.", "datum": "12/10/2024", "ocmw": "OCMW Leuven"},
}
DIVORCED = {"client.burgerlijke_staat": "gescheiden"}
WITH_MOTHER = {
    "gezin": [
        *EXAMPLE["gezin"],
        {
            "naam": "Claes",
            "voornaam": "Rita",
            "geboortedatum": "1955",
            "relatie": "ouder",
            "ten_laste": "neen",
            "onder_zelfde_dak": "neen",
            "huishouden_gemeenschappelijk": "neen",
        },
    ],
}
ASSESSED = {
    "naam": "Rita Claes",
    "draagkracht": "onvoldoende",
    "verwezen": "neen",
    "motivering": "Leeft van een klein pensioen.",
}


def test_the_example_breaks_no_rule() -> None:
    assert broken({}) == set()


def test_other_aid_without_leefloon_breaks_no_rule() -> None:
    assert broken(OTHER_AID) == set()


def test_every_answer_survives_its_kept_form() -> None:
    kept = form({}).model_dump(mode="json")
    assert SociaalVerslag.model_validate(kept) == form({})


def test_labels_are_unambiguous_outside_the_shared_blocks() -> None:
    labels = [
        spec.label for spec in field_specs(SociaalVerslag) if not spec.path.startswith(("client.", "gezin."))
    ]
    assert len(labels) == len(set(labels))


def test_sections_stand_in_the_order_of_the_paper() -> None:
    sections = dict.fromkeys(spec.section for spec in field_specs(SociaalVerslag))
    assert list(sections) == [
        "Kop",
        "Cliënt",
        "Gezin",
        "Hulpvraag",
        "Eerdere steun",
        "Verblijf",
        "Huisbezoek",
        "Gezins- en woonsituatie",
        "Rechten",
        "KSZ",
        "Bestaansmiddelen",
        "Uitgaven en schulden",
        "Gezondheid",
        "Werkbereidheid",
        "Leefloon",
        "Sociale diagnose",
        "Hoorrecht",
        "Conclusie",
        "Bijlagen",
        "Handtekening",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "aanvraag.aard",
        "ontvangstbewijs_datum",
        "hulpvraag",
        "bevoegdheid",
        "woning.statuut",
        "leefomstandigheden",
        "werkbereidheid.motivering",
        "diagnose",
        "sterktes",
        "visie_client",
        "hoorrecht.meegedeeld_op",
        "conclusie.nood",
        "conclusie.omvang",
        "handtekening.datum",
    ],
)
def test_a_required_answer_cannot_be_left_out(name: str) -> None:
    assert next(spec for spec in field_specs(SociaalVerslag) if spec.name == name).required
    with pytest.raises(ValidationError):
        form({name: None})


def _asked(block: object, name: str) -> Question:
    return question_of(type(block).model_fields[name])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("where", "name", "changes", "needed"),
    [
        ("", "leefloon", {}, True),
        ("", "leefloon", OTHER_AID, False),
        ("", "verklaring_geen_inkomsten", {"inkomsten": []}, True),
        ("", "verklaring_geen_inkomsten", {}, False),
        ("installatiepremie_eerder", "ocmw", {}, True),
        ("installatiepremie_eerder", "datum", {"installatiepremie_eerder": {"ja": "neen"}}, False),
        ("spi_eerder", "van", {"spi_eerder": {"ja": "neen"}}, False),
        ("huisbezoek", "bevindingen", {}, True),
        ("huisbezoek", "bevindingen", {"huisbezoek": {}}, False),
        ("woning", "huur_lening", {}, True),
        ("woning", "huur_lening", {"woning.statuut": "dakloos"}, False),
        ("remi", "bedrag", {"remi.gebruikt": "neen"}, False),
    ],
)
def test_an_answer_is_asked_only_when_it_matters(
    where: str, name: str, changes: dict[str, object], needed: bool
) -> None:
    paper = form(changes)
    block = getattr(paper, where) if where else paper
    condition = _asked(block, name).required_when
    assert condition is not None
    assert condition.holds(block) is needed


@pytest.mark.parametrize(
    ("listed", "row", "name", "needed"),
    [
        ("rechten", {"uitkering": "werkloosheid", "status": "aangevraagd"}, "instelling", True),
        ("rechten", {"uitkering": "werkloosheid", "status": "geen_recht"}, "instelling", False),
        ("rechten", {"uitkering": "werkloosheid", "status": "ontvangt"}, "bedrag", True),
        ("rechten", {"uitkering": "werkloosheid", "status": "geweigerd"}, "bedrag", False),
        ("vermogen", {"soort": "onroerend"}, "waarde", True),
        ("vermogen", {"soort": "geen"}, "waarde", False),
        ("vermogen", {"soort": "afstand_van_goederen"}, "datum", True),
        ("uitgaven", {"post": "andere", "maand": "20"}, "omschrijving", True),
        ("uitgaven", {"post": "water", "maand": "20"}, "omschrijving", False),
        ("onderhoudsplichtigen", {"relatie": "ouder", **ASSESSED}, "motivering", True),
        ("onderhoudsplichtigen", {"relatie": "ouder", **ASSESSED, "verwezen": "ja"}, "motivering", False),
    ],
)
def test_an_answer_in_a_row_is_asked_only_when_it_matters(
    listed: str, row: dict[str, str], name: str, needed: bool
) -> None:
    line = getattr(form({listed: [row]}), listed)[0]
    condition = _asked(line, name).required_when
    assert condition is not None
    assert condition.holds(line) is needed


@pytest.mark.parametrize(
    ("changes", "code", "weight", "field"),
    [
        ({"opsteller.titel": None}, "SV-01", FOUT, "opsteller.titel"),
        ({"opsteller.titel": "andere"}, "SV-01", FOUT, "opsteller.titel"),
        ({"aanvraag.rechtsgrond": "ocmw_wet_1976"}, "SV-02", FOUT, "aanvraag.rechtsgrond"),
        ({**OTHER_AID, "aanvraag.rechtsgrond": "rmi_wet_2002"}, "SV-02", FOUT, "aanvraag.rechtsgrond"),
        ({"ontvangstbewijs_datum": "08/10/2024"}, "SV-03", FOUT, "ontvangstbewijs_datum"),
        ({**INCOMPETENT, "doorsturing.reden": None}, "SV-04", FOUT, "doorsturing.reden"),
        ({**INCOMPETENT, "doorsturing.datum": None}, "SV-04", FOUT, "doorsturing.datum"),
        ({**INCOMPETENT, "doorsturing.datum": "13/10/2024"}, "SV-04", FOUT, "doorsturing.datum"),
        ({"buitenland.0.gemeld_op": None}, "SV-05", WAARSCHUWING, "buitenland.0.gemeld_op"),
        ({"buitenland.0.gemeld_op": "02/07/2024"}, "SV-05", WAARSCHUWING, "buitenland.0.gemeld_op"),
        ({"huisbezoek": None}, "SV-14", FOUT, "huisbezoek.datum"),
        ({"huisbezoek.datum": "20/10/2023"}, "SV-14", FOUT, "huisbezoek.datum"),
        ({**OTHER_AID, "huisbezoek": None}, "SV-14", WAARSCHUWING, "huisbezoek.datum"),
        ({"client.domicilie.postcode": "3000"}, "SV-24", WAARSCHUWING, "client.domicilie.postcode"),
        (
            {**OTHER_AID, "aanvraag.aard": "installatiepremie"},
            "SV-PREMIE",
            WAARSCHUWING,
            "installatiepremie_eerder.ja",
        ),
        ({"rechten": []}, "SV-08", FOUT, "rechten"),
        ({"rechten.0.status": "niet_onderzocht"}, "SV-08", FOUT, "rechten.0.status"),
        ({"rechten.0.uitkering": "groeipakket"}, "SV-08", WAARSCHUWING, "rechten"),
        ({**OTHER_AID, "rechten": []}, "SV-LIJST", WAARSCHUWING, "rechten"),
        (DIVORCED, "SV-09", WAARSCHUWING, "onderhoudsplichtigen"),
        (WITH_MOTHER, "SV-09", WAARSCHUWING, "onderhoudsplichtigen"),
        ({"ksz.3.stroom": "dimona"}, "SV-10", WAARSCHUWING, "ksz"),
        ({"ksz.3.resultaat": "fout"}, "SV-10", WAARSCHUWING, "ksz"),
        ({"ksz.3.geraadpleegd_op": "20/09/2024"}, "SV-10", WAARSCHUWING, "ksz.3.geraadpleegd_op"),
    ],
)
def test_one_answer_breaks_one_rule(
    changes: dict[str, object], code: str, weight: Severity, field: str
) -> None:
    assert broken(changes) == {(code, weight, field)}


@pytest.mark.parametrize(
    "changes",
    [
        {**OTHER_AID, "opsteller.titel": "andere"},
        {**OTHER_AID, "aanvraag.aard": "equivalent_leefloon", "aanvraag.rechtsgrond": "wet_1965"},
        {**OTHER_AID, "aanvraag.aard": "andere", "aanvraag.rechtsgrond": "rmi_wet_2002"},
        INCOMPETENT,
        {"buitenland.0.tot": "06/07/2024", "buitenland.0.gemeld_op": None},
        {"huisbezoek": {"reden_geen": "De cliënt verblijft tot eind mei in een ziekenhuis."}},
        {"huisbezoek.datum": "21/10/2023"},
        {"client.domicilie.postcode": "3000", "client.adrestype": "referentieadres_ocmw"},
        {"rechten.0.status": "niet_onderzocht", "rechten.0.motivering": "De beslissing van de RVA volgt."},
        {**OTHER_AID, "rechten.0.status": "niet_onderzocht"},
        {**DIVORCED, "onderhoudsplichtigen": [{"relatie": "ex_partner", **ASSESSED}]},
        {**WITH_MOTHER, "onderhoudsplichtigen": [{"relatie": "ouder", **ASSESSED}]},
        {**OTHER_AID, **DIVORCED},
        {**OTHER_AID, "ksz.3.stroom": "dimona"},
        {"ksz.3.stroom": "vrijstelling_nvt"},
        {"ksz.3.geraadpleegd_op": "21/09/2024"},
    ],
)
def test_what_the_rules_let_through(changes: dict[str, object]) -> None:
    assert broken(changes) == set()


def test_an_assessment_of_one_is_none_of_the_other() -> None:
    only_father = {**DIVORCED, "onderhoudsplichtigen": [{"relatie": "ouder", **ASSESSED}]}
    assert broken(only_father) == {("SV-09", WAARSCHUWING, "onderhoudsplichtigen")}


def test_a_second_look_in_time_repairs_a_stale_one() -> None:
    again = {**EXAMPLE["ksz"][3], "geraadpleegd_op": "20/09/2024"}
    assert broken({"ksz": [*EXAMPLE["ksz"], again]}) == set()


def test_of_an_empty_paper_the_rules_only_see_the_empty_lists() -> None:
    nothing = SociaalVerslag.model_construct()
    around = Circumstances(today=TODAY, norms=shipped_norms())
    assert {found.field for found in rules.judge(nothing, around)} == {"vermogen", "uitgaven"}


def test_messages_hold_no_answer_and_no_open_slot() -> None:
    secret = "Xyzzyqwert"
    answers = changed({"hulpvraag": secret, "conclusie.nood": secret, "inkomsten.0.bron": secret})
    around = Circumstances(today=TODAY, norms=shipped_norms())
    messages = [found.message for found in rules.judge(SociaalVerslag.model_validate(answers), around)]
    assert len(messages) == 3
    assert not [message for message in messages if secret in message or "{" in message]
