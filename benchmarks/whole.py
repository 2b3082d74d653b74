"""From drop to published, beside the script that a good engineer writes in a day: python -m benchmarks.whole [FORMS]

The script fills the same templates with docxtpl and prints with ``soffice --convert-to``: a call for each document, or
(the better one) one call for all. It judges nothing, checks nothing, and a stop halfway loses what it was doing.
"""

import io
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from benchmarks.line import house
from generator import catalog
from generator.flows.make import context_of, judge
from generator.flows.reading import read_form
from generator.formats.table import formats

QUIET = 0.5
SCAN = 0.25
_DOSSIER = "import sys; from generator.cli.main import main; main(sys.argv[1:])"
_ROOT = Path(__file__).parents[1]
_KINDS = tuple(catalog.FORMS)


def form(number: int) -> bytes:
    """The number-th form: the four kinds by turns, four of one client's dossier."""
    kind = catalog.FORMS[_KINDS[number % len(_KINDS)]]
    return formats()["json"].blank(kind.model, kind.example_answers(number // len(_KINDS)))


def drop(inbox: Path, numbers: Sequence[int]) -> None:
    """Put forms in the inbox."""
    for number in numbers:
        (inbox / f"{number:05}.json").write_bytes(form(number))


def dossier(root: Path, *words: str) -> list[str]:
    """The command line of the real program."""
    return [sys.executable, "-c", _DOSSIER, "--workspace", str(root), *words]


def published(root: Path) -> list[Path]:
    """The manifests of what stands in the outbox."""
    return list((root / "outbox/dossiers").glob("*/*/manifest.json"))


def by_ours(folder: Path, count: int) -> float:
    """Seconds that ``watch --once`` takes for so many forms, start-up and its second of quiet time included."""
    root = folder / f"onze-{count}"
    subprocess.run(dossier(root, "init"), cwd=_ROOT, check=True, stdout=subprocess.DEVNULL)
    drop(root / "inbox", range(count))
    began = time.perf_counter()
    subprocess.run(dossier(root, "watch", "--once"), cwd=_ROOT, check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - began
    if len(published(root)) != count:
        raise RuntimeError("not all published")
    return took


def by_script(folder: Path, count: int, *, one_call: bool) -> float:
    """Seconds that the script takes; what it would look up of the forms is worked out before."""
    out = folder / f"script-{count}-{one_call}"
    out.mkdir()
    around = house(folder)
    contexts: list[tuple[Path, dict[str, Any]]] = []
    for number in range(count):
        path = folder / "form.json"
        path.write_bytes(form(number))
        judged = judge(path, read_form(path, around.max_bytes, ()), (), around)
        kind = catalog.form_type(judged.form)
        words = context_of(kind, kind.model.model_validate(judged.answers), judged.findings, around)
        contexts.append((catalog.find_template(kind.id, folder).path, words))
    began = time.perf_counter()
    made: list[str] = []
    for number, (template, words) in enumerate(contexts):
        document = DocxTemplate(template)
        document.render(words, Environment(autoescape=True), autoescape=True)
        target = io.BytesIO()
        document.save(target)
        path = out / f"{number}.docx"
        path.write_bytes(target.getvalue())
        made.append(str(path))
        if not one_call:
            soffice([str(path)], out, folder)
    if one_call:
        soffice(made, out, folder)
    took = time.perf_counter() - began
    if len(list(out.glob("*.pdf"))) != count:
        raise RuntimeError("not all printed")
    return took


def soffice(files: list[str], out: Path, folder: Path) -> None:
    """One call of LibreOffice, with a profile that it keeps."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), *files]
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def watching(root: Path) -> Iterator[int]:
    """The real program, watching; gives the id of its process."""
    subprocess.run(dossier(root, "init"), cwd=_ROOT, check=True, stdout=subprocess.DEVNULL)
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


def latency(folder: Path) -> None:
    """Print the latency of one form and of each of a burst."""
    root = folder / "wachttijd"
    with watching(root):
        latencies(root, [0])  # the workers start
        single = sorted(one for number in range(1, 25) for one in latencies(root, [number]))
        burst = latencies(root, range(100, 160))
    for what, found in (("one form", single), ("each of 60 at once", burst)):
        late = found[int(len(found) * 0.95)]
        print(f"{what:<34} median {statistics.median(found):.2f} s, 95th percentile {late:.2f} s")


def resident(pid: int) -> int:
    """Resident memory of a process in MB; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    try:
        return [int(child) for path in found for child in path.read_text().split()]
    except OSError:
        return []


def memory(folder: Path, count: int) -> None:
    """Print the resident memory of parent and workers while so many forms go through."""
    root = folder / "geheugen"
    curve: list[tuple[int, int, int]] = []
    ended = threading.Event()

    def look(pid: int) -> None:
        while not ended.wait(0.5):
            curve.append((len(published(root)), resident(pid), max(map(resident, children(pid)), default=0)))

    with watching(root) as pid:
        looker = threading.Thread(target=look, args=(pid,))
        looker.start()
        for start in range(0, count, 100):
            drop(root / "inbox", range(start, min(start + 100, count)))
            while len(published(root)) < min(start + 100, count):
                time.sleep(0.2)
        ended.set()
        looker.join()
    print(f"{'papers':>8}{'parent, MB':>12}{'largest worker, MB':>20}")
    for part in range(10):
        upto = [row for row in curve if part * count <= 10 * row[0] <= (part + 1) * count]
        if upto:
            print(f"{upto[-1][0]:>8}{max(row[1] for row in upto):>12}{max(row[2] for row in upto):>20}")


def main(count: int) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = by_ours(folder, count)
        print(f"{count} forms through watch --once: {ours:.1f} s, {1000 * ours / count:.0f} ms a form")
        if shutil.which("soffice"):
            for what, number, one_call in (("a call each", 12, False), ("one call", 60, True)):
                theirs = by_script(folder, number, one_call=one_call) / number
                ratio = theirs / (ours / count)
                print(f"docxtpl + soffice, {what:<12} {1000 * theirs:>6.0f} ms a form   {ratio:.1f}×")
        latency(folder)
        memory(folder, count)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
