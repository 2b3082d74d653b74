"""What a filled field looks like, for programs that do not draw it themselves (ISO 32000-2 §12.7.4.3).

Fields are typed in Helvetica, which every PDF program has. WinAnsi covers Western Europe; letters such as ł or ş
are in Helvetica too and get a code of their own. Other scripts are left to the program that shows the form
(``/NeedAppearances``): their value is kept whole in any case.
"""

import unicodedata
from dataclasses import dataclass

from pypdf.generic import ArrayObject, DictionaryObject, NumberObject, PdfObject, StreamObject

from generator.formats.pdf.fonts import entry_lines
from generator.formats.pdf.items import Look, Place
from generator.formats.pdf.style import ENTRY_LEAD, ENTRY_PAD, ENTRY_SIZE, MARK
from generator.pdf_colours import ACCENT, INK
from generator.pdf_objects import dictionary, drawing, name

_COLOUR = " ".join(str(part) for part in INK)
ENTRY_STYLE = f"/Helv {ENTRY_SIZE:g} Tf {_COLOUR} rg"
"""Default appearance of text fields."""
_MARK_COLOUR = " ".join(str(part) for part in ACCENT)
MARK_STYLE = f"/ZaDb 0 Tf {_MARK_COLOUR} rg"
"""Default appearance of check boxes and radio buttons."""
_TICK = f"q {_MARK_COLOUR} RG 1.7 w 1 J 1 j 2.5 5.6 m 4.7 3 l 8.7 8.2 l S Q"
_FREE_CODES = range(1, 32)
_ACCENTS = {
    "\u0301": "acute",
    "\u0302": "circumflex",
    "\u0304": "macron",
    "\u0306": "breve",
    "\u0307": "dotaccent",
    "\u030a": "ring",
    "\u030b": "hungarumlaut",
    "\u030c": "caron",
    "\u0326": "commaaccent",
    "\u0327": "commaaccent",
    "\u0328": "ogonek",
}
_OTHER_GLYPHS = {
    "ł": "lslash",
    "Ł": "Lslash",
    "đ": "dcroat",
    "Đ": "Dcroat",
    "ı": "dotlessi",
    "ş": "scedilla",
    "Ş": "Scedilla",
}


def helvetica(differences: ArrayObject | None = None) -> DictionaryObject:
    """Helvetica in WinAnsi, perhaps with further letters at codes of their own."""
    encoding: PdfObject = name("WinAnsiEncoding")
    if differences:
        encoding = dictionary(
            {"Type": name("Encoding"), "BaseEncoding": name("WinAnsiEncoding"), "Differences": differences}
        )
    return dictionary(
        {
            "Type": name("Font"),
            "Subtype": name("Type1"),
            "BaseFont": name("Helvetica"),
            "Encoding": encoding,
        }
    )


def typed(place: Place, shown: str, plain_font: PdfObject) -> StreamObject:
    """A text as it stands in its field."""
    if place.look is Look.LINES:
        lines = entry_lines(shown, ENTRY_SIZE, place.width - 2 * ENTRY_PAD)
        y = place.height - ENTRY_PAD - ENTRY_SIZE * 0.8
    else:
        lines = (" ".join(shown.split("\n")),)
        y = (place.height - ENTRY_SIZE) / 2 + ENTRY_SIZE * 0.22
    alphabet = _Alphabet({})
    codes = [_literal(alphabet.encoded(line)) for line in lines]
    font = helvetica(alphabet.differences) if alphabet.extra else plain_font
    written = f" 0 {-ENTRY_LEAD:g} Td ".join(f"{code} Tj" for code in codes)
    content = (
        f"/Tx BMC q 1 1 {place.width - 2:.2f} {place.height - 2:.2f} re W n "
        f"BT {ENTRY_STYLE} {ENTRY_PAD:g} {y:.2f} Td {written} ET Q EMC"
    )
    return drawing(place.width, place.height, content, dictionary({"Helv": font}))


def ticked() -> StreamObject:
    """A check box that is on."""
    return drawing(MARK, MARK, _TICK)


def dotted() -> StreamObject:
    """A radio button that is on."""
    middle, radius = MARK / 2, 3.1
    bend = radius * 0.5523
    right, left, high, low = middle + radius, middle - radius, middle + bend, middle - bend
    curves = (
        f"{right} {middle} m {right} {high} {high} {right} {middle} {right} c "
        f"{low} {right} {left} {high} {left} {middle} c {left} {low} {low} {left} {middle} {left} c "
        f"{high} {left} {right} {low} {right} {middle} c f"
    )
    return drawing(MARK, MARK, f"q {_MARK_COLOUR} rg {curves} Q")


def nothing() -> StreamObject:
    """A check box or radio button that is off: the page shows its edge."""
    return drawing(MARK, MARK, "")


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """Letters outside WinAnsi that one text uses, with the codes given to them."""

    extra: dict[str, int]

    def encoded(self, line: str) -> bytes:
        return b"".join(self._code(sign) for sign in unicodedata.normalize("NFC", line))

    def _code(self, sign: str) -> bytes:
        if sign == "\t":
            return b"    "
        try:
            return sign.encode("cp1252")
        except UnicodeEncodeError:
            pass
        if _glyph(sign) and (sign in self.extra or len(self.extra) < len(_FREE_CODES)):
            return bytes([self.extra.setdefault(sign, _FREE_CODES[len(self.extra)])])
        return b"?"

    @property
    def differences(self) -> ArrayObject:
        listed = ArrayObject()
        for sign, code in self.extra.items():
            listed += [NumberObject(code), name(_glyph(sign))]
        return listed


def _glyph(sign: str) -> str:
    """Name of a letter in Helvetica, ``""`` when it has none (Adobe Glyph List)."""
    if sign in _OTHER_GLYPHS:
        return _OTHER_GLYPHS[sign]
    letter, accent = (*unicodedata.normalize("NFD", sign), "")[:2]
    return letter + _ACCENTS[accent] if letter.isascii() and accent in _ACCENTS else ""


def _literal(raw: bytes) -> str:
    escaped = raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"({escaped.decode('latin-1')})"
