"""The one table: a row for each thing measured, printed as it comes, in Markdown so that it can be kept as it is."""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.metadata import version

from benchmarks import peers

_LIBRARIES = (
    "docxtpl",
    "office2pdf-python",
    "pypdf",
    "openpyxl",
    "python-docx",
    "PyYAML",
)

Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Row:
    """What ours and theirs take, in milliseconds; nothing where there is nothing to set beside ours."""

    what: str
    ours: float | None
    theirs: float | None = None
    remark: str = ""

    def __str__(self) -> str:
        """The line of the table."""
        ratio = self.theirs / self.ours if self.ours and self.theirs else None
        cells = f"{_number(self.ours):>9} | {_number(self.theirs):>9} | {_number(ratio, '×'):>7}"
        return f"| {self.what:<62} | {cells} | {self.remark} |"


Rows = Iterator[Row]


def _number(value: float | None, unit: str = "") -> str:
    if value is None:
        return ""
    return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f}{unit}"


def milliseconds(call: Call) -> float:
    """Time one call."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def by_turns(*calls: Call, rounds: int) -> list[float]:
    """The median of each call; they are made by turns, so that a busy moment of the machine touches all."""
    taken = [[milliseconds(call) for call in calls] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def beside(what: str, ours: Call, theirs: Call, rounds: int, remark: str = "") -> Row:
    """Ours beside theirs, by turns."""
    mine, other = by_turns(ours, theirs, rounds=rounds)
    return Row(what, mine, other, remark)


def head() -> None:
    """Say what was measured with what, and begin the table."""
    versions = [f"{name} {version(name)}" for name in _LIBRARIES]
    print(
        f"{datetime.now():%d/%m/%Y %H:%M}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f};",
        ", ".join([f"Python {platform.python_version()}", *versions, *peers.versions()]),
    )
    print(
        f"\n| {'what':<62} |  ours (ms) | theirs (ms) | ratio | remark |\n|---|---:|---:|---:|---|",
        flush=True,
    )


def rows_of(name: str) -> None:
    """Print the rows of one module of benchmarks, under its title."""
    module = import_module(f"benchmarks.{name}")
    _print(module.TITLE, module.rows())


def show(title: str, rows: Rows) -> None:
    """Print the table of one module that runs by itself."""
    head()
    _print(title, rows)


def _print(title: str, rows: Rows) -> None:
    print(f"| **{title}** | | | | |", flush=True)
    for row in rows:
        print(row, flush=True)


def number_asked(usual: int) -> int:
    """The number on the command line, or the usual one."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else usual
