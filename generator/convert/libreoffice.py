"""LibreOffice, the reference engine, started anew for one document: a program from outside that is never believed.

``listener`` keeps it open where it can, and does so where it cannot. Its exit status says nothing (0 for a document it could not load, a full disk, a folder that is not there), it
reads by content whatever the name, fetches linked pictures, and may hang. So each document gets a profile, a home
and a folder of its own, a time limit for the whole family of processes, and where the machine allows it no network.
The only proof of success is exactly one new PDF; whether that is whole is for the check to tell.
"""

import hashlib
import logging
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import IO

from generator.convert.fonts import fontconfig_file, pinned_fonts
from generator.convert.settings import LEFT_BY_ENGINES, ConvertSettings
from generator.errors import OperatorFault
from generator.permissions import PRIVATE_FOLDER, make_folder

_log = logging.getLogger(__name__)
_NAME = "document"
_VERSION_LIMIT = 60.0
_VERSION_BYTES = 1000
OPTIONS = (
    '{"SelectPdfVersion":{"type":"long","value":"2"},"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
"""PDF/A-2b and PDF/UA-1, with tags and bookmarks."""
_REGISTRY = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_MEMORY = 4 << 30
_FILE = 256 << 20
_FILES = 1024
_ROUNDS = 100
"""How often strays are looked for: each may have started another before it was killed."""


def print_once(docx: bytes, settings: ConvertSettings) -> bytes:
    """Print a prepared Word document. Gives the bytes of a PDF whose text is not yet checked.

    Raises OperatorFault.
    """
    soffice = program(settings)
    fonts = {"FONTCONFIG_FILE": str(fonts_for(settings))}
    job = new_job(settings.work)
    try:
        source_in(job).write_bytes(docx)
        _run(_command(soffice, job), job, fonts, settings.time_limit)
        return only_pdf(job)
    finally:
        remove(job)


def new_job(work: Path) -> Path:
    """Make a folder that only LibreOffice uses: ``in``, ``out``, ``tmp``, and a profile with our settings."""
    make_folder(work, PRIVATE_FOLDER)
    job = Path(tempfile.mkdtemp(prefix=LEFT_BY_ENGINES, dir=work)).absolute()
    for folder in (job / "in", job / "out", job / "tmp", job / "profile" / "user"):
        folder.mkdir(parents=True)
    (job / "profile/user/registrymodifications.xcu").write_text(_REGISTRY, encoding="utf-8")
    return job


def source_in(job: Path) -> Path:
    """Where the document to print is put."""
    return job / "in" / f"{_NAME}.docx"


def target_in(job: Path) -> Path:
    """Where its PDF is to come."""
    return job / "out" / f"{_NAME}.pdf"


def fonts_for(settings: ConvertSettings) -> Path:
    """The fontconfig file with what LibreOffice may print with."""
    return fontconfig_file(pinned_fonts(settings.fonts), settings.work, symbols=True)


def _command(soffice: str, job: Path) -> list[str]:
    """Without the filter's name LibreOffice loads by content: a web page that is called .docx, and all it links to."""
    return [
        soffice,
        f"-env:UserInstallation={(job / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"),
        "--infilter=MS Word 2007 XML",
        *(
            "--convert-to",
            f"pdf:writer_pdf_Export:{OPTIONS}",
            "--outdir",
            str(job / "out"),
            str(source_in(job)),
        ),
    ]


def version(settings: ConvertSettings) -> str:
    """Name and version of the engine, asked once per process. Raises OperatorFault when it is not there."""
    return _version(program(settings))


@lru_cache(maxsize=4)
def _version(soffice: str) -> str:
    with tempfile.TemporaryDirectory(prefix=LEFT_BY_ENGINES, ignore_cleanup_errors=True) as home:
        try:
            with (Path(home) / "version").open("w+b") as said:
                _run([soffice, "--version"], Path(home), {}, _VERSION_LIMIT, said)
                said.seek(0)
                words = said.read(_VERSION_BYTES).decode("utf-8", "replace").split()
        except OperatorFault:
            words = []
    if len(words) < 2 or words[0] != "LibreOffice":  # noqa: PLR2004 - name and number
        raise OperatorFault("LIBREOFFICE-VERSIE", "LibreOffice antwoordt niet op de vraag naar zijn versie.")
    return " ".join(words[:2])


def program(settings: ConvertSettings) -> str:
    """The full path of LibreOffice. Raises OperatorFault when it is not there."""
    found = shutil.which(settings.soffice)
    if found is None:
        raise OperatorFault(
            "LIBREOFFICE-ONTBREEKT",
            "LibreOffice is niet gevonden. Installeer het: sudo apt-get install libreoffice-writer-nogui. "
            "Of geef bij de instelling pdf.soffice het pad.",
        )
    return str(Path(found).absolute())


