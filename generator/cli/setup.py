"""``dossier init`` and ``config``: a workspace, and its settings."""

from pathlib import Path

import click

from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call


@command("init", example="dossier init /srv/welzijnshuis")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False, metavar="[MAP]")
@click.pass_obj
def init(call: Call, folder: Path | None) -> None:
    """Maakt een werkmap: inbox, outbox, en lege formulieren in de map formulieren."""
    from generator.flows import blanks
    from generator.model import Workspace

    workspace = Workspace((folder or call.workspace).absolute())
    made = blanks.make_workspace(workspace)
    click.echo(f"Werkmap klaar: {workspace.root}")
    for path in made.written:
        click.echo(f"    {path.relative_to(workspace.root)}")
    if made.left:
        click.echo(
            "Dit blijft staan, want het is ingevuld of geen leeg formulier. Zet het ergens anders, en doe dossier init opnieuw:"
        )
    for path in made.left:
        click.echo(f"    {path.relative_to(workspace.root)}")


@command("config", example="dossier config --json")
@json_option
@click.pass_obj
def config(call: Call, as_json: bool) -> None:
    """Toont elke instelling met haar waarde en waar die vandaan komt."""
    from generator import settings

    loaded = settings.load(call.workspace).model_dump(mode="json")
    for name, origin in settings.origins(call.workspace).items():
        section, key = name.split(".")
        value = loaded[section][key]
        if as_json:
            output.line({"setting": name, "value": value, "origin": origin})
        else:
            click.echo(f"{name:<24} {value!s:<40} {origin}")
