"""Making an Excel form: a sheet a section, every answer in a cell with a name."""

from collections.abc import Mapping

from forms.base import Form
from forms.nesting import Value
from generator.formats.base import INVITATION
from generator.formats.excel import styles as look
from generator.formats.excel.page import Page, printed_width
from generator.formats.excel.tables import roomy
from generator.formats.excel.workbook import Making, print_well, protect
from generator.formats.fieldmap import Group, filled_in, sections

_INSTRUCTION = (
    "Vul de witte vakken in, of kies uit de lijst. Elk tabblad onderaan is een deel van het formulier. Bewaar, en "
    f"{INVITATION}.\n"
    "Een veld met * is verplicht, in een lijst voor elke rij die u gebruikt. Wat niet van toepassing is, blijft leeg. "
    "Een datum schrijft u als dd/mm/jjjj, een bedrag met een komma voor de centen. Een nieuwe regel in een vak: "
    "Alt+Enter."
)


def make(form: type[Form], answers: Mapping[str, Value] | None, organisation: str) -> bytes:
    """Make a form with its answers, or with its defaults when ``answers`` is None.

    Raises FormFault ``BESTAND-VELD-ONBEKEND`` for an answer to no question of the form, ``BESTAND-TEKEN`` and
    ``BESTAND-TEKST-LANG`` for what no cell can hold.
    """
    values = filled_in(form, answers)
    making = Making(form, organisation, values)
    for number, (title, group) in enumerate(sections(roomy(form, values))):
        _section(making, title, group, opens=number == 0)
    return making.finish()


def _section(making: Making, title: str, group: Group, *, opens: bool) -> None:
    sheet = making.sheet(title)
    page = Page(making, sheet)
    head = making.organisation if opens else f"{making.organisation} · {making.form.TITLE}"
    for text, style, height in (
        (head, look.HOUSE, 18),
        (making.form.TITLE if opens else title, look.TITLE, 30),
    ):
        cell = sheet.cell(page.row, 2, text)
        cell.style = style
        sheet.row_dimensions[page.row].height = height
        page.row += 1
    frozen = page.row
    page.row += 1
    if opens:
        page.told(_INSTRUCTION, look.FRAMED, small=False)
        page.row += 1
        page.headed(title)
    page.write(group, title)
    sheet.freeze_panes = f"A{frozen}"
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = page.first or "A1"
    sheet.print_title_rows = f"1:{frozen - 1}"
    print_well(sheet, making, making.form.TITLE, printed_width(page))
    protect(sheet)
