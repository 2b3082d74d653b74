"""What a mark in a PDF is made of: annotations that a reader sees and that nothing of the form depends on.

A border and a tint under the field, a numbered note in the margin with its popup, and one line at the head of the
form (ISO 32000-2 §12.5.6). Each has an appearance of its own, so that every program draws the same, and a name
(``/NM``) by which it is found again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, IndirectObject, NumberObject, PdfObject
from reportlab.pdfbase.pdfmetrics import stringWidth

from forms.findings import Finding
from generator.formats.marking import AUTHOR, blocking, words
from generator.formats.pdf.sheets import EDGE, NOTE, Rectangle, Sheet, Spot
from generator.pdf_objects import dictionary, drawing, name, numbers, text

PREFIX = "dossier-nazicht:"
"""How the name of each annotation of ours begins."""

_PRINT, _READ_ONLY, _LOCKED, _LOCKED_CONTENTS = 1 << 2, 1 << 6, 1 << 7, 1 << 9
_FIXED = _PRINT | _LOCKED | _LOCKED_CONTENTS
_GAP, _LINE, _ROUND = 1.0, 1.5, 2.5
_BADGE = 5.5
"""Half the height of the number on a border."""
_POPUP_WIDTH, _POPUP_HEIGHT = 230.0, 110.0
_BANNER_HEIGHT = 24.0


@dataclass(frozen=True, slots=True)
class _Look:
    """How a weight looks; told apart by shape too, for who does not see red from orange."""

    colour: tuple[float, float, float]
    tint: tuple[float, float, float]
    dash: str
    corner: float
    """How round a number is: 1 is a circle."""


_RED = _Look((0.776, 0.157, 0.157), (1.0, 0.91, 0.91), "", 1.0)
_AMBER = _Look((0.722, 0.361, 0.0), (1.0, 0.945, 0.84), "[3.5 2] 0 d", 0.35)
_BEND = 0.5523
"""How far the handles of a curve stand for a quarter of a circle."""


@dataclass(frozen=True, slots=True)
class Marker:
    """Makes the annotations of one mark."""

    writer: PdfWriter
    number: int
    findings: Sequence[Finding]

    @property
    def _look(self) -> _Look:
        return _RED if blocking(self.findings) else _AMBER

    def surround(self, spots: Sequence[Spot]) -> None:
        """Draw a border around every place of a field, drawn below the field so that it stays as it is to a click."""
        for place, spot in enumerate(spots):
            numbered = place == 0 or spot.sheet is not spots[place - 1].sheet
            spot.sheet.annotations.insert(0, self._border(spot, place, numbered=numbered))

    def note(self, sheet: Sheet, top: float) -> None:
        """Put the note in the right margin, at this height or the nearest that is free."""
        place = sheet.place_for_note(top)
        side = place[2] - place[0]
        drawn = _number(self.number, (0.5, 0.5, side - 0.5, side - 0.5), self._look, 9.5)
        note = dictionary(
            {
                "Name": name("Comment"),
                "Contents": text("\n\n".join(map(words, self.findings))),
                "T": text(AUTHOR),
                "C": numbers(self._look.colour),
                "Open": BooleanObject(False),
            }
        )
        reference = _annotation(self.writer, sheet, f"nota-{self.number}", "Text", place, _FIXED, note, drawn)
        note[name("Popup")] = popup = self._popup(sheet, place, reference)
        sheet.annotations.extend((reference, popup))

    def _border(self, spot: Spot, place: int, *, numbered: bool) -> IndirectObject:
        look = self._look
        left, bottom, right, top = spot.place
        frame = _wider(spot.place, _GAP + _LINE)
        badge = _badge(frame, spot, self.number) if numbered else frame
        whole = (min(frame[0], badge[0]), frame[1], max(frame[2], badge[2]), max(frame[3], badge[3]))
        shift = (-whole[0], -whole[1])
        inner = _moved(_wider(spot.place, _GAP), shift)
        line = _moved(_wider(spot.place, _GAP + _LINE / 2), shift)
        drawn = (
            f"q /Onder gs {_spaced(look.tint)} rg {_rounded(inner, _ROUND)} f Q "
            f"q {_spaced(look.colour)} RG {_LINE} w {look.dash} {_rounded(line, _ROUND)} S Q "
        )
        if numbered:
            drawn += _number(self.number, _moved(badge, shift), look, 7)
        more = dictionary(
            {
                "C": numbers(look.colour),
                "BS": dictionary({"W": NumberObject(0)}),
                "RD": numbers((left - whole[0], bottom - whole[1], whole[2] - right, whole[3] - top)),
            }
        )
        own = f"rand-{self.number}.{place}"
        return _annotation(self.writer, spot.sheet, own, "Square", whole, _FIXED | _READ_ONLY, more, drawn)

    def _popup(self, sheet: Sheet, note: Rectangle, parent: IndirectObject) -> IndirectObject:
        right = note[0] - 4
        top = max(note[3], _POPUP_HEIGHT)
        place = (max(0.0, right - _POPUP_WIDTH), top - _POPUP_HEIGHT, right, top)
        more = dictionary({"Parent": parent, "Open": BooleanObject(False)})
        return _annotation(self.writer, sheet, f"venster-{self.number}", "Popup", place, _FIXED, more, "")


def put_banner(writer: PdfWriter, sheet: Sheet, lines: tuple[str, str], *, red: bool) -> None:
    """Say in two lines at the top edge of a page what the marks are."""
    look = _RED if red else _AMBER
    width = sheet.width - 3 * EDGE - NOTE
    place = (EDGE, sheet.height - 3 - _BANNER_HEIGHT, EDGE + width, sheet.height - 3)
    bold, plain = (_fitting(line, font, width - 16) for line, font in zip(lines, _FONTS, strict=True))
    edge = (0.4, 0.4, width - 0.4, _BANNER_HEIGHT - 0.4)
    drawn = (
        f"q {_spaced(look.tint)} rg {_spaced(look.colour)} RG 0.8 w {_rounded(edge, 3)} B Q "
        f"BT {_spaced(look.colour)} rg /Vet {bold:.2f} Tf 8 14 Td {_literal(lines[0])} Tj ET "
        f"BT 0.25 0.25 0.25 rg /Gewoon {plain:.2f} Tf 8 4.5 Td {_literal(lines[1])} Tj ET"
    )
    more = dictionary(
        {
            "Contents": text(" ".join(lines)),
            "T": text(AUTHOR),
            "DA": text("/Helv 8 Tf 0 g"),
            "C": numbers(look.tint),
        }
    )
    flags = _FIXED | _READ_ONLY
    sheet.annotations.append(_annotation(writer, sheet, "kop", "FreeText", place, flags, more, drawn))


_FONTS = ("Helvetica-Bold", "Helvetica")
_LARGEST = 8.0


def _annotation(  # noqa: PLR0913, PLR0917
    writer: PdfWriter,
    sheet: Sheet,
    own: str,
    subtype: str,
    shown: Rectangle,
    flags: int,
    more: DictionaryObject,
    drawn: str,
) -> IndirectObject:
    """Complete an annotation and add it to the file; ``drawn`` is measured from its bottom left as it is seen."""
    common: dict[str, PdfObject] = {
        "Type": name("Annot"),
        "Subtype": name(subtype),
        "Rect": numbers(sheet.in_file(shown)),
        "NM": text(f"{PREFIX}{own}"),
        "F": NumberObject(flags),
    }
    if sheet.page.indirect_reference is not None:
        common["P"] = sheet.page.indirect_reference
    if drawn:
        fonts = {"Gewoon": _font(_FONTS[1]), "Vet": _font(_FONTS[0])}
        look = drawing(shown[2] - shown[0], shown[3] - shown[1], drawn)
        look[name("Matrix")] = numbers((*sheet.upright, 0, 0))
        under = dictionary({"Type": name("ExtGState"), "BM": name("Multiply")})
        look[name("Resources")] = dictionary(
            {"Font": dictionary(fonts), "ExtGState": dictionary({"Onder": under})}
        )
        common["AP"] = dictionary({"N": writer._add_object(look)})
    more.update(dictionary(common))
    return writer._add_object(more)


def _badge(frame: Rectangle, spot: Spot, number: int) -> Rectangle:
    """Where the number of a border stands: on its top right corner, or left of a small button."""
    half = max(_BADGE, stringWidth(str(number), _FONTS[0], 7) / 2 + 2)
    if spot.is_button:
        middle = (frame[1] + frame[3]) / 2
        return (frame[0] - 2 * half - 1, middle - _BADGE, frame[0] - 1, middle + _BADGE)
    return (frame[2] - half, frame[3] - _BADGE, frame[2] + half, frame[3] + _BADGE)


def _number(number: int, place: Rectangle, look: _Look, size: float) -> str:
    """Draw a number in white on colour."""
    left, bottom, right, top = place
    digits = str(number)
    fitting = min(size, size * (right - left - 2) / stringWidth(digits, _FONTS[0], size))
    x = (left + right - stringWidth(digits, _FONTS[0], fitting)) / 2
    y = (bottom + top) / 2 - fitting * 0.36
    radius = look.corner * (top - bottom) / 2
    return (
        f"q {_spaced(look.colour)} rg {_rounded(place, radius)} f "
        f"BT 1 g /Vet {fitting:.2f} Tf {x:.2f} {y:.2f} Td ({digits}) Tj ET Q "
    )


def _rounded(place: Rectangle, radius: float) -> str:
    """The path of a rectangle with round corners."""
    left, bottom, right, top = place
    radius = min(radius, (right - left) / 2, (top - bottom) / 2)
    bend = radius * (1 - _BEND)
    points = (
        f"{left + radius:.2f} {bottom:.2f} m {right - radius:.2f} {bottom:.2f} l",
        f"{right - bend:.2f} {bottom:.2f} {right:.2f} {bottom + bend:.2f} {right:.2f} {bottom + radius:.2f} c",
        f"{right:.2f} {top - radius:.2f} l",
        f"{right:.2f} {top - bend:.2f} {right - bend:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c",
        f"{left + radius:.2f} {top:.2f} l",
        f"{left + bend:.2f} {top:.2f} {left:.2f} {top - bend:.2f} {left:.2f} {top - radius:.2f} c",
        f"{left:.2f} {bottom + radius:.2f} l",
        f"{left:.2f} {bottom + bend:.2f} {left + bend:.2f} {bottom:.2f} {left + radius:.2f} {bottom:.2f} c h",
    )
    return " ".join(points)


def _wider(place: Rectangle, by: float) -> Rectangle:
    left, bottom, right, top = place
    return (left - by, bottom - by, right + by, top + by)


def _moved(place: Rectangle, by: tuple[float, float]) -> Rectangle:
    return (place[0] + by[0], place[1] + by[1], place[2] + by[0], place[3] + by[1])


def _fitting(line: str, font: str, width: float) -> float:
    return min(_LARGEST, width / float(stringWidth(line, font, 1)))


def _font(base: str) -> DictionaryObject:
    return dictionary(
        {
            "Type": name("Font"),
            "Subtype": name("Type1"),
            "BaseFont": name(base),
            "Encoding": name("WinAnsiEncoding"),
        }
    )


def _literal(line: str) -> str:
    return f"({line})"


def _spaced(parts: Sequence[float]) -> str:
    return " ".join(f"{part:g}" for part in parts)
