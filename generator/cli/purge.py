"""``dossier purge``: removes a dossier for good, or what was kept long enough."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from generator import dutch
from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call

if TYPE_CHECKING:
    from pathlib import Path

    from generator.flows.belongings import Belongings
    from generator.flows.purge import Receipt
    from generator.wiring import Rooms

_KINDS = {
    "archive": "bewaard formulier",
    "session": "zitting",
    "dossier": "dossier",
    "version": "oude versie",
}


@command("purge", example="dossier purge KB-2026-00042 --dry-run   of   dossier purge --expired")
@click.argument("number", metavar="[DOSSIER]", required=False)
@click.option(
    "--expired", is_flag=True, help="Alles waarvan de bewaartijd voorbij is (instellingen [retention])."
)
@click.option("--dry-run", "dry", is_flag=True, help="Zegt wat er weg zou gaan, en verwijdert niets.")
@click.option("--yes", "sure", is_flag=True, help="Vraagt niet om bevestiging.")
@json_option
@click.pass_obj
def purge(call: Call, number: str | None, expired: bool, dry: bool, sure: bool, as_json: bool) -> None:
    """Verwijdert voorgoed alles van een dossier, of alles waarvan de bewaartijd voorbij is.

    Wat ook over anderen gaat (de bundel van een zitting, een lijst), blijft staan en wordt genoemd. Er blijft een bewijs
    zonder persoonsgegevens. Reservekopieën bereikt dit niet.
    """
    from generator.wiring import opened

    if bool(number) == expired:
        raise click.UsageError("Noem één dossier, of kies --expired.")
    if as_json and not (dry or sure):
        raise click.UsageError("Met --json wordt niets gevraagd: geef --yes, of --dry-run.")
    tell = _Tell(dry=dry, sure=sure, as_json=as_json)
    with opened(call.workspace) as rooms:
        if number:
            _one(rooms, number, tell)
        else:
            _expired(rooms, tell)


class _Tell:
    """Tells what goes, asks, and tells what went."""

    def __init__(self, *, dry: bool, sure: bool, as_json: bool) -> None:
        self._dry, self._sure, self._as_json = dry, sure, as_json

    def thing(self, what: str, where: str, outcome: str = "purged", why: str = "") -> None:
        """Tell one thing that goes, or that stays."""
        if self._as_json:
            shown = "planned" if self._dry and outcome == "purged" else outcome
            output.line({"what": what, "where": where, "outcome": shown, "reason": why})
        else:
            word = (
                click.style("blijft", fg="yellow") if outcome == "left" else click.style("gaat weg", fg="red")
            )
            click.echo(f"{word}: {where}{f'  ({why})' if why else ''}")

    def go(self, do: Callable[[], "list[Receipt]"]) -> None:
        """Do it, unless it is only looked at or the user thinks better of it."""
        if self._dry:
            self.say("Er is niets verwijderd (--dry-run).")
            return
        if not self._sure:
            asked = "Dit kan niet ongedaan gemaakt worden. Doorgaan?"
            if click.prompt(asked, type=click.Choice(("ja", "nee")), default="nee", err=True) != "ja":
                raise click.Abort
        receipts = do()
        for receipt in receipts if self._as_json else ():
            output.line({"what": "receipt", "at": receipt.at, "files": receipt.files, "outcome": "purged"})
        self.say(f"Verwijderd: {_files(sum(receipt.files for receipt in receipts))}.")

    def say(self, words: str) -> None:
        """Tell a person."""
        if not self._as_json:
            click.echo(words)


def _one(rooms: "Rooms", number: str, tell: _Tell) -> None:
    from generator.errors import UsageFault
    from generator.flows.belongings import belongings
    from generator.flows.purge import count_files, purge, receipt_of

    found = belongings(rooms, number)
    if found.nothing:
        before = receipt_of(rooms.workspace, number)
        if before is None:
            message = f"Van dossier {number} is hier niets. Kijk het nummer na."
            raise UsageFault("DOSSIER-ONBEKEND", message)
        day = dutch.short_date(datetime.fromisoformat(before.at).astimezone().date())
        tell.thing("dossier", number, "gone", f"gewist op {day}")
    for what, path in _things(found):
        tell.thing(what, path.relative_to(rooms.workspace.root).as_posix(), why=_files(count_files(path)))
    if found.known:
        tell.thing("ledger", "register", why=f"{found.known} uitkomsten")
    for each in found.left:
        tell.thing("mention", each.where, "left", each.why)
    if not found.nothing:
        tell.go(lambda: [purge(rooms, [path for _, path in _things(found)], number, found.jobs)])


def _things(found: "Belongings") -> "list[tuple[str, Path]]":
    return [
        *(("dossier", path) for path in found.folders),
        *(("archive", path) for path in found.archived),
        *(("returned", path) for path in found.returned),
    ]


def _files(count: int) -> str:
    return f"{count} {'bestand' if count == 1 else 'bestanden'}"


def _expired(rooms: "Rooms", tell: _Tell) -> None:
    from generator.flows.belongings import all_belongings
    from generator.flows.expiry import expired
    from generator.flows.purge import purge

    found = list(expired(rooms.workspace, rooms.settings.retention, date.today()))
    for each in found:
        where = each.path.relative_to(rooms.workspace.root).as_posix()
        tell.thing(each.kind, where, why=f"{_KINDS[each.kind]} van {dutch.short_date(each.since)}")
    if not found:
        tell.say("Er is niets waarvan de bewaartijd voorbij is.")
        return

    def go() -> "list[Receipt]":
        whole = all_belongings(rooms, [each.dossier for each in found if each.dossier])
        rest = [each.path for each in found if not each.dossier]
        receipts = [
            purge(rooms, [path for _, path in _things(of)], number, of.jobs) for number, of in whole.items()
        ]
        return [*receipts, *([purge(rooms, rest)] if rest else [])]

    tell.go(go)
