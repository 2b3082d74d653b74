"""A fictional Sociaal verslag on an application for leefloon: one story, one budget that adds up, its own papers."""

import random
from datetime import date, timedelta
from typing import Any

from forms.examples import verslag_money as money
from forms.examples import verslag_prose as prose
from forms.examples.person import Person, written
from forms.values import read_date
from forms.verslag_choices import Rechtstatus, Uitkering

_STREAMS = ("identificatie_rijksregister", "gezinssamenstelling", "dmfa_tewerkstelling", "werkloosheid_rva")
_OTHER_STREAMS = ("dimona", "zelfstandige_rsvz", "pensioenkadaster", "kadaster_patdoc")
_LEASE = date(2025, 9, 1)
_HAD_AID, _WENT_ABROAD, _NOT_VISITED = 0.25, 0.2, 0.1


def answers(person: Person, rng: random.Random) -> dict[str, object]:
    """Return the nested answers of a valid social report for this person; one seed gives one report."""
    made = read_date(person.kop["datum_opmaak"]) + timedelta(days=rng.randrange(5))
    couple = bool(money.with_relation(person, "partner"))
    story = rng.choice([each for each in prose.STORIES if each.for_couples or not couple])
    slots = _slots(person)
    return {
        **person.kop,
        "datum_opmaak": written(made),
        "client": person.client,
        "gezin": person.gezin,
        **_request(person, story, rng),
        **_past(person, rng),
        "huisbezoek": _visit(person, made, slots, rng),
        "rechten": _rights(person, story),
        "onderhoudsplichtigen": _maintenance(person),
        "ksz": _streams(person, made, rng),
        **_means(person, story, slots, rng),
        "screening_ref": {"datum": person.kop["datum_opmaak"]},
        "werkbereidheid": _willingness(person, slots),
        "sterktes": rng.choice(prose.STRENGTHS).format_map(slots),
        "visie_client": rng.choice(prose.VIEWS).format_map(slots),
        "hoorrecht": _hearing(person, made, rng),
        "conclusie": _conclusion(person, slots, rng),
        "handtekening": {"naam": person.kop["opsteller"]["naam"], "datum": written(made)},
    }


def _slots(person: Person) -> dict[str, str]:
    woman = person.geslacht == "V"
    return {
        "naam": person.voornaam,
        "ze": "ze" if woman else "hij",
        "Ze": "Ze" if woman else "Hij",
        "haar": "haar" if woman else "zijn",
        "Wie": person.voornaam if person.alone else "Het gezin",
        "wie": person.voornaam if person.alone else "het gezin",
    }


def _request(person: Person, story: prose.Story, rng: random.Random) -> dict[str, Any]:
    return {
        "aanvraag": {
            "aard": "leefloon",
            "rechtsgrond": "rmi_wet_2002",
            "soort": "nieuw",
            "initiatief": rng.choice(("op_aanvraag_mondeling", "op_aanvraag_schriftelijk")),
        },
        "ontvangstbewijs_datum": written(person.aanvraag),
        "hulpvraag": story.request,
        "bevoegdheid": "bevoegd",
    }


def _past(person: Person, rng: random.Random) -> dict[str, Any]:
    past: dict[str, Any] = {"installatiepremie_eerder": {"ja": "neen"}, "spi_eerder": {"ja": "neen"}}
    if rng.random() < _HAD_AID:
        ocmw = rng.choice(("OCMW Leuven", "OCMW Zaventem", "OCMW Herent"))
        aid = {"van": "01/03/2024", "tot": "31/10/2024", "steun": "leefloon categorie 2"}
        past["eerdere_ocmws"] = [{"ocmw": ocmw, **aid}]
        past["installatiepremie_eerder"] = {"ja": "ja", "ocmw": ocmw, "datum": "15/04/2024"}
    if rng.random() < _WENT_ABROAD:
        left = person.aanvraag - timedelta(days=rng.randrange(40, 90))
        stay = {
            "van": written(left),
            "tot": written(left + timedelta(days=rng.randrange(4, 15))),
            "reden": rng.choice(("begrafenis van een familielid", "bezoek aan familie")),
            "gemeld_op": written(left - timedelta(days=7)),
        }
        past["buitenland"] = [stay]
    return past


def _within(person: Person, made: date, rng: random.Random) -> date:
    """A day after the application and before the paper."""
    return person.aanvraag + timedelta(days=rng.randrange(1, (made - person.aanvraag).days))


def _visit(person: Person, made: date, slots: dict[str, str], rng: random.Random) -> dict[str, str]:
    if rng.random() < _NOT_VISITED:
        return {"reden_geen": prose.NO_VISIT.format_map(slots)}
    return {"datum": written(_within(person, made, rng)), "bevindingen": rng.choice(prose.HOMES)}


