"""Write docs/reference from the program itself: commands, settings, norms, rules, fields. Run: make docs."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from forms.norms import shipped_norms
from generator import catalog
from generator.cli.main import cli
from generator.settings import Settings

FOLDER = Path(__file__).parent.parent / "docs" / "reference"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def commands() -> str:
    """The help of every command, as click prints it."""
    whole, *others = _helps(cli, "dossier", None)
    parts = ["# Opdrachten", "", "```text", whole[1], "```"]
    for name, told in others:
        parts += ["", f"## {name}", "", "```text", told, "```"]
    parts += [
        "",
        "Exitstatus: 0 alles goed; 1 een formulier kwam terug; 2 verkeerd gebruik; 3 de beheerder moet iets doen.",
        "",
    ]
    return "\n".join(parts)


def _helps(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    """The full name and the help of a command, and of every command in it."""
    context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is None:
                raise LookupError(inner)
            yield from _helps(found, inner, context)


def settings() -> str:
    """Every setting with its default."""

    def rows() -> Iterator[tuple[str, ...]]:
        for section, info in Settings.model_fields.items():
            fields = getattr(info.annotation, "model_fields", None)
            if fields is None:
                yield "`normen`", "", info.description or ""
                continue
            for name, inner in fields.items():
                yield f"`{section}.{name}`", f"`{inner.default!s}`", inner.description or ""

    head = [
        "# Instellingen",
        "",
        "In `dossier.toml` in de werkmap, per sectie (`[pdf]`, `[watch]` …). De omgeving gaat voor: `DOSSIER_PDF__ENGINE`.",
        'Een lijst staat daar als JSON: `DOSSIER_PDF__FONTS=["/een/map", "/nog/een/map"]`. Een variabele `DOSSIER_…` die geen',
        "instelling is (of `DOSSIER_WORKSPACE`), wordt geweigerd. `dossier config` toont de waarden en waar ze vandaan komen.",
        "",
    ]
    return "\n".join([*head, *_table(("instelling", "standaard", "betekenis"), rows()), ""])


def norms() -> str:
    """Every shipped norm with its period and source."""

    def rows() -> Iterator[tuple[str, ...]]:
        for name, entries in shipped_norms().normen.items():
            for entry in entries:
                value = ", ".join(entry.waarde) if isinstance(entry.waarde, tuple) else str(entry.waarde)
                until = f"{entry.geldig_tot:%d/%m/%Y}" if entry.geldig_tot else ""
                since = f"{entry.geldig_van:%d/%m/%Y}" if entry.geldig_van.year > 1900 else ""  # noqa: PLR2004
                yield f"`{name}`", value, since, until, entry.bron

    head = [
        "# Normen",
        "",
        "Bedragen, duren, ritmes en lijsten, met de periode waarin ze gelden en hun bron. Eigen normen komen in `dossier.toml`",
        "met `[[normen.NAAM]]`: ze tellen in hun eigen periode, op elke andere dag telt de meegeleverde. Merktekens: [Sn] een",
        "openbare bron, [Z] de functiekaart, [K] algemene kennis en [A] een aanname: na te vragen.",
        "",
    ]
    return "\n".join([*head, *_table(("norm", "waarde", "van", "tot", "bron"), rows()), ""])


def rules() -> str:
    """The findings catalogue."""
    parts = [
        "# Bevindingen",
        "",
        "Elke regel over antwoorden heen. Regels van één veld heten `VELD-…`, die van het bestand `BESTAND-…`.",
    ]
    for kind in catalog.RECOGNISED.values():
        rows = (
            (
                rule.code,
                rule.severity.value,
                f"`{'.'.join(filter(None, (rule.each and f'{rule.each}.*', rule.field)))}`",
                rule.message,
                rule.source,
            )
            for rule in kind.rules.rules
        )
        parts += ["", f"## {kind.title}", "", *_table(("code", "ernst", "veld", "boodschap", "bron"), rows)]
    return "\n".join([*parts, ""])


def fields() -> str:
    """All fields of all forms."""
    parts = [
        "# Velden",
        "",
        "Lijsten staan met `*` voor het nummer van de rij. `ja` bij verplicht: altijd, of zodra de rij gebruikt wordt.",
    ]
    for kind in catalog.RECOGNISED.values():

        def rows(kind: catalog.FormType = kind) -> Iterator[tuple[str, ...]]:
            for spec in kind.fields:
                asked = spec.question
                needed = (
                    "ja"
                    if spec.required
                    else f"als {asked.required_when.words}"
                    if asked.required_when
                    else ""
                )
                choices = ", ".join(f"`{code}`" for code in spec.choices) if len(spec.choices) <= 20 else ""  # noqa: PLR2004
                yield (
                    f"`{spec.path}`",
                    spec.label,
                    spec.kind.name,
                    "berekend" if asked.computed else needed,
                    choices,
                )

        parts += [
            "",
            f"## {kind.title} ({kind.id} {kind.version})",
            "",
            *_table(("veld", "label", "soort", "verplicht", "keuzes"), rows()),
        ]
    return "\n".join([*parts, ""])


def kinds() -> str:
    """Each kind of question in each format."""
    from scripts import field_types

    head = [
        "# Soorten vragen",
        "",
        "Hoe elk soort vraag in elk soort formulier gesteld wordt, met een antwoord. Uit welk formulier het antwoord ook",
        "komt, in `gegevens.json` staat hetzelfde: elk vakje van deze tabel is een test (`tests/formats/test_field_types.py`).",
        "Een lijst heeft in een PDF-formulier een vast aantal rijen. In Word kan er een rij bij, in Excel staan er reserverijen.",
        "",
    ]
    columns = ("vraag", "soort", "antwoord", *field_types.NAMES.values())
    return "\n".join([*head, *_table(columns, field_types.table()), ""])


PAGES: dict[str, Callable[[], str]] = {
    "opdrachten.md": commands,
    "instellingen.md": settings,
    "normen.md": norms,
    "bevindingen.md": rules,
    "velden.md": fields,
    "soorten-vragen.md": kinds,
}


def main() -> None:
    """Write all pages; with --check only tell whether they are as they should be."""
    os.environ.pop("DOSSIER_WORKSPACE", None)
    stale = [name for name, page in PAGES.items() if not _same(name, page())]
    if "--check" in sys.argv:
        sys.exit(f"verouderd: {', '.join(stale)} (make docs)" if stale else 0)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), "utf-8")


def _same(name: str, content: str) -> bool:
    path = FOLDER / name
    return path.is_file() and path.read_text("utf-8") == content


if __name__ == "__main__":
    main()
