"""The bundles of a session: its documents brought together, and bound once for every copy that is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from forms.advies_choices import Orgaan
from generator import bundle
from generator.dutch import short_date
from generator.errors import DossierError, OperatorFault
from generator.files import safe_name
from generator.flows.anonymous import without_names
from generator.flows.make import House
from generator.flows.members import Draft, Treatment, faces, task, why_not
from generator.flows.points import Item, Steps
from generator.model import File, Session
from generator.wiring import Hands
from generator.workers import Failure, Task

CONFIDENTIAL = "Vertrouwelijk: beroepsgeheim"
_CLOSING = "Alleen voor wie aan de zitting deelneemt. Niet kopiëren of doorsturen. Na de zitting inleveren of vernietigen."
_WITHOUT_NAMES = "Zonder namen, straten en nummers. Bijlagen kunnen niet zonder namen en zijn niet opgenomen."
_PROVISIONAL = "Voorlopige bundel: punten kunnen nog bijkomen of wijzigen."
_SECONDS_A_POINT = 5.0
_MEMORY_A_BYTE = 40
"""What binding holds of each byte of a PDF: the tags of a page are a hundred small objects."""
_LOST = {bundle.Taken.FILES, bundle.Taken.MEDIA, bundle.Taken.REMARKS, bundle.Taken.SIGNATURE}
"""What cleaning takes that somebody could miss."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A point with the bytes of its documents."""

    item: Item
    documents: tuple[tuple[Draft, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """One bundle that is asked for."""

    name: str
    """Its file name."""
    holder: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What is bound: the bundle of a session, provisional or final, or a numbered supplement."""

    session: Session
    part: int
    final: bool
    duplex: bool

    @property
    def title(self) -> str:
        """As the cover has it."""
        return f"Bundel, supplement {self.part}" if self.part else "Bundel"

    def named(self, stem: str, suffix: str, detail: str = "") -> str:
        """The name of a file: ``bundel.pdf``, ``bundel supplement 1 voor NAAM.pdf``."""
        supplement = f"supplement {self.part}" if self.part else ""
        return safe_name(" ".join(filter(None, (stem, supplement, detail))) + suffix)


def label_of(organ: str) -> str:
    """An organ in words."""
    return next((one.label for one in Orgaan if one.value == organ), organ)


def brief(organ: str) -> str:
    """An organ in few words, for a watermark or a foot."""
    return organ if organ.isupper() else label_of(organ)


def brought(hands: Hands, items: Sequence[Item], house: House, steps: Steps) -> Iterator[Ready]:
    """Bring the documents of the points: as they were published, or converted and cleaned by a worker.

    A point whose own paper cannot be taken is left out; an attachment that cannot be taken is, and the control sheet says
    so. Raises OperatorFault when the engine or the fonts are not in order.
    """
    waiting = {
        f"{number} {place}": one
        for number, item in enumerate(items)
        for place, one in enumerate(item.drafts)
        if one.treatment is not Treatment.NONE and not item.reason
    }
    steps.expect(len(waiting))
    limit = hands.settings.workers.time_limit + hands.settings.pdf.time_limit
    done: dict[str, bundle.Cleaned | DossierError | Failure] = {}
    for name, made in hands.workers.run(task(name, one, house, limit) for name, one in waiting.items()):
        done[name] = made
        steps.done()
    for number, item in enumerate(items):
        yield _ready(item, {place: done.get(f"{number} {place}") for place in range(len(item.drafts))})


def _ready(item: Item, done: Mapping[int, bundle.Cleaned | DossierError | Failure | None]) -> Ready:
    if item.reason:
        return Ready(item)
    documents: list[tuple[Draft, bytes]] = []
    notes: list[str] = []
    asides: list[str] = []
    for place, one in enumerate(item.drafts):
        made = done[place]
        if made is None:
            documents.append((one, one.content))
        elif isinstance(made, bundle.Cleaned):
            documents.append((one, made.pdf))
            if one.treatment is Treatment.CLEAN and made.taken:
                said = notes if _LOST & set(made.taken) else asides
                said.append(f"{one.title}: {'; '.join(made.taken)}")
        elif one.kept:
            return Ready(item.without(f"{one.title}: {why_not(made)}"))
        else:
            notes.append(f"{one.title} is niet opgenomen. {why_not(made)}")
    told = replace(item, notes=(*item.notes, *notes), asides=tuple(asides))
    return Ready(told, tuple(documents))


@dataclass(frozen=True, slots=True)
class Bundles:
    """What was bound."""

    files: tuple[File, ...] = ()
    first: bundle.Bound | None = field(default=None, repr=False)
    """The bundle that all others are copies of."""


def bound(
    hands: Hands, ready: Sequence[Ready], kind: Kind, copies: Sequence[Copy], house: House, steps: Steps
) -> Bundles:
    """Bind the copies; nothing when no point goes to the board.

    Raises OperatorFault ``BUNDEL-MISLUKT`` when a worker cannot bind it, or when the engine is not in order.
    """
    points = [one for one in ready if not one.item.reason and one.documents]
    if not points:
        return Bundles()
    steps.expect(len(copies))
    masked = list(_masked(hands, points, house, steps)) if any(copy.anonymous for copy in copies) else []
    limit = hands.settings.workers.time_limit + _SECONDS_A_POINT * len(points)
    tasks = (
        _binding(_book(masked if copy.anonymous else points, kind, copy, house), copy, limit)
        for copy in copies
    )
    made: dict[str, bundle.Bound] = {}
    for name, book in hands.workers.run(tasks):
        made[name] = _or_raise(book)
        steps.done()
    in_order = [File(copy.name, made[copy.name].pdf) for copy in copies]
    return Bundles(tuple(in_order), made[copies[0].name])


def _binding(book: bundle.Book, copy: Copy, limit: float) -> Task[bundle.Bound]:
    content = sum(len(document.pdf) for item in book.items for document in item.documents)
    return Task(copy.name, bundle.bind, (book,), limit, memory=_MEMORY_A_BYTE * content)


def _or_raise(book: bundle.Bound | DossierError | Failure) -> bundle.Bound:
    if isinstance(book, bundle.Bound):
        return book
    code = book.code if isinstance(book, DossierError) else f"{book.code} {book.kind}".strip()
    raise OperatorFault(
        "BUNDEL-MISLUKT", f"De bundel kon niet gebonden worden ({code}). Er is niets gewijzigd; meld dit."
    )


def _masked(hands: Hands, points: Sequence[Ready], house: House, steps: Steps) -> Iterator[Ready]:
    """The papers of the house once more, without names; attachments stay out."""
    papers = {
        f"{number} {place}": (one, draft)
        for number, one in enumerate(points)
        for place, (draft, _) in enumerate(one.documents)
        if draft.kept
    }
    steps.expect(len(papers))
    limit = hands.settings.workers.time_limit + hands.settings.pdf.time_limit
    tasks = (
        Task(name, without_names, (draft.form, draft.kept, one.item.found.mask, house), limit)
        for name, (one, draft) in papers.items()
        if one.item.found is not None
    )
    made: dict[str, bytes] = {}
    for name, pdf in hands.workers.run(tasks):
        if isinstance(pdf, DossierError | Failure):
            raise OperatorFault(
                "BUNDEL-ANONIEM",
                "Een papier kon niet zonder namen gemaakt worden. Er is niets gewijzigd; meld dit.",
            )
        made[name] = pdf
        steps.done()
    for number, one in enumerate(points):
        documents = (
            (replace(draft, edited=False), made[name])
            for place, (draft, _) in enumerate(one.documents)
            if (name := f"{number} {place}") in made
        )
        yield replace(one, documents=tuple(documents))


def _book(points: Sequence[Ready], kind: Kind, copy: Copy, house: House) -> bundle.Book:
    session = kind.session
    mark = f"{brief(session.organ)} {short_date(session.day)} — vertrouwelijk"
    state = "" if kind.final or kind.part else _PROVISIONAL
    lines = (_WITHOUT_NAMES if copy.anonymous else "", state)
    return bundle.Book(
        cover=bundle.Cover(
            title=kind.title,
            organ=f"{house.organisation} · {label_of(session.organ)}",
            day=session.day,
            lines=tuple(line for line in lines if line),
            confidential=CONFIDENTIAL,
            copy_for=copy.holder,
            closing=_CLOSING,
        ),
        items=tuple(
            bundle.Item(
                one.item.number,
                one.item.subject,
                tuple(bundle.Document(draft.heading, pdf) for draft, pdf in one.documents),
            )
            for one in points
        ),
        faces=faces(house.pdf),
        watermark=f"{mark} — exemplaar voor {copy.holder}" if copy.holder else mark,
        duplex=kind.duplex,
    )
