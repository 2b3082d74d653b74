"""A fictional Screening activering for each of the six phases."""

import random
from datetime import date, timedelta
from typing import Any

from forms.examples.person import Person, written
from forms.screening_choices import Competentie

_INTERESTS = (
    "Werkt graag met de handen: fietsen herstellen, schilderen, klein onderhoud in huis.",
    "Koken voor grotere groepen en in de keuken van het dorpshuis helpen.",
    "Tuin en groen; heeft jaren een eigen moestuin gehad.",
    "Omgaan met kinderen, voorlezen, en helpen bij het huiswerk.",
)
_MOTIVATION = (
    "Wil opnieuw onder de mensen komen en op termijn een eigen inkomen uit arbeid.",
    "Wil werken, maar is bezorgd over de opvang van de kinderen op woensdag.",
    "Komt elke afspraak na en brengt zelf vacatures mee.",
)
_JOBS = (
    ("magazijnmedewerker", "een groothandel in Zaventem"),
    ("keukenhulp", "een rusthuis"),
    ("poetshulp", "een dienstencheque-onderneming"),
    ("winkelbediende", "een bakkerij"),
)

_PHASES: dict[str, dict[str, Any]] = {
    "1": {
        "klaar_voor_traject": "neen",
        "regulier_haalbaar": "niet_nu",
        "ondersteuning_nodig": "ja",
        "leerpotentieel": "voldoende",
        "max_regime": "minder_dan_halftijds",
        "drempels": [
            {
                "domein": "huisvesting",
                "ernst": "hoog",
                "toelichting": "Het huurcontract is opgezegd; er is nog geen andere woning gevonden.",
            },
            {
                "domein": "psychische_gezondheid",
                "ernst": "midden",
                "toelichting": "In begeleiding bij het CGG, zie attest.",
            },
        ],
    },
    "2": {
        "klaar_voor_traject": "ja",
        "regulier_haalbaar": "niet_nu",
        "ondersteuning_nodig": "ja",
        "leerpotentieel": "voldoende",
        "max_regime": "halftijds",
        "drempels": [
            {"domein": "netwerk", "ernst": "midden", "toelichting": "Kent nog weinig mensen in de gemeente."}
        ],
    },
    "3": {
        "klaar_voor_traject": "ja",
        "regulier_haalbaar": "niet_nu",
        "ondersteuning_nodig": "ja",
        "leerpotentieel": "voldoende",
        "max_regime": "halftijds",
        "instrumenten": ["vrijwilligerswerk"],
    },
    "4": {
        "klaar_voor_traject": "ja",
        "regulier_haalbaar": "na_aanleren",
        "ondersteuning_nodig": "ja",
        "leerpotentieel": "goed",
        "max_regime": "voltijds",
        "instrumenten": ["opleiding", "twe"],
    },
    "5": {
        "klaar_voor_traject": "ja",
        "regulier_haalbaar": "nu",
        "ondersteuning_nodig": "ja",
        "leerpotentieel": "goed",
        "max_regime": "voltijds",
        "instrumenten": ["zoektocht_regulier"],
        "jobdoelwit": {"omschrijving": "Onderhoudsmedewerker in een woonzorgcentrum", "knelpuntberoep": "ja"},
    },
    "6": {
        "klaar_voor_traject": "ja",
        "regulier_haalbaar": "nu",
        "ondersteuning_nodig": "neen",
        "leerpotentieel": "goed",
        "max_regime": "voltijds",
        "jobdoelwit": {"omschrijving": "Magazijnmedewerker in dagploeg", "knelpuntberoep": "neen"},
    },
}


def answers(person: Person, rng: random.Random) -> dict[str, object]:
    """Return the nested answers of a valid screening for this person."""
    made = _day(person.kop["datum_opmaak"])
    interview = made - timedelta(days=rng.randrange(1, 4))
    return {
        **person.kop,
        "opsteller": person.kop["opsteller"] | {"functie": "deskundige_tewerkstelling_activering"},
        "client": person.client,
        "gezin": person.gezin,
        "soort_screening": "eerste",
        "datum_gesprek": written(interview),
        "maatschappelijk_werker": rng.choice(("Sofie Maes", "Pieter Aerts", "Hanne Willems")),
        "statuut": "leefloon",
        "leefloon_sinds": written(person.aanvraag),
        "vdab": {
            "ingeschreven": "ja",
            "klantnummer": f"{rng.randrange(10**6, 10**7)}",
            "bemiddelaar": "VDAB Leuven",
        },
        "reden_geen_activering": "geen",
        **_language(person, rng, interview),
        **_abilities(person, rng, interview),
        "fase": person.fase,
        **_PHASES[person.fase],
        **_closing(person, interview, made),
    }


