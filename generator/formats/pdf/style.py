"""How a blank PDF form looks: one place for paper, measures, type and colour. Lengths are in points (1/72 inch)."""

from dataclasses import dataclass
from enum import Enum

from generator.pdf_colours import ACCENT, INK, SOFT, WHITE, Colour, colour

PAGE_WIDTH, PAGE_HEIGHT = 595.276, 841.89
"""A4."""
LEFT = 48.0
WIDTH = PAGE_WIDTH - 2 * LEFT
TOP, BOTTOM = 62.0, 786.0
"""Where the content of a page begins and ends, from the top edge."""

BOX_FILL = colour("F7FAFC")


class Face(Enum):
    """One cut of the type family of the form."""

    REGULAR = "Regular"
    BOLD = "Bold"


@dataclass(frozen=True, slots=True)
class Style:
    """Type for one role of text; ``lead`` is the distance from line to line."""

    face: Face
    size: float
    lead: float
    colour: Colour


TITLE = Style(Face.BOLD, 22, 27, ACCENT)
SECTION = Style(Face.BOLD, 12.5, 15, WHITE)
GROUP = Style(Face.BOLD, 11, 13.5, ACCENT)
LABEL = Style(Face.BOLD, 9, 11, INK)
OPTION = Style(Face.REGULAR, 9.5, 12, INK)
HELP = Style(Face.REGULAR, 8.2, 9.8, SOFT)
BODY = Style(Face.REGULAR, 10, 13, INK)
RUNNING = Style(Face.REGULAR, 8.5, 10, SOFT)
HOUSE = Style(Face.BOLD, 9.5, 11, ACCENT)
ROW_NUMBER = Style(Face.BOLD, 9, 11, ACCENT)

COLUMNS = 4
GUTTER = 12.0
UNIT = (WIDTH - (COLUMNS - 1) * GUTTER) / COLUMNS
BOX_HEIGHT = 19.0
TALL_BOX = 74.0
TALL_BOX_IN_ROW = 46.0
TALLEST_BOX = 560.0
MARK = 11.0
"""Side of a check box, diameter of a radio button."""
ENTRY_SIZE = 10.0
"""Type size of what a filler types."""
ENTRY_LEAD = 12.0
ENTRY_PAD = 4.0


def span_width(columns: int) -> float:
    """Width of a cell that spans a number of columns of the grid."""
    return columns * UNIT + (columns - 1) * GUTTER
