"""After a stop at any point: every job is undone whole, or ended whole."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from generator import intake
from generator.intake import jobs
from generator.model import Workspace

from .test_claim import CONTENT, drop, files_below
from .test_giving_back import names, taken


def recover(workspace: Workspace, *published: str) -> list[intake.Undone]:
    return list(intake.recover(workspace, published))


def test_nothing_to_do_in_a_fresh_workspace(workspace: Workspace) -> None:
    assert intake.leftovers(workspace) == frozenset()
    assert recover(workspace) == []


def test_a_file_in_hand_goes_back_where_it_was_dropped(workspace: Workspace) -> None:
    dropped = workspace.inbox / "a" / "x.pdf"
    claimed = taken(dropped, workspace)
    assert intake.leftovers(workspace) == {claimed.job}
    assert recover(workspace) == [intake.Undone(claimed.job, dropped)]
    assert dropped.read_bytes() == CONTENT
    assert intake.leftovers(workspace) == frozenset()
    assert files_below(workspace.root) == [dropped]


def test_a_job_is_told_before_its_file_goes_back(workspace: Workspace) -> None:
    dropped = workspace.inbox / "x.pdf"
    taken(dropped, workspace)
    for undone in intake.recover(workspace):
        assert undone.returns_to == dropped
        assert not dropped.exists()
    assert dropped.exists()


def test_two_versions_of_one_file_both_go_back(workspace: Workspace) -> None:
    dropped = workspace.inbox / "x.pdf"
    taken(dropped, workspace, b"first")
    taken(dropped, workspace, b"second")
    drop(dropped, b"third")
    recover(workspace)
    assert {path.read_bytes() for path in files_below(workspace.inbox)} == {b"first", b"second", b"third"}
    assert files_below(workspace.work) == []


def test_a_copy_of_ours_is_thrown_away_and_told(workspace: Workspace) -> None:
    original = drop(workspace.root / "elders" / "x.pdf")
    claimed = intake.adopt(original, workspace)
    assert [undone.job for undone in recover(workspace)] == [claimed.job]
    assert files_below(workspace.root) == [original]


def test_what_is_published_is_not_done_again(workspace: Workspace) -> None:
    claimed = taken(workspace.inbox / "x.pdf", workspace)
    assert recover(workspace, claimed.job) == []
    assert files_below(workspace.root) == []


@pytest.mark.parametrize("mended_in", ["te-verbeteren", "elsewhere"])
def test_the_old_report_of_a_published_mended_copy_still_goes(workspace: Workspace, mended_in: str) -> None:
    first = taken(workspace.inbox / "x.pdf", workspace)
    copy = intake.give_back(first, workspace, "fout")
    intake.finish(first)
    copy.unlink()
    mended = taken(workspace.inbox / mended_in / "x.pdf", workspace, b"mended")
    recover(workspace, mended.job)
    assert names(workspace) == []


def test_a_return_that_had_begun_is_ended(workspace: Workspace) -> None:
    claimed = taken(workspace.inbox / "x.pdf", workspace)
    jobs.job_of(claimed).report.write_bytes(b"fout\r\n")
    assert recover(workspace) == []
    kept = workspace.archive / claimed.job[:4] / claimed.job / "x.pdf"
    copy = workspace.returned / "x.pdf"
    assert files_below(workspace.root) == sorted([copy, copy.with_name("x.pdf.fouten.txt"), kept])
    assert copy.read_bytes() == kept.read_bytes() == CONTENT


def test_an_archived_job_has_nothing_to_give_back(workspace: Workspace) -> None:
    claimed = taken(workspace.inbox / "x.pdf", workspace)
    kept = intake.archive(claimed, workspace)
    assert recover(workspace) == []
    assert files_below(workspace.root) == [kept]


def test_a_job_that_was_leaving_is_gone(workspace: Workspace) -> None:
    claimed = taken(workspace.inbox / "x.pdf", workspace)
    folder = workspace.work / claimed.job
    folder.rename(workspace.work / f".weg-{claimed.job}")
    assert recover(workspace) == []
    assert files_below(workspace.root) == []


@pytest.mark.parametrize("note", [None, b"", b"{", b"[]", b"{}", b'{"from": 5}'])
def test_an_original_without_a_readable_note_is_never_thrown_away(
    workspace: Workspace, note: bytes | None
) -> None:
    claimed = taken(workspace.inbox / "a" / "x.pdf", workspace)
    path = workspace.work / claimed.job / "job.json"
    path.unlink()
    if note is not None:
        path.write_bytes(note)
    back = workspace.inbox / "x.pdf"
    assert recover(workspace) == [intake.Undone(claimed.job, back)]
    assert back.read_bytes() == CONTENT


def test_the_note_survives_a_move_of_the_workspace(workspace: Workspace) -> None:
    claimed = taken(workspace.inbox / "a" / "x.pdf", workspace)
    note = json.loads((workspace.work / claimed.job / "job.json").read_bytes())
    assert note["from"] == "a/x.pdf"


def test_halves_in_the_returned_folder_are_swept(workspace: Workspace, tmp_path: Path) -> None:
    """A machine that shares the inbox leaves what is fresh: it may be another's."""
    shared = replace(workspace, own_state=tmp_path / "staat")
    claimed = taken(shared.inbox / "x.pdf", shared)
    drop(shared.returned / f".{claimed.job}.nieuw")
    os.utime(drop(shared.returned / ".x.pdf.fouten.txt.123.nieuw"), (0, 0))
    fresh = drop(shared.returned / ".20261124T101530-ab12cd34ef567890.nieuw")
    recover(shared)
    assert [path.name for path in shared.returned.iterdir()] == [fresh.name]
    recover(workspace)
    assert names(workspace) == []


def test_a_return_that_had_begun_ends_with_the_marked_copy(workspace: Workspace) -> None:
    claimed = taken(workspace.inbox / "x.pdf", workspace)
    jobs.job_of(claimed).marked.write_bytes(b"marked")
    jobs.job_of(claimed).report.write_bytes(b"fout\r\n")
    recover(workspace)
    assert (workspace.returned / "x.pdf").read_bytes() == b"marked"
    assert (workspace.archive / claimed.job[:4] / claimed.job / "x.pdf").read_bytes() == CONTENT


def test_an_original_that_the_publication_does_not_hold_goes_to_the_archive(workspace: Workspace) -> None:
    claimed = taken(workspace.inbox / "x.pdf", workspace)
    assert list(intake.recover(workspace, {claimed.job}, {claimed.job})) == []
    assert (workspace.archive / claimed.job[:4] / claimed.job / "x.pdf").read_bytes() == CONTENT
    assert files_below(workspace.work) == []
