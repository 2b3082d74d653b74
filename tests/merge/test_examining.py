"""A template laid beside its form: each kind of fault is found, at its place, with a way out."""

from pathlib import Path
from typing import Any, ClassVar

import pytest

from forms.base import Block, Form, block, question, rows
from forms.choices import Choice
from forms.fields import Bedrag, Datum, Getal, JaNeen, LangeTekst, Tekst
from generator.merge import words_of
from generator.merge.context import long_dates
from generator.merge.examining import Suits, examine
from generator.merge.lint import look
from tests.merge.templates import docx, p, put, r, tbl, tr


class Kleur(Choice):
    ROOD = "rood"
    GROEN = "groen_blad", "Groen als blad"


class Adres(Block):
    straat: Tekst = question("Straat")
    bus: Tekst | None = question("Bus", optional=True)


class Voogd(Block):
    naam: Tekst = question("Naam voogd")


class Lid(Block):
    naam: Tekst = question("Naam lid")
    inkomen: Bedrag | None = question("Inkomen", optional=True)


class Proef(Form):
    """A form that the program never saw."""

    ID: ClassVar[str] = "proef"
    TITLE: ClassVar[str] = "Proef"
    VERSION: ClassVar[str] = "1.0"

    documenttype: Tekst = question("Documenttype")
    naam: Tekst = question("Naam")
    datum: Datum = question("Datum")
    akkoord: JaNeen = question("Akkoord")
    bedrag: Bedrag | None = question("Bedrag", optional=True)
    leeftijd: Getal | None = question("Leeftijd", optional=True)
    kleur: Kleur | None = question("Kleur", optional=True)
    kleuren: tuple[Kleur, ...] = rows("Kleuren", offered=2)
    uitleg: LangeTekst | None = question("Uitleg", optional=True)
    adres: Adres = block("Adres")
    voogd: Voogd | None = block("Voogd", optional=True)
    leden: tuple[Lid, ...] = rows("Leden", offered=2)


FULL = Proef.model_validate(
    {
        "documenttype": "proef",
        "naam": "Peeters",
        "datum": "05/02/2026",
        "akkoord": "ja",
        "uitleg": "Een lange uitleg over de toestand.",
        "adres": {"straat": "Dorpsstraat"},
        "leden": [{"naam": "Noor", "inkomen": "12,50"}],
    }
)
CONTEXT: dict[str, Any] = {
    **words_of(FULL),
    "voluit": long_dates(FULL),
    "totaal": {"saldo": "€ 12,50"},
    "termijnen": [{"wat": "Beslissing", "dagen": ["1", "2"]}],
    "toelichting": "Een lange uitleg over de toestand.",
}
EVERYTHING = (
    p(
        "{{ naam }} {{ datum }} {{ akkoord }} {{ bedrag }} {{ leeftijd }} {{ kleur }} {{ kleuren }} {{ uitleg }}"
    )
    + p("{{ adres.straat }} {{ adres.bus }} {{ voogd.naam }}")
    + p("{%p for lid in leden %}")
    + p("{{ lid.naam }} {{ lid.inkomen }}")
    + p("{%p endfor %}")
)


def suits(folder: Path, body: str, **parts: Any) -> Suits:
    return examine(look(put(folder, docx(body, **parts))), Proef, [CONTEXT])


