"""From a laid-out form to pages: headings, grids and lists, broken over A4 sheets."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from forms.base import Form, Question
from forms.nesting import Value
from generator.formats.base import INVITATION
from generator.formats.fieldmap import Group, Leaf, Listing, Part, sections
from generator.formats.pdf.fonts import Type
from generator.formats.pdf.grid import grid, note
from generator.formats.pdf.items import Box, Chunk, Item, Page, Role, Words, moved, stacked
from generator.formats.pdf.style import (
    BODY,
    BOTTOM,
    GROUP,
    HOUSE,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RUNNING,
    SECTION,
    TITLE,
    TOP,
    WIDTH,
)
from generator.formats.pdf.tables import as_table, table
from generator.pdf_colours import ACCENT, HAIRLINE, TINT

_BAR = 23.0
_KEEP_WHOLE = 0.45 * (BOTTOM - TOP)
"""A block of a list up to this height is not broken over two pages."""
_END_OF_BLOCK = Chunk(8, (Box(0, 0, WIDTH, 0.75, HAIRLINE),), clings=True, before=2)
"""Fields below this line belong to no block above it."""
_INSTRUCTION = (
    f"Vul in, bewaar, en {INVITATION}.",
    "Een veld met * is verplicht, in een lijst voor elke rij die u gebruikt. Wat niet van toepassing is, blijft leeg. Een datum schrijft u als dd/mm/jjjj, een "
    "bedrag met een komma voor de centen.",
)


def pages(
    form: type[Form], whole: Group, values: Mapping[str, Value], kind: Type, organisation: str
) -> list[Page]:
    """Lay out every field of a form on pages, with the head and foot of each."""
    chunks = [_opening(form, kind)]
    for number, (title, content) in enumerate(sections(whole), start=1):
        chunks.append(_section_bar(number, title, kind))
        chunks += _content(content, title, kind, values)
    broken = list(_broken(chunks))
    return [
        (*_running(form, kind, organisation, number, len(broken)), *page)
        for number, page in enumerate(broken, start=1)
    ]


def _content(
    group: Group, heading: str, kind: Type, values: Mapping[str, Value], *, explain: bool = True
) -> list[Chunk]:
    """The parts of a group; fields that follow each other share a grid. ``heading`` stands above it already."""
    chunks: list[Chunk] = []
    above: Part | None = None
    for is_leaf, members in groupby(group.parts, lambda part: isinstance(part, Leaf)):
        if is_leaf:
            if isinstance(above, Group) or (isinstance(above, Listing) and not as_table(above, kind)):
                chunks.append(_END_OF_BLOCK)
            chunks += grid(
                [part for part in members if isinstance(part, Leaf)], kind, values, explain=explain
            )
        else:
            for above in members:
                chunks += _headed(above, heading, kind, values)
    return chunks


def _headed(part: Part, heading: str, kind: Type, values: Mapping[str, Value]) -> Iterator[Chunk]:
    if isinstance(part, Group):
        yield from _heading(part.question, heading, kind)
        yield from _content(part, part.question.label, kind, values)
    elif isinstance(part, Listing):
        widths = as_table(part, kind)
        if widths:
            yield from _heading(part.question, heading, kind)
            yield from table(part, widths, kind, values)
        else:
            yield from _advice(part.question, kind)
            for number, row in enumerate(part.rows, start=1):
                yield from _block(row, number, kind, values)


def _block(row: Group, number: int, kind: Type, values: Mapping[str, Value]) -> Iterator[Chunk]:
    """One row of a list as a numbered block, on one page when it is not too long."""
    title = f"{row.question.label} {number}"
    chunks = [_subheading(title, kind, Role.GROUP), *_content(row, title, kind, values, explain=number == 1)]
    if sum(chunk.before + chunk.height for chunk in chunks) <= _KEEP_WHOLE:
        yield stacked(chunks)
    else:
        yield from chunks


def _heading(asked: Question, above: str, kind: Type) -> Iterator[Chunk]:
    if asked.label != above:
        yield _subheading(asked.label, kind, Role.GROUP)
    yield from _advice(asked, kind)


def _advice(asked: Question, kind: Type) -> Iterator[Chunk]:
    if asked.help:
        yield note(asked.help, kind)
    if asked.required_when:
        yield note(f"Invullen als {asked.required_when.words}.", kind)


def _subheading(title: str, kind: Type, role: Role) -> Chunk:
    lines = kind.wrapped(title, GROUP, WIDTH)
    height = len(lines) * GROUP.lead
    rule = Box(0, 2 + height, WIDTH, 0.75, HAIRLINE)
    return Chunk(height + 10, (Words(0, 0, lines, GROUP, role), rule), clings=True, before=4)


def _section_bar(number: int, title: str, kind: Type) -> Chunk:
    y = (_BAR - SECTION.lead) / 2
    return Chunk(
        _BAR + 9,
        (
            Box(0, 0, WIDTH, _BAR, ACCENT, radius=3),
            Words(10, y, kind.wrapped(f"{number}. {title}", SECTION, WIDTH - 20), SECTION, Role.SECTION),
        ),
        clings=True,
        before=12,
    )


def _opening(form: type[Form], kind: Type) -> Chunk:
    """Title and instruction, at the head of the first page."""
    title = kind.wrapped(form.TITLE, TITLE, WIDTH)
    y = len(title) * TITLE.lead + 8
    lines = tuple(line for text in _INSTRUCTION for line in kind.wrapped(text, BODY, WIDTH - 28))
    height = len(lines) * BODY.lead + 16
    return Chunk(
        y + height + 4,
        (
            Words(0, 0, title, TITLE, Role.TITLE),
            Box(0, y, WIDTH, height, TINT, radius=3),
            Box(0, y, 3, height, ACCENT),
            Words(16, y + 8, lines, BODY),
        ),
    )


def _broken(chunks: Sequence[Chunk]) -> Iterator[Page]:
    """Break a column of chunks into pages; what clings goes along to the next page."""
    page: list[Item] = []
    y = TOP
    for piece in _unbroken(chunks):
        if page and y + piece.before + piece.height > BOTTOM:
            yield tuple(page)
            page, y = [], TOP
            if piece.again:
                page += moved(piece.again.items, LEFT, y)
                y += piece.again.height
        y += piece.before if page else 0
        page += moved(piece.items, LEFT, y)
        y += piece.height
    if page:
        yield tuple(page)


def _unbroken(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    held: list[Chunk] = []
    for chunk in chunks:
        held.append(chunk)
        if not chunk.clings:
            yield stacked(held)
            held = []
    if held:
        yield stacked(held)


def _running(form: type[Form], kind: Type, organisation: str, number: int, count: int) -> Iterator[Item]:
    """Head and foot: house and title above, form and page number below. Decoration to a screen reader."""
    right = PAGE_WIDTH - LEFT
    title = "" if number == 1 else form.TITLE
    page = f"pagina {number} van {count}"
    foot = PAGE_HEIGHT - 36
    yield Words(LEFT, 30, (organisation,), HOUSE, Role.DECOR)
    yield Words(right - kind.width(title, RUNNING), 31, (title,), RUNNING, Role.DECOR)
    yield Box(LEFT, 45, WIDTH, 0.75, ACCENT)
    yield Box(LEFT, foot - 6, WIDTH, 0.5, HAIRLINE)
    yield Words(LEFT, foot, (f"{form.ID} · versie {form.VERSION}",), RUNNING, Role.DECOR)
    yield Words(right - kind.width(page, RUNNING), foot, (page,), RUNNING, Role.DECOR)
