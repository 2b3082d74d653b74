"""``dossier show`` and ``deadlines``: what a dossier holds, and what is due."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import dutch
from generator.cli import output
from generator.cli.dutch_click import command, day, json_option
from generator.cli.main import Call
from generator.files import shown

if TYPE_CHECKING:
    from forms.terms import Term
    from generator.flows.overview import Overview, Published
    from generator.model import Workspace

_COLOURS = {"LATE": "red", "OPEN": "yellow", "DONE": "green"}


@command("show", example="dossier show KB-2026-00042")
@click.argument("number", metavar="NUMMER")
@json_option
@click.pass_obj
def show(call: Call, number: str, as_json: bool) -> None:
    """Toont een dossier: papieren, fase, termijnen en wat ontbreekt."""
    from generator.flows.overview import overview
    from generator.wiring import hands

    with hands(call.workspace) as found:
        _tell_damaged(found.workspace, number)
        seen = overview(found.workspace, found.settings, number, date.today())
    if as_json:
        output.line(_values(seen))
    else:
        _print(seen)


@command("deadlines", example="dossier deadlines --until 31/12/2026 --ics termijnen.ics")
@click.option(
    "--until",
    type=day,
    metavar="DATUM",
    help="Tot en met deze dag, bijvoorbeeld 31/12/2026 (standaard: alles).",
)
@click.option(
    "--ics",
    "calendar",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Schrijft ze ook als kalender voor Outlook (.ics), met het dossiernummer en zonder namen.",
)
@json_option
@click.pass_obj
def deadlines(call: Call, until: date | None, calendar: Path | None, as_json: bool) -> None:
    """Toont wat er in alle dossiers nog moet gebeuren, op volgorde van de dag; wat te laat is staat vooraan."""
    from generator.flows.deadlines import due, write_calendar
    from generator.wiring import hands

    today = date.today()
    with hands(call.workspace) as found:
        _tell_damaged(found.workspace)
        norms = found.settings.norms
        listed = due(found.workspace, norms, today, until)
    if calendar is not None:
        write_calendar(calendar, listed)
    for each in listed:
        if as_json:
            output.line({"dossier": each.dossier, **_term_values(each.term, today)})
        else:
            click.echo(f"{each.dossier:<16} {_term(each.term, today)}")


def _tell_damaged(workspace: "Workspace", number: str = "") -> None:
    """Say on standard error that papers are left out of what follows."""
    from generator.flows.papers import damaged

    if told := damaged(workspace, number):
        click.echo(f"{told} Wat volgt, houdt daar geen rekening mee: dossier verify zegt welke.", err=True)


def _values(seen: "Overview") -> dict[str, object]:
    """A dossier as one JSON object."""
    phase = seen.phase
    return {
        "dossier": seen.number,
        "phase": phase
        and {
            "phase": phase.phase.value,
            "label": phase.phase.label,
            "day": str(phase.day),
            "from": phase.title,
        },
        "closed": seen.closed,
        "papers": [{**_publication(paper), "latest": paper.latest} for paper in seen.papers],
        "attachments": [_publication(paper) for paper in seen.attachments],
        "deadlines": [_term_values(term, seen.today) for term in seen.terms],
        "missing": list(seen.missing),
        "findings": [{"paper": title, **output.finding_values(finding)} for title, finding in seen.findings],
    }


def _publication(paper: "Published") -> dict[str, object]:
    return {
        "form": paper.form,
        "title": paper.title,
        "day": paper.day,
        "published_at": paper.published_at,
        "folder": paper.folder,
    }


def _term_values(term: "Term", today: date) -> dict[str, object]:
    return {
        "what": term.what,
        "day": str(term.day),
        "rule": term.rule,
        "on": str(term.on) if term.on else None,
        "state": term.state(today).value,
        "late": term.late(today),
    }


def _term(term: "Term", today: date) -> str:
    """``24/06/2026  te laat  GPMI (3 maanden na de toekenning)``."""
    state = term.state(today)
    word = click.style(f"{state.value:<8}", fg=_COLOURS.get(state.name))
    on = ""
    if term.on is not None:
        late = ", te laat" if term.late(today) else ""
        happened = "gebeurd" if state.name == "DONE" else "gepland"
        on = f"; {happened} op {dutch.short_date(term.on)}{late}"
    return f"{dutch.short_date(term.day)}  {word}  {term.what} ({term.rule}{on})"


def _print(seen: "Overview") -> None:
    closed = "  (afgesloten: geweigerd of stopgezet)" if seen.closed else ""
    click.secho(f"Dossier {seen.number}{closed}", bold=True)
    if seen.phase is not None:
        where = f"{seen.phase.title} van {dutch.short_date(seen.phase.day)}"
        click.echo(f"  fase {seen.phase.phase.label}  ({where})")
    _heading("Papieren", [_paper(paper) for paper in seen.papers])
    _heading("Bijlagen", [_paper(paper) for paper in seen.attachments])
    _heading("Termijnen", [_term(term, seen.today) for term in seen.terms])
    _heading("Ontbreekt", list(seen.missing))
    remarks = [
        f"{title} – {finding.severity.value}: {finding.message}  ({finding.code})"
        for title, finding in seen.findings
    ]
    _heading("Op te volgen", remarks)


def _paper(paper: "Published") -> str:
    mark = "*" if paper.latest else " "
    return f"{mark} {dutch.short_date(date.fromisoformat(paper.day))}  {paper.title:<22} {paper.folder}"


def _heading(title: str, lines: list[str]) -> None:
    if lines:
        click.secho(f"\n{title}", bold=True)
        for line in lines:
            click.echo(f"  {shown(line)}")
