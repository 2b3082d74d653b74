"""``dossier forms``, ``fields`` and ``schema``: what there is to fill in."""

import json

import click

from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call


@command("forms", example="dossier forms --json")
@json_option
@click.pass_obj
def forms(call: Call, as_json: bool) -> None:
    """Toont de formulieren."""
    from generator import catalog

    for kind in catalog.FORMS.values():
        template = str(catalog.find_template(kind.id, call.workspace).path)
        if as_json:
            output.line({"id": kind.id, "title": kind.title, "version": kind.version, "template": template})
        else:
            click.echo(f"{kind.id:<22} {kind.title:<24} versie {kind.version}   {template}")


@command("fields", example="dossier fields sociaal_verslag")
@click.argument("form", metavar="FORMULIER")
@json_option
def fields(form: str, as_json: bool) -> None:
    """Toont de velden van een formulier, in de volgorde van het papier."""
    from generator import catalog

    section = ""
    for spec in catalog.form_type(form).fields:
        if as_json:
            output.line(
                {
                    "name": spec.name,
                    "label": spec.label,
                    "section": spec.section,
                    "kind": spec.kind.name,
                    "required": spec.required,
                    "choices": list(spec.choices),
                    "repeats": spec.repeats,
                }
            )
            continue
        if spec.section != section:
            section = spec.section
            click.secho(f"\n{section}", bold=True)
        mark = "*" if spec.required else " "
        click.echo(f"  {mark} {spec.name:<46} {spec.kind.name:<13} {spec.label}")


@command("schema", example="dossier schema advies > advies.schema.json")
@click.argument("form", metavar="FORMULIER")
def schema(form: str) -> None:
    """Toont het JSON-schema van een formulier."""
    from generator import catalog

    click.echo(json.dumps(catalog.json_schema(catalog.form_type(form)), ensure_ascii=False, indent=2))
