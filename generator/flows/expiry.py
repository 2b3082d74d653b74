"""What may go because it was kept long enough: dated by what the program wrote in it, never by the time of a file."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from generator import publish
from generator.flows.belongings import archive_folders
from generator.flows.dossier import all_publications
from generator.model import Workspace
from generator.sections import Retention


@dataclass(frozen=True, slots=True)
class Expired:
    """One thing that was kept long enough."""

    kind: str
    """``archive``, ``session``, ``dossier`` or ``version``: the name of its setting."""
    path: Path
    since: date
    """The day that counts."""
    dossier: str = ""
    """The number of a whole dossier."""


def expired(workspace: Workspace, kept: Retention, today: date) -> Iterator[Expired]:
    """Find what was kept long enough; a whole dossier goes before its versions. Raises OperatorFault for the disk."""
    found = (
        (kept.dossiers, _dossiers),
        (kept.versions, _versions),
        (kept.sessions, _sessions),
        (kept.archive, _archive),
    )
    gone: set[Path] = set()
    for days, look in found:
        for each in look(workspace) if days else ():
            if each.since <= today - timedelta(days=days) and gone.isdisjoint(each.path.parents):
                gone.add(each.path)
                yield each


def _dossiers(workspace: Workspace) -> Iterator[Expired]:
    """By the day of the last paper, or that on which something was last filed. One with a damaged paper stays."""
    for number, found in all_publications(workspace):
        folder = workspace.outbox / "dossiers" / number
        days = [max(manifest.day, manifest.published_at[:10]) for _, manifest in found]
        if days and len(found) == sum(path.is_dir() for path in folder.iterdir()):
            yield Expired("dossier", folder, date.fromisoformat(max(days)), number)


def _versions(workspace: Workspace) -> Iterator[Expired]:
    """By the day on which the next version took its place."""
    for folder, manifest in publish.manifests(workspace.outbox):
        if manifest is None:
            continue
        line = [*publish.older_versions(folder), (folder, manifest)]
        for (path, _), (_, after) in pairwise(line):
            if after.remade_at:
                yield Expired("version", path, datetime.fromisoformat(after.remade_at).date())


def _sessions(workspace: Workspace) -> Iterator[Expired]:
    """By the day of the session, its minutes too."""
    for session in publish.sessions(workspace.outbox):
        folder = workspace.outbox / "zittingen" / f"{session.day} {session.organ}"
        yield Expired("session", folder, date.fromisoformat(session.day))
    for folder, manifest in publish.of_sessions(workspace.outbox):
        yield Expired("session", folder, date.fromisoformat(manifest.day))


def _archive(workspace: Workspace) -> Iterator[Expired]:
    """By the moment in the id of the job."""
    for folder in archive_folders(workspace):
        with suppress(ValueError):
            taken = datetime.strptime(folder.name[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            yield Expired("archive", folder, taken.date())
