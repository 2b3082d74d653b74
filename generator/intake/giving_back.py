"""The ways out of intake: back to the filler, into the archive, or nothing left."""

import os
from pathlib import Path

from generator import permissions
from generator.errors import OperatorFault
from generator.files import copy_new, disk_faults, replace_whole, safe_name, sync_folder
from generator.intake import jobs
from generator.intake.jobs import Job
from generator.intake.placing import leads_out, move_new, numbered, same_bytes
from generator.model import Claimed, Workspace, report_of
from generator.permissions import PRIVATE_FOLDER, make_folder


def give_back(claimed: Claimed, workspace: Workspace, report: str, marked: bytes | None = None) -> Path:
    """Put a copy in ``inbox/te-verbeteren/`` with its report beside it: ``marked``, or else the original as it is.

    ``report`` is plain Dutch; the file ``NAME.fouten.txt`` is UTF-8 with Windows line ends. The report stands
    there before the copy appears. Returns the path of the copy. May be repeated after a crash at any point.
    Raises OperatorFault when disk or share refuse, ``INBOX-KOPPELING`` when that folder is none, or a link out of the inbox.
    """
    with disk_faults("de map te-verbeteren"):
        _check(workspace)
        job = jobs.job_of(claimed)
        if marked is not None:
            replace_whole(job.marked, marked, mode=0o600)
        text = "\r\n".join(report.splitlines()) + "\r\n"
        replace_whole(job.report, text.encode(), mode=0o600)  # from here on a restart ends the return
        return _return(job, workspace.returned, text.encode())


def resume_return(job: Job, workspace: Workspace) -> None:
    """Finish a return that a crash cut off. Raises OSError when disk or share refuse, OperatorFault as ``give_back``."""
    _check(workspace)
    _return(job, workspace.returned, job.report.read_bytes())


def forget_report(claimed: Claimed, workspace: Workspace) -> None:
    """Remove the old report of a form that came to its end, wherever it was mended, unless a form of that name lies beside it.

    Raises OperatorFault when disk or share refuse.
    """
    with disk_faults("de map te-verbeteren"):
        form = workspace.returned / safe_name(claimed.name)
        report = report_of(form)
        if not os.path.lexists(form) and report.is_file():
            report.unlink(missing_ok=True)


def archive(claimed: Claimed, workspace: Workspace) -> Path:
    """Move the original to ``.dossier/archive/JJJJ/JOB/NAME``; returns where it stands."""
    with disk_faults("het archief"):
        folder = workspace.archive / claimed.job[:4] / claimed.job
        make_folder(folder, PRIVATE_FOLDER)
        for parent in (folder.parent, workspace.archive, workspace.state):
            sync_folder(parent)
        target = folder / claimed.path.name
        claimed.path.rename(target)
        sync_folder(folder)
        sync_folder(claimed.path.parent)
        return target


def finish(claimed: Claimed) -> None:
    """Remove the job and what is left in it. Only when everything that comes of it stands elsewhere."""
    with disk_faults("de werkmap"):
        jobs.drop(jobs.job_of(claimed))


def _check(workspace: Workspace) -> None:
    """Before anything is certain: what cannot come back waits by itself, and holds up no other."""
    folder = workspace.returned
    if leads_out(folder, workspace.inbox) or (os.path.lexists(folder) and not folder.is_dir()):
        raise OperatorFault(
            "INBOX-KOPPELING",
            "In de inbox staat op de plaats van de map te-verbeteren een bestand of een koppeling naar buiten. Haal dat weg; "
            "de map komt dan vanzelf terug.",
        )


def _return(job: Job, folder: Path, report: bytes) -> Path:
    mendable = permissions.current().inbox
    make_folder(folder, permissions.current().inbox_folder)
    source = job.marked if job.marked.exists() else job.original
    copy = folder / job.passing
    copy.unlink(missing_ok=True)
    for target in map(folder.joinpath, numbered(safe_name(job.name))):
        if report_of(target).is_dir():  # nothing can take that place
            continue
        if same_bytes(source, target):
            replace_whole(report_of(target), report, mode=mendable)
            return target
        if os.path.lexists(target):
            continue
        replace_whole(report_of(target), report, mode=mendable)
        if not copy.exists():
            with source.open("rb") as content:
                copy_new(content, copy, mode=mendable)
        try:
            move_new(copy, target)
        except FileExistsError:
            report_of(target).unlink()
            continue
        break
    sync_folder(folder)
    return target
