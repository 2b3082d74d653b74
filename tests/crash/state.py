"""What a workspace holds, in a form that tells two runs apart only where they differ: without job ids and moments."""

import hashlib
import json
import re
import zipfile
from collections import Counter
from pathlib import Path

from generator import publish
from generator.ledger import SqlLedger
from generator.model import Result, Workspace

_JOB = re.compile(r"\d{4}/\d{8}T\d{6}-[0-9a-f]{16}|\d{8}T\d{6}-[0-9a-f]{16}")
_OWN = re.compile(
    r"\.dossier/([a-z]*\.?lock|ledger\.sqlite\.beschadigd-.*|[a-z]+\.json|bezig(/.*)?|ledger\.sqlite|(print|sjablonen)(/.*)?)"
)
"""Of the program itself, and no trace of a stop: its locks, the ledger (read apart), the fonts that it lays ready."""


def picture(root: Path) -> Counter[str]:
    """Every file with its digest, every folder, and every entry of the ledger but what was only tried."""
    seen: Counter[str] = Counter()
    for path in root.rglob("*"):
        name = path.relative_to(root).as_posix()
        if _OWN.fullmatch(name) or _is_spent(path):
            continue
        told = _JOB.sub("JOB", name)
        if path.is_dir():
            seen[f"{told}/"] = 1
        else:
            seen[f"{told} {_digest(path)}"] += 1
    seen.update(_recorded(root))
    return seen


def _is_spent(path: Path) -> bool:
    """The empty journal of a finished commit whose removal the disk refused; SQLite takes it away at its next one."""
    return path.name.endswith("-journal") and not path.stat().st_size


def _digest(path: Path) -> str:
    content = path.read_bytes()
    if path.suffix == ".xlsx":  # a workbook holds the moment at which it was made
        with zipfile.ZipFile(path) as book:
            parts = sorted(name for name in book.namelist() if name != "docProps/core.xml")
            content = b"".join(book.read(name) for name in parts)
    if path.name == "manifest.json":
        told = json.loads(content)
        told["files"] = {name: _is_so(path.parent / name, digest) for name, digest in told["files"].items()}
        told |= dict.fromkeys(("job", "published_at", "remade_at"), "")
        content = json.dumps(told, sort_keys=True).encode()
    return hashlib.sha256(content).hexdigest()[:16]


def _is_so(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def _recorded(root: Path) -> Counter[str]:
    ledger = SqlLedger.in_file(Workspace(root).ledger)
    try:
        return Counter(
            f"ledger: {one.outcome} {one.file} {one.folder} {one.recipe[:8]} {one.returned[:8]} {one.codes}"
            for one in ledger.entries(1000)
            if one.outcome is not Result.FAILED
        )
    finally:
        ledger.close()


def published(seen: Counter[str]) -> int:
    """Count the papers that the ledger knows."""
    return sum(count for what, count in seen.items() if what.startswith("ledger: published"))


def once_each(seen: Counter[str]) -> Counter[str]:
    """A picture in which done twice is as good as done once: of commands whose files stay where they are.

    What was published is still told as often as it stands.
    """
    archived = ("ledger: duplicate", ".dossier/archive")
    plain = {what for what in seen if not what.startswith(archived)}
    return Counter({what: seen[what] if "published" in what else 1 for what in plain})


def faults_of(root: Path, wanted: Counter[str], *, repeats: bool) -> list[str]:
    """Tell in which ways a workspace is not as it should be at rest."""
    found = picture(root)
    if repeats:
        found, wanted = once_each(found), once_each(wanted)
    faults = [f"too much: {what}" for what in (found - wanted)]
    faults += [f"lacks: {what}" for what in (wanted - found)]
    for folder, manifest in publish.manifests(root / "outbox"):
        if manifest is None:
            faults.append(f"no manifest: {folder.name}")
    return sorted(faults)
