"""A workspace in which one command is stopped at one point, again and again, and brought to its end after it."""

import io
import mmap
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import uuid
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path

from generator import equipment
from generator.cli import main
from generator.flows import retries
from tests.crash.hands import Memory, Remembering, serve
from tests.crash.scenes import Scene
from tests.crash.state import faults_of, picture, published

_PROGRAM = "from generator.cli.main import main; main()"
_SECONDS = 60
_WORDS = 1 << 16
_TRACEBACKS = ("Traceback (most recent call last)", "Er liep iets mis in het programma zelf")
MEMORY_FOLDER = Path("/dev/shm")

Prepare = Callable[[], None]
"""What the child does just before the command."""


@dataclass(frozen=True, slots=True)
class Run:
    """How one run of the command ended: its status (minus the signal that killed it), and what it said."""

    status: int
    said: str


class Stage:
    """One scene, ready to be played from the start as often as is wanted."""

    def __init__(self, scene: Scene, memory: Memory, place: Path) -> None:
        """Build the scene in ``place`` and play it once undisturbed."""
        self.scene = scene
        self.root = place / "werkmap"
        self._memory = memory
        self._whole = place / "begin"
        self._said = mmap.mmap(-1, _WORDS)
        self._first = place / "eerste begin"
        scene.build(self.root, memory)
        shutil.rmtree(self.root / ".dossier/print", ignore_errors=True)
        shutil.copytree(self.root, self._whole)
        shutil.copytree(self.root, self._first)
        self._import_all()
        self.reset()
        undisturbed = self.run()
        assert undisturbed.status in {0, 1}, undisturbed.said
        self.wanted: Counter[str] = picture(self.root)
        assert published(self.wanted) == scene.published

    def reset(self) -> None:
        """Bring back the beginning."""
        shutil.rmtree(self.root)
        shutil.copytree(self._whole, self.root)

    def begin_here(self) -> None:
        """Let the scene begin from now on as it stands now, which must not change what it comes to."""
        shutil.rmtree(self._whole)
        shutil.copytree(self.root, self._whole)

    def begin_anew(self) -> None:
        """Let the scene begin as it was built."""
        shutil.rmtree(self._whole)
        shutil.copytree(self._first, self._whole)

    def run(self, prepare: Prepare | None = None, strace: Sequence[str] = ()) -> Run:
        """Run the command in a child, with something done to it first or with strace attached to it."""
        self._said[:] = bytes(_WORDS)
        ours, theirs = socket.socketpair()
        go, gone = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # threads of ours do nothing that the child needs
            child = os.fork()
        if child == 0:
            ours.close()
            os.close(gone)
            self._be_the_command(theirs, go, prepare)
        theirs.close()
        os.close(go)
        tracer = _attached(child, strace) if strace else None
        os.close(gone)
        with ours:
            serve(ours, self._memory)
        _, status = os.waitpid(child, 0)
        if tracer:
            tracer.communicate()
        return Run(os.waitstatus_to_exitcode(status), self._said[:].rstrip(b"\0").decode())

    def faults_after(self, stopped: Run) -> list[str]:
        """Start the command anew after a stop, and tell what is not as if there had been no stop."""
        faults = [f"ended with {stopped.status}"] if stopped.status not in {-signal.SIGKILL, 0, 1, 3} else []
        faults += [f"said: {stopped.said[-1500:]}" for words in _TRACEBACKS if words in stopped.said]
        if stopped.status == 3 and not stopped.said.strip():
            faults.append("ended with 3 without a word")
        anew = self.run(_an_hour_later)
        if anew.status not in {0, 1}:
            faults.append(f"the next start ended with {anew.status}: {anew.said[-1500:]}")
        return faults + faults_of(self.root, self.wanted, repeats=self.scene.repeats)

    def run_real(self, strace: Sequence[str]) -> Run:
        """Run the command as its user does, with processes that do the work, and wait until none of them is left."""
        mark = uuid.uuid4().hex
        ended = subprocess.run(
            ["strace", *strace, sys.executable, "-c", _PROGRAM, *self.arguments()],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"DOSSIER_WORKERS__COUNT": "1", "CRASH_MARK": mark},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        until = time.monotonic() + _SECONDS
        while _marked(mark):
            assert time.monotonic() < until, "a process is left"
            time.sleep(0.05)
        return Run(ended.returncode, ended.stderr.decode())

    def arguments(self) -> list[str]:
        """The command line."""
        return ["--workspace", str(self.root), *(word.format(root=self.root) for word in self.scene.command)]

    def _be_the_command(self, asked: socket.socket, go: int, prepare: Prepare | None) -> None:
        """In the child: run the command as a process of its own would, and end."""
        status, said = 99, io.StringIO()
        try:
            signal.alarm(_SECONDS)
            sys.stdout = sys.stderr = said  # in memory: what it says must not fail with the disk
            _without_processes(Remembering(self._memory, asked))
            os.read(go, 1)  # until the tracer is there
            if prepare:
                prepare()
            status = main.run(self.arguments())
        except BaseException:
            traceback.print_exc()
        finally:
            words = said.getvalue().encode()[-_WORDS:]
            self._said[: len(words)] = words
            os._exit(status)

    def _import_all(self) -> None:
        """Run the command here, so that each child begins with all that it needs in memory."""
        before = time.sleep, vars(equipment)["Killable"]
        try:
            _without_processes(Remembering(self._memory))
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                main.run(self.arguments())
        finally:
            time.sleep, vars(equipment)["Killable"] = before


def _marked(mark: str) -> list[Path]:
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            found += [path] if mark.encode() in path.read_bytes() else []
    return found


def _an_hour_later() -> None:
    """What is tried again after a pause, is tried now."""
    vars(retries)["_remaining"] = lambda _: 0.0


def _without_processes(hands: Remembering) -> None:
    """Let the program of this process use these hands, and wait for nothing."""
    vars(equipment)["Killable"] = lambda *_, **__: hands
    vars(time)["sleep"] = lambda _: None


def _attached(child: int, arguments: Sequence[str]) -> "subprocess.Popen[str]":
    tracer = subprocess.Popen(
        ["strace", "-p", str(child), *arguments], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )
    assert tracer.stderr
    said = tracer.stderr.readline()
    assert "attached" in said, said
    return tracer


def made_place() -> Path:
    """Make a folder for one process of stages, in memory where there is such a place."""
    return Path(tempfile.mkdtemp(prefix="crash-", dir=MEMORY_FOLDER if MEMORY_FOLDER.is_dir() else None))
