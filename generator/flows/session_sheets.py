"""The papers around a bundle: the agenda, the control sheet, the overview. No name of a client stands in any of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from forms import agenda
from forms.deadlines import Clocks
from forms.findings import Severity
from generator import catalog, convert, merge
from generator.dutch import counted, long_date, short_date
from generator.flows.binding import Bundles, Kind, Ready, brief, label_of
from generator.flows.make import House
from generator.flows.points import Item
from generator.formats.excel.overview import overview
from generator.model import File

AGENDA, CONTROL = "_agenda", "_controleblad"
"""The names of the templates."""
_CLOSED = (
    "De vergadering is niet openbaar. Wie aanwezig is, is gebonden door het beroepsgeheim. Deze agenda noemt geen namen: de "
    "stukken zitten in de bundel."
)
_NONE = "Geen punten."
_MINUTES = "De notulen liggen ter beschikking zoals het huishoudelijk reglement bepaalt."
_COLUMNS = (
    ("Nummer", 18),
    ("Dossier", 15),
    ("Rubriek", 24),
    ("Onderwerp", 34),
    ("Over", 20),
    ("Aard", 18),
    ("Voorstel", 12),
    ("Advies van de dienst", 13),
    ("Toestand", 16),
    ("Ontbreekt", 22),
    ("Te laat", 24),
    ("Andere aandachtspunten", 48),
    ("Stukken", 28),
    ("Pagina in de bundel", 9),
)
_STATES = {True: "met aandachtspunten", False: "in orde"}


@dataclass(frozen=True, slots=True)
class Around:
    """What the sheets tell of the whole."""

    kind: Kind
    copies: tuple[str, ...]
    remarks: tuple[str, ...]


def sheet(template: str, context: dict[str, Any], house: House) -> tuple[bytes, bytes]:
    """Dress and print one of the two; gives Word and PDF. Runs in a worker; raises as ``dress`` does."""
    found = catalog.find_template(template, house.workspace)
    docx = merge.template(found.path, house.compiled).render(context)
    return docx, convert.to_pdf(docx, house.pdf)


def _head(around: Around, house: House) -> dict[str, Any]:
    session = around.kind.session
    return {
        "huisstijl": {
            "organisatie": house.organisation,
            "dienst": house.department,
            "goedkeuring": house.approval,
        },
        "orgaan": label_of(session.organ),
        "orgaan_kort": brief(session.organ),
        "zitting": long_date(session.day),
        "zitting_kort": short_date(session.day),
        "opgemaakt": short_date(house.today),
        "supplement": f"supplement {around.kind.part}" if around.kind.part else "",
    }


def agenda_words(ready: Sequence[Ready], around: Around, house: House) -> dict[str, Any]:
    """What the agenda says: every heading in order, with the points that go to the board."""
    points = [one.item for one in ready if not one.item.reason]
    used = {item.found.heading.title for item in points if item.found}
    titles = agenda.headings_shown(around.kind.session.organ, used)
    headings = [
        {
            "nummer": number,
            "titel": title,
            "tekst": _MINUTES if title == agenda.MINUTES else "" if title in used else _NONE,
            "groepen": list(_groups(points, title)),
        }
        for number, title in enumerate(titles, start=1)
        if title in used or not around.kind.part
    ]
    number = counted(len(points), "punt", "punten")
    return {**_head(around, house), "aantal": number, "vertrouwelijk": _CLOSED, "rubrieken": headings}


def _groups(points: Sequence[Item], title: str) -> Iterator[dict[str, Any]]:
    groups: dict[str, list[dict[str, str]]] = {}
    for item in points:
        if item.found is not None and item.found.heading.title == title:
            row = {
                "nummer": item.number,
                "onderwerp": item.subject,
                "wie": item.found.about,
                "dossier": item.dossier,
                "voorstel": item.found.beslissing_label,
            }
            groups.setdefault(item.found.heading.group, []).append(row)
    for group, rows in groups.items():
        yield {"titel": group or title, "punten": rows}


def control_words(ready: Sequence[Ready], bundles: Bundles, around: Around, house: House) -> dict[str, Any]:
    """What the control sheet says: what is left out, what somebody must look at, what is in order."""
    out = [one.item for one in ready if one.item.reason]
    told = [one.item for one in ready if not one.item.reason and one.item.remarkable]
    fine = [one for one in ready if not one.item.reason and not one.item.remarkable]
    pages = bundles.first.pages if bundles.first else 0
    return {
        **_head(around, house),
        "aantal": str(len(ready)),
        "in_bundel": str(len(told) + len(fine)),
        "niet_opgenomen": str(len(out)),
        "met_aandacht": str(len(told)),
        "toestand": "definitief" if around.kind.final or around.kind.part else "voorlopig",
        "bladzijden": str(pages) if pages else "–",
        "exemplaren": ", ".join(around.copies) or "–",
        "opmerkingen": [*_called(around, house), *around.remarks, *_hindrances(bundles)],
        "weggelaten": [_block(item) for item in out],
        "aandacht": [_block(item) for item in told],
        "in_orde": [
            {
                "nummer": one.item.number,
                "dossier": one.item.dossier,
                "onderwerp": one.item.subject,
                "stukken": counted(len(one.documents), "stuk", "stukken"),
            }
            for one in fine
        ],
    }


def _called(around: Around, house: House) -> Iterator[str]:
    """Until when the members are called, and may add a point (domain.md §11 [S20])."""
    session, clocks = around.kind.session, Clocks(house.norms)
    if around.kind.part or session.organ in house.norms.words("orgaan_zonder_oproeping", session.day):
        return
    called, added = short_date(clocks.summons(session.day)), short_date(clocks.adding(session.day))
    yield f"Oproeping van de leden: uiterlijk op {called}. Een lid kan punten toevoegen tot en met {added}."


def _hindrances(bundles: Bundles) -> Iterator[str]:
    if bundles.first and bundles.first.hindrances:
        number = counted(len(bundles.first.hindrances), "stuk laat", "stukken laten")
        yield f"De bundel is geen PDF/A: {number} dat niet toe. Hij is wel volledig en leesbaar."


def _block(item: Item) -> dict[str, Any]:
    warned = item.found is not None and any(
        remark.finding.severity is Severity.WAARSCHUWING for remark in item.found.remarks
    )
    return {
        "nummer": item.number,
        "dossier": item.dossier,
        "onderwerp": item.subject or "–",
        "punten": list(remarks_of(item)),
        "bevestigen": warned and not item.reason,
    }


def remarks_of(item: Item) -> Iterator[str]:
    """All that somebody must know of a point, a sentence each."""
    if item.reason:
        yield f"Niet opgenomen: {item.reason}"
    found = item.found
    if found is None:
        return
    yield from (f"Ontbreekt: {what}" for what in found.missing)
    if found.late:
        yield f"Te laat: {found.late}"
    yield from (note[:1].upper() + note[1:] for note in (*item.notes, *item.asides))
    for remark in found.remarks:
        finding = remark.finding
        if finding.severity is not Severity.INFO:
            yield f"{finding.severity.value.capitalize()} in {remark.paper}: {finding.message} ({finding.code})"


def overview_file(ready: Sequence[Ready], bundles: Bundles, around: Around) -> File:
    """The overview in Excel, one line a point."""
    starts = bundles.first.starts if bundles.first else ()
    pages = {start.item: str(start.page) for start in starts if not start.title}
    rows = [_row(one, pages.get(one.item.number, "")) for one in ready]
    kind = around.kind
    title = f"Overzicht {brief(kind.session.organ)}, zitting van {short_date(kind.session.day)}"
    return File(kind.named("overzicht", ".xlsx"), overview(title, _COLUMNS, rows))


def _row(one: Ready, page: str) -> tuple[str, ...]:
    item, found = one.item, one.item.found
    if found is None:
        return (item.number, item.dossier, *("",) * 6, "niet opgenomen", "", "", item.reason, "", "")
    codes = (remark.finding.code for remark in found.remarks if remark.finding.severity is not Severity.INFO)
    others = (item.reason, *item.notes, ", ".join(dict.fromkeys(codes)))
    return (
        item.number,
        item.dossier,
        found.heading.group or found.heading.title,
        item.subject,
        found.about,
        found.aard_label,
        found.beslissing_label,
        found.oordeel,
        "niet opgenomen" if item.reason else _STATES[item.remarkable],
        "; ".join(found.missing),
        found.late,
        "; ".join(filter(None, others)),
        "; ".join(draft.heading for draft, _ in one.documents),
        page,
    )
