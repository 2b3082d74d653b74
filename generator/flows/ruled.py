"""What organs decided on the points of a dossier: from its decisions, and from the minutes of the sessions.

Both keep the decision list. Minutes also tell of points on which nothing was decided; decisions stay with their dossier
when minutes are no longer kept.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import cast

from forms.advies import Advies
from forms.base import Unanswered
from forms.besluitenlijst import Besluitenlijst
from forms.dossier import Dossier, Ruling
from forms.rulings import rulings
from generator import publish
from generator.files import disk_faults
from generator.flows.dossier import KeptPaper, form_of, moment
from generator.flows.rulings import LIST, MINUTES, RULING
from generator.model import Workspace

_Publication = tuple[Path, publish.Manifest]


class Ruled:
    """Adds to dossiers what was decided on their points; reads each list of a session once."""

    def __init__(self, workspace: Workspace) -> None:
        """Look up the minutes. Raises OperatorFault when the outbox cannot be read."""
        self._minutes: dict[str, list[_Publication]] = {}
        self._read: dict[Path, Besluitenlijst | None] = {}
        for folder, manifest in publish.of_sessions(workspace.outbox):
            if manifest.form == MINUTES:
                self._minutes.setdefault(manifest.day, []).append((folder, manifest))

    def with_rulings(self, dossier: Dossier, found: Sequence[_Publication]) -> Dossier:
        """Complete a dossier, of which all publications are given. Raises OperatorFault when one cannot be read."""
        told = [each for each in found if each[1].form == RULING]
        for day in _sessions(dossier):
            told += self._minutes.get(day, ())
        listed = [
            ruling for each in sorted(told, key=moment) for ruling in self._rulings(each, dossier.number)
        ]
        return replace(dossier, rulings=tuple(listed))

    def _rulings(self, publication: _Publication, number: str) -> Iterator[Ruling]:
        folder, manifest = publication
        if manifest.form == RULING:
            form = _list_in(folder, manifest)
        elif folder in self._read:
            form = self._read[folder]
        else:
            form = self._read[folder] = _list_in(folder, manifest)
        with suppress(Unanswered):
            yield from rulings(form, number) if form is not None else ()


def _sessions(dossier: Dossier) -> set[str]:
    """The days of the sessions that its advices are for."""
    days = set()
    for advice in dossier.of(Advies):
        with suppress(Unanswered):
            days.add(advice.form.zitting_datum.isoformat())
    return days


def _list_in(folder: Path, manifest: publish.Manifest) -> Besluitenlijst | None:
    """The list that a publication keeps; None where what it keeps is damaged or gone."""
    with disk_faults("de outbox"):
        try:
            content = (folder / publish.ANSWERS).read_bytes()
        except FileNotFoundError:
            return None
    try:
        kept = json.dumps(json.loads(content)[LIST]).encode()
    except (ValueError, TypeError, LookupError):
        return None
    return cast(Besluitenlijst | None, form_of(KeptPaper(Besluitenlijst.ID, manifest.day, kept)))
