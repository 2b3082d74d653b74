"""A whole advies about a fictional client that breaks no rule, and a judge to break it one answer at a time.

It is dated in the period for which a barema is known, so that the amount is computed again.
"""

from collections.abc import Mapping
from typing import Any

from forms.advies import Advies
from forms.findings import Severity
from forms.norms import Norms
from forms.rules.advies import rules
from tests.forms.answers import CLIENT, said, with_changes

EXAMPLE: dict[str, Any] = {
    "documenttype": "advies",
    "schema_versie": "1.0",
    "dossiernummer": "KB-2024-00042",
    "datum_opmaak": "21/10/2024",
    "datum_aanvraag": "07/10/2024",
    "opsteller": {
        "naam": "Sofie Maes",
        "functie": "maatschappelijk_werker",
        "titel": "maatschappelijk_assistent",
        "telefoon": "02 755 22 80",
        "email": "sofie.maes@kortenberg.be",
    },
    "orgaan": "BCSD",
    "zitting_datum": "05/11/2024",
    "indiendatum": "22/10/2024",
    "onderwerp": "Leefloon, nieuwe aanvraag, dossier KB-2024-00042",
    "aard": "maatschappelijke_integratie",
    "client": CLIENT
    | {
        "verblijfplaats": {
            "zelfde_als_domicilie": "neen",
            "straat": "Leuvensesteenweg",
            "huisnummer": "200",
            "postcode": "3070",
            "gemeente": "Kortenberg",
        },
        "adrestype": "feitelijk",
    },
    "gezin": [
        {
            "naam": "Janssens",
            "voornaam": "Noor",
            "geboortedatum": "14/02/2015",
            "relatie": "kind",
            "ten_laste": "ja",
            "onder_zelfde_dak": "ja",
            "huishouden_gemeenschappelijk": "ja",
        }
    ],
    "bevoegdheidsgrond": "Decreet Lokaal Bestuur en RMI-wet: het BCSD beslist over individuele dossiers.",
    "juridisch_kader": [
        {"verwijzing": "wet van 26/05/2002", "artikel": "art. 3 en 14"},
        {"verwijzing": "KB van 11/07/2002"},
        {"verwijzing": "motiveringswet_1991"},
    ],
    "feiten": "Het contract van de cliënt liep op 30 september af. Op 7 oktober vroeg de cliënt leefloon aan, voor "
    "zichzelf en één kind. Er is een klein interimloon.",
    "motivering": {
        "tekst": "De cliënt voldoet aan de voorwaarden van artikel 3 van de RMI-wet: verblijf in Kortenberg, "
        "meerderjarig, Belg, onvoldoende middelen en werkbereid. Het leefloon vult het loon aan tot het bedrag van "
        "categorie 3, tot er opnieuw voltijds werk is.",
        "nood": "Het loon volstaat niet voor huur, energie en eten van twee personen.",
        "omvang": "Na de vaste kosten blijft 109 euro per maand over.",
        "rechten": "Er is geen recht op werkloosheidsuitkering; het Groeipakket wordt ontvangen.",
        "werkbereidheid": "De cliënt werkt enkele uren per week en solliciteerde vier keer in september.",
    },
    "sociaal_verslag_ref": {
        "id": "KB-2024-00042/SV",
        "versie": "1",
        "hash": "0a" * 32,
        "datum": "18/10/2024",
    },
    "advies": "gunstig_met_voorwaarden",
    "voorstel": [
        {"tekst": "Het BCSD kent vanaf 7 oktober 2024 een leefloon van categorie 3 toe."},
        {"artikel_nr": "2", "tekst": "Het BCSD gelast de sociale dienst met de opvolging."},
    ],
    "beslissing": "toekennen",
    "toekenning": {
        "categorie": "3",
        "bedrag_maand": "901,29",
        "van": "07/10/2024",
        "tot": "06/10/2025",
        "basisbarema": "1.741,29",
        "middelen_maand": "840,00",
    },
    "voorwaarden": [
        {"tekst": "Ingeschreven blijven bij VDAB", "bewijs": "attest per kwartaal", "in_gpmi": "ja"}
    ],
    "ingangsdatum": "07/10/2024",
    "financieel": {
        "bedrag": "901,29",
        "rekening_jaar": "2024",
        "staatstoelage_pct": "55",
        "budgetsleutel": "2024/GBB/0900-00/6480100",
    },
    "kennisgeving": {"wijze": "aangetekend", "datum_uiterlijk": "13/11/2024"},
    "beroep": {
        "rechtbank": "Arbeidsrechtbank Leuven",
        "termijn": "3",
        "wijze": "Verzoekschrift op de griffie of per aangetekende brief",
    },
    "bijlagen": [
        {"doc": "Sociaal verslag", "doel": "de nood beoordelen", "paginas": "1-6", "anonimiseren": "neen"},
        {
            "doc": "Loonfiche van september",
            "doel": "de middelen berekenen",
            "anonimiseren": "ja",
        },
    ],
    "handtekeningen": [
        {"naam": "Sofie Maes", "functie": "maatschappelijk_werker", "datum": "21/10/2024"},
        {"naam": "Pieter Aerts", "functie": "hoofd_sociale_dienst", "datum": "22/10/2024"},
    ],
}
"""All answers as people write them; the client is nobody (counter 999)."""

