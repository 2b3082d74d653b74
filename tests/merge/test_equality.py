"""Every feature of docxtpl, compared with docxtpl itself."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docxtpl import RichText

from benchmarks.peers import by_docxtpl
from generator.merge.compiled import CompiledTemplate
from tests.merge.templates import (
    assert_same,
    docx,
    p,
    parts,
    picture,
    png,
    put,
    r,
    repack,
    tbl,
    tc,
    tr,
)

CLIENT = {"naam": "D'Hondt & Zn <b>", "straat": "Été 3 – bus €", "ok": True, "kind": ["Ann", "Bo"]}
ROWS = {
    "client": CLIENT,
    "naam": "Peeters",
    "nul": 0,
    "leeg": [],
    "gezin": [
        {"naam": "An", "jaar": 2001, "kleur": "FF0000", "hobby": ["a", "b"]},
        {"naam": "Bé & Co", "jaar": 1999, "kleur": "00FF00", "hobby": []},
        {"naam": "Cyr", "jaar": 2010, "kleur": "0000FF", "hobby": ["c"]},
    ],
    "lang": "een\ntwee\tdrie\n\nvier",
    "alinea": "een\atwee\avier",
    "blad": "een\ftwee",
    "regels": "een\r\ntwee",
    "kolommen": ["x", "y", "z"],
}
HEAD = tr("naam", "jaar")
LOOP = (tr("{%tr for g in gezin %}", ""), tr("{{ g.naam }}", "{{ g.jaar }}"), tr("{%tr endfor %}", ""))
SHADED = '<w:shd w:val="clear" w:fill="111111"/>'

TRACKED = '<w:b/><w:rPrChange w:id="1" w:author="x"><w:rPr><w:i/></w:rPr></w:rPrChange>'

BODIES: dict[str, str] = {
    "a tab in a run whose look was changed": p(r("{{ lang }}", TRACKED)),
    "a tab in a text box": p(f"<w:r><w:pict><w:txbxContent>{p('{{ lang }}')}</w:txbxContent></w:pict></w:r>"),
    "plain": p("Beste {{ naam }}, {{client.naam}} in {{ client['straat'] }}."),
    "no tags": p("Niets"),
    "numbers and yes/no": p("{{ nul }} {{ client.ok }} {{ gezin[0].jaar + 1 }} {{ client.kind }}"),
    "split tag": p(
        "<w:r><w:t>{</w:t></w:r><w:r><w:t>{ na</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>am }</w:t></w:r>"
        "<w:r><w:t>} dag</w:t></w:r>"
    ),
    "split statement": p("{", "% if client.ok %}ja{% end", "if %}"),
    "smart quotes": p("{% if naam == “Peeters” %}ja{% endif %}{{ ‘x’ }}{{ client[‘naam’] }}"),
    "comparison signs": p("{% if nul &lt; 1 and 2 &gt; nul %}klein{% endif %}"),
    "escaped braces": p("{_{ niet }_} {_% ook niet %_} {{ naam }}"),
    "if else": p("{% if client.ok %}a{% elif naam %}b{% else %}c{% endif %}"),
    "if over paragraphs": p("{%p if client.ok %}")
    + p("ja")
    + p("{%p else %}")
    + p("neen")
    + p("{%p endif %}"),
    "inline if over paragraphs": p("a{% if nul %}b") + p("c{% endif %}d"),
    "branches over runs": p(
        "{% if client.ok %}a", r("b{% else %}c", "<w:b/>"), r("d{% endif %}{{ naam }}", "<w:i/>")
    )
    + p("{% if nul %}a", r("b{% endif %}{{ lang }}", "<w:b/>")),
    "loop over paragraphs": p("{% for g in gezin %}{{ g.naam }}") + p("{{ lang }}{% endfor %}{{ naam }}"),
    "merging with the text before": p("{{ naam }}") + p("{%- if client.ok %}x{% endif %}"),
    "merging with the text after": p("{% if client.ok -%}") + p("x") + p("{%- endif %}y"),
    "jinja's own trimming": p("a  {{- naam -}}   b"),
    "set": p("{% set x = naam ~ '!' %}{{ x }}"),
    "block set": p("{% set x %}vet {{ naam }}{% endset %}{{ x }}"),
    "comments": p("a{# weg #}b") + p("{#p hele alinea #}") + tbl(tr("{#tr weg #}", ""), HEAD),
    "raw": p("{% raw %}{{ naam }}{% endraw %}"),
    "filters": p(
        "{{ naam|upper }} {{ client.kind|join(', ') }} {{ niets|default('–') }} {{ gezin|length }}"
        "{{ gezin|map(attribute='naam')|join('; ') }} {{ naam|replace('P', '&lt;') }} {{ naam|e }}"
    ),
    "tests": p("{{ 'ja' if niets is not defined else 'neen' }} {% if nul is even %}even{% endif %}"),
    "paragraph loop": p("{%p for g in gezin %}") + p("{{ loop.index }}. {{ g.naam }}") + p("{%p endfor %}"),
    "loop else": p("{% for x in leeg %}{{ x }}{% else %}geen{% endfor %}"),
    "loop with condition": p("{% for g in gezin if g.jaar > 2000 %}{{ g.naam }}{% endfor %}"),
    "nested loops": p("{%p for g in gezin %}")
    + p("{{ g.naam }}:{% for h in g.hobby %} {{ h }}{% endfor %}")
    + p("{%p endfor %}"),
    "run tags": p(r("{%r if client.ok %}"), r("vet", "<w:b/>"), r("{%r endif %}"), "na {{r naam }} en"),
    "value as paragraph": p("{{p naam }}") + p("x"),
    "two values in a run tag": p("a {{r naam }} b {%r if nul %}x{%r endif %} c"),
    "lines": p(r("a {{ lang }} b", "<w:b/>"), properties='<w:jc w:val="both"/>') + p("{{ regels }}"),
    "paragraphs": p(r("a {{ alinea }} b", "<w:i/>"), properties="<w:keepNext/>") + p("{{ blad }}"),
    "lines in a table": tbl(HEAD, tr("{{ lang }}", "{{ alinea }}")),
    "lines in a box": p(
        f"<w:r><w:rPr><w:b/></w:rPr><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<w:txbxContent>{p(r('{{ lang }}', '<w:i/>'), properties='<w:keepNext/>')}</w:txbxContent>"
        f"</mc:Choice></mc:AlternateContent></w:r>",
        properties="<w:keepLines/>",
    )
    + p("{{ lang }}"),
    "lines in a link": p(f'<w:hyperlink w:anchor="x">{r("{{ alinea }}{{ lang }}")}</w:hyperlink>'),
    "lines beside tracked format": p(
        r("{{ lang }}", '<w:b/><w:rPrChange w:id="1" w:author="x"><w:rPr/></w:rPrChange>')
    ),
    "closed texts": p('<w:r><w:t xml:space="preserve"/><w:t>{{ lang }}</w:t></w:r>')
    + '<w:p w:rsidR="1"/>'
    + p("{{ lang }}"),
    "field code": p("<w:r><w:instrText>HYPERLINK {{ lang }}</w:instrText></w:r>"),
    "row loop": tbl(HEAD, *LOOP),
    "row loop without head": tbl(*LOOP),
    "row loop over nothing": tbl(tr("{%tr for g in leeg %}", ""), tr("a", "b"), tr("{%tr endfor %}", "")),
    "row condition": tbl(HEAD, tr("{%tr if nul %}", ""), tr("a", "b"), tr("{%tr endif %}", "")),
    "cell loop": tbl(
        tr("{%tc for k in kolommen %}", "{{ k }}", "{%tc endfor %}"), tr("a", "b", "c", "d"), grid=(900, 800)
    ),
    "fewer cells": tbl(tr("{%tc for k in leeg %}", "{{ k }}", "{%tc endfor %}", "x"), grid=(900, 800, 700)),
    "cells and rows": tbl(
        tr("{%tr for g in gezin %}", ""),
        tr("{%tc for h in g.hobby %}", "{{ h }}", "{%tc endfor %}"),
        tr("{%tr endfor %}", ""),
        grid=(1000,),
    ),
    "too few columns": tbl(tr("a", "b", "c"), grid=(1000, 2000)),
    "too many columns": tbl(tr("a", "b"), grid=(1000, 2000, 500, 500)),
    "columns without width": tbl(tr("a", "b")).replace(' w:w="3000"', "") + p("{{ naam }}"),
    "spans": tbl(tr(tc("a", '<w:gridSpan w:val="2"/>')), tr("{{ naam }}", "b")),
    "colspan": tbl(
        tr("{%tc for k in kolommen %}", "{{ k }}", "{%tc endfor %}"),
        tr(tc("{% colspan kolommen|length %}{{ naam }}")),
    ),
    "colspan replaced": tbl(HEAD, tr(tc("{% colspan 2 %}{{ naam }}", '<w:gridSpan w:val="1"/>'))),
    "cell background": tbl(
        HEAD, LOOP[0], tr(tc("{% cellbg g.kleur %}{{ g.naam }}", SHADED), tc("x")), LOOP[2]
    ),
    "vertical merge": tbl(HEAD, LOOP[0], tr(tc("{% vm %}samen"), "{{ g.naam }}"), LOOP[2]),
    "horizontal merge": tbl(
        tr("{%tc for k in kolommen %}", "{{ k }}", "{%tc endfor %}"),
        tr("{%tc for k in kolommen %}", "{% hm %}samen {{ naam }}", "{%tc endfor %}"),
        grid=(900, 800, 700),
    ),
    "horizontal merge of spans": tbl(
        tr("{%tc for k in kolommen %}", tc("{% hm %}samen", '<w:gridSpan w:val="2"/>'), "{%tc endfor %}")
    ),
    "paragraph loop in a cell": tbl(
        HEAD, tr(tc(p("{%p for g in gezin %}") + p("{{ g.naam }}") + p("{%p endfor %}")), "x")
    ),
    "nested tables": tbl(HEAD, tr(tc(p("x") + tbl(tr("{{ naam }}", "b", "c"), grid=(1, 2, 3)) + p("")), "y")),
    "table in a loop": p("{%p for g in gezin %}") + tbl(HEAD, tr("{{ g.naam }}", "")) + p("{%p endfor %}"),
    "value in an attribute": p(r("x", '<w:color w:val="{{ gezin[1].naam }}"/>')) + p("{{ lang }}"),
    "choice in an attribute": p(r("x", '<w:color w:val="{% if nul %}FF0000{% else %}00FF00{% endif %}"/>')),
    "pictures": p(picture(7))
    + p("{%p for g in gezin %}")
    + p("{{ g.naam }}", picture(7))
    + p("{%p endfor %}"),
    "content control": f"<w:sdt><w:sdtContent>{p('{{ naam }}')}</w:sdtContent></w:sdt>",
    "xml comment": p("{{ naam }}", "<!-- <w:p> </w:p> -->") + p("{{ lang }}"),
    "method calls": p(
        "{{ naam.upper() }} {% for k, v in client.items() %}{{ k }}={{ v }};{% endfor %}{{ '%s' % naam }}"
    ),
    "blanks": p("  {{ naam }}  ") + p(" ") + p("\u00a0{{ ' ' }}"),
    "letters of other alphabets": p("ĳ Ω 漢 😀 {{ naam }}"),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_equals_docxtpls(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, docx(BODIES[name]))
    assert_same(CompiledTemplate(path).render(ROWS), by_docxtpl(path, ROWS))


@pytest.mark.parametrize(
    "name", ["lines", "row loop", "run tags", "value as paragraph", "escaped braces", "blanks"]
)
def test_a_header_equals_docxtpls(name: str, tmp_path: Path) -> None:
    path = put(
        tmp_path, docx(p("x"), headers=[BODIES[name]], footers=[p("Blad van {{ naam }}"), BODIES[name]])
    )
    assert_same(CompiledTemplate(path).render(ROWS), by_docxtpl(path, ROWS))


def test_headers_of_several_sections_equal_docxtpls(tmp_path: Path) -> None:
    margins = [p(f"{number} {{{{ naam }}}}") for number in range(3)]
    path = put(tmp_path, docx(p("{{ naam }}"), headers=margins, footers=margins[:2]))
    assert_same(CompiledTemplate(path).render(ROWS), by_docxtpl(path, ROWS))


def test_a_blank_value_between_elements_is_dropped_in_a_header_as_in_docxtpl(tmp_path: Path) -> None:
    path = put(tmp_path, docx(p("x"), headers=[p("a") + p("{{p naam }}") + p("b")]))
    context = {"naam": "  "}
    assert_same(CompiledTemplate(path).render(context), by_docxtpl(path, context))


@pytest.mark.parametrize(
    "text", ["Zie {{ client.naam }}.", "{{ lang }}", "{% for g in gezin %}{{ g.naam }}{% endfor %}", "vast"]
)
def test_footnotes_equal_docxtpls(text: str, tmp_path: Path) -> None:
    path = put(tmp_path, docx(p("{{ naam }}"), footnotes=p(text)))
    ours, theirs = CompiledTemplate(path).render(ROWS), by_docxtpl(path, ROWS)
    assert_same(ours, theirs)
    assert parts(ours)["word/footnotes.xml"] == parts(theirs)["word/footnotes.xml"]


@pytest.mark.parametrize(
    "properties",
    [
        {"title": "Verslag {{ client.naam }}", "subject": "{{ naam|upper }}", "keywords": "{{ niet }}"},
        {"author": "", "comments": "{% if client.ok %}ja{% endif %}", "language": "nl-BE"},
        {"title": "vast"},
    ],
)
def test_core_properties_equal_docxtpls(properties: Mapping[str, str], tmp_path: Path) -> None:
    path = put(tmp_path, docx(p("{{ naam }}"), properties=properties))
    assert_same(CompiledTemplate(path).render(ROWS), by_docxtpl(path, ROWS))


def test_parts_that_do_not_change_keep_their_bytes(tmp_path: Path) -> None:
    content = docx(p("{{ naam }}"), headers=[p("vast")], pictures=[png(1), png(2)])
    path = put(tmp_path, content)
    ours, theirs = parts(CompiledTemplate(path).render(ROWS)), parts(by_docxtpl(path, ROWS))
    changed = {name for name in ours if ours[name] != theirs[name]}
    assert changed <= {"word/document.xml"}
    assert [name for name in ours if name.startswith("word/media/")] == [
        "word/media/image1.png",
        "word/media/image2.png",
    ]


def test_a_document_without_core_properties_gets_docxtpls_with_a_fixed_date(tmp_path: Path) -> None:
    path = put(tmp_path, _without_core(docx(p("{{ naam }}"))))
    one, other = parts(CompiledTemplate(path).render(ROWS)), parts(by_docxtpl(path, ROWS))
    assert one.keys() == other.keys()
    assert b"2000-01-01T00:00:00Z" in one["docProps/core.xml"]
    rich = parts(CompiledTemplate(path).render({"naam": RichText("x")}))
    assert rich["docProps/core.xml"] == one["docProps/core.xml"]


def _without_core(content: bytes) -> bytes:
    left = {name: part for name, part in parts(content).items() if name != "docProps/core.xml"}
    left["_rels/.rels"] = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", left["_rels/.rels"])
    return repack(left)


@pytest.mark.parametrize("context", [ROWS, {**ROWS, "naam": "", "gezin": [], "kolommen": ["een"], "nul": 4}])
def test_one_template_serves_many_contexts(context: Mapping[str, Any], tmp_path: Path) -> None:
    bodies = [
        BODIES[name]
        for name in ("row loop", "cell loop", "vertical merge", "pictures", "if over paragraphs", "lines")
    ]
    path = put(tmp_path, docx("".join(bodies)))
    template = CompiledTemplate(path)
    template.render(ROWS)
    assert_same(template.render(context), by_docxtpl(path, context))


def test_comments_and_endnotes_equal_docxtpls_where_they_hold_no_tags(tmp_path: Path) -> None:
    fixed = p("vast &amp; zeker")
    path = put(tmp_path, docx(p("{{ naam }}"), endnotes=fixed, comments=fixed))
    assert_same(CompiledTemplate(path).render(ROWS), by_docxtpl(path, ROWS))
