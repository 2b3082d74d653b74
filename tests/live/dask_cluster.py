"""A dask scheduler and workers as processes of their own, each in a folder of its own."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]
_PATIENCE = 60.0


@dataclass
class DaskCluster:
    """One scheduler; workers come and go."""

    folder: Path
    extra: dict[str, str] = field(default_factory=dict)
    """Added to the environment of all."""
    protocol: str = "tcp"
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, port: int = 0) -> "DaskCluster":
        told = self.folder / "planner.json"
        told.unlink(missing_ok=True)
        listens = [
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--no-dashboard",
            "--scheduler-file",
            str(told),
        ]
        self.scheduler = self._python("scheduler", "distributed.cli.dask_scheduler", *listens)
        until = time.monotonic() + _PATIENCE
        while not self.address:
            assert time.monotonic() < until
            assert self.scheduler.poll() is None
            time.sleep(0.05)
            if told.exists() and (text := told.read_text()).endswith("}"):
                self.address = text.split('"address": "')[1].split('"')[0]
        return self

    def add_worker(self, *options: str, **extra: str) -> subprocess.Popen[bytes]:
        """Start one more worker, of one thread, with its own folder."""
        name = f"werker{len(self.workers)}"
        how = [
            "--protocol",
            self.protocol,
            "--no-nanny",
            "--nthreads",
            "1",
            "--no-dashboard",
            "--host",
            "127.0.0.1",
            *options,
        ]
        worker = self._python(name, "distributed.cli.dask_worker", self.address, *how, **extra)
        self.workers.append(worker)
        return worker

    def wait_for_workers(self) -> None:
        """Wait until the scheduler knows all workers."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=_PATIENCE)

    def logged(self) -> str:
        """All that all of them said."""
        return "".join(path.read_text() for path in self.folder.glob("*/log"))

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def _python(self, name: str, module: str, *options: str, **extra: str) -> subprocess.Popen[bytes]:
        own = self.folder / name
        own.mkdir(exist_ok=True)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(own), **self.extra, **extra}
        environment["DASK_TEMPORARY_DIRECTORY"] = str(own)
        with (own / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", module, *options], cwd=own, env=environment, stdout=log, stderr=log
            )
