"""Rules of the Sociaal verslag that look at the other papers of its dossier (domain.md §1, §12)."""

from collections.abc import Mapping

from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.sociaal_verslag import SociaalVerslag

rules = RuleBook()


@rules.rule(
    "DOS-02",
    Severity.FOUT,
    "datum_opmaak",
    "Het sociaal verslag van deze dag zit al in de bundel van een zitting en verandert niet meer. Maak een nieuw verslag met een "
    "eigen datum, bijvoorbeeld {today:%d/%m/%Y}.",
    source="Het verslag ligt vast zodra het orgaan het heeft [S26][S4b]",
)
def frozen_report_stays(form: SociaalVerslag, around: Circumstances) -> bool | Mapping[str, object]:
    """What the board has read is not written again; the very same paper is no other."""
    replaced = any(
        report.frozen and report.day == form.datum_opmaak and report.form != form
        for report in around.papers.of(SociaalVerslag)
    )
    return {"today": around.today} if replaced else False
