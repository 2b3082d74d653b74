"""Which advices a session treats, in which order and under which numbers: looked up in the outbox, over all dossiers."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forms.advies import Advies
from forms.advies_choices import Orgaan
from generator import publish
from generator.flows.dossier import KeptPaper, kept_paper, moment
from generator.model import Session, Workspace

_PREFIX: Mapping[str, str] = {Orgaan.VAST_BUREAU.value: "VB"}
"""How numbers of an organ begin, where that is not its code."""
_TAIL = re.compile(r"-([0-9]+)$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tabled:
    """One advice that a session treats."""

    key: str
    """Tells the point apart: its dossier and its subject, as a digest."""
    dossier: str
    folder: Path
    manifest: publish.Manifest
    kept: KeptPaper


@dataclass(frozen=True, slots=True)
class Found:
    """What the outbox holds for a session."""

    tabled: tuple[Tabled, ...]
    unreadable: int
    """How many publications have a manifest that cannot be used: an advice may be among them."""


def find(workspace: Workspace, session: Session) -> Found:
    """Find the advices of a session: of each point the newest that was made on its day or before.

    An advice that was made anew for another session is off this one. Raises OperatorFault when the outbox cannot be
    read.
    """
    newest: dict[str, Tabled] = {}
    unreadable = 0
    for folder, manifest in publish.manifests(workspace.outbox, certain=True):
        if manifest is None:
            unreadable += 1
        elif manifest.form == Advies.ID and date.fromisoformat(manifest.day) <= session.day:
            advice = _tabled(folder, manifest)
            before = newest.get(advice.key)
            if before is None or moment((before.folder, before.manifest)) < moment((folder, manifest)):
                newest[advice.key] = advice
    return Found(tuple(advice for advice in newest.values() if _is_for(advice, session)), unreadable)


def _tabled(folder: Path, manifest: publish.Manifest) -> Tabled:
    kept = kept_paper(folder, manifest)
    subject = " ".join(str((kept.answers or {}).get("onderwerp", "")).casefold().split())
    key = hashlib.sha256(f"{manifest.dossier}\n{subject}".encode()).hexdigest()[:16]
    return Tabled(key, manifest.dossier, folder, manifest, kept)


def _is_for(advice: Tabled, session: Session) -> bool:
    answers = advice.kept.answers or {}
    wanted = (session.organ, session.day.isoformat())
    return (answers.get("orgaan"), answers.get("zitting_datum")) == wanted


def numbered(
    keys: Sequence[str], given: Mapping[str, str], others: Iterable[publish.SessionManifest], session: Session
) -> dict[str, str]:
    """Give every point its number, in this order: the one it has already in this session, else the next one free.

    Numbers run over the sessions of an organ in one month, so that none is given twice (domain.md §12 [A]); a point
    that left the agenda keeps its own.
    """
    prefix = f"{_PREFIX.get(session.organ, session.organ)}-{session.day:%Y-%m}"
    taken = [*given.values(), *(number for other in others for number in other.numbers.values())]
    last = max((_tail(number) for number in taken if number.startswith(f"{prefix}-")), default=0)
    free = iter(f"{prefix}-{number:03d}" for number in range(last + 1, last + 1 + len(keys)))
    return {**given, **{key: next(free) for key in keys if key not in given}}


def _tail(number: str) -> int:
    found = _TAIL.search(number)
    return int(found[1]) if found else 0


def others_of(workspace: Workspace, session: Session) -> Iterator[publish.SessionManifest]:
    """The other sessions of the organ."""
    for other in publish.sessions(workspace.outbox):
        if other.organ == session.organ and other.day != session.day.isoformat():
            yield other
