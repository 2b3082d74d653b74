"""Papers looked at again, and how it grows: python -m benchmarks.again [PAPERS [--changed PERCENT]]

A paper that did not change is read and digested whole (manifest, answers, documents), and nothing is rendered. One that did
is printed and put in its place; five hundred of those differ from each other, so that no worker prints one twice.
"""

import argparse
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.house import drop
from benchmarks.table import Row, Rows, milliseconds, show
from generator import publish
from generator.flows import inbox, regenerate
from generator.flows.codes import code_of
from generator.flows.papers import Chosen
from generator.flows.verify import of_code
from generator.model import Result
from generator.wiring import opened

TITLE = "`dossier regenerate --all`, and `dossier verify --code`"
_KINDS = 4
_DIFFERENT = 500
"""Many times what a worker prints before another takes its place."""


def published(root: Path, papers: int) -> list[Path]:
    """Make papers as a drop does."""
    (root / "drop").mkdir()
    with opened(root) as rooms:
        ends = list(inbox.process(rooms, drop(root / "drop", range(papers))))
    if {end.outcome for end in ends} != {Result.PUBLISHED}:
        raise RuntimeError("not published")
    return [root / end.folder for end in ends]


def grow(folders: Sequence[Path], papers: int) -> list[Path]:
    """Fill the outbox up with copies of publications, each of a dossier of its own; gives all."""
    grown = list(folders)
    for number in range(len(folders), papers):
        folder = folders[number % len(folders)]
        dossier = f"KB-1999-{number:05}"
        copy = folder.parents[1] / dossier / folder.name
        shutil.copytree(folder, copy)
        own = publish.read_manifest(folder).model_copy(update={"dossier": dossier, "job": f"job{number}"})
        (copy / "manifest.json").write_bytes(own.as_json())
        grown.append(copy)
    return grown


def outdate(folder: Path) -> None:
    """Let a paper be one that was made with something else than today's, so that it is made again."""
    other = publish.read_manifest(folder).model_copy(update={"inputs": "0" * 64, "recipe": "0" * 64})
    (folder / "manifest.json").write_bytes(other.as_json())


def looked_at(papers: int, percent: int) -> Rows:
    """The rows of so many papers."""
    changed = papers * percent // 100
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        folders = published(root, min(max(changed, _KINDS), _DIFFERENT))
        code = code_of(publish.read_manifest(folders[0]).recipe)
        for folder in grow(folders, papers)[:changed]:
            outdate(folder)
        size = sum(path.stat().st_size for path in (root / "outbox").rglob("*") if path.is_file())
        with opened(root) as rooms:
            ends: Counter[Result] = Counter()

            def again() -> None:
                found = regenerate.papers_of(rooms, Chosen())
                ends.update(
                    end.outcome for end in regenerate.regenerate(rooms, found, dry=False, force=False)
                )

            took = milliseconds(again)
            if (ends[Result.DUPLICATE], ends[Result.PUBLISHED]) != (papers - changed, changed):
                raise RuntimeError(f"not so many made again: {ends}")
            each = (
                f"{took / changed:.0f} ms a changed one"
                if changed
                else f"{1000 * took / papers:.0f} µs a paper"
            )
            yield Row(f"{papers} papers, {changed} changed", took, remark=f"{size / 1e6:.0f} MB; {each}")
            if not changed:
                took = milliseconds(lambda: list(of_code(rooms.workspace, code, Chosen())))
                yield Row(
                    f"one by its code among {papers}", took, remark=f"{1000 * took / papers:.0f} µs a paper"
                )


def rows() -> Rows:
    """What fits in a short run."""
    for papers, percent in ((1_000, 0), (10_000, 0), (1_000, 1), (100, 100)):
        yield from looked_at(papers, percent)


def main() -> None:
    """Print what is asked, or the rows of the whole run."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.again")
    asked.add_argument("papers", type=int, nargs="?")
    asked.add_argument("--changed", type=int, default=0, metavar="PERCENT")
    given = asked.parse_args()
    show(TITLE, looked_at(given.papers, given.changed) if given.papers else rows())


if __name__ == "__main__":
    main()