def _rights(person: Person, story: prose.Story) -> list[dict[str, str]]:
    known: dict[Uitkering, dict[str, str]] = {
        Uitkering.WERKLOOSHEID: {"status": story.benefit.value, "datum": written(person.aanvraag)}
    }
    if story.benefit is not Rechtstatus.GEEN_RECHT:
        known[Uitkering.WERKLOOSHEID]["instelling"] = "RVA"
    if money.minors(person):
        known[Uitkering.GROEIPAKKET] = {
            "status": "ontvangt",
            "instelling": "FONS",
            "bedrag": money.child_allowance(person),
        }
    return [{"uitkering": right.value, "status": "geen_recht", **known.get(right, {})} for right in Uitkering]


def _maintenance(person: Person) -> list[dict[str, str]]:
    weighed = {
        "draagkracht": "onvoldoende",
        "verwezen": "neen",
        "motivering": "Leeft zelf van een klein inkomen en heeft eigen kosten.",
    }
    parents = money.with_relation(person, "ouder")
    rows = [{"relatie": "ouder", "naam": money.full_name(each), **weighed} for each in parents]
    if person.client["burgerlijke_staat"] in {"gescheiden", "feitelijk_gescheiden"}:
        rows.append({"relatie": "ex_partner", "naam": "De ex-partner", **weighed})
    return rows


def _streams(person: Person, made: date, rng: random.Random) -> list[dict[str, str]]:
    found = {*_STREAMS[:3], "groeipakket"}
    streams = [*_STREAMS, *rng.sample(_OTHER_STREAMS, 2), *(["groeipakket"] if money.minors(person) else [])]
    consulted = {
        "geraadpleegd_op": written(_within(person, made, rng)),
        "door": person.kop["opsteller"]["naam"],
        "persoon": f"{person.voornaam} {person.naam}",
    }
    return [
        {"stroom": stream, "resultaat": "treffer" if stream in found else "geen_treffer", **consulted}
        for stream in streams
    ]


def _means(person: Person, story: prose.Story, slots: dict[str, str], rng: random.Random) -> dict[str, Any]:
    """Everything with an amount, the documents that prove it, and the analysis that speaks of it."""
    papers = money.Papers()
    lease = papers.add("huurcontract", _LEASE)
    statements = papers.add("rekeninguittreksels van drie maanden", person.aanvraag)
    home, owed = money.home(person, rng), money.debts(statements, rng)
    incomes = money.income(person, story, papers, rng)
    spent = money.spending(person, home["huur_lening"], (lease, statements), rng)
    spent += money.instalments(owed, statements)
    short = money.total(incomes, "netto_maand") < money.total(spent, "maand")
    living = rng.choice(prose.LIVING).format_map(slots)
    return {
        "woning": home,
        "leefomstandigheden": f"{living} {prose.NOTICE}" if person.fase == "1" else living,
        "inkomsten": incomes,
        **({} if incomes else {"verklaring_geen_inkomsten": "ja"}),
        "vermogen": money.property_owned(person, statements, rng),
        "uitgaven": spent,
        "schulden": owed,
        "leefloon": money.leefloon(person, incomes, slots),
        "diagnose": _analysis(person, story, slots, short=short, indebted=bool(owed)),
        "bijlagen": papers.rows,
    }


def _willingness(person: Person, slots: dict[str, str]) -> dict[str, Any]:
    work = prose.WORK[person.fase]
    return {
        "oordeel": "werkbereid",
        "motivering": work.motivation.format_map(slots),
        "inspanningen": [
            {"omschrijving": work.effort, "datum": written(person.aanvraag - timedelta(days=6))}
        ],
    }


def _analysis(
    person: Person, story: prose.Story, slots: dict[str, str], *, short: bool, indebted: bool
) -> str:
    parts = [
        story.cause,
        prose.NOTICE if person.fase == "1" else "",
        prose.BALANCE_SHORT if short else prose.BALANCE_EVEN,
        prose.DEBT if indebted else "",
        prose.WORK[person.fase].outlook,
    ]
    return " ".join(part.format_map(slots) for part in parts if part)


def _hearing(person: Person, made: date, rng: random.Random) -> dict[str, str]:
    offered = {"meegedeeld_op": written(person.aanvraag), "wijze": "op_ontvangstbewijs"}
    wish = rng.choice(("neen", "neen", "neen", "geen_antwoord", "geen_antwoord", "ja"))
    if wish != "ja":
        return {**offered, "gewenst": wish}
    when = {"datum": written(made + timedelta(days=5)), "uur": "19.30 uur"}
    return {**offered, "gewenst": wish, **when, "plaats": "Welzijnshuis Kortenberg, zaal 1"}


def _conclusion(person: Person, slots: dict[str, str], rng: random.Random) -> dict[str, str]:
    filled = slots | {"maanden": str(rng.randrange(3, 10)), "categorie": money.category(person)}
    return {
        "nood": prose.NEED.format_map(filled),
        "omvang": prose.EXTENT.format_map(filled),
        "tekst": prose.CONCLUSION.format_map(filled),
    }
