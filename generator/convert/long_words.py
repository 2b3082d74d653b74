"""Lets a word that is wider than its column go on at the next line.

Word and LibreOffice break such a word (a path, an e-mail address) anywhere; office2pdf lets it run into the next
cell or off the sheet, or widens the column. A line break in the word, in the copy that the engine gets, settles it.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from generator.convert import package
from generator.convert.fonts import PinnedFonts
from generator.convert.styles import STYLES

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BODY = "word/document.xml"
_TWIPS = 20.4
"""1/20 point for each point of a letter's size, and a little so that bold fits too."""
_SIZE = 10.5
"""Size of letters in points where no style tells."""
_PADDING = 125
_LINE = 5000
"""Width in 1/20 point that every line of running text has, also in a list of labels and answers."""
_UNKNOWN = 0.9
"""Width of a letter that the font lacks, as a part of its height."""


def break_long_words(parts: package.Parts, fonts: PinnedFonts) -> None:
    """Put line breaks into the words of the body that are wider than their cell, or than a line."""
    root = package.parse(parts[_BODY])
    widths = letter_widths(fonts)
    sizes = _sizes(parts.get(STYLES))
    largest, rooms = _largest(root, sizes) * _TWIPS, _Rooms()
    changed = [
        _break(text, room, _Letters(widths, _size(text, sizes)))
        for text in list(root.iter(f"{package.W}t"))
        if _widest(text.text or "", widths) * largest > (room := rooms[_cell(text)])
    ]
    if any(changed):
        parts[_BODY] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@lru_cache(maxsize=2)
def letter_widths(fonts: PinnedFonts) -> Mapping[str, float]:
    """Width of each letter of the first font, as a part of its height."""
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # Carlito's date of making is odd, and no matter
    with TTFont(fonts.regular[0], lazy=True) as face:
        height, advances = face["head"].unitsPerEm, face["hmtx"]
        return _Widths(
            (chr(point), advances[glyph][0] / height) for point, glyph in face.getBestCmap().items()
        )


class _Widths(dict[str, float]):
    def __missing__(self, letter: str) -> float:
        return _UNKNOWN


def _widest(said: str, widths: Mapping[str, float]) -> float:
    """Width of the widest word, as a part of the height of its letters."""
    return max((sum(map(widths.__getitem__, word)) for word in said.split()), default=0.0)


def _largest(root: etree._Element, sizes: Mapping[str, float]) -> float:
    """Size of the largest letters in points."""
    return max((_SIZE, *sizes.values(), *(_points(size) for size in root.iter(f"{package.W}sz"))))


@dataclass(frozen=True, slots=True)
class _Letters:
    """Letters of one font in one size."""

    widths: Mapping[str, float]
    size: float

    def width(self, letter: str) -> float:
        """Width in 1/20 point."""
        return self.widths[letter] * self.size * _TWIPS


@lru_cache(maxsize=16)
def _sizes(styles: bytes | None) -> Mapping[str, float]:
    """Size in points of each paragraph style that says it itself. The same for all papers of a template."""
    found: dict[str, float] = {}
    for style in () if styles is None else package.parse(styles).iter(f"{package.W}style"):
        size = style.find(f"{package.W}rPr/{package.W}sz")
        if size is not None:
            found[style.get(f"{package.W}styleId", "")] = _points(size)
    return found


def _size(text: etree._Element, sizes: Mapping[str, float]) -> float:
    """Size of the letters of a text: of its run, else of its paragraph's style."""
    run = text.getparent()
    own = None if run is None else run.find(f"{package.W}rPr/{package.W}sz")
    if own is not None:
        return _points(own)
    paragraph = next(text.iterancestors(f"{package.W}p"), None)
    style = None if paragraph is None else paragraph.find(f"{package.W}pPr/{package.W}pStyle")
    return sizes.get("" if style is None else style.get(f"{package.W}val", ""), _SIZE)


def _cell(text: etree._Element) -> etree._Element | None:
    return next(text.iterancestors(f"{package.W}tc"), None)


class _Rooms(dict[etree._Element | None, float]):
    """Width of the lines in each cell, and outside of cells, in 1/20 point; looked up once."""

    def __missing__(self, cell: etree._Element | None) -> float:
        width = None if cell is None else cell.find(f"{package.W}tcPr/{package.W}tcW")
        if width is None or width.get(f"{package.W}type") != "dxa":
            self[cell] = _LINE
        else:
            self[cell] = float(width.get(f"{package.W}w", "0")) - _PADDING
        return self[cell]


def _points(size: etree._Element) -> float:
    return float(size.get(f"{package.W}val", "21")) / 2


def _break(text: etree._Element, room: float, letters: _Letters) -> bool:
    """Cut a text within the words that are too wide; a line break stands at each cut."""
    first, *rest = _pieces(text.text or "", room, letters)
    text.text = first
    for piece in rest:
        line_break = etree.Element(f"{package.W}br")
        following = etree.Element(f"{package.W}t")
        following.text = piece
        following.set(_SPACE, "preserve")
        text.addnext(line_break)
        line_break.addnext(following)
        text = following
    return bool(rest)


def _pieces(said: str, room: float, letters: _Letters) -> list[str]:
    """Split a text wherever a word would grow wider than the room, after its last hyphen that fits if it has one.

    Joined they are the text again.
    """
    pieces, start, used = [], 0, 0.0
    hyphen, beside = 0, 0.0  # where the piece may end instead, and how wide the word is after that
    for place, letter in enumerate(said):
        width = letters.width(letter)
        if letter.isspace():
            used, hyphen = 0.0, 0
            continue
        if place > 1 and said[place - 1] == "-" and said[place - 2].isalpha() and letter.isalpha():
            hyphen, beside = place, 0.0
        used, beside = used + width, beside + width
        if used > room and place > start:
            end, used = (hyphen, beside) if hyphen > start else (place, width)
            pieces.append(said[start:end])
            start, hyphen = end, 0
    return [*pieces, said[start:]]
