"""Real forms and hostile files of others, where the folder with samples is there."""

import time
from pathlib import Path

import pikepdf
import pytest

from generator.errors import FormFault
from generator.formats.base import Format
from generator.formats.pdf.read import read
from generator.formats.table import formats
from tests.formats.pdfs import inherited, terminal_fields

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
REAL = sorted((SAMPLES / "pdf").glob("*.pdf"))
BAD = sorted((SAMPLES / "bad").glob("*"))
PUSH = 1 << 16

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")


def walked(path: Path) -> dict[str, set[str]]:
    """What another library says of the fields: each name with the answers that its value may stand for."""
    found: dict[str, set[str]] = {}
    with pikepdf.open(path) as form:
        for name, field in terminal_fields(form):
            kind, flags, value = (inherited(field, key) for key in ("/FT", "/Ff", "/V"))
            if kind == "/Sig" or (kind == "/Btn" and int(str(flags or 0)) & PUSH) or value is None:
                continue
            said = str(value).removeprefix("/")
            options = inherited(field, "/Opt")
            exports = (
                {str(option) for option in options} if kind == "/Btn" and options is not None else {said}
            )
            if said.strip() and value != "/Off":
                found[name] = exports
    return found


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_a_real_form_says_what_another_library_says(path: Path) -> None:
    answers = read(path.read_bytes()).values
    expected = walked(path)
    assert answers.keys() == expected.keys()
    assert all(answers[name] in said for name, said in expected.items())


@pytest.mark.parametrize("kind", list(formats().values()), ids=lambda kind: kind.name)
@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_a_hostile_file_ends_soon(path: Path, kind: Format) -> None:
    start = time.monotonic()
    try:
        kind.read(path)
    except FormFault as fault:
        assert fault.code.startswith("BESTAND-")  # noqa: PT017
    assert time.monotonic() - start < 10
