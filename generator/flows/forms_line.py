"""Forms on their way to papers: those of one dossier one after the other, those of all dossiers together.

A form goes through the hands of two workers: one judges it, and one makes its documents or marks its faults. What the first
gives leads to the second task at once, so that no hand waits until every other form has come as far.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from generator.errors import DossierError
from generator.flows import endings
from generator.flows.dossier import by_turns, kept_of
from generator.flows.make import House, Judged, dress, judge, marked_copy
from generator.flows.reading import Read
from generator.model import Claimed, Outcome, Paper
from generator.wiring import Rooms
from generator.workers import Errands, Failure, Task

_MAKING_FAILED = "Het maken van het document is mislukt. Meld dit aan de beheerder."


class FormsLine:
    """The forms that were read of some claimed files, by job. For one use."""

    def __init__(
        self, rooms: Rooms, by_job: Mapping[str, Claimed], read: Mapping[str, Read], house: House
    ) -> None:
        self._rooms = rooms
        self._by_job = by_job
        self._read = read
        self._house = house
        self._errands: Errands[Any] = Errands()
        self._judged: dict[str, Judged] = {}
        self._behind: dict[str, deque[str]] = {}
        """By the job that is on its way, the jobs of its dossier that come after it."""

    def ends(self) -> Iterator[tuple[str, Outcome]]:
        """Bring every form to its end; a later paper of a dossier is judged beside the earlier ones."""
        places = {job: (one.number, one.form) for job, one in self._read.items()}
        for jobs in reversed(by_turns(places)):  # what is added last goes first
            yield from self._judge_next(deque(jobs))
        for job, end in self._rooms.workers.run(self._errands):
            outcome = self._outcome(job, end)
            if outcome is not None:
                yield job, outcome
                yield from self._judge_next(self._behind.pop(job))

    def _judge_next(self, jobs: deque[str]) -> Iterator[tuple[str, Outcome]]:
        """Let the next form of a dossier be judged; ends with an outcome for those of which the dossier cannot be read."""
        while jobs:
            job = jobs.popleft()
            one = self._read[job]
            try:
                kept = kept_of(self._rooms.workspace, one.number)
            except DossierError as fault:
                yield job, endings.unjudged(self._rooms, self._by_job[job], fault)
                continue
            self._behind[job] = jobs
            limit = self._rooms.settings.workers.time_limit
            self._errands.add(Task(job, judge, (self._by_job[job].path, one, kept, self._house), limit))
            return

    def _outcome(self, job: str, end: Any) -> Outcome | None:
        """Take what a worker gave; None when that leads to another task."""
        judged = self._judged.pop(job, None)
        if judged is None:
            return self._after_judging(job, end)
        if judged.recipe:
            return self._after_dressing(self._by_job[job], judged, end)
        marked = end if isinstance(end, bytes) else None
        return endings.rejected(self._rooms, self._by_job[job], judged, marked)

    def _after_judging(self, job: str, judged: Judged | DossierError | Failure) -> Outcome | None:
        claimed, settings = self._by_job[job], self._rooms.settings
        if isinstance(judged, DossierError | Failure):
            return endings.unjudged(self._rooms, claimed, judged)
        if not judged.recipe:
            if not judged.marks:
                return endings.rejected(self._rooms, claimed, judged)
            task: Task[Any] = Task(job, marked_copy, (claimed.path, judged), settings.workers.time_limit)
        elif twin := endings.twin(self._rooms, claimed, judged):
            return twin
        else:
            limit = settings.workers.time_limit + settings.pdf.time_limit
            task = Task(job, dress, (judged, self._house), limit)
        self._judged[job] = judged
        self._errands.add(task)
        return None

    def _after_dressing(
        self, claimed: Claimed, judged: Judged, paper: Paper | DossierError | Failure
    ) -> Outcome:
        """Place the paper; looks once more for a twin, which may have come out of this very batch."""
        if isinstance(paper, DossierError):
            return endings.failed(self._rooms, claimed, judged, paper.code, paper.message)
        if isinstance(paper, Failure):
            return endings.failed(self._rooms, claimed, judged, paper.code, _MAKING_FAILED)
        return endings.placed_once(self._rooms, claimed, judged, paper)
