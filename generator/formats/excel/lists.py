"""The closed lists that our own workbooks carry: a hidden sheet with the codes and labels of each question.

The name ``_lijsten`` leads to three columns: the path of the question with ``*`` for rows (``gezin.*.band``), code,
and label. The path of a multiple choice ends in ``[]``. Cells show labels; what is handed on are codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.choices import pick
from forms.nesting import path_of
from forms.values import Unreadable
from generator.formats.excel.book import Book

LISTS = "_lijsten"
MULTIPLE = "[]"
_COLUMNS = 3
_MOST = 20_000
_CHOSEN = frozenset({"x", "ja"})
_NOT_CHOSEN = frozenset({"", "neen", "nee"})


@dataclass(frozen=True, slots=True)
class Lists:
    """Codes with their labels, by the path of the question."""

    single: Mapping[str, Mapping[str, str]]
    multiple: Mapping[str, Mapping[str, str]]

    def labels(self, name: str) -> Mapping[str, str]:
        """The codes and labels of a question; none when it is an open one."""
        path = path_of(name)
        return self.multiple.get(path) or self.single.get(path, {})

    def is_multiple(self, name: str) -> bool:
        """Tell whether more than one answer may be chosen."""
        return path_of(name) in self.multiple

    def code(self, name: str, text: str) -> str:
        """The code that an answer to a closed question means; the text itself when the list does not have it."""
        choices = dict(self.labels(name))
        labelled = next((code for code, label in choices.items() if label == text), None)
        if labelled is not None or not choices:
            return text if labelled is None else labelled
        try:
            return pick(text, choices)
        except Unreadable:
            return text


def lists_of(book: Book) -> Lists:
    """Read the lists of one of our workbooks; none where they are missing."""
    areas = [area for area in book.named(LISTS) if area.width == _COLUMNS]
    places = [place for area in areas if area.size <= _MOST for place in area.places()]
    texts = book.shown(places)
    kept: dict[str, dict[str, dict[str, str]]] = {"": {}, MULTIPLE: {}}
    for row in range(0, len(places), _COLUMNS):
        path, code, label = (texts.get(place, "") for place in places[row : row + _COLUMNS])
        if path:
            mark = MULTIPLE if path.endswith(MULTIPLE) else ""
            kept[mark].setdefault(path.removesuffix(MULTIPLE), {})[code] = label
    return Lists(kept[""], kept[MULTIPLE])


def is_chosen(text: str) -> bool | None:
    """Read a cell of a multiple choice: chosen or not; None when it is neither a cross nor blank."""
    word = text.strip().casefold()
    if word in _CHOSEN:
        return True
    return False if word in _NOT_CHOSEN else None
