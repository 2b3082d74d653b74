"""Look at files without making anything: what they hold, and whether they would be accepted."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from forms.findings import Finding, Severity
from generator.errors import DossierError, FormFault, OperatorFault
from generator.flows.house import house_of
from generator.flows.make import Judged, judge_file
from generator.flows.reading import fields_of_file, read_file
from generator.model import Answers, FoundField
from generator.wiring import Hands
from generator.workers import Failure, Task

T = TypeVar("T")

_UNREADABLE = (
    "BESTAND-BESCHADIGD",
    "Dit bestand kon niet gelezen worden: het is beschadigd of het lezen duurde te lang.",
)
_FAILED = "Het nakijken is mislukt door een fout in het programma of de instellingen. Meld dit."


def read(hands: Hands, path: Path) -> Answers:
    """Read any form. Raises FormFault when it cannot be read."""
    return _asked(hands, read_file, path)


def fields(hands: Hands, path: Path) -> tuple[FoundField, ...]:
    """List the fields of any form. Raises FormFault when it cannot be read."""
    return _asked(hands, fields_of_file, path)


def _asked(hands: Hands, look: Callable[[Path, int], T], path: Path) -> T:
    """Let a worker look at a file: it may be hostile."""
    task = Task("read", look, (path, house_of(hands).max_bytes), hands.settings.workers.time_limit)
    ((_, found),) = hands.workers.run([task])
    if isinstance(found, DossierError):
        raise found
    if isinstance(found, Failure):
        raise FormFault(*_UNREADABLE)
    return found


def check(hands: Hands, paths: Iterable[Path]) -> Iterator[tuple[Path, Judged]]:
    """Judge files, each with its findings, as they are done. Raises OperatorFault when the house is not in order."""
    house = house_of(hands)
    limit = hands.settings.workers.time_limit
    by_id = {str(number): path for number, path in enumerate(paths)}
    for number, judged in hands.workers.run(
        [Task(number, judge_file, (path, house), limit) for number, path in by_id.items()]
    ):
        if isinstance(judged, DossierError):
            raise OperatorFault(judged.code, judged.message)
        if isinstance(judged, Failure) and judged.code == "WERK-FOUT":
            raise OperatorFault(f"{judged.code}-{judged.kind}", _FAILED)
        if isinstance(judged, Failure):
            finding = Finding(_UNREADABLE[0], Severity.FOUT, "", "", _UNREADABLE[1])
            yield by_id[number], Judged((finding,))
        else:
            yield by_id[number], judged
