"""A whole sociaal verslag of a fictional client that breaks no rule, and a judge to break it one answer at a time."""

from collections.abc import Mapping
from typing import Any

from forms.findings import Severity
from forms.rules.sociaal_verslag import rules
from forms.sociaal_verslag import SociaalVerslag
from tests.forms.answers import CLIENT, said, with_changes

_RIGHTS = ("werkloosheid", "ziekte_invaliditeit", "ivt_it", "pensioen_igo", "onderhoudsgeld", "studietoelage")
_STREAMS = ("identificatie_rijksregister", "gezinssamenstelling", "dmfa_tewerkstelling", "werkloosheid_rva")

EXAMPLE: dict[str, Any] = {
    "documenttype": "sociaal_verslag",
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
    "client": CLIENT,
    "gezin": [
        {
            "naam": "Van den Broeck",
            "voornaam": "Noor",
            "geboortedatum": "14/02/2015",
            "relatie": "kind",
            "ten_laste": "ja",
            "onder_zelfde_dak": "ja",
            "huishouden_gemeenschappelijk": "ja",
        }
    ],
    "aanvraag": {
        "aard": "leefloon",
        "rechtsgrond": "rmi_wet_2002",
        "soort": "nieuw",
        "initiatief": "op_aanvraag_mondeling",
    },
    "ontvangstbewijs_datum": "07/10/2024",
    "hulpvraag": "Mijn contract is gestopt. Ik kan de huur en het eten voor mij en mijn dochter niet meer betalen.",
    "bevoegdheid": "bevoegd",
    "eerdere_ocmws": [
        {"ocmw": "OCMW Leuven", "van": "01/02/2019", "tot": "31/08/2019", "steun": "leefloon categorie 2"}
    ],
    "installatiepremie_eerder": {"ja": "ja", "ocmw": "OCMW Leuven", "datum": "15/03/2019"},
    "spi_eerder": {"ja": "ja", "ocmw": "OCMW Leuven", "van": "01/06/2019", "tot": "31/08/2019"},
    "buitenland": [
        {"van": "01/07/2024", "tot": "14/07/2024", "reden": "bezoek aan familie", "gemeld_op": "17/06/2024"}
    ],
    "huisbezoek": {
        "datum": "15/10/2024",
        "bevindingen": "Het appartement is klein en verzorgd. Het kind heeft een eigen kamer.",
    },
    "woning": {
        "type": "appartement",
        "statuut": "huur_privaat",
        "huur_lening": "780,00",
        "kosten": "45,00",
        "waarborg": "1.560,00",
        "epc": "label D",
        "gebreken": "Condens op de ramen van de slaapkamer.",
    },
    "leefomstandigheden": "Moeder en dochter wonen met twee. De school ligt op wandelafstand.",
    "rechten": [
        *({"uitkering": right, "status": "geen_recht"} for right in _RIGHTS),
        {
            "uitkering": "groeipakket",
            "instelling": "FONS",
            "status": "ontvangt",
            "datum": "01/09/2024",
            "bedrag": "179,00",
        },
        {"uitkering": "buitenlandse_uitkering", "status": "geen_recht"},
        {"uitkering": "vlaamse_sociale_bescherming", "status": "geen_recht"},
    ],
    "onderhoudsplichtigen": [],
    "ksz": [
        {
            "stroom": stream,
            "geraadpleegd_op": "08/10/2024",
            "door": "Sofie Maes",
            "resultaat": "treffer",
            "persoon": "Amélie Van den Broeck",
        }
        for stream in _STREAMS
    ],
    "inkomsten": [
        {
            "persoon": "Amélie Van den Broeck",
            "soort": "groeipakket",
            "netto_maand": "179,00",
            "bron": "FONS",
            "bewijsstuk": "2",
            "meetelbaar": "neen",
        },
        {
            "persoon": "Amélie Van den Broeck",
            "soort": "loon",
            "netto_maand": "900,00",
            "bron": "interim, enkele uren per week",
            "bewijsstuk": "4",
            "meetelbaar": "ja",
        },
    ],
    "vermogen": [
        {"soort": "roerend", "omschrijving": "spaarrekening", "waarde": "410,00", "bewijsstuk": "3"}
    ],
    "uitgaven": [
        {"post": "huur", "maand": "780,00", "bewijs": "1"},
        {"post": "energie", "maand": "140,00", "bewijs": "3"},
        {"post": "afbetaling", "maand": "50,00", "bewijs": "3"},
    ],
    "schulden": [
        {
            "schuldeiser": "energieleverancier",
            "saldo": "600,00",
            "afbetaling": "50,00",
            "status": "minnelijk",
            "bewijsstuk": "3",
        }
    ],
    "budget": {"inkomsten": "1.079,00", "uitgaven": "970,00", "saldo": "109,00"},
    "remi": {"gebruikt": "ja", "bedrag": "1.890,00"},
    "gezondheid": {"samenvatting": "Geen elementen die de beslissing beïnvloeden."},
    "screening_ref": {"datum": "17/10/2024"},
    "werkbereidheid": {
        "oordeel": "werkbereid",
        "motivering": "Amélie is ingeschreven bij VDAB, solliciteerde vier keer in september en werkt nu al enkele uren.",
        "inspanningen": [{"omschrijving": "Sollicitatie bij een woonzorgcentrum", "datum": "25/09/2024"}],
    },
    "leefloon": {
        "categorie": "3",
        "berekening": {
            "barema": "1.741,29",
            "datum_barema": "01/05/2024",
            "meetelbare_middelen": "840,00",
            "resultaat": "901,29",
        },
        "spi": {"van": "07/10/2024", "tot": "06/10/2027", "bedrag": "60,00"},
    },
    "diagnose": "Na het einde van haar contract verloor Amélie het grootste deel van haar inkomen. Ze houdt haar gezin "
    "draaiende met een klein interimloon en heeft nog geen recht op een uitkering. De woning is betaalbaar zodra er "
    "opnieuw een vast inkomen is.",
    "sterktes": "Ze vraagt op tijd hulp, kent haar administratie en heeft een zus in de buurt.",
    "visie_client": "Ze wil zo snel mogelijk voltijds werken en ziet de steun als tijdelijk.",
    "hoorrecht": {"meegedeeld_op": "07/10/2024", "wijze": "op_ontvangstbewijs", "gewenst": "neen"},
    "conclusie": {
        "nood": "Er is een nood: het gezin heeft niet genoeg om menswaardig te leven.",
        "omvang": "De nood duurt tot Amélie opnieuw voltijds werkt, naar schatting vier maanden.",
        "tekst": "Amélie voldoet aan de voorwaarden en werkt mee. Leefloon past bij haar situatie.",
    },
    "bijlagen": [
        {"nr": "1", "omschrijving": "huurcontract", "datum": "01/09/2019", "bestand": "huurcontract.pdf"},
        {"nr": "2", "omschrijving": "attest groeipakket", "datum": "01/09/2024"},
        {"nr": "3", "omschrijving": "rekeninguittreksels", "datum": "30/09/2024"},
        {"nr": "4", "omschrijving": "loonfiche", "datum": "30/09/2024"},
    ],
    "handtekening": {"naam": "Sofie Maes", "datum": "21/10/2024"},
}
"""All answers as people write them; the client is nobody (counter 999)."""


def changed(changes: Mapping[str, object]) -> dict[str, Any]:
    """The example with other answers at dotted names; ``rechten.0.status`` reaches into a list."""
    return with_changes(EXAMPLE, changes)


def form(changes: Mapping[str, object]) -> SociaalVerslag:
    """The changed example as a form."""
    return SociaalVerslag.model_validate(changed(changes))


def broken(changes: Mapping[str, object]) -> set[tuple[str, Severity, str]]:
    """What the rules say of the changed example: code, weight and field. That it is fictional goes unsaid."""
    return said(rules, form(changes))
