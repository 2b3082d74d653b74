"""Fields on pages: the AcroForm tree with a widget for each place (ISO 32000-2 §12.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
    PdfObject,
)

from forms.base import IDENTITY
from forms.nesting import Value
from generator.formats.fieldmap import Leaf, chosen
from generator.formats.pdf.appearance import (
    ENTRY_STYLE,
    MARK_STYLE,
    dotted,
    helvetica,
    nothing,
    ticked,
    typed,
)
from generator.formats.pdf.items import Look, Page, Place
from generator.formats.pdf.style import PAGE_HEIGHT
from generator.formats.pdf.text import box_name
from generator.pdf_objects import dictionary, name, numbers, text

_READ_ONLY = 1
_SEVERAL_LINES = 1 << 12
_RADIO = 1 << 15
_COMBO = 1 << 17
_PRINTED, _HIDDEN = 4, 2
_FIELD_TYPES = {Look.RADIO: "Btn", Look.CHECK: "Btn", Look.LIST: "Ch"}


def add_fields(
    writer: PdfWriter, pages: Sequence[Page], values: Mapping[str, Value]
) -> list[list[IndirectObject]]:
    """Put a field on each place, filled where there is an answer. Returns the widgets of each page, in order."""
    tree = _Tree.on(writer, values)
    made: list[list[IndirectObject]] = []
    for sheet, page in zip(writer.pages, pages, strict=True):
        own = sheet.indirect_reference
        widgets = [tree.add(place, own) for place in page if isinstance(place, Place) and own is not None]
        sheet[name("Annots")] = ArrayObject(widgets)
        made.append(widgets)
    writer.root_object[name("AcroForm")] = tree.form()
    return made


@dataclass(slots=True)
class _Tree:
    """The form that grows: nodes by dotted name, and the objects that many fields share."""

    writer: PdfWriter
    values: Mapping[str, Value]
    helv: IndirectObject
    dingbats: IndirectObject
    tick: IndirectObject
    dot: IndirectObject
    off: IndirectObject
    roots: ArrayObject = field(default_factory=ArrayObject)
    nodes: dict[str, IndirectObject] = field(default_factory=dict)
    options: dict[tuple[str, ...], IndirectObject] = field(default_factory=dict)

    @classmethod
    def on(cls, writer: PdfWriter, values: Mapping[str, Value]) -> "_Tree":
        dingbats = {"Type": name("Font"), "Subtype": name("Type1"), "BaseFont": name("ZapfDingbats")}
        return cls(
            writer,
            values,
            helv=writer._add_object(helvetica()),
            dingbats=writer._add_object(dictionary(dingbats)),
            tick=writer._add_object(ticked()),
            dot=writer._add_object(dotted()),
            off=writer._add_object(nothing()),
        )

    def form(self) -> DictionaryObject:
        fonts = dictionary({"Helv": self.helv, "ZaDb": self.dingbats})
        return dictionary(
            {
                "Fields": self.roots,
                "NeedAppearances": BooleanObject(True),
                "DA": text(ENTRY_STYLE),
                "DR": dictionary({"Font": fonts}),
            }
        )

    def add(self, place: Place, sheet: IndirectObject) -> IndirectObject:
        """Add the widget of one place, and the field it belongs to."""
        widget = dictionary(
            {
                "Type": name("Annot"),
                "Subtype": name("Widget"),
                "Rect": _rectangle(place),
                "P": sheet,
                "F": NumberObject(_HIDDEN if place.look is Look.HIDDEN else _PRINTED),
            }
        )
        if place.look is Look.RADIO:
            group = self._radio_group(place.leaf, place)
            self._button(widget, place, self.dot, "l")
            return self._below(group, widget)
        above, _, own = place.leaf.name.rpartition(".")
        if place.look is Look.CHECK:
            above, own = place.leaf.name, box_name(place.code)
            self._button(widget, place, self.tick, "4")
            if state := self._states(place.leaf) & {place.code}:
                widget[name("V")] = name(*state)
        else:
            self._typed(widget, place)
        widget.update(self._field(place, own))
        return self._below(self._node(above), widget)

    def _field(self, place: Place, own: str) -> DictionaryObject:
        flags = 0
        if place.leaf.spec.question.computed or place.leaf.name in IDENTITY:
            flags |= _READ_ONLY
        flags |= {Look.LINES: _SEVERAL_LINES, Look.LIST: _COMBO, Look.RADIO: _RADIO}.get(place.look, 0)
        return dictionary(
            {
                "FT": name(_FIELD_TYPES.get(place.look, "Tx")),
                "T": text(own),
                "TU": text(place.tip),
                "Ff": NumberObject(flags),
            }
        )

    def _typed(self, widget: DictionaryObject, place: Place) -> None:
        widget[name("DA")] = text(ENTRY_STYLE)
        value, shown = self._value(place)
        if place.look is Look.LIST:
            widget[name("Opt")] = self._offered(place.leaf)
        if value:
            widget[name("V")] = text(value)
        drawn = self.writer._add_object(typed(place, shown, self.helv))
        widget[name("AP")] = dictionary({"N": drawn})

    def _value(self, place: Place) -> tuple[str, str]:
        """What the field keeps, and what is seen of it."""
        given = self.values.get(place.leaf.name, "")
        if place.look is Look.LIST:
            code = next(iter(chosen(place.leaf, given)), "")
            return code, place.leaf.spec.choices.get(code, "")
        told = given if isinstance(given, str) else ", ".join(given)
        return told, told

    def _button(self, widget: DictionaryObject, place: Place, mark: PdfObject, sign: str) -> None:
        on = place.code in self._states(place.leaf)
        widget[name("AS")] = name(place.code if on else "Off")
        drawn = dictionary({place.code: mark, "Off": self.off})
        widget[name("AP")] = dictionary({"N": drawn})
        widget[name("DA")] = text(MARK_STYLE)
        widget[name("MK")] = dictionary({"CA": text(sign)})

    def _states(self, leaf: Leaf) -> set[str]:
        codes = chosen(leaf, self.values.get(leaf.name, ()))
        return set(codes if leaf.spec.multiple else codes[:1])

    def _radio_group(self, leaf: Leaf, place: Place) -> IndirectObject:
        if leaf.name not in self.nodes:
            above, _, own = leaf.name.rpartition(".")
            group = self._field(place, own)
            for code in self._states(leaf):
                group[name("V")] = name(code)
            self.nodes[leaf.name] = self._below(self._node(above), group)
        return self.nodes[leaf.name]

    def _node(self, dotted_name: str) -> IndirectObject | None:
        """The node of a group, made with all above it when it is new; None is the root."""
        if not dotted_name:
            return None
        if dotted_name not in self.nodes:
            above, _, own = dotted_name.rpartition(".")
            self.nodes[dotted_name] = self._below(self._node(above), dictionary({"T": text(own)}))
        return self.nodes[dotted_name]

    def _below(self, above: IndirectObject | None, made: DictionaryObject) -> IndirectObject:
        """Hang an object in the tree."""
        reference = self.writer._add_object(made)
        if above is None:
            self.roots.append(reference)
            return reference
        made[name("Parent")] = above
        parent = above.get_object()
        if isinstance(parent, DictionaryObject):
            kids = parent.setdefault(name("Kids"), ArrayObject())
            kids.append(reference)
        return reference

    def _offered(self, leaf: Leaf) -> IndirectObject:
        """The options of a list, an empty one first; equal lists are one object."""
        choices = leaf.spec.choices
        if tuple(choices) not in self.options:
            pairs = [("", ""), *choices.items()]
            listed = ArrayObject(ArrayObject((text(code), text(label))) for code, label in pairs)
            self.options[tuple(choices)] = self.writer._add_object(listed)
        return self.options[tuple(choices)]


def _rectangle(place: Place) -> ArrayObject:
    top = PAGE_HEIGHT - place.y
    return numbers((place.x, top - place.height, place.x + place.width, top))
