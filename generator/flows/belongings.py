"""What there is of one dossier in a workspace: its folder, what the archive has of it, forms that came back, mentions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import publish
from generator.files import disk_faults, safe_name
from generator.flows.house import house_of
from generator.flows.reading import Read, read_form
from generator.model import Workspace, report_of
from generator.watch import SUFFIXES
from generator.wiring import Rooms
from generator.workers import Task

_ALL = 1 << 62


@dataclass(frozen=True, slots=True)
class Left:
    """Something that holds, or may hold, more than this dossier: it stays, and a person decides. ``where`` is relative."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Belongings:
    """All that is of one dossier alone, and what stays."""

    folders: tuple[Path, ...]
    """In the outbox."""
    archived: tuple[Path, ...]
    """Folders of the archive."""
    returned: tuple[Path, ...]
    """Forms in ``te-verbeteren``, each with its report."""
    jobs: tuple[str, ...]
    """The jobs of forms that came back: the ledger knows them without a number."""
    known: int
    """Outcomes that the ledger has."""
    left: tuple[Left, ...]

    @property
    def nothing(self) -> bool:
        """Tell whether there is nothing to remove."""
        return not (self.folders or self.archived or self.returned or self.known)


def belongings(rooms: Rooms, number: str) -> Belongings:
    """Find all that there is of a dossier. Nothing is changed.

    The archive is asked by the jobs of the ledger and of the manifests; a form there, in the inbox or in
    ``te-verbeteren`` of which no dossier is known, is read. Raises OperatorFault when disk or ledger refuse.
    """
    workspace = rooms.workspace
    entries = rooms.ledger.entries(_ALL)
    mine = {entry.job.partition(".")[0] for entry in entries if entry.dossier == number}
    others = {entry.job.partition(".")[0] for entry in entries if entry.dossier} - mine
    home = workspace.outbox / "dossiers" / number
    with disk_faults("de werkmap"):
        folders = (home,) if safe_name(number) == number and home.is_dir() else ()
        mine |= (
            {manifest.job.partition(".")[0] for _, manifest in publish.of_dossier(home)} if folders else set()
        )
        archived = {folder for folder in archive_folders(workspace) if folder.name in mine}
        unknown = [path for path in _archived_files(workspace) if path.parent.name not in mine | others]
        lying = list(_forms_in(workspace.inbox))
    numbers = _numbers(rooms, (*unknown, *lying))
    jobs = {path.parent.name for path in unknown if numbers.get(path) == (number,)}
    archived |= {path.parent for path in unknown if path.parent.name in jobs}
    returned = [path for path in lying if numbers.get(path) == (number,) and _is_returned(path, workspace)]
    alone = {*returned, *(path for path in unknown if path.parent in archived)}
    named = [path for path, found in numbers.items() if number in found and path not in alone]
    return Belongings(
        folders,
        tuple(sorted(archived)),
        tuple(_with_reports(returned)),
        tuple(sorted(jobs)),
        sum(entry.dossier == number or entry.job in jobs for entry in entries),
        (
            *_set_aside(workspace),
            *_named(workspace, named),
            *_unread(unknown, numbers),
            *_in_sessions(workspace, number),
        ),
    )


def archive_folders(workspace: Workspace) -> Iterator[Path]:
    """The folders of the archive, one a job."""
    for path in sorted(workspace.archive.glob("[0-9]*/*")):
        if path.is_dir() and not path.name.startswith("."):
            yield path


def _archived_files(workspace: Workspace) -> Iterator[Path]:
    for folder in archive_folders(workspace):
        yield from (path for path in sorted(folder.iterdir()) if path.is_file())


def _forms_in(inbox: Path) -> Iterator[Path]:
    for path in sorted(inbox.rglob("*")):
        if path.suffix.casefold() in SUFFIXES and not path.name.startswith((".", "~")) and path.is_file():
            yield path


def _is_returned(path: Path, workspace: Workspace) -> bool:
    return path.parent == workspace.returned


def _with_reports(returned: Iterable[Path]) -> Iterator[Path]:
    for path in returned:
        yield path
        report = report_of(path)
        if report.is_file():
            yield report


def _numbers(rooms: Rooms, paths: Iterable[Path]) -> dict[Path, tuple[str, ...]]:
    """The file numbers in forms, read in the workers; nothing for what cannot be read."""
    house, limit = house_of(rooms), rooms.settings.workers.time_limit
    by_id = {str(number): path for number, path in enumerate(paths)}
    tasks = [Task(id_, read_form, (path, house.max_bytes, house.maps), limit) for id_, path in by_id.items()]
    return {
        by_id[id_]: tuple(dict.fromkeys(filter(None, end.numbers)))
        for id_, end in rooms.workers.run(tasks)
        if isinstance(end, Read)
    }


def _named(workspace: Workspace, paths: Iterable[Path]) -> Iterator[Left]:
    for path in paths:
        waits = path.is_relative_to(workspace.inbox) and not _is_returned(path, workspace)
        why = "wacht nog in de inbox" if waits else "een lijst, ook over andere dossiers"
        yield Left(_where(workspace, path), why)


def _unread(unknown: Iterable[Path], numbers: dict[Path, tuple[str, ...]]) -> Iterator[Left]:
    lost = sum(not numbers.get(path) for path in unknown)
    if lost:
        yield Left(".dossier/archive", f"van {lost} bewaarde bestanden is geen dossiernummer te lezen")


def _set_aside(workspace: Workspace) -> Iterator[Left]:
    """Damaged ledgers that were put aside; they may name anybody."""
    for path in sorted(workspace.state.glob(f"{workspace.ledger.name}.*")):
        if not path.name.endswith("-journal"):
            yield Left(
                _where(workspace, path),
                "een register dat opzij is gezet; verwijder het als het niet meer dient",
            )


def _in_sessions(workspace: Workspace, number: str) -> Iterator[Left]:
    """The sessions that name a dossier: their bundles are about others too, and are never cut."""
    why = "de papieren van de zitting noemen dit dossier; de secretaris beslist"
    for session in publish.sessions(workspace.outbox):
        if number in {point.dossier for point in session.points} | {
            point.dossier for point in session.left_out
        }:
            yield Left(f"outbox/zittingen/{session.day} {session.organ}", why)


def _where(workspace: Workspace, path: Path) -> str:
    return path.relative_to(workspace.root).as_posix()
