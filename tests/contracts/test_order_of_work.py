"""The order of work of ``generator.intake``, cut off before every step that changes something on disk.

A child does the work and ends, as by kill -9, just before its n-th change; then the recovery of a next start and the
work anew must leave exactly what an undisturbed run leaves.
"""

import itertools
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import intake, publish
from generator.files import sha256_of
from generator.ledger import Entry, SqlLedger
from generator.model import Claimed, Result, Workspace
from tests.publish.papers import paper

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="ends a child before each step")

CONTENT = b"%PDF-1.7 filled in %%EOF"
CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "sqlite3.connect"}
CUT_OFF = 9
MOST = 300
Work = Callable[[Workspace, SqlLedger, Claimed], None]


def record(ledger: SqlLedger, claimed: Claimed, outcome: Result, folder: str = "") -> None:
    ledger.record(
        Entry(
            claimed.job, datetime.now(UTC), claimed.name, claimed.sha256, outcome, folder=folder, recipe="r"
        )
    )


def published(workspace: Workspace, ledger: SqlLedger, claimed: Claimed) -> None:
    placed = publish.place(paper(recipe="r"), claimed, workspace.outbox)
    record(ledger, claimed, Result.PUBLISHED, placed.folder.relative_to(workspace.root).as_posix())
    intake.forget_report(claimed, workspace)
    intake.finish(claimed)


def rejected(workspace: Workspace, ledger: SqlLedger, claimed: Claimed) -> None:
    record(ledger, claimed, Result.REJECTED)
    intake.give_back(claimed, workspace, "Vul de datum in.")
    intake.archive(claimed, workspace)
    intake.finish(claimed)


def duplicate(workspace: Workspace, ledger: SqlLedger, claimed: Claimed) -> None:
    record(ledger, claimed, Result.DUPLICATE)
    intake.archive(claimed, workspace)
    intake.finish(claimed)


def recovered(workspace: Workspace, ledger: SqlLedger) -> None:
    left = intake.leftovers(workspace)
    publish.sweep(workspace.outbox, left)
    placed = {known.job: (folder, known) for folder, known in publish.manifests(workspace.outbox) if known}
    for job in left & placed.keys():
        folder, manifest = placed[job]
        at = datetime.fromisoformat(manifest.published_at)
        where = folder.relative_to(workspace.root).as_posix()
        source = manifest.source
        ledger.record(
            Entry(job, at, source.name, source.sha256, Result.PUBLISHED, folder=where, recipe=manifest.recipe)
        )
    for undone in intake.recover(workspace, placed.keys()):
        ledger.withdraw(undone.job)


def run(workspace: Workspace, work: Work) -> None:
    """One start of the program: recovery, then all that lies in the inbox and is not waiting to be mended."""
    ledger = SqlLedger.in_file(workspace.ledger)
    recovered(workspace, ledger)
    for path in sorted(workspace.inbox.rglob("*.pdf")):
        waiting = path.parent == workspace.returned and ledger.was_returned(sha256_of(path))
        if not waiting and (claimed := intake.claim(path, workspace)):
            work(workspace, ledger, claimed)
    ledger.close()


def cut_off_at(step: int, job: Callable[[], None]) -> bool:
    """Do a job in a child that ends before its ``step``-th change; returns whether it was cut off."""
    child = os.fork()
    if child == 0:
        left = itertools.count(step, -1)

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            writes = (
                event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            )
            if (event in CHANGES or writes) and next(left) <= 1:
                os._exit(CUT_OFF)

        try:
            sys.addaudithook(watch)
            job()
            os._exit(0)
        except BaseException:  # the child must not go on as a second pytest
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in {0, CUT_OFF}
    return os.waitstatus_to_exitcode(status) == CUT_OFF


