"""Papers that stand in the outbox: which are meant, how they stand, and what they would be made with today."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

from generator import catalog, publish
from generator.dutch import counted
from generator.errors import OperatorFault, UsageFault
from generator.files import safe_name
from generator.flows.make import House, inputs_of, versions_of
from generator.model import Workspace

_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} ", re.ASCII)
_DAMAGED = OperatorFault(
    "MANIFEST-BESCHADIGD",
    "De manifest.json van dit papier ontbreekt, is beschadigd of is van een nieuwere versie. Zet ze terug uit een "
    "reservekopie.",
)

Found = tuple[Path, publish.Manifest | None]
"""The folder of a paper and its manifest; None where that is damaged."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which papers are meant."""

    dossiers: Sequence[str] = ()
    """Empty: all."""
    form: str = ""
    since: date | None = None
    """By the date of the paper."""
    others: bool = False
    """Also what is never made again: attachments, the decisions of a session, and of all dossiers the minutes."""


def papers_of(workspace: Workspace, chosen: Chosen) -> list[Found]:
    """List the papers that are meant, in order of dossier and name; minutes come last.

    Raises UsageFault ``DOSSIER-ONBEKEND`` for a number without papers or ``FORMULIER-ONBEKEND``, OperatorFault when
    the outbox cannot be read.
    """
    if chosen.form:
        catalog.form_type(chosen.form)
    for dossier in chosen.dossiers:
        if safe_name(dossier) != dossier or not (workspace.outbox / "dossiers" / dossier).is_dir():
            raise UsageFault(
                "DOSSIER-ONBEKEND",
                f"Van dossier {dossier} staat er geen papier in de outbox. Kijk het nummer na.",
            )
    found = publish.manifests(workspace.outbox, tuple(dict.fromkeys(chosen.dossiers)))
    minutes = publish.of_sessions(workspace.outbox) if chosen.others and not chosen.dossiers else ()
    return [
        (folder, manifest)
        for folder, manifest in chain(found, minutes)
        if _is_meant(folder, manifest, chosen)
    ]


def damaged(workspace: Workspace, dossier: str = "") -> str:
    """Say in Dutch how many papers of a dossier, or of all, have a manifest that cannot be used; nothing where none has.

    Raises OperatorFault when the outbox cannot be read.
    """
    if dossier and safe_name(dossier) != dossier:
        return ""
    found = publish.manifests(workspace.outbox, (dossier,) if dossier else ())
    count = sum(manifest is None and _NAME.match(folder.name) is not None for folder, manifest in found)
    return damaged_words(count) if count else ""


def damaged_words(count: int) -> str:
    """Say in Dutch that so many papers have a manifest that cannot be used."""
    folders = counted(count, "map", "mappen")
    return f"In de outbox staat een manifest dat beschadigd is of ontbreekt ({folders})."


def _is_meant(folder: Path, manifest: publish.Manifest | None, chosen: Chosen) -> bool:
    """A paper is what was made from the answers to a form; one without a manifest is known by its name."""
    if manifest is None:
        return _NAME.match(folder.name) is not None
    since = chosen.since.isoformat() if chosen.since else ""
    kind = chosen.others or manifest.form in catalog.FORMS
    return kind and chosen.form in {"", manifest.form} and manifest.day >= since


@dataclass(frozen=True, slots=True)
class Seen:
    """A paper that was looked at."""

    folder: Path
    manifest: publish.Manifest
    state: publish.State

    @property
    def edited(self) -> bool:
        """Tell whether a document was edited by hand."""
        return any(name in self.state.changed for name in publish.documents_in(self.manifest))

    @property
    def lacking(self) -> bool:
        """Tell whether a document is gone. One beside an edited document may be: somebody chose the other."""
        missing = any(name in self.state.missing for name in publish.current_documents(self.manifest))
        return missing and not self.edited


def look(found: Found, *, whole: bool = False) -> Seen | OperatorFault:
    """Look whether answers and documents (or the ``whole`` folder) are as the manifest says, byte for byte."""
    folder, manifest = found
    if manifest is None:
        return _DAMAGED
    names = None if whole else (publish.ANSWERS, *publish.documents_in(manifest))
    try:
        return Seen(folder, manifest, publish.state_of(folder, manifest, names))
    except OperatorFault as fault:
        return fault


@dataclass(slots=True)
class Today:
    """What papers are made with today, gathered once a form."""

    house: House
    _inputs: dict[str, str] = field(default_factory=dict)
    _versions: dict[str, dict[str, str]] = field(default_factory=dict)

    def same_inputs(self, manifest: publish.Manifest) -> bool:
        """Tell whether all that decides the documents besides the answers is as it was. Raises OperatorFault."""
        kind = catalog.FORMS.get(manifest.form)
        return kind is not None and manifest.inputs == self.inputs(kind)

    def inputs(self, kind: catalog.FormType) -> str:
        """Digest of all that decides the documents of a form besides the answers. Raises OperatorFault."""
        if kind.id not in self._inputs:
            self._inputs[kind.id] = inputs_of(kind, self.house)
        return self._inputs[kind.id]

    def differences(self, manifest: publish.Manifest) -> str:
        """Say in Dutch what changed since a paper was made, of which the recipe of today is another one."""
        kind, then = catalog.form_type(manifest.form), manifest.versions
        if kind.id not in self._versions:
            self._versions[kind.id] = versions_of(kind.id, self.house)
        now = self._versions[kind.id]
        told = (
            (manifest.version != kind.version, f"formulier versie {manifest.version} → {kind.version}"),
            (then.get("sjabloon") != now["sjabloon"], f"sjabloon {kind.id} gewijzigd"),
            (then.get("engine") != now["engine"], f"engine {then.get('engine')} → {now['engine']}"),
            (then.get("lettertypes") != now["lettertypes"], "lettertypes gewijzigd"),
        )
        program = "programma, " if then.get("dossier") != now["dossier"] else ""
        return ", ".join(words for differs, words in told if differs) or (
            f"{program}huisstijl of normen gewijzigd"
        )
