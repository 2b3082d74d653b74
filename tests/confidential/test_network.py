"""Nothing leaves the machine: no socket of the network is ever opened, by us or by what we start."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.flows import meeting, watching
from generator.flows.papers import Chosen
from generator.model import Session
from generator.wiring import Rooms
from tests.conftest import filled
from tests.flows.boards import DAY, SESSION_ANSWERS, Steps
from tests.flows.outbox import again, styled

_PROGRAM = "from generator.cli.main import main; main()"
_CALLS = "connect,sendto,sendmsg,sendmmsg,bind"
_ALLOWED = ('[^"]*/OSL_PIPE', "/var/run/nscd/socket", "/tmp/dossier-vork-")
"""On the first LibreOffice hears itself; on the second the C library asks for the name of the user that runs it; on the
third we ask our own server for a worker.
"""
_OUTSIDE = re.compile(rf"""AF_INET|sun_path=@?"(?!{"|".join(_ALLOWED)})""")
"""The network, or a named socket of another program."""
_heard: list[str] = []
_listening = [False]


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _listening[0] and event in {
        "socket.connect",
        "socket.bind",
        "socket.sendto",
        "socket.getaddrinfo",
        "urllib.Request",
    }:
        _heard.append(event)


@pytest.fixture(scope="module")
def hook() -> None:
    sys.addaudithook(_listen)  # stays for the process; does nothing while nobody listens


@pytest.fixture
def heard(hook: None) -> Iterator[list[str]]:
    """The events of Python that go out to a network."""
    _heard.clear()
    _listening[0] = True
    yield _heard
    _listening[0] = False


def test_python_opens_no_connection(rooms: Rooms, heard: list[str]) -> None:
    (rooms.workspace.inbox / "a.json").write_bytes(filled("advies", 3, "json", **SESSION_ANSWERS))
    (rooms.workspace.inbox / "b.json").write_bytes(filled("advies", 4, client__naam=""))
    assert len(list(watching.watch_once(rooms))) == 2
    again(styled(rooms, "Ander huis"), Chosen())
    meeting.hold(rooms, Session("BCSD", DAY), meeting.Wanted(), Steps())
    assert heard == []


def test_the_listener_hears(heard: list[str]) -> None:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
    assert heard == ["socket.bind"]


def _traced(root: Path, trace: Path, *arguments: str, engine: str) -> int:
    strace = ["strace", "-f", "-qq", "-e", f"trace={_CALLS}", "-e", "signal=none", "-o", str(trace)]
    command = [sys.executable, "-c", _PROGRAM, "--workspace", str(root), *arguments]
    wanted = {"DOSSIER_PDF__ENGINE": engine, "PATH": "/usr/bin:/bin", "HOME": str(root)}
    return subprocess.run([*strace, *command], env=wanted, capture_output=True, check=False).returncode


def outside(trace: Path) -> list[str]:
    """The calls to a network, and those to a service of this machine; what is ours may speak with its own parts."""
    return [line for line in trace.read_text("utf-8", "replace").splitlines() if _OUTSIDE.search(line)]


@pytest.mark.live
@pytest.mark.parametrize("engine", ["office2pdf", "libreoffice"])
def test_no_process_speaks_to_a_network(tmp_path: Path, engine: str) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed (scripts/live installs it)")
    root = tmp_path / "w"
    (root / "inbox").mkdir(parents=True)
    for place, suffix in enumerate(("pdf", "docx", "xlsx", "json", "yaml")):
        number = f"KB-2026-1000{place}"
        content = filled("advies", 5, suffix, dossiernummer=number, **SESSION_ANSWERS)
        (root / "inbox" / f"a.{suffix}").write_bytes(content)
    (root / "inbox/fout.docx").write_bytes(filled("advies", 4, "docx", client__naam=""))
    for step, arguments in enumerate(
        (
            ["watch", "--once"],
            ["regenerate", "--all", "--force"],
            ["meeting", str(DAY), "--anonymous"],
            ["verify"],
        )
    ):
        trace = tmp_path / f"{engine}-{step}"
        assert _traced(root, trace, *arguments, engine=engine) in {0, 1}
        assert outside(trace) == [], arguments
    assert len(list(root.glob("outbox/dossiers/*/*/*.pdf"))) == 5
    assert list(root.glob("outbox/zittingen/*/*.pdf"))


@pytest.mark.live
def test_the_trace_hears(tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed (scripts/live installs it)")
    program = (
        "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('127.0.0.1', 9))"
    )
    strace = ["strace", "-f", "-qq", "-e", f"trace={_CALLS}", "-o", str(tmp_path / "t")]
    subprocess.run([*strace, sys.executable, "-c", program], check=True)
    assert len(outside(tmp_path / "t")) == 1
