"""From drop to published: python -m benchmarks.whole [FORMS], or python -m benchmarks.whole memory [FORMS]

Theirs is the script that a good engineer writes in a day: it fills the same templates with docxtpl and prints with
``soffice --convert-to``, a call for each document or (the better one) one call for all. It judges nothing, checks nothing,
and a stop halfway loses what it was doing.
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from benchmarks import peers
from benchmarks.house import LONGEST, drop, filled, house, judged_form, papers, to_merge
from benchmarks.table import Row, Rows, milliseconds, show
from generator.flows.make import dress

TITLE = "From drop to published, beside a script with docxtpl and `soffice`"
QUIET = 0.5
SCAN = 0.25
EACH, AT_ONCE = 12, 60
WARMING, ROUNDS = 3, 12
_DOSSIER = "import sys; from generator.cli.main import main; main(sys.argv[1:])"
_ROOT = Path(__file__).parents[1]
_MEGABYTE = 1024 * 1024


def dossier(root: Path, *words: str) -> list[str]:
    """The command line of the real program."""
    return [sys.executable, "-c", _DOSSIER, "--workspace", str(root), *words]


def begun(root: Path) -> Path:
    """A workspace that was made by ``dossier init``."""
    subprocess.run(dossier(root, "init"), cwd=_ROOT, check=True, stdout=subprocess.DEVNULL)
    return root


def published(root: Path) -> list[Path]:
    """The manifests of what stands in the outbox."""
    return list((root / "outbox/dossiers").glob("*/*/manifest.json"))


def by_ours(folder: Path, forms: int) -> float:
    """Milliseconds a form that ``watch --once`` takes, start-up and its second of quiet time included."""
    root = begun(folder / "onze")
    drop(root / "inbox", range(forms))
    command = dossier(root, "watch", "--once")
    took = milliseconds(lambda: subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.DEVNULL))
    if len(published(root)) != forms:
        raise RuntimeError("not all published")
    return took / forms


def by_script(folder: Path, forms: int, *, one_call: bool) -> float:
    """Milliseconds a form that the script takes; what it would look up of the forms is worked out before."""
    out = folder / f"script-{one_call}"
    out.mkdir()
    asked = [to_merge(number, folder) for number in range(forms)]

    def script() -> None:
        made: list[Path] = []
        for number, (template, words) in enumerate(asked):
            made.append(out / f"{number}.docx")
            made[-1].write_bytes(peers.by_docxtpl(template, words))
            if not one_call:
                peers.soffice(folder, out, made[-1:])
        if one_call:
            peers.soffice(folder, out, made)

    took = milliseconds(script)
    if len(list(out.glob("*.pdf"))) != forms:
        raise RuntimeError("not all printed")
    return took / forms


def many(folder: Path, forms: int) -> Rows:
    """A form among many: through the real program, and through both scripts."""
    ours = by_ours(folder, forms)
    if peers.SOFFICE:
        peers.soffice(folder, folder, papers(folder, [0]))  # makes its profile
    for what, number, one_call in (
        ("one `soffice` each", EACH, False),
        ("one `soffice` call", AT_ONCE, True),
    ):
        theirs = by_script(folder, number, one_call=one_call) if peers.SOFFICE else None
        remark = f"theirs: {what}, {number} forms" if theirs else peers.NO_SOFFICE
        yield Row(f"a form of {forms}, `watch --once` with its start-up", ours, theirs, remark)


def one_whole(folder: Path) -> Row:
    """One form after the other in this process, each of another client; the first ones warm up."""
    around = house(folder)
    paths = [filled(LONGEST, seed, folder / f"{seed}.pdf") for seed in range(WARMING + ROUNDS)]
    taken = [milliseconds(lambda: dress(judged_form(path, around), around)) for path in paths]  # noqa: B023
    return Row("one form whole, pdf in, one warm process", statistics.median(taken[WARMING:]))


@contextmanager
def watching(root: Path) -> Iterator[int]:
    """The real program, watching; gives the id of its process."""
    begun(root)
    settings = {"DOSSIER_WATCH__QUIET_SECONDS": str(QUIET), "DOSSIER_WATCH__SCAN_SECONDS": str(SCAN)}
    process = subprocess.Popen(
        dossier(root, "watch"),
        cwd=_ROOT,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def latencies(root: Path, numbers: Sequence[int]) -> list[float]:
    """Drop forms at once; seconds from the drop of each until its paper stands, beyond the quiet time."""
    known = {path.stat().st_ino for path in published(root)}
    drop(root / "inbox", numbers)
    began = time.time()
    while len(published(root)) < len(known) + len(numbers):
        if time.time() - began > 300:
            raise RuntimeError("not published")
        time.sleep(0.01)
    fresh = [path for path in published(root) if path.stat().st_ino not in known]
    return sorted(path.stat().st_mtime - began - QUIET for path in fresh)


def latency(folder: Path) -> Rows:
    """How long the paper of one form takes, and of each of a burst; beyond the quiet time."""
    with watching(root := folder / "wachttijd"):
        latencies(root, [0])  # the workers start
        single = sorted(one for number in range(1, 25) for one in latencies(root, [number]))
        burst = latencies(root, range(100, 160))
    for what, found in (("one form", single), ("each of 60 forms at once", burst)):
        late = found[int(len(found) * 0.95)]
        remark = f"95th percentile {1000 * late:.0f} ms; beyond the quiet time"
        yield Row(f"{what}, from drop to published", 1000 * statistics.median(found), remark=remark)


def rows(forms: int = 200) -> Rows:
    """Many forms, one form, and how long somebody waits."""
    with tempfile.TemporaryDirectory() as name:
        yield from many(Path(name), forms)
        yield one_whole(Path(name))
        yield from latency(Path(name))


def resident(process: psutil.Process) -> int:
    """Resident memory of a process in MB; 0 when it is gone."""
    try:
        return int(process.memory_info().rss) // _MEGABYTE
    except psutil.Error:
        return 0


def memory(forms: int) -> None:
    """Print the resident memory of parent and workers while forms go through, a line for every hundred.

    The workers are children of the server that they are forked from, so all that the program started is looked at.
    """
    print("| papers | parent, MB | largest worker, MB |\n|---:|---:|---:|", flush=True)
    with tempfile.TemporaryDirectory() as name, watching(root := Path(name) / "geheugen") as pid:
        parent = psutil.Process(pid)
        for start in range(0, forms, 100):
            drop(root / "inbox", range(start, upto := min(start + 100, forms)))
            most = [0, 0]
            while (done := len(published(root))) < upto:
                started = parent.children(recursive=True)
                most = [max(most[0], resident(parent)), max([most[1], *map(resident, started)])]
                time.sleep(0.5)
            print(f"| {done} | {most[0]} | {most[1]} |", flush=True)


def main(words: Sequence[str]) -> None:
    """Print what is asked."""
    forms = int(words[-1]) if words and words[-1].isdecimal() else 200
    if "memory" in words:
        memory(forms)
    else:
        show(TITLE, rows(forms))


if __name__ == "__main__":
    main(sys.argv[1:])
