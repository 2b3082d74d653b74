"""What there is of one dossier in a workspace: its folder, what the archive has of it, forms that came back, mentions."""

import errno
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from forms.nesting import flatten
from generator import intake, publish
from generator.files import disk_faults, safe_name
from generator.flows import attachments
from generator.flows.dossier import KeptPaper, kept_paper
from generator.flows.house import house_of
from generator.flows.reading import Read, read_form
from generator.model import Workspace, report_of
from generator.watch import SUFFIXES, walk
from generator.wiring import Rooms
from generator.workers import Task

K = TypeVar("K", bound=Hashable)

_ALL = 1 << 62
_TO_MEND = "ligt in te-verbeteren"


@dataclass(frozen=True, slots=True)
class Left:
    """Something that holds, or may hold, more than this dossier: it stays, and a person decides. ``where`` is as of the function."""

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
    underway: str
    """Where a form stands that names it and did not come to its end, in plain Dutch; empty when there is none."""

    @property
    def nothing(self) -> bool:
        """Tell whether there is nothing to remove."""
        return not (self.folders or self.archived or self.returned or self.known)


def belongings(rooms: Rooms, number: str) -> Belongings:
    """Find all that there is of a dossier; as ``all_belongings``."""
    return all_belongings(rooms, (number,))[number]


def all_belongings(rooms: Rooms, dossiers: Collection[str]) -> dict[str, Belongings]:
    """Find all that there is of each of these dossiers, in one look at the workspace. Nothing is changed.

    The archive is asked by the jobs of the ledger and of the manifests; a form there, in the inbox or in
    ``te-verbeteren`` of which no dossier is known, is read: so is a batch sheet, for only its rows have a dossier.
    Raises OperatorFault when disk or ledger refuse.
    """
    workspace = rooms.workspace
    recorded = {entry.job: entry.dossier for entry in rooms.ledger.entries(_ALL)}
    with disk_faults("de werkmap"):
        homes = {number: home for number in dossiers if (home := _home(workspace, number))}
        published = {
            manifest.job: number for number, home in homes.items() for _, manifest in publish.of_dossier(home)
        }
        owners = recorded | published
        archive = {folder: owners.get(folder.name, "") for folder in archive_folders(workspace)}
        unknown = [path for folder, owner in archive.items() if not owner for path in _files_in(folder)]
        numbers = _numbers(rooms, ((path, path) for path in unknown))
        for stage in (_waiting, _in_hand, _returned):  # the way that a form goes: none is missed by going on
            numbers |= _numbers(rooms, stage(workspace))
    look = _Look(
        workspace,
        homes,
        _by_number((job, (number,)) for job, number in recorded.items()),
        recorded.keys(),
        _by_number((folder, (number,)) for folder, number in archive.items()),
        frozenset(unknown),
        _by_number(numbers.items()),
        frozenset(path for path, found in numbers.items() if len(found) == 1),
        (*_set_aside(workspace), *_unread(workspace, unknown, numbers)),
        _by_number(_in_sessions(workspace)),
    )
    return {number: look.of(number) for number in dossiers}


def _home(workspace: Workspace, number: str) -> Path | None:
    home = workspace.outbox / "dossiers" / number
    return home if safe_name(number) == number and home.is_dir() else None


