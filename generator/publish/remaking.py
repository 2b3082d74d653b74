"""Remakes: a publication made anew takes the place of the old one at a stroke; what it supersedes is kept.

The new folder is built whole under a hidden name in the outbox, and the two change names. The old documents stand in
``versies/N/`` of the new folder by then, and what is not ours to change (the original, attachments, documents that
were edited by hand) has come along. The order, so that a stop at any point leaves the old or the new:

    build → exchange → (the caller tells the ledger) → ``let_go`` takes the old folder away

After a stop ``interrupted`` tells which publications may be new, for the ledger; then ``let_go`` ends it.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from generator.errors import OperatorFault
from generator.files import (
    carry,
    disk_faults,
    replace_whole,
    safe_name,
    sha256_of,
    sync_folder,
    write_new,
)
from generator.model import Paper
from generator.permissions import make_folder
from generator.publish.exchanging import in_use, take_place
from generator.publish.manifest import MANIFEST, Manifest, Remark, read_manifest
from generator.publish.placing import Placed, remove
from generator.publish.state import DOCUMENTS, VERSIONS, documents_in, files_in, is_open, stems

ANSWERS = "gegevens.json"
NOTE = "Opnieuw gemaakt - lees mij.txt"
_STAGING = ".opnieuw-"
_NEW, _OLD = "nieuw", "oud"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What becomes of each file of the old folder, and what the new documents are called."""

    stem: str
    held: tuple[str, ...]
    """Documents that were edited by hand, and their twins."""
    superseded: tuple[str, ...]
    carried: tuple[str, ...]
    number: int
    """Of the old version."""


def remake(folder: Path, manifest: Manifest, paper: Paper, *, replace: bool = False) -> Placed:
    """Put a paper that was made again in the place of the publication in ``folder``.

    A document that was edited by hand stays, with its twin, and the new ones stand beside it with a note; with
    ``replace`` it goes to ``versies/``. ``paper`` brings the documents, the answers and the findings; the rest is
    the manifest's. Raises OperatorFault ``PUBLICATIE-OPEN`` when somebody has a document open or changed something
    meanwhile (all is as it was then), and when the disk refuses.
    """
    with disk_faults("de outbox"):
        before = files_in(folder)
        if is_open(before) or sha256_of(folder / ANSWERS) != manifest.files.get(ANSWERS):
            raise in_use()
        plan = _plan(folder, manifest, paper, before, replace=replace)
        home = _outbox(folder) / f"{_STAGING}{safe_name(manifest.job)}"
        remove(home)
        fresh = home / _NEW / folder.parent.name / folder.name
        try:
            _build(fresh, folder, manifest, paper, plan)
            aside = home / _OLD / folder.parent.name / folder.name
            take_place(fresh, folder, aside, _outbox(folder), before)
        except BaseException:
            remove(home)
            raise
    return Placed(folder, tuple(folder / f"{plan.stem}{ending}" for ending in DOCUMENTS))


def confirm(folder: Path, manifest: Manifest, inputs: str) -> None:
    """Note that with these inputs the documents would be the same, so that a next look is a quick one."""
    with disk_faults("de outbox"):
        replace_whole(folder / MANIFEST, manifest.model_copy(update={"inputs": inputs}).as_json())


def older_versions(folder: Path) -> Iterator[tuple[Path, Manifest]]:
    """The older versions that a publication keeps, with their manifests; a damaged one is left out."""
    for number in sorted(filter(str.isdecimal, _listed(folder / VERSIONS)), key=int):
        with suppress(OperatorFault):
            yield folder / VERSIONS / number, read_manifest(folder / VERSIONS / number)


def interrupted(outbox: Path) -> tuple[Path, ...]:
    """Find the publications whose remaking was cut off, each whole again: the old or the new one.

    Only while nobody remakes. Where folders cannot change names at a stroke, the old one may have been put aside
    already; it is put back.
    """
    found: dict[Path, None] = {}
    with disk_faults("de outbox"):
        for part in (_NEW, _OLD):
            for moved in sorted(outbox.glob(f"{_STAGING}*/{part}/*/*")):
                folder = outbox / "dossiers" / moved.parent.name / moved.name
                if part == _OLD and not os.path.lexists(folder):
                    moved.rename(folder)
                    sync_folder(folder.parent)
                if folder.is_dir():
                    found[folder] = None
    return tuple(found)


