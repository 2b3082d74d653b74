"""A valid screening as a person fills it in, to break one thing at a time."""

from copy import deepcopy
from datetime import date
from typing import Any

from forms.nesting import flatten
from forms.norms import shipped_norms
from forms.rulebook import Circumstances
from forms.rules.screening_activering import rules
from forms.screening_activering import ScreeningActivering
from forms.screening_choices import Competentie
from generator.validation import Verdict, judge
from tests.forms.answers import CLIENT

AROUND = Circumstances(date(2026, 11, 24), shipped_norms())

VALID: dict[str, Any] = {
    "documenttype": "screening_activering",
    "schema_versie": "1.0",
    "dossiernummer": "KB-2026-00042",
    "datum_opmaak": "20/03/2026",
    "datum_aanvraag": "02/03/2026",
    "opsteller": {
        "naam": "Sofie Maes",
        "functie": "deskundige_tewerkstelling_activering",
        "telefoon": "02 755 22 80",
        "email": "sofie.maes@kortenberg.be",
    },
    "client": CLIENT,
    "soort_screening": "eerste",
    "datum_gesprek": "19/03/2026",
    "maatschappelijk_werker": "Pieter Aerts",
    "statuut": "leefloon",
    "leefloon_sinds": "02/03/2026",
    "vdab": {"ingeschreven": "ja"},
    "klaar_voor_traject": "ja",
    "reden_geen_activering": "geen",
    "taal": {
        "nederlandstalig": "ja",
        "alfabetisering": "ja",
        "inburgering": "nvt",
        "is_hoofddrempel": "neen",
    },
    "opleiding": {"hoogste": "hoger_secundair_bso", "voltijds_student": "neen"},
    "werkervaring": {
        "betrekkingen": [
            {"functie": "keukenhulp", "werkgever": "een rusthuis", "van": "01/01/2023", "tot": "01/01/2025"}
        ],
        "maanden_5j": "24",
        "voldoende": "ja",
    },
    "competenties": [{"competentie": each.value, "score": "3"} for each in Competentie],
    "leerpotentieel": "goed",
    "beperking": {"status": "neen"},
    "max_regime": "voltijds",
    "vaph_dagondersteuning": "neen",
    "interesses": "Tuinwerk, koken voor groepen, met kinderen omgaan.",
    "jobdoelwit": {"omschrijving": "Keukenhulp", "knelpuntberoep": "ja"},
    "motivatie": {"score": "4", "toelichting": "Wil opnieuw aan het werk."},
    "mobiliteit": {"rijbewijs": "B", "vervoer": "fiets"},
    "kinderopvang": "nvt",
    "digitaal": {"computer_internet": "ja", "vaardigheid": "basis"},
    "regulier_haalbaar": "nu",
    "ondersteuning_nodig": "ja",
    "fase": "5",
    "afspraken": [{"wat": "Cv nalezen", "wie": "specialist", "tegen": "26/03/2026", "status": "gepland"}],
    "volgend_contact": "02/04/2026",
}


def changed(**changes: Any) -> dict[str, Any]:
    """The valid answers with some replaced; ``taal__erk`` reaches into a group."""
    form = deepcopy(VALID)
    for name, value in changes.items():
        *groups, last = name.split("__")
        place = form
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = value
    return form


def judged(around: Circumstances = AROUND, **changes: Any) -> Verdict:
    """Judge the valid answers with some replaced."""
    return judge(ScreeningActivering, rules, flatten(changed(**changes)), around)


def found(around: Circumstances = AROUND, **changes: Any) -> set[tuple[str, str, str]]:
    """Code, severity and field of each finding, but for the remark that the client is made up."""
    verdict = judged(around, **changes)
    return {(f.code, f.severity.value, f.field) for f in verdict.findings if f.code != "CLI-04"}
