"""A workbook in the making: sheets that can be filled in and printed, names, and the same bytes each time."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from lxml import etree
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import absolute_coordinate, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from forms.base import FORM_FIELD, VERSION_FIELD, Form
from forms.nesting import Value
from generator import opc
from generator.formats.excel.hidden import TITLE as HIDDEN
from generator.formats.excel.hidden import Hidden
from generator.formats.excel.package import MAIN
from generator.formats.excel.saving import saved
from generator.formats.excel.styles import styles

_CORE = "docProps/core.xml"
_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS = "http://purl.org/dc/elements/1.1/"
_NOT_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_TITLE = 31
_RESERVED = {"history", HIDDEN.casefold()}
_WHOLE_SHEET = "A1:XFD1048576"
_A4 = 9
_MOST_UPRIGHT = 150.0
"""Wider sheets (in letters) are printed on paper that lies down."""


@dataclass(slots=True)
class Making:
    """What is shared by all sheets of one workbook."""

    form: type[Form]
    organisation: str
    values: Mapping[str, Value] = field(default_factory=dict)
    book: Workbook = field(default_factory=Workbook)
    hidden: Hidden = field(init=False)
    growing: dict[str, set[int]] = field(default_factory=dict)
    """Rows, by the title of their sheet, that grow with what is typed in them."""
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Start with the styles and the hidden sheet, which is last in the end."""
        for sheet in self.book.worksheets:
            self.book.remove(sheet)
        for style in styles():
            self.book.add_named_style(style)
        self.hidden = Hidden(self.book, self.form)

    def sheet(self, title: str) -> Worksheet:
        """Add a sheet before the hidden one, under a title that Excel takes."""
        place = len(self.book.sheetnames) - 1
        made: Worksheet = self.book.create_sheet(self._title(title), place)
        made.sheet_view.showGridLines = False
        return made

    def name(self, name: str, sheet: Worksheet, area: str) -> None:
        """Let a name lead to cells."""
        self._names[name] = f"{quote_sheetname(sheet.title)}!{absolute_coordinate(area)}"

    def finish(self) -> bytes:
        """Save. The bytes depend on nothing but the form and its answers."""
        for name, refers in {**self._names, **self.hidden.finish()}.items():
            self.book.defined_names[name] = DefinedName(name, attr_text=refers)
        for name, told in ((FORM_FIELD, self.form.ID), (VERSION_FIELD, self.form.VERSION)):
            self.book.custom_doc_props.append(StringProperty(name=name, value=told))  # type: ignore[attr-defined]
        self.book.security = WorkbookProtection(lockStructure=True)
        self.book.active = 0
        parts = opc.unpack(saved(self.book))
        parts[_CORE] = _core(self.form)
        for number, title in enumerate(self.book.sheetnames, start=1):
            name = f"xl/worksheets/sheet{number}.xml"
            parts[name] = _finished(parts[name], self.growing.get(title, set()))
        return opc.pack(parts)

    def _title(self, wanted: str) -> str:
        plain = " ".join(wanted.translate(_NOT_IN_TITLE).split()) or "Blad"
        if len(plain) > _LONGEST_TITLE:
            plain = f"{plain[:_LONGEST_TITLE].rpartition(' ')[0] or plain[: _LONGEST_TITLE - 1]}…"
        taken = _RESERVED | {title.casefold() for title in self.book.sheetnames}
        title, number = plain, 1
        while title.casefold() in taken:
            number += 1
            end = f" ({number})"
            title = f"{plain[: _LONGEST_TITLE - len(end)]}{end}"
        return title


def protect(sheet: Worksheet) -> None:
    """Lock all but the unlocked cells, without a password; columns and rows can still be given another size."""
    sheet.protection.enable()
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def print_well(sheet: Worksheet, making: Making, heading: str, width: float | None) -> None:
    """Set up the paper: A4, with a head and foot on each page, as wide as the sheet unless that has no ``width``."""
    sheet.page_setup.paperSize = _A4
    upright = width is not None and width <= _MOST_UPRIGHT
    sheet.page_setup.orientation = "portrait" if upright else "landscape"
    if width is not None:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom = 0.75, 0.7
    version = f"{making.form.TITLE} · versie {making.form.VERSION}"
    for place, texts in (
        (sheet.oddHeader, (_printed(making.organisation), _printed(heading))),
        (sheet.oddFooter, (_printed(version), "pagina &P van &N")),
    ):
        if place is not None:
            place.left.text, place.right.text = texts


def _printed(text: str) -> str:
    return text.replace("&", "&&")


def _finished(part: bytes, growing: Set[int]) -> bytes:
    """Say in a sheet what openpyxl cannot.

    Numbers kept as text are meant so (ECMA-376 part 1 §18.3.1.50); the height of some rows is a first one only, which
    a program may change (§18.3.1.73).
    """
    root = opc.parse(part)
    for row in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        if int(row.get("r", "0")) in growing:
            row.attrib.pop("customHeight", "")
    told = etree.Element(f"{MAIN}ignoredErrors")
    etree.SubElement(told, f"{MAIN}ignoredError", sqref=_WHOLE_SHEET, numberStoredAsText="1")
    later = next(root.iterchildren(f"{MAIN}legacyDrawing", f"{MAIN}tableParts"), None)
    root.insert(len(root) if later is None else root.index(later), told)
    return opc.written(root)


def _core(form: type[Form]) -> bytes:
    """Title and language, and nobody's name."""
    root = etree.Element(f"{{{_PROPERTIES}}}coreProperties", nsmap={"cp": _PROPERTIES, "dc": _TERMS})
    for tag, text in (("title", form.TITLE), ("language", "nl-BE")):
        etree.SubElement(root, f"{{{_TERMS}}}{tag}").text = text
    return opc.written(root)
