"""The colours of the house in what is drawn on PDF pages: forms and bundles look alike."""

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""


def colour(code: str) -> Colour:
    """Read a code such as ``1F4E79``."""
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return (round(red, 4), round(green, 4), round(blue, 4))


ACCENT = colour("1F4E79")
INK = colour("1D2733")
SOFT = colour("586776")
WHITE = colour("FFFFFF")
TINT = colour("EAF1F8")
HAIRLINE = colour("C9D5E2")
