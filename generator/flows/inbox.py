"""From file to outcome: claim, judge, make, publish, record. The parent does all that changes anything.

The order of the steps is that of ``generator.intake``: a stop at any point leaves a state that the next start
brings to its end.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

from forms.findings import Finding, Severity
from generator import intake, merge, publish
from generator.errors import DossierError, FormFault
from generator.flows.house import house_of
from generator.flows.make import House, Judged, dress, judge_file
from generator.ledger import Entry
from generator.model import Claimed, Outcome, Paper, Result
from generator.wiring import Rooms, beside_watching
from generator.workers import Failure, Task

log = logging.getLogger(__name__)

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


def process(rooms: Rooms, files: Iterable[Path]) -> Iterator[Outcome]:
    """Handle files that were named on the command line; the files themselves stay where they are."""
    origins: dict[str, Path] = {}
    refused: list[Outcome] = []

    def adopted() -> Iterator[Claimed]:
        for path in files:
            try:
                claimed = intake.adopt(path, rooms.workspace)
            except FormFault as fault:
                refused.append(
                    Outcome(str(path), Result.REJECTED, findings=(_file_fault(fault.code, fault.message),))
                )
                continue
            origins[claimed.job] = path
            yield claimed

    with beside_watching(rooms.workspace):
        for claimed, outcome in handle(rooms, adopted()):
            yield replace(outcome, file=str(origins[claimed.job]))
    yield from refused


def handle(rooms: Rooms, claimed: Iterable[Claimed]) -> Iterator[tuple[Claimed, Outcome]]:
    """Bring claimed files to their end, some at a time; every file ends in exactly one outcome."""
    house = house_of(rooms)
    waiting = iter(claimed)
    while batch := list(islice(waiting, _BATCH)):
        by_job = {taken.job: taken for taken in batch}
        accepted: dict[str, Judged] = {}
        for job, outcome in chain(
            _judge(rooms, by_job, accepted, house), _make(rooms, by_job, accepted, house)
        ):
            yield by_job[job], outcome


def _judge(
    rooms: Rooms, by_job: Mapping[str, Claimed], accepted: dict[str, Judged], house: House
) -> Iterator[tuple[str, Outcome]]:
    """The first half: ends with an outcome for what comes back or stands already; the rest goes into ``accepted``."""
    limit = rooms.settings.workers.time_limit
    tasks = [Task(job, judge_file, (claimed.path, house), limit) for job, claimed in by_job.items()]
    for job, judged in rooms.workers.run(tasks):
        claimed = by_job[job]
        if isinstance(judged, DossierError):
            yield job, _failed(rooms, claimed, Judged(()), judged.code, judged.message)
        elif isinstance(judged, Failure) and judged.code == "WERK-FOUT":
            yield job, _failed(rooms, claimed, Judged(()), f"{judged.code}-{judged.kind}", _JUDGING_FAILED)
        elif isinstance(judged, Failure):
            code, message = _TOO_HEAVY if judged.code == "WERK-TIJD" else _DAMAGED
            yield job, _rejected(rooms, claimed, Judged((_file_fault(code, message),)))
        elif not judged.recipe:
            yield job, _rejected(rooms, claimed, judged)
        elif folder := _standing(rooms, judged.recipe):
            yield job, _duplicate(rooms, claimed, judged, folder)
        else:
            accepted[job] = judged


def _make(
    rooms: Rooms, by_job: Mapping[str, Claimed], accepted: Mapping[str, Judged], house: House
) -> Iterator[tuple[str, Outcome]]:
    """The second half: the documents. Looks once more for a twin, which may have come out of this very batch."""
    limit = rooms.settings.workers.time_limit + rooms.settings.pdf.time_limit
    tasks = [Task(job, dress, (judged, house), limit) for job, judged in accepted.items()]
    for job, paper in rooms.workers.run(tasks):
        claimed = by_job[job]
        if isinstance(paper, DossierError):
            yield job, _failed(rooms, claimed, accepted[job], paper.code, paper.message)
        elif isinstance(paper, Failure):
            yield job, _failed(rooms, claimed, accepted[job], paper.code, _MAKING_FAILED)
        elif folder := _standing(rooms, paper.recipe):
            yield job, _duplicate(rooms, claimed, accepted[job], folder)
        else:
            yield job, _published(rooms, claimed, accepted[job], paper)


def _standing(rooms: Rooms, recipe: str) -> str | None:
    """Find the publication with this recipe, if it still stands: the outbox is the truth, the ledger its index."""
    folder = rooms.ledger.published(recipe)
    return folder if folder and (rooms.workspace.root / folder / "manifest.json").is_file() else None


def _published(rooms: Rooms, claimed: Claimed, judged: Judged, paper: Paper) -> Outcome:
    try:
        placed = publish.place(paper, claimed, rooms.workspace.outbox)
    except DossierError as fault:
        return _failed(rooms, claimed, judged, fault.code, fault.message)
    folder = placed.folder.relative_to(rooms.workspace.root).as_posix()
    outcome = Outcome(
        file=claimed.name,
        outcome=Result.PUBLISHED,
        form=paper.form,
        dossier=paper.dossier,
        folder=folder,
        documents=tuple(path.relative_to(rooms.workspace.root).as_posix() for path in placed.documents),
        findings=paper.findings,
    )
    _record(rooms, claimed, outcome, paper.recipe)
    intake.forget_report(claimed, rooms.workspace)
    intake.finish(claimed)
    return outcome


def _duplicate(rooms: Rooms, claimed: Claimed, judged: Judged, folder: str) -> Outcome:
    outcome = Outcome(claimed.name, Result.DUPLICATE, judged.form, judged.dossier, folder)
    _record(rooms, claimed, outcome, judged.recipe)
    intake.archive(claimed, rooms.workspace)
    intake.forget_report(claimed, rooms.workspace)
    intake.finish(claimed)
    return outcome


def _rejected(rooms: Rooms, claimed: Claimed, judged: Judged) -> Outcome:
    outcome = Outcome(claimed.name, Result.REJECTED, judged.form, judged.dossier, findings=judged.findings)
    _record(rooms, claimed, outcome, "")
    intake.give_back(claimed, rooms.workspace, merge.report(claimed.name, judged.title, judged.findings))
    intake.archive(claimed, rooms.workspace)
    intake.finish(claimed)
    return outcome


def _failed(rooms: Rooms, claimed: Claimed, judged: Judged, code: str, message: str) -> Outcome:
    """The operator must act: the file goes back where it was dropped, untouched."""
    log.error("%s job=%s", code, claimed.job)
    finding = _file_fault(code, message)
    outcome = Outcome(claimed.name, Result.FAILED, judged.form, judged.dossier, findings=(finding,))
    _record(rooms, claimed, outcome, "")
    intake.put_back(claimed, rooms.workspace)
    return outcome


def _record(rooms: Rooms, claimed: Claimed, outcome: Outcome, recipe: str) -> None:
    rooms.ledger.record(
        Entry(
            job=claimed.job,
            at=datetime.now(UTC),
            file=claimed.name,
            sha256=claimed.sha256,
            outcome=outcome.outcome,
            form=outcome.form,
            dossier=outcome.dossier,
            folder=outcome.folder,
            recipe=recipe,
            codes=tuple(finding.code for finding in outcome.findings),
        )
    )
    log.info("%s job=%s form=%s", outcome.outcome.value, claimed.job, outcome.form)


def _file_fault(code: str, message: str) -> Finding:
    return Finding(code, Severity.FOUT, "", "", message)
