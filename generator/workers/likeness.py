"""What this machine would do the work with: two machines that tell the same make the same of the same task."""

import hashlib
import platform
import re
from importlib.metadata import requires, version
from importlib.resources import files
from pathlib import Path

_PARTS = ("generator", "forms", "templates")
_ENDINGS = frozenset({".py", ".docx", ".toml", ".json"})


def program() -> dict[str, str]:
    """The program by its files, Python, and the packages that it needs, each with its version."""
    needed = (
        found[0]
        for line in requires("dossier") or ()
        if (found := re.match(r"[\w.-]+", line)) and "extra" not in line
    )
    return {
        "dossier": _digest(),
        "python": ".".join(platform.python_version_tuple()[:2]),
        **{name: version(name) for name in needed},
    }


def _digest() -> str:
    whole = hashlib.sha256()
    for part in _PARTS:
        home = Path(str(files(part).joinpath("")))
        for path in sorted(home.rglob("*")):
            if path.suffix in _ENDINGS and path.is_file():
                whole.update(f"{part}/{path.relative_to(home).as_posix()}\n".encode())
                whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
