"""Contexts that hold docxtpl's own objects."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph

from generator.errors import OperatorFault, TemplateFault
from generator.merge.compiled import CompiledTemplate
from tests.merge.templates import assert_same, docx, p, parts, picture, png, put, r, saved, tbl, tr, words

Make = Callable[[DocxTemplate], dict[str, Any]]


def rich(_: DocxTemplate) -> dict[str, Any]:
    text = RichText("vet <&>", bold=True, color="#FF0000")
    text.add("schuin\nnieuw", italic=True)
    return {"naam": "x & y", "rijk": text, "lijst": ["a"]}


def paragraph(_: DocxTemplate) -> dict[str, Any]:
    return {
        "naam": "x",
        "lijst": [],
        "alinea": RichTextParagraph(RichText("vet", bold=True), parastyle="Heading1"),
    }


def listing(_: DocxTemplate) -> dict[str, Any]:
    return {"naam": Listing("een & \ntwee\adrie"), "lijst": [{"a": Listing("x\ty")}]}


def image(template: DocxTemplate) -> dict[str, Any]:
    one = InlineImage(template, io.BytesIO(png(1)), width=Mm(20))
    other = InlineImage(template, io.BytesIO(png(2)), height=Mm(10), anchor="https://example.org/")
    return {"naam": "x", "lijst": [], "beelden": [one, other], "logo": (one, 1)}


CASES: dict[str, tuple[str, Make]] = {
    "rich text": (p("a {{r rijk }} b") + p(r("{{ naam }}")) + p("{{ rijk }}"), rich),
    "rich text in a table": (
        tbl(tr("{%tc for x in lijst %}", "{{r rijk }}", "{%tc endfor %}"), grid=(1, 2)),
        rich,
    ),
    "rich paragraph": (p("{{p alinea }}") + p("{{ naam }}"), paragraph),
    "listing": (p(r("{{ naam }}", "<w:b/>")) + p("{% for x in lijst %}{{ x.a }}{% endfor %}"), listing),
    "images": (
        p("{{ beelden[0] }}") + p(picture(3)) + p("{% for x in beelden %}{{ x }}{% endfor %}{{ logo[0] }}"),
        image,
    ),
}


def made_by_docxtpl(path: Path, make: Make) -> bytes:
    template = DocxTemplate(path)
    template.render(make(template), autoescape=True)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


@pytest.mark.parametrize("name", CASES)
def test_objects_come_out_as_in_docxtpl(name: str, tmp_path: Path) -> None:
    body, make = CASES[name]
    path = put(tmp_path, docx(body, properties={"title": "{{ lijst|length }}"}, footnotes=p("{{ naam }}")))
    ours = CompiledTemplate(path).render(make(DocxTemplate(path)))
    assert_same(ours, made_by_docxtpl(path, make))


def test_images_in_headers_come_out_as_in_docxtpl(tmp_path: Path) -> None:
    margin = p("{{ beelden[1] }} {{ naam }}")
    path = put(tmp_path, docx(p("{{ beelden[0] }}"), headers=[margin, p("vast")], footers=[margin]))
    template = CompiledTemplate(path)
    ours = template.render(image(DocxTemplate(path)))
    assert_same(ours, made_by_docxtpl(path, image))
    assert template.render(image(DocxTemplate(path))) == ours
    assert Document(io.BytesIO(ours)).sections[0].header.part.related_parts


def test_links_come_out_when_their_template_is_given(tmp_path: Path) -> None:
    def link(template: DocxTemplate) -> dict[str, Any]:
        return {"naam": RichText("hier", url_id=template.build_url_id("https://example.org/"))}

    path = put(tmp_path, docx(p("{{r naam }}")))
    own = DocxTemplate(path)
    ours = CompiledTemplate(path).render(link(own), made_with=own)
    assert_same(ours, made_by_docxtpl(path, link))
    assert b"https://example.org/" in parts(ours)["word/_rels/document.xml.rels"]


def test_a_value_beside_an_object_stays_text(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        docx(p("{{ naam }}{{ rijk }}"), footnotes=p("{{ naam }}"), headers=[p("a"), p("{{ naam }}")]),
    )
    made = parts(CompiledTemplate(path).render({"naam": "{{7*7}} {_{", "rijk": RichText("")}))
    for name in ("word/document.xml", "word/header2.xml", "word/footnotes.xml"):
        assert "{{7*7}} {_{" in words(made[name])


def test_the_callers_picture_keeps_its_own_template(tmp_path: Path) -> None:
    path = put(tmp_path, docx(p("{{ beelden[0] }}")))
    own = DocxTemplate(path)
    context = image(own)
    CompiledTemplate(path).render(context)
    assert context["beelden"][0].tpl is own


def test_a_missing_picture_is_a_fault_without_its_name(tmp_path: Path) -> None:
    path = put(tmp_path, docx(p("{{ beeld }}")))
    with pytest.raises(TemplateFault) as caught:
        CompiledTemplate(path).render(
            {"beeld": InlineImage(DocxTemplate(path), str(tmp_path / "geheim.png"))}
        )
    assert caught.value.code == "SJABLOON-FOUT"
    assert "geheim" not in str(caught.value)


def test_a_picture_that_breaks_a_header_is_a_fault(tmp_path: Path) -> None:
    path = put(tmp_path, docx(p("x"), headers=[p("{{r beelden[0] }}")]))
    with pytest.raises(TemplateFault, match="SJABLOON-XML"):
        CompiledTemplate(path).render(image(DocxTemplate(path)))


def subdocument(template: DocxTemplate) -> dict[str, Any]:
    inner = Document()
    inner.add_heading("Kop & titel", 1)
    inner.add_picture(io.BytesIO(png(5)))
    return {"naam": "{{7*7}}", "deel": template.new_subdoc(io.BytesIO(saved(inner)))}


@pytest.mark.skipif("docxtpl.subdoc" not in sys.modules, reason="docxtpl was installed without sub-documents")
def test_sub_documents_come_out_as_in_docxtpl(tmp_path: Path) -> None:
    path = put(tmp_path, docx(p("{{ naam }}") + p("{{p deel }}"), headers=[p("{{ naam }}")]))
    assert_same(
        CompiledTemplate(path).render(subdocument(DocxTemplate(path))), made_by_docxtpl(path, subdocument)
    )
    mixed = {**subdocument(DocxTemplate(path)), "naam": subdocument(DocxTemplate(path))["deel"]}
    with pytest.raises(OperatorFault, match="TEKST-SOORT"):
        CompiledTemplate(path).render(mixed)
