"""What one print by office2pdf costs, step by step, in processor time: python -m benchmarks.steps [PAPERS]

Every document is printed once, whole or by steps, for Typst knows again what it laid out before; the first ones warm up.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import office2pdf

from benchmarks.house import papers
from benchmarks.table import number_asked
from generator import convert
from generator.convert import package
from generator.convert.check import check
from generator.convert.headings import lonely
from generator.convert.long_words import break_long_words
from generator.convert.opened import Opened
from generator.convert.preparing import prepared

_KINDS, _WARMING = 4, 8


def steps(folder: Path, count: int) -> dict[str, list[float]]:
    """Milliseconds of each step for each document."""
    settings = convert.ConvertSettings(folder / "print")
    options = office2pdf.ConvertOptions(pdf_standard="pdf/a-2b", pdf_ua=True)
    taken: dict[str, list[float]] = {}

    def step(name: str, call: Callable[[], Any]) -> Any:
        began = time.process_time()
        result = call()
        taken.setdefault(name, []).append((time.process_time() - began) * 1000)
        return result

    fonts = convert.pinned_fonts()
    for number, docx in enumerate(path.read_bytes() for path in papers(folder, range(count))):
        if number // _KINDS % 2:
            step("whole, with second prints", lambda: convert.to_pdf(docx, settings))  # noqa: B023
            continue
        parts = step("copy: open, look, leave out", lambda: prepared(docx))  # noqa: B023
        step("copy: words that are too wide", lambda: break_long_words(parts, fonts))  # noqa: B023
        word = step("copy: pack", lambda: package.write(parts))  # noqa: B023
        made = step("office2pdf", lambda: office2pdf.convert_bytes(word, "docx", options))  # noqa: B023
        with closing(Opened(bytes(made.pdf))) as printed:
            step("headings left alone", lambda: lonely(printed, parts))  # noqa: B023
            step("check", lambda: check(printed, ()))
    return taken


def main(count: int) -> None:
    """Print the table."""
    print("| processor time of one print, ms | mean | median | least |\n|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        for step, times in steps(Path(name), count).items():
            warm = times[_WARMING:]
            print(
                f"| {step} | {statistics.mean(warm):.1f} | {statistics.median(warm):.1f} | {min(warm):.1f} |"
            )


if __name__ == "__main__":
    main(number_asked(60))
