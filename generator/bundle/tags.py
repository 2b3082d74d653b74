"""The tags of a part, for screen readers (ISO 32000-2 §14.7): read when they are sound, else none at all.

Sound is: every element has a role that leads to a standard one, and every mark lies on a page of the part and belongs to
one element. What points at annotations or at drawings within drawings is left out, for those do not come along.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NumberObject, PdfObject

from generator.bundle.reading import at, followed, listed, mapping, name_of, whole, words
from generator.bundle.sheets import Sheet
from generator.pdf_objects import text

_DEPTH, _MOST, _MARKS = 50, 200_000, 100_000
_TOLD = ("/T", "/Lang", "/Alt", "/E", "/ActualText")
_STANDARD = frozenset(
    f"/{role}"
    for role in [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ]
)
_LEFT = {"/Headers", "/BBox", "/Width", "/Height"}
_CELLS = {"/TD", "/TH"}
"""A table needs its empty cells."""

Mark = tuple[int, int]
"""Which page of the part, from 0, and the number of the mark on it."""


@dataclass(slots=True)
class Tag:
    """An element: its role, what it tells beside the page, and what is below it in reading order."""

    role: str
    told: DictionaryObject
    below: list["Tag | Mark"] = field(default_factory=list)


class _UnsoundError(Exception):
    """The tags cannot be kept."""


def tags(reader: PdfReader, sheets: Sequence[Sheet]) -> tuple[Tag, ...]:
    """Read the tags of a file; none when it has none or they are not sound."""
    root = at(reader.root_object, "/StructTreeRoot")
    if not isinstance(root, DictionaryObject):
        return ()
    try:
        return tuple(_Reading(root, sheets).found())
    except _UnsoundError:
        return ()


class _Reading:
    def __init__(self, root: DictionaryObject, sheets: Sequence[Sheet]) -> None:
        self._root = root
        self._roles = mapping(at(root, "/RoleMap"))
        self._pages = {sheet.number: place for place, sheet in enumerate(sheets) if sheet.number}
        self._marks: set[Mark] = set()
        self._seen: set[int] = set()

    def found(self) -> list[Tag]:
        above = Tag("", DictionaryObject())
        self._below(at(self._root, "/K"), above, None, 0)
        return [one for one in above.below if isinstance(one, Tag)]

    def _below(self, kids: PdfObject | None, above: Tag, page: int | None, depth: int) -> None:
        if depth > _DEPTH:
            raise _UnsoundError
        for raw in kids if isinstance(kids, ArrayObject) else [kids]:
            kid = followed(raw)
            if isinstance(kid, NumberObject):
                self._mark(above, page, int(kid))
            elif isinstance(kid, DictionaryObject):
                self._kid(kid, above, page, depth)

    def _kid(self, kid: DictionaryObject, above: Tag, page: int | None, depth: int) -> None:
        kind = name_of(kid, "/Type")
        page = self._page(kid, page)
        if kind == "/MCR":
            if "/Stm" not in kid:
                self._mark(above, page, whole(at(kid, "/MCID"), -1))
        elif kind != "/OBJR":
            if id(kid) in self._seen or len(self._seen) > _MOST:
                raise _UnsoundError
            self._seen.add(id(kid))
            tag = Tag(self._role(kid), _told(kid))
            self._below(at(kid, "/K"), tag, page, depth + 1)
            if tag.below or tag.role in _CELLS:
                above.below.append(tag)

    def _mark(self, above: Tag, page: int | None, number: int) -> None:
        if page is None or not 0 <= number < _MARKS or (page, number) in self._marks or not above.role:
            raise _UnsoundError
        self._marks.add((page, number))
        above.below.append((page, number))

    def _page(self, kid: DictionaryObject, page: int | None) -> int | None:
        own = kid.raw_get("/Pg") if "/Pg" in kid else None
        return self._pages.get(own.idnum) if isinstance(own, IndirectObject) else page

    def _role(self, kid: DictionaryObject) -> str:
        role = name_of(kid, "/S")
        for _ in range(_DEPTH):
            if role in _STANDARD:
                return "/Div" if role == "/Document" else role
            role = name_of(self._roles, role)
        raise _UnsoundError


def _told(kid: DictionaryObject) -> DictionaryObject:
    told = DictionaryObject()
    for key in _TOLD:
        if said := words(at(kid, key)):
            told[NameObject(key)] = text(said)
    attributes = at(kid, "/A")
    owners = [mapping(one) for one in listed(attributes)] or [mapping(attributes)]
    kept = [kept for one in owners if (kept := _attributes(one))]
    if kept:
        told[NameObject("/A")] = ArrayObject(kept)
    return told


def _attributes(owner: DictionaryObject) -> DictionaryObject:
    """Plain attributes only: not names of other elements, which two parts may both have, nor places on a page that moved."""
    plain = DictionaryObject()
    for key, raw in owner.items():
        value = followed(raw)
        if key in _LEFT or isinstance(value, DictionaryObject) or value is None:
            continue
        if not isinstance(value, ArrayObject) or all(isinstance(one, float | int | str) for one in value):
            plain[NameObject(key)] = value
    return plain if "/O" in plain else DictionaryObject()
