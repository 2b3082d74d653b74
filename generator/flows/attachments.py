"""Attachments: a PDF that is no form, dropped with a file number in its name or in a folder above it.

It becomes a publication of its own in that dossier, ``DAY Bijlage NAME``. The same bytes are filed once a dossier.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from forms.findings import Finding, Severity
from generator import bundle, catalog, intake
from generator.errors import DossierError, FormFault
from generator.files import safe_name
from generator.flows import endings
from generator.flows.dossier import publications
from generator.flows.make import House, Judged
from generator.flows.members import faces
from generator.flows.reading import Read
from generator.model import Claimed, File, Outcome, Paper, Workspace
from generator.versions import installed
from generator.wiring import Rooms
from generator.workers import Failure, Task

ATTACHMENT = "bijlage"
"""What stands as ``form`` in the manifest of an attachment."""
TITLE = "Bijlage"
"""How the title of an attachment begins."""
_LONGEST = 100
"""Bytes of a name that fit, with all that stands around it, in the name of a folder and of a file."""
_EDGES = " -_.,"
_UNREAD = Finding(
    "BIJLAGE-FORMULIER",
    Severity.WAARSCHUWING,
    "",
    "",
    "Dit lijkt een formulier dat als PDF is afgedrukt: de velden zijn weg, zodat niets eruit gelezen is. Het is bewaard als "
    "bijlage. Moest er een document van komen, sleep dan het formulier zelf naar de map inbox, bijvoorbeeld advies.pdf zoals "
    "u het invulde en bewaarde.",
)


def number_of(read: Read, dropped_at: Path, workspace: Workspace, house: House) -> str:
    """Tell in which dossier a file belongs as an attachment; nothing for a form, and where no number is found.

    The file's own name goes first, then the nearest folder: within the inbox any, elsewhere the one it is in. A name
    with two numbers tells nothing.
    """
    pattern = house.norms.text("dossiernummer_patroon", house.today)
    if not read.attachable or not pattern:
        return ""
    inside = dropped_at.is_relative_to(workspace.inbox)
    above = dropped_at.relative_to(workspace.inbox).parent.parts if inside else dropped_at.parent.parts[-1:]
    for name in (dropped_at.stem, *reversed(above)):
        found = {_as_issued(match[0], pattern) for match in _numbers(pattern).finditer(name)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _as_issued(number: str, pattern: str) -> str:
    return number if re.fullmatch(pattern, number) else number.upper()


def judge(sha256: str, number: str, workspace: Workspace, house: House) -> Judged:
    """Tell what an attachment will be. Its recipe is its digest and its dossier: the same bytes are filed once.

    Raises OperatorFault when the outbox cannot be read.
    """
    known = any(manifest.form in catalog.FORMS for _, manifest in publications(workspace, number))
    recipe = hashlib.sha256(f"{ATTACHMENT} {number} {sha256}".encode()).hexdigest()
    example = house.norms.text("dossiernummer_voorbeeld", house.today)
    message = (
        "Van dit dossier staat er nog geen papier in de outbox. Kijk het dossiernummer in de naam van het bestand of van de "
        f"map na, bijvoorbeeld {example}."
    )
    alone = () if known else (Finding("DOS-03", Severity.WAARSCHUWING, "", "", message),)
    return Judged(alone, ATTACHMENT, number, recipe)


def handle(
    rooms: Rooms, by_job: Mapping[str, Claimed], numbers: Mapping[str, str], house: House
) -> Iterator[tuple[str, Outcome]]:
    """File attachments; every one ends in exactly one outcome."""
    accepted: dict[str, Judged] = {}
    for job, number in numbers.items():
        try:
            judged = judge(by_job[job].sha256, number, rooms.workspace, house)
        except DossierError as fault:
            yield job, endings.unjudged(rooms, by_job[job], fault)
            continue
        if twin := endings.twin(rooms, by_job[job], judged):
            yield job, twin
        else:
            accepted[job] = judged
    limit = rooms.settings.workers.time_limit
    tasks = [
        Task(job, paper_of, (by_job[job].path, judged, house), limit) for job, judged in accepted.items()
    ]
    for job, paper in rooms.workers.run(tasks):
        claimed, judged = by_job[job], accepted[job]
        if isinstance(paper, FormFault):
            yield job, endings.rejected(rooms, claimed, _refused(judged, paper))
        elif isinstance(paper, DossierError | Failure):
            yield job, endings.unjudged(rooms, claimed, paper)
        else:
            yield job, endings.placed_once(rooms, claimed, judged, paper)


def paper_of(path: Path, judged: Judged, house: House) -> Paper:
    """Make the publication of an attachment: the PDF with nothing but its pages, for it may be hostile.

    Raises FormFault when it cannot be kept.
    """
    from generator.formats.pdf.printed import shows_a_form

    title = _title(path.stem, house)
    content = path.read_bytes()
    try:
        cleaned = bundle.cleaned(content, faces(house.pdf)).pdf
        unread = (_UNREAD,) if shows_a_form(content) else ()
    except (MemoryError, RecursionError):  # the file's doing: nothing of ours is made here but what it holds
        raise intake.too_heavy() from None
    return Paper(
        form=ATTACHMENT,
        version="",
        title=title,
        dossier=judged.dossier,
        day=house.today.isoformat(),
        recipe=judged.recipe,
        files=(File(f"{title}.pdf", cleaned),),
        findings=(*judged.findings, *unread),
        versions={"dossier": installed("dossier")},
    )


def _title(stem: str, house: House) -> str:
    """``Bijlage loonfiche``: the file's own name without the file number, cut to a length that a folder can have."""
    pattern = house.norms.text("dossiernummer_patroon", house.today)
    name = _numbers(pattern).sub("", stem).strip(_EDGES)
    short = name and safe_name(name).encode()[:_LONGEST].decode(errors="ignore")
    return f"{TITLE} {short}".strip(_EDGES)


def _numbers(pattern: str) -> re.Pattern[str]:
    """File numbers inside a name, in upper or lower case, not as a part of a longer word or number."""
    return re.compile(f"(?<![0-9A-Za-z])(?:{pattern})(?![0-9A-Za-z])", re.IGNORECASE)


def _refused(judged: Judged, fault: FormFault) -> Judged:
    return replace(judged, recipe="", findings=endings.file_findings(fault.code, fault.message))
