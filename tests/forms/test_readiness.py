"""What an item still lacks before its session."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms import readiness
from forms.advies import Advies
from forms.dossier import Kept
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.nesting import nest
from forms.norms import shipped_norms
from forms.sociaal_verslag import SociaalVerslag
from generator.catalog import FORMS

NORMS = shipped_norms()


def made(form: str, **changes: Any) -> Any:
    kind = FORMS[form]
    answers = {
        **kind.example_answers(3),
        **{name.replace("__", "."): value for name, value in changes.items()},
    }
    return kind.model.model_validate(nest({name: value for name, value in answers.items() if value}).data)


def report(**changes: Any) -> Kept[SociaalVerslag]:
    return Kept(made("sociaal_verslag", **changes), date(2026, 2, 5))


PLAN: Kept[Hulpverleningsplan] = Kept(made("hulpverleningsplan"), date(2026, 2, 5))


def missing(form: Advies, under: Kept[SociaalVerslag] | None = None, plan: Any = PLAN) -> list[str]:
    return list(readiness.missing(form, under, plan, NORMS))


def test_a_whole_dossier_lacks_nothing() -> None:
    assert missing(made("advies"), report()) == []


def test_a_report_and_a_plan_are_missed() -> None:
    assert missing(made("advies"), None, None) == ["geen sociaal verslag", "geen hulpverleningsplan"]


def test_what_needs_no_report_or_plan_misses_none() -> None:
    noted = made("advies", aard="kennisname_gpmi")
    assert missing(noted, None) == []
    support = made(
        "advies", aard="individuele_steun", bijlagen__1__doc="Factuur", voorwaarden__0__in_gpmi="neen"
    )
    without = support.model_copy(update={"voorwaarden": ()})
    assert missing(without, report(), None) == []


@pytest.mark.parametrize("aard", ["twe_dossier", "artikel_60", "sanctie"])
def test_a_path_to_work_is_not_judged_without_a_plan(aard: str) -> None:
    form = made("advies", aard=aard).model_copy(update={"voorwaarden": (), "bijlagen": ()})
    assert missing(form, report(), None) == ["geen hulpverleningsplan"]


def visited(day: date | None, reason: str | None = None) -> Kept[SociaalVerslag]:
    under = report()
    visit = under.form.huisbezoek
    assert visit is not None
    changed = visit.model_copy(update={"datum": day, "reden_geen": reason})
    return replace(under, form=under.form.model_copy(update={"huisbezoek": changed}))


def test_a_home_visit_is_at_most_a_year_old_at_the_session() -> None:
    form = made("advies").model_copy(update={"zitting_datum": date(2026, 12, 3)})
    assert missing(form, visited(date(2025, 12, 3))) == []
    assert missing(form, visited(date(2025, 12, 2))) == ["geen huisbezoek in de 12 maanden vóór de zitting"]
    assert missing(form, visited(None)) == ["geen huisbezoek"]
    without = report()
    none = replace(without, form=without.form.model_copy(update={"huisbezoek": None}))
    assert missing(form, none) == ["geen huisbezoek"]
    assert missing(form, visited(None, "De cliënt ligt tot eind mei in het ziekenhuis.")) == []


def test_who_asked_to_be_heard_is_heard() -> None:
    asked = report(hoorrecht__gewenst="ja", hoorrecht__datum="")
    assert missing(made("advies"), asked) == [
        "de cliënt vroeg om gehoord te worden en er is geen gehoor genoteerd"
    ]
    planned = report(hoorrecht__gewenst="ja", hoorrecht__datum="12/02/2026")
    assert missing(made("advies"), planned) == []
    told = report(hoorrecht__meegedeeld_op="20/02/2026")
    assert missing(made("advies"), told) == ["hoorrecht niet meegedeeld vóór de zitting"]


def test_the_decision_has_thirty_days() -> None:
    on_time = made("advies", zitting_datum="19/02/2026")
    assert readiness.late(on_time, NORMS) == ""
    late = made("advies", zitting_datum="20/02/2026")
    assert (
        readiness.late(late, NORMS)
        == "de beslissing moest er uiterlijk op 19/02/2026 zijn, 30 dagen na de aanvraag"
    )
    ratified = made("advies", zitting_datum="20/02/2026", aard="bekrachtiging_dringende_hulp")
    assert readiness.late(ratified, NORMS) == ""


def test_attachments_are_counted_beside_the_papers_of_the_house() -> None:
    assert readiness.attachments_named(made("advies")) == 1
