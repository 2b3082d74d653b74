"""Look at files without making anything: what they hold, and whether they would be accepted."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from forms.findings import Finding, Severity
from generator.errors import DossierError, FormFault, OperatorFault
from generator.files import sha256_of
from generator.flows import attachments, decisions
from generator.flows.dossier import KeptPaper, kept_of, waves
from generator.flows.house import house_of
from generator.flows.make import House, Judged, as_json, judge
from generator.flows.reading import Read, fields_of_file, read_file, read_form
from generator.flows.sheets import judged_rows
from generator.model import Answers, FoundField, Workspace
from generator.wiring import Hands
from generator.workers import Failure, Task

T = TypeVar("T")

_UNREADABLE = (
    "BESTAND-BESCHADIGD",
    "Dit bestand kon niet gelezen worden: het is beschadigd of het lezen duurde te lang.",
)
_FAILED = "Het nakijken is mislukt door een fout in het programma of de instellingen. Meld dit."


def read(hands: Hands, path: Path) -> Answers:
    """Read any form. Raises FormFault when it cannot be read."""
    return _asked(hands, read_file, path)


def fields(hands: Hands, path: Path) -> tuple[FoundField, ...]:
    """List the fields of any form. Raises FormFault when it cannot be read."""
    return _asked(hands, fields_of_file, path)


def _asked(hands: Hands, look: Callable[[Path, int], T], path: Path) -> T:
    """Let a worker look at a file: it may be hostile."""
    task = Task("read", look, (path, house_of(hands).max_bytes), hands.settings.workers.time_limit)
    ((_, found),) = hands.workers.run([task])
    if isinstance(found, DossierError):
        raise found
    if isinstance(found, Failure):
        raise FormFault(*_UNREADABLE)
    return found


def check(hands: Hands, paths: Iterable[Path]) -> Iterator[tuple[Path, Judged]]:
    """Judge files, each with its findings, as they are done. Raises OperatorFault when the house is not in order.

    Papers of one dossier are judged beside what was published of it, and beside each other as if the earlier ones had
    been published.
    """
    house = house_of(hands)
    by_id = {str(number): path for number, path in enumerate(paths)}
    read: dict[str, Read] = {}
    limit = hands.settings.workers.time_limit
    tasks = [Task(job, read_form, (path, house.max_bytes, house.maps), limit) for job, path in by_id.items()]
    for job, found in hands.workers.run(tasks):
        if isinstance(found, DossierError | Failure):
            yield by_id[job], _failed(found)
        else:
            read[job] = found
    accepted = _Accepted(hands.workspace)
    forms = {job: one for job, one in read.items() if not one.is_sheet and not one.is_decision_list}
    for wave in waves({job: (one.number, one.form) for job, one in forms.items()}):
        for job, judged in _wave(hands, {job: (by_id[job], forms[job]) for job in wave}, accepted, house):
            accepted.add(judged)
            yield by_id[job], judged
    for job in read.keys() - forms.keys():
        judge_all = _sheet if read[job].is_sheet else _decision_list
        yield by_id[job], judge_all(hands, by_id[job], read[job], house, accepted)


class _Accepted:
    """The papers of a dossier: those that stand, and those that were found good in this very check."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._found: dict[str, list[KeptPaper]] = {}

    def add(self, judged: Judged) -> None:
        """Remember a form that was accepted."""
        if judged.recipe and judged.answers is not None:
            day, content = str(judged.answers["datum_opmaak"]), as_json(judged.answers)
            self._found.setdefault(judged.dossier, []).append(KeptPaper(judged.form, day, content))

    def look_up(self, number: str) -> tuple[KeptPaper, ...]:
        """Find the papers of a dossier. Raises OperatorFault when the outbox cannot be read."""
        return (*kept_of(self._workspace, number), *self._found.get(number, ()))


def _wave(
    hands: Hands, files: Mapping[str, tuple[Path, Read]], accepted: _Accepted, house: House
) -> Iterator[tuple[str, Judged]]:
    tasks = []
    for job, (path, read) in files.items():
        if number := attachments.number_of(read, path.absolute(), hands.workspace, house):
            yield job, attachments.judge(sha256_of(path), number, hands.workspace, house)
        else:
            args = (path, read, accepted.look_up(read.number), house)
            tasks.append(Task(job, judge, args, hands.settings.workers.time_limit))
    for job, judged in hands.workers.run(tasks):
        yield job, _failed(judged) if isinstance(judged, DossierError | Failure) else judged


def _sheet(hands: Hands, path: Path, read: Read, house: House, accepted: _Accepted) -> Judged:
    rows: list[Judged] = []
    for judged in judged_rows(hands, path, read, house, accepted.look_up):
        if isinstance(judged, DossierError | Failure):
            return _failed(judged)
        for row in judged:
            accepted.add(row)
        rows.extend(judged)
    return Judged((), read.form, format=read.format, rows=tuple(sorted(rows, key=lambda row: row.row)))


def _decision_list(hands: Hands, path: Path, read: Read, house: House, accepted: _Accepted) -> Judged:
    """A list is right or wrong as a whole: its decisions are not told apart."""
    judged = decisions.judged(hands, path, read, house, accepted.look_up)
    return _failed(judged) if isinstance(judged, DossierError | Failure) else replace(judged, rows=())


def _failed(fault: DossierError | Failure) -> Judged:
    """What a worker could not read is damaged; all else is an error of ours. Raises OperatorFault."""
    if isinstance(fault, DossierError):
        raise OperatorFault(fault.code, fault.message)
    if fault.code == "WERK-FOUT":
        raise OperatorFault(f"{fault.code}-{fault.kind}", _FAILED)
    return Judged((Finding(_UNREADABLE[0], Severity.FOUT, "", "", _UNREADABLE[1]),))
