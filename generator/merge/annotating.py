"""A copy of a template with its faults as Word comments, each at its paragraph."""

import io
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from forms.findings import Severity
from generator import dutch
from generator.merge.problem import Problem

_AUTHOR = "Nazicht"
_INITIALS = "N"


def annotated(path: Path, problems: Sequence[Problem]) -> bytes:
    """Give a copy of a template with a comment for each problem.

    Word has no comments in headers, footers and notes: what is there, or everywhere, is told in the first comment.
    Raises anything on a file that is no Word document.
    """
    with path.open("rb") as file:
        document = Document(file)
    paragraphs = [_outermost(each) for each in document.element.body.iter(qn("w:p"))]
    placed = [problem for problem in problems if _is_placed(problem, len(paragraphs))]
    if problems and not paragraphs:
        paragraphs = [document.add_paragraph()._p]
    if problems:
        told = [_summary(problems), *(_at_its_place(each) for each in problems if each not in placed)]
        _comment(document, paragraphs[0], told)
    for problem in placed:
        _comment(document, paragraphs[problem.paragraph or 0], [_words(problem)])
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _is_placed(problem: Problem, paragraphs: int) -> bool:
    return problem.paragraph is not None and problem.paragraph < paragraphs


def _outermost(paragraph: etree._Element) -> etree._Element:
    """The paragraph itself, or the one that holds its text box: a text box takes no comments."""
    return [paragraph, *paragraph.iterancestors(qn("w:p"))][-1]


def _comment(document: Word, paragraph: etree._Element, lines: Sequence[str]) -> None:
    place = Paragraph(paragraph, document._body)  # type: ignore[arg-type]  # an element of python-docx
    runs = place.runs or [place.add_run()]
    comment = document.add_comment(runs, lines[0], _AUTHOR, _INITIALS)
    for line in lines[1:]:
        comment.add_paragraph(line)


def _words(problem: Problem) -> str:
    return f"{problem.severity.value.capitalize()}: {problem.message} ({problem.code})"


def _at_its_place(problem: Problem) -> str:
    place = f"{problem.place[:1].upper()}{problem.place[1:]}. " if problem.place else ""
    return f"{place}{_words(problem)}"


def _summary(problems: Sequence[Problem]) -> str:
    faults = sum(problem.severity is Severity.FOUT for problem in problems)
    return (
        f"Nazicht van het sjabloon: {dutch.counted(faults, 'fout', 'fouten')}, "
        f"{dutch.counted(len(problems) - faults, 'waarschuwing', 'waarschuwingen')}. Elk staat bij zijn plaats; wat in een kop- of "
        "voettekst staat of overal geldt, staat hier. Verwijder de opmerkingen voor u dit als sjabloon gebruikt."
    )
