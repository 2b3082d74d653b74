"""What the room must know to print."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Engine = Literal["office2pdf", "libreoffice", "gotenberg"]

LEFT_BY_ENGINES = "soffice-"
"""How the folder of one conversion begins, in the work folder."""


@dataclass(frozen=True, slots=True)
class ConvertSettings:
    """How one workspace prints. Plain values, so that it crosses to a worker process."""

    work: Path
    """Folder for temporary things; made when absent. Holds no text of a document once a call has ended."""
    engine: Engine = "office2pdf"
    fonts: tuple[Path, ...] = ()
    """Folders with fonts, searched before those of the system."""
    soffice: str = "soffice"
    """Name or path of LibreOffice."""
    time_limit: float = 90.0
    """Seconds LibreOffice or Gotenberg gets for one document. A heavy but honest one takes 20; below 60 is unwise."""
    gotenberg_url: str = "http://127.0.0.1:3000"
    """Address of Gotenberg, for the engine of that name: there the documents go."""
