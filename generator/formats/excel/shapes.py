"""The boxes in which notes are shown: drawings of a kind of their own (VML), which Excel writes as loose XML.

That part is never parsed: a shape is put in before its end, and taken out by the row and column that it names.
Source: ECMA-376 part 4 §19.4 (``ClientData``).
"""

import re

from generator.formats.excel.areas import Place

_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPE = re.compile(rb"<(?P<p>(?:\w+:)?)shape\b(?:(?!</(?P=p)shape>).)*</(?P=p)shape>\s*", re.DOTALL)
_NUMBERED = re.compile(rb'\bid="_x0000_s([0-9]{1,9})"')
_END = re.compile(rb"</(?:\w+:)?xml\s*>\s*$")
_BOX_TYPE = b"_x0000_t202"
_FIRST_NUMBER = 1024
_WIDTH = 250
_LETTERS, _LINE, _PAD = 46, 12.5, 14
"""Letters on a line of a box, the height of a line and of the edges, in points."""
_LEFT_OF_OPEN = 690
"""Where a box that is always shown stands: beside a form of the usual width."""


def empty() -> bytes:
    """A part without shapes."""
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    layout = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    return f"<xml {spaces}>{layout}</xml>".encode()


def with_box(part: bytes, place: Place, text: str, *, shown: bool) -> bytes:
    """Add the box of a note, large enough for its text."""
    end = _END.search(part)
    if end is None:
        return part
    numbers = [int(number) for number in _NUMBERED.findall(part)]
    added = b"" if _BOX_TYPE in part else _declared(part, _BOX).encode()
    number = max([_FIRST_NUMBER, *numbers]) + 1
    added += _declared(part, _box(number, place, text, shown=shown)).encode()
    return part[: end.start()] + added + part[end.start() :]


def without_boxes(part: bytes, cells: set[tuple[int, int]]) -> bytes:
    """Take away the boxes of the notes on these cells (row and column from 1)."""
    return _SHAPE.sub(lambda found: b"" if _cell_of(found[0]) in cells else found[0], part)


def is_empty(part: bytes) -> bool:
    """Tell whether no shape is left."""
    return _SHAPE.search(part) is None


def _cell_of(shape: bytes) -> tuple[int, int] | None:
    row, column = (
        re.search(rb"<(?:\w+:)?" + tag + rb">\s*([0-9]{1,9})\s*<", shape) for tag in (b"Row", b"Column")
    )
    if row is None or column is None or b'"Note"' not in shape:
        return None
    return int(row[1]) + 1, int(column[1]) + 1


def _declared(part: bytes, element: str) -> str:
    """An element with the names of the vocabularies that the part does not know yet."""
    missing = [
        f'xmlns:{prefix}="{space}"'
        for prefix, space in _SPACES.items()
        if not re.search(f"xmlns:{prefix}=[\"']{space}[\"']".encode(), part)
    ]
    tag, _, rest = element.partition(" ")
    return " ".join([tag, *missing, rest])


def _box(number: int, place: Place, text: str, *, shown: bool) -> str:
    lines = sum(max(1, -(-len(line) // _LETTERS)) for line in text.split("\n"))
    height = lines * _LINE + _PAD
    left = _LEFT_OF_OPEN if shown else 60
    state = "visible" if shown else "hidden"
    style = (
        f"position:absolute;margin-left:{left}pt;margin-top:2pt;width:{_WIDTH}pt;height:{height:g}pt;"
        f"z-index:{number - _FIRST_NUMBER};visibility:{state}"
    )
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="{style}" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto;mso-fit-shape-to-text:t">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>{place.row - 1}</x:Row>"
        f"<x:Column>{place.column - 1}</x:Column>{'<x:Visible/>' if shown else ''}</x:ClientData></v:shape>"
    )


_BOX = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
