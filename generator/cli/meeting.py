"""``dossier meeting``: the papers of a session of the board."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from generator.flows.meeting import Held, Wanted
    from generator.flows.points import Item
    from generator.model import Session


@command("meeting", example='dossier meeting 2026-12-03 --for "An Verlinden" --final')
@click.argument("day", type=click.DateTime(("%Y-%m-%d", "%d/%m/%Y")), metavar="DATUM")
@click.option(
    "--organ",
    type=click.Choice(("BCSD", "vast_bureau")),
    default="BCSD",
    help="Het orgaan (standaard: BCSD).",
)
@click.option("--anonymous", is_flag=True, help="Maak er ook een bundel zonder namen bij.")
@click.option("--for", "holders", multiple=True, metavar="NAAM", help="Een exemplaar op naam; mag meermaals.")
@click.option("--final", is_flag=True, help="Leg de bundel vast: wat later komt, gaat in een supplement.")
@click.option("--duplex", is_flag=True, help="Elk punt begint op een voorkant, voor dubbelzijdig afdrukken.")
@click.option("--dry-run", is_flag=True, help="Zeg wat erin zou zitten, en maak niets.")
@json_option
@click.pass_obj
def meeting(  # noqa: PLR0913, PLR0917 - one a flag of the contract
    call: Call,
    day: datetime,
    organ: str,
    anonymous: bool,
    holders: Sequence[str],
    final: bool,
    duplex: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Maakt de agenda, de bundel en het controleblad van een zitting.

    Alles komt in outbox/zittingen. Exitstatus 1: er is minstens één punt niet opgenomen; het controleblad zegt waarom.
    """
    from generator.flows.meeting import Wanted
    from generator.model import Session

    wanted = Wanted(anonymous, final, duplex, tuple(holders))
    held = _run(call, Session(organ, day.date()), None if dry_run else wanted)
    _tell(held, dry_run=dry_run, as_json=as_json)
    return 1 if any(item.reason for item in held.items) else 0


def _run(call: Call, session: "Session", wanted: "Wanted | None") -> "Held":
    from generator.flows import meeting as flow
    from generator.wiring import hands

    with hands(call.workspace) as found, output.progress(output.MANY, label="Zitting") as bar:
        steps = _Bar(bar)
        return flow.hold(found, session, wanted, steps) if wanted else flow.look(found, session, steps)


class _Bar:
    """Shows on a progress bar how far a session is."""

    def __init__(self, bar: "ProgressBar[int]") -> None:
        self._bar = bar
        self._bar.length = 0

    def expect(self, more: int) -> None:
        """Make the bar longer."""
        self._bar.length = (self._bar.length or 0) + more

    def done(self) -> None:
        """Move on."""
        self._bar.update(1)


def _tell(held: "Held", *, dry_run: bool, as_json: bool) -> None:
    for item in held.items:
        if as_json:
            output.line(_as_values(item))
        else:
            _for_a_person(item)
    if as_json:
        output.line(_session_values(held, dry_run=dry_run))
        return
    for remark in held.remarks:
        click.echo(remark, err=True)
    if dry_run:
        click.echo("Er is niets gemaakt (--dry-run).")
    elif held.documents:
        click.echo(held.folder)
        for document in held.documents:
            click.echo(f"    {document.rpartition('/')[2]}")
    else:
        click.echo(f"Niets nieuws voor de definitieve bundel in {held.folder}")


def _for_a_person(item: "Item") -> None:
    state, colour = ("niet opgenomen", "red") if item.reason else ("in de bundel", "green")
    click.echo(f"{click.style(state, fg=colour)}: {item.number}  {item.dossier}  {item.subject}".rstrip())
    if item.reason:
        click.echo(f"    {item.reason}")
    found = item.found
    if found is None:
        return
    for gap in found.missing:
        click.echo(f"    ontbreekt: {gap}")
    if found.late:
        click.echo(f"    te laat: {found.late}")
    for note in item.notes:
        click.echo(f"    {note}")
    output.findings(tuple(remark.finding for remark in found.remarks))


def _as_values(item: "Item") -> dict[str, object]:
    found = item.found
    return {
        "item": item.number,
        "dossier": item.dossier,
        "outcome": "left_out" if item.reason else "included",
        "reason": item.reason,
        "subject": item.subject,
        "missing": list(found.missing) if found else [],
        "late": found.late if found else "",
        "notes": list(item.notes),
        "documents": [draft.heading for draft in item.drafts] if not item.reason else [],
        "findings": [output.finding_values(remark.finding) for remark in found.remarks] if found else [],
    }


def _session_values(held: "Held", *, dry_run: bool) -> dict[str, object]:
    return {
        "session": f"{held.session.day.isoformat()} {held.session.organ}",
        "organ": held.session.organ,
        "date": held.session.day.isoformat(),
        "folder": "" if dry_run else held.folder,
        "documents": list(held.documents),
        "included": sum(not item.reason for item in held.items),
        "left_out": sum(bool(item.reason) for item in held.items),
        "final": held.final,
        "supplement": held.supplement,
        "dry_run": dry_run,
        "remarks": list(held.remarks),
    }
