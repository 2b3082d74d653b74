"""After the session: the decision list goes out with the bundle, comes back filled in, and becomes decisions.

A list is taken whole or not at all. Its decisions are published one by one under the job's id with the number of the
point, as the rows of a batch sheet; the minutes end the job, so a stop in between makes it start anew, and what stands
by then is found by its recipe.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from forms.advies import Advies
from forms.advies_choices import Beslissing, Orgaan
from forms.besluitenlijst import Besluitenlijst
from forms.nesting import Value
from generator import dutch
from generator.errors import DossierError
from generator.flows import endings
from generator.flows.make import House, Judged
from generator.flows.reading import Read
from generator.flows.rulings import dress_minutes, dress_point, judge_list
from generator.flows.sheets import Ended, LookUp, rows_end, unfinished
from generator.formats.fieldmap import MAX_ROWS
from generator.model import AgendaPoint, Claimed, File, Outcome, Session
from generator.wiring import Hands, Rooms
from generator.workers import Failure, Task

MOST_POINTS = MAX_ROWS
_MAKING_FAILED = "Het maken van het verslag van de zitting is mislukt. Meld dit aan de beheerder."


def decision_list(session: Session, points: Sequence[AgendaPoint], organisation: str = "") -> File:
    """Make ``besluitenlijst.docx`` for a session: the Word form with its points, to be filled in after it.

    ``organisation`` stands at the head of each page.
    """
    from generator.formats.word.format import WordFormat

    answers: dict[str, Value] = {
        "orgaan": Orgaan.read(session.organ).label,
        "zitting_datum": dutch.short_date(session.day),
    }
    for place, point in enumerate(points):
        told = {
            "nummer": point.number,
            "dossiernummer": point.dossier,
            "onderwerp": point.subject,
            "voorstel": Beslissing.read(point.beslissing).label,
        }
        answers |= {f"punten.{place}.{name}": text for name, text in told.items()}
    word = WordFormat(organisation) if organisation else WordFormat()
    return File("besluitenlijst.docx", word.blank(Besluitenlijst, answers))


def judged(
    hands: Hands, path: Path, read: Read, house: House, look_up: LookUp
) -> Judged | DossierError | Failure:
    """Judge a list beside the advices of the dossiers that it names; ends with the fault that stopped it, if any."""
    try:
        kept = {
            number: tuple(paper for paper in look_up(number) if paper.form == Advies.ID)
            for number in dict.fromkeys(read.numbers)
            if number
        }
    except DossierError as fault:
        return fault
    task = Task(path.name, judge_list, (path, read, kept, house), hands.settings.workers.time_limit)
    ((_, found),) = hands.workers.run([task])
    return found


def made(rooms: Rooms, claimed: Claimed, accepted: Judged, house: House) -> Iterator[Outcome]:
    """Publish what an accepted list decided: an outcome for each decision, and last the one of the list."""
    ended = Ended()
    yield from rows_end(rooms, claimed, accepted.rows, house, ended, dressed=dress_point)
    if ended.failed:
        yield unfinished(rooms, claimed, accepted, ended)
    elif twin := endings.twin(rooms, claimed, accepted):
        yield twin
    else:
        yield _minuted(rooms, claimed, accepted, house)


def _minuted(rooms: Rooms, claimed: Claimed, accepted: Judged, house: House) -> Outcome:
    limit = rooms.settings.workers.time_limit + rooms.settings.pdf.time_limit
    ((_, paper),) = rooms.workers.run([Task(claimed.job, dress_minutes, (accepted, house), limit)])
    if isinstance(paper, DossierError):
        return endings.failed(rooms, claimed, accepted, paper.code, paper.message)
    if isinstance(paper, Failure):
        return endings.failed(rooms, claimed, accepted, paper.code, _MAKING_FAILED)
    return endings.placed_once(rooms, claimed, accepted, paper)
