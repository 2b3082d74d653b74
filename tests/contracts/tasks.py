"""Tasks good and bad, for workers in another process."""

import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from generator.errors import FormFault

SECRET = "85.07.30-033.28"


def double(number: int) -> int:
    return 2 * number


def refuse() -> None:
    raise FormFault("BESTAND-LEEG", "Dit bestand is leeg.")


def stumble() -> None:
    raise ValueError(SECRET)


def leave() -> None:
    raise SystemExit(SECRET)


def unpackable() -> object:
    return threading.Lock()


def unpackable_fault() -> None:
    class Local(Exception):
        pass

    raise Local(SECRET)


def own_timeout() -> None:
    raise TimeoutError


def spin() -> None:
    while True:
        pass


def hold_the_lock_of_python() -> object:
    return 9 ** (10**9)  # one native call that never lets another thread or a signal in


def nap(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def wait_for(sign: Path) -> None:
    while not sign.exists():
        time.sleep(0.01)


def contents(paths: list[Path]) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in paths]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_the_parent() -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)


def die_once(mark: Path) -> str:
    if not mark.exists():
        mark.touch()
        os._exit(7)
    return "second life"


def die_in_company(mark: Path) -> str:
    """End the process at first, as when memory runs out; the second time tell whether anybody works beside it."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "in company" if any(mark.parent.glob("*.busy")) else "alone"


def nap_busily(mark: Path, seconds: float) -> None:
    busy = mark.with_suffix(".busy")
    busy.touch()
    time.sleep(seconds)
    busy.unlink()


def limits() -> dict[str, int]:
    import resource

    names = ("RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CPU", "RLIMIT_CORE")
    return {name: resource.getrlimit(getattr(resource, name))[0] for name in names}


def write_file(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def open_files(path: Path, number: int) -> int:
    opened = [path.open("rb") for _ in range(number)]
    return len(opened)


def recurse(depth: int) -> int:
    return 0 if not depth else 1 + recurse(depth - 1)


def text_of(size: int) -> bytes:
    return bytes(size)


def temporary(content: str) -> tuple[str, int]:
    """Leave a temporary file behind; gives its path and the mode of its folder."""
    handle, path = tempfile.mkstemp()
    os.write(handle, content.encode())
    os.close(handle)
    return path, Path(path).parent.stat().st_mode & 0o777


def temporary_and_die() -> None:
    temporary(SECRET)
    die()


def eat_memory(size: int) -> int:
    return len(
        bytes(size)
    )  # asked for and not written to: a machine without so much memory refuses or grants it too


_KEPT: list[bytearray] = []


def keep_memory(size: int) -> int:
    _KEPT.append(bytearray(size))
    return os.getpid()


def pid() -> int:
    return os.getpid()


def core_limit() -> tuple[int, int]:
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE)


def environment(name: str) -> str | None:
    return os.environ.get(name)


def prepare(name: str, value: str) -> None:
    os.environ[name] = value


def prepare_badly(secret: str) -> None:
    raise ValueError(secret)


def prepare_once_badly(mark: Path) -> None:
    if not mark.exists():
        mark.touch()
        os._exit(1)


def answer(call: Callable[[int], int], number: int) -> int:
    return call(number)
