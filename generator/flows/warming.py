"""What each worker would make ready at its first form, made ready once: the server that workers are forked from loads this.

Judging and wording an example of each form fills what is worked out once per form. Nothing is printed here: a process that
used office2pdf can fork no more.
"""

import gc

from generator import catalog, convert, merge, validation
from generator.flows import again, make
from generator.flows.samples import AROUND
from generator.formats.table import formats
from generator.merge import shelf

__all__ = ["again", "make", "shelf"]

for _kind in catalog.RECOGNISED.values():
    _paper = validation.judge(_kind.model, _kind.rules, _kind.example_answers(1), AROUND).form
    if _paper is not None:
        merge.printed_answers(_paper)
        merge.facts_in_words(_kind.facts(_paper, AROUND.norms))
formats()
convert.load()
gc.freeze()  # what is here stays: looking at it would copy its pages into every worker
