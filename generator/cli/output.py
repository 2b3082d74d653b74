"""What commands print: JSON lines for programs, plain Dutch for people."""

import json
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from forms.findings import Finding, Severity
from generator.errors import DossierError
from generator.files import shown
from generator.model import Outcome, Result

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

MANY = 5
"""From so many on there is something to wait for."""
_STATUS = {Result.PUBLISHED: 0, Result.DUPLICATE: 0, Result.WAITING: 0, Result.REJECTED: 1, Result.FAILED: 3}
WORDS = {
    Result.PUBLISHED: ("gemaakt", "green"),
    Result.REJECTED: ("teruggekomen", "red"),
    Result.DUPLICATE: ("al gemaakt", "yellow"),
    Result.WAITING: ("wacht", "yellow"),
    Result.FAILED: ("niet gelukt", "red"),
}
_WORDS_AGAIN = {
    Result.REJECTED: ("blijft staan", "red"),
    Result.DUPLICATE: ("blijft staan", "green"),
    Result.WAITING: ("te maken", "yellow"),
}
"""Of a paper that stands in the outbox already."""


def line(values: Mapping[str, Any]) -> None:
    """Print one JSON object on standard output."""
    text = json.dumps(values, ensure_ascii=False)
    click.echo(text if _encodes(text) else json.dumps(values))


def _encodes(text: str) -> bool:
    """Tell whether standard output has a sign for all of a text; a file name that is none holds halves of surrogate pairs.

    What it escapes of its own accord is no JSON.
    """
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def finding_values(finding: Finding) -> dict[str, str]:
    """A finding as the contract has it (design.md §6)."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "field": finding.field,
        "label": finding.label,
        "message": finding.message,
    }


def outcome(result: Outcome, *, as_json: bool, workspace: str = "") -> None:
    """Print how one file ended, in JSON with its workspace where there are several."""
    if as_json:
        values: dict[str, Any] = {
            **({"workspace": workspace} if workspace else {}),
            "file": result.file,
            "outcome": result.outcome.value,
            "form": result.form,
            "dossier": result.dossier,
            "folder": result.folder,
            "documents": list(result.documents),
            "findings": [finding_values(finding) for finding in result.findings],
        }
        line(values | {"reason": result.reason} if result.reason else values)
        return
    words = WORDS | _WORDS_AGAIN if result.reason else WORDS
    word, colour = words[result.outcome]
    click.echo(
        f"{click.style(word, fg=colour)}: {shown(result.file)}{f'  ({result.reason})' if result.reason else ''}"
    )
    if result.folder and result.folder != result.file:
        click.echo(f"    {shown(result.folder)}")
    findings(result.findings)


def report(
    outcomes: Iterable[Outcome], *, as_json: bool, total: int = 0, stop: Callable[[], None] | None = None
) -> int:
    """Print outcomes as they come; returns the exit status (design.md §6): 3 goes before 1, and 1 before 0.

    Many files on a terminal get a progress bar on standard error; otherwise it is quiet there. ``stop``: what breaks off
    the work when nobody reads what is printed any more; then BrokenPipeError is raised once the outcomes have ended.
    """
    status = 0
    with _ended_unheard(outcomes, stop), progress(total) as bar:
        for result in outcomes:
            outcome(result, as_json=as_json)
            status = max(status, _STATUS[result.outcome])
            bar.update(0 if result.row else 1)
    return status


def report_by_workspace(
    told: Iterable[tuple[str, Outcome | DossierError]], *, as_json: bool, stop: Callable[[], None]
) -> int:
    """Print what comes from several workspaces, under their names; status and ``stop`` are as with ``report``.

    Why a workspace cannot be watched goes to standard error.
    """
    status, heading = 0, ""
    with _ended_unheard(told, stop):
        for name, one in told:
            if isinstance(one, DossierError):
                click.echo(f"{name}: {one.message}  [{one.code}]", err=True)
                continue
            if not as_json and name != heading:
                click.secho(f"{name}:", bold=True)
                heading = name
            outcome(one, as_json=as_json, workspace=name)
            status = max(status, _STATUS[one.outcome])
    return status


@contextmanager
def _ended_unheard(work: Iterable[object], stop: Callable[[], None] | None) -> Iterator[None]:
    """Where nobody reads any more, stop the work and let it come to its end: what was claimed goes back."""
    try:
        yield
    except BrokenPipeError:
        if stop is not None:
            stop()
            deque(work, maxlen=0)
        raise


def progress(total: int, label: str = "Formulieren") -> "ProgressBar[int]":
    """A progress bar on standard error; hidden for a few files, and where nobody looks."""
    hidden = total < MANY or not sys.stderr.isatty()
    return click.progressbar(length=total, label=label, file=sys.stderr, hidden=hidden)


def judgement(file: str, form: str, found: tuple[Finding, ...], *, accepted: bool, as_json: bool) -> None:
    """Print whether a file would be accepted, with its findings."""
    if as_json:
        outcome_word = "accepted" if accepted else "rejected"
        values = [finding_values(finding) for finding in found]
        line({"file": file, "outcome": outcome_word, "form": form, "findings": values})
        return
    words = click.style("in orde", fg="green") if accepted else click.style("te verbeteren", fg="red")
    click.echo(f"{words}: {shown(file)}")
    findings(found)


def findings(found: tuple[Finding, ...]) -> None:
    """Print findings for a person, one a line, with their weight; what is only good to know stays out."""
    for finding in found:
        if finding.severity is Severity.INFO:
            continue
        click.echo(f"    {finding.severity.value:<13} {shown(finding.message)}  ({finding.code})")
