"""Cases through the real line, one by one, with an eye on what they leave behind."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.flows import inbox
from generator.ledger import SqlLedger
from generator.model import Outcome, Result, Workspace
from generator.settings import Settings
from generator.wiring import Rooms
from generator.workers import Killable
from generator.workplace import make_folders
from tests.fuzz.cases import Case, case

_TOGETHER = 250
"""Cases that share a workspace: enough to meet, few enough that the outbox stays small."""
_LONGEST = 30.0
"""Seconds; a form takes less than one."""
_SHOWN = 5


@dataclass(slots=True)
class Report:
    """What came of the cases."""

    seed: int
    cases: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    """By outcome, and for what came back by its first code."""
    slowest: list[tuple[float, str]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def note(self, name: str, seconds: float, end: str) -> None:
        """Count one case."""
        self.cases += 1
        self.ends[end] += 1
        self.slowest = sorted([*self.slowest, (seconds, name)], reverse=True)[:_SHOWN]

    def __str__(self) -> str:
        """For people and for a log of the night."""
        lines = [f"seed {self.seed}: {self.cases} cases, {len(self.failures)} failures"]
        lines += [f"{count:7} {end}" for end, count in self.ends.most_common()]
        lines += [f"{seconds:7.2f} s {name}" for seconds, name in self.slowest]
        return "\n".join([*lines, *self.failures])


def run(seed: int, numbers: Iterable[int], folder: Path, *, until: float = float("inf")) -> Report:
    """Run cases until they are all done or the clock (monotonic) says so. Failing files stay in ``folder``/gebroken."""
    report, workers = Report(seed), Killable(1)
    rooms = None
    try:
        for number in numbers:
            if time.monotonic() > until:
                break
            if rooms is None or report.cases % _TOGETHER == 0:
                rooms = _rooms(folder / f"werkmap-{report.cases // _TOGETHER}", workers)
            _try(rooms, case(seed, number), report, folder)
    finally:
        workers.close()
    return report


def _rooms(root: Path, workers: Killable) -> Rooms:
    workspace = Workspace(root)
    root.mkdir(parents=True)
    make_folders(workspace)
    return Rooms(workspace, Settings(), workers, (), SqlLedger.in_file(workspace.ledger))


def _try(rooms: Rooms, one: Case, report: Report, folder: Path) -> None:
    path = folder / one.name
    path.write_bytes(one.content)
    begun = time.monotonic()
    try:
        outcomes = list(inbox.process(rooms, [path]))
        wrong = _wrong(rooms, path, one, outcomes)
        end = _end(outcomes[-1]) if outcomes else "nothing"
    except Exception as fault:
        wrong = end = f"raised {type(fault).__name__}"
    seconds = time.monotonic() - begun
    report.note(one.name, seconds, end)
    if not wrong and seconds > _LONGEST:
        wrong = f"took {seconds:.0f} s"
    if wrong:
        kept = folder / "gebroken" / one.name
        kept.parent.mkdir(exist_ok=True)
        path.rename(kept)
        report.failures.append(f"FAILED seed {report.seed} {kept}: {wrong}")
    else:
        path.unlink()


def _wrong(rooms: Rooms, path: Path, one: Case, outcomes: list[Outcome]) -> str:
    """Say what is wrong with how a case ended; empty when nothing is."""
    ends = [outcome for outcome in outcomes if not outcome.row]
    if len(ends) != 1:
        return f"{len(ends)} outcomes"
    (end,) = ends
    codes = [finding.code for finding in end.findings]
    if end.outcome not in {Result.PUBLISHED, Result.REJECTED, Result.DUPLICATE}:
        return f"{end.outcome.value} {' '.join(codes[:3])}"
    if end.outcome is Result.REJECTED and not codes:
        return "rejected without a reason"
    if any(not (rooms.workspace.root / document).is_file() for document in end.documents):
        return "a document that is not there"
    if path.read_bytes() != one.content:
        return "the file was changed"
    left = [*rooms.workspace.work.iterdir(), *(rooms.workspace.state / "print").glob("soffice-*")]
    return f"left behind: {len(left)}" if left else ""


def _end(outcome: Outcome) -> str:
    if outcome.outcome is Result.REJECTED:
        blocking = [finding.code for finding in outcome.findings if finding.severity.value == "fout"]
        code = blocking[0] if blocking else "?"
        return f"rejected {code if code.startswith('BESTAND-') else 'VELD and rules'}"
    return outcome.outcome.value
