"""Answers in a Word form of ours that a program saved without tags: known by the bookmarks around them.

See :mod:`generator.formats.word.map`. LibreOffice moves the start of a bookmark into the control, makes plain text of
a control, or drops an emptied one altogether.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from generator.formats.word.content import PIECES, P, R, has_changes, piece
from generator.formats.word.controls import Control, Unclear
from generator.formats.word.map import BOOKMARK, Mapped
from generator.formats.word.xml import Node, W

_START, _END, _NAME, _ID = (f"{{{W}}}{name}" for name in ("bookmarkStart", "bookmarkEnd", "name", "id"))


@dataclass(frozen=True, slots=True, eq=False)
class Lost:
    """The place of an answer that has no control any more: what is between the ends of its bookmark."""

    start: Node
    between: tuple[Node, ...]

    @property
    def runs(self) -> list[Node]:
        """The runs of text there."""
        return [one for one in self.between if one.tag == R]

    def answer(self) -> str:
        """The text there. Raises Unclear ``VELD-WIJZIGINGEN`` for tracked changes."""
        if any(has_changes(one) for one in self.runs):
            raise Unclear("VELD-WIJZIGINGEN")
        return "".join(piece(one) for one in self.between if one.tag in PIECES)


@dataclass(frozen=True, slots=True)
class Known:
    """What the bookmarks of a story say."""

    controls: dict[Control, Mapped] = field(default_factory=dict)
    lost: list[tuple[Mapped, Lost]] = field(default_factory=list)


def known_by_bookmarks(root: Node, controls: Collection[Control], known: Mapping[str, Mapped]) -> Known:
    """Find the names of the controls without a tag, and the answers that have no control any more."""
    found = Known()
    starts = _starts(root, known) if known else {}
    if not starts:
        return found
    used: set[Node] = set()
    for control in controls:
        mine = next((one for one in _starts_at(control) if one in starts and one not in used), None)
        if mine is not None:
            used.add(mine)
            if not control.tag:
                found.controls[control] = starts[mine]
    found.lost.extend((mapped, _lost(start)) for start, mapped in starts.items() if start not in used)
    return found


def _starts(root: Node, known: Mapping[str, Mapped]) -> dict[Node, Mapped]:
    starts = (one for one in root.iter(_START) if one.get(_NAME, "").startswith(BOOKMARK))
    return {one: known[name] for one in starts if (name := one.get(_NAME, "")) in known}


def _starts_at(control: Control) -> Iterator[Node]:
    """The bookmarks that begin where a control does: within it before its first run, then directly before it."""
    inside: list[Node] = []
    for one in control.content.iter(_START, R) if control.content is not None else ():
        if one.tag == R:
            break
        inside.append(one)
    yield from reversed(inside)
    for one in control.element.itersiblings(preceding=True):
        if one.tag in {R, control.element.tag, P}:
            break
        if one.tag == _START:
            yield one


def _lost(start: Node) -> Lost:
    """What stands between the start and the end of a bookmark, at most to the end of its paragraph."""
    identifier = start.get(_ID)
    paragraph = next(start.iterancestors(P), None)
    between: list[Node] = []
    seen = False
    for one in paragraph.iter(_START, _END, R, *PIECES) if paragraph is not None else ():
        if seen and one.tag == _END and one.get(_ID) == identifier:
            break
        if seen:
            between.append(one)
        seen = seen or one is start
    return Lost(start, tuple(between))