@pytest.mark.parametrize(
    "tag",
    [
        "{% if kleur == 'Rood' and 'Groen als blad' in kleuren and kleuren == 'Rood, Groen als blad' %}x{% endif %}",
        "{% if kleur in ('Rood', 'Groen als blad', '') and akkoord == 'Ja' and akkoord != 'Neen' %}x{% endif %}",
        "{% if kleur|lower == 'rood' or naam == 'x' or not bedrag %}x{% endif %}",
        "{% if leden and leden|length > 1 and leeftijd|int > 17 %}x{% endif %}",
        "{% for lid in leden if lid.inkomen %}{{ loop.index + 1 }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "{{ leden|map(attribute='naam')|join(', ') }} {{ leden|join(', ', attribute='naam') }}",
        "{{ (leden|sort(attribute='naam')|first).naam }} {{ leden[0].naam }} {{ naam|first }}.",
        "{{ leden|join(', ', 'naam') }} {{ (leden|sort(false, false, 'naam')|first).naam }}",
        "{% for t in termijnen %}{{ t.wat }}{% for dag in t.dagen %}{{ dag }}{% endfor %}{% endfor %}",
        "{{ totaal.saldo }} {{ voluit.datum }} {{ naam ~ ' ' ~ adres['straat'] }} {{ naam + 'x' }}",
        "{{ naam if bedrag else uitleg }} {{ bedrag or 'niets' }} {{ bedrag|default('–', true) }}",
        "{% if voogd.naam is defined and voogd.naam %}x{% endif %} {{ documenttype }}",
        "{% for groep in leden|groupby('naam') %}{{ groep.grouper }}{% endfor %}{{ leden|length }}",
        "{% for naam, waarde in totaal|items %}{{ naam }} {{ waarde }}{% endfor %}",
    ],
)
def test_what_is_right_is_left_alone(tag: str, tmp_path: Path) -> None:
    assert suits(tmp_path, EVERYTHING + p(tag)).problems == ()


