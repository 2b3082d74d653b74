"""The papers of a dossier, from the outbox: the parent looks them up, the judge in a worker gets to know them.

A worker reads nothing but its own file and the templates; so the parent reads what was kept of the papers and hands
it on as bytes, and the worker makes forms of it.
"""

import json
import re
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from forms.base import Form
from forms.client import Paper as PaperForm
from forms.dossier import Dossier, Kept
from forms.nesting import Value, flatten, nest
from generator import catalog, publish, validation
from generator.errors import FormFault
from generator.files import disk_faults, safe_name
from generator.model import Answers, Workspace

K = TypeVar("K", bound=Hashable)

_COPY = re.compile(r" \(([0-9]+)\)$", re.ASCII)


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """What stands in the outbox of one paper; plain values that cross a process border."""

    form: str
    day: str
    content: bytes
    """Its ``gegevens.json``; empty where that is missing."""
    published_at: str = ""
    digest: str = ""
    documents: tuple[tuple[str, str], ...] = ()
    frozen: bool = False
    """It stands in the final bundle of a session."""

    @property
    def answers(self) -> Mapping[str, Any] | None:
        """Its nested answers; None where they are damaged."""
        try:
            found = json.loads(self.content)
        except ValueError:
            return None
        return found if isinstance(found, dict) else None


def publications(workspace: Workspace, number: str) -> list[tuple[Path, publish.Manifest]]:
    """All that was published of a dossier, oldest first, attachments too; nothing for what can be no file number.

    A publication whose manifest cannot be used is left out. Raises OperatorFault when the outbox cannot be read.
    """
    if not number or safe_name(number) != number:
        return []
    return sorted(publish.of_dossier(workspace.outbox / "dossiers" / number), key=moment)


def all_publications(workspace: Workspace) -> Iterator[tuple[str, list[tuple[Path, publish.Manifest]]]]:
    """All dossiers in order of their numbers, each with what was published of it, oldest first.

    Raises OperatorFault when the outbox cannot be read.
    """
    for number, found in groupby(
        publish.manifests(workspace.outbox, certain=True), lambda one: one[0].parent.name
    ):
        yield number, sorted(((folder, known) for folder, known in found if known is not None), key=moment)


def moment(publication: tuple[Path, publish.Manifest]) -> tuple[str, str, int]:
    """Two papers of one day and second are told apart by the number after their name."""
    folder, manifest = publication
    copy = _COPY.search(folder.name)
    return manifest.day, manifest.published_at, int(copy[1]) if copy else 1


def kept_of(workspace: Workspace, number: str) -> tuple[KeptPaper, ...]:
    """Read what was kept of the papers of a dossier, oldest first. Raises OperatorFault when that cannot be read."""
    found = publications(workspace, number)
    return tuple(kept_papers(workspace, found, publish.bundled(workspace.outbox)).values())


def kept_papers(
    workspace: Workspace, found: Iterable[tuple[Path, publish.Manifest]], frozen: Container[str]
) -> dict[Path, KeptPaper]:
    """Read what was kept of those publications that are papers, by folder; ``frozen`` are the places of bundled ones."""
    return {
        folder: replace(kept_paper(folder, manifest), frozen=place_of(workspace, folder) in frozen)
        for folder, manifest in found
        if manifest.form in catalog.FORMS
    }


def place_of(workspace: Workspace, folder: Path) -> str:
    """Where a publication stands: relative to the workspace, with ``/``."""
    return folder.relative_to(workspace.root).as_posix()


def kept_paper(folder: Path, manifest: publish.Manifest) -> KeptPaper:
    """Read what was kept of one paper. Raises OperatorFault when the outbox cannot be read."""
    with disk_faults("de outbox"):
        try:
            content = (folder / publish.ANSWERS).read_bytes()
        except FileNotFoundError:
            content = b""
    documents = tuple((name, digest) for name, digest in manifest.files.items() if _is_document(name))
    digest = manifest.files.get(publish.ANSWERS, "")
    return KeptPaper(manifest.form, manifest.day, content, manifest.published_at, digest, documents)


def _is_document(name: str) -> bool:
    return "/" not in name and name.endswith((".docx", ".pdf"))


def known(number: str, kept: Iterable[KeptPaper]) -> Dossier:
    """Make the dossier that rules look at. A paper whose answers are damaged or too old to read is left out."""
    papers = (made for paper in kept if (made := _made(paper)) is not None)
    return Dossier(number, tuple(sorted(papers, key=lambda paper: paper.day)))


def _made(paper: KeptPaper) -> Kept[PaperForm] | None:
    form = form_of(paper)
    if form is None:
        return None
    day = date.fromisoformat(paper.day)
    return Kept(
        cast(PaperForm, form), day, paper.published_at, paper.digest, dict(paper.documents), paper.frozen
    )


def form_of(paper: KeptPaper) -> Form | None:
    """Make a form of kept answers; where they are of an older version, with whatever of them still holds.

    None where they are damaged or too old to read.
    """
    kind = catalog.RECOGNISED[paper.form]
    try:
        return kind.model.model_validate_json(paper.content)
    except ValidationError:
        flat = flat_answers(paper)
    return cast(Form, validation.partial(kind.model, nest(flat).data)) if flat is not None else None


def flat_answers(paper: KeptPaper) -> Mapping[str, Value] | None:
    """The kept answers under the names of today; None where they are damaged or too old to read."""
    answers = paper.answers
    if answers is None:
        return None
    version = str(answers.get("schema_versie", ""))
    try:
        return catalog.recognised(Answers("json", paper.form, version, flatten(answers))).answers.values
    except (FormFault, ValueError):
        return None


def by_turns(places: Mapping[K, tuple[str, str]]) -> list[list[K]]:
    """Divide work so that no two papers of a dossier are judged at once: of each list one at a time.

    ``places`` tells of each piece of work its file number and its form. The papers of a dossier stand in the order in
    which they rest on each other: screening, sociaal verslag, plan, advies. What has no number stands alone.
    """
    order = {form: place for place, form in enumerate(catalog.FORMS)}
    behind: dict[object, list[K]] = {}
    for key, (number, _) in places.items():
        behind.setdefault(number or (key,), []).append(key)
    return [sorted(keys, key=lambda key: order.get(places[key][1], 0)) for keys in behind.values()]


def waves(places: Mapping[K, tuple[str, str]]) -> Iterator[list[K]]:
    """The same work in waves: of each dossier one paper a wave, in its turn."""
    queues = by_turns(places)
    while queues:
        yield [queue[0] for queue in queues]
        queues = [rest for queue in queues if (rest := queue[1:])]
