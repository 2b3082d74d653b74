"""``dossier regenerate`` and ``verify``: what stands in the outbox, made again or looked after."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from generator.cli import output
from generator.cli.dutch_click import command, json_option
from generator.cli.main import Call
from generator.files import shown

if TYPE_CHECKING:
    from generator.flows.verify import Coded, Verified

_STATUS = {"same": 0, "different": 1, "failed": 3}
_WORDS = {"same": ("in orde", "green"), "different": ("verschil", "yellow"), "failed": ("niet gelukt", "red")}
_SHOWN = 12
"""Of a digest, enough signs to tell two templates apart."""


@command("regenerate", example="dossier regenerate KB-2026-00042   of   dossier regenerate --all --dry-run")
@click.argument("dossiers", nargs=-1, metavar="[DOSSIER]...")
@click.option("--all", "every", is_flag=True, help="Alle dossiers.")
@click.option("--form", default="", metavar="FORMULIER", help="Alleen de papieren van dit formulier.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    metavar="DATUM",
    help="Alleen papieren opgemaakt vanaf deze dag.",
)
@click.option("--dry-run", "dry", is_flag=True, help="Zegt wat er gemaakt zou worden, en maakt niets.")
@click.option(
    "--force",
    is_flag=True,
    help="Vervangt ook wat met de hand bewerkt is; dat gaat naar de map versies.",
)
@json_option
@click.pass_obj
def regenerate(  # noqa: PLR0913, PLR0917
    call: Call,
    dossiers: Sequence[str],
    every: bool,
    form: str,
    since: datetime | None,
    dry: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Maakt papieren opnieuw uit de bewaarde antwoorden, met de sjablonen van nu; alleen wat gewijzigd is."""
    from generator.flows.papers import Chosen
    from generator.flows.regenerate import papers_of, regenerate
    from generator.wiring import opened

    if (dossiers and every) or not (dossiers or every or form or since):
        raise click.UsageError("Noem een of meer dossiers, of kies met --all, --form of --since.")
    with opened(call.workspace) as rooms:
        papers = papers_of(rooms, Chosen(dossiers, form, since.date() if since else None))
        ended = regenerate(rooms, papers, dry=dry, force=force)
        return output.report(ended, as_json=as_json, total=len(papers))


@command("verify", example="dossier verify KB-2026-00042   of   dossier verify --code 5GC4-X59T")
@click.argument("dossiers", nargs=-1, metavar="[DOSSIER]...")
@click.option("--code", "code", metavar="CODE", help="Zoekt het papier waar deze code onderaan staat.")
@json_option
@click.pass_obj
def verify(call: Call, dossiers: Sequence[str], code: str | None, as_json: bool) -> int:
    """Kijkt na of papieren nog zijn zoals ze gemaakt zijn: 0 als alles klopt, 1 bij een verschil."""
    from generator.flows import verify
    from generator.flows.papers import Chosen, papers_of
    from generator.wiring import hands

    with hands(call.workspace) as found:
        if code is not None:
            return _find(list(verify.of_code(found.workspace, _code(code), Chosen(dossiers))), code, as_json)
        papers, status = papers_of(found.workspace, Chosen(dossiers, others=True)), 0
        with output.progress(len(papers)) as bar:
            for one in verify.verify(found, papers):
                _show(one, as_json=as_json)
                status = max(status, _STATUS[one.outcome])
                bar.update(1)
    return status


def _code(text: str) -> str:
    from generator.flows.codes import code_in

    code = code_in(text)
    if code is None:
        raise click.UsageError(
            "Een code heeft acht tekens, zoals 5GC4-X59T; 0, O, 1, I, L en U komen niet voor."
        )
    return code


def _find(coded: "Sequence[Coded]", code: str, as_json: bool) -> int:
    for one in coded:
        if as_json:
            output.line({"folder": one.folder, "dossier": one.dossier, "version": one.version})
        else:
            older = f"  (oudere versie, bewaard in versies/{one.version})" if one.version else ""
            click.echo(f"{shown(one.folder)}{older}")
    if not coded:
        click.echo(f"Geen papier in de outbox draagt de code {code}.", err=True)
    return 0 if coded else 1


def _show(one: "Verified", *, as_json: bool) -> None:
    if as_json:
        output.line(
            {
                "folder": one.folder,
                "outcome": one.outcome,
                "form": one.form,
                "dossier": one.dossier,
                "code": one.code,
                "missing": list(one.state.missing),
                "changed": list(one.state.changed),
                "extra": list(one.state.extra),
                "again": one.again,
                "reason": one.reason,
                "template": one.template,
                "engine": one.engine,
                "program": one.program,
                "fault": one.fault,
            }
        )
        return
    word, colour = _WORDS[one.outcome]
    click.echo(
        f"{click.style(word, fg=colour)}: {shown(one.folder)}{f'  (code {one.code})' if one.code else ''}"
    )
    state = one.state
    for told, names in (
        ("ontbreekt", state.missing),
        ("gewijzigd", state.changed),
        ("niet van hier", state.extra),
    ):
        for name in names:
            click.echo(f"    {told}: {shown(name)}")
    if one.reason:
        click.echo(f"    {'opnieuw maken geeft iets anders: ' if one.again == 'other' else ''}{one.reason}")
    if one.engine:
        click.echo(f"    gemaakt met sjabloon {one.template[:_SHOWN]}, {one.engine}, dossier {one.program}")
