"""A fictional decision list: the session at which the advice of one fictional client was treated, and followed."""

import random

from forms.examples import advies
from forms.examples.person import Person

_PEOPLE = ("Els Janssens", "Rik Peeters", "Nadia Haddad", "Tom Wouters", "Lieve De Cock", "Bram Nijs")


def answers(person: Person, rng: random.Random) -> dict[str, object]:
    """Return the nested answers of a valid list of one point; one seed gives one list."""
    seed = int(person.dossiernummer.rpartition("-")[2])
    advice = advies.answers(person, random.Random(f"advies {seed}"))  # noqa: S311
    day, month, year = str(advice["zitting_datum"]).split("/")
    return {
        "orgaan": advice["orgaan"],
        "zitting_datum": f"{day}/{month}/{year}",
        "begin": "19.30 uur",
        "voorzitter": "Jan Claes",
        "secretaris": "Mieke Vos",
        "leden_in_functie": "7",
        "aanwezigen": [
            {"naam": name, "hoedanigheid": "lid"} for name in rng.sample(_PEOPLE, rng.randrange(4, 7))
        ],
        "punten": [
            {
                "nummer": f"{advice['orgaan']}-{year}-{month}-001",
                "dossiernummer": person.dossiernummer,
                "onderwerp": advice["onderwerp"],
                "voorstel": advice["beslissing"],
                "besluit": "conform",
            }
        ],
    }