REFUSAL: dict[str, object] = {
    "advies": "ongunstig",
    "beslissing": "weigeren",
    "voorstel.0.tekst": "Het BCSD weigert het gevraagde leefloon.",
    "toekenning": None,
    "ingangsdatum": None,
    "voorwaarden": [],
    "hoorrecht_uitgeoefend": {"gevraagd": "neen", "ja": "neen"},
}
"""What makes of the example a refusal."""

SUSPENSION: dict[str, object] = REFUSAL | {
    "advies": "gunstig",
    "aard": "sanctie",
    "beslissing": "schorsen",
    "voorstel.0.tekst": "Het BCSD schorst het leefloon voor één maand.",
    "ingangsdatum": "01/12/2024",
    "schorsing": {"aanmaning": "aangetekende brief van 02/09/2024", "maanden": "1"},
}
"""What makes of the example a suspension."""

RECOVERY: dict[str, object] = REFUSAL | {
    "advies": "gunstig",
    "aard": "terugvordering",
    "beslissing": "terugvorderen",
    "voorstel.0.tekst": "Het BCSD vordert 340,00 euro terug.",
    "terugvordering": {"bedrag": "340,00", "grond": "RMI-wet art. 24: niet aangegeven inkomen in augustus."},
}
"""What makes of the example a recovery."""

POLICY: dict[str, object] = {
    "orgaan": "vast_bureau",
    "onderwerp": "Groepswerking sollicitatieatelier",
    "aard": "groepswerking",
    "beslissing": "bekrachtigen",
    "client": None,
    "gezin": [],
    "sociaal_verslag_ref": None,
    "toekenning": None,
    "ingangsdatum": None,
    "kennisgeving": None,
    "beroep": None,
    "voorstel.0.tekst": "Het vast bureau keurt het voorstel van groepswerking goed.",
}
"""What makes of the example an item about no client."""


def changed(changes: Mapping[str, object]) -> dict[str, Any]:
    """The example with other answers at dotted names; ``voorstel.0.tekst`` reaches into a list."""
    return with_changes(EXAMPLE, changes)


def form(changes: Mapping[str, object]) -> Advies:
    """The changed example as a form."""
    return Advies.model_validate(changed(changes))


def broken(changes: Mapping[str, object], *, norms: Norms | None = None) -> set[tuple[str, Severity, str]]:
    """What the rules say of the changed example: code, weight and field. That it is fictional goes unsaid."""
    return said(rules, form(changes), norms)
