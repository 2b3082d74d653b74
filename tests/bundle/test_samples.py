"""Real forms and hostile files from elsewhere; skipped where they are not."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bundle.pdfs import faces

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
FILES = sorted(
    path for kind in ("pdf", "bad") for path in (SAMPLES / kind).glob("*") if path.suffix in {".pdf", ".fuzz"}
)
CLEAN = """
import sys
from pathlib import Path
from generator.bundle import Faces, cleaned
from generator.errors import FormFault
try:
    print(cleaned(Path(sys.argv[1]).read_bytes(), Faces(*map(Path, sys.argv[2:4]))).pages)
except FormFault as fault:
    print(fault.code)
"""


@pytest.mark.thorough
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_ends_in_a_clean_one_or_a_fault(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLEAN, path, faces().regular, faces().bold],
        timeout=10,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().isdigit() or done.stdout.startswith("BIJLAGE-")
    assert done.stderr == ""
