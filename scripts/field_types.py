"""Every kind of question once, and how each file format asks it: the table in docs/reference and its tests."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from forms.base import IDENTITY, Block, Form, block, field_specs, question, rows
from forms.choices import Choice
from forms.fields import (
    Bedrag,
    Datum,
    DeelDatum,
    Email,
    Getal,
    Insz,
    JaNeen,
    Land,
    LangeTekst,
    Maand,
    Naam,
    Percentage,
    Postcode,
    Saldo,
    Taal,
    Tekst,
    Telefoon,
)
from forms.nesting import Value
from generator.formats.base import Format
from generator.formats.table import formats

NAMES = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "json": "JSON", "yaml": "YAML"}
_ASKED = {
    "text": "tekst",
    "date": "datum",
    "choice": "keuzelijst",
    "check": "aan te kruisen",
}


class Kleur(Choice):
    """A closed list."""

    ROOD = "rood"
    DONKERBLAUW = "donker_blauw", "Donker blauw"
    GROEN = "groen"


class Regel(Block):
    """A row of a list."""

    wat: Tekst = question("Wat")
    kleur: Kleur | None = question("Kleur", optional=True)
    bedrag: Bedrag | None = question("Bedrag", optional=True)


class Groep(Block):
    """A group under a heading of its own."""

    wat: Tekst = question("Wat")


class EveryKind(Form):
    """A form with every kind of question."""

    ID = "elke_soort"
    TITLE = "Elke soort vraag"
    VERSION = "1.0"

    documenttype: Tekst = question("Documenttype", section="Kop")
    schema_versie: Tekst = question("Schemaversie")
    tekst: Tekst = question("Tekst", section="Vragen")
    naam: Naam = question("Naam")
    lange_tekst: LangeTekst = question("Tekst van meer dan één regel")
    ja_neen: JaNeen = question("Ja of neen")
    datum: Datum = question("Datum")
    deel_datum: DeelDatum = question("Datum die niet helemaal geweten is")
    maand: Maand = question("Maand")
    getal: Getal = question("Getal")
    bedrag: Bedrag = question("Bedrag")
    saldo: Saldo = question("Bedrag, ook onder nul")
    percentage: Percentage = question("Percentage")
    insz: Insz = question("Rijksregisternummer")
    telefoon: Telefoon = question("Telefoon")
    email: Email = question("E-mail")
    postcode: Postcode = question("Postcode")
    land: Land = question("Land")
    taal: Taal = question("Taal")
    keuze: Kleur = question("Eén keuze uit een lijst")
    keuzes: tuple[Kleur, ...] = rows("Meer keuzes uit een lijst", offered=0)
    groep: Groep = block("Groep vragen")
    lijst: tuple[Regel, ...] = rows("Lijst", offered=2)


@dataclass(frozen=True, slots=True)
class Example:
    """One answer: as a person writes it, and as it is kept in ``gegevens.json``."""

    written: Value
    kept: object


EXAMPLES: dict[str, Example] = {
    "tekst": Example("Eén regel: «à» & <b>", "Eén regel: «à» & <b>"),
    "naam": Example("Małgorzata D'Hondt-Şahin", "Małgorzata D'Hondt-Şahin"),
    "lange_tekst": Example("Eerste regel.\n\n\tDerde regel.", "Eerste regel.\n\n\tDerde regel."),
    "ja_neen": Example("neen", False),
    "datum": Example("05/02/2026", "2026-02-05"),
    "deel_datum": Example("07/1985", "1985-07"),
    "maand": Example("2026-03", "2026-03"),
    "getal": Example("12", 12),
    "bedrag": Example("1.234,56", "1234.56"),
    "saldo": Example("-12,50", "-12.50"),
    "percentage": Example("41,5", "41.5"),
    "insz": Example("85.07.30-033.28", "85073003328"),
    "telefoon": Example("016 22 33 44", "+3216223344"),
    "email": Example("an.peeters@kortenberg.be", "an.peeters@kortenberg.be"),
    "postcode": Example("3070", "3070"),
    "land": Example("BE", "BE"),
    "taal": Example("nl", "nl"),
    "keuze": Example("donker_blauw", "donker_blauw"),
    "keuzes": Example(("rood", "groen"), ["rood", "groen"]),
    "groep.wat": Example("In een groep", "In een groep"),
    "lijst.0.wat": Example("0471", "0471"),
    "lijst.0.kleur": Example("rood", "rood"),
    "lijst.0.bedrag": Example("7,05", "7.05"),
}
"""An answer to every question, by its dotted name."""


def asked_as(kind: Format) -> dict[str, str]:
    """How a format asks each question, measured on a blank form: dotted name → Dutch word."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"blanco{kind.suffixes[0]}"
        path.write_bytes(kind.blank(EveryKind))
        return {field.name: _ASKED[field.kind] for field in kind.fields(path) if field.name not in IDENTITY}


def table() -> Iterator[tuple[str, ...]]:
    """One line a question: what it is, an answer, and how each format asks it."""
    asked = {name: asked_as(kind) for name, kind in formats().items()}
    for spec in field_specs(EveryKind):
        if spec.name in IDENTITY:
            continue
        what = " – ".join((*spec.groups, spec.label))
        written = EXAMPLES[spec.name].written
        shown = (
            ", ".join(written)
            if isinstance(written, tuple)
            else written.replace("\n", "⏎").replace("\t", "⇥")
        )
        words = (asked[name][spec.name] for name in NAMES)
        boxes = (_ASKED["check"] if spec.multiple and word == _ASKED["choice"] else word for word in words)
        yield what, f"`{spec.kind.name}`", shown, *boxes