def _by_number(pairs: Iterable[tuple[K, Iterable[str]]]) -> Mapping[str, Sequence[K]]:
    """Turn round what has which numbers."""
    found: dict[str, list[K]] = defaultdict(list)
    for one, numbers in pairs:
        for number in numbers:
            found[number].append(one)
    return found


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look at a workspace found, by dossier where that can be."""

    workspace: Workspace
    homes: Mapping[str, Path]
    recorded: Mapping[str, Sequence[str]]
    """Jobs of the outcomes in the ledger."""
    jobs: Collection[str]
    """All of these."""
    archive: Mapping[str, Sequence[Path]]
    """Folders of which the dossier is known."""
    unknown: Collection[Path]
    """Files in the other folders."""
    naming: Mapping[str, Sequence[Path]]
    """Files that were read and have the number in them."""
    alone: Collection[Path]
    """Files with no other number in them, and no row without one."""
    shared: tuple[Left, ...]
    """What may be about anybody."""
    sessions: Mapping[str, Sequence[Left]]

    def of(self, number: str) -> Belongings:
        """Pick out what is of one dossier."""
        mine = [path for path in self.naming.get(number, ()) if path in self.alone]
        read = {path.parent for path in mine if path in self.unknown}
        jobs = {folder.name for folder in read}
        returned = [path for path in mine if path.parent == self.workspace.returned]
        named = [
            path for path in self.naming.get(number, ()) if path not in returned and path.parent not in read
        ]
        underway = (_underway(self.workspace, path) for path in self.naming.get(number, ()))
        return Belongings(
            tuple(self.homes[each] for each in (number,) if each in self.homes),
            tuple(sorted({*self.archive.get(number, ()), *read})),
            tuple(_with_reports(returned)),
            tuple(sorted(jobs)),
            len({*self.recorded.get(number, ()), *jobs.intersection(self.jobs)}),
            (*self.shared, *_named(self.workspace, named), *self.sessions.get(number, ())),
            next(filter(None, underway), ""),
        )


def archive_folders(workspace: Workspace) -> Iterator[Path]:
    """The folders of the archive, one a job."""
    for path in sorted(workspace.archive.glob("[0-9]*/*")):
        if path.is_dir() and not path.name.startswith("."):
            yield path


def _files_in(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if path.is_file()]


def _waiting(workspace: Workspace) -> Iterator[tuple[Path, Path]]:
    """Forms in the inbox that were not taken yet; each path twice: where it stands and where it was dropped.

    What stands too deep for a path, or in a folder that may not be read, no watcher takes either.
    """
    for path in sorted(path for path, _ in walk(workspace.inbox, lambda _: None, traces=True)):
        if _is_form(path) and path.parent != workspace.returned:
            yield path, path


def _in_hand(workspace: Workspace) -> Iterator[tuple[Path, Path]]:
    for job in intake.in_hand(workspace):
        yield job.original, job.dropped_at


def _returned(workspace: Workspace) -> Iterator[tuple[Path, Path]]:
    for path in sorted(workspace.returned.glob("*")):
        if _is_form(path):
            yield path, path


def _is_form(path: Path) -> bool:
    if path.suffix.casefold() not in SUFFIXES or path.name.startswith((".", "~")):
        return False
    try:
        return path.is_file()
    except OSError as refused:
        if refused.errno != errno.ENAMETOOLONG:
            raise
        return False


def _with_reports(returned: Iterable[Path]) -> Iterator[Path]:
    for path in returned:
        yield path
        report = report_of(path)
        if report.is_file():
            yield report


def _numbers(rooms: Rooms, forms: Iterable[tuple[Path, Path]]) -> dict[Path, tuple[str, ...]]:
    """The file numbers in forms, read in the workers: a blank where it is not filled in, nothing for what is not read.

    Of an attachment it is the one in its name, or in that of the folder where it was dropped.
    """
    house, limit = house_of(rooms), rooms.settings.workers.time_limit
    by_id = {str(place): form for place, form in enumerate(forms)}
    tasks = [
        Task(id_, read_form, (path, house.max_bytes, house.maps), limit) for id_, (path, _) in by_id.items()
    ]
    found: dict[Path, tuple[str, ...]] = {}
    for id_, end in rooms.workers.run(tasks):
        if isinstance(end, Read):
            path, dropped_at = by_id[id_]
            attached = attachments.number_of(end, dropped_at, rooms.workspace, house)
            found[path] = (attached,) if attached else tuple(dict.fromkeys(end.numbers))
    return found


def _named(workspace: Workspace, paths: Iterable[Path]) -> Iterator[Left]:
    for path in paths:
        underway = _underway(workspace, path)
        is_list = underway in {"", _TO_MEND}
        yield Left(where(workspace, path), "een lijst, ook over andere dossiers" if is_list else underway)


def _underway(workspace: Workspace, path: Path) -> str:
    """Tell where a form is on its way; nothing for one that came to its end."""
    if path.is_relative_to(workspace.work):
        return "wordt nu behandeld"
    if path.is_relative_to(workspace.inbox):
        return _TO_MEND if path.parent == workspace.returned else "wacht nog in de inbox"
    return ""


def _unread(
    workspace: Workspace, unknown: Iterable[Path], numbers: Mapping[Path, tuple[str, ...]]
) -> Iterator[Left]:
    lost = sum(not any(numbers.get(path, ())) for path in unknown)
    if lost:
        yield Left(
            where(workspace, workspace.archive),
            f"van {lost} bewaarde bestanden is geen dossiernummer te lezen",
        )


def _set_aside(workspace: Workspace) -> Iterator[Left]:
    """Damaged ledgers that were put aside; they may name anybody."""
    for path in sorted(workspace.state.glob(f"{workspace.ledger.name}.*")):
        if not path.name.endswith("-journal"):
            yield Left(
                where(workspace, path),
                "een register dat opzij is gezet; verwijder het als het niet meer dient",
            )


def _in_sessions(workspace: Workspace) -> Iterator[tuple[Left, set[str]]]:
    """The papers of sessions, each with the dossiers in it: they are about others too, and are never cut."""
    why = "de papieren van de zitting noemen dit dossier; de secretaris beslist"
    for session in publish.sessions(workspace.outbox):
        named = {point.dossier for point in session.points} | {point.dossier for point in session.left_out}
        yield Left(f"outbox/zittingen/{session.day} {session.organ}", why), named
    for folder, manifest in publish.of_sessions(workspace.outbox):
        yield Left(where(workspace, folder), why), _in_minutes(kept_paper(folder, manifest))


def _in_minutes(paper: KeptPaper) -> set[str]:
    said = flatten(paper.answers or {})
    return {str(text) for name, text in said.items() if name.endswith(".dossiernummer")}


def where(workspace: Workspace, path: Path) -> str:
    """Where something stands: relative to the workspace, or else (a machine's own state) in full; with ``/``."""
    inside = path.is_relative_to(workspace.root)
    return (path.relative_to(workspace.root) if inside else path.absolute()).as_posix()
