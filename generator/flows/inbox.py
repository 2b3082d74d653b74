"""From file to outcome: claim, judge, make, publish, record. The parent does all that changes anything.

The order of the steps is that of ``generator.intake``: a stop at any point leaves a state that the next start
brings to its end.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from generator import intake
from generator.errors import DossierError, FormFault
from generator.flows import endings
from generator.flows.house import house_of
from generator.flows.make import House, Judged, dress, judge_file, marked_copy
from generator.flows.sheets import handle_sheet
from generator.model import Claimed, Outcome, Paper, Result
from generator.wiring import Rooms, beside_watching
from generator.workers import Failure, Task

_BATCH = 16
"""Files that go through the two halves together: enough to keep the workers busy, few enough to be served soon."""

_TOO_HEAVY = (
    "BESTAND-TE-ZWAAR",
    "Het lezen van dit bestand duurde te lang en is gestopt. Bewaar het opnieuw vanuit het programma waarin u het "
    "invulde, of vul een nieuw leeg formulier in.",
)
_DAMAGED = (
    "BESTAND-BESCHADIGD",
    "Dit bestand kon niet gelezen worden: het is beschadigd. Bewaar het opnieuw vanuit het programma waarin u het "
    "invulde, of vul een nieuw leeg formulier in.",
)
_JUDGING_FAILED = (
    "Het nakijken van het formulier is mislukt door een fout in het programma of de instellingen. Meld dit."
)
_MAKING_FAILED = "Het maken van het document is mislukt. Meld dit aan de beheerder."


@dataclass(slots=True)
class _Sorted:
    """What the first half found, by job: what goes on to the documents, what goes back, what holds many forms."""

    accepted: dict[str, Judged] = field(default_factory=dict)
    rejected: dict[str, Judged] = field(default_factory=dict)
    sheets: dict[str, Judged] = field(default_factory=dict)


def process(rooms: Rooms, files: Iterable[Path]) -> Iterator[Outcome]:
    """Handle files that were named on the command line; the files themselves stay where they are."""
    origins: dict[str, Path] = {}
    refused: list[Outcome] = []

    def adopted() -> Iterator[Claimed]:
        for path in files:
            try:
                claimed = intake.adopt(path, rooms.workspace)
            except FormFault as fault:
                findings = endings.file_findings(fault.code, fault.message)
                refused.append(Outcome(str(path), Result.REJECTED, findings=findings))
                continue
            origins[claimed.job] = path
            yield claimed

    with beside_watching(rooms.workspace):
        for claimed, outcome in handle(rooms, adopted()):
            yield outcome.of(str(origins[claimed.job]))
    yield from refused


def handle(rooms: Rooms, claimed: Iterable[Claimed]) -> Iterator[tuple[Claimed, Outcome]]:
    """Bring claimed files to their end, some at a time; every file ends in exactly one outcome.

    A batch sheet gives an outcome for each of its rows before its own.
    """
    house = house_of(rooms)
    waiting = iter(claimed)
    while batch := list(islice(waiting, _BATCH)):
        by_job = {taken.job: taken for taken in batch}
        found = _Sorted()
        halves = chain(
            _judge(rooms, by_job, found, house),
            _return(rooms, by_job, found.rejected),
            _make(rooms, by_job, found.accepted, house),
        )
        for job, outcome in halves:
            yield by_job[job], outcome
        for job, sheet in found.sheets.items():
            for outcome in handle_sheet(rooms, by_job[job], sheet, house):
                yield by_job[job], outcome


def _judge(
    rooms: Rooms, by_job: Mapping[str, Claimed], found: _Sorted, house: House
) -> Iterator[tuple[str, Outcome]]:
    """The first half: ends with an outcome for what stands already or cannot be read; the rest is sorted."""
    limit = rooms.settings.workers.time_limit
    tasks = [Task(job, judge_file, (claimed.path, house), limit) for job, claimed in by_job.items()]
    for job, judged in rooms.workers.run(tasks):
        claimed = by_job[job]
        if isinstance(judged, DossierError):
            yield job, endings.failed(rooms, claimed, Judged(()), judged.code, judged.message)
        elif isinstance(judged, Failure) and judged.code == "WERK-FOUT":
            yield (
                job,
                endings.failed(rooms, claimed, Judged(()), f"{judged.code}-{judged.kind}", _JUDGING_FAILED),
            )
        elif isinstance(judged, Failure):
            fault = _TOO_HEAVY if judged.code == "WERK-TIJD" else _DAMAGED
            yield job, endings.rejected(rooms, claimed, Judged(endings.file_findings(*fault)))
        elif judged.rows:
            found.sheets[job] = judged
        elif not judged.recipe:
            found.rejected[job] = judged
        elif folder := endings.standing(rooms, judged.recipe):
            yield job, endings.duplicate(rooms, claimed, judged, folder)
        else:
            found.accepted[job] = judged


def _return(
    rooms: Rooms, by_job: Mapping[str, Claimed], rejected: Mapping[str, Judged]
) -> Iterator[tuple[str, Outcome]]:
    """What comes back: with the faults marked in it where that can be done, and with the report in any case."""
    limit = rooms.settings.workers.time_limit
    tasks = [
        Task(job, marked_copy, (by_job[job].path, judged), limit)
        for job, judged in rejected.items()
        if judged.marks
    ]
    for job, judged in rejected.items():
        if not judged.marks:
            yield job, endings.rejected(rooms, by_job[job], judged)
    for job, marked in rooms.workers.run(tasks):
        copy = marked if isinstance(marked, bytes) else None
        yield job, endings.rejected(rooms, by_job[job], rejected[job], copy)


def _make(
    rooms: Rooms, by_job: Mapping[str, Claimed], accepted: Mapping[str, Judged], house: House
) -> Iterator[tuple[str, Outcome]]:
    """The second half: the documents. Looks once more for a twin, which may have come out of this very batch."""
    limit = rooms.settings.workers.time_limit + rooms.settings.pdf.time_limit
    tasks = [Task(job, dress, (judged, house), limit) for job, judged in accepted.items()]
    for job, paper in rooms.workers.run(tasks):
        claimed, judged = by_job[job], accepted[job]
        if isinstance(paper, DossierError):
            yield job, endings.failed(rooms, claimed, judged, paper.code, paper.message)
        elif isinstance(paper, Failure):
            yield job, endings.failed(rooms, claimed, judged, paper.code, _MAKING_FAILED)
        elif folder := endings.standing(rooms, paper.recipe):
            yield job, endings.duplicate(rooms, claimed, judged, folder)
        else:
            yield job, _published(rooms, claimed, judged, paper)


def _published(rooms: Rooms, claimed: Claimed, judged: Judged, paper: Paper) -> Outcome:
    try:
        return endings.published(rooms, claimed, paper)
    except DossierError as fault:
        return endings.failed(rooms, claimed, judged, fault.code, fault.message)
