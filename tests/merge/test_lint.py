"""The house rules for templates."""

from pathlib import Path

import pytest

from generator.merge.lint import lint
from tests.merge.templates import docx, p, parts, png, put, r, repack, tbl, tc, tr

GOOD = (
    p("{{ client.naam }} {{ gezin[0].naam|upper }} {{ a ~ ' ' ~ b }} {{ a + 1 - 2 }}")
    + p("{%p if a and not b or c is defined and d is none %}")
    + p("{{ 'ja' if a in ('x', 'y') else 'neen' }} {{ a|default('–', true) }}")
    + p("{%p elif a == 'x' %}")
    + p("{%p else %}")
    + p("{%p endif %}")
    + tbl(
        tr("a", "b"),
        tr("{%tr for g in gezin if g.naam %}", ""),
        tr(tc("{% vm %}x"), "{{ loop.index }}"),
        tr("{%tr endfor %}", ""),
        tr("{%tc for k in gezin %}", tc("{% hm %}x", '<w:gridSpan w:val="2"/>'), "{%tc endfor %}"),
    )
    + p("{# een opmerking #}")
)


def codes(path: Path) -> list[str]:
    return [problem.code for problem in lint(path)]


def changed(content: bytes, name: str, part: bytes) -> bytes:
    """A copy of a package with one part added or replaced."""
    return repack({**parts(content), name: part})


