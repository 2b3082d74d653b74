"""The tags of the bundle: one tree in reading order, and the way back to it from every mark (ISO 32000-2 §14.7)."""

from dataclasses import dataclass, field

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    NumberObject,
)

from generator.bundle.parts import Leaf
from generator.bundle.reading import at, whole
from generator.bundle.tags import Tag
from generator.bundle.writing import NewFile
from generator.pdf_objects import dictionary, name, text


@dataclass(frozen=True, slots=True)
class Element:
    """An element that is in the file."""

    own: IndirectObject
    below: ArrayObject = field(default_factory=ArrayObject)


class Tree:
    """Grows from its document downwards."""

    def __init__(self, target: NewFile) -> None:
        self._target = target
        self._root = dictionary({"Type": name("StructTreeRoot")})
        self._above = target.add(self._root)
        self._back: dict[int, IndirectObject | dict[int, IndirectObject]] = {}
        self.document = self.add(None, "/Document", DictionaryObject())
        self._root[name("K")] = ArrayObject([self.document.own])

    def add(self, above: Element | None, role: str, told: DictionaryObject) -> Element:
        """Add an element below another."""
        made = DictionaryObject(told)
        made.update(
            dictionary(
                {
                    "Type": name("StructElem"),
                    "S": name(role.removeprefix("/")),
                    "P": above.own if above else self._above,
                }
            )
        )
        element = Element(self._target.add(made))
        made[name("K")] = element.below
        if above:
            above.below.append(element.own)
        return element

    def titled(self, above: Element, role: str, title: str) -> Element:
        """Add an element with a title that programs show."""
        return self.add(above, role, dictionary({"T": text(title)}))

    def mark(self, element: Element, page: IndirectObject, number: int) -> None:
        """Say that a mark on a page belongs to an element."""
        element.below.append(dictionary({"Type": name("MCR"), "Pg": page, "MCID": NumberObject(number)}))
        held = page.get_object()
        if isinstance(held, DictionaryObject):
            if "/StructParents" not in held:
                held[name("StructParents")] = self._target.key()
            self._return(held, number, element)

    def link(self, element: Element, page: IndirectObject, link: IndirectObject) -> None:
        """Say that a link on a page belongs to an element."""
        element.below.append(dictionary({"Type": name("OBJR"), "Pg": page, "Obj": link}))
        held = link.get_object()
        if isinstance(held, DictionaryObject):
            held[name("StructParent")] = key = self._target.key()
            self._back[int(key)] = element.own

    def part(self, above: Element, tag: Tag, leaves: tuple[Leaf, ...], pages: list[IndirectObject]) -> None:
        """Add a tag of a part with all that is below it; its marks lie in the drawings of the leaves."""
        element = self.add(above, tag.role, tag.told)
        for one in tag.below:
            if isinstance(one, Tag):
                self.part(element, one, leaves, pages)
                continue
            leaf, number = one
            form = leaves[leaf].drawn[0][1]
            entries = {"Type": name("MCR"), "Pg": pages[leaf], "Stm": form, "MCID": NumberObject(number)}
            element.below.append(dictionary(entries))
            held = form.get_object()
            if isinstance(held, DictionaryObject):
                self._return(held, number, element)

    def entries(self) -> DictionaryObject:
        """Entries of the catalog."""
        numbers = ArrayObject()
        for key, back in sorted(self._back.items()):
            numbers += [NumberObject(key), _listed(back) if isinstance(back, dict) else back]
        self._root[name("ParentTree")] = self._target.add(dictionary({"Nums": numbers}))
        self._root[name("ParentTreeNextKey")] = self._target.key()
        return dictionary(
            {"StructTreeRoot": self._above, "MarkInfo": dictionary({"Marked": BooleanObject(True)})}
        )

    def _return(self, holder: DictionaryObject, number: int, element: Element) -> None:
        """Note the way back from a mark in a page or a drawing."""
        back = self._back.setdefault(whole(at(holder, "/StructParents")), {})
        if isinstance(back, dict):
            back[number] = element.own


def _listed(back: dict[int, IndirectObject]) -> ArrayObject:
    return ArrayObject(back.get(number) or NullObject() for number in range(max(back) + 1))
