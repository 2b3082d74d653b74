"""A session of the board, from the outbox to the bound bundle: python -m benchmarks.meeting [POINTS]"""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.table import Row, Rows, milliseconds, number_asked, show
from generator.catalog import FORMS
from generator.flows import inbox
from generator.flows.meeting import Held, Wanted, hold, look
from generator.formats.table import formats
from generator.model import Session, Workspace
from generator.wiring import Rooms, opened
from generator.workplace import make_folders

TITLE = "A session of the board, `dossier meeting`"
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


def rows(points: int = 60) -> Rows:
    """Each step of a session, from the papers in the outbox to the final bundle."""
    with tempfile.TemporaryDirectory() as name:
        workspace, source = Workspace(Path(name) / "werkmap"), Path(name)
        workspace.root.mkdir()
        make_folders(workspace)
        with opened(workspace.root) as rooms:
            for _ in inbox.process(rooms, forms(source, points)):
                pass
        with opened(workspace.root) as rooms:  # other workers, that printed none of these papers
            yield from steps(rooms, points)


def steps(rooms: Rooms, points: int) -> Rows:
    """The steps one after the other, each timed once."""

    def held(**wanted: Any) -> Held:
        return hold(rooms, SESSION, Wanted(**wanted), _Nobody())

    for what, step in (
        ("look up and judge (`--dry-run`)", lambda: look(rooms, SESSION, _Nobody())),
        ("make", held),
        ("with a copy for two members", lambda: held(copies=("A", "B"))),
        ("final, and one without names", lambda: held(anonymous=True, final=True)),
        ("again: nothing came later", held),
    ):
        took = milliseconds(step)
        yield Row(f"{points} points, {what}", took, remark=f"{took / points:.0f} ms a point")


if __name__ == "__main__":
    show(TITLE, rows(number_asked(60)))