@pytest.mark.parametrize(
    ("tag", "code", "words"),
    [
        ("{{ naaam }}", "SJABLOON-NAAM", "«naaam» bestaat niet. Bedoelde u «naam»?"),
        ("{{ adres.strat }}", "SJABLOON-NAAM", "«adres.strat» bestaat niet. Bedoelde u «adres.straat»?"),
        ("{{ adres['strat'] }}", "SJABLOON-NAAM", "Bedoelde u «adres.straat»?"),
        ("{{ straat }}", "SJABLOON-NAAM", "Bedoelde u «adres.straat»?"),
        ("{% for lid in leden %}{{ inkomen }}{% endfor %}", "SJABLOON-NAAM", "Bedoelde u «lid.inkomen»?"),
        ("{% for lid in leden %}{{ lid.naaam }}{% endfor %}", "SJABLOON-NAAM", "Bedoelde u «lid.naam»?"),
        ("{% for t in termijnen %}{{ t.regel }}{% endfor %}", "SJABLOON-NAAM", "«t.regel» bestaat niet."),
        ("{{ totaal.inkomsten }}", "SJABLOON-NAAM", "«totaal.inkomsten» bestaat niet."),
        ("{{ voluit.naam }}", "SJABLOON-NAAM", "«voluit.naam» bestaat niet."),
        ("{{ xyz|default('–') }}", "SJABLOON-NAAM", "«xyz» bestaat niet."),
        ("{% if xyz is defined %}x{% endif %}", "SJABLOON-NAAM", "«xyz» bestaat niet."),
        ("{{ leden|map(attribute='leeftijd')|join }}", "SJABLOON-NAAM", "«leden.*.leeftijd» bestaat niet."),
        ("{{ leden|unique(true, 'leeftijd')|length }}", "SJABLOON-NAAM", "«leden.*.leeftijd» bestaat niet."),
        ("{% for lid in leden %}{{ loop.nummer }}{% endfor %}", "SJABLOON-NAAM", "«loop.nummer»"),
        ("{{ naam.voornaam }}", "SJABLOON-SOORT", "«naam» is een tekst"),
        ("{{ leden.naam }}", "SJABLOON-SOORT", "Gebruik {% for rij in leden %} en «rij.naam»."),
        ("{{ leden }}", "SJABLOON-SOORT", "«leden» is een lijst"),
        ("{{ adres }}", "SJABLOON-SOORT", "zoals «adres.straat»."),
        ("{{ 'x' ~ adres }}", "SJABLOON-SOORT", "«adres» is een groep"),
        ("{{ naam == 'x' }}", "SJABLOON-SOORT", "True of False"),
        ("{{ 'x' if bedrag }}", "SJABLOON-SOORT", "else ''"),
        ("{{ bedrag + 1 }}", "SJABLOON-SOORT", "dit is een bedrag."),
        ("{{ naam - naam }}", "SJABLOON-SOORT", "Rekenen kan alleen met getallen"),
        ("{% if leeftijd > 17 %}x{% endif %}", "SJABLOON-SOORT", "een getal vergeleken met een tekst"),
        ("{% if bedrag == 0 %}x{% endif %}", "SJABLOON-SOORT", "een getal vergeleken met een bedrag"),
        ("{% if datum &lt; voluit.datum %}x{% endif %}", "SJABLOON-SOORT", "dit is een datum"),
        ("{% if leden == '' %}x{% endif %}", "SJABLOON-SOORT", "een lijst vergeleken met een tekst"),
        ("{% if 'x' in adres %}x{% endif %}", "SJABLOON-SOORT", "Met «in» zoekt u"),
        ("{{ leden|upper }}", "SJABLOON-SOORT", "«upper» is voor een tekst, en dit is een lijst."),
        ("{{ naam|join(', ') }}", "SJABLOON-SOORT", "«join» is voor een lijst, en dit is een tekst."),
        ("{{ leden|join(', ') }}", "SJABLOON-SOORT", "attribute"),
        ("{{ leden|sort|length }}", "SJABLOON-SOORT", "attribute"),
        ("{{ leden|sum(attribute='inkomen') }}", "SJABLOON-SOORT", "niet op te tellen"),
        ("{{ bedrag|int }}", "SJABLOON-SOORT", "maakt hier 0 van"),
        ("{{ naam|round }}", "SJABLOON-SOORT", "«round» is voor een getal"),
        ("{{ naam|dictsort }}", "SJABLOON-SOORT", "«dictsort» is voor een groep"),
        (
            "{% if kleur == 'Blauw' %}x{% endif %}",
            "SJABLOON-KEUZE",
            "De antwoorden zijn: Rood; Groen als blad.",
        ),
        ("{% if kleur == 'groen_blad' %}x{% endif %}", "SJABLOON-KEUZE", "gedrukt wordt: «Groen als blad»."),
        ("{% if 'Roodd' != kleur %}x{% endif %}", "SJABLOON-KEUZE", "Bedoelde u «Rood»?"),
        ("{% if kleur in ('Rood', 'Geel') %}x{% endif %}", "SJABLOON-KEUZE", "«Geel» is geen antwoord"),
        (
            "{% if 'Geel' in kleuren %}x{% endif %}",
            "SJABLOON-KEUZE",
            "«Geel» is geen antwoord van «kleuren».",
        ),
        ("{% if akkoord == 'ja' %}x{% endif %}", "SJABLOON-KEUZE", "gedrukt wordt: «Ja»."),
        ("{% for x in naam %}x{% endfor %}", "SJABLOON-LUS", "«naam» is een tekst en geen lijst"),
        ("{% for x in adres %}x{% endfor %}", "SJABLOON-LUS", "«adres» is een groep en geen lijst"),
        ("{% for lid in leden %}{% endfor %}{{ lid.naam }}", "SJABLOON-LUS", "«lid» bestaat alleen binnen"),
        ("{{ loop.index }}", "SJABLOON-LUS", "«loop» bestaat alleen binnen"),
        ("{% if voogd %}x{% endif %}", "SJABLOON-ALTIJD", "«voogd» is een groep en die is er altijd"),
        ("{% if naam and not voogd %}x{% endif %}", "SJABLOON-ALTIJD", "«voogd»"),
        ("{% if akkoord %}x{% endif %}", "SJABLOON-ALTIJD", "Schrijf akkoord == 'Ja'."),
    ],
)
def test_each_kind_of_fault_is_told_with_a_way_out(tag: str, code: str, words: str, tmp_path: Path) -> None:
    (problem,) = suits(tmp_path, EVERYTHING + p("Hier: ", r(tag))).problems
    assert problem.code == code
    assert words in problem.message
    assert problem.place.startswith("boven de eerste kop, alinea 6, bij «Hier: ")
    assert problem.paragraph == 5


def test_an_answer_that_is_never_printed_is_told_by_its_weight(tmp_path: Path) -> None:
    body = EVERYTHING.replace("{{ naam }}", "{% if naam %}x{% endif %}").replace("{{ adres.bus }}", "")
    body = body.replace("{{ voogd.naam }}", "").replace("{{ lid.naam }}", "")
    found = suits(tmp_path, body)
    told = {problem.message.split("«")[1].split("»")[0]: problem.severity.value for problem in found.problems}
    assert told == {
        "naam": "fout",
        "adres.bus": "waarschuwing",
        "voogd.naam": "waarschuwing",
        "leden.*.naam": "fout",
    }
    assert found.unshown == set(told)
    assert "(Naam)" in found.problems[0].message


