"""What a run leaves is closed to others, whatever the umask; what a filler must mend stays open to the group."""

import os
import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import permissions
from generator.cli.main import run
from generator.files import write_new
from generator.flows import meeting, watching
from generator.flows.papers import Chosen
from generator.model import Result, Session
from generator.permissions import Permissions
from generator.temporary import kept_private
from generator.wiring import Rooms, opened
from tests.conftest import filled
from tests.flows.boards import Steps
from tests.flows.outbox import again, styled

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no modes")


@pytest.fixture(params=[0o000, pytest.param(0o077, marks=pytest.mark.thorough)], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)
    permissions.use(Permissions())


def mode(path: Path) -> str:
    return f"{stat.S_IMODE(path.stat().st_mode):04o}"


def modes(folder: Path, *, files: bool) -> set[str]:
    return {mode(path) for path in (folder, *folder.rglob("*")) if path.is_file() == files}


def work(rooms: Rooms) -> Path:
    """Publish, make again, give back, and hold a session; returns the workspace."""
    inbox = rooms.workspace.inbox
    (inbox / "sub").mkdir()
    for form in ("sociaal_verslag", "advies"):
        (inbox / f"{form}.json").write_bytes(filled(form))
    (inbox / "sub/fout.json").write_bytes(filled("advies", 4, client__naam=""))
    ended = {outcome.outcome for outcome in watching.watch_once(rooms)}
    assert ended == {Result.PUBLISHED, Result.REJECTED}
    again(styled(rooms, "Ander huis"), Chosen(form="advies"))
    meeting.hold(rooms, Session("BCSD", date(2026, 2, 13)), meeting.Wanted(), Steps())
    return rooms.workspace.root


def test_modes_hold_whatever_the_umask(umask: None, rooms: Rooms) -> None:
    root = work(rooms)
    assert list(root.glob("outbox/dossiers/*/*/versies/1/*.docx"))
    assert list(root.glob("outbox/zittingen/*/*.pdf"))
    assert modes(root / "outbox", files=True) == {"0640"}
    assert modes(root / "outbox", files=False) == {"0750"}
    returned = root / "inbox/te-verbeteren"
    assert modes(returned, files=True) == {"0660"}
    assert modes(returned, files=False) == {"0770"}
    assert mode(root / ".dossier") == "0700"
    assert mode(root / ".dossier/ledger.sqlite") == "0600"
    for folder in ("archive", "work"):
        assert modes(root / ".dossier" / folder, files=False) == {"0700"}


@pytest.mark.parametrize("umask", [0o022], indirect=True)
def test_modes_are_settings(umask: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"MODE": "0600", "FOLDER_MODE": "0700", "INBOX_MODE": "0640"}.items():
        monkeypatch.setenv(f"DOSSIER_FILES__{name}", value)
    with opened(tmp_path) as rooms:
        write_new(tmp_path / "a", b"")
        permissions.make_folder(tmp_path / "b/c")
        assert mode(rooms.workspace.returned) == "0750"
        (folder,) = (path for path in rooms.workspace.state.glob("tmp-*") if path.is_dir())
        assert mode(folder) == "0700"
    assert mode(tmp_path / "a") == "0600"
    assert modes(tmp_path / "b", files=False) == {"0700"}


@pytest.mark.parametrize("value", ["640", "0640 ", "rw", "0240", "0888"])
def test_a_mode_is_written_as_chmod_has_it(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOSSIER_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("DOSSIER_FILES__MODE", value)
    assert run(["config"]) == (0 if value == "640" else 2)


def test_a_group_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOSSIER_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("DOSSIER_FILES__GROUP", "geen-groep-van-hier")
    assert run(["watch", "--once"]) == 2
    assert "INSTELLING-GROEP" in capsys.readouterr().err


def test_a_folder_keeps_the_group_that_is_handed_on(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    permissions.make_folder(tmp_path / "a/b")
    assert mode(tmp_path / "a/b") == "2750"


def test_temporary_files_of_a_killed_process_go_at_the_next_start(tmp_path: Path) -> None:
    left = tmp_path / "tmp-1-abcd"
    left.mkdir()
    (left / "openpyxl.x").write_text("antwoord")
    (tmp_path / "tmp-1-abcd.lock").touch()
    with kept_private(tmp_path):
        (mine,) = (path for path in tmp_path.iterdir() if path.is_dir())
        assert os.environ["TMPDIR"] == str(mine)
        assert mode(mine) == "0700"
        with kept_private(tmp_path):
            assert mine.is_dir()  # of a process that lives
    assert not list(tmp_path.iterdir())


def test_a_temporary_folder_that_could_not_go_goes_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("generator.temporary.shutil.rmtree", lambda *_, **__: None)
        with kept_private(tmp_path):
            pass
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()]
    with kept_private(tmp_path):
        assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1
    assert not list(tmp_path.iterdir())
