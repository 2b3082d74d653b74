"""A session of the board, from the outbox to the bound bundle: python -m benchmarks.meeting [POINTS]"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.catalog import FORMS
from generator.flows import inbox
from generator.flows.meeting import Held, Wanted, hold, look
from generator.formats.table import formats
from generator.model import Session, Workspace
from generator.wiring import make_folders, opened

SESSION = Session("BCSD", date(2026, 12, 3))
PAPERS = ("sociaal_verslag", "hulpverleningsplan", "advies")


class _Nobody:
    """Looks at no progress."""

    def expect(self, more: int) -> None:
        """Nothing."""

    def done(self) -> None:
        """Nothing."""


def forms(folder: Path, points: int) -> list[Path]:
    """Fill in the papers of so many dossiers, all for the one session."""
    written = []
    for seed in range(1, points + 1):
        for form in PAPERS:
            answers = dict(FORMS[form].example_answers(seed))
            if form == "advies":
                answers |= {"zitting_datum": "03/12/2026", "kennisgeving.datum_uiterlijk": "11/12/2026"}
            path = folder / f"{seed}-{form}.json"
            path.write_bytes(formats()["json"].blank(FORMS[form].model, answers))
            written.append(path)
    return written


def row(what: str, call: Callable[[], Held], points: int) -> Held:
    """Time one call and print it."""
    began = time.perf_counter()
    held = call()
    took = time.perf_counter() - began
    print(f"{what:<58}{took * 1000:>9.0f}{took * 1000 / points:>10.0f}")
    return held


def main(points: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        workspace, source = Workspace(Path(name) / "werkmap"), Path(name)
        workspace.root.mkdir()
        make_folders(workspace)
        with opened(workspace.root) as rooms:
            for _ in inbox.process(rooms, forms(source, points)):
                pass
            print(f"{f'a session of {points} points, ms':<58}{'whole':>9}{'a point':>10}")
            row("dry run: look up and judge", lambda: look(rooms, SESSION, _Nobody()), points)
            row("make", lambda: hold(rooms, SESSION, Wanted(), _Nobody()), points)
            row("make again", lambda: hold(rooms, SESSION, Wanted(), _Nobody()), points)
            row(
                "with a copy for two members",
                lambda: hold(rooms, SESSION, Wanted(copies=("A", "B")), _Nobody()),
                points,
            )
            held = row(
                "final, and one without names",
                lambda: hold(rooms, SESSION, Wanted(anonymous=True, final=True), _Nobody()),
                points,
            )
            row("again: nothing came later", lambda: hold(rooms, SESSION, Wanted(), _Nobody()), points)
        bundle = workspace.root / held.folder / "bundel.pdf"
        print(f"the bundle: {bundle.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