def test_an_answer_may_be_shown_by_another_name(tmp_path: Path) -> None:
    assert suits(tmp_path, EVERYTHING.replace("{{ uitleg }}", "{{ toelichting }}")).problems == ()
    assert len(suits(tmp_path, EVERYTHING.replace("{{ uitleg }}", "{{ totaal.saldo }}")).problems) == 1


def test_the_words_of_a_closed_list_are_never_taken_for_another_answer(tmp_path: Path) -> None:
    context = {**CONTEXT, "goedgekeurd": CONTEXT["akkoord"]}
    looked = look(put(tmp_path, docx(EVERYTHING.replace("{{ akkoord }}", "{{ goedgekeurd }}"))))
    assert examine(looked, Proef, [context]).unshown == {"akkoord"}


def test_nothing_is_said_of_absence_when_a_part_could_not_be_read(tmp_path: Path) -> None:
    looked = look(put(tmp_path, docx(p("{{ naam"))))
    assert examine(looked, Proef, [CONTEXT]) == Suits(())
    assert [problem.code for problem in looked.problems] == ["SJABLOON-SYNTAX"]


def test_all_faults_come_at_once_also_those_in_spelling(tmp_path: Path) -> None:
    body = (
        p("{{ naam | }}")
        + p("{%p if naam == %}")
        + p("{{ adres.x }}")
        + p("{%p endif %}")
        + p("{% endfor %}")
        + p("{% for lid leden %}")
        + p("{% als naam %}")
        + p("{% if naam %}")
    )
    looked = look(put(tmp_path, docx(body, headers=[p("{{ y }}")], properties={"title": "{{ z }}"})))
    assert [(problem.code, problem.paragraph) for problem in looked.problems] == [
        ("SJABLOON-SYNTAX", 0),
        ("SJABLOON-SYNTAX", 1),
        ("SJABLOON-SYNTAX", 4),
        ("SJABLOON-SYNTAX", 5),
        ("SJABLOON-SYNTAX", 6),
        ("SJABLOON-SYNTAX", 7),
    ]
    assert "heeft geen begin" in looked.problems[2].message
    assert "«als» bestaat niet" in looked.problems[4].message
    assert "zet {% endif %}" in looked.problems[5].message
    unknown = [
        problem for problem in examine(looked, Proef, [CONTEXT]).problems if problem.code == "SJABLOON-NAAM"
    ]
    assert [problem.place for problem in unknown] == [
        "boven de eerste kop, alinea 3, bij «{{ adres.x }}»",
        "koptekst, alinea 1, bij «{{ y }}»",
        "eigenschap «Titel» van het document, bij «{{ z }}»",
    ]


def test_a_table_is_told_by_number_title_row_and_column(tmp_path: Path) -> None:
    heading = p("Het gezin", properties='<w:outlineLvl w:val="1"/>')
    body = EVERYTHING + tbl(tr("a", "b")) + heading
    body += tbl(
        tr("<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>Wie</w:t></w:r></w:p></w:tc>"),
        tr("{%tr for lid in leden %}", ""),
        tr("{{ lid.naam }}", "{{ lid.x }}"),
        tr("{%tr endfor %}", ""),
    )
    (problem,) = suits(tmp_path, body).problems
    assert problem.place == "onder «Het gezin», tabel 2 «Wie», rij 3, kolom 2, bij «{{ lid.x }}»"


def test_a_tag_that_docxtpl_takes_away_is_told(tmp_path: Path) -> None:
    problems = look(
        put(tmp_path, docx(p("{%p if naam %}{{ bedrag }}") + p("x") + p("{%p endif %}")))
    ).problems
    assert [(problem.code, problem.paragraph) for problem in problems] == [("SJABLOON-PLAATS", 0)]


@pytest.mark.parametrize(
    ("tag", "words"), [("{%tr if naam %}", "rij van een tabel"), ("{%p\u00a0if naam %}", "gewone spatie")]
)
def test_a_tag_in_the_wrong_place_hears_where_it_belongs(tag: str, words: str, tmp_path: Path) -> None:
    (problem, *_) = look(put(tmp_path, docx(p(tag)))).problems
    assert problem.code == "SJABLOON-SYNTAX"
    assert words in problem.message
