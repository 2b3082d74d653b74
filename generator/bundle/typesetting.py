"""Type that this room draws with: measured, wrapped, shortened, and each sign in the first font that has it."""

import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from generator.bundle.book import Faces
from generator.pdf_colours import INK, Colour

MORE = "…"


@dataclass(frozen=True, slots=True)
class Style:
    """Type for one role of text; ``lead`` is the distance from line to line."""

    size: float
    lead: float
    colour: Colour = INK
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """The registered names of the fonts, in the order in which they are asked for a sign."""

    regular: tuple[str, ...]
    bold: tuple[str, ...]

    def width(self, text: str, style: Style) -> float:
        """Width of one line in points."""
        return _width(self._runs(text, style), style.size)

    def wrapped(self, text: str, style: Style, width: float, most: int = 10_000) -> tuple[str, ...]:
        """Break text in at most so many lines; a word that is too wide is broken, what does not fit becomes ``…``."""
        lines = list(self._lines(text, style, width))
        if len(lines) > most:
            kept = " ".join(lines[most - 1 :])
            lines = [*lines[: most - 1], self.shortened(kept, style, width)]
        return tuple(lines)

    def shortened(self, text: str, style: Style, width: float) -> str:
        """Cut one line to a width, with ``…`` where something is left out."""
        if self.width(text, style) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle].rstrip() + MORE, style) <= width:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + MORE

    def draw(self, canvas: Canvas, x: float, y: float, text: str, style: Style) -> None:
        """Draw one line from its left end on its base line, and a blank: else a screen reader joins it to the next."""
        canvas.setFillColorRGB(*style.colour)
        for font, run in self._runs(f"{text} ", style):
            canvas.setFont(font, style.size)
            canvas.drawString(x, y, run)
            x += float(pdfmetrics.stringWidth(run, font, style.size))

    def _lines(self, text: str, style: Style, width: float) -> Iterator[str]:
        line = ""
        for word in text.split():
            longer = f"{line} {word}" if line else word
            if self.width(longer, style) <= width:
                line = longer
                continue
            if line:
                yield line
            line = word
            while self.width(line, style) > width and len(line) > 1:
                part = self._fitting(line, style, width)
                yield line[:part]
                line = line[part:]
        if line:
            yield line

    def _fitting(self, word: str, style: Style, width: float) -> int:
        """How many signs of a word fit, at least one."""
        fits = 1
        while fits < len(word) and self.width(word[: fits + 1], style) <= width:
            fits += 1
        return fits

    def _runs(self, text: str, style: Style) -> tuple[tuple[str, str], ...]:
        return _divided(text, self.bold if style.bold else self.regular)


@lru_cache(maxsize=20_000)
def _divided(text: str, fonts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """A text in runs of one font; the same few are measured and drawn on every page."""
    composed = unicodedata.normalize("NFC", text)
    return tuple(
        (font, "".join(signs)) for font, signs in groupby(composed, lambda sign: _font_of(sign, fonts))
    )


@lru_cache(maxsize=20_000)
def _width(runs: tuple[tuple[str, str], ...], size: float) -> float:
    return sum(float(pdfmetrics.stringWidth(run, font, size)) for font, run in runs)


@cache
def _font_of(sign: str, fonts: tuple[str, ...]) -> str:
    return next((font for font in fonts if ord(sign) in pdfmetrics.getFont(font).face.charToGlyph), fonts[0])


@cache
def typeface(faces: Faces) -> Type:
    """Register the fonts to draw with."""
    spare = tuple(map(_registered, faces.spare))
    return Type((_registered(faces.regular), *spare), (_registered(faces.bold), *spare))


def _registered(path: Path) -> str:
    known = f"{path.stem} {path.parent}"
    pdfmetrics.registerFont(TTFont(known, str(path)))
    return known


class Board:
    """Pages being drawn, each of a size of its own."""

    def __init__(self, kind: Type) -> None:
        self.kind = kind
        self.marks: list[list[str]] = []
        """For each page, the roles of the texts on it, in the order of their marks."""
        self._content = io.BytesIO()
        self.canvas = Canvas(
            self._content, invariant=1, pageCompression=0, initialFontName=kind.regular[0], lang="nl-BE"
        )

    def page(self, width: float, height: float) -> Canvas:
        """Begin a page."""
        self.canvas.setPageSize((width, height))
        self.marks.append([])
        return self.canvas

    @contextmanager
    def said(self, role: str) -> Iterator[None]:
        """What is drawn inside is read out, in a role such as ``P``."""
        self.canvas.addLiteral(f"/{role} <</MCID {len(self.marks[-1])}>> BDC")
        self.marks[-1].append(role)
        yield
        self.canvas.addLiteral("EMC")

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is drawn inside is decoration."""
        self.canvas.addLiteral("/Artifact BMC")
        yield
        self.canvas.addLiteral("EMC")

    def end(self) -> None:
        """End the page."""
        self.canvas.showPage()

    def finish(self) -> bytes:
        """All pages as a PDF."""
        self.canvas.save()
        return self._content.getvalue()
