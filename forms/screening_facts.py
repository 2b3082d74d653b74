"""What follows from the answers of a screening: its phase, the level of Dutch, the months of work."""

from datetime import date

from forms.base import Unanswered
from forms.deadlines import add_months
from forms.domains import Erk, Nt2
from forms.durations import limits
from forms.duties import duties
from forms.norms import Norms
from forms.phases import TREE_VERSION, Placement, TreeInputs, counts_as_limitation, language_sufficient, place
from forms.screening_activering import ScreeningActivering
from forms.screening_choices import Beperking

_ERK = {
    Nt2.GEEN: Erk.A0,
    Nt2.BEZIG_1_1: Erk.A0,
    Nt2.N1_1: Erk.A1,
    Nt2.N1_2: Erk.A2,
    Nt2.N2_1: Erk.A2,
    Nt2.N2_2: Erk.A2,
    Nt2.N2_3: Erk.A2,
    Nt2.N2_4: Erk.B1,
    Nt2.N3: Erk.B2,
    Nt2.N4: Erk.C1,
}
"""NT2 level → ERK level: 1.1 with 1.2 is A2 and 1.1 is A1 [S49]; the rest [K]."""


def erk_level(form: ScreeningActivering) -> Erk | None:
    """ERK level that follows from the spoken NT2 level; None for who has Dutch as mother tongue."""
    spoken = form.taal.nt2_mondeling
    return None if form.taal.nederlandstalig or spoken is None else _ERK[spoken]


def placement(form: ScreeningActivering) -> Placement:
    """Walk the beslissingsboom with the answers of a form. Raises Unanswered while one of them is missing."""
    language = form.taal
    if not language.nederlandstalig and language.nt2_mondeling is None:
        raise Unanswered("taal.nt2_mondeling")
    inputs = TreeInputs(
        ready=form.klaar_voor_traject,
        language_sufficient=language_sufficient(language.nederlandstalig, language.nt2_mondeling),
        language_main_barrier=language.is_hoofddrempel,
        limitation=counts_as_limitation(form.beperking.status),
        experience_sufficient=form.werkervaring.voldoende,
        feasible=form.regulier_haalbaar,
        support_needed=form.ondersteuning_nodig,
    )
    return place(inputs, examining=form.beperking.status is Beperking.IN_ONDERZOEK)


def has_language_track(form: ScreeningActivering) -> bool:
    """Dutch beside the phase: as answered, else as the tree says."""
    return placement(form).language_track if form.nevenspoor_taal is None else form.nevenspoor_taal


def months_worked(form: ScreeningActivering, norms: Norms) -> int:
    """Calendar months with work in the recent years before the interview; overlapping jobs count once.

    Never more than these years have: the first and the last month may be the same one of the year, each in part.
    """
    end = form.datum_gesprek
    most = 12 * norms.number("werkervaring_jaren", end)
    start = add_months(end, -most)
    worked: set[date] = set()
    for job in form.werkervaring.betrekkingen:
        first, last = max(job.van, start), min(job.tot or end, end)
        while first < last:
            worked.add(first.replace(day=1))
            first = add_months(first.replace(day=1), 1)
    return min(len(worked), most)


def durations(form: ScreeningActivering, norms: Norms) -> str:
    """How long the chosen instruments may last, for each that has a longest duration (domain.md §11)."""
    told = {chosen: limits(chosen, form.datum_opmaak, norms) for chosen in form.instrumenten}
    return "; ".join(f"{chosen.label}: {limit}" for chosen, limit in told.items() if limit)


def facts(form: ScreeningActivering, norms: Norms) -> dict[str, object]:
    """What a document shows beyond the answers: age, phase with its reasons, totals of the cards, durations, tasks."""
    placed = placement(form)
    cards = form.aanwezigheidskaarten
    return {
        "client_leeftijd": form.client.geboortedatum.age_on(form.datum_opmaak),
        "erk": erk_level(form),
        "nevenspoor": has_language_track(form),
        "fase_wijkt_af": "ja" if form.fase is not placed.phase else "",
        "fase_uitleg": {
            "fase": placed.phase,
            "reden": placed.reason,
            "regel": placed.rule,
            "versie": TREE_VERSION,
            "voorbij": ", ".join(placed.passed),
            "voorlopig": "ja" if placed.provisional else "",
            "antwoorden": _tree_answers(form),
        },
        "kaarten_totaal": {
            "voorzien": sum(card.lesuren_voorzien for card in cards),
            "gevolgd": sum(card.lesuren_gevolgd for card in cards),
            "gewettigd": sum(card.afwezig_gewettigd for card in cards),
            "ongewettigd": sum(card.afwezig_ongewettigd for card in cards),
        },
        "instrumenten_duur": durations(form, norms),
        "taken": [
            {"taak": duty.task, "ritme": duty.rhythm}
            for duty in duties(form.fase, frozenset(form.instrumenten))
        ],
    }


def _tree_answers(form: ScreeningActivering) -> list[dict[str, object]]:
    """The answers that led to the phase, in the order of the tree."""
    language = form.taal
    spoken = "moedertaal of schooltaal" if language.nederlandstalig else language.nt2_mondeling
    asked: tuple[tuple[str, object], ...] = (
        ("Klaar om een traject naar werk aan te vatten?", form.klaar_voor_traject),
        ("Nederlands (mondeling)", spoken),
        ("Taal is de belangrijkste drempel", language.is_hoofddrempel),
        ("Arbeidsbeperking (screening VDAB)", form.beperking.status),
        ("Voldoende (recente) werkervaring", form.werkervaring.voldoende),
        ("Haalbaarheid regulier werk", form.regulier_haalbaar),
        ("Ondersteuning nodig in de zoektocht", form.ondersteuning_nodig),
    )
    return [{"vraag": question, "antwoord": answer} for question, answer in asked]
