"""What ours is set beside: docxtpl, LibreOffice and unoserver, each used as well as it can be.

The last two are no part of the program: ``scripts/bench`` installs them, and what is not there is left out.
"""

import io
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

SOFFICE = shutil.which("soffice") is not None
NO_SOFFICE = "LibreOffice is not installed"
_BIN = Path(__file__).parents[1] / ".bench/bin"
UNOSERVER = SOFFICE and (_BIN / "unoserver").exists()
NO_UNOSERVER = "unoserver is not installed"
_CLIENT = Path(__file__).with_name("unoserver_client.py")
_LIMIT = 120.0


def versions() -> list[str]:
    """Name and version of the programs that are there."""
    calls = [["soffice", "--version"]] if SOFFICE else []
    calls += [[str(_BIN / "unoserver"), "--version"]] if UNOSERVER else []
    told = [subprocess.run(call, check=True, capture_output=True, text=True).stdout for call in calls]
    return [" ".join(words.split()[:2]) for words in told]


def by_docxtpl(template: Path, words: Mapping[str, Any]) -> bytes:
    """Render from file to bytes; docxtpl can render a template once, so each document begins at the file."""
    document = DocxTemplate(template)
    document.render(dict(words), autoescape=True)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def soffice(folder: Path, out: Path, sources: Sequence[Path], kind: str = "pdf") -> None:
    """Print with one LibreOffice, as a script would start it; it keeps its profile in ``folder``."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out)]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True)


@contextmanager
def unoserver(folder: Path) -> Iterator[Callable[[Path], object]]:
    """A warm unoserver, and a client of it that stays open; gives what prints one document."""
    port, other = _free_port(), _free_port()
    command = [str(_BIN / "unoserver"), "--port", port, "--uno-port", other]
    command += ["--user-installation", str(folder / "uno")]
    with (
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server,
        subprocess.Popen(
            [_BIN / "python", _CLIENT, port], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as client,
    ):

        def prints(paper: Path) -> None:
            assert client.stdin is not None
            assert client.stdout is not None
            client.stdin.write(f"{paper}\t{folder / 'uno.pdf'}\n")
            client.stdin.flush()
            if not client.stdout.readline():
                raise RuntimeError("unoserver printed nothing")

        try:
            _wait_for(int(port))
            yield prints
        finally:
            client.terminate()
            server.terminate()


def _free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as place:
        return str(place.getsockname()[1])


def _wait_for(port: int) -> None:
    limit = time.monotonic() + _LIMIT
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.1)
        else:
            return
