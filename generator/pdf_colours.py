"""The colours of the house in what is drawn on PDF pages."""

from generator import colours

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""


def colour(code: str) -> Colour:
    """Read a code such as ``1F4E79``."""
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return (round(red, 4), round(green, 4), round(blue, 4))


ACCENT = colour(colours.ACCENT)
INK = colour(colours.INK)
SOFT = colour(colours.SOFT)
WHITE = colour(colours.WHITE)
TINT = colour(colours.TINT)
HAIRLINE = colour(colours.HAIRLINE)
EDGE = colour(colours.EDGE)
LOCKED = colour(colours.LOCKED)
