"""The type of a blank PDF form: Carlito where it is installed, else the next of the house, else Helvetica."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from generator.formats.pdf.style import Face, Style

_FAMILIES = (
    ("Carlito-Regular.ttf", "Carlito-Bold.ttf"),
    ("calibri.ttf", "calibrib.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
ENTRY_FONT = "Helvetica"
"""What fillers type in: every PDF program has it."""


@dataclass(frozen=True, slots=True)
class Type:
    """A type family that reportlab knows, by the registered names of its cuts."""

    names: tuple[tuple[Face, str], ...]

    def font(self, face: Face) -> str:
        """Registered name of a cut."""
        return dict(self.names)[face]

    def width(self, text: str, style: Style) -> float:
        """Width of one line in points."""
        return float(pdfmetrics.stringWidth(text, self.font(style.face), style.size))

    def wrapped(self, text: str, style: Style, width: float) -> tuple[str, ...]:
        """Break text in lines of at most ``width``; a longer word keeps a line of its own. No text, no lines."""
        return _wrapped(text, self.font(style.face), style.size, width)


def entry_lines(text: str, size: float, width: float) -> tuple[str, ...]:
    """Break what somebody typed in lines as a PDF program would, its own line ends kept."""
    return tuple(
        line for part in text.split("\n") for line in _wrapped(part, ENTRY_FONT, size, width) or ("",)
    )


def _wrapped(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in filter(None, text.split(" ")):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and pdfmetrics.stringWidth(longer, font, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


@cache
def typeface(folders: tuple[Path, ...]) -> Type:
    """Find a type family, first in ``folders`` and then in those of the system, and register it to print with."""
    found = _found((*folders, *_system_folders()))
    for regular, bold in _FAMILIES:
        if regular in found and bold in found:
            try:
                return Type(
                    ((Face.REGULAR, _registered(found[regular])), (Face.BOLD, _registered(found[bold])))
                )
            except TTFError:
                continue
    return Type(((Face.REGULAR, "Helvetica"), (Face.BOLD, "Helvetica-Bold")))


def _registered(path: Path) -> str:
    name = f"{path.stem} {path.parent}"
    pdfmetrics.registerFont(TTFont(name, str(path)))
    return name


def _found(folders: tuple[Path, ...]) -> dict[str, Path]:
    """Files of the wanted families by name, the first folder's before the next's."""
    wanted = {name for family in _FAMILIES for name in family}
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(_files(folder)):
            if path.name in wanted:
                found.setdefault(path.name, path)
    return found


def _files(folder: Path) -> Iterator[Path]:
    for above, _folders, names in os.walk(folder):
        yield from (Path(above, name) for name in names)


def _system_folders() -> tuple[Path, ...]:
    return (
        Path.home() / ".local/share/fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/Library/Fonts"),
        Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
    )
