"""The dressing room: a Word template and plain values go in, a Word document comes out."""

from generator.merge.context import facts_in_words, long_dates, must_show, printed_answers, words_of
from generator.merge.report import report
from generator.merge.shelf import compiled

__all__ = ["compiled", "facts_in_words", "long_dates", "must_show", "printed_answers", "report", "words_of"]