def fresh(root: Path, place: str) -> Workspace:
    workspace = Workspace(root)
    dropped = workspace.inbox / place
    dropped.parent.mkdir(parents=True)
    dropped.write_bytes(CONTENT)
    workspace.returned.mkdir(exist_ok=True)
    workspace.outbox.mkdir()
    SqlLedger.in_file(workspace.ledger).close()
    if dropped.parent == workspace.returned:
        dropped.with_name(f"{dropped.name}.fouten.txt").write_bytes(b"old report")
    return workspace


def left_over(workspace: Workspace) -> list[str]:
    """Every file, with the job's own id out of sight, and the ledger."""
    ledger = SqlLedger.in_file(workspace.ledger)
    entries = [f"{one.outcome.value} {one.folder}" for one in ledger.entries(100)]
    ledger.close()
    found = (path for path in workspace.root.rglob("*") if path.is_file())
    files = [path.relative_to(workspace.root) for path in found if path.parent != workspace.present]
    archived = workspace.archive.relative_to(workspace.root)
    names = ["archive/" + path.name if path.is_relative_to(archived) else path.as_posix() for path in files]
    return sorted([*names, *entries])


@pytest.mark.thorough
@pytest.mark.parametrize("place", ["x.pdf", "a/x.pdf", "te-verbeteren/x.pdf"])
@pytest.mark.parametrize("work", [published, rejected, duplicate])
def test_cut_off_anywhere_ends_as_if_never_cut_off(tmp_path: Path, work: Work, place: str) -> None:
    whole = fresh(tmp_path / "whole", place)
    run(whole, work)
    wanted = left_over(whole)
    for step in range(1, MOST):
        workspace = fresh(tmp_path / str(step), place)
        cut_off = cut_off_at(step, lambda workspace=workspace: run(workspace, work))  # type: ignore[misc]
        run(workspace, work)
        assert left_over(workspace) == wanted, f"cut off before change {step}"
        if not cut_off:
            break
    else:
        pytest.fail("the work never came to its end")
    assert step > 10


@pytest.mark.thorough
@pytest.mark.parametrize("work", [published, rejected, duplicate])
def test_cut_off_again_during_the_recovery(tmp_path: Path, work: Work) -> None:
    whole = fresh(tmp_path / "whole", "x.pdf")
    run(whole, work)
    wanted = left_over(whole)
    for first, second in itertools.product(range(8, 26, 3), range(1, 20, 2)):
        workspace = fresh(tmp_path / f"{first}-{second}", "x.pdf")
        cut_off_at(first, lambda workspace=workspace: run(workspace, work))  # type: ignore[misc]
        cut_off_at(second, lambda workspace=workspace: run(workspace, work))  # type: ignore[misc]
        run(workspace, work)
        assert left_over(workspace) == wanted, f"cut off before changes {first} and {second}"


def test_a_copy_of_ours_never_lands_in_the_inbox(tmp_path: Path) -> None:
    original = tmp_path / "elders" / "x.pdf"
    original.parent.mkdir()
    original.write_bytes(CONTENT)
    for step in range(1, MOST):
        workspace = fresh(tmp_path / str(step), "y.pdf")
        (workspace.inbox / "y.pdf").unlink()
        intake.adopt(original, workspace)
        cut_off = cut_off_at(step, lambda workspace=workspace: run(workspace, published))  # type: ignore[misc]
        run(workspace, published)
        assert left_over(workspace) == [".dossier/ledger.sqlite"], f"cut off before change {step}"
        if not cut_off:
            break
    assert step > 3
    assert original.read_bytes() == CONTENT


def test_the_whole_way_as_it_should_be(tmp_path: Path) -> None:
    workspace = fresh(tmp_path, "te-verbeteren/x.pdf")
    run(workspace, published)
    folder = "outbox/dossiers/KB-2026-00123/2026-11-24 Sociaal verslag"
    assert left_over(workspace) == [
        ".dossier/ledger.sqlite",
        *(f"{folder}/{name}" for name in ("Sociaal verslag.docx", "Sociaal verslag.pdf", "bron/x.pdf")),
        *(f"{folder}/{name}" for name in ("gegevens.json", "manifest.json")),
        f"published {folder}",
    ]