def related(content: bytes, kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    """A copy with one more relationship of the main part."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    line = f'<Relationship Id="rIdX" Type="{base}{kind}" Target="{target}"{mode}/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    return changed(content, rels, parts(content)[rels].replace(b"</Relationships>", line.encode()))


def test_a_good_template_has_no_problems(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        docx(
            GOOD,
            headers=[p("{{ a }}")],
            footnotes=p("{{ a }}"),
            pictures=[png()],
            properties={"title": "{{ a }}"},
        ),
    )
    assert lint(path) == ()


@pytest.mark.parametrize(
    "tag",
    [
        "{{ naam.upper() }}",
        "{{ range(3) }}",
        "{{ loop.cycle('a', 'b') }}",
        "{{ naam.__class__ }}",
        "{{ naam['_x'] }}",
        "{{ _x }}",
        "{{ self }}",
        "{{ naam|safe }}",
        "{{ naam|e }}",
        "{{ naam|onbekend }}",
        "{% if naam is vreemd %}x{% endif %}",
        "{{ gezin[0]['__class__'] }}",
        "{{ gezin['__cla' ~ 'ss__'] }}",
        "{{ gezin['__cla' + 'ss__'] }}",
        "{{ gezin[('_' ~ naam)] }}",
        "{{ gezin|map(attribute='__class__')|join }}",
        "{{ gezin|map(attribute='naam.__class__')|join }}",
        "{{ gezin|map('attr', '__class__')|join }}",
        "{{ gezin|map('safe')|join }}",
        "{{ gezin|sort(attribute='_x')|join }}",
        "{{ gezin|groupby('__class__')|list }}",
        "{{ gezin|selectattr('__class__')|list }}",
        "{{ gezin|select('vreemd')|list }}",
        "{{ 'a' + naam }}",
        "{{ naam - 'a' }}",
        "{{ 'a' * 100 }}",
        "{{ loop.length * 2 }}",
        "{{ 2 ** 9 }}",
        "{{ 7 / 2 }}",
        "{{ '%s' % naam }}",
        "{{ naam|center(100000000) }}",
        "{{ naam|center(10001) }}",
        "{{ gezin|join(', ', '_x') }}",
        "{{ naam[1:3] }}",
        "{% set x = 1 %}",
        "{% set x %}a{% endset %}",
        "{% macro m() %}x{% endmacro %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% from 'x' import y %}",
        "{% extends 'x' %}",
        "{% block x %}x{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{% call naam() %}x{% endcall %}",
        "{% with x = 1 %}x{% endwith %}",
        "{% for x in y recursive %}x{% endfor %}",
    ],
)
def test_what_a_tag_may_not_say(tag: str, tmp_path: Path) -> None:
    problems = lint(put(tmp_path, docx(p("eerst") + p(f"Hier: {tag}") + p("{{ later }}"))))
    assert {problem.code for problem in problems} == {"SJABLOON-TAAL"}, problems
    assert {problem.part for problem in problems} == {"word/document.xml"}
    assert all(problem.near.startswith("Hier: {") and problem.message for problem in problems)


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    content = docx(
        p("{{ a() }}") + p("{{ b|safe }}"),
        headers=[p("{{ c | }}"), p("{{ d.e() }}")],
        footnotes=p("{% set x = 1 %}"),
        properties={"title": "{{ f() }}", "subject": "{% x %}"},
    )
    found = [
        (problem.part, problem.code)
        for problem in lint(put(tmp_path, related(content, "image", "http://x/y.png")))
    ]
    assert sorted(found) == sorted(
        [
            ("word/_rels/document.xml.rels", "SJABLOON-VERWIJZING"),
            ("word/document.xml", "SJABLOON-TAAL"),
            ("word/document.xml", "SJABLOON-TAAL"),
            ("word/header1.xml", "SJABLOON-SYNTAX"),
            ("word/header2.xml", "SJABLOON-TAAL"),
            ("docProps/core.xml", "SJABLOON-TAAL"),
            ("docProps/core.xml", "SJABLOON-SYNTAX"),
            ("word/footnotes.xml", "SJABLOON-TAAL"),
        ]
    )


@pytest.mark.parametrize("tag", ["{{r naam }}", "{{p naam }}", "a {{r naam }} b"])
def test_a_value_may_only_stand_in_text(tag: str, tmp_path: Path) -> None:
    (problem,) = lint(put(tmp_path, docx(p("x") + p("y", r("z")) + p(tag))))
    assert problem.code == "SJABLOON-PLAATS"
    assert "naam" in problem.near


def test_a_value_may_not_stand_in_a_field_code(tmp_path: Path) -> None:
    body = p('<w:r><w:instrText>HYPERLINK "{{ naam }}"</w:instrText></w:r>')
    assert codes(put(tmp_path, docx(body))) == ["SJABLOON-PLAATS"]


@pytest.mark.parametrize(
    "kind", ["image", "attachedTemplate", "oleObject", "subDocument", "frame", "aFChunk", "settings"]
)
def test_nothing_outside_the_document_is_fetched(kind: str, tmp_path: Path) -> None:
    for target in ("http://example.org/x.png", "file:///etc/passwd"):
        path = put(tmp_path, related(docx(p("x")), kind, target))
        assert codes(path) == ["SJABLOON-VERWIJZING"]


@pytest.mark.parametrize(
    "target", ["http://example.org/x.png", "file:///etc/passwd", "\\\\server\\x.png", "C:/x.png"]
)
def test_a_target_outside_is_refused_whatever_its_mode_says(target: str, tmp_path: Path) -> None:
    assert "SJABLOON-VERWIJZING" in codes(put(tmp_path, related(docx(p("x")), "image", target, mode="")))


def test_a_hyperlink_may_point_outside(tmp_path: Path) -> None:
    assert codes(put(tmp_path, related(docx(p("x")), "hyperlink", "https://example.org/"))) == []


@pytest.mark.parametrize("kind", ["oleObject", "package", "aFChunk", "subDocument", "control"])
def test_no_other_document_may_be_inside(kind: str, tmp_path: Path) -> None:
    content = changed(
        related(docx(p("x")), kind, "embeddings/een.xml", mode=""), "word/embeddings/een.xml", b"<x/>"
    )
    assert codes(put(tmp_path, content)) == ["SJABLOON-INGESLOTEN"]


def test_no_alt_chunk_may_be_inside(tmp_path: Path) -> None:
    assert codes(put(tmp_path, docx('<w:altChunk r:id="rId1"/>'))) == ["SJABLOON-INGESLOTEN"]


def test_no_macros_may_be_inside(tmp_path: Path) -> None:
    assert codes(put(tmp_path, changed(docx(p("x")), "word/vbaProject.bin", b"x"))) == ["SJABLOON-MACRO"]


@pytest.mark.parametrize(
    "field",
    [
        p("<w:r><w:instrText>DDEA</w:instrText></w:r><w:r><w:instrText>UTO c:\\\\x</w:instrText></w:r>"),
        p('<w:r><w:instrText> includepicture "x"</w:instrText></w:r>'),
        p('<w:fldSimple w:instr=" LINK Excel.Sheet "/>'),
    ],
)
def test_no_field_may_reach_outside(field: str, tmp_path: Path) -> None:
    assert codes(put(tmp_path, docx(field))) == ["SJABLOON-VELD"]


def test_plain_fields_are_good(tmp_path: Path) -> None:
    assert (
        codes(
            put(
                tmp_path,
                docx(p('<w:fldSimple w:instr=" PAGE "/><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>')),
            )
        )
        == []
    )


def test_tags_where_nothing_is_filled_in_are_told(tmp_path: Path) -> None:
    note = b'<w:endnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:t>{{ naam }}</w:t></w:endnotes>'
    (problem,) = lint(put(tmp_path, changed(docx(p("x")), "word/endnotes.xml", note)))
    assert (problem.code, problem.part, problem.near) == (
        "SJABLOON-PLAATS",
        "word/endnotes.xml",
        "{{ naam }}",
    )


def test_no_part_may_have_a_doctype(tmp_path: Path) -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert codes(put(tmp_path, changed(docx(p("x")), "word/een.xml", evil))) == ["SJABLOON-BESCHADIGD"]


def broken(content: bytes, name: bytes) -> bytes:
    """A part whose packed bytes are no longer that."""
    at = content.index(name) + len(name) + 8
    return content[:at] + bytes(40) + content[at + 40 :]


SOUND = docx(p("x"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"geen zip",
        b"PK\x03\x04half",
        SOUND[: len(SOUND) // 2],
        broken(SOUND, b"word/document.xml"),
        changed(SOUND, "../x.xml", b"<x/>"),
        changed(SOUND, "word/bom.bin", bytes(51_000_000)),
        changed(SOUND, "WORD/document.xml", b"<x/>"),
    ],
)
def test_a_damaged_file_is_told(content: bytes, tmp_path: Path) -> None:
    assert codes(put(tmp_path, content)) == ["SJABLOON-BESCHADIGD"]


def test_a_zip_that_is_no_document_is_told(tmp_path: Path) -> None:
    assert codes(put(tmp_path, repack({"x.txt": b"x"}))) == ["SJABLOON-BESCHADIGD"]
