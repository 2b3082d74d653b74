"""A copy of a template with its faults as Word comments."""

import io
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn

from forms.findings import Severity
from generator.merge.annotating import annotated
from generator.merge.lint import lint
from generator.merge.problem import Problem
from tests.merge.templates import docx, p, put, tbl, tr


def remarked(document: Word) -> dict[str, list[str]]:
    """What the comments say, by the text of the paragraph that they are on."""
    words = {
        str(comment.comment_id): [paragraph.text for paragraph in comment.paragraphs]
        for comment in document.comments
    }
    found: dict[str, list[str]] = {}
    for start in document.element.body.iter(qn("w:commentRangeStart")):
        text = "".join(node.text or "" for node in start.getparent().iter(qn("w:t")))
        found.setdefault(text, []).extend(words[start.get(qn("w:id"))])
    return found


def test_each_fault_is_a_comment_at_its_paragraph(tmp_path: Path) -> None:
    path = put(
        tmp_path, docx(p("een") + tbl(tr("{{ a() }}", "{{ b|safe }}")) + p(), headers=[p("{{ c() }}")])
    )
    before = path.read_bytes()
    problems = (*lint(path), Problem("SJABLOON-X", "", "Overal.", severity=Severity.WAARSCHUWING))
    found = remarked(Document(io.BytesIO(annotated(path, problems))))
    assert found["een"][0].startswith("Nazicht van het sjabloon: 3 fouten, 1 waarschuwing.")
    assert found["een"][1].startswith(
        "Koptekst, alinea 1, bij «{{ c() }}». Fout: Een tag mag niets aanroepen"
    )
    assert found["een"][2] == "Waarschuwing: Overal. (SJABLOON-X)"
    assert [line.partition(":")[0] for line in found["{{ a() }}"]] == ["Fout"]
    assert "«safe»" in found["{{ b|safe }}"][0]
    assert path.read_bytes() == before


def test_an_empty_paragraph_can_have_a_comment_and_a_clean_template_gets_none(tmp_path: Path) -> None:
    path = put(tmp_path, docx(p()))
    problem = Problem("SJABLOON-X", "word/document.xml", "Hier.", paragraph=0)
    assert remarked(Document(io.BytesIO(annotated(path, [problem])))).keys() == {""}
    assert not list(Document(io.BytesIO(annotated(path, []))).comments)


def test_comments_left_in_a_template_would_be_in_every_document(tmp_path: Path) -> None:
    path = put(tmp_path, docx(p("{{ a() }}")))
    copy = put(tmp_path, annotated(path, lint(path)), "kopie.docx")
    assert [problem.code for problem in lint(copy)] == ["SJABLOON-OPMERKING", "SJABLOON-TAAL"]
