"""Where the time goes, step by step: python -m benchmarks.where [FORMS]

The real flows in one process, with the hands that work in it, so that every step can be timed where it is called. A step
holds the steps below it that are set in further. Every form is another client's; the first ones warm up.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.house import drop
from benchmarks.meeting import SESSION, forms
from benchmarks.table import number_asked
from generator.flows import inbox, meeting, watching
from generator.ledger import SqlLedger
from generator.model import Workspace
from generator.sections import Watch
from generator.settings import Settings
from generator.wiring import Rooms
from generator.workers import Here
from generator.workplace import make_folders

Steps = tuple[tuple[str, str, str], ...]
"""Module, function, and what it is called in the table."""
_WARMING, _POINTS = 16, 20

DROP: Steps = (
    ("generator.intake", "claim", "take: into the job's folder, durably"),
    ("generator.flows.inbox", "read_form", "read (JSON)"),
    ("generator.flows.forms_line", "kept_of", "look the dossier up"),
    ("generator.flows.forms_line", "judge", "judge"),
    ("generator.flows.forms_line", "dress", "make"),
    ("generator.merge", "template", "· the template, compiled"),
    ("generator.merge.compiled.CompiledTemplate", "render", "· Word"),
    ("generator.convert.office", "prepared", "· the copy for the engine"),
    ("generator.convert.office", "_keep_as_typed", "· the copy: three points"),
    ("generator.convert.office", "break_long_words", "· the copy: words that are too wide"),
    ("generator.convert.office", "_print", "· office2pdf, with the second prints"),
    ("generator.convert.headings", "lonely", "· headings left alone"),
    ("generator.convert.check", "check", "· every answer looked up in the PDF"),
    ("generator.flows.endings", "placed", "place and record"),
    ("generator.publish", "place", "· the folder, durably"),
    ("generator.intake", "finish", "end the job"),
)
MEETING: Steps = (
    ("generator.flows.meeting", "prepare", "which points, judged as their dossiers stand"),
    ("generator.flows.meeting", "brought", "their documents"),
    ("generator.flows.meeting", "bound", "the bundle, bound"),
    ("generator.bundle.binding", "taken_over", "· read: pages and tags"),
    ("generator.flows.meeting", "_sheets", "agenda and control sheet"),
    ("generator.flows.meeting", "overview_file", "overview"),
    ("generator.flows.meeting", "_decisions", "decision list"),
    ("generator.publish", "place_session", "placed, durably"),
)


@contextmanager
def timed(steps: Steps) -> Iterator[dict[str, float]]:
    """Give the seconds that each step takes inside the block."""
    taken = {name: 0.0 for _, _, name in steps}

    def timing(call: Callable[..., Any], name: str) -> Callable[..., Any]:
        @wraps(call)
        def measured(*given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                found = call(*given, **named)
                return list(found) if isinstance(found, Iterator) else found
            finally:
                taken[name] += time.perf_counter() - began

        return measured

    with ExitStack() as changed:
        for place, function, name in steps:
            mock = patch(f"{place}.{function}")
            call, _ = mock.get_original()
            changed.enter_context(patch(f"{place}.{function}", timing(call, name)))
        yield taken


def told(what: str, steps: Steps, taken: dict[str, float], whole: float, count: int) -> None:
    """Print the table of one flow."""
    print(f"\n| {what}, ms | mean |\n|---|---:|")
    for _, _, name in steps:
        print(f"| {name} | {1000 * taken[name] / count:.1f} |")
    print(f"| **whole** | {1000 * whole / count:.1f} |", flush=True)


def dropped(rooms: Rooms, count: int) -> None:
    """Time forms that are dropped, as one process handles them."""
    drop(rooms.workspace.inbox, range(_WARMING))
    list(watching.watch_once(rooms))
    drop(rooms.workspace.inbox, range(_WARMING, _WARMING + count))
    with timed(DROP) as taken:
        began = time.perf_counter()
        list(watching.watch_once(rooms))
        told(f"one of {count} forms", DROP, taken, time.perf_counter() - began, count)


def held(rooms: Rooms, points: int) -> None:
    """Time a session."""

    class Nobody:
        def expect(self, more: int) -> None: ...
        def done(self) -> None: ...

    list(inbox.process(rooms, forms(rooms.workspace.root, points)))
    with timed(MEETING) as taken:
        began = time.perf_counter()
        meeting.hold(rooms, SESSION, meeting.Wanted(), Nobody())
        told(f"a point of a session of {points}", MEETING, taken, time.perf_counter() - began, points)


def main(count: int) -> None:
    """Print both tables."""
    settings = Settings(watch=Watch(quiet_seconds=0.0))
    with tempfile.TemporaryDirectory() as name:
        for flow, size in ((dropped, count), (held, _POINTS)):
            workspace = Workspace(Path(name) / flow.__name__)
            workspace.root.mkdir()
            make_folders(workspace)
            flow(Rooms(workspace, settings, Here(), (), SqlLedger.in_file(workspace.ledger)), size)


if __name__ == "__main__":
    main(number_asked(32))
