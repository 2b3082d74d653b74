"""From file to outcome: claim, read, judge, make, publish, record. The parent does all that changes anything.

The order of the steps is that of ``generator.intake``: a stop at any point leaves a state that the next start
brings to its end.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path

from generator import catalog, intake
from generator.errors import DossierError, FormFault
from generator.flows import attachments, decisions, endings
from generator.flows.dossier import kept_of
from generator.flows.forms_line import FormsLine
from generator.flows.house import house_of
from generator.flows.make import House, Judged, marked_copy
from generator.flows.reading import Read, read_form
from generator.flows.recovering import recover, tidy
from generator.flows.sheets import handle_sheet
from generator.model import Claimed, Outcome, Result
from generator.wiring import Rooms
from generator.workers import Failure, Stopped, Task

_BATCH = 64
"""Files that go through the two halves together: enough for papers of one dossier to meet, few enough to be served soon."""


@dataclass(slots=True)
class _Sorted:
    """What was read, by job: forms, batch sheets, decision lists, and PDFs that are kept as they are."""

    forms: dict[str, Read] = field(default_factory=dict)
    sheets: dict[str, Read] = field(default_factory=dict)
    decisions: dict[str, Read] = field(default_factory=dict)
    attachments: dict[str, str] = field(default_factory=dict)


def process(rooms: Rooms, files: Iterable[Path], only: str = "") -> Iterator[Outcome]:
    """Handle files that were named on the command line; the files themselves stay where they are.

    With ``only`` (the id of a form) all else comes back. When the workers are told to stop, the work ends here.
    """
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

    rooms.workers.begin()
    recover(rooms)
    with suppress(Stopped):
        for claimed, outcome in filter(None, handle(rooms, adopted(), only)):
            yield outcome.of(str(origins[claimed.job]))
    tidy(rooms)
    yield from refused


def handle(
    rooms: Rooms,
    claimed: Iterable[Claimed],
    only: str = "",
    dropped: Callable[[], Iterable[Claimed]] = tuple,
) -> Iterator[tuple[Claimed, Outcome] | None]:
    """Bring claimed files to their end, some at a time; every file ends in exactly one outcome.

    Between two lots of files or rows comes None: no worker is at work, and other work may go first.

    Papers of one dossier go one after the other, so that a later one is judged beside the earlier. Batch sheets come
    after all forms, and attachments after the sheets; between two lots of rows ``dropped`` is asked for what came
    meanwhile, whose forms go first. A batch sheet gives an outcome for each of its rows before its own, a decision list
    for each of its decisions.
    """
    house = house_of(rooms)
    waiting = iter(claimed)
    long_work: deque[Iterator[tuple[Claimed, Outcome] | None]] = deque()
    while True:
        while batch := list(islice(waiting, _BATCH)):
            yield from _lot(rooms, batch, long_work, house, only)
            yield None
        if not long_work:
            return
        for end in long_work[0]:
            if end is None:
                break
            yield end
        else:
            long_work.popleft()
        yield None
        waiting = iter(dropped())


def _lot(
    rooms: Rooms,
    batch: Iterable[Claimed],
    long_work: deque[Iterator[tuple[Claimed, Outcome] | None]],
    house: House,
    only: str,
) -> Iterator[tuple[Claimed, Outcome]]:
    """Bring the forms and decision lists of a lot to their end; what takes long goes to the end of ``long_work``."""
    by_job = {taken.job: taken for taken in batch}
    found = _Sorted()
    ends = chain(
        _read(rooms, by_job, found, house, only),
        FormsLine(rooms, by_job, found.forms, house).ends(),
        _decisions(rooms, by_job, found.decisions, house),
    )
    for job, outcome in ends:
        yield by_job[job], outcome
    for job, sheet in found.sheets.items():
        long_work.append(_sheet(rooms, by_job[job], sheet, house))
    if found.attachments:
        filed = attachments.handle(rooms, by_job, found.attachments, house)
        long_work.append((by_job[job], outcome) for job, outcome in filed)


def _read(
    rooms: Rooms, by_job: Mapping[str, Claimed], found: _Sorted, house: House, only: str
) -> Iterator[tuple[str, Outcome]]:
    """Read the files; ends with an outcome for what a worker could not read, the rest is sorted."""
    limit = rooms.settings.workers.time_limit
    tasks = [
        Task(job, read_form, (claimed.path, house.max_bytes, house.maps), limit)
        for job, claimed in by_job.items()
    ]
    for job, read in rooms.workers.run(tasks):
        if isinstance(read, DossierError | Failure):
            yield job, endings.unjudged(rooms, by_job[job], read)
        elif only and read.form != only:
            yield job, endings.rejected(rooms, by_job[job], _other(read, only))
        elif read.is_sheet:
            found.sheets[job] = read
        elif read.is_decision_list:
            found.decisions[job] = read
        elif number := attachments.number_of(read, by_job[job].returns_to, rooms.workspace, house):
            found.attachments[job] = number
        else:
            found.forms[job] = read


def _other(read: Read, only: str) -> Judged:
    """Say that a file is not the form that was asked for."""
    title = catalog.RECOGNISED[only].title
    message = f"Dit is geen {title.lower()}. Geef hier alleen een ingevulde {title.lower()}; sleep al het andere naar de map inbox."
    return Judged(endings.file_findings("BESTAND-ANDER-FORMULIER", message), read.form)


def _sheet(
    rooms: Rooms, claimed: Claimed, sheet: Read, house: House
) -> Iterator[tuple[Claimed, Outcome] | None]:
    for outcome in handle_sheet(rooms, claimed, sheet, house):
        yield None if outcome is None else (claimed, outcome)


def _decisions(
    rooms: Rooms, by_job: Mapping[str, Claimed], read: Mapping[str, Read], house: House
) -> Iterator[tuple[str, Outcome]]:
    for job, one in read.items():
        judged = decisions.judged(rooms, by_job[job].path, one, house, partial(kept_of, rooms.workspace))
        if isinstance(judged, DossierError | Failure):
            yield job, endings.unjudged(rooms, by_job[job], judged)
        elif not judged.recipe:
            yield job, _returned(rooms, by_job[job], judged)
        else:
            for outcome in decisions.made(rooms, by_job[job], judged, house):
                yield job, outcome


def _returned(rooms: Rooms, claimed: Claimed, judged: Judged) -> Outcome:
    """Give a list back: with the faults marked in it where that can be done, and with the report in any case."""
    limit = rooms.settings.workers.time_limit
    tasks = [Task(claimed.job, marked_copy, (claimed.path, judged), limit)] if judged.marks else []
    copies = [copy for _, copy in rooms.workers.run(tasks) if isinstance(copy, bytes)]
    return endings.rejected(rooms, claimed, judged, copies[0] if copies else None)
