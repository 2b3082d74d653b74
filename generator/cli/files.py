"""``dossier read``, ``check``, ``process`` and ``besluit``: one or more files, now."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call
from generator.files import shown

if TYPE_CHECKING:
    from generator.model import Answers

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
        for one in answers.rows or (answers,):
            output.line(_as_read(file, answers, one))
        return 0
    click.echo(f"{shown(answers.form) or 'geen formulier van ons'} {shown(answers.version)}".rstrip())
    for one in answers.rows or (answers,):
        if one.row:
            click.secho(f"rij {one.row}", bold=True)
        for name, value in one.values.items():
            click.echo(f"  {shown(name)} = {_lines(', '.join(value) if isinstance(value, tuple) else value)}")
        for fault in one.faults:
            click.echo(f"  {shown(fault.field)}: {shown(fault.message)}  ({fault.code})")
    return 0


def _lines(value: str) -> str:
    return "\n".join(map(shown, value.split("\n")))


def _as_read(file: Path, whole: "Answers", one: "Answers") -> dict[str, object]:
    """What a file holds, or one row of a batch sheet; ``row`` and ``faults`` only where there are any."""
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in one.values.items()}
    told: dict[str, object] = {
        "file": str(file),
        "format": whole.format,
        "form": whole.form,
        "version": whole.version,
        "answers": values,
    }
    if one.row:
        told["row"] = one.row
    if one.faults:
        told["faults"] = [
            {"field": fault.field, "code": fault.code, "message": fault.message} for fault in one.faults
        ]
    return told


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
            rejected = rejected or not judged.accepted
            for one in judged.rows or (judged,):
                file = f"{path} (rij {one.row})" if one.row else str(path)
                output.judgement(file, one.form, one.findings, accepted=one.accepted, as_json=as_json)
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
        outcomes = inbox.process(rooms, files)
        return output.report(outcomes, as_json=as_json, total=len(files), stop=rooms.workers.stop)


@command("besluit", example="dossier besluit besluitenlijst.docx")
@_files
@json_option
@click.pass_obj
def besluit(call: Call, files: Sequence[Path], as_json: bool) -> int:
    """Maakt van een ingevulde besluitenlijst de besluiten, de brieven aan de cliënten en de notulen."""
    from generator import catalog
    from generator.flows import inbox
    from generator.wiring import opened

    with opened(call.workspace) as rooms:
        outcomes = inbox.process(rooms, files, only=catalog.DECISION_LIST.id)
        return output.report(outcomes, as_json=as_json, total=len(files), stop=rooms.workers.stop)
