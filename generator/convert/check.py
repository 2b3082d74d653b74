"""Whether a PDF is whole: it opens, has pages, every answer is legible on them, and nothing is printed over.

An engine may lose text without a word: a table row taller than the page runs off the sheet, a glyph is missing,
a converter skips what it does not know. Nothing is published that did not pass here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from generator.convert.matching import Pages, holds
from generator.convert.opened import Opened, Sheet, legible
from generator.errors import OperatorFault

_Box = tuple[float, float, float, float]
"""left, bottom, right, top, in points."""
_RIGHT, _UP = 0, 1
"""Directions: where a box begins in it; it ends two places on."""
_ALIKE = 2.0
"""What differs more in height is not of one text (a watermark lies over the text on purpose)."""
_OVER = 0.5
"""Neighbouring lines share at most a fifth of their height (accents, tight setting); half is illegible."""
_SPOILED = 3
"""So many pairs of letters on one another are no coincidence."""
_BAND = 4.0
"""Points; letters that lie on one another have their middles in the same band of this height or in the next."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands in a PDF: the text of each page (only what lies on the sheet), and how many pages are spoiled."""

    texts: tuple[str, ...]
    spoiled: int
    """Pages where lines are printed over one another."""


def check(printed: Opened, values: Sequence[str]) -> None:
    """Raise OperatorFault unless the PDF opens, has pages, holds every value and is legible.

    ``PDF-ONLEESBAAR``, ``PDF-TEKST-ONTBREEKT`` or ``PDF-TEKST-OVERDRUK``; the message tells how many values or
    pages, never which text.
    """
    with legible():
        found = _read(printed)
        lost = _lost(printed, found, values)
    if lost:
        raise OperatorFault(
            "PDF-TEKST-ONTBREEKT",
            f"Van {len(values)} antwoorden staan er {len(lost)} niet (volledig) in de PDF.",
        )
    if found.spoiled:
        raise OperatorFault(
            "PDF-TEKST-OVERDRUK",
            f"Op {found.spoiled} bladzijde(n) van de PDF staan regels over elkaar gedrukt.",
        )


def missing(pdf: bytes, values: Sequence[str]) -> list[str]:
    """Give the values that do not stand in a PDF. Raises OperatorFault ``PDF-ONLEESBAAR``."""
    with _opened(pdf) as printed:
        return _lost(printed, _read(printed), values)


def page_count(pdf: bytes) -> int:
    """Count the pages. Raises OperatorFault ``PDF-ONLEESBAAR``."""
    with _opened(pdf) as printed:
        return len(printed)


def read(pdf: bytes) -> Printed:
    """Read the text of a PDF. Raises OperatorFault ``PDF-ONLEESBAAR``, also when it has no pages."""
    with _opened(pdf) as printed:
        return _read(printed)


def _read(printed: Opened) -> Printed:
    texts, spoiled = [], 0
    for sheet in printed.sheets():
        texts.append(sheet.text.get_text_bounded())
        spoiled += _is_spoiled(sheet)
    return Printed(tuple(texts), spoiled)


def _lost(printed: Opened, found: Printed, values: Sequence[str]) -> list[str]:
    lost = _missing(found.texts, values)
    return _missing(_from_left_to_right(printed), lost) if lost else lost


def _missing(texts: Sequence[str], values: Iterable[str]) -> list[str]:
    pages = Pages.of(texts)
    return [value for value in dict.fromkeys(values) if not holds(pages, value)]


def _from_left_to_right(printed: Opened) -> list[str]:
    """Read the text of each page with the letters of every line in the order in which they stand.

    LibreOffice prints a line in two goes when its font lacks a sign: first all it has, then the rest from another
    font, so that ``☒ ja`` reads ``ja☒``. Slower than ``read``, and needless when that finds everything.
    """
    return ["\n".join(_lines(sheet)) for sheet in printed.sheets()]


def _lines(sheet: Sheet) -> Iterator[str]:
    line: list[tuple[float, str]] = []
    for sign, box in chain(_letters(sheet), [("\n", None)]):
        if box is not None:
            line.append((box[0], sign))
        elif line:
            yield "".join(sign for _, sign in sorted(line, key=itemgetter(0)))
            line.clear()


def _letters(sheet: Sheet) -> Iterator[tuple[str, _Box | None]]:
    """Give each character on the sheet with its box, in the order of printing; a line end has no box."""
    from pypdfium2.raw import FPDFText_GetUnicode

    left, bottom, right, top = sheet.page.get_bbox()
    text = sheet.text
    for number in range(text.count_chars()):
        sign = chr(FPDFText_GetUnicode(text, number))
        box = text.get_charbox(number)
        if sign in "\r\n":
            yield sign, None
        elif left <= box[0] and box[2] <= right and bottom <= box[1] and box[3] <= top:
            yield sign, box


def _is_spoiled(sheet: Sheet) -> bool:
    """Tell whether lines are printed over one another: by the boxes of the lines, and if those touch, by letter."""
    lines = [sheet.text.get_rect(number) for number in range(sheet.text.count_rects())]
    # Lines lie below one another, letters beside: so few are compared.
    if not any(_overlaps(lines, along=_UP)):
        return False
    bands: defaultdict[int, list[_Box]] = defaultdict(list)
    before: _Box | None = None
    for sign, box in _letters(sheet):
        # The letters of a ligature come one after another with the one box of their glyph.
        if box is not None and box != before and sign.isalnum():
            bands[int((box[1] + box[3]) / 2 / _BAND)].append(box)
        before = box
    pairs = sum(sum(_overlaps(bands[band] + bands.get(band + 1, []), along=_RIGHT)) for band in list(bands))
    return pairs >= _SPOILED


def _overlaps(boxes: Iterable[_Box], along: int) -> Iterator[bool]:
    """Compare each box with those that begin, in one direction, before it ends."""
    ordered, across = sorted(boxes, key=itemgetter(along)), 1 - along
    for number, box in enumerate(ordered):
        end, first, last = box[along + 2], box[across], box[across + 2]
        for other in ordered[number + 1 :]:
            if other[along] >= end:
                break
            if other[across] < last and first < other[across + 2]:
                yield _lies_on(box, other)


def _lies_on(one: _Box, other: _Box) -> bool:
    """Tell whether two boxes of like height share more than half the height and half the width of the smaller."""
    low, tall = sorted((one[3] - one[1], other[3] - other[1]))
    narrow = min(one[2] - one[0], other[2] - other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    width = min(one[2], other[2]) - max(one[0], other[0])
    return tall <= _ALIKE * low and height > _OVER * low and width > _OVER * narrow


@contextmanager
def _opened(pdf: bytes) -> Iterator[Opened]:
    with legible(), closing(Opened(pdf)) as printed:
        yield printed
