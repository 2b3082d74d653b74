"""The room that prints: a Word document becomes a PDF, by one of three engines, and every PDF is checked.

Fixed contract (design.md §7): ``to_pdf`` gives a checked PDF or raises. Costs nothing to import; an engine and its
libraries are loaded at the first document.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from typing import Protocol

from generator.convert.fonts import PinnedFonts, pinned_fonts, uncovered
from generator.convert.opened import Opened
from generator.convert.settings import LEFT_BY_ENGINES, ConvertSettings, Engine
from generator.errors import OperatorFault

__all__ = [
    "ConvertSettings",
    "Engine",
    "PinnedFonts",
    "engine_version",
    "engines",
    "load",
    "pinned_fonts",
    "sweep",
    "to_pdf",
    "uncovered",
]


class _Printer(Protocol):
    """What an engine offers; each module of one does."""

    def convert(self, docx: bytes, settings: ConvertSettings) -> Opened:
        """Print a Word document; nothing is checked yet."""

    def version(self, settings: ConvertSettings) -> str:
        """Name and version."""


def _office2pdf() -> _Printer:
    from generator.convert import office

    return office


def _libreoffice() -> _Printer:
    from generator.convert import listener

    return listener


def _gotenberg() -> _Printer:
    from generator.convert import gotenberg

    return gotenberg


_ENGINES: Mapping[Engine, Callable[[], _Printer]] = {
    "office2pdf": _office2pdf,
    "libreoffice": _libreoffice,
    "gotenberg": _gotenberg,
}


def to_pdf(docx: bytes, settings: ConvertSettings, values: Sequence[str] = ()) -> bytes:
    """Print a Word document as PDF/A-2b and PDF/UA-1, and check it.

    ``values`` are the answers that must stand in it, character for character; what each looks like in print is for
    the caller to say. Raises TemplateFault (the document itself is at fault) or OperatorFault (engine, fonts, or a
    PDF that lost text). No message holds text of the document.
    """
    from generator.convert.check import check

    if uncovered("".join(values), pinned_fonts(settings.fonts)):
        raise OperatorFault(
            "LETTERTYPE-TEKEN", "Een antwoord bevat een teken dat geen enkel lettertype heeft."
        )
    with closing(_ENGINES[settings.engine]().convert(docx, settings)) as printed:
        check(printed, values)
        return printed.content


def load() -> None:
    """Load the engine that comes with the program, the check and the fonts, so that the first document need not wait.

    What is missing on this machine is told when a document asks for it.
    """
    for name in ("office2pdf", "pypdfium2", "generator.convert.office", "generator.convert.check"):
        import_module(name)
    with suppress(OperatorFault):
        from generator.convert.long_words import letter_widths

        fonts = pinned_fonts()
        uncovered("", fonts)
        letter_widths(fonts)


def engine_version(settings: ConvertSettings) -> str:
    """Name and version of the engine for the recipe, such as ``office2pdf 0.4.0``. Cheap after the first call.

    Raises OperatorFault when LibreOffice or Gotenberg is asked for and does not answer.
    """
    return _ENGINES[settings.engine]().version(settings)


def engines(settings: ConvertSettings) -> tuple[Engine, ...]:
    """The engines to try a template with: the one that comes with the program, those of this machine, the one that is set."""
    here: tuple[Engine, ...] = (
        ("office2pdf", "libreoffice") if shutil.which(settings.soffice) else ("office2pdf",)
    )
    return here if settings.engine in here else (*here, settings.engine)


def sweep(work: Path) -> None:
    """Remove what a killed engine left: copies of documents in plain text, and its socket. Only while nothing is printed."""
    for left in work.absolute().glob(f"{LEFT_BY_ENGINES}*"):
        from generator.convert import libreoffice

        libreoffice.remove(left)
