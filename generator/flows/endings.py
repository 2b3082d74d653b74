"""The four ways in which a file ends. The parent does all of this, in the order of ``generator.intake``.

An ending that disk, share or ledger cuts off raises nothing: the job stays where it is, for ``recovering`` to bring to its
end, and the others go on.
"""

import hashlib
import logging
import stat
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

from forms.findings import Finding, Severity
from generator import intake, merge, publish
from generator.errors import DossierError
from generator.files import disk_faults
from generator.flows.dossier import publications
from generator.flows.index import entry_of
from generator.flows.make import Judged
from generator.ledger import Entry, Turn
from generator.model import Claimed, Outcome, Paper, Result
from generator.wiring import Rooms
from generator.workers import Failure

log = logging.getLogger(__name__)

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

_P = ParamSpec("_P")


def held(claimed: Claimed, fault: DossierError) -> Outcome:
    """The operator must act, and how far the work came is not certain: the job stays, for ``recovering``."""
    log.error("%s job=%s", fault.code, claimed.job)
    return Outcome(claimed.name, Result.FAILED, findings=file_findings(fault.code, fault.message))


def _held_back(
    ending: Callable[Concatenate[Rooms, Claimed, _P], Outcome],
) -> Callable[Concatenate[Rooms, Claimed, _P], Outcome]:
    @wraps(ending)
    def ended(rooms: Rooms, claimed: Claimed, /, *given: _P.args, **named: _P.kwargs) -> Outcome:
        try:
            return ending(rooms, claimed, *given, **named)
        except DossierError as fault:
            return held(claimed, fault)

    return ended


@_held_back
def placed_once(rooms: Rooms, claimed: Claimed, judged: Judged, paper: Paper) -> Outcome:
    """Place the paper and end the job, unless its twin stands by now."""
    outcome = placed(rooms, claimed, paper)
    if isinstance(outcome, str):
        return duplicate(rooms, claimed, judged, outcome)
    intake.forget_report(claimed, rooms.workspace)
    if paper.kept is not None:
        intake.archive(claimed, rooms.workspace)
    intake.finish(claimed)
    return outcome


def twin(rooms: Rooms, claimed: Claimed, judged: Judged) -> Outcome | None:
    """End the job of a form whose paper stands already; None when it must be made."""
    try:
        folder = standing(rooms, judged.recipe)
    except DossierError as fault:
        return unjudged(rooms, claimed, fault)
    return duplicate(rooms, claimed, judged, folder) if folder else None


def placed(rooms: Rooms, claimed: Claimed, paper: Paper) -> Outcome | str:
    """Place the paper and record it, or find the folder of its twin; the job goes on.

    All of it in one turn at the ledger, so that of two twins at the same moment, on two machines too, one is placed.
    Raises DossierError when it cannot be placed.
    """
    root = rooms.workspace.root
    with rooms.ledger.turn(paper.recipe) as turn:
        if folder := _twin(rooms, turn, paper):
            return folder
        found = publish.place(paper, claimed, rooms.workspace.outbox)
        outcome = Outcome(
            file=claimed.name,
            outcome=Result.PUBLISHED,
            form=paper.form,
            dossier=paper.dossier,
            folder=found.folder.relative_to(root).as_posix(),
            documents=tuple(path.relative_to(root).as_posix() for path in found.documents),
            findings=paper.findings,
        )
        record(rooms, claimed, outcome, recipe=paper.recipe, turn=turn)
    return outcome


def _twin(rooms: Rooms, turn: Turn, paper: Paper) -> str | None:
    """Find the publication of this very paper. Whoever placed it may have stopped before the ledger heard of it."""
    if folder := _standing(rooms, turn.published()):
        return folder
    outbox = rooms.workspace.outbox
    found = publish.of_sessions(outbox) if paper.of_session else publications(rooms.workspace, paper.dossier)
    for placed_at, manifest in found:
        if manifest.recipe == paper.recipe:
            entry = entry_of(rooms.workspace, placed_at, manifest)
            turn.record(entry)
            return entry.folder
    return None


