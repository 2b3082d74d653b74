"""A small form with every kind of field, and answers for any form."""

from collections.abc import Mapping

from hypothesis import strategies as st

from forms.base import IDENTITY, Block, Form, When, block, question, rows
from forms.choices import Choice
from forms.fields import Bedrag, Datum, Getal, JaNeen, Land, LangeTekst, Maand, Tekst
from forms.nesting import Value
from forms.values import Unreadable, printable
from generator.formats.fieldmap import Leaf, lay_out, leaves


class Kleur(Choice):
    """Few choices: radio buttons."""

    ROOD = "rood"
    BLAUW = "blauw"
    PAARS = "1.1_bezig", "Paars (bezig)"


class Stad(Choice):
    """Many choices, with codes that are awkward in a PDF: a list."""

    LEUVEN = "leuven"
    GENT = "Gent (O-Vl)"
    LUIK = "luik/liège", "Luik"
    BERGEN = "2.1", "Bergen"
    NAMEN = "namen"


class Regel(Block):
    """A row that fits a table."""

    wat: Tekst = question("Wat")
    kleur: Kleur | None = question("Kleur", optional=True)
    dag: Datum | None = question("Dag", optional=True)


class Detail(Block):
    """A row within a row."""

    nota: Tekst = question("Nota")


class Dossier(Block):
    """A row that is a block: a long text, a multiple choice, a list of its own."""

    titel: Tekst = question("Titel", example="Eerste")
    verhaal: LangeTekst | None = question("Verhaal", optional=True)
    steden: tuple[Stad, ...] = rows("Steden", offered=0)
    details: tuple[Detail, ...] = rows("Detail", offered=2)


_RED = When(lambda form: form.kleur is Kleur.ROOD, "de kleur rood is")


class Adres(Block):
    """A group."""

    straat: Tekst = question("Straat", when=_RED)
    nummer: Tekst = question("Nummer", when=_RED, example="12A")
    land: Land | None = question("Land", optional=True)


class Specimen(Form):
    """Every kind of field once."""

    ID = "specimen"
    TITLE = "Specimen"
    VERSION = "2.1"

    documenttype: Tekst = question("Documenttype", section="Kop")
    schema_versie: Tekst = question("Schemaversie")
    naam: Tekst = question("Naam")
    dag: Datum = question("Dag")
    bedrag: Bedrag = question("Bedrag")
    aantal: Getal | None = question("Aantal", optional=True)
    maand: Maand | None = question("Maand", optional=True)
    akkoord: JaNeen = question("Akkoord")
    kleur: Kleur = question("Kleur", default=Kleur.BLAUW)
    stad: Stad = question("Stad", section="Plaats")
    adres: Adres = block("Adres")
    verhaal: LangeTekst = question("Verhaal", help="Minstens 20 tekens.")
    totaal: Bedrag | None = question("Totaal", computed=True)
    voorkeuren: tuple[Stad, ...] = rows("Voorkeuren", offered=0, section="Lijsten")
    regels: tuple[Regel, ...] = rows("Regel", offered=3)
    dossiers: tuple[Dossier, ...] = rows("Dossier", offered=2)


TRICKY = (
    "(haakjes) en \\ schuine \\) streep",
    "aanhaling \" en ' en ` en »",
    "Małgorzata Öztürk-Şahin",
    "علي بن محمد",
    "😀 Иван 漢字",
    "þÿ lijkt op UTF-16",
    "ï»¿ lijkt op UTF-8",
    " spaties rondom ",
    "regel\n\nnog een\n",
    "tab\ten - # : ja",
    "null",
    "~",
    "- geen lijst",
    "{{ geen sjabloon }}",
    "#FE12 /Naam <FEFF>",
    "0471123456",
    "1.234,56",
    "\u00a0vaste spatie\u00a0",
    "&anker *alias !tag",
)


def _acceptable(text: str) -> bool:
    try:
        return printable(text) == text and bool(text.strip())
    except Unreadable:
        return False


TEXTS = st.one_of(
    st.sampled_from(TRICKY),
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1, max_size=60
    ),
).filter(_acceptable)
"""Text that may stand in a document, blanks only excluded."""


def blank_leaves(form: type[Form], more_rows: int = 0) -> list[Leaf]:
    """The fields of a form that a person fills in, with some rows more in each outer list."""
    beyond = {
        f"{leaf.name.split('.0.')[0]}.{leaf.spec.rows + more_rows - 1}.{leaf.spec.path.rsplit('*.', maxsplit=1)[1]}": "x"
        for leaf in leaves(lay_out(form, {}))
        if more_rows and leaf.spec.path.count("*") == 1 and ".0." in leaf.name
    }
    return [leaf for leaf in leaves(lay_out(form, beyond)) if leaf.name not in IDENTITY]


def values_for(leaf: Leaf) -> st.SearchStrategy[Value]:
    """Answers to one field: codes for a closed question, any text for an open one."""
    codes = list(leaf.spec.choices)
    if leaf.spec.multiple:
        chosen = st.sets(st.sampled_from(codes), min_size=1)
        return chosen.map(lambda picked: tuple(code for code in codes if code in picked))
    return st.sampled_from(codes) if codes and not leaf.spec.question.computed else TEXTS


@st.composite
def answers(draw: st.DrawFn, form: type[Form]) -> Mapping[str, Value]:
    """Some answers to a form, up to two rows beyond those that it offers."""
    fields = blank_leaves(form, draw(st.integers(0, 2)))
    picked = draw(st.lists(st.sampled_from(fields), max_size=25, unique_by=lambda leaf: leaf.name))
    return {leaf.name: draw(values_for(leaf)) for leaf in picked}


def complete(form: type[Form], values: Mapping[str, Value]) -> dict[str, Value]:
    """What a file made of answers says: the answers, and which form it is."""
    return {**values, "documenttype": form.ID, "schema_versie": form.VERSION}
