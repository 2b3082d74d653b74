"""A workbook as a form: its sheets, where its names lead, and the cells that are asked for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.formats.excel.areas import Area, Columns, Place, grouped, referred
from generator.formats.excel.cells import Unread, texts
from generator.formats.excel.faults import HIDDEN, MERGED
from generator.formats.excel.package import Name, Package, printable
from generator.formats.excel.sheet import Raw, Sheet

Text = str | Unread


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in the cells that were asked for; blank cells are not in ``texts``."""

    texts: Mapping[Place, Text]
    hidden: frozenset[Place]
    """Cells that nobody sees: their row, column or sheet is hidden."""
    merged: frozenset[Place]
    """Answers in a merged range that is not theirs alone, where anything stands."""
    used: frozenset[Area]
    """Those of the areas beyond what is read where anything stands."""

    def trouble(self, place: Place) -> str | None:
        """The code of what is wrong with a cell, when anything is."""
        text = self.texts.get(place)
        if place in self.merged:
            return MERGED
        if isinstance(text, Unread):
            return text.code
        return HIDDEN if text and place in self.hidden else None

    def text(self, place: Place) -> str:
        """What stands in a cell; nothing when that could not be read."""
        text = self.texts.get(place, "")
        return text if isinstance(text, str) else ""


class Book:
    """A workbook, opened. Raises Damaged, here or once a broken part is asked for."""

    def __init__(self, content: bytes) -> None:
        """Open the parts that list the sheets and names. Raises Damaged or TooLarge."""
        self.package = Package(content)

    @cached_property
    def sheets(self) -> tuple[Sheet | None, ...]:
        """The sheets by position; None for what holds no cells."""
        return tuple(
            Sheet(number, one.title, one.visible, self.package.part(one.part)) if one.part else None
            for number, one in enumerate(self.package.sheets)
        )

    @cached_property
    def titles(self) -> dict[str, int]:
        """The positions of the sheets with cells, by case-folded title."""
        return {sheet.title.casefold(): sheet.number for sheet in self.sheets if sheet}

    def sheet(self, number: int) -> Sheet:
        """A sheet that holds cells, by its position."""
        sheet = self.sheets[number]
        if sheet is None:
            raise LookupError
        return sheet

    def areas(self, name: Name) -> tuple[Area, ...]:
        """The cells that a name refers to; none for names of anything else."""
        return referred(name.refers, self.titles)

    def named(self, name: str) -> tuple[Area, ...]:
        """The cells of the name that the whole workbook knows; none when there is no such name."""
        wanted = name.casefold()
        known = (one for one in self.package.names if one.scope is None and one.name.casefold() == wanted)
        return next((self.areas(one) for one in known), ())

    def read(self, wanted: Mapping[int, Columns], beyond: Iterable[Area] = ()) -> Reading:
        """Read the cells of answers (by sheet), and see whether anything stands in the areas ``beyond`` them."""
        covers = self._covers(wanted)
        heads = grouped(area.first for area in covers.values())
        cells, used = self.raw(_joined(wanted, heads), beyond)
        said = {place: text for place, text in texts(self.package, cells).items() if not _blank(text)}
        answers = Counter(covers.values())
        return Reading(
            {
                place: text
                for place, text in said.items()
                if place.column in wanted[place.sheet].get(place.row, ())
            },
            frozenset(place for place, raw in cells.items() if raw.hidden),
            frozenset(
                place
                for place, area in covers.items()
                if (area.first != place or answers[area] > 1) and (place in said or area.first in said)
            ),
            frozenset(used),
        )

    def shown(self, places: Collection[Place]) -> dict[Place, str]:
        """The texts that a person sees at these cells: of a merged cell that of the whole, of a faulty one none."""
        covers = self._covers(grouped(places))
        heads = {place: covers[place].first if place in covers else place for place in places}
        cells, _ = self.raw(grouped(heads.values()))
        said = texts(self.package, cells)
        return {
            place: printable(text).strip()
            for place, head in heads.items()
            if isinstance(text := said.get(head), str)
        }

    def raw(
        self, wanted: Mapping[int, Columns], beyond: Iterable[Area] = (), *, blanks: bool = False
    ) -> tuple[dict[Place, Raw], set[Area]]:
        """Read cells of any sheets as the file has them; see :meth:`Sheet.cells`."""
        further: dict[int, list[Area]] = {}
        for area in beyond:
            further.setdefault(area.sheet, []).append(area)
        cells: dict[Place, Raw] = {}
        used: set[Area] = set()
        for number in {*wanted, *further}:
            own = wanted.get(number, {})
            found, reached = self.sheet(number).cells(own, further.get(number, ()), blanks=blanks)
            cells |= found
            used |= reached
        return cells, used

    def _covers(self, wanted: Mapping[int, Columns]) -> dict[Place, Area]:
        """For each of these cells that is merged with others, the merged range."""
        return {
            Place(number, row, column): area
            for number, columns in wanted.items()
            for (row, column), area in self.sheet(number).covers(columns).items()
        }

    def without_covered(self, places: Collection[Place]) -> tuple[Place, ...]:
        """Leave out the cells that a merged range hides behind another of these cells."""
        covers = self._covers(grouped(places))
        own = set(places)
        return tuple(
            place
            for place in places
            if place not in covers or covers[place].first == place or covers[place].first not in own
        )


def _blank(text: Text) -> bool:
    return isinstance(text, str) and not text.strip()


def _joined(wanted: Mapping[int, Columns], more: Mapping[int, Columns]) -> dict[int, Columns]:
    """Both, in new dictionaries only where there is more."""
    joined = dict(wanted)
    for sheet, rows in more.items():
        own = dict(wanted.get(sheet, {}))
        for row, columns in rows.items():
            own[row] = {*own.get(row, ()), *columns}
        joined[sheet] = own
    return joined
