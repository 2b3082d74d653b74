"""The calls by which a run changes its workspace, as strace sees them, and every way in which each can go wrong."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_RENAMES = ("rename", "renameat", "renameat2")
_MAKES = ("link", "linkat", "symlink", "symlinkat", "mkdir", "mkdirat")
_TAKES_AWAY = ("unlink", "unlinkat", "rmdir")
_WRITES = ("write", "pwrite64", "ftruncate", "fallocate")
_SYNCS = ("fsync", "fdatasync")
KILL = "KILL"
NAMES = ("openat", *_WRITES, *_SYNCS, *_RENAMES, *_MAKES, *_TAKES_AWAY, "close")
_CHANGES = frozenset(NAMES) - {"openat", "close", *_SYNCS}
_ALLOCATES = frozenset({*_WRITES[:2], *_RENAMES, *_MAKES})
_CALL = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+|\?)")
_FAILED = re.compile(r"\)\s+= -1 E")


@dataclass(frozen=True, slots=True)
class Call:
    """One call within the workspace: the ``nth`` of its name in the run."""

    name: str
    nth: int
    writes: bool
    """Whether it opens for writing (of ``openat``), or was such a file (of ``close``)."""
    before: tuple[tuple[str, int], ...]
    """How many calls of each name came before it."""
    told: str


@dataclass(frozen=True, slots=True)
class Point:
    """One stop: which call, and what happens instead of it."""

    call: Call
    how: str
    """``KILL``, or the name of an error; with ``+``, all calls that change something fail from this one on."""

    @property
    def arguments(self) -> list[str]:
        """For strace."""
        what = "signal=KILL" if self.how == KILL else f"error={self.how.rstrip('+')}"
        if not self.how.endswith("+"):
            return _injected(self.call.name, f"{what}:when={self.call.nth}")
        before, arguments = dict(self.call.before), []
        for name in sorted(_CHANGES | set(_SYNCS) if self.how != "ENOSPC+" else _ALLOCATES):
            arguments += ["-e", f"inject={name}:{what}:when={before.get(name, 0) + 1}+"]
        return ["-e", f"trace={','.join(sorted(_CHANGES | set(_SYNCS)))}", *arguments, "-o", "/dev/null"]

    def __str__(self) -> str:
        return f"{self.how} at {self.call.name} {self.call.nth}: {self.call.told}"


def _injected(name: str, what: str) -> list[str]:
    return ["-e", f"trace={name}", "-e", f"inject={name}:{what}", "-o", "/dev/null"]


def recording(log: Path) -> list[str]:
    """The arguments with which strace notes all calls of a run."""
    return ["-y", "-s", "400", "-e", f"trace={','.join(NAMES)}", "-o", str(log)]


def calls_in(log: Path, root: Path) -> list[Call]:
    """Read what strace noted: the calls that touch something below ``root``."""
    found: list[Call] = []
    count: Counter[str] = Counter()
    written: set[str] = set()
    for line in log.read_text("utf-8", "replace").splitlines():
        match = _CALL.match(line)
        if not match:
            continue
        name, what = match[1], match[2]
        before = tuple(count.items())
        count[name] += 1
        if str(root) not in line or (_FAILED.search(line) and name != "unlink"):
            continue
        opens = name == "openat" and ("O_WRONLY" in what or "O_RDWR" in what)
        path = what.rpartition("<")[2] if name == "close" else line.rpartition("<")[2].partition(">")[0]
        if opens:
            written.add(f"{path}>")
        told = what.replace(f"{root}/", "")[:150]
        found.append(Call(name, count[name], opens or path in written, before, told))
    return found


def points_of(calls: Sequence[Call]) -> Iterator[Point]:
    """Every stop there is: killed before each call that changes something, and each call refused in the ways that fit it.

    To be killed before an fsync or a close leaves what being killed before the next change leaves. The calls of SQLite
    within one transaction are many and alike: of the ways in which each can be refused, the next in turn is taken.
    """
    turn = 0
    for call in calls:
        if call.name in _CHANGES or (call.name == "openat" and "O_CREAT" in call.told):
            yield Point(call, KILL)
        errors = tuple(_errors(call))
        if "ledger.sqlite" in call.told and errors:
            turn += 1
            errors = errors[turn % len(errors) :][:1]
        yield from (Point(call, error) for error in errors)


def _errors(call: Call) -> Iterator[str]:
    if call.name == "openat":
        yield from ("EIO", "ENOSPC", "EROFS") if call.writes else ("EIO",)
    elif call.name == "close":
        yield from ("EIO",) if call.writes else ()
    elif call.name in _SYNCS:
        yield "EIO"
    else:
        yield "EIO"
        yield "EROFS+"
        if call.name in _ALLOCATES:
            yield from ("ENOSPC", "ENOSPC+")
