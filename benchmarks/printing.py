"""Word → PDF, ours beside other ways with LibreOffice, by turns in one run: python -m benchmarks.printing [ROUNDS]

Ours are timed from document to checked PDF, in a worker process that is warm; the others check nothing. All make PDF/A-2b
and PDF/UA-1 of the same papers. What is not installed (scripts/bench does) is left out.
"""

import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import office2pdf

from benchmarks.line import house
from forms.nesting import nest
from generator import catalog, convert, merge
from generator.convert import package
from generator.convert.check import check
from generator.convert.headings import lonely
from generator.convert.libreoffice import OPTIONS
from generator.convert.long_words import break_long_words
from generator.convert.opened import Opened
from generator.convert.preparing import prepared
from generator.flows.make import context_of
from generator.workers import Killable, Task

BATCH = 60
_LIMIT = 120.0
_WARMING = 8
_SERVER = Path(__file__).parents[1] / ".bench/bin"
_CLIENT = Path(__file__).with_name("unoserver_client.py")

Way = Callable[[Path], float]
"""Prints one document and tells the milliseconds."""


def papers(folder: Path, seeds: range) -> list[Path]:
    """Make the Word documents of some clients, of all four forms."""
    around, made = house(folder), []
    for form, kind in catalog.FORMS.items():
        template = merge.template(catalog.find_template(form, folder).path)
        for seed in seeds:
            model = kind.model.model_validate(nest(kind.example_answers(seed)).data)
            made.append(folder / f"{form}-{seed}.docx")
            made[-1].write_bytes(template.render(context_of(kind, model, (), around)))
    return made


@contextmanager
def ours(folder: Path, engine: convert.Engine) -> Iterator[Way]:
    """A worker process of ours, with this engine."""
    settings = convert.ConvertSettings(folder / "print", engine)

    def prints(paper: Path) -> float:
        docx, began = paper.read_bytes(), time.perf_counter()
        ((_, pdf),) = hands.run([Task("paper", convert.to_pdf, (docx, settings), _LIMIT)])
        took = (time.perf_counter() - began) * 1000
        if not isinstance(pdf, bytes):
            sys.exit(f"{engine}: {pdf}")
        return took

    with closing(Killable(1, tasks_per_worker=10_000)) as hands:
        yield prints


def soffice(folder: Path, *sources: Path) -> float:
    """One LibreOffice for these documents, as a script would start it; its profile is there already."""
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
    ]
    command += [f"pdf:writer_pdf_Export:{OPTIONS}", "--outdir", str(folder / "out"), *map(str, sources)]
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - began) * 1000


