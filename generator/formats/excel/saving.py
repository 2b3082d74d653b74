"""Save a workbook, and look whether all of it is there."""

import io
import re
import zipfile

from lxml import etree
from openpyxl import Workbook

from generator.errors import OperatorFault

_SHEET = re.compile(r"xl/worksheets/sheet[0-9]+\.xml")


def saved(book: Workbook) -> bytes:
    """Give the bytes of a workbook.

    openpyxl writes each sheet to a temporary file first, and may say nothing when the disk refuses there. Raises
    OperatorFault ``SCHIJF-FOUT`` when a sheet is not whole.
    """
    written = io.BytesIO()
    try:
        book.save(written)
    except (OSError, etree.SerialisationError):
        raise _refused() from None
    with zipfile.ZipFile(written) as package:
        sheets = [name for name in package.namelist() if _SHEET.fullmatch(name)]
        whole = len(sheets) == len(book.worksheets) and all(_is_whole(package.read(name)) for name in sheets)
    if not whole:
        raise _refused()
    return written.getvalue()


def _refused() -> OperatorFault:
    return OperatorFault(
        "SCHIJF-FOUT",
        "Schrijven in de map voor tijdelijke bestanden lukt niet: de schijf is vol of geeft een fout.",
    )


def _is_whole(xml: bytes) -> bool:
    try:
        etree.fromstring(xml)
    except etree.XMLSyntaxError:
        return False
    return True
