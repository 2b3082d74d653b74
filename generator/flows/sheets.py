"""A batch sheet: every row is a form of its own, and a bad row does not stop the others.

The rows are published one by one under the job's id with the row's number. The sheet itself ends last, so a stop in
between makes it start anew; rows that were published by then are found by their recipe and not made again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from forms.findings import Finding, Severity
from generator import dutch, intake
from generator.errors import DossierError, OperatorFault
from generator.flows import endings
from generator.flows.dossier import KeptPaper, kept_of, waves
from generator.flows.make import House, Judged, dress, judge_rows, marked_copy
from generator.flows.reading import Read
from generator.model import Claimed, Outcome, Paper, Result
from generator.wiring import Hands, Rooms
from generator.workers import Failure, Task

_MAKING_FAILED = "Het maken van het document van deze rij is mislukt. Meld dit aan de beheerder."
_SHOWN = 20
_LOT = 16
"""Rows that are judged and made together: enough for all hands, few enough for a form that is dropped meanwhile."""

LookUp = Callable[[str], Sequence[KeptPaper]]
"""From a file number to the papers that its dossier has."""


Dress = Callable[[Judged, House], Paper]
"""How an accepted row becomes a paper; a worker does it."""


@dataclass(slots=True)
class Ended:
    """The numbers of the rows, by how they ended."""

    well: list[int] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    uncertain: bool = False
    """Of a row that failed it is not certain whether it stands: ``recovering`` must look."""


def handle_sheet(rooms: Rooms, claimed: Claimed, read: Read, house: House) -> Iterator[Outcome | None]:
    """Bring a batch sheet to its end: an outcome for each row, and last the one of the sheet.

    Between two lots of rows comes None: then other work may go first.
    """
    ended = Ended()
    rows: list[Judged] = []
    for judged in judged_rows(rooms, claimed.path, read, house, partial(kept_of, rooms.workspace)):
        if isinstance(judged, DossierError | Failure):
            yield endings.unjudged(rooms, claimed, judged)
            return
        rows.extend(judged)
        yield from rows_end(rooms, claimed, judged, house, ended)
        yield None
    sheet = Judged((), read.form, format=read.format, rows=tuple(sorted(rows, key=lambda row: row.row)))
    yield _sheet_ends(rooms, claimed, sheet, ended)


def judged_rows(
    hands: Hands, path: Path, read: Read, house: House, look_up: LookUp
) -> Iterator[tuple[Judged, ...] | DossierError | Failure]:
    """Judge the rows of a sheet, of each dossier one at a time; ends with the fault that stopped it, if any.

    ``look_up`` is asked for the papers of a dossier just before its row is judged.
    """
    places = {place: (number, read.form) for place, number in enumerate(read.numbers)}
    for lot in (wave[start : start + _LOT] for wave in waves(places) for start in range(0, len(wave), _LOT)):
        try:
            kept = {read.numbers[place]: look_up(read.numbers[place]) for place in lot}
        except DossierError as fault:
            yield fault
            return
        limit = hands.settings.workers.time_limit
        ((_, judged),) = hands.workers.run(
            [Task(path.name, judge_rows, (read, tuple(lot), kept, house), limit)]
        )
        yield judged
        if isinstance(judged, DossierError | Failure):
            return


def rows_end(
    rooms: Rooms,
    claimed: Claimed,
    rows: Iterable[Judged],
    house: House,
    ended: Ended,
    *,
    dressed: Dress = dress,
) -> Iterator[Outcome]:
    """Tell of the rows that came back or stand already, and make the others; ``ended`` learns how each ended."""
    accepted: dict[str, Judged] = {}
    for judged in rows:
        row = _row(claimed, judged)
        if not judged.recipe:
            ended.returned.append(judged.row)
            yield Outcome(
                row.name,
                Result.REJECTED,
                judged.form,
                judged.dossier,
                findings=judged.findings,
                row=judged.row,
            )
        elif twin := _twin(rooms, row, judged):
            (ended.failed if twin.outcome is Result.FAILED else ended.well).append(judged.row)
            yield twin
        else:
            accepted[row.job] = judged
    limit = rooms.settings.workers.time_limit + rooms.settings.pdf.time_limit
    tasks = [Task(job, dressed, (judged, house), limit) for job, judged in accepted.items()]
    yield from _made(rooms, claimed, accepted, tasks, ended)


def _made(
    rooms: Rooms,
    claimed: Claimed,
    accepted: Mapping[str, Judged],
    tasks: Iterable[Task[Paper]],
    ended: Ended,
) -> Iterator[Outcome]:
    for job, paper in rooms.workers.run(tasks):
        judged = accepted[job]
        row = _row(claimed, judged)
        outcome = _row_ends(rooms, row, judged, paper, ended)
        (ended.failed if outcome.outcome is Result.FAILED else ended.well).append(judged.row)
        yield outcome


def _row_ends(
    rooms: Rooms, row: Claimed, judged: Judged, paper: Paper | DossierError | Failure, ended: Ended
) -> Outcome:
    if isinstance(paper, DossierError):
        return _failed(row, judged, paper)
    if isinstance(paper, Failure):
        return _failed(row, judged, OperatorFault(paper.code, _MAKING_FAILED))
    try:
        outcome = endings.placed(rooms, row, paper)
    except DossierError as fault:
        ended.uncertain = True
        return _failed(row, judged, fault)
    return _duplicate(row, judged, outcome) if isinstance(outcome, str) else replace(outcome, row=judged.row)


def _sheet_ends(rooms: Rooms, claimed: Claimed, sheet: Judged, ended: Ended) -> Outcome:
    if ended.failed:
        return unfinished(rooms, claimed, sheet, ended)
    if ended.returned:
        return _returned(rooms, claimed, sheet, ended)
    outcome = Outcome(claimed.name, Result.PUBLISHED, sheet.form)
    try:
        endings.record(rooms, claimed, outcome)
        intake.forget_report(claimed, rooms.workspace)
        intake.archive(claimed, rooms.workspace)
        intake.finish(claimed)
    except OperatorFault as fault:
        return endings.held(claimed, fault)
    return outcome


def unfinished(rooms: Rooms, claimed: Claimed, sheet: Judged, ended: Ended) -> Outcome:
    """The operator must act: the whole goes back, and the rows that stand are not made again."""
    message = f"Van deze lijst {_are(ended.failed)} nog niet gemaakt: {_rows(ended.failed)}. De lijst gaat terug naar de inbox."
    fault = OperatorFault("LIJST-MISLUKT", message)
    if ended.uncertain:
        return endings.held(claimed, fault)
    return endings.failed(rooms, claimed, sheet, fault.code, fault.message)


def _returned(rooms: Rooms, claimed: Claimed, sheet: Judged, ended: Ended) -> Outcome:
    """Give the sheet back with the faults marked in its bad rows; the good ones may stay, they are not made again."""
    well = (
        f" De andere {dutch.counted(len(ended.well), 'rij is', 'rijen zijn')} verwerkt en "
        f"{'mag' if len(ended.well) == 1 else 'mogen'} blijven staan."
        if ended.well
        else ""
    )
    message = f"In deze lijst {_are(ended.returned)} te verbeteren: {_rows(ended.returned)}.{well}"
    of_rows = (_of_row(finding, row.row) for row in sheet.rows for finding in row.marks)
    found = (Finding("BESTAND-RIJEN", Severity.FOUT, "", "", message), *of_rows)
    limit = rooms.settings.workers.time_limit
    ((_, marked),) = rooms.workers.run([Task(claimed.job, marked_copy, (claimed.path, sheet), limit)])
    copy = marked if isinstance(marked, bytes) else None
    return endings.rejected(rooms, claimed, replace(sheet, findings=found), copy)


def _of_row(finding: Finding, row: int) -> Finding:
    """Word a finding for the report of the whole sheet."""
    return replace(finding, label=f"Rij {row}: {finding.label}" if finding.label else f"Rij {row}")


def _row(claimed: Claimed, judged: Judged) -> Claimed:
    """The row as a form of its own: the same original, its own job and name."""
    name = f"{Path(claimed.name).stem} rij {judged.row}.json"
    return replace(claimed, job=f"{claimed.job}.{judged.row}", name=name)


def _twin(rooms: Rooms, row: Claimed, judged: Judged) -> Outcome | None:
    """Tell of a row whose paper stands already; None when it must be made."""
    try:
        folder = endings.standing(rooms, judged.recipe)
    except DossierError as fault:
        return _failed(row, judged, fault)
    return _duplicate(row, judged, folder) if folder else None


def _duplicate(row: Claimed, judged: Judged, folder: str) -> Outcome:
    return Outcome(row.name, Result.DUPLICATE, judged.form, judged.dossier, folder, row=judged.row)


def _failed(row: Claimed, judged: Judged, fault: DossierError) -> Outcome:
    findings = endings.file_findings(fault.code, fault.message)
    return Outcome(row.name, Result.FAILED, judged.form, judged.dossier, findings=findings, row=judged.row)


def _are(rows: list[int]) -> str:
    return f"{'is' if len(rows) == 1 else 'zijn'} {dutch.counted(len(rows), 'rij', 'rijen')}"


def _rows(rows: list[int]) -> str:
    shown = ", ".join(map(str, sorted(rows)[:_SHOWN])) + (", …" if len(rows) > _SHOWN else "")
    return f"{'rij' if len(rows) == 1 else 'rijen'} {shown}"
