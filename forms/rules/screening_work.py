"""Rules of the Screening activering on work experience, competences, limitation (domain.md §3)."""

from collections.abc import Mapping
from decimal import Decimal

from forms import screening_facts
from forms.findings import Severity
from forms.rulebook import Circumstances, RuleBook
from forms.screening_activering import Betrekking, ScreeningActivering
from forms.screening_choices import (
    Beperking,
    Competentie,
    Haalbaar,
    IcfAdvies,
)

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
_INTERESTS = 20
_BEST_SCORE, _LOW_AVERAGE = 4, 2

rules = RuleBook()


@rules.rule(
    "SCR-06",
    WAARSCHUWING,
    "werkervaring.maanden_5j",
    "Het aantal maanden werkervaring verschilt van wat de betrekkingen samen geven ({months}). Kijk beide na.",
    source="domain.md §3 [A]",
)
def months_add_up(form: ScreeningActivering, around: Circumstances) -> bool | Mapping[str, object]:
    """The number agrees with the list, give or take."""
    months = screening_facts.months_worked(form, around.norms)
    slack = around.norms.number("werkervaring_verschil_maanden", form.datum_opmaak)
    return {"months": months} if abs(months - form.werkervaring.maanden_5j) > slack else False


@rules.rule(
    "SCR-06",
    FOUT,
    "werkervaring.maanden_5j",
    "In vijf jaar gaan hoogstens {most} maanden. Vul een getal van 0 tot {most} in, bijvoorbeeld 18.",
    source="domain.md §3",
)
def months_fit_period(form: ScreeningActivering, around: Circumstances) -> bool | Mapping[str, object]:
    """No more months than the period has."""
    most = 12 * around.norms.number("werkervaring_jaren", form.datum_opmaak)
    return {"most": most} if form.werkervaring.maanden_5j > most else False


@rules.each(
    "werkervaring.betrekkingen",
    "SCR-DATUM",
    FOUT,
    "tot",
    "Het einde van de betrekking ligt vóór het begin. Kijk beide datums na, bijvoorbeeld van 01/03/2023 tot 31/08/2024.",
    source="domain.md §3 [A]",
)
def job_ends_after_start(job: Betrekking, _form: ScreeningActivering, _around: Circumstances) -> bool:
    """A job ends after it began."""
    return job.tot is not None and job.van > job.tot


@rules.rule(
    "SCR-07",
    FOUT,
    "competenties",
    "Geef alle acht competenties één score van 1 tot 4. Nu ontbreken er, of staat er een dubbel: {names}.",
    source="domain.md §3: alle 8 gescoord [S36]",
)
def all_competences_scored(form: ScreeningActivering, _around: Circumstances) -> bool | Mapping[str, object]:
    """Each of the eight is there once."""
    scored = [row.competentie for row in form.competenties]
    wrong = [each.label.lower() for each in Competentie if scored.count(each) != 1]
    return {"names": ", ".join(wrong)} if wrong else False


@rules.rule(
    "SCR-07",
    WAARSCHUWING,
    "regulier_haalbaar",
    "De scores van de competenties en de haalbaarheid van regulier werk spreken elkaar tegen. Kijk beide na.",
    source="domain.md §3 [A]",
)
def scores_agree_with_feasibility(form: ScreeningActivering, _around: Circumstances) -> bool:
    """All at best while not feasible now, or low on average while feasible now."""
    scores = [int(row.score) for row in form.competenties]
    if not scores:
        return False
    now = form.regulier_haalbaar is Haalbaar.NU
    return (min(scores) == _BEST_SCORE and not now) or (
        Decimal(sum(scores)) / len(scores) < _LOW_AVERAGE and now
    )


@rules.rule(
    "SCR-09",
    FOUT,
    "beperking.vastgesteld_door",
    "Alleen VDAB stelt een arbeidsbeperking vast; een advies van een andere dienst volstaat niet. Kies VDAB met datum "
    "en referentie, of zet de status op 'in onderzoek'.",
    source="[S47]",
)
def only_vdab_establishes(form: ScreeningActivering, _around: Circumstances) -> bool:
    """An advice is no decision."""
    limits = form.beperking
    decided = limits.vastgesteld_door is IcfAdvies.VDAB and limits.datum is not None
    return limits.status is Beperking.VASTGESTELD and not decided


@rules.rule(
    "SCR-LENGTE",
    FOUT,
    "interesses",
    "Beschrijf de interesses in minstens 20 tekens, bijvoorbeeld: tuinwerk, koken voor groepen, met kinderen omgaan.",
    source="Fasen 3 tot 5 [Z]",
)
def interests_described(form: ScreeningActivering, _around: Circumstances) -> bool:
    """The specialist works from the interests."""
    return len(form.interesses.strip()) < _INTERESTS
