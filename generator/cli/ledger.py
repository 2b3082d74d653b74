"""``dossier ledger``: the index of what happened."""

from typing import TYPE_CHECKING

import click

from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call
from generator.files import shown

if TYPE_CHECKING:
    from generator.flows.index import Rebuilt


@click.group(
    "ledger",
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [ARGUMENTEN]...",
    epilog="Voorbeeld:  dossier ledger rebuild",
)
def ledger() -> None:
    """Het register: wat er met elk bestand gebeurde."""


@command("rebuild", example="dossier ledger rebuild")
@json_option
@click.pass_obj
def rebuild(call: Call, as_json: bool) -> int:
    """Maakt het register opnieuw uit wat in de outbox staat; een beschadigd register wordt opzij gezet.

    Stop eerst dossier watch. De papieren zelf blijven zoals ze zijn. Exitstatus 3: er is een map waarvan het
    manifest.json niet te gebruiken is; zet dat terug uit een reservekopie.
    """
    from generator.flows import index
    from generator.wiring import hands

    with hands(call.workspace) as found:
        rebuilt = index.rebuild(found)
    if as_json:
        output.line(
            {
                "publications": rebuilt.publications,
                "aside": rebuilt.aside,
                "begun": rebuilt.begun,
                "unread": list(rebuilt.unread),
            }
        )
    else:
        _tell(rebuilt)
    return 3 if rebuilt.unread else 0


ledger.add_command(rebuild)


def _tell(rebuilt: "Rebuilt") -> None:
    click.echo(f"Het register kent nu {rebuilt.publications} papieren uit de outbox.")
    if rebuilt.aside:
        click.echo(f"Het beschadigde register heet nu {rebuilt.aside}.")
    if rebuilt.begun:
        click.echo(
            "Wat terugkwam of al gemaakt was, staat er niet meer in. Wat nu in inbox/te-verbeteren ligt, wordt opnieuw "
            "nagekeken."
        )
    for folder in rebuilt.unread:
        click.echo(f"manifest.json niet te gebruiken: {shown(str(folder))}", err=True)