def environment(job: Path, soffice: str) -> dict[str, str]:
    """The little that LibreOffice needs, and nothing of ours."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "WINDIR", "PROGRAMFILES") if name in os.environ}
    temporary = str(job / "tmp")
    return {
        **kept,
        "PATH": os.pathsep.join((str(Path(soffice).parent), os.defpath)),
        "HOME": str(job),
        **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), temporary),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }


def _run(
    command: list[str],
    job: Path,
    more: Mapping[str, str],
    limit: float,
    said: int | IO[bytes] = subprocess.DEVNULL,
) -> None:
    """Run in a family of processes of its own, its words to ``said``; whatever of it is left at the end is killed."""
    posix = os.name == "posix"
    try:
        process = subprocess.Popen(  # noqa: S603 - fixed arguments, the operator's own program
            [*fence(), *command],
            cwd=job,
            env={**environment(job, command[0]), **more},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.DEVNULL,
            start_new_session=posix,
            umask=0o077 if posix else -1,
        )
    except OSError:
        raise OperatorFault("LIBREOFFICE-START", "LibreOffice kan niet starten.") from None
    try:
        process.wait(limit)
        late = False
    except subprocess.TimeoutExpired:
        late = True
    finally:
        kill_family(process)
        kill_strays(job)
    if late:
        raise OperatorFault("LIBREOFFICE-TE-TRAAG", f"LibreOffice was na {limit:g} seconden niet klaar.")


def kill_family(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that leads a family, and all of that."""
    if sys.platform == "win32":
        taskkill = Path(os.environ.get("SYSTEMROOT", "C:/Windows"), "System32/taskkill.exe")
        subprocess.run([taskkill, "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def kill_strays(job: Path) -> None:
    """Kill what left the family, where there is no process tree of its own: it still has this job's home (Linux)."""
    home = f"HOME={job}".encode()
    for _ in range(_ROUNDS):
        strays = [place for place in Path("/proc").glob("[0-9]*") if _has_home(place, home)]
        if not strays:
            return
        for place in strays:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(int(place.name), signal.SIGKILL)


def _has_home(process: Path, home: bytes) -> bool:
    try:
        return home in (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return False


@lru_cache(maxsize=1)
def fence() -> tuple[str, ...]:
    """The words before the command that fence it in, as far as this machine has and allows them.

    ``setpriv`` ends it when this process is killed, ``prlimit`` bounds its memory, its files and forbids core dumps
    (which hold the text), ``unshare`` takes away the network and gives it a process tree of its own, so that a child
    that left the family dies too.
    """
    words: tuple[str, ...] = ()
    for candidate in (
        ("setpriv", "--pdeathsig", "KILL"),
        ("prlimit", "--core=0", f"--as={_MEMORY}", f"--fsize={_FILE}", f"--nofile={_FILES}"),
        ("unshare", "--net", "--pid", "--fork", "--kill-child"),
        ("unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child"),
    ):
        program = shutil.which(candidate[0])
        if program is None or program in words:
            continue
        attempt = (*words, program, *candidate[1:])
        probe = subprocess.run([*attempt, "true"], capture_output=True, stdin=subprocess.DEVNULL, check=False)  # noqa: S603
        if probe.returncode == 0:
            words = attempt
    return words


def only_pdf(job: Path) -> bytes:
    """Read what was printed. Raises OperatorFault unless it is exactly one PDF of the right name."""
    found = list((job / "out").iterdir())
    if found != [target_in(job)] or not stat.S_ISREG(found[0].lstat().st_mode):
        raise OperatorFault("LIBREOFFICE-GEEN-PDF", "LibreOffice heeft geen PDF gemaakt.")
    return found[0].read_bytes()


def remove(job: Path) -> None:
    """Take away every copy of the text; what cannot go is told to the operator, by code only."""
    shutil.rmtree(job, ignore_errors=True)
    _socket(job / "profile").unlink(missing_ok=True)
    if job.exists():
        _log.error("LIBREOFFICE-RESTEN %s", job.name)


def _socket(profile: Path) -> Path:
    """Where LibreOffice listens, whatever TMPDIR says; it stays behind when LibreOffice is killed.

    The name is that of ``desktop/source/app/officeipcthread.cxx``: the MD5 of the profile's URL, without leading zeros.
    """
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    user = os.getuid() if sys.platform != "win32" else 0
    return Path(f"/tmp/OSL_PIPE_{user}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}")  # noqa: S108
