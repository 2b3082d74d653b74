"""What may go because it was kept long enough: dated by what the program wrote in it, never by the time of a file."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain, pairwise
from pathlib import Path

from generator import publish
from generator.files import disk_faults
from generator.flows.belongings import Belongings, all_belongings, archive_folders
from generator.flows.dossier import all_publications, publications
from generator.model import Workspace
from generator.sections import Retention
from generator.wiring import Rooms


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
    belongings: Belongings | None = None
    """All that goes with a whole dossier."""

    @property
    def underway(self) -> str:
        """Why it stays all the same, in plain Dutch: a form of it is not at its end; empty when it goes."""
        return self.belongings.underway if self.belongings else ""

    @property
    def paths(self) -> tuple[Path, ...]:
        """What goes."""
        if self.belongings is None:
            return (self.path,)
        return () if self.underway else (*self.belongings.folders, *self.belongings.archived)

    @property
    def jobs(self) -> tuple[str, ...]:
        """What the ledger is to forget beside the dossier."""
        return self.belongings.jobs if self.belongings else ()


def expired(rooms: Rooms, kept: Retention, today: date) -> Iterator[Expired]:
    """Find what was kept long enough; a whole dossier goes before its versions. Raises OperatorFault for disk or ledger.

    A dossier of which a form lies in ``te-verbeteren``, waits or is in hand is told, and stays.
    """
    parts = ((kept.versions, _versions), (kept.sessions, _sessions), (kept.archive, _archive))
    whole = _dossiers(rooms, _last(today, kept.dossiers)) if kept.dossiers else ()
    gone: set[Path] = set()
    for each in chain(
        whole, *(_until(look(rooms.workspace), _last(today, days)) for days, look in parts if days)
    ):
        if gone.isdisjoint((each.path, *each.path.parents)):
            gone.update(each.paths)
            yield each


def _last(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _until(found: Iterable[Expired], last: date) -> Iterator[Expired]:
    return (each for each in found if each.since <= last)


def _dossiers(rooms: Rooms, last: date) -> Iterator[Expired]:
    """By the day of the last paper, or that on which something was last filed. One with a damaged paper stays.

    Looking at what else there is takes a while: the day is asked once more after it, for what was filed meanwhile.
    """
    outbox = rooms.workspace.outbox
    old = [
        number for number, found in all_publications(rooms.workspace) if _since(outbox, number, found) <= last
    ]
    for number, belongings in (all_belongings(rooms, old) if old else {}).items():
        since = _since(outbox, number, publications(rooms.workspace, number))
        if since <= last:
            yield Expired("dossier", outbox / "dossiers" / number, since, number, belongings)


def _since(outbox: Path, number: str, found: Sequence[tuple[Path, publish.Manifest]]) -> date:
    days = [max(manifest.day, manifest.published_at[:10]) for _, manifest in found]
    with disk_faults("de outbox"):
        folders = sum(path.is_dir() for path in (outbox / "dossiers" / number).iterdir())
    return date.fromisoformat(max(days)) if days and len(found) == folders else date.max


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
