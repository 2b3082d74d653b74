"""What organs decided on the advices of a dossier, as the decision lists of their sessions tell."""

from collections.abc import Iterator

from forms import besluitenlijst_facts as facts
from forms.advies import Advies
from forms.advies_choices import Beslissing
from forms.base import Unanswered
from forms.besluitenlijst import Besluitenlijst, Punt
from forms.dossier import Dossier, Kept, Ruling


def rulings(form: Besluitenlijst, number: str) -> Iterator[Ruling]:
    """What a list tells of the points of one dossier. Raises Unanswered where it does not tell enough."""
    for point in form.punten:
        if point.dossiernummer == number:
            organ, day = facts.session_organ(form), facts.session_day(form)
            yield Ruling(organ, day, point.onderwerp or "", _taken(form, point))


def _taken(form: Besluitenlijst, point: Punt) -> Beslissing | None:
    if not facts.is_decided(point):
        return None
    other = facts.ruled_otherwise(form, point)
    taken = point.voorstel if other is None else other.beslissing
    if taken is None:
        raise Unanswered("voorstel")
    return taken


def ruling_on(advice: Kept[Advies], dossier: Dossier) -> Ruling | None:
    """The last ruling on an advice; None where no list tells of it."""
    for ruling in reversed(dossier.rulings):
        found = facts.advices_for(ruling.organ, ruling.day, ruling.subject, dossier)
        if found and found[-1] is advice:
            return ruling
    return None


def as_ruled(form: Advies, ruling: Ruling | None) -> Advies:
    """An advice with the decision that was taken on it in the place of the one that it proposes."""
    if ruling is None or ruling.beslissing is None:
        return form
    return form.model_copy(update={"beslissing": ruling.beslissing})
