"""The tags of one part of a template, each known by the paragraph in which its owner wrote it.

docxtpl turns the XML of a part into Jinja text, and takes whole paragraphs and rows away on the way (``{%p if … %}``,
``{%tr for … %}``). It keeps the order of the tags, so that the two texts can be laid side by side.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

_OPENING = re.compile(r"\{[{%#]")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_PARAGRAPH = re.compile(r"<w:p(?=[ />])")
_PARAGRAPH_END = "</w:p>"
_MARKUP = re.compile(r"<[^<>]*>")
_BETWEEN = re.compile(r"(?<=\{)(?:<[^>]*>)+(?=[{%#])|(?<=[%}#])(?:<[^>]*>)+(?=\})")
"""Markup inside a pair of braces; docxtpl joins them first."""
_PREFIX = re.compile(r"^(\{[{%#])(?:tr|tc|p|r)(?=\s)")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_LAYOUT = re.compile(r"\{%(colspan|cellbg|vm\b|hm\b)")


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag as it is compared (without blanks), and the number of its paragraph."""

    words: str
    paragraph: int


class Tags:
    """The Jinja text of a part, with every tag on a line of its own, and the way back from line to paragraph.

    ``original`` is the XML of the part as it stands in the file, ``source`` what docxtpl makes of it (both the same
    text for what is no XML).
    """

    def __init__(self, original: str, source: str) -> None:
        joined = _BETWEEN.sub("", original)
        starts = [found.start() for found in _PARAGRAPH.finditer(joined)]
        written: list[_Tag] = []
        self.unclosed: list[int] = []
        """Paragraphs with a tag that is opened and not closed."""
        for start, end in _tags(joined, _PARAGRAPH_END):
            number = bisect_right(starts, start) - 1
            if end is None:
                self.unclosed.append(number)
            else:
                written.append(_Tag(_bare(joined[start:end]), number))
        self.source, self._lines = _on_lines(source)
        read = [_bare(line) for line in self._lines.values()]
        self._paragraphs, self.dropped = _side_by_side(written, read)
        """``dropped``: paragraphs with a tag that docxtpl takes away together with the paragraph or row it is in."""

    def tag(self, line: int) -> str:
        """The tag on a line, as Jinja reads it."""
        return self._lines.get(line, "")

    def paragraph(self, line: int) -> int | None:
        """The paragraph of the tag on a line, or of the last tag before it."""
        place = bisect_right(list(self._lines), line) - 1
        number = self._paragraphs[place] if place >= 0 else -1
        return number if number >= 0 else None

    def lines(self) -> dict[int, str]:
        """Every tag by its line."""
        return dict(self._lines)


def _tags(text: str, stop: str = "") -> Iterator[tuple[int, int | None]]:
    """Beginning and end of each tag; no end where it is not closed before ``stop``."""
    place = 0
    while opening := _OPENING.search(text, place):
        closing = text.find(_CLOSING[opening[0]], opening.end())
        limit = text.find(stop, opening.end()) if stop else -1
        whole = closing >= 0 and not 0 <= limit < closing
        yield opening.start(), closing + 2 if whole else None
        place = closing + 2 if whole else opening.end()


def _on_lines(source: str) -> tuple[str, dict[int, str]]:
    """Put every tag at the beginning of a line, and tell the line of each."""
    pieces: list[str] = []
    lines: dict[int, str] = {}
    line, done = 1, 0
    for start, end in _tags(source):
        if end is None:
            continue
        before, tag = source[done:start], source[start:end].replace("\n", " ")
        line += before.count("\n") + 1
        lines[line] = tag
        pieces += (before, "\n", tag)
        done = end
    return "".join([*pieces, source[done:]]), lines


def _bare(tag: str) -> str:
    """A tag without blanks, markup and the letters that are for docxtpl."""
    words = unescape(_MARKUP.sub("", tag)).translate(_QUOTES)
    return re.sub(r"\s|(?<=^\{%)-|-(?=%\}$)", "", _PREFIX.sub(r"\1", words))


def _side_by_side(written: Sequence[_Tag], read: Sequence[str]) -> tuple[list[int], list[int]]:
    """The paragraph of each tag that was read, and the paragraphs of tags that were not."""
    paragraphs = [-1] * len(read)
    dropped = set(range(len(written)))
    matcher = SequenceMatcher(None, [tag.words for tag in written], read, autojunk=False)
    for ours, theirs, size in matcher.get_matching_blocks():
        for step in range(size):
            paragraphs[theirs + step] = written[ours + step].paragraph
            dropped.discard(ours + step)
    for number in range(1, len(paragraphs)):
        if paragraphs[number] < 0:
            paragraphs[number] = paragraphs[number - 1]
    lost = [written[number] for number in sorted(dropped)]
    return paragraphs, [tag.paragraph for tag in lost if not _LAYOUT.match(tag.words)]
