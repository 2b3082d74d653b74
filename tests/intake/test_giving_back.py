"""A rejected form comes back with its report; the original is kept."""

import os
from pathlib import Path

import pytest

from generator import intake
from generator.errors import OperatorFault
from generator.model import Claimed, Workspace

from .test_claim import CONTENT, drop, files_below


def taken(path: Path, workspace: Workspace, content: bytes = CONTENT) -> Claimed:
    claimed = intake.claim(drop(path, content), workspace)
    assert claimed
    return claimed


def names(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in workspace.returned.iterdir())


def test_the_copy_and_its_report(workspace: Workspace) -> None:
    claimed = taken(workspace.inbox / "a" / "x.pdf", workspace)
    copy = intake.give_back(claimed, workspace, "Datum: vul dit in.\nNaam: vul dit in. Eén fout ☒")
    assert copy == workspace.returned / "x.pdf"
    assert copy.read_bytes() == CONTENT
    report = (workspace.returned / "x.pdf.fouten.txt").read_bytes()
    assert report == "Datum: vul dit in.\r\nNaam: vul dit in. Eén fout ☒\r\n".encode()
    assert names(workspace) == ["x.pdf", "x.pdf.fouten.txt"]
    assert claimed.path.exists()


def test_the_whole_way_of_a_rejection_leaves_only_copy_report_and_archive(workspace: Workspace) -> None:
    claimed = taken(workspace.inbox / "x.pdf", workspace)
    copy = intake.give_back(claimed, workspace, "fout")
    kept = intake.archive(claimed, workspace)
    intake.finish(claimed)
    assert kept == workspace.archive / claimed.job[:4] / claimed.job / "x.pdf"
    assert kept.read_bytes() == CONTENT
    assert files_below(workspace.root) == sorted([copy, copy.with_name("x.pdf.fouten.txt"), kept])


def test_a_mended_copy_that_is_still_wrong_keeps_its_name(workspace: Workspace) -> None:
    first = taken(workspace.inbox / "x.pdf", workspace)
    copy = intake.give_back(first, workspace, "fout 1")
    intake.finish(first)
    second = taken(copy, workspace, b"mended, but not enough")
    assert intake.give_back(second, workspace, "fout 2") == copy
    assert copy.read_bytes() == b"mended, but not enough"
    assert copy.with_name("x.pdf.fouten.txt").read_bytes() == b"fout 2\r\n"
    assert names(workspace) == ["x.pdf", "x.pdf.fouten.txt"]


def test_another_file_of_that_name_is_not_covered(workspace: Workspace) -> None:
    intake.give_back(taken(workspace.inbox / "x.pdf", workspace), workspace, "van de eerste")
    other = intake.give_back(
        taken(workspace.inbox / "b" / "x.pdf", workspace, b"other"), workspace, "van de tweede"
    )
    assert other.name == "x (2).pdf"
    assert names(workspace) == ["x (2).pdf", "x (2).pdf.fouten.txt", "x.pdf", "x.pdf.fouten.txt"]
    assert (workspace.returned / "x.pdf").read_bytes() == CONTENT
    assert (workspace.returned / "x.pdf.fouten.txt").read_bytes() == b"van de eerste\r\n"


def test_the_same_bytes_come_back_once(workspace: Workspace) -> None:
    for folder in ("a", "b"):
        intake.give_back(taken(workspace.inbox / folder / "x.pdf", workspace), workspace, f"van {folder}")
    assert names(workspace) == ["x.pdf", "x.pdf.fouten.txt"]
    assert (workspace.returned / "x.pdf.fouten.txt").read_bytes() == b"van b\r\n"


def test_a_name_that_fills_the_system_still_gets_a_report(workspace: Workspace) -> None:
    copy = intake.give_back(taken(workspace.inbox / f"{'n' * 251}.pdf", workspace), workspace, "fout")
    assert copy.name == f"{'n' * 146}.pdf"
    assert names(workspace) == [copy.name, f"{copy.name}.fouten.txt"]


def test_the_report_of_a_mended_form_goes(workspace: Workspace) -> None:
    first = taken(workspace.inbox / "x.pdf", workspace)
    copy = intake.give_back(first, workspace, "fout")
    intake.finish(first)
    mended = taken(copy, workspace, b"mended")
    intake.forget_report(mended, workspace)
    intake.finish(mended)
    assert names(workspace) == []


