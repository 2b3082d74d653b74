"""One sheet of an Excel form, written from top to bottom: a column for numbers, then question, answer and help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from forms.base import Question, When
from generator.formats.asking import condition_of, help_of, label_of, shared_conditions
from generator.formats.excel import styles as look
from generator.formats.excel.answers import answer, put, style_of
from generator.formats.excel.rules import crosses, rule_of
from generator.formats.excel.tables import columns_of, is_table, width_of
from generator.formats.excel.workbook import Making
from generator.formats.fieldmap import Group, Leaf, Listing, Part, chosen

NUMBER, QUESTION, ANSWER, HELP = 1, 2, 3, 4
_WIDTHS = {NUMBER: 5.0, QUESTION: 34.0, ANSWER: 42.0, HELP: 42.0}
_LEAST, _TALL, _TALL_IN_ROW = 18.0, 76.0, 32.0
"""Heights of a row: of an answer, of a blank place for running text, and of such a place in a list."""


@dataclass(slots=True)
class Page:
    """Writes one sheet; ``row`` is the next that is free."""

    making: Making
    sheet: Worksheet
    row: int = 1
    first: str = ""
    """The first cell of an answer."""
    widths: dict[int, float] = field(default_factory=dict)

    def write(self, group: Group, heading: str) -> None:
        """Write the parts of a section. ``heading`` stands above them already."""
        grid = any(not (isinstance(part, Listing) and is_table(part)) for part in group.parts)
        self.widths = dict(_WIDTHS) if grid else {NUMBER: _WIDTHS[NUMBER]}
        self._parts(group, heading, explain=True)
        for column, width in self.widths.items():
            self.sheet.column_dimensions[get_column_letter(column)].width = width

    def told(self, text: str, style: str, *, small: bool = True, span: int = HELP) -> None:
        """Write words across the columns of the grid."""
        room = sum(self._width(column) for column in range(QUESTION, span + 1))
        height = look.SMALL_LINE if small else look.LINE
        for column in range(QUESTION, span + 1):
            self._at(column).style = style
        self._at(QUESTION).value = text
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=QUESTION, end_column=span)
        self.sheet.row_dimensions[self.row].height = look.lines(text, room) * height + look.PAD
        self.row += 1

    def headed(self, text: str) -> None:
        """Write the heading of a group."""
        cell = self._at(QUESTION)
        cell.style, cell.value = look.HEADING, text
        self.sheet.row_dimensions[self.row].height = 21
        self.row += 1

    def _parts(self, group: Group, heading: str, *, explain: bool) -> None:
        for is_leaf, members in groupby(group.parts, lambda part: isinstance(part, Leaf)):
            if is_leaf:
                self._grid([part for part in members if isinstance(part, Leaf)], explain=explain)
                self.row += 1
            else:
                for part in members:
                    self._headed(part, heading, explain=explain)

    def _headed(self, part: Part, heading: str, *, explain: bool) -> None:
        asked = part.question if isinstance(part, Group | Listing) else Question("")
        if asked.label != heading:
            self.headed(asked.label)
        if asked.help and explain:
            self.told(asked.help, look.NOTE)
        if asked.required_when:
            self.told(f"Invullen als {asked.required_when.words}.", look.NOTE)
        if isinstance(part, Group):
            self._parts(part, asked.label, explain=explain)
        elif isinstance(part, Listing) and is_table(part):
            self._table(part)
        elif isinstance(part, Listing):
            for number, row in enumerate(part.rows):
                self.headed(f"{number + 1}. {row.question.label}")
                self._parts(row, row.question.label, explain=number == 0)

    def _grid(self, fields: Sequence[Leaf], *, explain: bool) -> None:
        """Write fields below each other; a condition that several share stands once, above the first of them."""
        shared = shared_conditions(fields)
        said: set[When] = set()
        for leaf in fields:
            when = leaf.spec.question.required_when
            if when in shared and when not in said:
                said.add(when)
                self.told(condition_of(when), look.CONDITION)
            told = help_of(leaf, say_when=when not in shared) if explain else ""
            if leaf.spec.multiple:
                self._boxes(leaf, told)
            else:
                self._field(leaf, told)

    def _field(self, leaf: Leaf, told: str) -> None:
        label, place, told_at = (self._at(column) for column in (QUESTION, ANSWER, HELP))
        label.style, told_at.style = look.LABEL, look.HELP
        label.value = look.starred(label_of(leaf))
        told_at.value = told or None
        self._answer(leaf, place)
        if not leaf.spec.question.computed:
            self._rule(leaf, place.coordinate, place.coordinate)
        least = _TALL if leaf.spec.kind.name == "multiline" else _LEAST
        self._grows(least, {QUESTION: label_of(leaf), ANSWER: answer(leaf, self.making.values)}, {HELP: told})
        self.row += 1

    def _boxes(self, leaf: Leaf, told: str) -> None:
        """A multiple choice: a cell for a cross and the words beside it, for each of its answers."""
        on = chosen(leaf, self.making.values.get(leaf.name, ()))
        top, options = self.row, leaf.spec.choices
        self._at(QUESTION).value = look.with_help(label_of(leaf), told)
        for code, label in options.items():
            self._at(QUESTION).style = look.LABEL
            box, words = self._at(ANSWER), self._at(HELP)
            box.style, words.style = look.CROSS, look.OPTION
            put(box, "x" if code in on else "")
            words.value = label
            self.row += 1
        bottom = self.row - 1
        self.sheet.merge_cells(start_row=top, end_row=bottom, start_column=QUESTION, end_column=QUESTION)
        column = get_column_letter(ANSWER)
        area = f"{column}{top}:{column}{bottom}"
        self.making.hidden.source(leaf)
        self.making.name(leaf.name, self.sheet, area)
        rule = crosses(leaf)
        rule.add(area)
        self.sheet.add_data_validation(rule)
        self.first = self.first or f"{column}{top}"

    def _table(self, listing: Listing) -> None:
        asked = columns_of(listing.rows[0])
        for column, leaf in enumerate(asked, QUESTION):
            self.widths[column] = max(width_of(leaf), self.widths.get(column, 0.0))
        self._helped([help_of(leaf, say_when=True) for leaf in asked])
        top = self.row
        headings = self._head(asked)
        for number, row in enumerate(listing.rows, start=1):
            self._item(number, columns_of(row))
        for column, leaf in enumerate(asked, QUESTION):
            letter = get_column_letter(column)
            if not leaf.spec.question.computed:
                self._rule(leaf, f"{letter}{top + 1}", f"{letter}{top + 1}:{letter}{self.row - 1}")
        self._framed(listing, headings, f"A{top}:{get_column_letter(len(headings))}{self.row - 1}")
        self.row += 1

    def _helped(self, told: Sequence[str]) -> None:
        """Write the help of each column above its heading."""
        if not any(told):
            return
        for column, words in enumerate(told, QUESTION):
            cell = self._at(column)
            cell.style, cell.value = look.UNDER, words or None
        self._grows(0, {}, dict(enumerate(told, QUESTION)))
        self.row += 1

    def _item(self, number: int, fields: Sequence[Leaf]) -> None:
        counter = self._at(NUMBER)
        counter.style, counter.value = look.NUMBER, number
        for column, leaf in enumerate(fields, QUESTION):
            self._answer(leaf, self._at(column))
        tall = any(leaf.spec.kind.name == "multiline" for leaf in fields)
        texts = {column: answer(leaf, self.making.values) for column, leaf in enumerate(fields, QUESTION)}
        self._grows(_TALL_IN_ROW if tall else _LEAST, texts, {})
        self.row += 1

    def _grows(self, least: float, texts: Mapping[int, str], small: Mapping[int, str]) -> None:
        """Make the row as high as its texts (of answers, and small ones); it grows with what is typed."""
        needed = [look.lines(text, self._width(column)) * look.LINE for column, text in texts.items()]
        needed += [
            look.lines(text, self._width(column) * 1.1) * look.SMALL_LINE for column, text in small.items()
        ]
        self.sheet.row_dimensions[self.row].height = min(max(least, max(needed) + look.PAD), look.TALLEST)
        self.making.growing.setdefault(self.sheet.title, set()).add(self.row)

    def _width(self, column: int) -> float:
        return self.widths.get(column, _WIDTHS.get(column, 0.0))

    def _head(self, asked: Sequence[Leaf]) -> list[str]:
        """Write the row of headings; those of a table differ from each other."""
        headings: list[str] = []
        for label in ["Nr.", *map(label_of, asked)]:
            taken = {heading.casefold() for heading in headings}
            own = label if label.casefold() not in taken else f"{label} ({len(headings)})"
            headings.append(own)
            cell = self._at(len(headings))
            cell.style, cell.value = look.HEAD, own
        self._grows(_LEAST, {column: f"{own} " for column, own in enumerate(headings, NUMBER)}, {})
        self.row += 1
        return headings

    def _framed(self, listing: Listing, headings: Sequence[str], area: str) -> None:
        """Make a table of an area. Without buttons to sort and filter: on a protected sheet those do nothing."""
        columns = [TableColumn(id=place, name=heading) for place, heading in enumerate(headings, start=1)]
        table = Table(displayName=f"Tabel.{listing.name}", ref=area, tableColumns=columns)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        self.sheet.add_table(table)

    def _answer(self, leaf: Leaf, cell: Cell) -> None:
        cell.style = style_of(leaf)
        put(cell, answer(leaf, self.making.values))
        self.making.hidden.source(leaf)
        self.making.name(leaf.name, self.sheet, cell.coordinate)
        if not leaf.spec.question.computed:
            self.first = self.first or cell.coordinate

    def _rule(self, leaf: Leaf, first: str, area: str) -> None:
        rule = rule_of(leaf, self.making.hidden.source(leaf), first)
        if rule.type or rule.prompt:
            rule.add(area)
            self.sheet.add_data_validation(rule)

    def _at(self, column: int) -> Cell:
        cell = self.sheet.cell(self.row, column)
        if not isinstance(cell, Cell):
            raise TypeError("a cell that is merged with others")
        return cell


def printed_width(page: Page) -> float:
    """How wide all columns of a sheet are together."""
    return sum(page.widths.values())
