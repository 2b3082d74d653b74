"""The form fields that Word had before content controls: text, check box and list (ECMA-376-1 §17.16.5, §17.16.17).

Such a field is no element but a stretch of runs: a character that begins it and holds its data, the code, a separator
(absent where there is no result), the result, and a character that ends it. Stretches may stand inside each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.formats.word.content import (
    COMMENT_ENDS,
    FALLBACK,
    PIECES,
    VAL,
    P,
    R,
    has,
    has_hidden_text,
    is_copy,
    is_on,
    is_within_changes,
    piece,
    tracks_changes,
)
from generator.formats.word.controls import MAX_DEPTH, MAX_FIELDS, YES, Unclear, too_many
from generator.formats.word.xml import Node, W

TEXT, BOX, LIST = "textInput", "checkBox", "ddList"
_BEGINS = {"FORMTEXT": TEXT, "FORMCHECKBOX": BOX, "FORMDROPDOWN": LIST}
_CHAR, _CODE, _CHAR_TYPE = f"{{{W}}}fldChar", f"{{{W}}}instrText", f"{{{W}}}fldCharType"
_DATA, _BOOKMARK, _NAME = f"{{{W}}}ffData", f"{{{W}}}bookmarkStart", f"{{{W}}}name"


@dataclass(slots=True, eq=False)
class LegacyField:
    """One form field."""

    runs: list[Node]
    """From the run that begins it to the one that ends it."""
    kind: str
    """``TEXT``, ``BOX``, ``LIST``, or nothing for a field of another kind (a date, a page number)."""
    data: Node | None
    unclear: str = ""
    """The code of what makes its answer unsure."""
    pieces: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of its bookmark."""
        told = self._told("name")
        return told or next(
            (name for one in _beside(self.runs[0]) if (name := one.get(_NAME, "").strip())), ""
        )

    @property
    def hint(self) -> str:
        """What Word says at the foot of the screen, or on F1, while somebody fills it in."""
        return " ".join((self._told("statusText") or self._told("helpText")).split())

    @property
    def is_date(self) -> bool:
        """Tell whether its maker asks for a date."""
        return self._inside("type") == "date"

    @property
    def choices(self) -> tuple[str, ...]:
        """What its list offers."""
        entries = self.data.iterfind(f"{{{W}}}{LIST}/{{{W}}}listEntry") if self.data is not None else ()
        return tuple(entry.get(VAL, "") for entry in entries)

    def answer(self) -> str:
        """What was filled in, ``""`` for nothing. Raises Unclear for tracked changes, hidden text or a torn field."""
        if self.unclear:
            raise Unclear(self.unclear)
        if self.kind == BOX:
            state = self._setting("checked")
            return YES if is_on(state if state is not None else self._setting("default")) else ""
        return self._picked() if self.kind == LIST else "".join(self.pieces)

    def _picked(self) -> str:
        chosen = self._inside("result") or self._inside("default") or "0"
        number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < len("10000") else -1
        return self.choices[number] if 0 <= number < len(self.choices) else ""

    def _told(self, name: str) -> str:
        found = self.data.find(f"{{{W}}}{name}") if self.data is not None else None
        return found.get(VAL, "").strip() if found is not None else ""

    def _setting(self, name: str) -> Node | None:
        return (
            self.data.find(f"{{{W}}}{self.kind}/{{{W}}}{name}")
            if self.data is not None and self.kind
            else None
        )

    def _inside(self, name: str) -> str:
        found = self._setting(name)
        return found.get(VAL, "").strip() if found is not None else ""


def fields_of(root: Node) -> list[LegacyField]:
    """List the form fields of a story in its order. Raises FormFault ``BESTAND-VELDEN`` for too many or too deep."""
    if not has(root, _CHAR):
        return []
    changes = tracks_changes(root)
    found: list[LegacyField] = []
    open_fields: list[LegacyField] = []
    for element in _events(root):
        state = element.get(_CHAR_TYPE) if element.tag == _CHAR else None
        if state == "begin":
            open_fields.append(_begun(element))
            found.append(open_fields[-1])
            if len(open_fields) > MAX_DEPTH:
                raise too_many()
        if open_fields:
            _follow(element, open_fields, changes=changes)
        if state == "end" and open_fields:
            open_fields.pop()
    for torn in open_fields:
        torn.unclear = "VELD-TEGENSTRIJDIG"
    kept = [one for one in found if one.kind]
    if len(kept) > MAX_FIELDS:
        raise too_many()
    return kept


def _events(root: Node) -> Iterator[Node]:
    copies = has(root, FALLBACK)
    for element in root.iter(_CHAR, _CODE, *PIECES):
        if not (copies and is_copy(element)):
            yield element


def _begun(char: Node) -> LegacyField:
    data = char.find(_DATA)
    kind = next(
        (one for one in _BEGINS.values() if data is not None and data.find(f"{{{W}}}{one}") is not None), ""
    )
    run = char.getparent()
    return LegacyField([run if run is not None else char], kind, data)


def _follow(element: Node, open_fields: list[LegacyField], *, changes: bool) -> None:
    """Give an element to the fields in which it stands."""
    if element.tag == _CODE and not open_fields[-1].kind and open_fields[-1].data is None:
        open_fields[-1].kind = _BEGINS.get((element.text or "").strip().partition(" ")[0], "")
    run = element.getparent()
    changed = changes and (_ends_changed(element) if element.tag == P else is_within_changes(element))
    hidden = run is not None and run.tag == R and has_hidden_text(run)
    for one in open_fields:
        if element.tag in PIECES:
            one.pieces.append(piece(element))
        if run is not None and run.tag == R and one.runs[-1] is not run:
            one.runs.append(run)
        if changed or hidden:
            one.unclear = "VELD-WIJZIGINGEN" if changed else one.unclear or "VELD-VERBORGEN"


def _ends_changed(paragraph: Node) -> bool:
    """Tell whether the end of the paragraph before this one was inserted or deleted."""
    before = next(paragraph.itersiblings(P, preceding=True), None)
    properties = before.find(f"{{{W}}}pPr") if before is not None else None
    return properties is not None and tracks_changes(properties)


def _beside(run: Node) -> Iterator[Node]:
    """The bookmarks directly before and after the run that begins a field; ends of comments may stand between."""
    for siblings in (run.itersiblings(), run.itersiblings(preceding=True)):
        for one in siblings:
            if one.tag == _BOOKMARK:
                yield one
            elif one.tag not in COMMENT_ENDS:
                break