@_held_back
def duplicate(rooms: Rooms, claimed: Claimed, judged: Judged, folder: str) -> Outcome:
    """End the job of a form whose paper stands already."""
    outcome = Outcome(claimed.name, Result.DUPLICATE, judged.form, judged.dossier, folder)
    record(rooms, claimed, outcome, recipe=judged.recipe)
    intake.forget_report(claimed, rooms.workspace)
    intake.archive(claimed, rooms.workspace)
    intake.finish(claimed)
    return outcome


@_held_back
def rejected(rooms: Rooms, claimed: Claimed, judged: Judged, marked: bytes | None = None) -> Outcome:
    """Give the form back with a report, and with its faults marked where ``marked`` is such a copy."""
    outcome = Outcome(claimed.name, Result.REJECTED, judged.form, judged.dossier, findings=judged.findings)
    returned = hashlib.sha256(marked).hexdigest() if marked is not None else ""
    record(rooms, claimed, outcome, returned=returned)
    report = merge.report(claimed.name, judged.title, judged.findings)
    intake.give_back(claimed, rooms.workspace, report, marked)
    intake.archive(claimed, rooms.workspace)
    intake.finish(claimed)
    return outcome


@_held_back
def failed(rooms: Rooms, claimed: Claimed, judged: Judged, code: str, message: str) -> Outcome:
    """The operator must act: the file goes back where it was dropped, untouched."""
    log.error("%s job=%s", code, claimed.job)
    outcome = Outcome(
        claimed.name, Result.FAILED, judged.form, judged.dossier, findings=file_findings(code, message)
    )
    record(rooms, claimed, outcome)
    intake.put_back(claimed, rooms.workspace)
    return outcome


def unjudged(rooms: Rooms, claimed: Claimed, fault: DossierError | Failure) -> Outcome:
    """End the job of a file that could not be read or judged: an error of ours is never blamed on the filler."""
    if isinstance(fault, DossierError):
        return failed(rooms, claimed, Judged(()), fault.code, fault.message)
    if fault.code == "WERK-FOUT":
        return failed(rooms, claimed, Judged(()), f"{fault.code}-{fault.kind}", _JUDGING_FAILED)
    why = _TOO_HEAVY if fault.code == "WERK-TIJD" else _DAMAGED
    return rejected(rooms, claimed, Judged(file_findings(*why)))


def record(
    rooms: Rooms,
    claimed: Claimed,
    outcome: Outcome,
    *,
    recipe: str = "",
    returned: str = "",
    turn: Turn | None = None,
) -> None:
    """Keep an outcome in the ledger and tell the log, without a word of what the form holds."""
    (turn or rooms.ledger).record(
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
            returned=returned,
        )
    )
    log.info("%s job=%s form=%s", outcome.outcome.value, claimed.job, outcome.form)


def standing(rooms: Rooms, recipe: str) -> str | None:
    """Find a publication with this recipe that still stands: the outbox is the truth, the ledger its index.

    The moments in the ledger decide nothing: a clock can be turned back. Raises OperatorFault when the outbox cannot be read.
    """
    return _standing(rooms, rooms.ledger.published(recipe))


def _standing(rooms: Rooms, folders: Iterable[str]) -> str | None:
    with disk_faults("de outbox"):
        return next((one for one in folders if _stands(rooms.workspace.root / one)), None)


def _stands(folder: Path) -> bool:
    """Only a manifest that is not there means that the publication is gone: what the disk refuses is raised."""
    try:
        return stat.S_ISREG((folder / "manifest.json").stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def file_findings(code: str, message: str) -> tuple[Finding, ...]:
    """The one finding of a file that could not be handled at all."""
    return (Finding(code, Severity.FOUT, "", "", message),)