def _abilities(person: Person, rng: random.Random, interview: date) -> dict[str, object]:
    experienced = person.fase in {"5", "6"} or (person.fase == "4" and rng.random() < 0.5)  # noqa: PLR2004
    return {
        "opleiding": {
            "hoogste": rng.choice(("lager_secundair", "hoger_secundair_bso")),
            "voltijds_student": "neen",
        },
        "werkervaring": _experience(rng, interview, experienced),
        "competenties": _competences(person.fase, rng),
        "attitudes": "Op tijd komen en verwittigen bij afwezigheid." if person.fase == "4" else "",
        "beperking": {"status": "neen"},
        "vaph_dagondersteuning": "neen",
        "interesses": rng.choice(_INTERESTS),
        "motivatie": {"score": rng.choice("345"), "toelichting": rng.choice(_MOTIVATION)},
        "mobiliteit": {
            "rijbewijs": rng.choice(("geen", "B")),
            "vervoer": rng.choice(("fiets", "openbaar_vervoer")),
        },
        "kinderopvang": "nvt" if person.alone else "geregeld",
        "digitaal": {"computer_internet": "ja", "vaardigheid": rng.choice(("basis", "zelfstandig"))},
    }


def _day(text: str) -> date:
    day, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day)


def _language(person: Person, rng: random.Random, interview: date) -> dict[str, object]:
    if person.fase != "2":
        return {
            "taal": {
                "nederlandstalig": "ja",
                "alfabetisering": "ja",
                "inburgering": "nvt",
                "is_hoofddrempel": "neen",
            }
        }
    missed = rng.randrange(0, 4)
    return {
        "taal": {
            "nederlandstalig": "neen",
            "nt2_mondeling": "1.1_bezig",
            "nt2_schriftelijk": "geen",
            "alfabetisering": "andersalfabeet",
            "aanbieder": "CBE",
            "inburgering": "verplicht",
            "is_hoofddrempel": "ja",
        },
        "aanwezigheidskaarten": [
            {
                "periode": f"{interview:%Y-%m}",
                "aanbieder": "Ligo Leuven",
                "module": "NT2 1.1",
                "lesuren_voorzien": "40",
                "lesuren_gevolgd": f"{36 - missed}",
                "afwezig_gewettigd": "4",
                "afwezig_ongewettigd": f"{missed}",
                "kaart_gecontroleerd_op": written(interview),
                "gecontroleerd_door": "Hanne Willems",
            }
        ],
    }


def _experience(rng: random.Random, interview: date, enough: bool) -> dict[str, object]:
    months = rng.randrange(18, 30) if enough else rng.randrange(2, 6)
    end = (interview.replace(day=1) - timedelta(days=rng.randrange(70, 200))).replace(day=1)
    total = end.year * 12 + end.month - 1 - months
    start = date(total // 12, total % 12 + 1, 1)
    function, employer = rng.choice(_JOBS)
    job = {
        "functie": function,
        "werkgever": employer,
        "van": written(start),
        "tot": written(end),
        "land": "BE",
        "regime": "voltijds",
        "reden_einde": "einde contract",
    }
    return {"betrekkingen": [job], "maanden_5j": f"{months}", "voldoende": "ja" if enough else "neen"}


def _competences(phase: str, rng: random.Random) -> list[dict[str, str]]:
    scores = "34" if phase in {"5", "6"} else "23"
    rows = [
        {"competentie": each.value, "score": rng.choice(scores), "observatie": ""} for each in Competentie
    ]
    rows[0]["observatie"] = "Kwam telkens op tijd en verwittigde bij ziekte."
    return rows


def _closing(person: Person, interview: date, made: date) -> dict[str, object]:
    days = {"1": 90, "2": 28, "3": 60, "4": 60, "5": 28, "6": 14}[person.fase]
    closing: dict[str, object] = {
        "afspraken": [
            {
                "wat": "Cv samen nalezen en aanvullen",
                "wie": "specialist",
                "tegen": written(interview + timedelta(days=14)),
                "status": "gepland",
            },
            {
                "wat": "Attest van de laatste werkgever meebrengen",
                "wie": "client",
                "tegen": written(interview + timedelta(days=10)),
                "status": "gepland",
            },
        ],
        "volgend_contact": written(interview + timedelta(days=days)),
        "sierra_genoteerd_op": written(made),
        "handtekening_specialist": {"naam": person.kop["opsteller"]["naam"], "datum": written(made)},
    }
    if person.fase == "4":
        closing["toestemming"] = {
            "partners": ["VDAB", "IGO"],
            "datum": written(interview),
            "handtekening": f"{person.voornaam} {person.naam}",
        }
    return closing
