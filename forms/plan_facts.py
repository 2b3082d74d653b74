"""What follows from the answers of a plan: its period, its evaluations, the costs that want covering."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from forms.base import Unanswered
from forms.deadlines import Clocks, Deadline, months_between
from forms.domains import Instrument
from forms.durations import last_day, limits
from forms.duties import duties
from forms.hulpverleningsplan import Doel, Evaluatie, GpmiEvaluatie, Hulpverleningsplan
from forms.norms import Norms
from forms.plan_choices import Ondersteuning, Wijze
from forms.wording import mentions

_MONTHS = 12


def period(form: Hulpverleningsplan) -> tuple[date, date]:
    """First and last day of the plan. Raises Unanswered while the end does not follow the start."""
    if form.tot <= form.van:
        raise Unanswered("tot")
    return form.van, form.tot


def in_period(form: Hulpverleningsplan, day: date) -> bool:
    """Tell whether a day lies in the period of the plan."""
    start, end = period(form)
    return start <= day <= end


def has_action(form: Hulpverleningsplan, goal: Doel) -> bool:
    """Tell whether somebody does something for a goal."""
    return any(action.doel_nr == goal.nr for action in form.acties)


@dataclass(frozen=True, slots=True)
class Evaluations:
    """How many evaluations there are and must be, and how many of them in person."""

    planned: int
    in_person: int
    needed: int
    needed_in_person: int

    @property
    def enough(self) -> bool:
        """Enough of them, and enough in person."""
        return self.planned >= self.needed and self.in_person >= self.needed_in_person


def _share(per_year: int, months: int) -> int:
    """The part of a yearly number that falls in some months, rounded up and never none."""
    return max(1, -(-per_year * months // _MONTHS))


def evaluations(
    form: Hulpverleningsplan, held: Sequence[Evaluatie | GpmiEvaluatie], norms: Norms
) -> Evaluations:
    """Count the evaluations within the period against the yearly norms, in proportion to its whole months."""
    start, end = period(form)
    within = [each for each in held if start <= each.datum_gepland <= end]
    months = months_between(start, end + timedelta(days=1))
    return Evaluations(
        planned=len(within),
        in_person=sum(each.wijze is Wijze.PERSOONLIJK for each in within),
        needed=_share(norms.number("gpmi_evaluaties_per_jaar", start), months),
        needed_in_person=_share(norms.number("gpmi_evaluaties_persoonlijk", start), months),
    )


def has_training(form: Hulpverleningsplan, norms: Norms) -> bool:
    """Tell whether the plan leads to training or work experience: by its instrument or in its actions."""
    instruments = norms.words("instrumenten_met_kosten", form.datum_opmaak)
    words = norms.words("opleidingswoorden", form.datum_opmaak)
    chosen = form.activering is not None and form.activering.instrument.value in instruments
    return chosen or any(mentions(action.wat, words) for action in form.acties)


def uncovered_costs(form: Hulpverleningsplan, norms: Norms) -> tuple[Ondersteuning, ...]:
    """The costs that a GPMI with training covers and that nobody pays here yet, in the order of the list."""
    covered = {support.soort for support in form.ondersteuning}
    wanted = norms.words("gpmi_kosten_opleiding", form.datum_opmaak)
    return tuple(cost for cost in Ondersteuning if cost.value in wanted and cost not in covered)


def is_volunteering(text: str, form: Hulpverleningsplan, norms: Norms) -> bool:
    """Tell whether an action is about volunteering."""
    return mentions(text, norms.words("vrijwilligerswoorden", form.datum_opmaak))


def has_volunteering(form: Hulpverleningsplan, norms: Norms) -> bool:
    """Tell whether the plan leads to volunteering: by its instrument or in its actions."""
    chosen = form.activering is not None and form.activering.instrument is Instrument.VRIJWILLIGERSWERK
    return chosen or any(is_volunteering(action.wat, form, norms) for action in form.acties)


def deadlines(form: Hulpverleningsplan, norms: Norms) -> tuple[Deadline, ...]:
    """The last days that follow from the plan: of the GPMI [S11], the next evaluation, the instrument, the plan itself."""
    found = []
    if form.leefloon and form.toekenning_datum is not None:
        months = norms.number("gpmi_maanden", form.toekenning_datum)
        found.append(
            Deadline("GPMI", Clocks(norms).gpmi(form.toekenning_datum), f"{months} maanden na de toekenning")
        )
    to_come = [each.datum_gepland for each in form.evaluaties if each.uitgevoerd_op is None]
    if to_come:
        found.append(Deadline("Volgende evaluatie", min(to_come), "eerste geplande evaluatie"))
    if (ends := end_of_instrument(form, norms)) is not None:
        found.append(ends)
    return (*found, Deadline("Einde van het plan", form.tot, "looptijd"))


def end_of_instrument(form: Hulpverleningsplan, norms: Norms) -> Deadline | None:
    """The last day of TWE, IBO or wijk-werken [S36][S42][S48]; None without one of these."""
    if form.activering is None:
        return None
    chosen, start = form.activering.instrument, form.activering.startdatum
    end = last_day(chosen, start, norms)
    return Deadline(chosen.label, end, limits(chosen, start, norms)) if end is not None else None


def facts(form: Hulpverleningsplan, norms: Norms) -> dict[str, object]:
    """What a document shows beyond the answers: age, months, counted evaluations, last days, tasks of the phase."""
    start, end = period(form)
    counted = evaluations(form, form.evaluaties, norms)
    chosen = frozenset({form.activering.instrument} if form.activering else ())
    return {
        "ondersteuning_totaal": sum((each.bedrag or Decimal(0) for each in form.ondersteuning), Decimal(0)),
        "client_leeftijd": form.client.geboortedatum.age_on(form.datum_opmaak),
        "looptijd_maanden": months_between(start, end + timedelta(days=1)),
        "evaluaties_geteld": {
            "gepland": counted.planned,
            "persoonlijk": counted.in_person,
            "nodig": counted.needed,
            "nodig_persoonlijk": counted.needed_in_person,
        },
        "termijnen": [deadline.shown for deadline in deadlines(form, norms)],
        "taken": [{"taak": duty.task, "ritme": duty.rhythm} for duty in duties(form.fase, chosen)],
    }
