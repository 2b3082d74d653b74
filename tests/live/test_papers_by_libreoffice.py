"""The four papers printed by the reference engine: every answer is found there too, on about as many pages."""

from pathlib import Path

import pypdfium2
import pytest

from generator.catalog import FORMS
from generator.convert import Engine
from tests.golden import papers

pytestmark = pytest.mark.live


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "kind", [papers.full, papers.sparse, papers.overlong], ids=["volledig", "karig", "overlang"]
)
def test_libreoffice_prints_the_same_paper(form: str, kind: papers.Maker, tmp_path: Path) -> None:
    answers = kind(FORMS[form])
    engines: tuple[Engine, ...] = ("office2pdf", "libreoffice")
    pages = {
        engine: len(
            pypdfium2.PdfDocument(papers.content(papers.made(form, answers, tmp_path, engine), ".pdf"))
        )
        for engine in engines
    }
    assert abs(pages["office2pdf"] - pages["libreoffice"]) <= 1 + pages["libreoffice"] // 5
