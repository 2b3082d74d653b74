"""A dossier of four papers that agree with each other, and a judge of one of them beside changed others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from forms.client import Paper
from forms.dossier import Dossier, Kept
from forms.findings import Severity
from forms.norms import shipped_norms
from forms.rulebook import Circumstances, RuleBook
from forms.screening_activering import ScreeningActivering
from tests.forms import advies_example, plan_example, verslag_example
from tests.forms.answers import TODAY, with_changes
from tests.forms.screening_example import VALID

Changes = Mapping[str, object]


def screening(changes: Changes | None = None) -> Kept[ScreeningActivering]:
    """A screening of 20/03/2026 in phase 4."""
    answers = with_changes(VALID, {"fase": "4", **(changes or {})})
    return kept(ScreeningActivering.model_validate(answers))


def report(changes: Changes | None = None) -> Kept[Any]:
    """A sociaal verslag of 21/10/2024, on which plan and advice can rest."""
    return kept(verslag_example.form(changes or {}))


def plan(changes: Changes | None = None) -> Kept[Any]:
    """A plan of 25/03/2026 in phase 4."""
    return kept(plan_example.form({"sociaal_verslag_datum": "21/10/2024", **(changes or {})}))


def advice(changes: Changes | None = None) -> Kept[Any]:
    """An advice of 21/10/2024."""
    named: dict[str, object] = {"sociaal_verslag_ref.datum": "21/10/2024", "sociaal_verslag_ref.hash": None}
    return kept(advies_example.form({**named, **(changes or {})}))


def kept(form: Paper) -> Kept[Any]:
    """A paper as it stands in a dossier."""
    return Kept(form, form.datum_opmaak, "2026-11-24T10:00:00+00:00", "d" * 64, {"x.docx": "e" * 64})


def without_number(paper: Kept[Any]) -> Kept[Any]:
    """The same paper about somebody who has no number yet."""
    client = paper.form.client.model_copy(update={"insz": None, "insz_afwezig_reden": "aanvraag loopt"})
    return replace(paper, form=paper.form.model_copy(update={"client": client}))


def broken(
    rules: RuleBook, judged: Kept[Any], *others: Kept[Any], at_meeting: bool = False, today: date = TODAY
) -> set[tuple[str, Severity, str]]:
    """What the rules say of a paper more than they do of it on its own."""
    alone = Circumstances(today, shipped_norms())
    around = replace(alone, dossier=Dossier("KB-2026-00042", others), at_meeting=at_meeting)
    found = [
        {(one.rule.code, one.rule.severity, one.field, one.message) for one in rules.judge(judged.form, each)}
        for each in (around, alone)
    ]
    return {(code, severity, field) for code, severity, field, _ in found[0] - found[1]}
