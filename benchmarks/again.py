"""Looking at papers that did not change, and how it grows: python -m benchmarks.again [PAPERS ...]"""

import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generator import catalog, publish
from generator.flows import inbox, regenerate
from generator.flows.codes import code_of
from generator.flows.papers import Chosen
from generator.flows.verify import of_code
from generator.formats.table import formats
from generator.model import Result
from generator.wiring import Rooms, opened

FORM = "sociaal_verslag"


def published(rooms: Rooms) -> Path:
    """Make one paper as a drop does."""
    kind = catalog.form_type(FORM)
    path = rooms.workspace.root / "form.pdf"
    path.write_bytes(formats()["pdf"].blank(kind.model, kind.example_answers(3)))
    (outcome,) = inbox.process(rooms, [path])
    return rooms.workspace.root / outcome.folder


def grow(folder: Path, papers: int) -> None:
    """Fill the outbox up with copies of one publication, each of a dossier of its own."""
    manifest = publish.read_manifest(folder)
    for number in range(sum(1 for _ in folder.parents[1].iterdir()), papers):
        dossier = f"KB-2026-{number + 10_000}"
        copy = folder.parents[1] / dossier / folder.name
        shutil.copytree(folder, copy)
        own = manifest.model_copy(update={"dossier": dossier, "job": f"job{number}"})
        (copy / "manifest.json").write_bytes(own.as_json())


def main(sizes: Sequence[int]) -> None:
    """Print the table."""
    print(f"{'papers':>8}{'MB looked at':>14}{'unchanged, s':>14}{'papers/s':>10}{'by code, s':>12}")
    with tempfile.TemporaryDirectory() as name, opened(Path(name)) as rooms:
        folder = published(rooms)
        read = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
        for papers in sizes:
            grow(folder, papers)
            began = time.perf_counter()
            found = regenerate.papers_of(rooms, Chosen())
            outcomes = list(regenerate.regenerate(rooms, found, dry=False, force=False))
            took = time.perf_counter() - began
            if [one.outcome for one in outcomes] != [Result.DUPLICATE] * papers:
                raise RuntimeError("not unchanged")
            began = time.perf_counter()
            code = code_of(publish.read_manifest(folder).recipe)
            list(of_code(rooms.workspace, code, Chosen()))
            by_code = time.perf_counter() - began
            print(
                f"{papers:>8}{read * papers / 1e6:>14.0f}{took:>14.2f}{papers / took:>10.0f}{by_code:>12.2f}"
            )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000])
