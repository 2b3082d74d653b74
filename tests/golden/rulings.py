"""A session to look at: two points decided as proposed (a grant, a refusal), one otherwise, one postponed."""

from pathlib import Path
from typing import Any

from forms.nesting import Value, flatten, nest
from generator.catalog import DECISION_LIST, FORMS
from generator.flows.dossier import KeptPaper
from generator.flows.make import Judged, as_json
from generator.flows.reading import read_form
from generator.flows.rulings import judge_list
from generator.formats.table import formats
from generator.model import Paper
from tests.golden import papers

DAY, LAST_DAY = "24/06/2026", "02/07/2026"
GRANTED, REFUSED, DEVIATING, POSTPONED = 15, 6, 12, 1
"""Seeds of the dossiers, in the order of the points."""
SEEDS = (GRANTED, REFUSED, DEVIATING, POSTPONED)
_PLAIN = ("toekenning.", "ingangsdatum", "voorwaarden.", "voorstel.")
_REFUSAL: dict[str, Value] = {
    "beslissing": "weigeren",
    "advies": "ongunstig",
    "voorstel.0.tekst": "Het BCSD weigert het leefloon.",
    "motivering.tekst": "De middelen van het gezin liggen boven het bedrag van de categorie: er is een loon en een "
    "uitkering. De nood die het sociaal verslag beschrijft, kan met een budgetplan opgevangen worden.",
    "hoorrecht_uitgeoefend.gevraagd": "ja",
    "hoorrecht_uitgeoefend.ja": "ja",
    "hoorrecht_uitgeoefend.datum": "18/06/2026",
    "hoorrecht_uitgeoefend.samenvatting": "De cliënt lichtte de uitgaven van de laatste maanden toe.",
    "client.aanspreking": "mevrouw",
    "client.bewindvoerder.naam": "Meester An Claes",
}


def advice(seed: int) -> dict[str, Value]:
    """The advice of a dossier for this session."""
    answers = dict(FORMS["advies"].example_answers(seed))
    if seed == REFUSED:
        answers = {name: value for name, value in answers.items() if not name.startswith(_PLAIN)} | _REFUSAL
    return answers | {"zitting_datum": DAY, "kennisgeving.datum_uiterlijk": LAST_DAY}


def kept(seed: int) -> KeptPaper:
    """That advice as it stands in the outbox."""
    form = FORMS["advies"].model.model_validate(nest(advice(seed)).data)
    answers = form.model_dump(mode="json", exclude_none=True)
    return KeptPaper("advies", answers["datum_opmaak"], as_json(answers))


def answers() -> dict[str, Value]:
    """The list as the secretary filled it in."""
    points: list[dict[str, Any]] = []
    for place, seed in enumerate(SEEDS, 1):
        said = advice(seed)
        points.append(
            {
                "nummer": f"BCSD-2026-06-{place:03d}",
                "dossiernummer": said["dossiernummer"],
                "onderwerp": said["onderwerp"],
                "voorstel": said["beslissing"],
                "besluit": ("conform", "conform", "afwijkend", "uitgesteld")[place - 1],
                "stemming": ("", "3-1-1", "2-2-1", "")[place - 1],
            }
        )
    notes = [
        {
            "nummer": "3",
            "beslissing": "toekennen",
            "tekst": "Het BCSD kent een steun van 25,00 euro per maand toe vanaf 1 juli 2026.\n"
            "Het BCSD beslist dat de steun na drie maanden opnieuw bekeken wordt.",
            "motivering": "De leverancier gaf op 20 juni een sociaal tarief. De rekening is nu lager dan toen de sociale dienst "
            "zijn voorstel schreef.",
            "bedrag": "25,00",
            "ingangsdatum": "01/07/2026",
        },
        {"nummer": "BCSD-2026-06-004", "opmerkingen": "De loonfiche van mei ontbreekt nog."},
    ]
    people = ("Els Janssens", "Nadia Haddad", "Tom Wouters", "Lieve De Cock", "An Verlinden")
    present = [{"naam": name, "hoedanigheid": "lid"} for name in people]
    present[-1]["hoedanigheid"] = "hoofd_sociale_dienst"
    nested = {
        "orgaan": "Bijzonder comité voor de sociale dienst (BCSD)",
        "zitting_datum": DAY,
        "begin": "19.30 uur",
        "einde": "21.15 uur",
        "voorzitter": "Jan Claes",
        "secretaris": "Mieke Vos",
        "leden_in_functie": "7",
        "verontschuldigd": "Rik Peeters",
        "aanwezigen": present,
        "punten": points,
        "toelichtingen": notes,
        "opmerkingen": "De volgende zitting is op 8 juli.",
    }
    return flatten(nested)


def judged(folder: Path, said: dict[str, Value] | None = None) -> Judged:
    """Write the list as JSON and judge it beside those advices."""
    path = folder / "besluitenlijst.json"
    path.write_bytes(formats()["json"].blank(DECISION_LIST.model, said or answers()))
    house = papers.house(folder)
    read = read_form(path, house.max_bytes, house.maps)
    known = {str(advice(seed)["dossiernummer"]): (kept(seed),) for seed in SEEDS}
    return judge_list(path, read, known, house)


def file_of(paper: Paper, name: str) -> bytes:
    """The one file of a paper with this name."""
    (found,) = (file.content for file in paper.files if file.name == name)
    return found
