"""Rules of the Hulpverleningsplan that look at the other papers of its dossier (domain.md §5)."""

from collections.abc import Mapping

from forms.advies import Advies
from forms.advies_choices import Aard, Beslissing
from forms.base import Unanswered
from forms.dossier import Kept
from forms.findings import Severity
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.plan_choices import GpmiCode
from forms.rulebook import Circumstances, RuleBook
from forms.screening_activering import ScreeningActivering
from forms.screening_choices import Ernst
from forms.sociaal_verslag import SociaalVerslag

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING

rules = RuleBook()


def _screening(form: Hulpverleningsplan, around: Circumstances) -> Kept[ScreeningActivering]:
    """The screening that held when the plan was made. Raises Unanswered where the dossier has none."""
    found = around.papers.in_force(ScreeningActivering, form.datum_opmaak)
    if found is None:
        raise Unanswered("screening")
    return found


@rules.rule(
    "HVP-02",
    WAARSCHUWING,
    "sociaal_verslag_datum",
    "In het dossier staat nog geen sociaal verslag, en een plan vertrekt van de diagnose daarin. Maak het verslag, of kijk het "
    "dossiernummer na, bijvoorbeeld {example}.",
    source="domain.md §5 [A]",
)
def report_in_dossier(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """A plan starts from a sociaal verslag."""
    del form
    missing = not around.papers.of(SociaalVerslag)
    return {"example": around.norms.text("dossiernummer_voorbeeld", around.today)} if missing else False


@rules.rule(
    "HVP-02",
    WAARSCHUWING,
    "sociaal_verslag_datum",
    "In het dossier staat geen sociaal verslag van deze datum; het laatste is van {day:%d/%m/%Y}. Kijk de datum na.",
    source="domain.md §5 [A]",
)
def named_report_in_dossier(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """The report that a plan names is there."""
    reports = around.papers.of(SociaalVerslag)
    if form.sociaal_verslag_datum is None or not reports:
        return False
    known = any(report.day == form.sociaal_verslag_datum for report in reports)
    return False if known else {"day": reports[-1].day}


@rules.rule(
    "HVP-02",
    WAARSCHUWING,
    "sociaal_verslag_datum",
    "Het plan is ouder dan het laatste sociaal verslag, van {day:%d/%m/%Y}. Kijk na of het vertrekpunt nog klopt, en maak zo "
    "nodig een nieuwe versie van het plan.",
    source="domain.md §5 [A]",
)
def made_after_last_report(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """A newer diagnosis may ask for a newer plan."""
    report = around.papers.latest(SociaalVerslag)
    return {"day": report.day} if report is not None and form.datum_opmaak < report.day else False


@rules.rule(
    "HVP-03",
    FOUT,
    "fase",
    "De screening van {day:%d/%m/%Y} zegt een andere fase. Neem de fase van die screening over, of maak eerst een nieuwe "
    "screening en geef ze mee met het plan.",
    source="De fase van het plan is die van de laatste screening [Z]",
)
def phase_of_screening(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """Plan and screening place a client in the same phase."""
    screening = _screening(form, around)
    return {"day": screening.day} if form.fase is not screening.form.fase else False


@rules.rule(
    "HVP-03",
    WAARSCHUWING,
    "fase",
    "Na dit plan kwam er een screening, op {day:%d/%m/%Y}, met een andere fase. Maak een nieuwe versie van het plan.",
    source="De fase van het plan is die van de laatste screening [Z]",
)
def no_newer_phase(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """A plan that was right when it was made may have been overtaken."""
    latest = around.papers.latest(ScreeningActivering)
    overtaken = latest is not None and latest.day > form.datum_opmaak and latest.form.fase is not form.fase
    return {"day": latest.day} if latest is not None and overtaken else False


@rules.rule(
    "HVP-04",
    WAARSCHUWING,
    "doelen",
    "In de screening van {day:%d/%m/%Y} weegt een levensdomein zwaar waarvoor dit plan geen doel heeft (aantal: {count}). Leg de "
    "screening ernaast en voeg een doel toe, of schrijf bij het vertrekpunt waarom dat later komt.",
    source="domain.md §5 [A]",
)
def heavy_domains_have_a_goal(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """What weighs most is worked on. Which domain that is stays unsaid: it is an answer."""
    screening = _screening(form, around)
    heavy = {barrier.domein.value for barrier in screening.form.drempels if barrier.ernst is Ernst.HOOG}
    without = heavy - {goal.domein.value for goal in form.doelen}
    return {"day": screening.day, "count": len(without)} if without else False


@rules.rule(
    "HVP-06",
    FOUT,
    "gpmi.code",
    "De screening van {day:%d/%m/%Y} en dit plan spreken elkaar tegen over een studie met voltijds leerplan. Kies een GPMI voor "
    "studenten ({codes}), of maak eerst een nieuwe screening.",
    source="Codes GPMI [S15], norm gpmi_codes_student",
)
def student_in_screening(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """Who studies full-time according to the screening has the code of a student."""
    screening = _screening(form, around)
    if form.gpmi is None or form.gpmi.code is None or form.voltijds_student is True:
        return False
    allowed = around.norms.words("gpmi_codes_student", form.datum_opmaak)
    wrong = screening.form.opleiding.voltijds_student and form.gpmi.code.value not in allowed
    codes = "; ".join(code.label for code in GpmiCode if code.value in allowed)
    return {"day": screening.day, "codes": codes} if wrong else False


@rules.rule(
    "HVP-12",
    WAARSCHUWING,
    "gpmi.contractdatum",
    "Het contract is ouder dan de zitting van {session:%d/%m/%Y} waarop het advies in het dossier het leefloon voorlegt. Kijk "
    "beide datums na, en vul in wanneer het leefloon is toegekend.",
    source="Datum van het GPMI [S16]",
)
def contract_after_session(form: Hulpverleningsplan, around: Circumstances) -> bool | Mapping[str, object]:
    """Where the plan does not tell the day of the grant, the advice in the dossier does."""
    if form.gpmi is None or form.gpmi.contractdatum is None or form.toekenning_datum is not None:
        return False
    sessions = [
        advice.form.zitting_datum
        for advice in around.papers.of(Advies)
        if advice.form.aard is Aard.MAATSCHAPPELIJKE_INTEGRATIE
        and advice.form.beslissing is Beslissing.TOEKENNEN
    ]
    early = bool(sessions) and form.gpmi.contractdatum < min(sessions)
    return {"session": min(sessions)} if early else False
