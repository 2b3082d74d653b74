"""Look at files without making anything: what they hold, and whether they would be accepted."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from forms.findings import Finding, Severity
from generator.errors import DossierError, FormFault, OperatorFault
from generator.flows.house import house_of
from generator.flows.make import Judged, judge_file, read_file
from generator.model import Answers
from generator.wiring import Hands
from generator.workers import Failure, Task

_UNREADABLE = (
    "BESTAND-BESCHADIGD",
    "Dit bestand kon niet gelezen worden: het is beschadigd of het lezen duurde te lang.",
)
_FAILED = "Het nakijken is mislukt door een fout in het programma of de instellingen. Meld dit."


def read(hands: Hands, path: Path) -> Answers:
    """Read any form. Raises FormFault when it cannot be read."""
    house = house_of(hands)
    task = Task("read", read_file, (path, house.max_bytes), hands.settings.workers.time_limit)
    ((_, answers),) = hands.workers.run([task])
    if isinstance(answers, DossierError):
        raise answers
    if isinstance(answers, Failure):
        raise FormFault(*_UNREADABLE)
    return answers


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
