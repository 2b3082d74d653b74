"""A disk that refuses while a workbook is made: openpyxl says nothing of it, so we look."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from openpyxl import Workbook

from generator.errors import OperatorFault
from generator.formats.excel.saving import saved


def book() -> Workbook:
    made = Workbook()
    for number in range(3):
        made.create_sheet(f"blad {number}").append([f"antwoord {cell}" for cell in range(2000)])
    return made


@contextmanager
def no_larger_than(size: int) -> Iterator[None]:
    """Let every file of this process end there, as on a full disk."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_workbook_is_saved_whole() -> None:
    assert saved(book()).startswith(b"PK")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # openpyxl's own, on its way out
@pytest.mark.parametrize("size", [0, 5000])
def test_a_disk_that_is_full_is_told(size: int) -> None:
    made = book()
    with no_larger_than(size), pytest.raises(OperatorFault) as caught:
        saved(made)
    assert caught.value.code == "SCHIJF-FOUT"
