"""A fictional client: counter 999 of the Rijksregister is never issued, so this is nobody (domain.md §9.1)."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from forms.numbers import FICTIONAL_COUNTER

_FIRST = date(2026, 1, 5)
_LAST_OFFSET = 230
_WOMEN = ("Amélie", "Fatima", "Zoë", "Noor", "Małgorzata", "Chloë", "Lien", "Ikram", "Anaïs", "Griet")
_MEN = ("Karim", "Jürgen", "Thibault", "Mehmet", "Søren", "Jef", "Dawit", "Andrés", "Wout", "Ömer")
_NAMES = (
    "Van den Broeck",
    "Peeters",
    "D'Haese",
    "Núñez",
    "El Amrani",
    "Kowalska",
    "De Smet-Claes",
    "Öztürk",
    "Maes",
    "Wuyts",
)
_STREETS = (
    "Dorpsstraat",
    "Leuvensesteenweg",
    "Kerkstraat",
    "Vierhuizenstraat",
    "Stationsstraat",
    "Prinsendreef",
)
_PLACES = (("3070", "Kortenberg"), ("3071", "Erps-Kwerps"), ("3078", "Everberg"), ("3078", "Meerbeek"))
_WORKERS = ("Sofie Maes", "Pieter Aerts", "Hanne Willems", "Ruben Goossens")
_CIVIL_STATUS = {"alleen": "ongehuwd", "koppel": "wettelijk_samenwonend", "ouder": "ongehuwd"}
_HOUSEHOLDS = ("alleen", "alleen", "koppel", "ouder")


@dataclass(frozen=True, slots=True)
class Person:
    """Who the papers of one seed are about, as blocks of answers."""

    naam: str
    voornaam: str
    insz: str
    geboortedatum: date
    geslacht: str
    dossiernummer: str
    aanvraag: date
    kop: dict[str, Any]
    client: dict[str, Any]
    gezin: list[dict[str, Any]]
    alone: bool
    fase: str


def written(day: date) -> str:
    """A date as a person writes it."""
    return f"{day:%d/%m/%Y}"


def fictional_insz(born: date) -> str:
    """The INSZ that a person born on a day would have with the counter that is never issued."""
    nine = f"{born:%y%m%d}{FICTIONAL_COUNTER:03d}"
    base = int(nine) + (2_000_000_000 if born.year >= 2000 else 0)  # noqa: PLR2004
    return f"{nine}{97 - base % 97:02d}"


def person(seed: int) -> Person:
    """Make the person of a seed; the same seed gives the same person for ever."""
    rng = random.Random(f"persoon {seed}")  # noqa: S311
    sex = rng.choice("VM")
    born = date(1966, 1, 1) + timedelta(days=rng.randrange(0, 365 * 38))
    name, first_name = rng.choice(_NAMES), rng.choice(_WOMEN if sex == "V" else _MEN)
    applied = _FIRST + timedelta(days=rng.randrange(_LAST_OFFSET))
    household = rng.choice(_HOUSEHOLDS)
    place = rng.choice(_PLACES)
    return Person(
        naam=name,
        voornaam=first_name,
        insz=fictional_insz(born),
        geboortedatum=born,
        geslacht=sex,
        dossiernummer=f"KB-2026-{seed % 100_000:05d}",
        aanvraag=applied,
        kop=_head(rng, seed, applied),
        client=_client(rng, (name, first_name, sex), born, place, _CIVIL_STATUS[household]),
        gezin=_household(rng, household, name, applied),
        alone=household == "alleen",
        fase=rng.choice("123456"),
    )


def _head(rng: random.Random, seed: int, applied: date) -> dict[str, Any]:
    author = rng.choice(_WORKERS)
    return {
        "dossiernummer": f"KB-2026-{seed % 100_000:05d}",
        "datum_opmaak": written(applied + timedelta(days=rng.randrange(8, 20))),
        "datum_aanvraag": written(applied),
        "opsteller": {
            "naam": author,
            "functie": "maatschappelijk_werker",
            "titel": "maatschappelijk_assistent",
            "telefoon": f"02 755 22 {rng.randrange(10, 99)}",
            "email": f"{author.lower().replace(' ', '.')}@kortenberg.be",
        },
        "vertrouwelijkheid": "beroepsgeheim",
    }


def _client(
    rng: random.Random, who: Sequence[str], born: date, place: tuple[str, str], civil_status: str
) -> dict[str, Any]:
    name, first_name, sex = who
    return {
        "naam": name,
        "voornaam": first_name,
        "insz": fictional_insz(born),
        "geboortedatum": written(born),
        "geslacht": sex,
        "aanspreking": rng.choice(("voornaam_naam", "mevrouw" if sex == "V" else "meneer")),
        "nationaliteit": "BE",
        "burgerlijke_staat": civil_status,
        "verblijfsstatuut": "belg",
        "domicilie": {
            "straat": rng.choice(_STREETS),
            "huisnummer": f"{rng.randrange(1, 180)}{rng.choice(('', '', 'A'))}",
            "bus": rng.choice(("", "3", "0201")),
            "postcode": place[0],
            "gemeente": place[1],
        },
        "verblijfplaats": {"zelfde_als_domicilie": "ja"},
        "adrestype": "domicilie",
        "gsm": f"0470 {rng.randrange(10, 99)} {rng.randrange(10, 99)} {rng.randrange(10, 99)}",
        "contacttaal": "nl",
        "tolk_nodig": "neen",
    }


def _household(rng: random.Random, household: str, name: str, applied: date) -> list[dict[str, Any]]:
    members = []
    if household == "koppel":
        born = date(1970, 1, 1) + timedelta(days=rng.randrange(365 * 30))
        members.append(_member(rng, "partner", rng.choice(_NAMES), born))
    if household in {"koppel", "ouder"}:
        for _ in range(rng.randrange(1, 4)):
            born = applied - timedelta(days=rng.randrange(365 * 2, 365 * 17))
            members.append(_member(rng, "kind", name, born))
    return members


def _member(rng: random.Random, relation: str, name: str, born: date) -> dict[str, Any]:
    child = relation == "kind"
    return {
        "naam": name,
        "voornaam": rng.choice(_WOMEN + _MEN),
        "insz": fictional_insz(born),
        "geboortedatum": written(born),
        "relatie": relation,
        "ten_laste": "ja" if child else "neen",
        "onder_zelfde_dak": "ja",
        "huishouden_gemeenschappelijk": "ja",
        "burgerlijke_staat": "ongehuwd",
    }
