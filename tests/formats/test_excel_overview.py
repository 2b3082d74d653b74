"""A list to look at: texts as they are, and never a formula."""

import io

from openpyxl import load_workbook

from generator.formats.excel.overview import overview

HEAD = (("Nummer", 12), ("Onderwerp", 40))
ROWS = (("001", '=HYPERLINK("http://x")'), ("002", "-1+2 <b>&\nregel"), ("003", "@SUM(A1)"), ("004", ""))


def test_what_is_put_in_comes_out_as_text() -> None:
    sheet = load_workbook(io.BytesIO(overview("Overzicht BCSD", HEAD, ROWS))).active
    assert sheet is not None
    assert sheet["A1"].value == "Overzicht BCSD"
    found = [tuple(str(cell.value or "") for cell in row) for row in sheet.iter_rows(min_row=3, max_col=2)]
    assert found == [tuple(name for name, _ in HEAD), *ROWS]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet["B4"].quotePrefix
    assert sheet.auto_filter.ref == "A3:B7"