@contextmanager
def unoserver(folder: Path) -> Iterator[Way]:
    """A warm unoserver, and a client of it that stays open."""
    port, other = _free_port(), _free_port()
    command = [str(_SERVER / "unoserver"), "--port", port, "--uno-port", other]
    command += ["--user-installation", str(folder / "uno")]
    with (
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server,
        subprocess.Popen(
            [_SERVER / "python", _CLIENT, port], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as client,
    ):

        def prints(paper: Path) -> float:
            assert client.stdin is not None
            assert client.stdout is not None
            client.stdin.write(f"{paper}\t{folder / 'out' / 'uno.pdf'}\n")
            client.stdin.flush()
            return float(client.stdout.readline())

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


def turns(ways: dict[str, Way], documents: list[Path], rounds: int) -> dict[str, list[float]]:
    """Let every way print every document, one after the other, round after round."""
    for way in ways.values():
        way(documents[0])
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for document in documents:
            for name, way in ways.items():
                taken[name].append(way(document))
    return taken


def batches(folder: Path, documents: list[Path]) -> None:
    """The same documents in one go: by all processors with each engine of ours, and in one call of LibreOffice."""
    workers = os.cpu_count() or 1
    for engine in convert.engines(convert.ConvertSettings(folder)):
        settings = convert.ConvertSettings(folder / "print", engine)
        tasks = [Task(path.name, convert.to_pdf, (path.read_bytes(), settings), _LIMIT) for path in documents]
        with closing(Killable(workers)) as hands:
            began = time.perf_counter()
            ends = list(hands.run(tasks))
            took = time.perf_counter() - began
        assert all(isinstance(end, bytes) for _, end in ends)
        told(f"{len(documents)} papers, {workers} workers from cold, {engine}", took, len(documents))
    if shutil.which("soffice"):
        told("the same in one call of soffice", soffice(folder, *documents) / 1000, len(documents))


def steps(folder: Path, documents: list[Path]) -> None:
    """What one print by office2pdf costs, step by step: processor time of this process.

    Every document is printed once, whole or by steps, for Typst knows again what it laid out before; the first ones warm up.
    """
    settings = convert.ConvertSettings(folder / "print")
    options = office2pdf.ConvertOptions(pdf_standard="pdf/a-2b", pdf_ua=True)
    taken: dict[str, list[float]] = {}

    def step(name: str, call: Callable[[], Any]) -> Any:
        began = time.process_time()
        result = call()
        taken.setdefault(name, []).append((time.process_time() - began) * 1000)
        return result

    fonts = convert.pinned_fonts()
    for number, docx in enumerate(path.read_bytes() for path in documents):
        if number // len(catalog.FORMS) % 2:
            step("whole, with second prints", lambda: convert.to_pdf(docx, settings))  # noqa: B023
            continue
        parts = step("copy: open, look, leave out", lambda: prepared(docx))  # noqa: B023
        step("copy: words that are too wide", lambda: break_long_words(parts, fonts))  # noqa: B023
        word = step("copy: pack", lambda: package.write(parts))  # noqa: B023
        made = step("office2pdf", lambda: office2pdf.convert_bytes(word, "docx", options))  # noqa: B023
        with closing(Opened(bytes(made.pdf))) as printed:
            step("headings left alone", lambda: lonely(printed, parts))  # noqa: B023
            step("check", lambda: check(printed, ()))
    print(f"{'processor time of one print, ms':<58}{'mean':>9}{'median':>9}{'least':>8}")
    for name, times in taken.items():
        warm = times[_WARMING:]
        print(f"{name:<58}{statistics.mean(warm):>9.1f}{statistics.median(warm):>9.1f}{min(warm):>8.1f}")


def told(what: str, took: float, papers: int) -> None:
    """Print the line of a batch."""
    print(f"{what:<58}{took:>9.1f} s{took / papers * 1000:>9.0f} ms a paper")


def main(rounds: int) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as open_ways:
        folder = Path(name)
        seeds = BATCH // len(catalog.FORMS)
        documents = papers(folder, range(seeds))
        ways = {"ours, office2pdf": open_ways.enter_context(ours(folder, "office2pdf"))}
        versions = [f"Python {platform.python_version()}", f"office2pdf {version('office2pdf-python')}"]
        if shutil.which("soffice"):
            ways["ours, LibreOffice kept open"] = open_ways.enter_context(ours(folder, "libreoffice"))
            ways["soffice --convert-to, for each"] = lambda paper: soffice(folder, paper)
            versions.append(convert.engine_version(convert.ConvertSettings(folder, "libreoffice")))
            if (_SERVER / "unoserver").exists():
                ways["unoserver, its client kept open"] = open_ways.enter_context(unoserver(folder))
        print(f"{', '.join(versions)}; {os.cpu_count()} cores; {date.today():%d/%m/%Y}")
        print(f"{rounds} rounds of 4 papers, ms{'':<37}{'median':>9}{'10 %':>8}{'90 %':>8}{'ratio':>9}")
        taken = turns(ways, documents[::seeds], rounds)
        first = taken["ours, office2pdf"]
        for way, times in taken.items():
            tenths, middle = statistics.quantiles(times, n=10), statistics.median(times)
            ratio = statistics.median(one / other for one, other in zip(times, first, strict=True))
            print(f"{way:<58}{middle:>9.0f}{tenths[0]:>8.0f}{tenths[-1]:>8.0f}{ratio:>8.1f}×")
        open_ways.close()
        batches(folder, documents)
        steps(folder, [path for seed in range(seeds) for path in documents[seed::seeds]])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