def let_go(outbox: Path, job: str = "") -> None:
    """Take away what the remaking of one paper left, or, while nobody remakes, of all."""
    with disk_faults("de outbox"):
        for home in [outbox / f"{_STAGING}{safe_name(job)}"] if job else list(outbox.glob(f"{_STAGING}*")):
            remove(home)


def _outbox(folder: Path) -> Path:
    return folder.parent.parent.parent


def _plan(
    folder: Path, manifest: Manifest, paper: Paper, before: Mapping[str, object], *, replace: bool
) -> _Plan:
    known = [name for name in documents_in(manifest) if name in before]
    ours = {name for name in known if replace or sha256_of(folder / name) == manifest.files[name]}

    def is_free(stem: str) -> bool:
        return all(name in ours for name in _pair(stem) if name in before)

    held = tuple(name for name in known if not is_free(name.rpartition(".")[0]))
    superseded = tuple(name for name in known if name not in held)
    made_anew = {MANIFEST, ANSWERS, *superseded, *({NOTE} & manifest.files.keys())}
    return _Plan(
        stem=next(filter(is_free, stems(paper.title))),
        held=held,
        superseded=superseded,
        carried=tuple(
            name for name in before if name not in made_anew and not name.startswith(f".{MANIFEST}")
        ),
        number=max(map(int, filter(str.isdecimal, _listed(folder / VERSIONS))), default=0) + 1,
    )


def _listed(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _pair(stem: str) -> tuple[str, ...]:
    return tuple(f"{stem}{ending}" for ending in DOCUMENTS)


def _build(fresh: Path, folder: Path, manifest: Manifest, paper: Paper, plan: _Plan) -> None:
    """Build the new folder: what comes along, what is kept of the old version, and what was made."""
    version = fresh / VERSIONS / str(plan.number)
    make_folder(version)
    for name in plan.carried:
        make_folder((fresh / name).parent)
        carry(folder / name, fresh / name)
    for name in (MANIFEST, ANSWERS, *plan.superseded):
        carry(folder / name, version / name)
    made = {_name(file.name, paper.title, plan.stem): file.content for file in paper.files}
    if plan.held and NOTE not in plan.carried:
        made[NOTE] = _note(plan).encode()
    for name, content in made.items():
        write_new(fresh / name, content)
    write_new(fresh / MANIFEST, _manifest(manifest, paper, plan, made).as_json())
    for top, _, _ in os.walk(fresh):
        sync_folder(Path(top))


def _name(name: str, title: str, stem: str) -> str:
    made = Path(name)
    return f"{stem}{made.suffix}" if made.stem == title and made.suffix in DOCUMENTS else name


def _manifest(manifest: Manifest, paper: Paper, plan: _Plan, made: Mapping[str, bytes]) -> Manifest:
    carried = {name: manifest.files[name] for name in plan.carried if name in manifest.files}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    return manifest.model_copy(
        update={
            "version": paper.version,
            "title": paper.title,
            "recipe": paper.recipe,
            "inputs": paper.inputs,
            "files": {**carried, **digests},
            "findings": tuple(map(Remark.of, paper.findings)),
            "versions": dict(paper.versions),
            "remade_at": datetime.now(UTC).isoformat(timespec="microseconds"),
        }
    )


def _note(plan: _Plan) -> str:
    return (
        "Dit papier is opnieuw gemaakt, maar deze documenten zijn met de hand bewerkt of horen erbij:\n\n"
        + "".join(f"    {name}\n" for name in plan.held)
        + "\nZe zijn niet aangeraakt. De nieuwe documenten staan ernaast:\n\n"
        + "".join(f"    {name}\n" for name in _pair(plan.stem))
        + "\nVergelijk ze. Wilt u de nieuwe gebruiken, verwijder dan de bewerkte. Wilt u de bewerkte houden, dan hoeft u "
        "niets te doen.\n"
    )
