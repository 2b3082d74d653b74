"""The last days of all dossiers, in one list and as a calendar file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from forms.norms import Norms
from forms.terms import State, Term, terms
from generator import publish
from generator.calendar import Event, calendar
from generator.files import disk_faults, replace_whole
from generator.flows.dossier import all_publications, kept_papers, known
from generator.flows.ruled import Ruled
from generator.model import Workspace

_SHOWN = frozenset({State.OPEN, State.LATE})


@dataclass(frozen=True, slots=True)
class Due:
    """A term that is still to come, or is late, in its dossier."""

    dossier: str
    term: Term
    state: State


def due(workspace: Workspace, norms: Norms, today: date, until: date | None = None) -> tuple[Due, ...]:
    """List what is due in all dossiers up to and with a day, earliest first.

    What is done is left out, and what is past and leaves no trace in a paper. Raises OperatorFault when the outbox
    cannot be read.
    """
    found = [
        each
        for each in _all(workspace, norms, today)
        if each.state in _SHOWN and (until is None or each.term.day <= until)
    ]
    return tuple(sorted(found, key=lambda each: (each.term.day, each.dossier, each.term.what)))


def _all(workspace: Workspace, norms: Norms, today: date) -> Iterator[Due]:
    frozen, ruled = publish.bundled(workspace.outbox), Ruled(workspace)
    for number, publications in all_publications(workspace):
        dossier = known(number, kept_papers(workspace, publications, frozen).values())
        for term in terms(ruled.with_rulings(dossier, publications), norms, today):
            yield Due(number, term, term.state(today))


def write_calendar(file: Path, found: Iterable[Due]) -> None:
    """Write a calendar file of what is due: file number and term, and nothing of the client.

    Written again later, it updates what an earlier one put in a calendar. Raises OperatorFault when the disk refuses.
    """
    events = [
        Event(
            f"{each.dossier} {each.term.key}",
            each.term.day,
            f"{each.dossier}: {each.term.what}",
            _details(each),
        )
        for each in found
    ]
    with disk_faults("de map van de kalender"):
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(file, calendar(events, datetime.now(UTC)))


def _details(each: Due) -> str:
    planned = f" Gepland op {each.term.on:%d/%m/%Y}." if each.term.on else ""
    return f"Uiterlijk {each.term.day:%d/%m/%Y}: {each.term.rule}.{planned}"
