"""Hands that have done the work already: a stop at another point asks for the same papers, and making them changes nothing.

The child that is stopped holds no engine and reads no file for a task: it asks the process that forked it.
"""

import hashlib
import pickle
import re
import socket
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from generator.workers import Here, Task

_JOB = re.compile(rb"\d{8}T\d{6}-[0-9a-f]{16}")
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")
_SIZE = 8


class Memory:
    """The end of each task that was ever done, by what it was asked; job ids and moments do not count."""

    def __init__(self) -> None:
        self._ends: dict[str, bytes] = {}

    def done(self, packed: bytes) -> bytes:
        """Give the packed end of a packed task, doing it now where it was not done before."""
        task: Task[Any] = pickle.loads(packed)
        key = _key(packed, task)
        if key not in self._ends:
            ((_, end),) = Here().run([task])
            self._ends[key] = pickle.dumps(end)
        return self._ends[key]


def _key(packed: bytes, task: Task[Any]) -> str:
    plain = _MOMENT.sub(b"@" * 32, _JOB.sub(b"@" * 32, packed))
    digest = hashlib.sha256(plain)
    for path in _paths(task.args):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def _paths(found: object) -> Iterator[Path]:
    """The files that a task is given: their content counts."""
    if isinstance(found, Path):
        yield found
    elif isinstance(found, Mapping):
        yield from _paths(list(found.values()))
    elif isinstance(found, list | tuple):
        for one in found:
            yield from _paths(one)
    elif is_dataclass(found):
        yield from _paths([getattr(found, one.name) for one in fields(found)])


class Remembering:
    """A :class:`~generator.workers.task.Workers` that remembers, here or, with ``asked``, at its other end."""

    def __init__(self, memory: Memory, asked: socket.socket | None = None) -> None:
        self._memory = memory
        self._asked = asked

    def run(self, tasks: Iterable[Task[Any]]) -> Iterator[tuple[str, Any]]:
        """Hand over the ends in the order of the tasks."""
        for task in tasks:
            packed = pickle.dumps(Task("", task.call, task.args, task.limit))
            end = _ask(self._asked, packed) if self._asked else self._memory.done(packed)
            yield task.id, pickle.loads(end)

    def begin(self) -> None:
        """Nothing to get ready."""

    def stop(self) -> None:
        """Nothing is at work."""

    def close(self) -> None:
        """Nothing to let go of."""


def _ask(elsewhere: socket.socket, packed: bytes) -> bytes:
    elsewhere.sendall(len(packed).to_bytes(_SIZE, "big") + packed)
    answer = _received(elsewhere)
    assert answer is not None, "whoever forked this child is gone"
    return answer


def serve(child: socket.socket, memory: Memory) -> None:
    """Do for a child what it does not remember, until it ends."""
    while packed := _received(child):
        end = memory.done(packed)
        try:
            child.sendall(len(end).to_bytes(_SIZE, "big") + end)
        except BrokenPipeError:
            return


def _received(end: socket.socket) -> bytes | None:
    head = _exactly(end, _SIZE)
    return None if head is None else _exactly(end, int.from_bytes(head, "big"))


def _exactly(end: socket.socket, size: int) -> bytes | None:
    found = bytearray()
    while len(found) < size:
        try:
            part = end.recv(size - len(found))
        except ConnectionResetError:
            return None
        if not part:
            return None
        found += part
    return bytes(found)
