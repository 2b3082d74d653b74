"""``dossier purge``: removes a dossier for good, or what was kept long enough."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from generator import dutch
from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call
from generator.files import shown

if TYPE_CHECKING:
    from pathlib import Path

    from generator.flows.belongings import Belongings
    from generator.flows.expiry import Expired
    from generator.flows.purge import Receipt
    from generator.wiring import Rooms

_KINDS = {
    "archive": "bewaard formulier",
    "session": "zitting",
    "dossier": "dossier",
    "version": "oude versie",
}
_WORDS = {"purged": ("gaat weg", "red"), "left": ("blijft", "yellow"), "gone": ("al weg", "green")}


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
        self._dry, self.sure, self._as_json = dry, sure, as_json

    def thing(self, what: str, where: str, outcome: str = "purged", why: str = "") -> None:
        """Tell one thing that goes, or that stays."""
        if self._as_json:
            told = "planned" if self._dry and outcome == "purged" else outcome
            output.line({"what": what, "where": where, "outcome": told, "reason": why})
        else:
            word, colour = _WORDS[outcome]
            click.echo(f"{click.style(word, fg=colour)}: {shown(where)}{f'  ({why})' if why else ''}")

    def go(self, do: Callable[[], "list[Receipt]"]) -> None:
        """Do it, unless it is only looked at or the user thinks better of it."""
        if self._dry:
            self.say("Er is niets verwijderd (--dry-run).")
            return
        if not self.sure:
            asked = "Dit kan niet ongedaan gemaakt worden. Doorgaan?"
            if click.prompt(asked, type=click.Choice(("ja", "nee")), default="nee", err=True) != "ja":
                self.say("Er is niets verwijderd.")
                return
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
    from generator.flows.belongings import belongings, where
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
        tell.thing(what, where(rooms.workspace, path), why=_files(count_files(path)))
    if found.known:
        tell.thing("ledger", "register", why=_outcomes(found.known))
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
    return dutch.counted(count, "bestand", "bestanden")


def _outcomes(count: int) -> str:
    return dutch.counted(count, "uitkomst", "uitkomsten")


def _expired(rooms: "Rooms", tell: _Tell) -> None:
    from generator.flows.belongings import where
    from generator.flows.expiry import expired
    from generator.flows.purge import purge

    def found() -> "dict[Path, Expired]":
        return {each.path: each for each in expired(rooms, rooms.settings.retention, date.today())}

    told = found()
    for each in told.values():
        _tell_expired(rooms, each, tell)
    _tell_mentions(rooms, told.values(), tell)
    going = [each for each in told.values() if each.paths]
    if not going:
        tell.say("Er is niets waarvan de bewaartijd voorbij is." if not told else "Er is niets verwijderd.")
        return

    def go() -> "list[Receipt]":
        now = told if tell.sure else found()
        still = [each for each in going if each.path in now and now[each.path].paths == each.paths]
        for each in going:
            if each not in still:
                tell.thing(each.kind, where(rooms.workspace, each.path), "left", "er kwam intussen iets bij")
        whole = [purge(rooms, each.paths, each.dossier, each.jobs) for each in still if each.dossier]
        parts = [path for each in still if not each.dossier for path in each.paths]
        return [*whole, *([purge(rooms, parts)] if parts else [])]

    tell.go(go)


def _tell_expired(rooms: "Rooms", each: "Expired", tell: _Tell) -> None:
    """Tell what goes, each thing of a dossier by itself."""
    from generator.flows.belongings import where

    home, why = where(rooms.workspace, each.path), f"{_KINDS[each.kind]} van {dutch.short_date(each.since)}"
    if each.underway:
        tell.thing(each.kind, home, "left", f"{why}, maar een formulier ervan {each.underway}")
        return
    tell.thing(each.kind, home, why=why)
    if each.belongings:
        for path in each.belongings.archived:
            tell.thing("archive", where(rooms.workspace, path), why=f"van {each.dossier}")
        if each.belongings.known:
            tell.thing("ledger", "register", why=f"{_outcomes(each.belongings.known)} van {each.dossier}")


def _tell_mentions(rooms: "Rooms", found: Collection["Expired"], tell: _Tell) -> None:
    """Tell once what stays of the dossiers that go, unless it goes too."""
    from generator.flows.belongings import where

    going = {where(rooms.workspace, path) for each in found for path in each.paths}
    left = (one for each in found if each.paths and each.belongings for one in each.belongings.left)
    for one in dict.fromkeys(left):
        if one.where not in going:
            tell.thing("mention", one.where, "left", one.why)
