"""The money in a fictional Sociaal verslag: home, income, spending, debts and leefloon that add up."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

from forms.examples import verslag_prose as prose
from forms.examples.person import Person, written
from forms.values import read_amount, read_partial_date, write_amount

_BAREMA = {"1": Decimal("876.13"), "2": Decimal("1314.20"), "3": Decimal("1776.07")}
_BAREMA_FROM = "01/02/2025"
"""Amounts for the example only: the norms know none for the period of the examples, and a warning says so."""
_CHILD_ALLOWANCE = 184
_ADULT = 18
_CREDITORS = ("energieleverancier", "telecombedrijf", "vorige verhuurder")
_INDEBTED, _SOCIAL_RENT = 0.4, 0.35

Row = dict[str, Any]


class Papers:
    """The supporting documents, numbered as they come up."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, what: str, day: date) -> str:
        """Attach a document and return its number."""
        number = str(len(self.rows) + 1)
        self.rows.append({"nr": number, "omschrijving": what, "datum": written(day)})
        return number


def total(lines: list[Row], name: str) -> Decimal:
    """The sum of one written amount over a list."""
    return sum((read_amount(line[name]) for line in lines), Decimal(0))


def with_relation(person: Person, relation: str) -> list[Row]:
    """Members of the household with a relation to the client."""
    return [member for member in person.gezin if member["relatie"] == relation]


def housemates(person: Person) -> list[Row]:
    """Members under the same roof with whom the household is shared."""
    shared = ("onder_zelfde_dak", "huishouden_gemeenschappelijk")
    return [member for member in person.gezin if all(member[answer] == "ja" for answer in shared)]


def minors(person: Person) -> list[Row]:
    """Children that are provided for and have not come of age."""
    ages = [
        (child, read_partial_date(child["geboortedatum"]).age_on(person.aanvraag))
        for child in with_relation(person, "kind")
    ]
    return [child for child, age in ages if child["ten_laste"] == "ja" and (age is None or age < _ADULT)]


def category(person: Person) -> str:
    """Category of the leefloon that fits the household."""
    if minors(person):
        return "3"
    return "1" if housemates(person) else "2"


def full_name(member: Row) -> str:
    """First name and name of a member."""
    return f"{member['voornaam']} {member['naam']}"


def child_allowance(person: Person) -> str:
    """Groeipakket of all children together, per month."""
    return write_amount(_CHILD_ALLOWANCE * len(minors(person)))


def home(person: Person, rng: random.Random) -> Row:
    """A rented dwelling that grows with the household."""
    social = rng.random() < _SOCIAL_RENT
    rent = rng.randrange(320, 470, 5) if social else rng.randrange(620, 800, 5)
    rent += 60 * len(housemates(person))
    return {
        "type": rng.choice(("appartement", "studio") if person.alone else ("appartement", "huis")),
        "statuut": "huur_sociaal" if social else "huur_privaat",
        "huur_lening": write_amount(rent),
        "waarborg": write_amount(2 * rent),
        "epc": f"label {rng.choice('BCDE')}",
    }


def income(person: Person, story: prose.Story, papers: Papers, rng: random.Random) -> list[Row]:
    """Incomes of the household, each with its proof."""
    client = f"{person.voornaam} {person.naam}"
    rows = []
    if story.earns:
        wage = {
            "soort": "loon",
            "netto_maand": write_amount(rng.randrange(240, 520)),
            "bron": "uitzendkantoor",
        }
        rows.append({"persoon": client, **wage, "meetelbaar": "ja"})
        rows[-1]["bewijsstuk"] = papers.add("loonfiches", person.aanvraag)
    if minors(person):
        allowance = {"soort": "groeipakket", "netto_maand": child_allowance(person), "bron": "FONS"}
        rows.append({"persoon": client, **allowance, "meetelbaar": "neen"})
        rows[-1]["bewijsstuk"] = papers.add("attest groeipakket", person.aanvraag)
    for member in person.gezin:
        if member.get("inkomen_maand"):
            own = {"netto_maand": member["inkomen_maand"], "bron": member["inkomen_bron"]}
            rows.append({"persoon": full_name(member), "soort": "andere", **own, "meetelbaar": "neen"})
            rows[-1]["bewijsstuk"] = papers.add(f"inkomen van {member['voornaam']}", person.aanvraag)
    return rows


def spending(person: Person, rent: str, proofs: tuple[str, str], rng: random.Random) -> list[Row]:
    """Monthly spending; ``proofs`` are the numbers of the lease and of the bank statements."""
    lease, statements = proofs
    heads = 1 + len(housemates(person))
    amounts = {
        "energie": 70 + 25 * heads + rng.randrange(0, 30, 5),
        "water": 10 + 8 * heads,
        "telecom": rng.randrange(25, 70, 5),
        "verzekeringen": rng.randrange(12, 35),
        "voeding": 180 + 130 * heads,
        "vervoer": rng.randrange(15, 60, 5),
        "medisch": rng.randrange(10, 40, 5),
    }
    if minors(person):
        amounts["school"] = 35 * len(minors(person))
    return [{"post": "huur", "maand": rent, "bewijs": lease}] + [
        {"post": post, "maand": write_amount(amount), "bewijs": statements}
        for post, amount in amounts.items()
    ]


def debts(proof: str, rng: random.Random) -> list[Row]:
    """No debt, or a small one with a plan."""
    if rng.random() >= _INDEBTED:
        return []
    instalment = rng.randrange(20, 60, 5)
    return [
        {
            "schuldeiser": rng.choice(_CREDITORS),
            "saldo": write_amount(instalment * rng.randrange(6, 24)),
            "afbetaling": write_amount(instalment),
            "status": rng.choice(("minnelijk", "minnelijk", "deurwaarder")),
            "bewijsstuk": proof,
        }
    ]


def instalments(owed: list[Row], proof: str) -> list[Row]:
    """What is paid off each month, as spending."""
    return [{"post": "afbetaling", "maand": debt["afbetaling"], "bewijs": proof} for debt in owed]


def property_owned(person: Person, proof: str, rng: random.Random) -> list[Row]:
    """A few hundred euro of savings, or nothing."""
    if rng.choice((True, False)):
        return [{"soort": "geen"}]
    owner = f"{person.voornaam} {person.naam}"
    savings = {
        "soort": "roerend",
        "omschrijving": "spaarrekening",
        "waarde": write_amount(rng.randrange(40, 900)),
    }
    return [{"persoon": owner, **savings, "bewijsstuk": proof}]


def leefloon(person: Person, incomes: list[Row], slots: dict[str, str]) -> Row:
    """Category and computation."""
    counted = total([line for line in incomes if line["meetelbaar"] == "ja"], "netto_maand")
    chosen = category(person)
    barema = _BAREMA[chosen]
    made: Row = {
        "categorie": chosen,
        "berekening": {
            "barema": write_amount(barema),
            "datum_barema": _BAREMA_FROM,
            "meetelbare_middelen": write_amount(counted),
            "resultaat": write_amount(max(barema - counted, Decimal(0))),
        },
    }
    if chosen == "1":
        others = " en ".join(member["voornaam"] for member in housemates(person))
        made["samenwoning_motivering"] = prose.COHABITING.format_map(slots | {"metwie": others})
    return made
