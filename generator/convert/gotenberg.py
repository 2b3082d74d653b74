"""Gotenberg, an engine on another address: LibreOffice behind HTTP, for a house that prints in one place.

The only part of the program that makes a connection, and only where the operator set this engine: the documents go to
``pdf.gotenberg_url`` and nowhere else (no proxy, no redirect is followed). What comes back is believed no more than what
LibreOffice leaves on a disk. Source: the documentation of Gotenberg 8 and 9, "Convert to PDF" and "Version".
"""

import re
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

from generator.convert import package
from generator.convert.opened import Opened
from generator.convert.preparing import prepared
from generator.convert.settings import ConvertSettings
from generator.errors import OperatorFault

_FIELDS = {"pdfa": "PDF/A-2b", "pdfua": "true"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_BYTES = 128 << 20
_VERSION_LIMIT = 20.0
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]{0,63}")
_OK = 200
_UNREACHABLE = (
    "Gotenberg is niet te bereiken of breekt de verbinding af. Kijk de instelling pdf.gotenberg_url na."
)


def convert(docx: bytes, settings: ConvertSettings) -> Opened:
    """Print a Word document. Gives a PDF whose text is not yet checked.

    Raises TemplateFault for a document that refers to the outside, OperatorFault for everything Gotenberg.
    """
    boundary = secrets.token_hex(16)
    body = _form(package.write(prepared(docx)), boundary)
    kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    url, limit = settings.gotenberg_url, settings.time_limit
    pdf = _asked(url, limit, "POST", "/forms/libreoffice/convert", body, kind)
    if not pdf.startswith(b"%PDF-"):
        raise _no_pdf()
    return Opened(pdf)


def version(settings: ConvertSettings) -> str:
    """Name and version, asked once per process. Raises OperatorFault when it does not answer."""
    return _version(settings.gotenberg_url)


@lru_cache(maxsize=4)
def _version(url: str) -> str:
    said = _asked(url, _VERSION_LIMIT, "GET", "/version").decode("ascii", "replace").strip()
    if not _VERSION.fullmatch(said):
        raise OperatorFault("GOTENBERG-VERSIE", "Gotenberg antwoordt niet op de vraag naar zijn versie.")
    return f"Gotenberg {said}"


def _form(docx: bytes, boundary: str) -> bytes:
    """A form as a browser sends it (RFC 7578): our fields, and the document under a fixed name."""
    head = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in _FIELDS.items()
    )
    file = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="document.docx"\r\n'
        f"Content-Type: {_DOCX}\r\n\r\n"
    )
    return (head + file).encode("ascii") + docx + f"\r\n--{boundary}--\r\n".encode("ascii")


def _asked(
    url: str, limit: float, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> bytes:
    """Ask, and give the whole of a good answer. Everything together gets ``limit`` seconds. Raises OperatorFault."""
    place, until = urlsplit(url), time.monotonic() + limit
    secure = place.scheme == "https"
    connection = (HTTPSConnection if secure else HTTPConnection)(place.netloc, timeout=limit)
    status, content = 0, None
    try:
        with _hung_up_at(until, connection):
            connection.request(method, place.path.rstrip("/") + path, body, headers or {})
            with connection.getresponse() as answer:
                status, content = answer.status, _whole(answer)
    except (OSError, HTTPException) as fault:
        late = time.monotonic() >= until or isinstance(fault, TimeoutError)
    else:
        late = time.monotonic() >= until
    finally:
        connection.close()
    if late:
        raise OperatorFault("GOTENBERG-TE-TRAAG", f"Gotenberg was na {limit:g} seconden niet klaar.")
    if not status:
        raise OperatorFault("GOTENBERG-VERBINDING", _UNREACHABLE)
    if status != _OK:
        raise OperatorFault("GOTENBERG-ANTWOORD", _refusal(status))
    if content is None:
        raise _no_pdf()
    return content


@contextmanager
def _hung_up_at(until: float, connection: HTTPConnection) -> Iterator[None]:
    """Connect, and break off at a moment: the socket's own limit holds for each wait, so drops of text escape it."""

    def hang_up() -> None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    connection.connect()
    line: socket.socket = connection.sock
    timer = threading.Timer(max(0.0, until - time.monotonic()), hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _whole(answer: HTTPResponse) -> bytes | None:
    """Read an answer; nothing when it is cut off or too large to be a PDF of ours."""
    content = answer.read(_MOST_BYTES + 1)
    return None if len(content) > _MOST_BYTES or answer.length else content


def _refusal(status: int) -> str:
    return (
        f"Gotenberg antwoordt met status {status} in plaats van een PDF. "
        "Kijk na of het draait, en of pdf.gotenberg_url zijn adres is."
    )


def _no_pdf() -> OperatorFault:
    return OperatorFault("GOTENBERG-GEEN-PDF", "Gotenberg geeft geen (hele) PDF terug.")
