"""From a laid-out form to the body of a Word document: headings, tables, lists, and what protects them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from forms.base import Form, Question
from generator.formats.base import INVITATION
from generator.formats.fieldmap import Group, Leaf, Listing, Part, sections
from generator.formats.word.answers import Pen
from generator.formats.word.styles import counted
from generator.formats.word.tables import columns, grid, listed
from generator.formats.word.xml import Node, make, paragraph, run

_LOWEST_HEADING = 4
_INSTRUCTION = (
    f"Klik in een vak en vul in, of kies. Bewaar, en {INVITATION}.",
    "Wat niet van toepassing is, blijft leeg. Een datum schrijft u als dd/mm/jjjj, een bedrag met een komma voor de "
    "centen. Nog een rij nodig in een lijst? Klik in de laatste rij en dan op het plusteken (+) rechts ervan.",
)


@dataclass(slots=True)
class Body:
    """Writes the body of one form; keeps the text of the counter of each list that it met."""

    pen: Pen
    counters: list[str] = field(default_factory=list)

    def written(self, form: type[Form], whole: Group) -> Node:
        """Write everything that is asked, as one group.

        A group (ISO/IEC 29500-1 §17.5.2.15) cannot be edited, but for the controls within it, by their own locks: so
        a person can fill in, but not change the form. Not ``w:documentProtection w:edit="forms"``: under that Word
        takes away the button by which a repeating section gets a row. A repeating section is itself a control, so
        in the blocks of a list the labels can be changed: nobody reads those, and the answers in it are locked.
        LibreOffice knows no groups: there one can edit everything.
        """
        content = [*_opening(form)]
        for title, group in sections(whole):
            content.append(paragraph("Heading2", run(title)))
            content += self._content(group, title, 3)
        content.append(paragraph("Tussenruimte"))
        return self.pen.around([make("lock", val="contentLocked"), make("group")], content)

    def _content(self, group: Group, heading: str, level: int, *, explain: bool = True) -> Iterator[Node]:
        """The parts of a group; fields that follow each other share a table. ``heading`` stands above it already."""
        above: Part | None = None
        for is_leaf, members in groupby(group.parts, lambda part: isinstance(part, Leaf)):
            if is_leaf:
                if isinstance(above, Group) or (isinstance(above, Listing) and not columns(above)):
                    yield paragraph("Einde")
                yield grid([part for part in members if isinstance(part, Leaf)], self.pen, explain=explain)
                yield paragraph("Tussenruimte")
            else:
                for above in members:
                    yield from self._headed(above, heading, level)

    def _headed(self, part: Part, heading: str, level: int) -> Iterator[Node]:
        asked = part.question if isinstance(part, Group | Listing) else Question("")
        widths = columns(part) if isinstance(part, Listing) else ()
        if asked.label != heading and (widths or isinstance(part, Group)):
            yield paragraph(_heading(level), run(asked.label))
        yield from _advice(asked)
        if isinstance(part, Group):
            yield from self._content(part, asked.label, level + 1)
        elif isinstance(part, Listing) and widths:
            yield listed(part, widths, self.pen, self._counter("%1"))
            yield paragraph("Tussenruimte")
        elif isinstance(part, Listing):
            yield self._blocks(part, level)

    def _blocks(self, listing: Listing, level: int) -> Node:
        """A list of which each row is a block under a heading of its own."""
        counter = self._counter("%1. ")
        items: list[Node] = []
        for number, row in enumerate(listing.rows):
            label = row.question.label
            content = [paragraph(_heading(level), run(label), properties=[counted(counter)])]
            content += self._content(row, label, level + 1, explain=number == 0)
            items.append(self.pen.around([make("w15:repeatingSectionItem")], content))
        return self.pen.around(
            [make("lock", val="sdtLocked"), make("w15:repeatingSection")],
            items,
            name=listing.name,
            label=listing.question.label,
        )

    def _counter(self, text: str) -> int:
        self.counters.append(text)
        return len(self.counters)


def _heading(level: int) -> str:
    return f"Heading{min(level, _LOWEST_HEADING)}"


def _opening(form: type[Form]) -> Iterator[Node]:
    """Title and instruction, with what the star means."""
    yield paragraph("Heading1", run(form.TITLE))
    first, other = _INSTRUCTION
    yield paragraph("Kader", run(first))
    star = run("*", "Verplicht")
    legend = " is verplicht, in een lijst voor elke rij die u gebruikt. "
    yield paragraph("Kader", run("Een veld met "), star, run(legend + other))


def _advice(asked: Question) -> Iterator[Node]:
    if asked.help:
        yield paragraph("Uitleg", run(asked.help))
    if asked.required_when:
        yield paragraph("Uitleg", run(f"Invullen als {asked.required_when.words}."))
