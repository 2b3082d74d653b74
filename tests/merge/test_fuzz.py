"""Templates and values nobody thought of, compared with docxtpl."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateError
from lxml import etree

from benchmarks.peers import by_docxtpl
from generator.errors import TemplateFault
from generator.merge.compiled import CompiledTemplate
from generator.merge.values import is_text
from tests.merge.templates import assert_same, docx, p, parts, picture, put, r, tbl, tc, tr, words

# docxtpl reads ``{_{`` in a value as template text, and XML 1.0 turns a lone carriage return into a line feed:
# both are tested by themselves.
texts = st.text(
    st.one_of(st.sampled_from("abé <>&'\"\n\t}{%|\u2019\u00a0"), st.characters(exclude_categories=["Cs"])),
    max_size=12,
).filter(lambda text: is_text(text) and "_" not in text and "\r" not in text)
plain = texts.filter(lambda text: not any(sign in text for sign in "\n\t\a\f"))

tags = st.sampled_from(
    [
        "{{ a }}",
        "{{ b.c }}",
        "{% if ok %}{{ a }}{% else %}x{% endif %}",
        "{% for x in rows %}{{ x.n }}{% endfor %}",
        "woord",
        " ",
        "{{ rows|length }}",
        "{{ b.c|upper }}",
        "{%- if ok %}y{% endif %}",
        "{_{ vast }_}",
    ]
)
loops = st.sampled_from([("for x in rows", "endfor"), ("if ok", "endif"), ("for y in niets", "endfor")])
properties = st.sampled_from(["", "<w:b/>", '<w:color w:val="{{ kleur }}"/>'])
runs = st.one_of(st.builds(r, tags, properties), st.builds(picture, st.integers(1, 9)))
crossing = st.builds(
    lambda loop, one, more, other: (
        r(f"{{% {loop[0]} %}}{one}") + "".join(more) + r(f"{other}{{% {loop[1]} %}}")
    ),
    loops,
    tags,
    st.lists(st.one_of(runs, st.just("</w:p><w:p>")), max_size=3),
    tags,
)
paragraphs = st.lists(st.one_of(runs, runs, crossing), max_size=4).map(lambda inside: p(*inside))
cells = st.builds(
    tc,
    paragraphs,
    st.sampled_from(["", "", '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>']),
)
rows = st.lists(cells, min_size=1, max_size=3).map(lambda inside: tr(*inside))


looped_rows = st.builds(
    lambda loop, inside: tr(f"{{%tr {loop[0]} %}}") + "".join(inside) + tr(f"{{%tr {loop[1]} %}}"),
    loops,
    st.lists(rows, min_size=1, max_size=2),
)
tables = st.builds(
    lambda inside, grid: tbl(*inside, grid=grid),
    st.lists(st.one_of(rows, looped_rows), min_size=1, max_size=3),
    st.lists(st.integers(1, 5000), min_size=1, max_size=4),
)
blocks = st.one_of(paragraphs, tables)
looped_blocks = st.builds(
    lambda loop, inside: p(f"{{%p {loop[0]} %}}") + "".join(inside) + p(f"{{%p {loop[1]} %}}"),
    loops,
    st.lists(blocks, min_size=1, max_size=3),
)
bodies = st.lists(st.one_of(blocks, looped_blocks), min_size=1, max_size=4).map("".join)
contexts = st.fixed_dictionaries(
    {
        "a": texts,
        "b": st.fixed_dictionaries({"c": texts}),
        "ok": st.booleans(),
        "rows": st.lists(st.fixed_dictionaries({"n": texts}), max_size=3),
        "niets": st.just([]),
        "kleur": plain,
    }
)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(bodies, bodies, contexts)
def test_any_template_equals_docxtpls(body: str, header: str, context: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = put(Path(folder), docx(body, headers=[header]))
        try:
            expected = by_docxtpl(path, context)
        except (etree.XMLSyntaxError, TemplateError):
            with pytest.raises(TemplateFault):
                CompiledTemplate(path).render(context)
        else:
            assert_same(CompiledTemplate(path).render(context), expected)


with tempfile.TemporaryDirectory() as _folder:
    ONE = CompiledTemplate(
        put(Path(_folder), docx(p(r("["), r("{{ a }}"), r("]")), headers=[p("[{{ a }}]")]))
    )


@settings(max_examples=400)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40).filter(is_text))
def test_any_text_arrives_once_and_unchanged(text: str) -> None:
    made = parts(ONE.render({"a": text}))
    # XML readers give a carriage return as a line feed (XML 1.0 §2.11); the other three are new paragraphs or pages.
    expected = f"[{text}]".replace("\r", "\n").replace("\a", "").replace("\f", "\n")
    for name in ("word/document.xml", "word/header1.xml"):
        assert words(made[name]) == expected
