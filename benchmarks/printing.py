"""Word → PDF, ours beside other ways with LibreOffice, by turns: python -m benchmarks.printing [ROUNDS]

Ours are timed from document to checked PDF, through a worker process that is warm; the others check nothing. All make
PDF/A-2b and PDF/UA-1. No process prints a document twice: Typst knows again what it laid out before.
"""

import os
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from benchmarks import house, peers
from benchmarks.table import Row, Rows, milliseconds, number_asked, show
from generator import convert
from generator.convert.libreoffice import OPTIONS
from generator.workers import Task

TITLE = "PDF from a Word document of 3 to 6 pages"
BATCH = 60
_KINDS = 4
_LIMIT = 120.0
_ENGINES: dict[convert.Engine, str] = {"office2pdf": "office2pdf", "libreoffice": "LibreOffice kept open"}
_EACH, _UNO = "`soffice --convert-to` for each", "unoserver, its client kept open"

Way = Callable[[Path], object]
"""Prints one document."""


@contextmanager
def ours(folder: Path, engine: convert.Engine, count: int = 1) -> Iterator[Callable[[Sequence[Path]], None]]:
    """Worker processes of ours with this engine; gives what prints documents."""
    settings = convert.ConvertSettings(folder / "print", engine)

    def prints(papers: Sequence[Path]) -> None:
        tasks = [Task(path.name, convert.to_pdf, (path.read_bytes(), settings), _LIMIT) for path in papers]
        if not all(isinstance(end, bytes) for _, end in hands.run(tasks)):
            raise RuntimeError("not printed")

    with closing(house.workers(folder, count)) as hands:
        yield prints


def soffice(folder: Path, sources: Sequence[Path]) -> None:
    """One LibreOffice for these documents, told to make what ours is."""
    peers.soffice(folder, folder, sources, f"pdf:writer_pdf_Export:{OPTIONS}")


def turns(folder: Path, documents: Sequence[Path]) -> dict[str, list[float]]:
    """Let every way print every document, one after the other; the first of each kind only warm up."""
    with ExitStack() as opened:
        ways: dict[str, Way] = {}
        for engine in there():
            prints = opened.enter_context(ours(folder, engine))
            ways[engine] = lambda paper, prints=prints: prints([paper])  # type: ignore[misc]
        if peers.SOFFICE:
            ways[_EACH] = lambda paper: soffice(folder, [paper])
        if peers.UNOSERVER:
            ways[_UNO] = opened.enter_context(peers.unoserver(folder))
        taken = [
            {name: milliseconds(lambda way=way: way(paper)) for name, way in ways.items()}  # type: ignore[misc]  # noqa: B023
            for paper in documents
        ][_KINDS:]
        return {name: [took[name] for took in taken] for name in ways}


def there() -> list[convert.Engine]:
    """The engines of ours that this machine has."""
    return [engine for engine in _ENGINES if engine == "office2pdf" or peers.SOFFICE]


def one_by_one(folder: Path, rounds: int) -> Rows:
    """Each engine of ours beside each other way."""
    taken = turns(folder, house.papers(folder, range(_KINDS * (rounds + 1))))
    for engine in there():
        tenths, middle = statistics.quantiles(taken[engine], n=10), statistics.median(taken[engine])
        spread = f"10–90 %: {tenths[0]:.0f}–{tenths[-1]:.0f} ms"
        for theirs, absent in ((_EACH, peers.NO_SOFFICE), (_UNO, peers.NO_UNOSERVER)):
            beside = statistics.median(taken[theirs]) if theirs in taken else None
            remark = f"theirs: {theirs}; ours {spread}" if beside else absent
            yield Row(f"a paper, {_ENGINES[engine]}, warm", middle, beside, remark)


def in_one_go(folder: Path) -> Rows:
    """Papers by all processors with each engine of ours, and in one call of LibreOffice."""
    documents, count = house.papers(folder, range(BATCH)), os.cpu_count() or 1
    theirs = milliseconds(lambda: soffice(folder, documents)) if peers.SOFFICE else None
    for engine in there():
        with ours(folder, engine, count) as prints:
            took = milliseconds(lambda prints=prints: prints(documents))  # type: ignore[misc]
        remark = f"theirs: one call of `soffice`; ours {took / BATCH:.0f} ms a paper"
        what = f"{BATCH} papers, {_ENGINES[engine]}, {count} workers from cold"
        yield Row(what, took, theirs, remark if theirs else peers.NO_SOFFICE)


def rows(rounds: int = 6) -> Rows:
    """One by one, warm, and many in one go, from cold."""
    with tempfile.TemporaryDirectory() as name:
        yield from one_by_one(Path(name), rounds)
        yield from in_one_go(Path(name))


if __name__ == "__main__":
    show(TITLE, rows(number_asked(6)))
