"""A whole hulpverleningsplan of a fictional client that breaks no rule, and a judge to break it one answer at a time."""

from collections.abc import Mapping
from typing import Any

from forms.findings import Severity
from forms.hulpverleningsplan import Hulpverleningsplan
from forms.norms import Norms
from forms.rules.hulpverleningsplan import rules
from tests.forms.answers import CLIENT, said, with_changes

EXAMPLE: dict[str, Any] = {
    "documenttype": "hulpverleningsplan",
    "schema_versie": "1.0",
    "dossiernummer": "KB-2026-00042",
    "datum_opmaak": "25/03/2026",
    "datum_aanvraag": "02/03/2026",
    "opsteller": {
        "naam": "Sofie Maes",
        "functie": "maatschappelijk_werker",
        "titel": "maatschappelijk_assistent",
        "telefoon": "02 755 22 80",
        "email": "sofie.maes@kortenberg.be",
    },
    "client": CLIENT,
    "gezin": [],
    "versie": "1",
    "aanleiding": "nieuw",
    "van": "01/04/2026",
    "tot": "31/03/2027",
    "betrokkenen": [
        {"naam": "Amélie Van den Broeck", "rol": "client"},
        {"naam": "Sofie Maes", "rol": "maatschappelijk_werker", "organisatie": "Welzijnshuis Kortenberg"},
    ],
    "vertrekpunt": "Amélie verloor in februari haar werk in de keuken. Ze wil opnieuw aan de slag.",
    "sociaal_verslag_datum": "16/03/2026",
    "fase": "4",
    "domeinen": ["werk_activering", "financien_schulden"],
    "doelen": [
        {
            "nr": "1",
            "domein": "werk_activering",
            "omschrijving": "Amélie leert het vak van hulpkok.",
            "meetbaar_resultaat": "Het getuigschrift hulpkok is behaald.",
            "prioriteit": "hoog",
            "termijn": "31/12/2026",
            "eigenaar": "client",
        },
        {
            "nr": "2",
            "domein": "financien_schulden",
            "omschrijving": "De huurachterstand is afbetaald.",
            "meetbaar_resultaat": "Zes afbetalingen zijn op tijd gebeurd.",
            "prioriteit": "midden",
            "termijn": "30/09/2026",
            "eigenaar": "mw",
            "fase": "4",
        },
    ],
    "acties": [
        {
            "doel_nr": "1",
            "wat": "De opleiding hulpkok volgen",
            "door": "client",
            "frequentie": "vier dagen per week",
            "tegen": "31/12/2026",
            "status": "gepland",
            "gpmi_verbintenis": "ja",
        },
        {
            "doel_nr": "2",
            "wat": "Met de verhuurder een afbetalingsplan afspreken",
            "door": "mw",
            "tegen": "30/04/2026",
            "status": "lopend",
        },
    ],
    "ondersteuning": [
        {"soort": "inschrijvingsgeld", "bedrag": "80,00", "voorwaarde": "op voorlegging van het bewijs"},
        {"soort": "verzekering", "betaald_door": "derde"},
        {"soort": "werkkledij", "bedrag": "65,00"},
        {"soort": "verplaatsing", "betaald_door": "ocmw", "bedrag": "42,00"},
    ],
    "activering": {
        "instrument": "opleiding",
        "partner": "VDAB Leuven",
        "startdatum": "07/04/2026",
        "regime": "meer_dan_halftijds",
        "contactpersoon": "Ruben Goossens",
    },
    "leefloon": "ja",
    "toekenning_datum": "24/03/2026",
    "voltijds_student": "neen",
    "gpmi": {"verplicht": "ja", "contractdatum": "25/03/2026", "code": "11"},
    "bcsd_vermelding_datum": "28/04/2026",
    "evaluaties": [
        {"datum_gepland": "30/06/2026", "wijze": "persoonlijk"},
        {"datum_gepland": "30/10/2026", "wijze": "telefonisch"},
        {"datum_gepland": "26/03/2027", "wijze": "persoonlijk"},
    ],
    "gevolgen": "Lukt iets niet, dan bespreken we dat eerst samen. Daarna kan een aanmaning volgen.",
    "aanmaning_verplicht": "ja",
    "akkoord_client": {
        "uitleg_vooraf": "ja",
        "datum": "25/03/2026",
        "opmerkingen": "Liefst geen gesprekken op woensdag.",
        "handtekening": "Amélie Van den Broeck",
    },
    "akkoord_ocmw": {"naam": "Sofie Maes", "functie": "maatschappelijk_werker", "datum": "25/03/2026"},
}
"""All answers as people write them; the client is nobody (counter 999)."""


def evaluations(*planned: tuple[str, str]) -> list[dict[str, str]]:
    return [{"datum_gepland": day, "wijze": way} for day, way in planned]


SUSPENDS = "Na een aanmaning kan het leefloon {} geschorst worden."
VOLUNTEERING: dict[str, object] = {
    "fase": "3",
    "activering.instrument": "vrijwilligerswerk",
    "acties.0.wat": "Vrijwilligerswerk in het woonzorgcentrum",
    "acties.0.gpmi_verbintenis": "neen",
    "vrijwilligerswerk_gemeld_op": "01/04/2026",
}
LONG: dict[str, object] = {"tot": "30/06/2027"}
LATE_GRANT: dict[str, object] = {"toekenning_datum": "24/12/2025", "sociaal_verslag_datum": None}


def changed(changes: Mapping[str, object]) -> dict[str, Any]:
    """The example with other answers at dotted names; ``doelen.0.termijn`` reaches into a list."""
    return with_changes(EXAMPLE, changes)


def form(changes: Mapping[str, object]) -> Hulpverleningsplan:
    """The changed example as a form."""
    return Hulpverleningsplan.model_validate(changed(changes))


def broken(changes: Mapping[str, object], *, norms: Norms | None = None) -> set[tuple[str, Severity, str]]:
    """What the rules say of the changed example: code, weight and field. That it is fictional goes unsaid."""
    return said(rules, form(changes), norms)
