"""After a crash: every job that had not ended is put back where it began, or brought to its end."""

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.files import disk_faults, sha256_of
from generator.intake import jobs
from generator.intake.claiming import give_up, holds_file
from generator.intake.giving_back import archive, forget_report, resume_return
from generator.intake.jobs import Job
from generator.model import Workspace


@dataclass(frozen=True, slots=True)
class Undone:
    """A job that starts anew; ``returns_to`` is where its file was dropped."""

    job: str
    returns_to: Path


def leftovers(workspace: Workspace) -> frozenset[str]:
    """Ids of the jobs that had not ended when the program stopped."""
    with disk_faults("de werkmap"):
        return frozenset(job.id for job in jobs.read_all(workspace))


def recover(
    workspace: Workspace,
    published: Container[str] = frozenset(),
    kept_otherwise: Container[str] = frozenset(),
    only: Collection[str] | None = None,
) -> Iterator[Undone]:
    """Clear the work folder at start; call it under the workspace's lock only, for a running job looks the same.

    With ``only``, the ids of jobs of this very process that could not be ended, it may be called at any time.

    ``published`` are the leftovers whose publication stands in the outbox and the ledger: of these nothing is done
    again; ``kept_otherwise`` are those among them whose publication does not hold the original byte for byte, so that
    it goes to the archive. A return that had begun is ended. All others are undone: each is yielded just before its file goes back,
    so that the ledger forgets it first; were it the other way round, a second crash in between would leave the
    outcome of a job that no longer exists. Raises OperatorFault when disk or share refuse; then nothing is lost and
    a next call goes on.
    """
    with disk_faults("de inbox of de werkmap"):
        for job in _found(workspace, only):
            if job.id in published:
                _end_published(job, workspace, to_archive=job.id in kept_otherwise)
            elif job.report.exists():
                _end_return(job, workspace)
            else:
                if holds_file(job):
                    yield Undone(job.id, job.dropped_at)
                give_up(job)


def _found(workspace: Workspace, only: Collection[str] | None) -> list[Job]:
    if only is not None:
        return jobs.read_some(workspace, only)
    for half in workspace.returned.glob(".*.nieuw"):
        half.unlink()
    return jobs.read_all(workspace)


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
