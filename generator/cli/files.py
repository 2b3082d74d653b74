"""``dossier read``, ``check`` and ``process``: one or more files, now."""

from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call

_file = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="BESTAND"
)
_files = click.argument(
    "files",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BESTAND...",
    nargs=-1,
    required=True,
)


@command("read", example="dossier read inbox/advies.pdf --json")
@_file
@json_option
@click.pass_obj
def read(call: Call, file: Path, as_json: bool) -> int:
    """Toont wat een formulier bevat, ook een formulier van iemand anders."""
    from generator.flows import judging
    from generator.wiring import hands

    with hands(call.workspace) as found:
        answers = judging.read(found, file)
    if as_json:
        output.line(
            {
                "file": str(file),
                "format": answers.format,
                "form": answers.form,
                "version": answers.version,
                "answers": {
                    name: list(value) if isinstance(value, tuple) else value
                    for name, value in answers.values.items()
                },
            }
        )
        return 0
    click.echo(f"{answers.form or 'geen formulier van ons'} {answers.version}".rstrip())
    for name, value in answers.values.items():
        click.echo(f"  {name} = {', '.join(value) if isinstance(value, tuple) else value}")
    return 0


@command("check", example="dossier check inbox/advies.pdf")
@_files
@json_option
@click.pass_obj
def check(call: Call, files: Sequence[Path], as_json: bool) -> int:
    """Kijkt formulieren na zonder iets te maken: 0 als alles goed is, 1 als er iets te verbeteren valt."""
    from generator.flows import judging
    from generator.wiring import hands

    rejected = False
    with hands(call.workspace) as found, output.progress(len(files)) as bar:
        for path, judged in judging.check(found, files):
            rejected = rejected or not judged.recipe
            output.judgement(
                path, judged.form, judged.findings, accepted=bool(judged.recipe), as_json=as_json
            )
            bar.update(1)
    return 1 if rejected else 0


@command("process", example="dossier process ~/Documenten/advies.pdf")
@_files
@json_option
@click.pass_obj
def process(call: Call, files: Sequence[Path], as_json: bool) -> int:
    """Maakt nu de documenten van een of meer formulieren; de bestanden zelf blijven staan."""
    from generator.flows import inbox
    from generator.wiring import opened

    with opened(call.workspace) as rooms:
        return output.report(inbox.process(rooms, files), as_json=as_json, total=len(files))
