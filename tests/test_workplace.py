"""A workspace is opened only when its folders stand apart and its templates are its own."""

import os
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.errors import UsageFault
from generator.formats.table import formats
from generator.model import Workspace
from generator.watch import SUFFIXES
from generator.wiring import opened
from generator.workplace import check_folders

pytestmark = pytest.mark.skipif(os.name == "nt", reason="makes links and modes")


def code_of(workspace: Workspace) -> str:
    try:
        check_folders(workspace)
    except UsageFault as fault:
        return fault.code
    return ""


@pytest.mark.parametrize("at", ["inbox", "outbox", "templates", ".dossier", "veldkaarten"])
@pytest.mark.parametrize("to", ["inbox", "outbox", ".dossier", "inbox/sub", "outbox/dossiers/sub", "."])
def test_a_folder_that_is_another_or_lies_in_it_is_refused(workspace: Workspace, at: str, to: str) -> None:
    root = workspace.root
    link = root / at
    if to.partition("/")[0] == at:
        pytest.skip("a link to itself")
    if link.is_dir():
        for below in sorted(link.rglob("*"), reverse=True):
            below.rmdir()
        link.rmdir()
    (root / to).mkdir(parents=True, exist_ok=True)
    link.symlink_to(root / to)
    assert code_of(workspace) == "WERKMAP-OVERLAP"


def test_folders_elsewhere_that_stand_apart_are_well(workspace: Workspace, tmp_path: Path) -> None:
    workspace.returned.rmdir()
    workspace.inbox.rmdir()
    (tmp_path / "share").mkdir()
    workspace.inbox.symlink_to(tmp_path / "share")
    (workspace.root / "templates").mkdir()
    assert code_of(workspace) == ""


def test_the_command_says_so_and_ends_with_2(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.outbox.rmdir()
    workspace.outbox.symlink_to(workspace.inbox)
    with pytest.raises(UsageFault), opened(workspace.root):
        pass
    assert run(["--workspace", str(workspace.root), "watch", "--once"]) == 2
    assert "inbox en outbox" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("folder", "file", "inbox", "refused"),
    [
        (0o755, 0o644, 0o777, False),
        (0o757, 0o644, 0o700, True),
        (0o755, 0o646, 0o700, True),
        (0o775, 0o644, 0o755, False),
        (0o775, 0o644, 0o775, True),
        (0o755, 0o664, 0o2770, True),
    ],
)
def test_templates_that_droppers_can_write_are_refused(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, folder: int, file: int, inbox: int, refused: bool
) -> None:
    templates = workspace.root / "templates"
    templates.mkdir()
    (templates / "advies.docx").touch()
    (templates / "advies.docx").chmod(file)
    (templates / "weg.docx").symlink_to("nergens")
    templates.chmod(folder)
    workspace.inbox.chmod(inbox)
    with monkeypatch.context() as patched:
        patched.setattr("generator.workplace._own_group", lambda *_: False)
        assert code_of(workspace) == ("SJABLOON-OPEN" if refused else "")
    alone = refused and not (folder | file) & 0o002
    assert code_of(workspace) == ("" if alone else "SJABLOON-OPEN" if refused else "")


def test_the_inbox_takes_every_kind_of_file_that_a_format_reads() -> None:
    assert {suffix for one in formats().values() for suffix in one.suffixes} <= set(SUFFIXES)
