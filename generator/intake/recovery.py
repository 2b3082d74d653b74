"""After a stop: every job that had not ended is put back where it began, or brought to its end.

Jobs that another living process has in hand are let alone. A process that calls this has none in hand itself.
"""

import time
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.files import disk_faults, sha256_of
from generator.intake import jobs, presence
from generator.intake.claiming import give_up, holds_file
from generator.intake.giving_back import archive, forget_report, resume_return
from generator.intake.jobs import Job
from generator.model import Workspace

_STALE_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Undone:
    """A job that starts anew; ``returns_to`` is where its file was dropped."""

    job: str
    returns_to: Path


def leftovers(workspace: Workspace) -> frozenset[str]:
    """Ids of the jobs that had not ended when their process stopped."""
    with disk_faults("de werkmap"):
        return frozenset(job.id for job in jobs.left_over(workspace))


def elsewhere(workspace: Workspace) -> frozenset[str]:
    """Ids of the jobs that other processes have in hand now. Raises OperatorFault when the disk refuses."""
    with disk_faults("de werkmap"):
        return jobs.elsewhere(workspace)


def leave(workspace: Workspace) -> None:
    """Be at work here no longer: what this process left in hand is from now on that of nobody. Raises OSError."""
    presence.leave(workspace.present)


def recover(
    workspace: Workspace,
    published: Container[str] = frozenset(),
    kept_otherwise: Container[str] = frozenset(),
) -> Iterator[Undone]:
    """Clear the work folder; only while no other process does so.

    ``published`` are the leftovers whose publication stands in the outbox and the ledger: of these nothing is done
    again; ``kept_otherwise`` are those among them whose publication does not hold the original byte for byte, so that
    it goes to the archive. A return that had begun is ended. All others are undone: each is yielded just before its file goes back,
    so that the ledger forgets it first; were it the other way round, a second crash in between would leave the
    outcome of a job that no longer exists. Raises OperatorFault when disk or share refuse; then nothing is lost and
    a next call goes on.
    """
    with disk_faults("de inbox of de werkmap"):
        left = jobs.left_over(workspace)
        _sweep_halves(workspace, {job.passing for job in left})
        for job in left:
            if job.id in published:
                _end_published(job, workspace, to_archive=job.id in kept_otherwise)
            elif job.report.exists():
                _end_return(job, workspace)
            else:
                if holds_file(job):
                    yield Undone(job.id, job.dropped_at)
                give_up(job, workspace)
        presence.sweep(workspace.present)


def _sweep_halves(workspace: Workspace, ours: Container[str]) -> None:
    """Remove what was on its way to its place at a stop.

    While others are at work, here or on another machine, what is fresh may be theirs.
    """
    alone = workspace.own_state is None and not presence.others(workspace.present)
    stale = time.time() - _STALE_SECONDS
    for folder in (workspace.returned, workspace.state, workspace.compiled):
        for half in folder.glob(".*.nieuw"):
            if alone or half.name in ours or half.lstat().st_mtime < stale:
                half.unlink(missing_ok=True)


def _end_published(job: Job, workspace: Workspace, *, to_archive: bool) -> None:
    if job.original.exists():
        claimed = job.claimed(sha256_of(job.original))
        forget_report(claimed, workspace)
        if to_archive:
            archive(claimed, workspace)
    jobs.drop(job)


def _end_return(job: Job, workspace: Workspace) -> None:
    if job.original.exists():
        resume_return(job, workspace)
        archive(job.claimed(sha256_of(job.original)), workspace)
    jobs.drop(job)
