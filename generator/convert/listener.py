"""LibreOffice kept open: what starting it costs is paid once for many documents.

Each process that prints has at most one, in a process beside it (``kit``) that is fenced in like one for a single document.
A second one (``warden``) ends it and clears up when ours is gone. A document that LibreOffice does not print costs that
open LibreOffice: what comes after gets a new one. Where LibreOffice cannot be held open, it is started for each document.
"""

import logging
import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from multiprocessing import util
from pathlib import Path
from typing import IO

from generator.convert import libreoffice, package
from generator.convert.libreoffice import version
from generator.convert.opened import Opened
from generator.convert.preparing import prepared
from generator.convert.settings import ConvertSettings
from generator.errors import OperatorFault

__all__ = ["Listener", "close", "convert", "version"]

_log = logging.getLogger(__name__)
_LIBRARIES = ("libsofficeapp.so", "libmergedlo.so")
"""In which of its libraries LibreOffice can be called: the first as its makers pack it, the second in Debian."""
_PYTHON = (sys.executable, "-I", "-S")
_KIT = Path(__file__).with_name("kit.py")
_WARDEN = Path(__file__).with_name("warden.py")
_START_LIMIT = 30.0
_END_LIMIT = 10.0
_TOO_LATE = "LIBREOFFICE-TE-TRAAG"
_LINE = 256
_MOST = 100
"""Documents, and megabytes of memory, after which it is replaced: it keeps something of each document."""
_MOST_MEGABYTES = 1024


class _Late(Exception):
    """No answer in time."""


class Listener:
    """One LibreOffice, open. Not for more than one thread at a time."""

    def __init__(self, library: Path, settings: ConvertSettings) -> None:
        """Start it. Raises OperatorFault ``LIBREOFFICE-START``."""
        self.settings = settings
        self.printed = 0
        self._megabytes = 0
        self._said = b""
        self._job = libreoffice.new_job(settings.work)
        lifeline, self._lifeline = os.pipe()
        try:
            self._process = self._started(library, lifeline)
        except OSError:
            os.close(self._lifeline)
            libreoffice.remove(self._job)
            raise _no_start() from None
        finally:
            os.close(lifeline)
        with suppress(_Late):
            if self._answer(_START_LIMIT) == "open":
                return
        self.close()
        raise _no_start()

    def _started(self, library: Path, lifeline: int) -> subprocess.Popen[bytes]:
        job = self._job
        places = (job / "profile", libreoffice.source_in(job), libreoffice.target_in(job))
        kit = [*_PYTHON, str(_KIT), str(library), libreoffice.OPTIONS, *(place.as_uri() for place in places)]
        surroundings = libreoffice.environment(job, str(library))
        return subprocess.Popen(  # noqa: S603 - our own scripts
            [*_PYTHON, str(_WARDEN), str(lifeline), str(job), *libreoffice.fence(), *kit],
            cwd=job,
            env=surroundings | {"FONTCONFIG_FILE": str(libreoffice.fonts_for(self.settings))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
            umask=0o077,
            pass_fds=(lifeline,),
        )

    @property
    def worn(self) -> bool:
        """Tell whether it printed, or holds, as much as one may."""
        return self.printed >= _MOST or self._megabytes >= _MOST_MEGABYTES

    def print(self, docx: bytes) -> bytes:
        """Print a prepared Word document; the text of the PDF is not yet checked.

        Raises OperatorFault; it is then of no more use, and ``close`` is all that may follow.
        """
        limit = self.settings.time_limit
        try:
            return self._print(docx, limit)
        except _Late:
            late = f"LibreOffice was na {limit:g} seconden niet klaar."
        except (BrokenPipeError, FileNotFoundError):  # it ended, or its folder was taken away
            raise _no_pdf() from None
        raise OperatorFault(_TOO_LATE, late)

    def _print(self, docx: bytes, limit: float) -> bytes:
        source = libreoffice.source_in(self._job)
        source.write_bytes(docx)
        _pipe(self._process.stdin).write(b"\n")
        word, _, megabytes = self._answer(limit).partition(" ")
        source.unlink()
        if word != "printed" or not megabytes.isdecimal():
            raise _no_pdf()
        pdf = libreoffice.only_pdf(self._job)
        libreoffice.target_in(self._job).unlink()
        self.printed += 1
        self._megabytes = int(megabytes)
        return pdf

    def _answer(self, limit: float) -> str:
        """Wait for the next line that it says; nothing when it ended, or says what is no answer."""
        stream, until = _pipe(self._process.stdout), time.monotonic() + limit
        while b"\n" not in self._said:
            if not select.select([stream], [], [], max(0.0, until - time.monotonic()))[0]:
                raise _Late
            more = stream.read(_LINE)
            if not more or len(self._said) > _LINE:
                return ""
            self._said += more
        line, _, self._said = self._said.partition(b"\n")
        return line.decode("ascii", "replace")

    def close(self) -> None:
        """End it and take away its folder."""
        os.close(self._lifeline)
        try:
            self._process.wait(_END_LIMIT)
        except subprocess.TimeoutExpired:
            libreoffice.kill_family(self._process)
        for stream in (self._process.stdin, self._process.stdout):
            _pipe(stream).close()
        libreoffice.kill_strays(self._job)
        libreoffice.remove(self._job)


def convert(docx: bytes, settings: ConvertSettings) -> Opened:
    """Print a Word document. Gives a PDF whose text is not yet checked.

    Raises TemplateFault for a document that refers to the outside, OperatorFault for everything LibreOffice. What one
    that printed before does not print is given to a new one before it is believed to be at fault.
    """
    return Opened(_print(package.write(prepared(docx)), settings))


def _print(source: bytes, settings: ConvertSettings) -> bytes:
    while True:
        listener = _opened(settings)
        if listener is None:
            return libreoffice.print_once(source, settings)
        before = listener.printed
        try:
            pdf = listener.print(source)
        except BaseException as fault:
            close()
            if before and isinstance(fault, OperatorFault) and fault.code != _TOO_LATE:
                continue
            raise
        if listener.worn:
            close()
        return pdf


def close() -> None:
    """End the open LibreOffice of this process, if there is one."""
    while _OPEN:
        _OPEN.pop().close()


_OPEN: list[Listener] = []
"""At most one."""
_UNFIT: set[Path] = set()
"""Libraries that did not start."""
util.Finalize(None, close, exitpriority=0)


def _opened(settings: ConvertSettings) -> Listener | None:
    """Give the open LibreOffice for these settings, or none where it cannot be held open."""
    if _OPEN and _OPEN[0].settings == settings:
        return _OPEN[0]
    close()
    library = _library(libreoffice.program(settings))
    if library is None or library in _UNFIT:
        return None
    try:
        _OPEN.append(Listener(library, settings))
    except OperatorFault as fault:
        _log.warning("%s", fault.code)
        _UNFIT.add(library)
        return None
    return _OPEN[0]


def _library(soffice: str) -> Path | None:
    """The library beside LibreOffice in which it can be called; on Linux only."""
    if sys.platform != "linux":
        return None
    folder = Path(soffice).resolve().parent
    return next((folder / name for name in _LIBRARIES if (folder / name).is_file()), None)


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    """One of the streams that were asked for."""
    assert stream is not None  # Popen was told PIPE
    return stream


def _no_start() -> OperatorFault:
    return OperatorFault("LIBREOFFICE-START", "LibreOffice kan niet starten.")


def _no_pdf() -> OperatorFault:
    return OperatorFault("LIBREOFFICE-GEEN-PDF", "LibreOffice heeft geen PDF gemaakt.")