def test_the_report_goes_once_the_form_was_mended_elsewhere(workspace: Workspace) -> None:
    first = taken(workspace.inbox / "x.pdf", workspace)
    copy = intake.give_back(first, workspace, "fout")
    intake.finish(first)
    copy.unlink()
    intake.forget_report(taken(workspace.inbox / "y.pdf", workspace), workspace)
    assert names(workspace) == ["x.pdf.fouten.txt"]
    intake.forget_report(taken(workspace.inbox / "a" / "x.pdf", workspace, b"mended"), workspace)
    assert names(workspace) == []


@pytest.mark.parametrize("name", [f"{'x' * 251}.pdf", f"{'é' * 122}.json", "e\u0301.pdf"])
def test_the_report_goes_of_a_form_with_a_name_that_came_back_otherwise(
    name: str, workspace: Workspace
) -> None:
    copy = intake.give_back(taken(workspace.inbox / name, workspace), workspace, "fout")
    copy.unlink()
    intake.forget_report(taken(workspace.inbox / name, workspace, b"mended"), workspace)
    assert names(workspace) == []


def test_the_report_of_a_form_that_still_lies_there_stays(workspace: Workspace) -> None:
    intake.give_back(taken(workspace.inbox / "x.pdf", workspace), workspace, "fout")
    intake.forget_report(taken(workspace.inbox / "a" / "x.pdf", workspace, b"of another"), workspace)
    assert names(workspace) == ["x.pdf", "x.pdf.fouten.txt"]


def test_a_report_beside_a_file_elsewhere_is_not_ours(workspace: Workspace) -> None:
    own = drop(workspace.inbox / "a" / "x.pdf.fouten.txt")
    intake.forget_report(taken(workspace.inbox / "a" / "x.pdf", workspace), workspace)
    assert own.exists()


def test_a_marked_copy_goes_back_in_place_of_the_original(workspace: Workspace) -> None:
    claimed = taken(workspace.inbox / "x.pdf", workspace)
    copy = intake.give_back(claimed, workspace, "fout", b"marked")
    kept = intake.archive(claimed, workspace)
    assert (copy.read_bytes(), kept.read_bytes()) == (b"marked", CONTENT)
    assert names(workspace) == ["x.pdf", "x.pdf.fouten.txt"]


@pytest.mark.skipif(os.name == "nt", reason="makes links")
def test_a_link_in_the_place_of_the_folder_is_not_followed(workspace: Workspace) -> None:
    """What somebody drops would become a template, with all that a template may do."""
    templates = workspace.root / "templates"
    templates.mkdir()
    workspace.returned.symlink_to(templates)
    claimed = taken(workspace.inbox / "advies.docx", workspace)
    with pytest.raises(OperatorFault) as caught:
        intake.give_back(claimed, workspace, "fout")
    assert caught.value.code == "INBOX-KOPPELING"
    assert list(templates.iterdir()) == []
    workspace.returned.unlink()
    assert intake.give_back(claimed, workspace, "fout").parent == workspace.returned


def test_a_folder_in_the_place_of_a_report_holds_up_nothing(workspace: Workspace) -> None:
    claimed = taken(workspace.inbox / "x.pdf", workspace)
    (workspace.returned / "x.pdf.fouten.txt").mkdir(parents=True)
    assert intake.give_back(claimed, workspace, "fout").name == "x (2).pdf"
    assert names(workspace) == ["x (2).pdf", "x (2).pdf.fouten.txt", "x.pdf.fouten.txt"]


def test_a_file_in_the_place_of_the_folder_is_told_before_it_is_certain_that_a_form_goes_back(
    workspace: Workspace,
) -> None:
    claimed = taken(workspace.inbox / "x.pdf", workspace)
    workspace.returned.touch()
    with pytest.raises(OperatorFault) as caught:
        intake.give_back(claimed, workspace, "fout")
    assert caught.value.code == "INBOX-KOPPELING"
    assert [undone.job for undone in intake.recover(workspace)] == [claimed.job]
    assert (workspace.inbox / "x.pdf").read_bytes() == CONTENT


@pytest.mark.parametrize("folder", ["te-verbeteren/x.pdf.fouten.txt", "elders"])
def test_a_form_comes_to_its_end_whatever_stands_in_the_place_of_a_report(
    workspace: Workspace, folder: str
) -> None:
    claimed = taken(workspace.inbox / "x.pdf", workspace)
    (workspace.inbox / folder).mkdir(parents=True)
    if not workspace.returned.exists():
        workspace.returned.touch()
    intake.forget_report(claimed, workspace)
    intake.finish(claimed)
    assert list(workspace.work.iterdir()) == []
