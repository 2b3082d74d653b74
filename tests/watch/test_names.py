"""Whatever a file is called and whatever its time: it settles, is left alone, or is told to be no form."""

import os
import unicodedata

import pytest

from generator.watch.names import owner_names
from tests.watch.test_inbox import PDF, Watched, drop, watched

__all__ = ["watched"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="names that Windows refuses")

NAMES = [
    "-rf.pdf",
    "a\nb.pdf",
    "100% #1?&;$(id)`id`'\".pdf",
    "n" * 251 + ".pdf",
    os.fsdecode(b"caf\xe9.pdf"),
    "CON.pdf",
    "COM¹.pdf",
    "a:b.pdf",
    " voor en na .pdf",
    "\u202efdp.exe.pdf",
    "\u200b.pdf",
    "x.fouten.pdf",
    "😀.PDF",
    "\\server\\x.pdf",
    "..pdf..pdf",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_form_under_an_odd_name_settles(watched: Watched, name: str) -> None:
    path = drop(watched.folder / name) if not name.startswith(".") else drop(watched.folder / "m" / "x..pdf")
    watched.after(0)
    assert watched.after(5).settled == (path,)


@pytest.mark.parametrize("name", ["x.pdf.", "x.pdf ", "x", "x.rtf", "x.pdf.exe", "x.pdf\n"], ids=ascii)
def test_a_name_without_a_suffix_of_ours_is_told(watched: Watched, name: str) -> None:
    path = drop(watched.folder / name)
    watched.after(0)
    assert watched.after(5).unknown == (path,)


def test_composed_and_decomposed_twins_are_two_files(watched: Watched) -> None:
    twins = [unicodedata.normalize(form, "Andr\u00e9.pdf") for form in ("NFC", "NFD")]
    paths = {drop(watched.folder / name, PDF) for name in twins}
    watched.after(0)
    assert set(watched.after(5).settled) == paths


def test_a_file_of_a_terabyte_with_nothing_in_it_costs_nothing(watched: Watched) -> None:
    path = watched.folder / "x.pdf"
    with path.open("wb") as target:
        target.write(b"%PDF-1.7\n")
        target.truncate(1 << 40)
    watched.after(0)
    scan = watched.after(5)
    assert (scan.pending, scan.incomplete) == ((path,), frozenset({path}))


def test_an_empty_folder_stays(watched: Watched) -> None:
    (watched.folder / "leeg.pdf").mkdir()
    watched.after(0)
    assert watched.after(5).unknown == ()
    assert (watched.folder / "leeg.pdf").is_dir()


@pytest.mark.parametrize(
    ("name", "of_word"),
    [("advies.docx", "~$advies.docx"), ("advies1.docx", "~$dvies1.docx"), ("advies12.docx", "~$vies12.docx")],
)
def test_word_cuts_a_name_of_seven_letters_by_one_and_a_longer_one_by_two(name: str, of_word: str) -> None:
    assert set(owner_names(name)) == {of_word, f"~${name}", f".~lock.{name}#"}
