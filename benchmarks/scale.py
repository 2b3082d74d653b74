"""One machine beside a cluster, and the ledger in a file beside one on a server: python -m benchmarks.scale [PAPERS]

Besides papers a second it tells the processor time that a paper took in all processes together, which other work on the
machine hardly changes.

The cluster is a dask scheduler and workers on this same machine, each with its own folder; so it tells what the way to
another machine costs in work, not what a network costs. With a URL of a PostgreSQL database in DOSSIER_LEDGER__URL the
ledger is measured on that too.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import psutil

from benchmarks.house import LONGEST, filled, house
from generator.equipment import made_with
from generator.flows.make import dress, judge
from generator.flows.reading import read_form
from generator.ledger import Entry, Ledger, SqlLedger
from generator.model import Result
from generator.workers import Cluster, Killable, Task, Workers

_WARMING = 8
_ROOT = Path(__file__).parents[1]


def processor_seconds() -> float:
    """What this process and all that it started took until now, what ended included."""
    everybody = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return sum(sum(one.cpu_times()[:4]) for one in everybody)


def measured(what: str, hands: Workers, folder: Path, papers: int) -> None:
    """Read, judge and make so many papers, after others that warm everybody up, and print what it took."""
    around = house(folder)
    paths = {str(seed): filled(LONGEST, seed, folder / f"{seed}.json") for seed in range(papers + _WARMING)}

    def whole(names: list[str]) -> None:
        read = dict(
            hands.run(Task(name, read_form, (paths[name], around.max_bytes, ()), 60) for name in names)
        )
        first = [Task(name, judge, (paths[name], one, (), around), 60) for name, one in read.items()]
        judged = dict(hands.run(first))
        made = dict(hands.run(Task(name, dress, (one, around), 60) for name, one in judged.items()))
        assert all(type(paper).__name__ == "Paper" for paper in made.values())

    whole(list(paths)[papers:])
    began, used = time.perf_counter(), processor_seconds()
    whole(list(paths)[:papers])
    took, work = time.perf_counter() - began, processor_seconds() - used
    hands.close()
    print(
        f"{what:<44}{papers / took:>8.1f} papers/s{work / papers * 1000:>8.0f} ms of processor a paper",
        flush=True,
    )


@contextmanager
def dask(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler and workers of one thread; gives the address."""
    told = folder / "planner.json"
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}

    def started(module: str, *options: str) -> subprocess.Popen[bytes]:
        call = [
            sys.executable,
            "-m",
            f"distributed.cli.{module}",
            "--no-dashboard",
            "--host",
            "127.0.0.1",
            *options,
        ]
        return subprocess.Popen(
            call, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    processes = [started("dask_scheduler", "--port", "0", "--scheduler-file", str(told))]
    while not told.exists() or not told.read_text().endswith("}"):
        time.sleep(0.05)
    address = told.read_text().split('"address": "')[1].split('"')[0]
    for number in range(workers):
        own = ["--no-nanny", "--nthreads", "1", "--local-directory", str(folder / f"werker{number}")]
        processes.append(started("dask_worker", address, *own))
    try:
        yield address
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def of_workers(papers: int) -> None:
    """Print the papers a second of each kind and number of workers."""
    for count in (1, 2):
        with tempfile.TemporaryDirectory() as name:
            measured(f"{count} worker(s), this machine", Killable(count), Path(name), papers)
        with tempfile.TemporaryDirectory() as name, dask(Path(name), count) as address:
            pdf = house(Path(name)).pdf
            along = {Path(name): ("templates/*.docx",), pdf.work: ()}
            cluster = Cluster(address, along, partial(made_with, pdf))
            measured(f"{count} worker(s), dask", cluster, Path(name), papers)


def of_ledger(what: str, ledger: Ledger, times: int) -> None:
    """Print how long what a paper asks of the ledger takes: a look, a turn with its record, and an outcome by itself."""
    began = time.perf_counter()
    for number in range(times):
        entry = Entry(
            f"{os.getpid()}-{number}",
            datetime.now(UTC),
            "x.pdf",
            "a" * 64,
            Result.PUBLISHED,
            recipe=f"{number}",
        )
        ledger.published(entry.recipe)
        with ledger.turn(entry.recipe) as turn:
            turn.published()
            turn.record(entry)
    took = (time.perf_counter() - began) / times
    ledger.close()
    print(f"{f'ledger, a published paper, {what}':<44}{took * 1000:>8.1f} ms")


def main(papers: int) -> None:
    """Print the table."""
    of_workers(papers)
    with tempfile.TemporaryDirectory() as name:
        of_ledger("SQLite", SqlLedger.in_file(Path(name) / "ledger.sqlite"), 200)
    if url := os.environ.get("DOSSIER_LEDGER__URL"):
        of_ledger("PostgreSQL", SqlLedger(url), 200)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
