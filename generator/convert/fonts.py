"""The fonts that documents are printed with: found, pinned by digest, and the only ones an engine gets to see.

Word documents are set in Calibri, Arial, Times New Roman and Courier New. Carlito and the Liberation families
have the same widths (and both engines know these twins by name), so a page breaks where Word breaks it.
DejaVu Sans draws what they lack: other scripts, and the boxes ☐ ☒ of a form.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from unicodedata import category

from generator.convert.matching import is_shapeless
from generator.errors import OperatorFault
from generator.permissions import PRIVATE_FOLDER, make_folder

_PACKAGES = "fonts-crosextra-carlito fonts-liberation2 fonts-dejavu-core"
_FAMILIES: dict[str, tuple[tuple[str, ...], ...]] = {
    "Carlito (Calibri)": (
        ("Carlito-Regular.ttf", "Carlito-Bold.ttf", "Carlito-Italic.ttf", "Carlito-BoldItalic.ttf"),
        ("calibri.ttf", "calibrib.ttf", "calibrii.ttf", "calibriz.ttf"),
    ),
    "Liberation Sans (Arial)": (
        (
            "LiberationSans-Regular.ttf",
            "LiberationSans-Bold.ttf",
            "LiberationSans-Italic.ttf",
            "LiberationSans-BoldItalic.ttf",
        ),
        ("arial.ttf", "arialbd.ttf", "ariali.ttf", "arialbi.ttf"),
    ),
    "Liberation Serif (Times New Roman)": (
        (
            "LiberationSerif-Regular.ttf",
            "LiberationSerif-Bold.ttf",
            "LiberationSerif-Italic.ttf",
            "LiberationSerif-BoldItalic.ttf",
        ),
        ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
    ),
    "Liberation Mono (Courier New)": (
        (
            "LiberationMono-Regular.ttf",
            "LiberationMono-Bold.ttf",
            "LiberationMono-Italic.ttf",
            "LiberationMono-BoldItalic.ttf",
        ),
        ("cour.ttf", "courbd.ttf", "couri.ttf", "courbi.ttf"),
    ),
    "DejaVu Sans": (("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),),
}
"""Family → complete sets of faces (regular first), the free twin before the original."""


_SYMBOLS = "opens___.ttf"
"""OpenSymbol, in which LibreOffice draws the bullets of Word. It comes with LibreOffice."""


@dataclass(frozen=True, slots=True)
class PinnedFonts:
    """The faces that print and a digest over their bytes (64 hexadecimal digits), for the recipe."""

    paths: tuple[Path, ...]
    regular: tuple[Path, ...]
    """Of ``paths``, the upright normal face of each family."""
    symbols: Path | None
    """For LibreOffice alone, so not in the digest."""
    digest: str


def system_folders() -> tuple[Path, ...]:
    """Where a virtual environment, Debian, Fedora, Windows and LibreOffice keep fonts, and where a user adds them."""
    home = Path.home()
    windows = Path(os.environ.get("WINDIR", "C:/Windows"))
    programs = Path(os.environ.get("PROGRAMFILES", "C:/Program Files"))
    return (
        Path(sys.prefix) / "share/fonts",
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/usr/lib/libreoffice/share/fonts/truetype"),
        Path("/usr/lib64/libreoffice/share/fonts/truetype"),
        programs / "LibreOffice/share/fonts/truetype",
        windows / "Fonts",
    )


@lru_cache(maxsize=8)
def pinned_fonts(folders: tuple[Path, ...] = ()) -> PinnedFonts:
    """Find the fonts in ``folders``, then in the system's. What was found stays so for the process.

    Raises OperatorFault ``LETTERTYPE-ONTBREEKT`` that names the missing families and how to get them.
    """
    files = _files((*folders, *system_folders()))
    found: list[tuple[Path, ...]] = []
    missing: list[str] = []
    for family, variants in _FAMILIES.items():
        complete = next((faces for faces in variants if all(face.lower() in files for face in faces)), None)
        if complete is None:
            missing.append(family)
        else:
            found.append(tuple(files[face.lower()] for face in complete))
    if missing:
        raise OperatorFault(
            "LETTERTYPE-ONTBREEKT",
            f"Lettertypes ontbreken: {', '.join(missing)}. Installeer ze: sudo apt-get install {_PACKAGES}. "
            "Of zet de bestanden (.ttf) in een map die bij de instelling pdf.fonts staat.",
        )
    paths = tuple(path for faces in found for path in faces)
    return PinnedFonts(paths, tuple(faces[0] for faces in found), files.get(_SYMBOLS), _digest(paths))


def _files(folders: Sequence[Path]) -> dict[str, Path]:
    """Map the lower-case name of each font file to its path; the first folder that has it wins."""
    files: dict[str, Path] = {}
    for folder in folders:
        for path in _walk(folder):
            files.setdefault(path.name.lower(), path)
    return files


def _walk(folder: Path) -> Iterator[Path]:
    for top, subfolders, names in os.walk(folder):
        subfolders.sort()
        yield from (Path(top, name) for name in sorted(names) if name.lower().endswith(".ttf"))


def _digest(paths: Sequence[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def fontconfig_file(fonts: PinnedFonts, work: Path, *, symbols: bool = False) -> Path:
    """Give the path of a fontconfig file that lists only ``fonts``, made in ``work`` when it is not there yet.

    For the environment variable ``FONTCONFIG_FILE``: both engines then see the same fonts on every machine,
    and office2pdf, which reads all fonts again for each document, reads only these. ``symbols`` adds OpenSymbol.
    """
    folder = work.absolute() / f"lettertypes-{fonts.digest[:16]}"
    config = folder / ("symbols.conf" if symbols else "fonts.conf")
    if not config.exists():
        make_folder(work, PRIVATE_FOLDER)
        fresh = Path(tempfile.mkdtemp(prefix=".lettertypes-", dir=work))
        _fill(fresh / "ttf", fonts.paths)
        _fill(fresh / "symbols", () if fonts.symbols is None else (fonts.symbols,))
        _configure(fresh / "fonts.conf", folder, "ttf")
        _configure(fresh / "symbols.conf", folder, "ttf", "symbols")
        _place(fresh, folder)
    return config


def _fill(folder: Path, paths: Sequence[Path]) -> None:
    folder.mkdir()
    for path in paths:
        _link(path, folder / path.name)


def _configure(config: Path, folder: Path, *subfolders: str) -> None:
    listed = "".join(f"<dir>{escape(str(folder / name), quote=False)}</dir>" for name in subfolders)
    config.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>{listed}<cachedir>{escape(str(folder / 'cache'), quote=False)}</cachedir></fontconfig>\n",
        encoding="utf-8",
    )


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source.absolute())
    except OSError:  # Windows lets only administrators make links
        shutil.copyfile(source, target)


def _place(fresh: Path, folder: Path) -> None:
    """Put the finished folder in its place; when another process was first, its folder is as good."""
    try:
        fresh.rename(folder)
    except OSError:
        shutil.rmtree(fresh)
        if not folder.exists():
            raise


@lru_cache(maxsize=4)
def _drawable(fonts: PinnedFonts) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    points: set[int] = set()
    for path in fonts.regular:
        with TTFont(path, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(point for point in points if category(chr(point)) not in {"Cn", "Co", "Cs"})


def uncovered(text: str, fonts: PinnedFonts) -> set[str]:
    """Give the characters of ``text`` that no pinned font can draw.

    White space and characters without a shape need no glyph. Other format characters do, or hide text from the reader
    (tags). Private-use and unassigned code points count as not drawable: a font may show anything there.
    """
    drawable = _drawable(fonts)
    return {sign for sign in set(text) if ord(sign) not in drawable and not is_shapeless(sign)}
