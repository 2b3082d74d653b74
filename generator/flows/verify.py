"""Look after papers in the outbox: are they what their manifests say, and would making them again give the same?"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal

from generator import catalog, publish
from generator.errors import DossierError, OperatorFault
from generator.flows.again import Kept, Made, digests_again
from generator.flows.codes import code_of
from generator.flows.house import house_of
from generator.flows.papers import Chosen, Found, Seen, Today, look, papers_of
from generator.model import Workspace
from generator.wiring import Hands
from generator.workers import Failure, Task

_BATCH = 64
_LOOKERS = 4
_REPEATABLE = "office2pdf"
"""The engine that gives the same bytes each time; of another only the Word document is compared."""
_UNREADABLE = "de bewaarde antwoorden passen niet meer of zijn gewijzigd"
_OTHER_BYTES = "dezelfde gegevens geven andere bytes"
_FAILED = "Het opnieuw maken van dit papier is mislukt. Meld dit aan de beheerder."


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found of one paper."""

    folder: str
    """Relative to the workspace."""
    dossier: str
    form: str = ""
    code: str = ""
    """As it stands at the foot of the documents; empty for what has none: an attachment, what a session decided."""
    state: publish.State = field(default_factory=partial(publish.State, (), ()))
    again: Literal["same", "other", "never", "unknown"] = "unknown"
    """Whether making it again gives the same bytes; ``never`` for what is not made again."""
    reason: str = ""
    """Why it would be another one, or what failed, in plain Dutch."""
    template: str = ""
    engine: str = ""
    program: str = ""
    fault: str = ""
    """Code of what hindered the look; ``MANIFEST-BESCHADIGD`` is of the paper, all others are for the operator."""

    @property
    def outcome(self) -> Literal["same", "different", "failed"]:
        """How it ended."""
        if self.fault and self.fault != "MANIFEST-BESCHADIGD":
            return "failed"
        return "same" if self.again in {"same", "never"} and self.state.sound else "different"


@dataclass(frozen=True, slots=True)
class Coded:
    """Where a code stands: a paper, or an older version that it keeps."""

    folder: str
    dossier: str
    version: str = ""
    """Number of the older version; empty for the paper of now."""


def verify(hands: Hands, found: Iterable[Found]) -> Iterator[Verified]:
    """Look after these papers, byte for byte, one result for each."""
    today = Today(house_of(hands))
    waiting = iter(found)
    with ThreadPoolExecutor(_LOOKERS) as lookers:
        while batch := list(islice(waiting, _BATCH)):
            looks = list(lookers.map(partial(look, whole=True), batch))
            yield from _verify(hands, today, batch, looks)


def of_code(workspace: Workspace, code: str, chosen: Chosen) -> Iterator[Coded]:
    """Find the papers, and the older versions of papers, whose documents bear a code."""
    for folder, manifest in papers_of(workspace, chosen):
        where = folder.relative_to(workspace.root).as_posix()
        if manifest and code_of(manifest.recipe) == code:
            yield Coded(where, folder.parent.name)
        for version, older in publish.older_versions(folder):
            if code_of(older.recipe) == code:
                yield Coded(where, folder.parent.name, version.name)


def _verify(
    hands: Hands, today: Today, batch: Sequence[Found], looks: Sequence[Seen | OperatorFault]
) -> Iterator[Verified]:
    known: dict[str, Seen] = {}
    for (folder, manifest), seen in zip(batch, looks, strict=True):
        where = folder.relative_to(hands.workspace.root).as_posix()
        if isinstance(seen, OperatorFault):
            dossier = manifest.dossier if manifest else folder.parent.name
            yield Verified(where, dossier, reason=seen.message, fault=seen.code)
        elif seen.manifest.form not in catalog.FORMS:
            yield replace(_of(where, seen), again="never", code="")
        elif publish.ANSWERS in (*seen.state.missing, *seen.state.changed):
            yield replace(_of(where, seen), again="other", reason=_UNREADABLE)
        else:
            known[where] = seen
    limit = hands.settings.workers.time_limit + hands.settings.pdf.time_limit
    tasks = [Task(where, digests_again, (_kept(seen), today.house), limit) for where, seen in known.items()]
    for where, end in hands.workers.run(tasks):
        yield _compared(_of(where, known[where]), known[where], end, today)


def _of(where: str, seen: Seen) -> Verified:
    """What the look gave. A document that may be gone is no fault: somebody chose between two."""
    manifest, state = seen.manifest, seen.state
    documents = set(publish.documents_in(manifest))
    needed = set() if seen.edited else set(publish.current_documents(manifest))
    may_be_gone = (documents - needed) | {publish.NOTE}
    return Verified(
        folder=where,
        dossier=manifest.dossier,
        form=manifest.form,
        code=code_of(manifest.recipe),
        state=replace(state, missing=tuple(name for name in state.missing if name not in may_be_gone)),
        template=manifest.versions.get("sjabloon", ""),
        engine=manifest.versions.get("engine", ""),
        program=manifest.versions.get("dossier", ""),
    )


def _kept(seen: Seen) -> Kept:
    findings = tuple(remark.finding for remark in seen.manifest.findings)
    return Kept(seen.folder / publish.ANSWERS, findings, seen.manifest.recipe)


def _compared(known: Verified, seen: Seen, end: Made | DossierError | Failure, today: Today) -> Verified:
    if isinstance(end, DossierError):
        return replace(known, reason=end.message, fault=end.code)
    if isinstance(end, Failure):
        return replace(known, reason=_FAILED, fault=end.code)
    if not end.recipe:
        return replace(known, again="other", reason=_UNREADABLE)
    if end.recipe != seen.manifest.recipe:
        return replace(known, again="other", reason=today.differences(seen.manifest))
    compared = [name for name in publish.current_documents(seen.manifest) if _is_repeatable(name, known)]
    if any(end.digests[Path(name).suffix] != seen.manifest.files[name] for name in compared):
        return replace(known, again="other", reason=_OTHER_BYTES)
    return replace(known, again="same")


def _is_repeatable(name: str, known: Verified) -> bool:
    return not name.endswith(".pdf") or known.engine.startswith(_REPEATABLE)
