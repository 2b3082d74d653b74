"""What is known of a dossier: the papers with one file number that were published before, and what organs decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar, cast

from forms.advies_choices import Beslissing, Orgaan
from forms.client import Paper

P_co = TypeVar("P_co", bound=Paper, covariant=True)
P = TypeVar("P", bound=Paper)


@dataclass(frozen=True, slots=True)
class Kept(Generic[P_co]):
    """One published paper of a dossier."""

    form: P_co
    """Its answers. Those that a form of an older version lacks raise ``Unanswered`` when they are read."""
    day: date
    """``datum_opmaak``."""
    published_at: str = ""
    """UTC, ISO 8601; empty for a paper that is not published yet."""
    digest: str = ""
    """sha256 of its ``gegevens.json``."""
    documents: Mapping[str, str] = field(default_factory=dict)
    """Its Word and PDF files, each with its sha256."""
    frozen: bool = False
    """It stands in the bundle of a session: from then on it never changes [S26]."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of one point of a session, as its decision list tells."""

    organ: Orgaan
    day: date
    """Of the session."""
    subject: str
    beslissing: Beslissing | None
    """The decision that was taken; None for a point that was postponed or withdrawn."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The papers of one file number, oldest first; of one day the one that was published last comes last."""

    number: str
    papers: tuple[Kept[Paper], ...] = ()
    rulings: tuple[Ruling, ...] = ()
    """Of its points, oldest first: a corrected list comes after the list that it corrects."""

    def of(self, kind: type[P]) -> tuple[Kept[P], ...]:
        """All papers of one kind, oldest first."""
        return tuple(cast(Kept[P], kept) for kept in self.papers if isinstance(kept.form, kind))

    def latest(self, kind: type[P]) -> Kept[P] | None:
        """The latest paper of one kind."""
        found = self.of(kind)
        return found[-1] if found else None

    def in_force(self, kind: type[P], day: date) -> Kept[P] | None:
        """The latest paper of one kind that was made on a day or before; where all are of later, the latest."""
        found = self.of(kind)
        before = [kept for kept in found if kept.day <= day]
        return (before or found)[-1] if found else None
