"""The dressing room: a Word template and plain values go in, a Word document comes out.

Costs little to import: what reads Word documents is loaded at the first template.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from generator.merge.context import facts_in_words, long_dates, must_show, printed_answers, words_of
from generator.merge.report import report

if TYPE_CHECKING:
    from generator.merge.compiled import CompiledTemplate

__all__ = ["facts_in_words", "long_dates", "must_show", "printed_answers", "report", "template", "words_of"]


def template(path: Path, kept: Path | None = None) -> "CompiledTemplate":
    """Give the compiled template of a file; ``kept`` is a folder of our own for what the next process need not compile.

    Raises TemplateFault.
    """
    from generator.merge.shelf import compiled

    return compiled(path, kept)
