"""The structure of a form for screen readers: headings, text and fields in reading order (ISO 32000-2 §14.7)."""

from collections.abc import Iterator, Sequence

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
)

from generator.formats.pdf.items import Look, Page, Place, is_spoken
from generator.pdf_objects import dictionary, name, text


def tag(
    writer: PdfWriter, pages: Sequence[Page], widgets: Sequence[Sequence[IndirectObject]], language: str
) -> None:
    """Give a drawn form its structure tree; the tab key then follows it."""
    root = dictionary({"Type": name("StructTreeRoot")})
    root_reference = writer._add_object(root)
    document = dictionary({"Type": name("StructElem"), "S": name("Document"), "P": root_reference})
    document_reference = writer._add_object(document)
    tree = _Structure(writer, document_reference, len(pages))
    for number, (sheet, page, own) in enumerate(zip(writer.pages, pages, widgets, strict=True)):
        tree.add_page(number, sheet, page, iter(own))
    document[name("K")] = tree.elements
    root[name("K")] = ArrayObject([document_reference])
    root[name("ParentTree")] = writer._add_object(dictionary({"Nums": tree.parents()}))
    root[name("ParentTreeNextKey")] = NumberObject(tree.next_key)
    catalog = writer.root_object
    catalog[name("StructTreeRoot")] = root_reference
    catalog[name("MarkInfo")] = dictionary({"Marked": BooleanObject(True)})
    catalog[name("Lang")] = text(language)


class _Structure:
    """Elements in reading order, and the way back from each page and widget to its element."""

    def __init__(self, writer: PdfWriter, document: IndirectObject, page_count: int) -> None:
        self.elements = ArrayObject()
        self.next_key = page_count
        self._writer = writer
        self._document = document
        self._back: dict[int, IndirectObject | ArrayObject] = {}

    def add_page(self, number: int, sheet: PageObject, page: Page, widgets: Iterator[IndirectObject]) -> None:
        sheet[name("StructParents")] = NumberObject(number)
        sheet[name("Tabs")] = name("S")
        texts = ArrayObject()
        for item in page:
            if is_spoken(item):
                marked = NumberObject(len(texts))
                texts.append(self._element(item.role.value, sheet, marked))
            elif isinstance(item, Place):
                widget = next(widgets)
                if item.look is not Look.HIDDEN:
                    self._add_widget(widget, sheet)
        self._back[number] = texts

    def parents(self) -> ArrayObject:
        listed = ArrayObject()
        for key, element in sorted(self._back.items()):
            listed += [NumberObject(key), element]
        return listed

    def _add_widget(self, widget: IndirectObject, sheet: PageObject) -> None:
        points_at = dictionary({"Type": name("OBJR"), "Obj": widget})
        found = widget.get_object()
        if isinstance(found, DictionaryObject):
            found[name("StructParent")] = NumberObject(self.next_key)
        self._back[self.next_key] = self._element("Form", sheet, points_at)
        self.next_key += 1

    def _element(
        self, role: str, sheet: PageObject, content: NumberObject | DictionaryObject
    ) -> IndirectObject:
        element = dictionary({"Type": name("StructElem"), "S": name(role), "P": self._document, "K": content})
        if sheet.indirect_reference is not None:
            element[name("Pg")] = sheet.indirect_reference
        reference = self._writer._add_object(element)
        self.elements.append(reference)
        return reference
