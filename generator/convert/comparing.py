"""Two PDFs of one document, by two engines, laid side by side line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from generator.convert.check import missing, read

_LINE_END = re.compile("[\r\n\x02]+")
"""What pdfium gives at the end of a line; ``\\x02`` is a hyphen there."""

_BETWEEN = re.compile("[-\u2010\\s]")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, and the number of its page from 1."""

    page: int
    text: str


def only_in(pdf: bytes, other: bytes) -> tuple[Line, ...]:
    """Give the lines of a PDF that do not stand in another, wherever the pages break; page numbers aside.

    A line may end in a word too long for it, within which a page of the other ends: it is looked for with that word whole.
    Raises OperatorFault ``PDF-ONLEESBAAR``.
    """
    lines = list(_lines(read(pdf).texts))
    lost = set(missing(other, [line.text for line, _ in lines]))
    lost_whole = set(missing(other, [whole for line, whole in lines if line.text in lost]))
    return tuple(line for line, whole in lines if line.text in lost and whole in lost_whole)


def first_other_page(pdf: bytes, other: bytes) -> int:
    """The number of the first page that does not hold the same as in the other PDF; 0 when all do."""
    pages = zip_longest(_words(pdf), _words(other))
    return next((number for number, (one, two) in enumerate(pages, start=1) if one != two), 0)


def _words(pdf: bytes) -> list[str]:
    """The text of each page without blanks, page numbers, and hyphens, which may stand at another line's end."""
    texts = read(pdf).texts
    words = dict.fromkeys(range(1, len(texts) + 1), "")
    for line, _ in _lines(texts):
        words[line.page] += _BETWEEN.sub("", line.text)
    return list(words.values())


def _lines(texts: tuple[str, ...]) -> Iterator[tuple[Line, str]]:
    """Give each line, and its text with the rest of a word that goes on at the next line."""
    for page, text in enumerate(texts, start=1):
        for line, following in pairwise([*_LINE_END.split(text), ""]):
            words = " ".join(line.split())
            if words and not _counts_pages(words, page, len(texts)):
                rest = "" if line[-1:].isspace() else following.partition(" ")[0]
                yield Line(page, words), words + rest


def _counts_pages(words: str, page: int, pages: int) -> bool:
    """Tell whether a line numbers its page: ``pagina 3 van 10``."""
    return re.search(rf"\b{page}\D{{1,9}}{pages}\b", words) is not None
