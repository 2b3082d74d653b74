"""``dossier status``: what happened, what waits, and what the operator must do."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import click

from generator import dutch
from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call
from generator.files import shown
from generator.model import Result

if TYPE_CHECKING:
    from generator.flows.status import Status
    from generator.flows.watcher import Watcher
    from generator.ledger import Delay, Entry

_MUST_ACT = 3
_SHOWN = 10
_WATCHER = {
    "kijkt": ("kijkt naar de inbox", "green"),
    "inbox-weg": ("loopt, maar kan de inbox niet lezen", "red"),
    "gestopt": ("gestopt", "yellow"),
    "zwijgt": ("gestopt zonder dat iemand het stopte, of het hangt", "red"),
    "bezig": ("een andere opdracht is bezig", "yellow"),
    "nooit": ("kijkt nu niet", "yellow"),
}
_WORDS = {result: word for result, (word, _) in output.WORDS.items()}


@command("status", example="dossier status   of   dossier status --json")
@click.option(
    "--last",
    type=click.IntRange(0, 1000),
    default=_SHOWN,
    show_default=True,
    metavar="AANTAL",
    help="Hoeveel van de laatste uitkomsten getoond worden.",
)
@json_option
@click.pass_obj
def status(call: Call, last: int, as_json: bool) -> int:
    """Toont wat er gebeurd is en wat wacht. Exitstatus 3: de beheerder moet iets doen."""
    from generator.flows import status as flow
    from generator.workplace import looked_at

    workspace, settings, wrong = looked_at(call.workspace)
    seen = flow.status(workspace, datetime.now().astimezone(), last, settings, wrong)
    if as_json:
        output.line(_values(seen))
    else:
        _print(seen)
    return _MUST_ACT if seen.problems else 0


def _values(seen: "Status") -> dict[str, object]:
    return {
        "at": seen.at.isoformat(timespec="seconds"),
        "watcher": {
            "state": seen.watcher.state,
            "at": _moment(seen.watcher.at),
            "code": seen.watcher.code,
        },
        "inbox": {
            "reachable": not seen.dropped.code,
            "waiting": list(seen.dropped.waiting),
            "unknown": [{"file": left.file, "reason": left.why} for left in seen.dropped.left],
            "unreadable": seen.dropped.unreadable,
        },
        "in_hand": seen.in_hand,
        "returned": {"count": seen.returned.count, "since": _moment(seen.returned.since)},
        "delays": [_delay_values(delay) for delay in seen.ledger.delays],
        "ledger": {"healthy": not seen.ledger.code, "code": seen.ledger.code},
        "today": {result.value: count for result, count in seen.ledger.today.items()},
        "week": {result.value: count for result, count in seen.ledger.week.items()},
        "last": [_entry_values(entry) for entry in seen.ledger.last],
        "problems": [{"code": each.code, "what": each.what, "do": each.do} for each in seen.problems],
    }


def _moment(at: datetime | None) -> str | None:
    return at.astimezone().isoformat(timespec="seconds") if at else None


def _delay_values(delay: "Delay") -> dict[str, object]:
    from generator.flows.advice import advice_for

    return {
        "file": delay.file,
        "code": delay.code,
        "do": advice_for(delay.code),
        "since": _moment(delay.first),
        "tries": delay.tries,
        "next": None if delay.parked else _moment(delay.next),
        "parked": delay.parked,
    }


def _entry_values(entry: "Entry") -> dict[str, object]:
    return {
        "at": _moment(entry.at),
        "file": entry.file,
        "outcome": entry.outcome.value,
        "form": entry.form,
        "dossier": entry.dossier,
        "folder": entry.folder,
        "codes": list(entry.codes),
    }


def _print(seen: "Status") -> None:
    click.secho(f"Werkmap {seen.workspace.root}", bold=True, nl=False)
    click.echo(f"   {_when(seen.at, seen.at)}")
    click.echo()
    for head, words in _summary(seen):
        click.echo(f"  {head:<16}{words}")
    _heading("Te doen", [f"{each.what} {each.do}  ({each.code})" for each in seen.problems], "red")
    _heading(
        "Wacht op een nieuwe poging", [_delay(one, seen.at) for one in seen.ledger.delays if not one.parked]
    )
    _heading(
        "Wacht om opgenomen te worden", list(seen.dropped.waiting[:_SHOWN]), more=len(seen.dropped.waiting)
    )
    left = [f"{each.file}: {each.why}" for each in seen.dropped.left]
    _heading("Blijft liggen in de inbox", left[:_SHOWN], more=len(left))
    _heading("Laatste", [_entry(entry, seen.at) for entry in seen.ledger.last])


def _summary(seen: "Status") -> list[tuple[str, str]]:
    waiting, left = len(seen.dropped.waiting), len(seen.dropped.left)
    inbox = _count(waiting, "formulier wacht", "formulieren wachten") if waiting else "niets wacht"
    if left:
        inbox += f"; {_count(left, 'bestand blijft', 'bestanden blijven')} liggen"
    returned = "niets"
    if seen.returned.count and seen.returned.since:
        since = dutch.short_date(seen.returned.since.astimezone().date())
        returned = f"{_count(seen.returned.count, 'formulier', 'formulieren')}, het oudste sinds {since}"
    return [
        ("Programma", _watcher(seen.watcher, seen.at)),
        ("Inbox", click.style("niet te lezen", fg="red") if seen.dropped.code else inbox),
        ("In behandeling", _count(seen.in_hand, "formulier", "formulieren") if seen.in_hand else "niets"),
        ("Te verbeteren", returned),
        ("Register", click.style("niet te lezen", fg="red") if seen.ledger.code else "in orde"),
        ("Vandaag", _counts(seen.ledger.today)),
        ("Zeven dagen", _counts(seen.ledger.week)),
    ]


def _watcher(watcher: "Watcher", now: datetime) -> str:
    words, colour = _WATCHER[watcher.state]
    sign = f"; laatste teken {_when(watcher.at, now)}" if watcher.at else ""
    code = f"  ({watcher.code})" if watcher.code else ""
    return f"{click.style(words, fg=colour)}{sign}{code}"


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _counts(counted: Mapping[Result, int]) -> str:
    told = [f"{counted[result]} {word}" for result, word in _WORDS.items() if counted.get(result)]
    return ", ".join(told) or "niets"


def _when(at: datetime, now: datetime) -> str:
    """The hour for today, with the day for any other day."""
    here = at.astimezone(now.tzinfo)
    hour = f"{here:%H:%M}"
    return (
        f"om {hour}"
        if here.date() == now.date() and at is not now
        else f"{dutch.short_date(here.date())} {hour}"
    )


def _delay(delay: "Delay", now: datetime) -> str:
    from generator.flows.advice import advice_for

    tries = "1 keer" if delay.tries == 1 else f"{delay.tries} keer"
    return f"{delay.file}: {tries} geprobeerd, opnieuw {_when(delay.next, now)}. {advice_for(delay.code)}  ({delay.code})"


def _entry(entry: "Entry", now: datetime) -> str:
    where = entry.folder.removeprefix("outbox/dossiers/") or entry.dossier
    codes = "" if entry.folder else f"  ({', '.join(dict.fromkeys(entry.codes))})" if entry.codes else ""
    local = entry.at.astimezone(now.tzinfo)
    return f"{dutch.short_date(local.date())} {local:%H:%M}  {_WORDS[entry.outcome]:<13} {entry.file}  {where}{codes}".rstrip()


def _heading(title: str, lines: list[str], colour: str | None = None, *, more: int = 0) -> None:
    if not lines:
        return
    click.secho(f"\n{title}", bold=True, fg=colour)
    for line in lines:
        click.echo(f"  {shown(line)}")
    if more > len(lines):
        click.echo(f"  en nog {more - len(lines)}")
