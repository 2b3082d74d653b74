"""A disk that refuses while a workbook is made: openpyxl may say nothing of it, so we look."""

import subprocess
import sys

import pytest
from openpyxl import Workbook

from generator.formats.excel.saving import saved

_IN_A_CHILD = """
import resource, sys
from generator.errors import OperatorFault
from generator.formats.excel.saving import saved
from tests.formats.test_excel_saving import book

made = book()
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
try:
    saved(made)
except OperatorFault as fault:
    print(fault.code)
"""


def book() -> Workbook:
    made = Workbook()
    for number in range(3):
        made.create_sheet(f"blad {number}").append([f"antwoord {cell}" for cell in range(2000)])
    return made


def test_a_workbook_is_saved_whole() -> None:
    assert saved(book()).startswith(b"PK")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("size", [0, 5000])
def test_a_disk_that_is_full_is_told(size: int) -> None:
    """No file may grow beyond a size; what openpyxl leaves behind then ends with the child."""
    command = [sys.executable, "-c", _IN_A_CHILD, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "SCHIJF-FOUT", done.stderr
