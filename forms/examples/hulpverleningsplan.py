"""A fictional Hulpverleningsplan: goals that fit the phase of the screening and the story of the sociaal verslag."""

import random
from datetime import date, timedelta
from typing import Any

from forms.deadlines import add_months
from forms.examples import plan_prose as prose
from forms.examples.dossier import in_words, report, report_day
from forms.examples.person import Person, written
from forms.examples.verslag_money import minors
from forms.examples.verslag_prose import WORK

Row = dict[str, Any]

_WHOLE_YEAR, _HALF_YEAR = 12, 6
_CHILDCARE = 0.5
_COSTS = {
    "inschrijvingsgeld": ("75,00", "op voorlegging van het inschrijvingsbewijs"),
    "verzekering": ("", ""),
    "werkkledij": ("68,50", "eenmalig, op voorlegging van het kasticket"),
    "verplaatsing": ("42,00", "per maand, zolang het traject loopt"),
}


def answers(person: Person, rng: random.Random) -> dict[str, object]:
    """Return the nested answers of a valid plan for this person; one seed gives one plan."""
    made = report_day(person)
    start = made + timedelta(days=rng.randrange(1, 8))
    goals = _goals(person, rng)
    longest = max(goal.months for goal in goals)
    months = _WHOLE_YEAR if longest > _HALF_YEAR else rng.choice((_HALF_YEAR, _WHOLE_YEAR))
    specialist = rng.choice(prose.SPECIALISTS)
    guidance = _guidance(person, start, rng)
    return {
        **person.kop,
        "datum_opmaak": written(made),
        "client": person.client,
        "gezin": person.gezin,
        "versie": "1",
        "aanleiding": "nieuw",
        "van": written(start),
        "tot": written(add_months(start, months) - timedelta(days=1)),
        "betrokkenen": _people(person, specialist, guidance),
        "vertrekpunt": _starting_point(person),
        "sociaal_verslag_datum": written(report_day(person)),
        "fase": person.fase,
        "domeinen": list(dict.fromkeys(goal.domain for goal in goals)),
        "doelen": [_goal(number, goal, person, start) for number, goal in enumerate(goals, start=1)],
        "acties": [
            _action(number, goal, step, start)
            for number, goal in enumerate(goals, start=1)
            for step in goal.steps
        ],
        "ondersteuning": _support(person, rng),
        **_activation(guidance, start, made),
        "leefloon": "ja",
        "voltijds_student": "neen",
        "gpmi": {"verplicht": "ja"},
        "evaluaties": _evaluations(start, months, rng),
        "gevolgen": rng.choice(prose.CONSEQUENCES).format(naam=person.voornaam),
        "aanmaning_verplicht": "ja",
        **_agreement(person, made, rng),
    }


def _goals(person: Person, rng: random.Random) -> list[prose.Goal]:
    others = [goal for goal in prose.OTHER_GOALS if goal.domain != prose.PHASE_GOALS[person.fase].domain]
    chosen = rng.sample(others, rng.choice((1, 2)))
    if minors(person) and rng.random() < _CHILDCARE:
        chosen[0] = prose.CHILDCARE
    return [prose.PHASE_GOALS[person.fase], *chosen]


def _term(goal: prose.Goal, start: date) -> date:
    return add_months(start, goal.months) - timedelta(days=1)


def _goal(number: int, goal: prose.Goal, person: Person, start: date) -> Row:
    return {
        "nr": str(number),
        "domein": goal.domain,
        "omschrijving": goal.aim.format(naam=person.voornaam),
        "meetbaar_resultaat": goal.result.format(naam=person.voornaam),
        "prioriteit": "hoog" if number == 1 else "midden",
        "termijn": written(_term(goal, start)),
        "eigenaar": goal.owner,
        "fase": person.fase,
    }


def _action(number: int, goal: prose.Goal, step: prose.Step, start: date) -> Row:
    days = (_term(goal, start) - start).days
    return {
        "doel_nr": str(number),
        "wat": step.what,
        "door": step.by,
        "frequentie": step.rhythm,
        "tegen": written(start + timedelta(days=int(days * step.part))),
        "status": "gepland",
        "gpmi_verbintenis": "ja" if step.commitment else "neen",
    }


def _guidance(person: Person, start: date, rng: random.Random) -> Row | None:
    offered = prose.GUIDANCE.get(person.fase)
    if offered is None:
        return None
    chosen = rng.choice(offered)
    return {
        "instrument": chosen.instrument,
        "partner": rng.choice(chosen.partners),
        "startdatum": written(start + timedelta(days=rng.randrange(7, 30))),
        "regime": chosen.regime,
        "contactpersoon": rng.choice(prose.CONTACTS),
        "rol": chosen.role,
    }


def _activation(guidance: Row | None, start: date, made: date) -> Row:
    if guidance is None:
        return {}
    kept = {name: answer for name, answer in guidance.items() if name != "rol"}
    notified = {"vrijwilligerswerk_gemeld_op": written(made)}
    return {"activering": kept, **(notified if guidance["instrument"] == "vrijwilligerswerk" else {})}


def _people(person: Person, specialist: str, guidance: Row | None) -> list[Row]:
    house = "Welzijnshuis Kortenberg"
    people = [
        {"naam": f"{person.voornaam} {person.naam}", "rol": "client"},
        {"naam": person.kop["opsteller"]["naam"], "rol": "maatschappelijk_werker", "organisatie": house},
        {"naam": specialist, "rol": "specialist", "organisatie": house},
    ]
    if guidance is not None:
        role, partner = guidance["rol"], guidance["partner"]
        people.append({"naam": guidance["contactpersoon"], "rol": role, "organisatie": partner})
    return people


def _starting_point(person: Person) -> str:
    made = report(person)
    outlook = WORK[person.fase].outlook.format(naam=person.voornaam)
    applied = (
        f"{person.voornaam} vroeg op {in_words(person.aanvraag)} leefloon aan omdat er te weinig inkomen is."
    )
    return f"{applied} {outlook} {made['sterktes']} {made['visie_client']}"


def _support(person: Person, rng: random.Random) -> list[Row]:
    if person.fase == "4":
        return [
            {"soort": cost, "bedrag": amount, "voorwaarde": condition}
            | ({} if amount else {"betaald_door": "derde"})
            for cost, (amount, condition) in _COSTS.items()
        ]
    return rng.choice(
        (
            [],
            [
                {
                    "soort": "verplaatsing",
                    "bedrag": "25,00",
                    "voorwaarde": "per maand, op voorlegging van de tickets",
                }
            ],
        )
    )


def _evaluations(start: date, months: int, rng: random.Random) -> list[Row]:
    moments = [(4, "persoonlijk"), (8, rng.choice(("telefonisch", "digitaal"))), (12, "persoonlijk")]
    if months == _HALF_YEAR:
        moments = [(3, "persoonlijk"), (6, "persoonlijk")]
    return [
        {"datum_gepland": written(add_months(start, month) - timedelta(days=3)), "wijze": way}
        for month, way in moments
    ]


def _agreement(person: Person, made: date, rng: random.Random) -> Row:
    author = person.kop["opsteller"]
    return {
        "akkoord_client": {
            "uitleg_vooraf": "ja",
            "datum": written(made),
            "opmerkingen": rng.choice(prose.REMARKS),
            "handtekening": f"{person.voornaam} {person.naam}",
        },
        "akkoord_ocmw": {"naam": author["naam"], "functie": author["functie"], "datum": written(made)},
    }
