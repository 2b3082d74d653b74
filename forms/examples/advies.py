"""A fictional Advies: mostly leefloon as the sociaal verslag of the dossier computed it, sometimes support beside it."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from forms.deadlines import add_months, is_working_day
from forms.examples import advies_prose as prose
from forms.examples.dossier import in_words, report, report_day
from forms.examples.person import Person, written
from forms.examples.verslag_money import housemates, minors
from forms.values import read_amount, write_amount

Row = dict[str, Any]

_SUPPORT_ONLY = 0.25
_SUMMONS = 8
_DECEMBER = 12
_HEAD_OF_SERVICE = "An Verlinden"


def answers(person: Person, rng: random.Random) -> dict[str, object]:
    """Return the nested answers of a valid advice about this person; one seed gives one advice."""
    made = report_day(person)
    session = _session(made)
    granted = _support(person, session, rng) if rng.random() < _SUPPORT_ONLY else _leefloon(person, rng)
    return {
        **person.kop,
        "datum_opmaak": written(made),
        "orgaan": "BCSD",
        "zitting_datum": written(session),
        "client": person.client,
        "gezin": person.gezin,
        "sociaal_verslag_ref": {
            "id": f"{person.dossiernummer}/SV",
            "versie": "1",
            "datum": written(report_day(person)),
        },
        "beslissing": "toekennen",
        **granted,
        "kennisgeving": {
            "wijze": rng.choice(("aangetekend", "tegen_ontvangstbewijs")),
            "datum_uiterlijk": written(session + timedelta(days=8)),
        },
        "beroep": {
            "rechtbank": "Arbeidsrechtbank Leuven",
            "termijn": "3",
            "wijze": "Met een verzoekschrift, afgegeven op de griffie of verstuurd per aangetekende brief.",
        },
        "handtekeningen": [
            {
                "naam": person.kop["opsteller"]["naam"],
                "functie": person.kop["opsteller"]["functie"],
                "datum": written(made),
            },
            {"naam": _HEAD_OF_SERVICE, "functie": "hoofd_sociale_dienst", "datum": written(made)},
        ],
    }


def _session(made: date) -> date:
    """The first working day after the term for calling the members."""
    session = made + timedelta(days=_SUMMONS)
    while not is_working_day(session):
        session += timedelta(days=1)
    return session


def _household(person: Person) -> str:
    others = len(housemates(person))
    if not others:
        return "De cliënt woont alleen."
    children = len(minors(person))
    if not children:
        return "De cliënt woont samen met een partner."
    words = "één kind" if children == 1 else f"{children} kinderen"
    return f"De cliënt woont samen met {'een partner en ' if others > children else ''}{words} ten laste."


def _written_amount(amount: Decimal) -> str:
    return f"{write_amount(amount)} euro"


def _leefloon(person: Person, rng: random.Random) -> Row:
    computed: Row = report(person)["leefloon"]
    sums = computed["berekening"]
    amount = read_amount(sums["resultaat"])
    slots = {
        "aanvraag": in_words(person.aanvraag),
        "verslag": in_words(report_day(person)),
        "start": in_words(person.aanvraag),
        "gezin": _household(person),
        "categorie": computed["categorie"],
        "bedrag": _written_amount(amount),
    }
    conditions = rng.sample(prose.CONDITIONS, rng.randrange(3))
    return {
        "onderwerp": f"Leefloon, nieuwe aanvraag, dossier {person.dossiernummer}",
        "aard": "maatschappelijke_integratie",
        "bevoegdheidsgrond": "Decreet Lokaal Bestuur en RMI-wet: het BCSD beslist over het recht op maatschappelijke "
        "integratie.",
        "juridisch_kader": _grounds(
            "wet van 26/05/2002", "art. 3 en 14", "KB van 11/07/2002", "KB van 01/12/2013"
        ),
        "feiten": rng.choice(prose.LEEFLOON_FACTS).format_map(slots),
        "motivering": {
            "tekst": rng.choice(prose.LEEFLOON_ARGUMENTS).format_map(slots),
            "nood": rng.choice(prose.NEED),
            "omvang": rng.choice(prose.EXTENT).format_map(slots),
            "rechten": rng.choice(prose.RIGHTS),
            "werkbereidheid": prose.WILLINGNESS[person.fase],
        },
        "advies": "gunstig_met_voorwaarden" if conditions else "gunstig",
        "voorstel": [{"tekst": article.format_map(slots)} for article in prose.LEEFLOON_ARTICLES],
        "toekenning": _leefloon_grant(person, computed),
        "voorwaarden": [{"tekst": text, "bewijs": proof, "in_gpmi": "ja"} for text, proof in conditions],
        "ingangsdatum": written(person.aanvraag),
        "financieel": _cost(amount * (_DECEMBER - person.aanvraag.month + 1), person.aanvraag),
        "bijlagen": _attachments(
            "Rekeninguittreksels van drie maanden", "de middelen en de uitgaven nakijken"
        ),
    }


def _leefloon_grant(person: Person, computed: Row) -> Row:
    sums = computed["berekening"]
    means = sums["meetelbare_middelen"]
    return {
        "categorie": computed["categorie"],
        "bedrag_maand": write_amount(read_amount(sums["resultaat"])),
        "van": written(person.aanvraag),
        "basisbarema": sums["barema"],
        **({"middelen_maand": means} if read_amount(means) else {}),
    }


def _support(person: Person, session: date, rng: random.Random) -> Row:
    offered = [each for each in prose.SUPPORT if minors(person) or not each.for_children]
    chosen = rng.choice(offered)
    amount = Decimal(chosen.least + 5 * rng.randrange(8))
    start = add_months(session.replace(day=1), 1)
    slots = {
        "aanvraag": in_words(person.aanvraag),
        "verslag": in_words(report_day(person)),
        "start": in_words(start),
        "gezin": _household(person),
        "waarom": chosen.why,
        "maanden": str(chosen.months),
        "bedrag": _written_amount(amount),
    }
    return {
        "onderwerp": f"{chosen.subject}, dossier {person.dossiernummer}",
        "aard": "individuele_steun",
        "bevoegdheidsgrond": "Decreet Lokaal Bestuur en OCMW-wet: het BCSD beslist over individuele hulp.",
        "juridisch_kader": _grounds("wet van 08/07/1976", "art. 1 en 57"),
        "feiten": prose.SUPPORT_FACTS.format_map(slots),
        "motivering": {
            "tekst": prose.SUPPORT_ARGUMENT,
            "nood": chosen.why,
            "omvang": f"Het gaat om {slots['bedrag']} per maand, gedurende {chosen.months} maanden.",
            "rechten": prose.SUPPORT_RIGHTS,
        },
        "advies": "gunstig",
        "voorstel": [{"tekst": article.format_map(slots)} for article in prose.SUPPORT_ARTICLES],
        "toekenning": {
            "bedrag_maand": write_amount(amount),
            "van": written(start),
            "tot": written(add_months(start, chosen.months) - timedelta(days=1)),
        },
        "voorwaarden": [],
        "ingangsdatum": written(start),
        "financieel": _cost(amount * chosen.months, start),
        "bijlagen": _attachments(chosen.proof, "het bedrag van de kost nakijken"),
    }


def _grounds(law: str, articles: str, *decrees: str) -> list[Row]:
    others = (*decrees, "Decreet Lokaal Bestuur", "wet van 29/07/1991")
    return [{"verwijzing": law, "artikel": articles}, *({"verwijzing": other} for other in others)]


def _cost(amount: Decimal, start: date) -> Row:
    return {"bedrag": write_amount(amount), "rekening_jaar": str(start.year)}


def _attachments(document: str, purpose: str) -> list[Row]:
    return [
        {"doc": "Sociaal verslag", "doel": "de nood en de middelen beoordelen", "anonimiseren": "neen"},
        {"doc": "Hulpverleningsplan", "doel": "de stappen naar werk kennen", "anonimiseren": "neen"},
        {"doc": document, "doel": purpose, "anonimiseren": "ja"},
    ]
