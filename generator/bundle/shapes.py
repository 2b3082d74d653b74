"""What of a PDF's objects is needed to draw a page (ISO 32000-2): for each kind its keys, and of what kind their values are.

An allow-list: whatever is not named here (actions, scripts, metadata, links to other files) does not come along.
"""

from collections.abc import Mapping

PLAIN = "plain"
"""Numbers, names, colour spaces, functions: everything comes along but ``NEVER``."""
LAYER = "layer"
"""An optional content group, or a rule over some."""

_SAME_FOR_ALL = {"/Type": PLAIN, "/Subtype": PLAIN}


def _plain(keys: str) -> dict[str, str]:
    return {f"/{key}": PLAIN for key in keys.split()}


KEYS: Mapping[str, Mapping[str, str]] = {
    "resources": {
        "/ColorSpace": "plains",
        "/ExtGState": "states",
        "/Font": "fonts",
        "/Pattern": "patterns",
        "/Properties": "marks",
        "/Shading": "plains",
        "/XObject": "drawings",
    },
    "lent": {"/ColorSpace": "plains", "/ExtGState": "states", "/Font": "fonts"},
    "form": _SAME_FOR_ALL
    | _plain("BBox Matrix FormType")
    | {"/Resources": "resources", "/Group": "group", "/OC": LAYER},
    "image": _SAME_FOR_ALL
    | _plain("Width Height ColorSpace BitsPerComponent Intent ImageMask Decode Interpolate SMaskInData Matte")
    | {"/Mask": "mask", "/SMask": "image", "/OC": LAYER},
    "glyph": {},
    "group": _plain("Type S CS I K"),
    "state": _plain("Type LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM CA ca AIS TK")
    | {"/Font": "font", "/SMask": "soft"},
    "soft": _plain("Type S BC TR") | {"/G": "form"},
    "pattern": _plain("Type PatternType PaintType TilingType BBox XStep YStep Matrix Shading")
    | {"/Resources": "resources", "/ExtGState": "state"},
    "font": _plain(
        "Type Subtype Name BaseFont FirstChar LastChar Widths Encoding ToUnicode FontDescriptor CIDSystemInfo DW W DW2 "
        "W2 CIDToGIDMap FontBBox FontMatrix"
    )
    | {"/DescendantFonts": "font", "/CharProcs": "glyphs", "/Resources": "resources"},
    "mark": _plain("Type MCID ActualText Alt E Lang"),
    "group of layers": _plain("Type Name Intent"),
    "rule over layers": _plain("Type P") | {"/OCGs": LAYER, "/VE": LAYER},
}
"""``lent`` is what a form without resources gets of its page's, as files of before PDF 1.2 expect."""

EACH: Mapping[str, str] = {
    "plains": PLAIN,
    "states": "state",
    "fonts": "font",
    "patterns": "pattern",
    "marks": "mark",
    "drawings": "drawing",
    "glyphs": "glyph",
}
"""Dictionaries whose keys are names that a file chose: the kind of every value."""

STREAM_KEYS = _plain("Filter DecodeParms")
"""What tells how any stream is packed. Not ``/F``: that is a file outside."""

NEVER = frozenset(
    _plain(
        "A AA AF Alternates F FDecodeParms FFilter JS Length Metadata OPI Parent PieceInfo Ref StructParent "
        "StructParents URI"
    )
)
"""Keys that are left out of plain values."""
