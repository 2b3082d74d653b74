"""What is proven of a template, and that it is proven of ordinary ones: without it each rendering is slow."""

import io
from pathlib import Path

import pytest
from docx import Document

from benchmarks.peers import by_docxtpl
from generator.errors import TemplateFault
from generator.merge.compiled import CompiledTemplate
from generator.merge.listing import resolve_listing
from generator.merge.proof import Proof, prove
from generator.merge.sources import body_source
from generator.merge.text import parse_part
from tests.merge.templates import assert_same, docx, p, picture, r, tbl, tc, tr

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "docx"


def proof(body: str) -> Proof:
    source = body_source(Document(io.BytesIO(docx(body))))
    return prove(parse_part("word/document.xml", source))


ORDINARY = (
    p("Beste {{ naam|upper }}", r("vet", '<w:color w:val="{{ kleur }}"/>'))
    + p("{%p for g in gezin %}")
    + p("{% if g.c %}kop: ", "{{ g.c }}{% else %}zonder kop", r(" vet", "<w:b/>"), "{% endif %}")
    + p("{% for h in g.d %}{{ h }}")
    + p("{% endfor %}")
    + p("{{ g.naam }}{% if g.b %} en {{ g.b }}{% else %}.{% endif %}")
    + p("{%p endfor %}")
    + tbl(
        tr("a", "b"),
        tr("{%tr for g in gezin %}", ""),
        tr("{{ g }}", tc(p("{%p if g %}") + p("x") + p("{%p endif %}"))),
        tr("{%tr endfor %}", ""),
        tr(tc("samen", '<w:gridSpan w:val="2"/>')),
    )
)


def test_an_ordinary_template_needs_no_mending() -> None:
    assert proof(ORDINARY) == Proof(sound=True, fitting=True)


@pytest.mark.parametrize(
    "body",
    [
        p("a{% if a %}b") + tbl(tr("c{% endif %}d")),
        p(
            "a{% if a %}b",
            f'<w:hyperlink w:anchor="x">{r("x{% endif %}y{% if b %}z")}</w:hyperlink>',
            r("{% endif %}"),
        ),
        p("a{% if a %}b") + tbl(tr("c")) + p("c{% endif %}d"),
        p("a{% if a %}b", f'<w:r xmlns:x="urn:x">{picture(1)}<w:t>c{{% endif %}}d</w:t></w:r>'),
        p("{% set x %}y{% endset %}{{ x }}"),
        p("{{ a|e|upper }}"),
        p("{{ '%c' % a }}"),
        p("{{ a.upper() }}"),
        p("{{ '\\x01' }}"),
        p("{{r a }}"),
        p("{{p a }}"),
        p("<w:r><w:instrText>{{ a }}</w:instrText></w:r>"),
        p('<w:r><w:t xml:space="preserve"/><w:t>{{ a }}</w:t></w:r>'),
        p("<m:oMath><m:r><m:t>{{ a }}</m:t></m:r></m:oMath>"),
        p("{{ a }}", "<!-- x -->"),
        p("{% for x in y recursive %}{{ x }}{% endfor %}"),
    ],
)
def test_what_may_need_mending_is_not_called_sound(body: str) -> None:
    assert not proof(body).sound


@pytest.mark.parametrize(
    "table",
    [
        tbl(tr("{%tr for a in b %}", ""), tr("a", "b"), tr("{%tr endfor %}", "")),
        tbl(tr("a", "b"), tr("a", "b", "c")),
        tbl(tr("a"), tr("b")),
        tbl(tr("{%tc for a in b %}", "x", "{%tc endfor %}"), tr("a", "b")),
        tbl(tr(tc("{% colspan a %}x"))),
        tbl(tr("a", "b"), grid=(1, 2, 3)),
        tbl(tr("a", "b")).replace("<w:tblGrid>", "<w:x>").replace("</w:tblGrid>", "</w:x>"),
        tbl(tr("a", tc(tbl(tr("a", "b", "c"), grid=(1, 2, 3)).join((p("x"), p("y")))))),
    ],
)
def test_tables_that_may_need_columns_are_not_called_fitting(table: str) -> None:
    assert not proof(table).fitting


def test_a_place_for_an_object_is_found_by_its_line() -> None:
    assert proof(p("x") + p("y") + p("{{r a }}")).objects == (4,)


@pytest.mark.parametrize("sign", ["\n", "\t", "\a", "\f", "\n\t\n"])
def test_layout_signs_outside_paragraphs_are_left_alone(sign: str) -> None:
    assert resolve_listing(f"{sign}<w:p/>{sign}") == f"{sign}<w:p/>{sign}"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample documents are not here")
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.docx")), ids=lambda path: str(path.stem))
def test_real_documents_come_out_as_in_docxtpl(path: Path) -> None:
    try:
        expected = by_docxtpl(path, {})
    except AttributeError:
        # docxtpl stops at a table without a grid.
        with pytest.raises(TemplateFault, match="SJABLOON-XML"):
            CompiledTemplate(path)
    else:
        assert_same(CompiledTemplate(path).render({}), expected)
